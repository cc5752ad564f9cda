// Reading JSON: a parsed value, plain and owned.
//
// Strict RFC 8259: one value, no comments, no trailing commas, valid UTF-8, no name twice in one
// object, bounded depth and size. Asking a value for what it is not gives nothing (an empty
// optional or span), never an exception, so a handler can read untrusted input in a straight line
// and report what is missing.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace hearth {

struct JsonLimits {
    std::size_t depth = 32;
    std::size_t bytes = std::size_t{64} << 20;
};

class Json {
  public:
    enum class Kind { null, boolean, number, text, array, object };
    struct Member;

    Json() = default;  // null
    // Invalid, field "", codes "json_syntax", "json_duplicate_key", "json_too_large"; messages say
    // the byte.
    static Result<Json> parse(std::string_view text, const JsonLimits& limits = {});

    Kind kind() const;
    bool is_null() const { return kind() == Kind::null; }
    std::optional<bool> boolean() const;
    std::optional<double> number() const;
    std::optional<std::int64_t> integer()
        const;  // a number written without fraction that fits 64 bits
    std::optional<std::string_view> text() const;
    std::span<const Json> items() const;      // of an array, in order
    std::span<const Member> members() const;  // of an object, in order of the text
    // The member of that name, or a null value when absent or when this is no object.
    const Json& at(std::string_view key) const;
    bool has(std::string_view key) const;

  private:
    friend struct JsonBuilder;
    std::variant<std::monostate, bool, std::int64_t, double, std::string, std::vector<Json>,
                 std::vector<Member>>
        value_;
};

struct Json::Member {
    std::string name;
    Json value;
};

}  // namespace hearth
