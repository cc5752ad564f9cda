#include "base/json_writer.h"

#include <array>
#include <cassert>
#include <charconv>
#include <cmath>

#include "base/text.h"

namespace hearth {
namespace {

void append_escaped(std::string& out, std::string_view text) {
    constexpr std::string_view kHex = "0123456789abcdef";
    std::size_t plain = 0;  // where the run not yet copied begins
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && c != '"' && c != '\\' && byte != 0x7F) continue;
        out += text.substr(plain, i - plain);
        plain = i + 1;
        out += '\\';
        switch (c) {
            case '"':
                out += '"';
                break;
            case '\\':
                out += '\\';
                break;
            case '\n':
                out += 'n';
                break;
            case '\r':
                out += 'r';
                break;
            case '\t':
                out += 't';
                break;
            default:
                out += "u00";
                out += kHex[byte >> 4];
                out += kHex[byte & 15U];
        }
    }
    out += text.substr(plain);
}

void append_quoted(std::string& out, std::string_view text) {
    out += '"';
    if (valid_utf8(text)) {
        append_escaped(out, text);
    } else {
        append_escaped(out, repair_utf8(text));
    }
    out += '"';
}

template <class N>
void append_number(std::string& out, N number) {
    std::array<char, 40> buffer{};
    const auto done = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    out.append(buffer.data(), done.ptr);
}

}  // namespace

void JsonWriter::new_line() {
    if (layout_ == Layout::compact) return;
    out_ += '\n';
    out_.append(open_.size() * 2, ' ');
}

void JsonWriter::before_value() {
    if (open_.empty()) {
        assert(!written_);  // one value only at the top
        written_ = true;
        return;
    }
    Level& level = open_.back();
    if (level.place == Place::object) {
        assert(level.after_key);
        level.after_key = false;
        return;
    }
    if (level.any) out_ += ',';
    level.any = true;
    new_line();
}

void JsonWriter::begin(Place place, char bracket) {
    before_value();
    out_ += bracket;
    open_.push_back(Level{place});
}

void JsonWriter::end(Place place, char bracket) {
    assert(!open_.empty() && open_.back().place == place && !open_.back().after_key);
    static_cast<void>(place);
    const bool any = open_.back().any;
    open_.pop_back();
    if (any) new_line();
    out_ += bracket;
}

JsonWriter& JsonWriter::begin_object() {
    begin(Place::object, '{');
    return *this;
}
JsonWriter& JsonWriter::end_object() {
    end(Place::object, '}');
    return *this;
}
JsonWriter& JsonWriter::begin_array() {
    begin(Place::array, '[');
    return *this;
}
JsonWriter& JsonWriter::end_array() {
    end(Place::array, ']');
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    assert(!open_.empty() && open_.back().place == Place::object && !open_.back().after_key);
    Level& level = open_.back();
    if (level.any) out_ += ',';
    level.any = true;
    level.after_key = true;
    new_line();
    append_quoted(out_, name);
    out_ += layout_ == Layout::compact ? ":" : ": ";
    return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
    before_value();
    append_quoted(out_, text);
    return *this;
}

JsonWriter& JsonWriter::value(double number) {
    if (!std::isfinite(number)) return null();
    before_value();
    append_number(out_, number);
    return *this;
}

JsonWriter& JsonWriter::boolean(bool flag) {
    before_value();
    out_ += flag ? "true" : "false";
    return *this;
}

JsonWriter& JsonWriter::whole(std::uint64_t number) {
    before_value();
    append_number(out_, number);
    return *this;
}

JsonWriter& JsonWriter::whole(std::int64_t number) {
    before_value();
    append_number(out_, number);
    return *this;
}

JsonWriter& JsonWriter::null() {
    before_value();
    out_ += "null";
    return *this;
}

std::string json_quoted(std::string_view text) {
    std::string out;
    append_quoted(out, text);
    return out;
}

}  // namespace hearth
