#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "base/csv.h"
#include "base/json_writer.h"
#include "returns/issue_text.h"
#include "returns/rules/rule_report.h"
#include "returns/rules/rule_set.h"

namespace hearth::returns {
namespace {

constexpr std::size_t kPiece = std::size_t{64} << 10;
constexpr std::size_t kExamples = 10;  // places told of each rule, in text and on the page

// Gives the text away when there is enough of it.
void pass_on(std::string& text, const Output& out, std::size_t least = kPiece) {
    if (text.size() < least) return;
    out(text);
    text.clear();
}

double milliseconds(std::chrono::nanoseconds time) {
    return static_cast<double>(time.count()) / 1e6;
}

// The findings of one rule, for people.
struct Group {
    IssueSeverity severity = IssueSeverity::error;
    std::string message, remedy, last_child;
    std::uint64_t places = 0, children = 0;
    std::vector<std::string> examples;
};
struct RuleOrder {
    bool operator()(const std::string& a, const std::string& b) const { return rule_before(a, b); }
};
using Groups = std::map<std::string, Group, RuleOrder>;

std::string place_of(const ReturnIssue& issue) {
    std::string out;
    if (!issue.la_child_id.empty()) out = "child " + issue.la_child_id + ": ";
    out += issue.table;
    if (!issue.field.empty()) out += (out.empty() ? "" : " ") + issue.field;
    if (issue.line != 0) {
        out += fmt::format(", line {}", issue.line);
    } else if (issue.row >= 0) {
        out += fmt::format(", row {}", issue.row);
    }
    if (!issue.value.empty()) out += ": " + issue.value;
    return out;
}

Groups grouped(const RuleReport& report) {
    Groups groups;
    report.each_issue([&](const ReturnIssue& issue) {
        Group& group = groups[issue.code];
        if (group.places == 0) {
            group.severity = issue.severity;
            group.message = issue.message;
            group.remedy = issue.remedy;
        }
        if (!issue.la_child_id.empty() && group.last_child != issue.la_child_id) {
            ++group.children;
            group.last_child = issue.la_child_id;
        }
        if (++group.places <= kExamples) group.examples.push_back(place_of(issue));
    });
    return groups;
}

std::string number(std::uint64_t n, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", n, n == 1 ? one : many);
}

std::string outcome(const RuleReport& report) {
    std::string out =
        fmt::format("{}: {}, {}, rules of {}: {} run{}", report.source,
                    report.kind == "cin" ? "children in need census" : "SSDA903",
                    number(report.children, "child", "children"), report.year, report.rules_run,
                    report.local_rules_run == 0
                        ? ""
                        : fmt::format(", and {} of the authority's own", report.local_rules_run));
    if (!report.rules_not_run.empty()) {
        out += fmt::format(", {} not run", report.rules_not_run.size());
    }
    return out + fmt::format("; {}, {}", number(report.errors, "error", "errors"),
                             number(report.queries, "query", "queries"));
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&') {
            out += "&amp;";
        } else if (c == '<') {
            out += "&lt;";
        } else if (c == '>') {
            out += "&gt;";
        } else if (c == '"') {
            out += "&quot;";
        } else {
            out += c;
        }
    }
    return out;
}

constexpr std::string_view kPageHead = R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Findings in a statutory return</title><style>
body{font:1.1rem/1.5 system-ui,sans-serif;color:#0b0c0c;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.8rem}h2{font-size:1.2rem;margin:2rem 0 .3rem;border-top:1px solid #b1b4b6;padding-top:1rem}
.s{font-weight:700}.error .s{color:#942514}ul{margin:.3rem 0;padding-left:1.2rem}li{overflow-wrap:anywhere}
</style></head><body>
)";

}  // namespace

void write_json(const RuleReport& report, bool timings, const Output& out) {
    std::string text;
    JsonWriter json(text);
    json.begin_object()
        .member("file", report.source)
        .member("return", report.kind)
        .member("year", report.year)
        .member("complete", report.complete)
        .member("children", report.children)
        .member("rules_run", report.rules_run)
        .member("local_rules_run", report.local_rules_run);
    json.key("rules_not_run").begin_array();
    for (const RuleNotRun& rule : report.rules_not_run) {
        json.begin_object().member("rule", rule.rule).member("reason", rule.reason);
        json.member("file", rule.file).member("line", rule.line).end_object();
    }
    json.end_array().key("notes").begin_array();
    for (const std::string& note : report.notes) json.value(note);
    json.end_array().member("errors", report.errors).member("queries", report.queries);
    if (timings) {
        json.key("timings").begin_array();
        for (const RuleTiming& timing : report.timings) {
            json.begin_object().member("rule", timing.rule);
            json.member("ms", milliseconds(timing.took)).member("cells", timing.cells).end_object();
        }
        json.end_array();
    }
    json.key("issues").begin_array();
    report.each_issue([&](const ReturnIssue& issue) {
        write_issue(json, issue);
        pass_on(text, out);
    });
    json.end_array().end_object();
    pass_on(text, out, 1);
}

void write_csv(const RuleReport& report, const Output& out) {
    std::string text;
    CsvWriter csv(text, CsvGuard::formulas);
    csv.row({"rule", "severity", "la_child_id", "table", "field", "row", "path", "line", "value",
             "message", "remedy"});
    report.each_issue([&](const ReturnIssue& i) {
        csv.row({i.code, to_text(i.severity), i.la_child_id, i.table, i.field,
                 std::to_string(i.row), i.path, std::to_string(i.line), i.value, i.message,
                 i.remedy});
        pass_on(text, out);
    });
    for (const RuleNotRun& rule : report.rules_not_run) {
        csv.row({rule.rule, "not run", "", "", "", "", "", "", "", rule.reason, ""});
    }
    pass_on(text, out, 1);
}

void write_text(const RuleReport& report, bool timings, const Output& out) {
    std::string text = outcome(report) + "\n";
    const auto add = [&text]<class... T>(fmt::format_string<T...> form, T&&... parts) {
        fmt::format_to(std::back_inserter(text), form, std::forward<T>(parts)...);
    };
    for (const std::string& note : report.notes) add("{}\n", note);
    for (const auto& [code, group] : grouped(report)) {
        add("\n{} {}: {} ({}{})\n    {}\n", code, to_text(group.severity), group.message,
            group.children == 0 ? "" : number(group.children, "child, ", "children, "),
            number(group.places, "place", "places"), group.remedy);
        for (const std::string& example : group.examples) add("    - {}\n", example);
        if (group.places > group.examples.size()) {
            add("    - and {} more\n", group.places - group.examples.size());
        }
        pass_on(text, out);
    }
    if (!report.rules_not_run.empty()) add("\nRules that could not be run:\n");
    for (const RuleNotRun& rule : report.rules_not_run) {
        add("    {}: {}{}\n", rule.rule, rule.reason,
            rule.line == 0 ? "" : fmt::format(" ({}:{})", rule.file, rule.line));
    }
    if (timings) {
        auto slowest = report.timings;
        std::sort(slowest.begin(), slowest.end(),
                  [](const auto& a, const auto& b) { return a.took > b.took; });
        add("\n{:>10}  {:>9}  rule\n", "ms", "cells");
        for (const RuleTiming& timing : slowest) {
            add("{:>10.2f}  {:>9}  {}\n", milliseconds(timing.took), timing.cells, timing.rule);
        }
    }
    pass_on(text, out, 1);
}

void write_html(const RuleReport& report, const Output& out) {
    std::string text(kPageHead);
    const auto add = [&text]<class... T>(fmt::format_string<T...> form, T&&... parts) {
        fmt::format_to(std::back_inserter(text), form, std::forward<T>(parts)...);
    };
    add("<h1>Findings</h1><p>{}.</p>\n", escaped(outcome(report)));
    for (const std::string& note : report.notes) add("<p>{}</p>\n", escaped(note));
    for (const auto& [code, group] : grouped(report)) {
        add("<section class=\"{0}\"><h2>{1} <span class=\"s\">{0}</span>: {2}</h2>"
            "<p>{3} {4}, {5}.</p><ul>",
            to_text(group.severity), escaped(code), escaped(group.message), escaped(group.remedy),
            number(group.children, "child", "children"), number(group.places, "place", "places"));
        for (const std::string& example : group.examples) add("<li>{}</li>", escaped(example));
        if (group.places > group.examples.size()) {
            add("<li>and {} more</li>", group.places - group.examples.size());
        }
        add("</ul></section>\n");
        pass_on(text, out);
    }
    if (!report.rules_not_run.empty()) add("<h2>Rules that could not be run</h2><ul>");
    for (const RuleNotRun& rule : report.rules_not_run) {
        add("<li>{}: {}</li>", escaped(rule.rule), escaped(rule.reason));
    }
    if (!report.rules_not_run.empty()) add("</ul>");
    add("</body></html>\n");
    pass_on(text, out, 1);
}

}  // namespace hearth::returns
