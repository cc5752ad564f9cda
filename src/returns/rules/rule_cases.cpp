#include "returns/rules/rule_cases.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "base/time.h"
#include "practice/yaml.h"
#include "returns/rules/rule_engine.h"
#include "returns/rules/rule_set.h"

namespace hearth::returns {
namespace {

using practice::Node;
using practice::Problem;

constexpr int kYear = 2026;  // of a case that names none

struct Case {
    bool fails = false;
    int line = 0;
    std::string say;
    CaseInput input;
    std::set<std::pair<std::string, std::int32_t>> at;
};

// What is wrong with a case; told with the case's place.
struct BadCase : std::runtime_error {
    BadCase(int l, const std::string& what) : std::runtime_error(what), line(l) {}
    int line;
};

std::optional<std::string> value_of(const Node& node) {
    if (node.kind != Node::Kind::text) throw BadCase(node.line, "a value is not a single text");
    if (!node.quoted && (node.text.empty() || node.text == "~" || node.text == "null")) {
        return std::nullopt;
    }
    return node.text;
}

int year_of(const Node& node) {
    int year = 0;
    const auto [end, error] =
        std::from_chars(node.text.data(), node.text.data() + node.text.size(), year);
    if (error != std::errc() || *end != 0 || year < 1990 || year > 2100) {
        throw BadCase(node.line, "the year \"" + node.text + "\" is no year");
    }
    return year;
}

std::vector<CaseInput::Row> rows_of(const Node& node) {
    if (node.kind != Node::Kind::list) throw BadCase(node.line, "a table is not a list of rows");
    std::vector<CaseInput::Row> rows;
    for (const Node& item : node.items) {
        if (item.kind != Node::Kind::map && !item.empty()) {
            throw BadCase(item.line, "a row is not a map of columns");
        }
        CaseInput::Row& row = rows.emplace_back();
        for (const auto& entry : item.entries) {
            row.emplace_back(entry.key, value_of(entry.value));
        }
    }
    return rows;
}

std::pair<std::string, std::int32_t> cell_of(const Node& node) {
    const std::size_t space = node.text.rfind(' ');
    std::int32_t row = 0;
    const char* end = node.text.data() + node.text.size();
    if (space == std::string::npos ||
        std::from_chars(node.text.data() + space + 1, end, row).ptr != end) {
        throw BadCase(node.line, "\"" + node.text + "\" names no cell and row");
    }
    return {node.text.substr(0, space), row};
}

Case case_of(const Node& node, bool fails, int folder_year) {
    Case out;
    out.fails = fails;
    out.line = node.line;
    out.input.year = std::max(kYear, folder_year);
    if (node.kind != Node::Kind::map) throw BadCase(node.line, "a case is not a map");
    for (const auto& [key, line, column, value] : node.entries) {
        if (key == "say") {
            out.say = value.text;
        } else if (key == "year") {
            out.input.year = year_of(value);
        } else if (key == "authority") {
            out.input.authority = value.text;
        } else if (key == "format") {
            out.input.format = value.text;
        } else if (key == "given") {
            out.input.given.emplace();
            for (const Node& name : value.items) out.input.given->insert(name.text);
        } else if (key == "at") {
            for (const Node& cell : value.items) out.at.insert(cell_of(cell));
        } else {
            out.input.tables.emplace_back(key, rows_of(value));
        }
    }
    if (out.say.empty()) throw BadCase(node.line, "the case does not say what it shows");
    if (fails && out.at.empty())
        throw BadCase(node.line, "a case that fails has no cells at fault");
    if (!fails && !out.at.empty())
        throw BadCase(node.line, "a case that passes has cells at fault");
    return out;
}

std::string listed(const std::set<std::pair<std::string, std::int32_t>>& cells) {
    std::string out;
    for (const auto& [cell, row] : cells) {
        out += (out.empty() ? "" : ", ") + cell + " " + std::to_string(row);
    }
    return out.empty() ? "nothing" : out;
}

class Check {
  public:
    Check(const std::string& kind, const RuleKit& kit, const RuleFile& rule)
        : kind_(kind), kit_(kit), rule_(rule), problems_(rule.problems) {}

    std::vector<Problem> run() {
        if (!problems_.empty() || rule_.withdrawn) return std::move(problems_);
        for (const std::string& field : rule_.fields) {
            if (kit_.schema.has_cell(field)) continue;
            tell(rule_.path, 1, "there is no cell " + field,
                 "Write a table and field of tables.sql, as Table.Field");
        }
        if (compiles()) cases();
        return std::move(problems_);
    }

  private:
    void tell(const std::string& file, int line, std::string what, std::string remedy) {
        problems_.push_back({file, line, 0, std::move(what), std::move(remedy)});
    }
    RuleOutcome outcome(LoadedCase& loaded) const {
        RuleEngine engine(kit_.schema, loaded.frames, kit_.holidays);
        return engine.run(rule_, &loaded.given);
    }
    bool compiles() {
        CaseInput empty;
        empty.year = kYear;
        empty.given.emplace(rule_.needs.begin(), rule_.needs.end());
        const auto loaded = load_case(kind_, kit_.schema, empty);
        const RuleOutcome found = outcome(*loaded);
        if (!found.ran) {
            tell(rule_.path, found.line, "the rule cannot be run: " + found.reason, "Mend the SQL");
            return false;
        }
        for (std::uint16_t i = 0; i < rule_.fields.size(); ++i) {
            if (found.named.contains(i)) continue;
            tell(rule_.path, 1, "the fields list " + rule_.fields[i] + ", which no column names",
                 "Take it out, or select it");
        }
        return true;
    }
    void cases();
    void run_case(const Node& node, bool fails);

    const std::string& kind_;
    const RuleKit& kit_;
    const RuleFile& rule_;
    std::string cases_path_;
    std::vector<Problem> problems_;
};

void Check::cases() {
    std::filesystem::path path(rule_.path);
    path.replace_extension(".yaml");
    cases_path_ = path.string();
    std::ifstream in(cases_path_, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) {
        tell(rule_.path, 1, "the rule has no cases", "Write them in " + path.filename().string());
        return;
    }
    const auto root = practice::parse_yaml(cases_path_, text.str(), problems_);
    if (!root) return;
    std::map<std::string, std::size_t> counts{{"fails", 0}, {"passes", 0}};
    for (const auto& entry : root->entries) {
        const auto count = counts.find(entry.key);
        if (count == counts.end()) {
            tell(cases_path_, entry.line, "there is no \"" + entry.key + "\" here",
                 "Known: fails, passes");
            continue;
        }
        for (const Node& node : entry.value.items) {
            ++count->second;
            run_case(node, entry.key == "fails");
        }
    }
    for (const auto& [name, count] : counts) {
        if (count == 0) tell(cases_path_, 1, "there is no case that " + name, "Write one");
    }
}

void Check::run_case(const Node& node, bool fails) {
    try {
        const Case one = case_of(node, fails, rule_.year);
        std::unique_ptr<LoadedCase> loaded;
        try {
            loaded = load_case(kind_, kit_.schema, one.input);
        } catch (const std::runtime_error& error) {
            throw BadCase(one.line, error.what());
        }
        const RuleOutcome found = outcome(*loaded);
        // Without a file that it needs the rule is not run, which finds nothing.
        const bool lacks =
            std::any_of(rule_.needs.begin(), rule_.needs.end(),
                        [&](const auto& need) { return !loaded->given.contains(need); });
        if (!found.ran && !lacks) {
            tell(cases_path_, one.line, "\"" + one.say + "\": the rule failed: " + found.reason,
                 "Mend the rule");
            return;
        }
        std::set<std::pair<std::string, std::int32_t>> cells;
        for (const FoundCell& cell : found.cells) cells.emplace(rule_.fields[cell.field], cell.row);
        if (cells == one.at) return;
        tell(cases_path_, one.line,
             "\"" + one.say + "\": the rule finds " + listed(cells) + ", and should find " +
                 listed(one.at),
             "Mend the rule or the case");
    } catch (const BadCase& bad) {
        tell(cases_path_, bad.line, bad.what(), "Mend the case (docs/returns/rules.md)");
    }
}

}  // namespace

std::vector<practice::Problem> check_rule(const std::string& kind, const RuleKit& kit,
                                          const RuleFile& rule) {
    return Check(kind, kit, rule).run();
}

std::vector<practice::Problem> check_rules(const std::string& kind, const RuleKit& kit,
                                           const std::function<void(const RuleFile&)>& checked) {
    std::vector<Problem> out;
    for (const RuleFile& rule : kit.rules.files()) {
        auto problems = check_rule(kind, kit, rule);
        out.insert(out.end(), std::make_move_iterator(problems.begin()),
                   std::make_move_iterator(problems.end()));
        if (checked) checked(rule);
    }
    practice::sort_problems(out);
    return out;
}

}  // namespace hearth::returns
