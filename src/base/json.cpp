#include "base/json.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <string>
#include <utility>

namespace hearth {
namespace {

// A name twice in an object would let two readers of one text see two values.
constexpr const char* kDuplicate = "json_duplicate_key";

}  // namespace

// Receives what Boost.JSON's parser meets and builds the value. Names of the handler are the
// parser's.
struct JsonBuilder {
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
    using error_code = boost::system::error_code;
    using string_view = boost::json::string_view;

    Json root;
    std::vector<Json> open;          // arrays and objects not yet ended
    std::vector<std::string> names;  // of the member being read, one for each open object
    std::string part;                // a text or name that arrives in pieces
    bool duplicate = false;

    bool put(Json value) {
        if (open.empty()) {
            root = std::move(value);
            return true;
        }
        Json& into = open.back();
        if (auto* items = std::get_if<std::vector<Json>>(&into.value_)) {
            items->push_back(std::move(value));
        } else {
            std::get<std::vector<Json::Member>>(into.value_)
                .push_back(Json::Member{std::move(names.back()), std::move(value)});
        }
        return true;
    }
    template <class T>
    bool put_value(T value) {
        Json made;
        made.value_ = std::move(value);
        return put(std::move(made));
    }
    template <class T>
    void begin() {
        open.emplace_back().value_ = T{};
    }
    bool end() {
        Json made = std::move(open.back());
        open.pop_back();
        return put(std::move(made));
    }

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code&) {
        begin<std::vector<Json::Member>>();
        names.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t, error_code& ec) {
        names.pop_back();
        const auto& members = std::get<std::vector<Json::Member>>(open.back().value_);
        std::vector<std::string_view> sorted;
        sorted.reserve(members.size());
        for (const auto& member : members) sorted.push_back(member.name);
        std::sort(sorted.begin(), sorted.end());
        if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
            duplicate = true;
            ec = boost::json::error::extra_data;  // any error stops the parser
            return false;
        }
        return end();
    }
    bool on_array_begin(error_code&) {
        begin<std::vector<Json>>();
        return true;
    }
    bool on_array_end(std::size_t, error_code&) { return end(); }
    bool on_key_part(string_view s, std::size_t, error_code&) {
        part.append(s.data(), s.size());
        return true;
    }
    bool on_key(string_view s, std::size_t, error_code&) {
        part.append(s.data(), s.size());
        names.back() = std::exchange(part, {});
        return true;
    }
    bool on_string_part(string_view s, std::size_t, error_code&) {
        part.append(s.data(), s.size());
        return true;
    }
    bool on_string(string_view s, std::size_t, error_code&) {
        part.append(s.data(), s.size());
        return put_value(std::exchange(part, {}));
    }
    bool on_number_part(string_view s, error_code&) {
        part.append(s.data(), s.size());
        return true;
    }
    bool on_int64(std::int64_t v, string_view, error_code&) {
        part.clear();
        return put_value(v);
    }
    bool on_uint64(std::uint64_t v, string_view, error_code&) {
        part.clear();
        return put_value(static_cast<double>(v));  // given only past what int64 holds
    }
    // Boost 1.81 is out by the last bit for some numbers, so the text is read again, exactly.
    bool on_double(double v, string_view s, error_code&) {
        part.append(s.data(), s.size());
        const auto text = std::exchange(part, {});
        double exact = v;
        std::from_chars(text.data(), text.data() + text.size(), exact);
        return put_value(exact);
    }
    bool on_bool(bool v, error_code&) { return put_value(v); }
    bool on_null(error_code&) { return put(Json{}); }
    bool on_comment_part(string_view, error_code&) { return true; }
    bool on_comment(string_view, error_code&) { return true; }
};

Result<Json> Json::parse(std::string_view text, const JsonLimits& limits) {
    if (text.size() > limits.bytes) {
        return invalid("", "json_too_large",
                       "The JSON is larger than " + std::to_string(limits.bytes) + " bytes.");
    }
    boost::json::parse_options options;
    options.max_depth = limits.depth;
    boost::json::basic_parser<JsonBuilder> parser(options);
    boost::system::error_code ec;
    std::size_t read = parser.write_some(false, text.data(), text.size(), ec);
    if (!ec && read < text.size()) ec = boost::json::error::extra_data;
    if (parser.handler().duplicate) {
        return invalid("", kDuplicate,
                       "An object that ends at byte " + std::to_string(read) +
                           " gives one name twice. Each name may stand once.");
    }
    if (ec) {
        const bool deep = ec == boost::json::error::too_deep;
        return invalid("", deep ? "json_too_deep" : "json_syntax",
                       "This is not JSON that can be read: " + ec.message() + ", at byte " +
                           std::to_string(read) + ".");
    }
    return std::move(parser.handler().root);
}

Json::Kind Json::kind() const {
    switch (value_.index()) {
        case 0:
            return Kind::null;
        case 1:
            return Kind::boolean;
        case 2:
        case 3:
            return Kind::number;
        case 4:
            return Kind::text;
        case 5:
            return Kind::array;
        default:
            return Kind::object;
    }
}

std::optional<bool> Json::boolean() const {
    if (const auto* v = std::get_if<bool>(&value_)) return *v;
    return std::nullopt;
}

std::optional<double> Json::number() const {
    if (const auto* v = std::get_if<double>(&value_)) return *v;
    if (const auto* v = std::get_if<std::int64_t>(&value_)) return static_cast<double>(*v);
    return std::nullopt;
}

std::optional<std::int64_t> Json::integer() const {
    if (const auto* v = std::get_if<std::int64_t>(&value_)) return *v;
    return std::nullopt;
}

std::optional<std::string_view> Json::text() const {
    if (const auto* v = std::get_if<std::string>(&value_)) return *v;
    return std::nullopt;
}

std::span<const Json> Json::items() const {
    if (const auto* v = std::get_if<std::vector<Json>>(&value_)) return *v;
    return {};
}

std::span<const Json::Member> Json::members() const {
    if (const auto* v = std::get_if<std::vector<Member>>(&value_)) return *v;
    return {};
}

const Json& Json::at(std::string_view key) const {
    static const Json null;
    for (const Member& member : members()) {
        if (member.name == key) return member.value;
    }
    return null;
}

bool Json::has(std::string_view key) const {
    return std::any_of(members().begin(), members().end(),
                       [&](const Member& member) { return member.name == key; });
}

}  // namespace hearth
