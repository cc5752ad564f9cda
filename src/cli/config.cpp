#include "cli/config.h"

#include <fmt/format.h>
#include <toml++/toml.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <functional>

#include "base/text.h"

namespace hearth::cli {
namespace {

// One key: where it stands, and how a text sets it. Every type is set from text, so that the file
// and the environment are held to the same rules.
struct Key {
    std::string_view section, name, kind;
    std::function<bool(Config&, std::string_view)> set;
};

template <class N>
bool number(std::string_view text, N low, N high, N& out) {
    N value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < low || value > high)
        return false;
    out = value;
    return true;
}

bool truth(std::string_view text, bool& out) {
    out = text == "true";
    return text == "true" || text == "false";
}

std::vector<std::string> list(std::string_view text) {
    std::vector<std::string> out;
    for (const auto part : split(text, ','))
        if (!is_blank(part)) out.emplace_back(trim(part));
    return out;
}

const std::vector<Key>& keys() {
    using View = std::string_view;
    static const std::vector<Key> all = {
        {"authority", "database", "a text such as \"sqlite:/srv/hearth/hearth.db\"",
         [](Config& c, View t) {
             c.database = t;
             return true;
         }},
        {"authority", "practice", "a folder",
         [](Config& c, View t) {
             c.practice = t;
             return true;
         }},
        {"authority", "profile", "the name of a profile, such as \"family-help\"",
         [](Config& c, View t) {
             c.profile = t;
             return !t.empty();
         }},
        {"server", "address", "an address such as \"127.0.0.1\"",
         [](Config& c, View t) {
             c.address = t;
             return !t.empty();
         }},
        {"server", "port", "a number from 0 to 65535",
         [](Config& c, View t) { return number<std::uint16_t>(t, 0, 65535, c.port); }},
        {"server", "certificate", "a file",
         [](Config& c, View t) {
             c.certificate = t;
             return true;
         }},
        {"server", "key", "a file",
         [](Config& c, View t) {
             c.key = t;
             return true;
         }},
        {"server", "trusted_proxies", "a list of addresses",
         [](Config& c, View t) {
             c.trusted_proxies = list(t);
             return true;
         }},
        {"server", "hosts", "a list of names",
         [](Config& c, View t) {
             c.hosts = list(t);
             return true;
         }},
        {"server", "workers", "a number from 0 (two a core) to 256",
         [](Config& c, View t) { return number<unsigned>(t, 0, 256, c.workers); }},
        {"session", "idle_minutes", "a number from 1 to 480",
         [](Config& c, View t) { return number(t, 1, 480, c.idle_minutes); }},
        {"session", "absolute_hours", "a number from 1 to 24",
         [](Config& c, View t) { return number(t, 1, 24, c.absolute_hours); }},
        {"session", "second_factor", "true or false",
         [](Config& c, View t) { return truth(t, c.second_factor); }},
        {"quality", "hour", "an hour of the day from 0 to 23, or -1 for never",
         [](Config& c, View t) { return number(t, -1, 23, c.quality_hour); }},
        {"quality", "rules", "a folder",
         [](Config& c, View t) {
             c.own_rules = t;
             return true;
         }},
        {"log", "level", "one of error, warn, info, debug",
         [](Config& c, View t) {
             c.log_level = t;
             return t == "error" || t == "warn" || t == "info" || t == "debug";
         }},
    };
    return all;
}

const Key* find(std::string_view section, std::string_view name) {
    for (const auto& key : keys())
        if (key.section == section && key.name == name) return &key;
    return nullptr;
}

std::string known_names(std::string_view section) {
    std::vector<std::string> names;
    for (const auto& key : keys())
        if (key.section == section) names.emplace_back(key.name);
    return join(names, ", ");
}

std::string as_text(const toml::node& node) {
    if (const auto* s = node.as_string()) return s->get();
    if (const auto* i = node.as_integer()) return std::to_string(i->get());
    if (const auto* b = node.as_boolean()) return b->get() ? "true" : "false";
    if (const auto* a = node.as_array()) {
        std::vector<std::string> parts;
        for (const auto& item : *a) parts.push_back(as_text(item));
        return join(parts, ",");
    }
    return "?";
}

void read_file(const std::filesystem::path& file, Config& config) {
    toml::table table;
    try {
        table = toml::parse_file(file.string());
    } catch (const toml::parse_error& error) {
        throw UsageError(fmt::format("{}:{}: {}. Correct this line.", file.string(),
                                     error.source().begin.line, error.description()));
    }
    const auto at = [&](const toml::node& node) {
        return fmt::format("{}:{}", file.string(), node.source().begin.line);
    };
    for (const auto& [section_key, inside] : table) {
        const std::string section(section_key.str());
        const auto* values = inside.as_table();
        if (values == nullptr || known_names(section).empty())
            throw UsageError(fmt::format(
                "{}: there is no section [{}]. Use [authority], [server], [session] or [log].",
                at(inside), section));
        for (const auto& [name_key, value] : *values) {
            const std::string name(name_key.str());
            const auto* key = find(section, name);
            if (key == nullptr)
                throw UsageError(fmt::format("{}: [{}] has no key '{}'. Use one of: {}.", at(value),
                                             section, name, known_names(section)));
            if (!key->set(config, as_text(value)))
                throw UsageError(
                    fmt::format("{}: '{}' must be {}.", at(value), key->name, key->kind));
        }
    }
}

std::string variable(const Key& key) {
    std::string name = fmt::format("HEARTH_{}_{}", key.section, key.name);
    std::transform(name.begin(), name.end(), name.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return name;
}

}  // namespace

Environment hearth_environment() {
    Environment out;
    for (char** entry = ::environ; *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        const auto equals = text.find('=');
        if (text.starts_with("HEARTH_") && equals != std::string_view::npos)
            out.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    return out;
}

Config read_config(const std::filesystem::path& file, bool required,
                   const Environment& environment) {
    Config config;
    if (std::filesystem::exists(file)) {
        read_file(file, config);
    } else if (required) {
        throw UsageError(
            fmt::format("There is no file {}. Make it, or leave out --config.", file.string()));
    }
    for (const auto& key : keys()) {
        const auto name = variable(key);
        const auto it = environment.find(name);
        if (it != environment.end() && !key.set(config, it->second))
            throw UsageError(
                fmt::format("The environment variable {} must be {}.", name, key.kind));
    }
    return config;
}

std::filesystem::path share_folder(const Environment& environment) {
    if (const auto it = environment.find("HEARTH_SHARE"); it != environment.end())
        return it->second;
    const auto program = std::filesystem::read_symlink("/proc/self/exe");
    for (auto folder = program.parent_path(); folder != folder.root_path();
         folder = folder.parent_path())
        if (std::filesystem::exists(folder / "practice" / "roles.yaml")) return folder;
    return "/usr/share/hearth";
}

}  // namespace hearth::cli
