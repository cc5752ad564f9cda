// Finds the files, reads each with its reader, lays the layers over each other, and checks the
// whole.
#include "practice/loader.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>
#include <tuple>

#include "base/hash.h"
#include "practice/clock_cases.h"
#include "practice/output.h"
#include "practice/reader.h"

namespace hearth::practice {
namespace {

constexpr std::string_view kRolesFile = "roles.yaml";

bool starts_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}
bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

std::string read_text(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) throw std::runtime_error("cannot read " + path.string());
    return text.str();
}

class Loading {
  public:
    Loading(const Files& files, std::string_view profile, const LoadOptions& options)
        : files_(files), profile_(profile), options_(options) {}

    Loaded load() {
        std::vector<std::string> layers;
        if (const auto node = parsed(profile_ + "/profile.yaml")) {
            layers = read_profile(*node, practice_, problems_);
            if (!practice_.id.empty() && practice_.id != profile_) {
                report(problems_, *node,
                       "the profile in the folder " + profile_ + " calls itself " + practice_.id,
                       "Write id: " + profile_ + ".");
            }
            for (const std::string& layer : layers) {
                if (folder_exists(layer)) continue;
                report(problems_, *node, "the profile uses \"" + layer + "\", which is no folder",
                       "Correct uses:, or make the folder.");
            }
        } else if (files_.find(profile_ + "/profile.yaml") == files_.end()) {
            std::vector<std::string> known = profiles(files_);
            problems_.push_back({profile_ + "/profile.yaml", 0, 0,
                                 "there is no profile \"" + profile_ + "\"",
                                 suggest(profile_, known)});
            return {std::move(practice_), std::move(problems_)};
        }
        layers.push_back(profile_);
        if (const auto node = parsed(kRolesFile)) {
            if (auto roles = read_roles(*node, problems_)) practice_.roles = std::move(*roles);
        } else if (files_.find(kRolesFile) == files_.end()) {
            problems_.push_back({std::string(kRolesFile), 0, 0, "there is no file roles.yaml",
                                 "Say there who may do what."});
        }
        indicators("indicators/");
        calendars();
        for (const std::string& layer : layers) this->layer(layer);
        for (auto& [id, versions] : practice_.forms) {
            std::stable_sort(versions.begin(), versions.end(),
                             [](const Form& a, const Form& b) { return a.version < b.version; });
        }
        check_names(practice_, options_, problems_);
        sort_problems(problems_);
        return {std::move(practice_), std::move(problems_)};
    }

  private:
    bool folder_exists(const std::string& layer) const {
        const auto found = files_.lower_bound(layer + "/");
        return found != files_.end() && starts_with(found->first, layer + "/");
    }
    std::optional<Node> parsed(std::string_view path) {
        const auto found = files_.find(path);
        if (found == files_.end()) return std::nullopt;
        return parse_yaml(path, found->second, problems_);
    }

    // Each thing of one kind in a layer: an id twice in the layer is a problem, one of an earlier
    // layer is replaced.
    template <class T, class Put>
    void place(std::vector<T>& read, std::string_view what, const Put& put) {
        for (T& one : read) {
            const Where at = one.where;
            if (!seen_.insert(std::string(what) + " " + one.id).second) {
                report(problems_, at,
                       "the " + std::string(what) + " \"" + one.id + "\" is in this layer twice",
                       "Give one of them another id.");
                continue;
            }
            put(std::move(one));
        }
        read.clear();
    }
    template <class T>
    static void put_by_id(std::vector<T>& list, T one) {
        const auto found = std::find_if(list.begin(), list.end(),
                                        [&](const T& other) { return other.id == one.id; });
        if (found == list.end()) {
            list.push_back(std::move(one));
        } else {
            *found = std::move(one);
        }
    }

    // calendars/<id>.yaml: shared by every profile, since no authority chooses its bank holidays.
    void calendars() {
        static constexpr std::string_view kFolder = "calendars/";
        for (auto at = files_.lower_bound(kFolder);
             at != files_.end() && starts_with(at->first, kFolder); ++at) {
            const auto node = parsed(at->first);
            if (!node) continue;
            std::string id = at->first.substr(kFolder.size());
            id.resize(id.find('.'));
            if (auto days = read_calendar(*node, problems_)) {
                practice_.calendars.insert_or_assign(id, std::move(*days));
            }
        }
    }
    void layer(const std::string& layer) {
        seen_.clear();
        const std::string prefix = layer + "/";
        for (auto at = files_.lower_bound(prefix);
             at != files_.end() && starts_with(at->first, prefix); ++at) {
            const std::string name = at->first.substr(prefix.size());
            if (name == "profile.yaml" || !ends_with(name, ".yaml")) continue;
            if (const auto node = parsed(at->first)) file(name, *node);
        }
        indicators(prefix + "indicators/");
    }
    void file(const std::string& name, const Node& node) {
        if (starts_with(name, "codes/")) {
            std::vector<CodeList> lists;
            read_code_lists(node, lists, problems_);
            place(lists, "code list", [&](CodeList list) {
                const std::string id = list.id;
                practice_.codes.insert_or_assign(id, std::move(list));
            });
        } else if (starts_with(name, "forms/")) {
            form(node);
        } else if (name == "clocks.yaml") {
            std::vector<ClockRule> rules;
            read_clocks(node, rules, problems_);
            place(rules, "clock", [&](ClockRule rule) {
                const std::string id = rule.id;
                practice_.clocks.insert_or_assign(id, std::move(rule));
            });
        } else if (name == "hours.yaml") {
            std::vector<Hours> hours;
            read_hours(node, hours, problems_);
            for (Hours& one : hours) practice_.hours.insert_or_assign(one.id, one);
        } else if (name == "meetings.yaml") {
            std::vector<MeetingKind> kinds;
            read_meetings(node, kinds, problems_);
            place(kinds, "meeting", [&](MeetingKind kind) {
                const std::string id = kind.id;
                practice_.meetings.insert_or_assign(id, std::move(kind));
            });
        } else if (name == "programme.yaml") {
            std::vector<ProgrammeModule> modules;
            read_programme(node, modules, problems_);
            place(modules, "module",
                  [&](ProgrammeModule one) { put_by_id(practice_.programme, std::move(one)); });
        } else if (name == "workbook.yaml") {
            std::vector<WorkbookSection> sections;
            read_workbook(node, sections, problems_);
            place(sections, "workbook section",
                  [&](WorkbookSection one) { put_by_id(practice_.workbook, std::move(one)); });
        } else if (name == "pathway.yaml") {
            std::vector<Step> steps;
            read_pathway(node, steps, problems_);
            place(steps, "step", [&](Step one) { put_by_id(practice_.pathway, std::move(one)); });
        } else if (starts_with(name, "outputs/")) {
            return;  // read over the whole practice: load_outputs
        } else if (name == kClockCasesFile) {
            return;  // asked of the whole practice, once it is read: check_clock_cases
        } else {
            problems_.push_back(
                {node.file, 0, 0, "nothing reads this file",
                 suggest(name, {"codes/<name>.yaml", "forms/<name>.yaml", "clocks.yaml",
                                "clock_cases.yaml", "hours.yaml", "meetings.yaml", "programme.yaml",
                                "workbook.yaml", "pathway.yaml", "outputs/<name>.yaml",
                                "profile.yaml"})});
        }
    }
    void form(const Node& node) {
        auto form = read_form(node, problems_);
        if (!form) return;
        const std::string key = "form " + form->id + " " + std::to_string(form->version);
        if (!seen_.insert(key).second) {
            report(problems_, node,
                   "version " + std::to_string(form->version) + " of the form \"" + form->id +
                       "\" is in this layer twice",
                   "Give the newer one the next version.");
            return;
        }
        std::vector<Form>& versions = practice_.forms[form->id];
        const auto found = std::find_if(versions.begin(), versions.end(), [&](const Form& other) {
            return other.version == form->version;
        });
        if (found == versions.end()) {
            versions.push_back(std::move(*form));
        } else {
            *found = std::move(*form);
        }
    }
    void indicators(const std::string& prefix) {
        std::set<std::string> ids;
        for (auto at = files_.lower_bound(prefix);
             at != files_.end() && starts_with(at->first, prefix); ++at) {
            if (!ends_with(at->first, ".sql")) continue;
            auto one = read_indicator(at->first, at->second, problems_);
            if (!one || one->id.empty()) continue;
            if (!ids.insert(one->id).second) {
                report(problems_, one->where, "the indicator \"" + one->id + "\" is here twice",
                       "Give one of them another id.");
                continue;
            }
            put_by_id(practice_.indicators, std::move(*one));
        }
    }

    const Files& files_;
    std::string profile_;
    const LoadOptions& options_;
    Practice practice_;
    Problems problems_;
    std::set<std::string> seen_;
};

struct Locked {
    std::string path, form, version, hash;
    int line = 0;
};

std::vector<Locked> locked_in(const Files& files, Problems& problems) {
    std::vector<Locked> out;
    const auto file = files.find(kLockFile);
    if (file == files.end()) return out;
    std::istringstream lines(file->second);
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        if (line.empty() || line[0] == '#') continue;
        std::istringstream words(line);
        Locked one;
        one.line = number;
        if (words >> one.path >> one.form >> one.version >> one.hash) {
            out.push_back(std::move(one));
        } else {
            problems.push_back({std::string(kLockFile), number, 0, "this line cannot be read",
                                "Restore the file from version control."});
        }
    }
    return out;
}

// Every form version in the files, as the lock writes it.
std::vector<Locked> present(const Files& files) {
    std::vector<Locked> out;
    Problems ignored;
    for (const auto& [path, text] : files) {
        if (path.find("/forms/") == std::string::npos || !ends_with(path, ".yaml")) continue;
        const auto node = parse_yaml(path, text, ignored);
        if (!node || node->get("id") == nullptr || node->get("version") == nullptr) continue;
        out.push_back({path.substr(0, path.find('/')), node->get("id")->text,
                       node->get("version")->text, sha256(canonical(*node)).hex(), 0});
    }
    return out;
}

void check_lock(const Files& files, Problems& problems) {
    const std::vector<Locked> now = present(files);
    for (const Locked& was : locked_in(files, problems)) {
        const auto found = std::find_if(now.begin(), now.end(), [&](const Locked& one) {
            return one.path == was.path && one.form == was.form && one.version == was.version;
        });
        const std::string name = "version " + was.version + " of the form \"" + was.form + "\"";
        if (found == now.end()) {
            problems.push_back({std::string(kLockFile), was.line, 0,
                                name + " was released and is gone from " + was.path,
                                "Put it back: entries written on it must still be shown."});
        } else if (found->hash != was.hash) {
            problems.push_back({std::string(kLockFile), was.line, 0,
                                name + " in " + was.path + " has changed since it was released",
                                "Undo the change and write it as the next version."});
        }
    }
}

}  // namespace

Files read_files(const std::string& dir) {
    namespace fs = std::filesystem;
    Files out;
    std::error_code error;
    for (fs::recursive_directory_iterator at(dir, error), end; !error && at != end;
         at.increment(error)) {
        if (!at->is_regular_file()) continue;
        const fs::path& path = at->path();
        const auto kind = path.extension();
        if (kind != ".yaml" && kind != ".sql" && kind != ".lock") continue;
        out.emplace(path.lexically_relative(dir).generic_string(), read_text(path));
    }
    if (error) throw std::runtime_error("cannot read " + dir + ": " + error.message());
    return out;
}

std::vector<std::string> profiles(const Files& files) {
    std::vector<std::string> out;
    for (const auto& entry : files) {
        const std::string& path = entry.first;
        const std::size_t slash = path.find('/');
        if (slash != std::string::npos && path.substr(slash) == "/profile.yaml") {
            out.push_back(path.substr(0, slash));
        }
    }
    return out;
}

Loaded load_practice(const Files& files, std::string_view profile, const LoadOptions& options) {
    return Loading(files, profile, options).load();
}

Loaded load_practice(const std::string& dir, std::string_view profile, const LoadOptions& options) {
    return load_practice(read_files(dir), profile, options);
}

std::vector<Problem> check_practice(const Files& files, const LoadOptions& options) {
    Problems problems;
    const std::vector<std::string> all = profiles(files);
    if (all.empty()) {
        problems.push_back({"", 0, 0, "there is no profile here",
                            "Make a folder with a profile.yaml; see docs/practice_language.md."});
    }
    for (const std::string& profile : all) {
        Loaded loaded = load_practice(files, profile, options);
        problems.insert(problems.end(), loaded.problems.begin(), loaded.problems.end());
        const auto cases = check_clock_cases(files, loaded.practice);
        problems.insert(problems.end(), cases.problems.begin(), cases.problems.end());
        const auto outputs = load_outputs(files, loaded.practice, options);
        problems.insert(problems.end(), outputs.problems.begin(), outputs.problems.end());
    }
    check_lock(files, problems);
    sort_problems(problems);
    return problems;
}

std::vector<Problem> check_practice(const std::string& dir, const LoadOptions& options) {
    return check_practice(read_files(dir), options);
}

std::string lock_text(const Files& files) {
    Problems ignored;
    std::vector<Locked> lines = locked_in(files, ignored);
    for (Locked& one : present(files)) {
        const bool known = std::any_of(lines.begin(), lines.end(), [&](const Locked& was) {
            return was.path == one.path && was.form == one.form && was.version == one.version;
        });
        if (!known) lines.push_back(std::move(one));
    }
    std::sort(lines.begin(), lines.end(), [](const Locked& a, const Locked& b) {
        return std::tie(a.path, a.form, a.version) < std::tie(b.path, b.form, b.version);
    });
    std::string out =
        "# Form versions that have been released, and the hash of what each says. Written by\n"
        "# hearth practice check --lock. A version listed here never changes.\n";
    for (const Locked& one : lines) {
        out += one.path + " " + one.form + " " + one.version + " " + one.hash + "\n";
    }
    return out;
}

}  // namespace hearth::practice
