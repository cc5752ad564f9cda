#include "returns/rules/rule_report.h"

#include <algorithm>
#include <map>

namespace hearth::returns {
namespace {

constexpr std::uint32_t kAfterRules = 1U << 24;

std::uint16_t place_in(const std::vector<std::string>& names, std::string_view name) {
    return static_cast<std::uint16_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

}  // namespace

void RuleReport::run(RuleEngine& engine, const std::vector<const RuleFile*>& rules,
                     const std::set<std::string, std::less<>>* given, const ChildOf& child_of,
                     const std::vector<std::string>& tables) {
    rules_ = rules;
    for (std::uint32_t i = 0; i < rules.size(); ++i) {
        const RuleFile& rule = *rules[i];
        const RuleOutcome found = engine.run(rule, given);
        timings.push_back({rule.code, found.took, found.cells.size()});
        if (!found.ran) {
            rules_not_run.push_back({rule.code, found.reason, rule.path, found.line});
            continue;
        }
        ++(rule.local ? local_rules_run : rules_run);
        (rule.severity == IssueSeverity::error ? errors : queries) += found.cells.size();
        std::vector<std::string> sorted = rule.fields;
        std::sort(sorted.begin(), sorted.end());
        struct Field {
            std::string table;
            std::uint16_t table_rank, rank;
        };
        std::vector<Field> fields;
        for (const std::string& cell : rule.fields) {
            std::string table = cell.substr(0, cell.find('.'));
            const std::uint16_t rank = place_in(tables, table);
            fields.push_back({std::move(table), rank, place_in(sorted, cell)});
        }
        for (const FoundCell& cell : found.cells) {
            const Field& field = fields[cell.field];
            order_.push_back({cell.row < 0 ? -1 : child_of(field.table, cell.row), i,
                              field.table_rank, field.rank, cell.row, 0, cell.field});
        }
    }
}

void RuleReport::add(ReturnIssue issue, std::int32_t child) {
    ++(issue.severity == IssueSeverity::error ? errors : queries);
    own_.push_back(std::move(issue));
    order_.push_back({child, kAfterRules, 0, 0, 0, static_cast<std::uint32_t>(own_.size()), 0});
}

void RuleReport::arrange() {
    std::sort(order_.begin(), order_.end(), [](const Entry& a, const Entry& b) {
        if (a.child != b.child) return a.child < b.child;
        if (a.rank != b.rank) return a.rank < b.rank;
        if (a.table != b.table) return a.table < b.table;
        if (a.row != b.row) return a.row < b.row;
        if (a.field != b.field) return a.field < b.field;
        return a.own < b.own;
    });
}

void RuleReport::each_issue(const std::function<void(const ReturnIssue&)>& sink) const {
    for (const Entry& entry : order_) {
        if (entry.own != 0) {
            sink(own_[entry.own - 1]);
            continue;
        }
        const RuleFile& rule = *rules_[entry.rank];
        ReturnIssue issue;
        issue.code = rule.code;
        issue.severity = rule.severity;
        issue.row = entry.row;
        issue.message = rule.message;
        issue.remedy = rule.remedy;
        tell(rule, {entry.rank, entry.rule_field, entry.row}, issue);
        sink(issue);
    }
}

}  // namespace hearth::returns
