// What validating a return came to, whichever return it is: which rules ran, which did not and why,
// and the issues.
//
// The issues of rules are kept small (a rule, a field, a row) and told whole one by one, so that a
// return with a million faults can be reported. They are in the order: child as in the file (what
// is no child's first), rule, table, row, field. Holds personal data when it tells values.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "returns/issue.h"
#include "returns/rules/rule_engine.h"

namespace hearth::returns {

struct RuleNotRun {
    std::string rule;
    std::string reason;
    std::string file;  // of the rule
    int line = 0;
};

struct RuleTiming {
    std::string rule;
    std::chrono::nanoseconds took{};
    std::size_t cells = 0;
};

class RuleReport {
  public:
    std::string source;    // file or folder, as the user knows it
    std::string kind;      // "cin", "ssda903"
    int year = 0;          // whose rules were run
    bool complete = true;  // the whole return could be read
    bool readable = true;  // anything could be read
    std::uint64_t children = 0;
    int rules_run = 0;  // of the Department's
    int local_rules_run = 0;
    std::vector<RuleNotRun> rules_not_run;
    std::vector<std::string> notes;  // plain sentences about the whole
    std::vector<RuleTiming> timings;
    std::uint64_t errors = 0, queries = 0;

    struct Cell {
        std::uint32_t rule = 0;  // place in `rules`
        std::uint16_t field = 0;
        std::int32_t row = 0;
    };
    // Fills in what only the return knows: child, table, field, path, line, value.
    using Tell = std::function<void(const RuleFile& rule, const Cell& cell, ReturnIssue& issue)>;
    // The position of the child a cell belongs to; -1 for none.
    using ChildOf = std::function<std::int32_t(std::string_view table, std::int32_t row)>;

    // Runs the rules and keeps what they find. `tables` is the order of the tables.
    void run(RuleEngine& engine, const std::vector<const RuleFile*>& rules,
             const std::set<std::string, std::less<>>* given, const ChildOf& child_of,
             const std::vector<std::string>& tables);
    // What the reader found, with the child's position of each.
    void add(ReturnIssue issue, std::int32_t child);
    // After the last of them.
    void arrange();

    std::size_t issues() const { return order_.size(); }
    void each_issue(const std::function<void(const ReturnIssue&)>& sink) const;
    Tell tell;

  private:
    struct Entry {
        std::int32_t child = -1;
        std::uint32_t rank = 0;  // of the rule
        std::uint16_t table = 0;
        std::uint16_t field = 0;
        std::int32_t row = 0;
        std::uint32_t own = 0;         // 1 + place in own_; 0: of a rule
        std::uint16_t rule_field = 0;  // place in the rule's fields
    };
    std::vector<const RuleFile*> rules_;
    std::vector<ReturnIssue> own_;
    std::vector<Entry> order_;
};

// {"return":…,"year":…,"rules_run":…,"rules_not_run":[{"rule":…,"reason":…}],…,"issues":[…]}, given
// to `out` piece by piece.
using Output = std::function<void(std::string_view)>;
void write_json(const RuleReport& report, bool timings, const Output& out);
// A row an issue; cells that a spreadsheet would run are guarded.
void write_csv(const RuleReport& report, const Output& out);
// For people: by rule, with the number of children, what is wrong and what to do.
void write_text(const RuleReport& report, bool timings, const Output& out);
// The same as one page that needs nothing else.
void write_html(const RuleReport& report, const Output& out);

}  // namespace hearth::returns
