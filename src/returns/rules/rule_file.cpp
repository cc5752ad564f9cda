#include "returns/rules/rule_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "base/text.h"

namespace hearth::returns {
namespace {

constexpr std::size_t kLargest = std::size_t{256} << 10;

std::string_view trim(std::string_view text) {
    const std::size_t from = text.find_first_not_of(" \t\r");
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t\r") - from + 1);
}

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        const std::string_view word = trim(text.substr(0, comma));
        if (!word.empty()) out.emplace_back(word);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return out;
}

// "-- key: value"; the key is letters.
bool header_line(std::string_view line, std::string& key, std::string& value) {
    if (!line.starts_with("-- ")) return false;
    line.remove_prefix(3);
    const std::size_t colon = line.find(':');
    if (colon == 0 || colon == std::string_view::npos) return false;
    const std::string_view name = line.substr(0, colon);
    if (!std::all_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; })) {
        return false;
    }
    key = name;
    value = trim(line.substr(colon + 1));
    return true;
}

struct Header {
    struct Value {
        std::string text;
        int line = 0;
    };
    std::map<std::string, Value, std::less<>> values;
    std::size_t end = 0;  // where the SQL begins
    int lines = 0;        // before it
};

Header read_header(std::string_view text) {
    Header header;
    Header::Value* last = nullptr;
    std::string key;
    std::string value;
    while (header.end < text.size()) {
        const std::size_t newline = text.find('\n', header.end);
        const std::size_t next = newline == std::string_view::npos ? text.size() : newline + 1;
        const std::string_view line = text.substr(header.end, next - header.end);
        if (const std::string_view bare = trim(line.substr(0, line.find('\n')));
            header_line(bare, key, value)) {
            last = &header.values[key];
            *last = {value, header.lines + 1};
        } else if (last != nullptr && line.starts_with("--   ")) {
            last->text += ' ';
            last->text += trim(bare.substr(std::min<std::size_t>(5, bare.size())));
        } else {
            break;
        }
        header.end = next;
        ++header.lines;
    }
    return header;
}

}  // namespace

RuleFile parse_rule(std::string code, std::string path, std::string_view text) {
    RuleFile rule;
    rule.code = std::move(code);
    rule.path = std::move(path);
    const auto wrong = [&rule](int line, std::string what, std::string remedy) {
        rule.problems.push_back({rule.path, line, 0, std::move(what), std::move(remedy)});
    };
    if (text.size() > kLargest || !valid_utf8(text)) {
        wrong(0, "This is not a rule: it is too large, or not UTF-8", "Save it as UTF-8 text");
        return rule;
    }
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const Header header = read_header(text);
    for (const auto& [key, value] : header.values) {
        if (key == "message") {
            rule.message = value.text;
        } else if (key == "remedy") {
            rule.remedy = value.text;
        } else if (key == "source") {
            rule.source = value.text;
        } else if (key == "note") {
            rule.note = value.text;
        } else if (key == "fields") {
            rule.fields = words(value.text);
        } else if (key == "needs") {
            rule.needs = words(value.text);
        } else if (key == "withdrawn") {
            rule.withdrawn = true;
        } else if (key == "severity") {
            rule.severity = value.text == "query" ? IssueSeverity::query : IssueSeverity::error;
            if (value.text != "query" && value.text != "error") {
                wrong(value.line, "The severity \"" + value.text + "\" is not known",
                      "Write error or query");
            }
        } else if (key == "rule") {
            if (value.text != rule.code) {
                wrong(value.line,
                      "The header says rule " + value.text + ", the file's name " + rule.code,
                      "Make them the same");
            }
        } else {
            wrong(value.line, "The header has no \"" + key + "\"",
                  "Known: rule, severity, fields, message, remedy, source, needs, note, withdrawn");
        }
    }
    rule.statements = split_statements(text.substr(header.end));
    for (Statement& statement : rule.statements) statement.line += header.lines;
    for (const char* key : {"rule", "severity", "fields", "message", "remedy", "source"}) {
        const auto found = header.values.find(key);
        if ((rule.withdrawn && std::string_view(key) != "rule") ||
            (found != header.values.end() && !found->second.text.empty())) {
            continue;
        }
        wrong(1, std::string("The header lacks \"") + key + "\"",
              std::string("Add a line \"-- ") + key + ": …\" at the top");
    }
    if (rule.withdrawn && !rule.statements.empty()) {
        wrong(rule.statements.front().line, "A rule that is withdrawn has no SQL",
              "Take the line \"-- withdrawn\" out, or the SQL");
    }
    if (!rule.withdrawn && rule.statements.empty()) {
        wrong(header.lines, "The rule has no SELECT", "Write one after the header");
    }
    return rule;
}

RuleFile read_rule(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    const std::string code = std::filesystem::path(path).stem().string();
    if (!in) {
        RuleFile rule;
        rule.code = code;
        rule.path = path;
        rule.problems.push_back({path, 0, 0, "The file cannot be read", "Check its permissions"});
        return rule;
    }
    return parse_rule(code, path, text.str());
}

}  // namespace hearth::returns
