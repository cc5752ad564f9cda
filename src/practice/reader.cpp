#include "practice/reader.h"

#include <algorithm>
#include <charconv>

namespace hearth::practice {
namespace {

// Letters to change, add or drop to come from one word to the other.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({above + 1, row[j - 1] + 1, change});
            diagonal = above;
        }
    }
    return row[b.size()];
}

bool id_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

const std::vector<Node> kNoNodes;

}  // namespace

void report(Problems& problems, const Node& at, std::string what, std::string remedy) {
    problems.push_back({at.file, at.line, at.column, std::move(what), std::move(remedy)});
}

void report(Problems& problems, const Where& at, std::string what, std::string remedy) {
    problems.push_back({at.file, at.line, 0, std::move(what), std::move(remedy)});
}

Where where_of(const Node& node) {
    return {node.file, node.line};
}

std::string suggest(std::string_view unknown, const std::vector<std::string>& known) {
    const std::string* nearest = nullptr;
    std::size_t best = std::max<std::size_t>(2, unknown.size() / 3) + 1;
    if (unknown.size() <= 200) {
        for (const std::string& word : known) {
            const std::size_t far = distance(unknown, word);
            if (far < best) {
                best = far;
                nearest = &word;
            }
        }
    }
    if (nearest != nullptr) return "Did you mean \"" + *nearest + "\"?";
    if (known.empty()) return "None is defined yet.";
    std::string out = "Known: ";
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (i == 20) return out + ", ...";
        out += (i == 0 ? "" : ", ") + known[i];
    }
    return out + ".";
}

MapReader::MapReader(const Node& node, std::string_view thing, Problems& problems)
    : node_(node), thing_(thing), problems_(problems) {
    if (node.kind != Node::Kind::map) {
        report(problems_, node, thing_ + " must be written as key: value lines",
               "See docs/practice_language.md.");
    }
}

MapReader::~MapReader() {
    const std::vector<std::string> known(asked_.begin(), asked_.end());
    for (const Node::Entry& entry : node_.entries) {
        if (asked_.count(entry.key) != 0) continue;
        problems_.push_back({node_.file, entry.line, entry.column,
                             thing_ + " has no key \"" + entry.key + "\"",
                             suggest(entry.key, known)});
    }
}

const Node* MapReader::node(std::string_view key) {
    asked_.emplace(key);
    const Node* found = node_.get(key);
    return found == nullptr || found->empty() ? nullptr : found;
}

bool MapReader::has(std::string_view key) {
    return node(key) != nullptr;
}

const Node* MapReader::required_node(std::string_view key) {
    const Node* found = node(key);
    if (found == nullptr && node_.kind == Node::Kind::map) {
        report(problems_, node_, thing_ + " must say its \"" + std::string(key) + "\"",
               "Add " + std::string(key) + ": ...");
    }
    return found;
}

std::string MapReader::text(std::string_view key, std::string_view otherwise) {
    const Node* found = node(key);
    if (found == nullptr) return std::string(otherwise);
    if (found->kind != Node::Kind::text) {
        report(problems_, *found, "\"" + std::string(key) + "\" must be one text",
               "Write " + std::string(key) + ": text");
        return std::string(otherwise);
    }
    std::string out = found->text;
    while (!out.empty() && (out.back() == '\n' || out.back() == ' ')) out.pop_back();
    return out;
}

std::string MapReader::required_text(std::string_view key) {
    return required_node(key) == nullptr ? std::string() : text(key);
}

std::string MapReader::id(std::string_view key) {
    std::string out = required_text(key);
    const Node* found = node(key);
    if (found != nullptr && (out.size() > 60 || !std::all_of(out.begin(), out.end(), id_letter))) {
        report(problems_, *found, "\"" + out + "\" cannot be an id",
               "Use a-z, 0-9 and _, at most 60 characters.");
    }
    return out;
}

int MapReader::integer(std::string_view key, int otherwise, int least, int most) {
    const Node* found = node(key);
    if (found == nullptr) return otherwise;
    int value = 0;
    const std::string& text = found->text;
    const auto [at, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (found->kind != Node::Kind::text || problem != std::errc{} ||
        at != text.data() + text.size() || value < least || value > most) {
        report(problems_, *found,
               "\"" + std::string(key) + "\" must be a whole number from " + std::to_string(least) +
                   " to " + std::to_string(most),
               "Write " + std::string(key) + ": " + std::to_string(std::max(least, otherwise)));
        return otherwise;
    }
    return value;
}

std::optional<double> MapReader::number(std::string_view key) {
    const Node* found = node(key);
    if (found == nullptr) return std::nullopt;
    double value = 0;
    const std::string& text = found->text;
    const auto [at, problem] =
        std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (found->kind != Node::Kind::text || problem != std::errc{} ||
        at != text.data() + text.size()) {
        report(problems_, *found, "\"" + std::string(key) + "\" must be a number",
               "Write digits, with a full stop for decimals.");
        return std::nullopt;
    }
    return value;
}

bool MapReader::flag(std::string_view key, bool otherwise) {
    const Node* found = node(key);
    if (found == nullptr) return otherwise;
    if (found->kind == Node::Kind::text) {
        if (found->text == "yes" || found->text == "true") return true;
        if (found->text == "no" || found->text == "false") return false;
    }
    report(problems_, *found, "\"" + std::string(key) + "\" must be yes or no",
           "Write " + std::string(key) + ": yes");
    return otherwise;
}

std::vector<std::string> MapReader::texts(std::string_view key) {
    const Node* found = node(key);
    if (found == nullptr) return {};
    if (found->kind == Node::Kind::text) return {found->text};
    std::vector<std::string> out;
    if (found->kind == Node::Kind::map) {
        report(problems_, *found, "\"" + std::string(key) + "\" must be a list",
               "Write " + std::string(key) + ": [a, b]");
        return out;
    }
    for (const Node& item : found->items) {
        if (item.kind != Node::Kind::text || item.empty()) {
            report(problems_, item, "\"" + std::string(key) + "\" must list texts",
                   "Write " + std::string(key) + ": [a, b]");
            continue;
        }
        if (std::find(out.begin(), out.end(), item.text) != out.end()) {
            report(problems_, item, "\"" + item.text + "\" is in the list twice", "Remove one.");
            continue;
        }
        out.push_back(item.text);
    }
    return out;
}

std::optional<Date> MapReader::date(std::string_view key) {
    const Node* found = node(key);
    if (found == nullptr) return std::nullopt;
    const auto date = Date::parse(found->text);
    if (found->kind != Node::Kind::text || !date) {
        report(problems_, *found, "\"" + found->text + "\" is not a date",
               "Write it as 2026-04-01.");
        return std::nullopt;
    }
    return date;
}

std::optional<Expression> read_expression(const Node& node, Problems& problems) {
    if (node.kind != Node::Kind::text) {
        report(problems, node, "this must be an expression", "Write it on one line.");
        return std::nullopt;
    }
    ExprError error;
    auto out = Expression::parse(node.text, error);
    if (!out) {
        const int column = node.column + (node.quoted ? 1 : 0) + error.column - 1;
        problems.push_back({node.file, node.line, column,
                            "the expression \"" + node.text + "\": " + error.what,
                            "See \"Expressions\" in docs/practice_language.md."});
    }
    return out;
}

std::optional<Expression> MapReader::expression(std::string_view key) {
    const Node* found = node(key);
    return found == nullptr ? std::nullopt : read_expression(*found, problems_);
}

const std::vector<Node>& MapReader::list(std::string_view key) {
    const Node* found = node(key);
    if (found == nullptr) return kNoNodes;
    if (found->kind != Node::Kind::list) {
        report(problems_, *found, "\"" + std::string(key) + "\" must be a list",
               "Begin each of its items with \"- \".");
        return kNoNodes;
    }
    return found->items;
}

void MapReader::not_one_of(const Node& found, std::string_view key,
                           const std::vector<std::string>& known) {
    report(problems_, found,
           "\"" + found.text + "\" cannot be the " + std::string(key) + " of " + thing_,
           suggest(found.text, known));
}

}  // namespace hearth::practice
