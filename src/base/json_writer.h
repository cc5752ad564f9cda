// Writing JSON piece by piece onto the end of a string.
//
// What it writes is always valid JSON in UTF-8: text is escaped, invalid bytes become U+FFFD, and
// numbers that JSON has no form for (infinity, not-a-number) are written as null. Calls in an
// impossible order (a value where a name is due, an end without its beginning) are bugs and are
// asserted. A long output can be streamed: take what the string holds and clear it between calls.
#pragma once
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearth {

class JsonWriter {
  public:
    enum class Layout { compact, indented };
    explicit JsonWriter(std::string& out, Layout layout = Layout::compact)
        : out_(out), layout_(layout) {}
    JsonWriter(const JsonWriter&) = delete;
    JsonWriter& operator=(const JsonWriter&) = delete;

    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_array();
    JsonWriter& end_array();
    JsonWriter& key(std::string_view name);

    JsonWriter& value(std::string_view text);
    JsonWriter& value(const char* text) { return value(std::string_view{text}); }
    JsonWriter& value(const std::string& text) { return value(std::string_view{text}); }
    JsonWriter& value(double number);  // shortest form that reads back the same
    template <std::same_as<bool> B>
    JsonWriter& value(B flag) {
        return boolean(flag);
    }
    template <std::integral N>
    requires(!std::same_as<N, bool> && !std::same_as<N, char>) JsonWriter& value(N number) {
        if constexpr (std::unsigned_integral<N>) {
            return whole(static_cast<std::uint64_t>(number));
        } else {
            return whole(static_cast<std::int64_t>(number));
        }
    }
    template <class T>
    JsonWriter& value(const std::optional<T>& maybe) {
        return maybe ? value(*maybe) : null();
    }
    JsonWriter& null();

    template <class T>
    JsonWriter& member(std::string_view name, const T& v) {
        return key(name).value(v);
    }
    // True when everything that was begun has ended and something was written.
    bool complete() const { return open_.empty() && written_; }

  private:
    enum class Place { array, object };
    struct Level {
        Place place;
        bool any = false;        // something stands before in this level
        bool after_key = false;  // a name was written and its value is due
    };
    JsonWriter& boolean(bool flag);
    JsonWriter& whole(std::uint64_t number);
    JsonWriter& whole(std::int64_t number);
    void before_value();
    void new_line();
    void begin(Place place, char bracket);
    void end(Place place, char bracket);

    std::string& out_;
    Layout layout_;
    std::vector<Level> open_;
    bool written_ = false;
};

// `text` as a JSON string, with its quotes.
std::string json_quoted(std::string_view text);

}  // namespace hearth
