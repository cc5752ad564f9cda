#include "returns/dfe_api/receiver_words.h"

#include <algorithm>
#include <charconv>

#include "base/json.h"
#include "base/text.h"

namespace hearth::returns::dfe {
namespace {

constexpr std::size_t kLongest = 500;

bool of_path(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || c == '.' || c == '[' || c == ']' || c == '-';
}

// The first position of each path in a text.
std::vector<std::size_t> first_positions(std::string_view text) {
    std::vector<std::size_t> found;
    bool taken = false;  // in this path
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!of_path(text[i])) taken = false;
        if (text[i] != '[' || taken) continue;
        std::size_t number = 0;
        const auto* begin = text.data() + i + 1;
        const auto [end, error] = std::from_chars(begin, text.data() + text.size(), number);
        if (error != std::errc{} || end == text.data() + text.size() || *end != ']') continue;
        taken = true;
        found.push_back(number);
    }
    return found;
}

using Words = std::map<std::size_t, std::string>;

void note(Words& words, std::size_t position, std::string_view said) {
    auto& kept = words[position];
    if (!kept.empty() && kept.size() + said.size() < kLongest) kept += "; ";
    if (kept.size() + said.size() < kLongest) kept += in_short(said);
}

std::string all_text(const Json& value) {
    if (const auto text = value.text()) return std::string(*text);
    std::string out;
    const auto add = [&](const Json& inner) {
        const auto text = all_text(inner);
        if (!out.empty() && !text.empty()) out += "; ";
        out += text;
    };
    for (const auto& item : value.items()) add(item);
    for (const auto& member : value.members()) add(member.value);
    return out;
}

void walk(const Json& value, Words& words) {
    if (const auto text = value.text())
        for (const auto position : first_positions(*text)) note(words, position, *text);
    for (const auto& item : value.items()) walk(item, words);
    for (const auto& member : value.members()) {
        const auto named = first_positions(member.name);
        for (const auto position : named)
            note(words, position, member.name + ": " + all_text(member.value));
        if (named.empty()) walk(member.value, words);
    }
}

}  // namespace

std::string in_short(std::string_view body) {
    std::string out;
    for (const char c : body.substr(0, kLongest)) {
        const bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
        if (!blank)
            out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    return repair_utf8(out);  // the cut may have left half a character
}

std::map<std::size_t, std::string> positions_named(std::string_view body, std::size_t count) {
    Words words;
    if (const auto json = Json::parse(body))
        walk(json.value(), words);
    else
        for (const auto position : first_positions(body)) note(words, position, body);
    std::erase_if(words, [&](const auto& entry) { return entry.first >= count; });
    return words;
}

std::optional<std::vector<std::string>> acknowledgements(std::string_view body) {
    const auto json = Json::parse(body);
    if (!json || json->kind() != Json::Kind::array) return std::nullopt;
    std::vector<std::string> out;
    for (const auto& item : json->items()) {
        const auto text = item.text();
        if (!text || text->empty()) return std::nullopt;
        out.emplace_back(*text);
    }
    return out;
}

}  // namespace hearth::returns::dfe
