// Long because: it is one table of broken practices.
// One broken practice for each kind of problem: a small sound practice, one line of it changed, and
// the line and the words that the check must give.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>

#include "practice/calendar.h"
#include "practice/loader.h"

namespace hearth::practice {
namespace {

constexpr const char* kForm = R"(id: visit
version: 1
title: Visit
verb: Record a visit
about: family
people: children
class: general
roles: [social_worker]
happened: on
summary: 'Visit to {people}. {what}'
sections:
  - id: main
    title: Main
    fields:
      - {id: on, label: Date, type: date, required: yes}
      - {id: kind, label: Kind, type: choice, codes: visit_kind, required: yes}
      - {id: what, label: What, type: longtext, when: kind = cp}
  - id: more
    title: More
    class: general
    repeat: actions
    fields:
      - {id: action, label: Action, type: text}
rules:
  - {that: on <= $today, field: on, says: Not yet.}
signing:
  - opens: visit
    per: child
    as: made
    set: {kind: kind, visit_date: on, seen: kind = cp}
  - {starts: visit, per: child, set: {subject_id: $row.made}}
)";

Files sound() {
    return {
        {"roles.yaml", R"(version: 1
classes: [general, survivor, poses_risk]
purposes: [direct_work]
never_cross:
  - [survivor, poses_risk]
both_sides: [team_manager]
roles:
  - id: social_worker
    title: Social worker
    discipline: social_work
    agencies: [local_authority]
    grants:
      - object: family
        actions: [view, write, sign]
        relations: [allocated]
        classes: [general, survivor]
  - id: team_manager
    title: Team manager
    discipline: social_work
    agencies: [local_authority]
    grants:
      - object: family
        actions: [view, write, sign]
        relations: [team]
        classes: [general, survivor, poses_risk]
)"},
        {"calendars/england-and-wales.yaml", R"(name: England and Wales
first_year: 2026
last_year: 2027
days:
  - {date: 2026-01-01, name: New Year}
  - {date: 2026-04-03, name: Good Friday}
  - {date: 2026-04-06, name: Easter Monday}
  - {date: 2026-05-04, name: Early May}
  - {date: 2026-05-25, name: Spring}
  - {date: 2026-08-31, name: Summer}
  - {date: 2026-12-25, name: Christmas}
  - {date: 2027-01-01, name: New Year}
  - {date: 2027-03-26, name: Good Friday}
  - {date: 2027-03-29, name: Easter Monday}
  - {date: 2027-05-03, name: Early May}
  - {date: 2027-05-31, name: Spring}
  - {date: 2027-08-30, name: Summer}
  - {date: 2027-12-27, name: Christmas}
)"},
        {"help/profile.yaml", R"(id: help
title: Help
guidance: Guidance
threshold_document: Levels
uses: [common]
)"},
        {"common/codes/all.yaml", R"(- id: visit_kind
  title: Kind
  codes: {cp: Child protection, cin: Child in need}
- id: other_kind
  title: Other
  codes: {cp: Child protection, zz: Another}
- id: discipline
  title: Discipline
  codes: {social_work: Social work}
- id: agency_kind
  title: Agency
  codes: {local_authority: Authority}
- id: plan_basis
  title: Basis
  codes: {s17: Need}
)"},
        {"common/clocks.yaml", R"(- id: visit
  title: Visit
  length: 10
  unit: working_days
  counting: day_after_is_day_one
  owner: lead
  starts: the plan starts
  stops: the child is seen
  source: local
)"},
        {"common/hours.yaml", R"(- id: hub
  title: Hub
  opens: '09:00'
  closes: '17:00'
  days: [monday]
)"},
        {"common/meetings.yaml", R"(- id: supervision
  title: Supervision
  form: visit
  invites: [social_work]
  decided_by: [team_manager]
)"},
        {"common/workbook.yaml", R"(- id: main
  title: Main
  guidance: Main
  class: general
  forms: [visit]
)"},
        {"common/pathway.yaml",
         "- {id: first, title: First, form: visit, next: [first], basis: s17}\n"},
        {"common/forms/visit.v1.yaml", kForm},
        {"indicators/one.sql", R"(-- id: one
-- title: One
-- definition: D
-- numerator: N
-- denominator: M
-- unit: percent
-- better: up
-- period: point
-- source: S
-- owner: O
SELECT 1 AS child_id, 2 AS family_id, 'x' AS district, 3 AS team_id, 1 AS numerator WHERE :to > ''
)"},
    };
}

const TableCatalog& tables() {
    static const TableCatalog catalog = [] {
        TableCatalog out;
        read_catalog(R"(
CREATE TABLE visit (version_id BIGINT PRIMARY KEY, id BIGINT NOT NULL, superseded_at TEXT NOT NULL,
    entry_id BIGINT, person_id BIGINT NOT NULL,
    kind TEXT NOT NULL, -- code list visit_kind
    visit_date TEXT NOT NULL,
    seen INTEGER,
    worker_id BIGINT,
    end_date TEXT);
CREATE TABLE note (version_id BIGINT PRIMARY KEY, superseded_at TEXT NOT NULL, entry_id BIGINT,
    words TEXT NOT NULL);
CREATE TABLE clock (version_id BIGINT PRIMARY KEY, superseded_at TEXT NOT NULL, entry_id BIGINT,
    subject_id BIGINT, started_at TEXT NOT NULL, stopped_at TEXT);
CREATE TABLE task (version_id BIGINT PRIMARY KEY, superseded_at TEXT NOT NULL, entry_id BIGINT,
    role TEXT, class TEXT, done_at TEXT);
CREATE TABLE meeting (version_id BIGINT PRIMARY KEY, superseded_at TEXT NOT NULL, entry_id BIGINT,
    kind TEXT NOT NULL);
CREATE TABLE account (worker_id BIGINT PRIMARY KEY);
)",
                     out);
        return out;
    }();
    return catalog;
}

std::vector<Problem> check(const Files& files) {
    return check_practice(files, {&tables(), Date::parse("2026-11-22")});
}

std::string all(const std::vector<Problem>& problems) {
    std::string out;
    for (const Problem& problem : problems) out += "\n  " + to_text(problem);
    return out;
}

// The line, from 1, of `text` in `file`.
int line_of(const std::string& file, const std::string& text) {
    const auto at = file.find(text);
    EXPECT_NE(at, std::string::npos) << text;
    return 1 +
           static_cast<int>(std::count(file.begin(), file.begin() + static_cast<long>(at), '\n'));
}

struct Broken {
    const char* file;
    const char* from;
    const char* to;  // replaces `from`
    const char* at;  // text whose line the problem must name; "" the file's first line; "-" no line
    const char* says;
};

const char* const kVisit = "common/forms/visit.v1.yaml";
const char* const kSet = "set: {kind: kind, visit_date: on, seen: kind = cp}";

const Broken kBroken[] = {
    // YAML
    {kVisit, "title: Visit\n", "title: 'Visit\n", "-", "this is not YAML"},
    {kVisit, "title: Visit\n", "title: Visit\ntitle: Again\n", "title: Again", "is here twice"},
    {kVisit, "title: Visit\n", "title: &anchor Visit\n", "title: &", "anchors (&name)"},
    {kVisit, "title: Visit\n", "title: !!str Visit\n", "title: !!", "tags (!name)"},
    {kVisit, "title: Visit\n", "title: *other\n", "title: *", "alias"},
    {kVisit, "signing:", "---\nsigning:", "---", "second document"},
    // shape
    {kVisit, "title: Visit\n", "titel: Visit\n", "titel", "Did you mean \"title\"?"},
    {kVisit, "title: Visit\n", "", "", "must say its \"title\""},
    {kVisit, "version: 1", "version: one", "version: one", "whole number"},
    {kVisit, "about: family", "about: familly", "about", "Did you mean \"family\"?"},
    {kVisit, "type: date, required: yes", "type: dat, required: yes", "id: on", "\"date\"?"},
    {kVisit, "required: yes}\n      - {id: kind", "required: maybe}\n      - {id: kind", "id: on",
     "must be yes or no"},
    {kVisit, "type: choice, codes: visit_kind", "type: choice", "id: kind", "a choice of nothing"},
    {kVisit, "type: text}", "type: scale}", "id: action", "has no ends"},
    {kVisit, "type: text}", "type: calculated}", "id: action", "has no value"},
    {kVisit, "type: text}", "type: number, min: 5, max: 2}", "id: action", "not below its max"},
    {kVisit, "    per: child\n    as: made", "    per: child\n    for_each: actions\n    as: made",
     "- opens: visit", "both per and for_each"},
    {kVisit, "  - opens: visit\n", "  - opens: visit\n    closes: visit\n", "- opens: visit",
     "exactly one thing"},
    {"common/stray.yaml", "", "- {id: x}\n", "-", "nothing reads this file"},
    // names
    {kVisit, "class: general\nroles", "class: generall\nroles", "", "Did you mean \"general\"?"},
    {kVisit, "[social_worker]", "[social_woker]", "", "Did you mean \"social_worker\"?"},
    {kVisit, "codes: visit_kind", "codes: visit_kinds", "id: kind", "Did you mean \"visit_kind\"?"},
    {kVisit, "happened: on", "happened: what", "id: what", "is not a date"},
    {kVisit, "happened: on", "happened: onn", "", "no field of this form"},
    {kVisit, "{what}'", "{waht}'", "", "Did you mean \"what\"?"},
    {kVisit, "id: what,", "id: on,", "id: on, label: What", "used twice"},
    {kVisit, "id: more", "id: main", "- id: main\n    title: More", "is here twice"},
    {kVisit, "happened: on\n", "happened: on\nworkbook_section: mian\n", "",
     "Did you mean \"main\"?"},
    {kVisit, "title: More\n    class: general\n    repeat",
     "title: More\n    class: survivor\n    repeat: others\n    fields: [{id: x, label: X, type: "
     "text}]\n"
     "  - id: third\n    title: Third\n    class: poses_risk\n    repeat",
     "", "holds both survivor and poses_risk"},
    // expressions
    {kVisit, "when: kind = cp}", "when: kind == cp}", "id: what", "the expression"},
    {kVisit, "when: kind = cp}", "when: knd = cp}", "id: what", "\"knd\" is no field"},
    {kVisit, "when: kind = cp}", "when: kind = cpp}", "id: what", "not in the code list"},
    {kVisit, "when: kind = cp}", "when: action = cp}", "id: what", "is no field of this form"},
    {kVisit, "required: yes}\n      - {id: kind",
     "required: yes, when: kind = cp}\n      - {id: kind", "id: on", "is asked later"},
    {kVisit, "$today", "$tody", "- {that", "Did you mean \"today\"?"},
    {kVisit, "field: on", "field: no", "- {that", "shown at"},
    // effects
    {kVisit, "opens: visit", "opens: vist", "- opens: vist", "Did you mean \"visit\"?"},
    {kVisit, "opens: visit", "opens: account", "- opens: account", "that a form may write"},
    {kVisit, "opens: visit", "opens: note", "- opens: note", "cannot open or close"},
    {kVisit, "opens: visit", "makes: pland", "- makes: pland", "Did you mean \"plan\"?"},
    {kVisit, "starts: visit", "starts: visits", "{starts", "there is no clock"},
    {kVisit, "$row.made", "$row.mad", "{starts", "names a row that no earlier effect makes"},
    {kVisit, kSet, "set: {kind: kind, sen: kind = cp}", "set:", "Did you mean \"seen\"?"},
    {kVisit, kSet, "set: {seen: kind = cp}", "- opens", "needs \"kind\""},
    {kVisit, kSet, "set: {kind: kind, seen: on}", "set:", "takes a whole number"},
    {kVisit, kSet, "set: {kind: kind, visit_date: kind}", "set:", "takes a date"},
    {kVisit, kSet, "set: {kind: kind, worker_id: what}", "set:", "takes an id"},
    {kVisit, kSet, "set: {kind: \"'zz'\"}", "set:", "not in the code list visit_kind"},
    {kVisit, kSet, "set: {kind: what}", "set:", "is free text"},
    {kVisit, "codes: visit_kind", "codes: other_kind", "set:", "can be zz"},
    {kVisit, kSet, "set: {kind: kind, id: $person}", "set:", "belongs to the system"},
    {kVisit, "people: children", "people: adults", "- opens", "only adults are ticked"},
    {kVisit, "    per: child\n", "    for_each: acts\n", "- opens", "no section repeats"},
    {kVisit, kSet, "set: {kind: kind, worker_id: $open.viist}", "set:", "open and close"},
    {kVisit, "  - {starts: visit",
     "  - {makes: meeting, set: {kind: \"'supervison'\"}}\n  - {starts: visit", "- {makes",
     "Did you mean \"supervision\"?"},
    {kVisit, "  - {starts: visit",
     "  - {makes: task, set: {role: \"'team_manger'\"}}\n  - {starts: visit", "- {makes",
     "Did you mean \"team_manager\"?"},
    {kVisit, "  - {starts: visit",
     "  - {makes: task, set: {class: \"'generl'\"}}\n  - {starts: visit", "- {makes",
     "Did you mean \"general\"?"},
    {kVisit, "{id: action, label: Action, type: text}",
     "{id: action, label: Action, type: text, choose: children}", "- {id: action",
     "is not about people"},
    {kVisit, "{id: action, label: Action, type: text}",
     "{id: action, label: Action, type: people, choose: childs}", "- {id: action",
     "cannot be the choose"},
    // codes, clocks, calendars, hours
    {"common/codes/all.yaml", "cin: Child in need", "cp: Child in need", "cp: Child in need",
     "is here twice"},
    {"common/codes/all.yaml", "- id: other_kind", "- id: visit_kind",
     "- id: visit_kind\n  title: Other", "in this layer twice"},
    {"common/codes/all.yaml", "zz: Another", "zz: {label: Another, from: 2026-13-01}",
     "zz:", "is not a date"},
    {"common/codes/all.yaml", "- id: visit_kind", "- id: visit_sort", "-",
     "\"visit_kind\", which the column"},
    {"common/clocks.yaml", "unit: working_days", "unit: working_day", "unit", "\"working_days\"?"},
    {"common/clocks.yaml", "  counting: day_after_is_day_one\n", "", "- id: visit",
     "how its working days"},
    {"common/clocks.yaml", "  source: local\n", "", "- id: visit", "must say its \"source\""},
    {"common/clocks.yaml", "unit: working_days", "unit: hub_hours", "- id: visit", "does not name"},
    {"common/clocks.yaml", "  owner: lead", "  owner: lead\n  calendar: scotland", "- id: visit",
     "no calendar"},
    {"common/clocks.yaml", "  owner: lead",
     "  owner: lead\n  escalates: [{to: team_managr, after: 1}]", "- id: visit",
     "\"team_manager\"?"},
    {"common/clocks.yaml", "  owner: lead", "  owner: lead\n  escalates: [{to: team_manager}]",
     "escalates", "\"after\""},
    {"common/clocks.yaml", "  owner: lead",
     "  owner: lead\n  escalates: [{to: team_manager, after: 1}, {to: team_manager, after: 2}]",
     "escalates", "twice"},
    {"common/clocks.yaml", "  owner: lead",
     "  owner: lead\n  escalates: [{to: team_manager, after: 3}, {to: social_worker, after: 2}]",
     "escalates", "not in order"},
    {"common/clocks.yaml", "  owner: lead", "  owner: lead\n  then: nothing", "- id: visit",
     "no clock"},
    {"calendars/england-and-wales.yaml", "last_year: 2027", "last_year: 2026", "",
     "cannot be used"},
    {"calendars/england-and-wales.yaml", "2026-04-03", "2026-04-31", "2026-04-31", "is not a date"},
    {"common/hours.yaml", "'09:00'", "'9'", "opens", "not a time of day"},
    {"common/hours.yaml", "'09:00'", "'18:00'", "- id: hub", "never open"},
    {"common/hours.yaml", "monday", "munday", "days", "\"monday\"?"},
    // meetings, workbook, pathway, profile
    {"common/meetings.yaml", "form: visit", "form: vizit", "- id", "Did you mean \"visit\"?"},
    {"common/meetings.yaml", "[team_manager]", "[manager]", "- id", "no role"},
    {"common/workbook.yaml", "forms: [visit]", "forms: [visits]", "- id", "no form"},
    {"common/pathway.yaml", "next: [first]", "next: [second]", "- {id", "no step"},
    {"common/pathway.yaml", "s17", "s18", "- {id", "no basis"},
    {"help/profile.yaml", "uses: [common]", "uses: [comon]", "", "is no folder"},
    {"help/profile.yaml", "id: help", "id: other", "", "calls itself other"},
    // roles
    {"roles.yaml", "classes: [general, survivor]\n", "classes: [general, survivor, poses_risk]\n",
     "- id: social_worker", "must never cross"},
    {"roles.yaml", "[allocated]", "[alocated]", "[alocated]", "\"allocated\"?"},
    {"roles.yaml", "actions: [view, write, sign]\n        relations: [allocated]",
     "actions: [view, write]\n        relations: [allocated]", "-", "does not let it sign"},
    {"roles.yaml", "both_sides: [team_manager]", "both_sides: [team_manger]", "both_sides",
     "no role"},
    {"roles.yaml",
     "discipline: social_work\n    agencies: [local_authority]\n    grants:\n      - object: "
     "family\n        actions: [view, write, sign]\n        relations: [team]",
     "discipline: magic\n    agencies: [local_authority]\n    grants:\n      - object: family\n    "
     "    actions: [view, write, sign]\n        relations: [team]",
     "- id: team_manager", "no discipline"},
    // indicators
    {"indicators/one.sql", "-- owner: O\n", "", "-- id", "does not say its \"owner\""},
    {"indicators/one.sql", "unit: percent", "unit: percentage", "-- unit", "\"percent\"?"},
    {"indicators/one.sql", "AS team_id", "AS team", "SELECT", "no column team_id"},
    {"indicators/one.sql", ":to", "'x'", "SELECT", "does not ask for a date"},
    {"indicators/one.sql", "> ''\n", "> ''; DROP TABLE visit\n", "SELECT", "one query only"},
};

TEST(BrokenPractice, the_small_practice_is_sound) {
    const auto problems = check(sound());
    EXPECT_TRUE(problems.empty()) << all(problems);
}

TEST(BrokenPractice, every_kind_of_problem_is_told_with_its_line) {
    for (const Broken& one : kBroken) {
        Files files = sound();
        std::string& text = files[one.file];
        if (*one.from == '\0') {
            text = one.to;
        } else {
            const auto at = text.find(one.from);
            ASSERT_NE(at, std::string::npos) << one.from;
            text.replace(at, std::string(one.from).size(), one.to);
        }
        const std::string where = one.at;
        const int line = where.empty() ? 1 : where == "-" ? 0 : line_of(text, where);
        const auto problems = check(files);
        const bool told = std::any_of(problems.begin(), problems.end(), [&](const Problem& p) {
            const bool file = where == "-" || p.file == one.file;
            return file && (where == "-" || p.line == line) && !p.remedy.empty() &&
                   to_text(p).find(one.says) != std::string::npos;
        });
        EXPECT_TRUE(told) << one.file << " with \"" << one.to << "\" should say \"" << one.says
                          << "\" at line " << line << ", but said:" << all(problems);
    }
}

TEST(BrokenPractice, all_problems_are_told_not_the_first) {
    Files files = sound();
    std::string& text = files[kVisit];
    text.replace(text.find("verb:"), 5, "vreb:");
    text.replace(text.find("visit_kind"), 10, "visit_sort");
    text.replace(text.find("opens: visit"), 12, "opens: vist");
    EXPECT_GE(check(files).size(), 3U);
}

TEST(BrokenPractice, calendars_must_reach_the_next_year_by_rule_at_least) {
    EXPECT_TRUE(check_practice(sound(), {&tables(), Date::parse("2046-12-31")}).empty());
    const auto problems = check_practice(sound(), {&tables(), Date::parse("2047-01-01")});
    ASSERT_EQ(problems.size(), 1U) << all(problems);
    EXPECT_NE(to_text(problems[0]).find("does not cover 2048"), std::string::npos);
}

// A server that is started on New Year's Day serves, and says what is to be done.
TEST(BrokenPractice,
     a_year_whose_bank_holidays_are_not_published_yet_is_warned_of_and_not_refused) {
    const auto new_year = Date::parse("2027-01-01").value();
    const Loaded loaded = load_practice(sound(), "help", {&tables(), new_year});
    ASSERT_TRUE(loaded.ok()) << all(loaded.problems);
    EXPECT_TRUE(calendar_warnings(loaded.practice, new_year - 1).empty());
    const auto warnings = calendar_warnings(loaded.practice, new_year);
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_NE(to_text(warnings[0]).find("bank holidays after 2027"), std::string::npos);
    // Clocks reach the next year, and know its Easter.
    const auto& calendar = loaded.practice.calendars.at("england-and-wales");
    EXPECT_EQ(calendar.published_until(), 2027);
    EXPECT_EQ(add_working_days(Date::parse("2028-04-13").value(), 1,
                               Convention::day_after_is_day_one, calendar)
                  .value()
                  .iso(),
              "2028-04-18");
}

TEST(BrokenPractice, a_profile_that_is_not_there_is_named) {
    const Loaded loaded = load_practice(sound(), "hlep");
    ASSERT_EQ(loaded.problems.size(), 1U);
    EXPECT_NE(to_text(loaded.problems[0]).find("Did you mean \"help\"?"), std::string::npos);
}

TEST(VersionsLock, a_released_form_may_be_laid_out_anew_but_not_changed_or_removed) {
    Files files = sound();
    files["versions.lock"] = lock_text(files);
    EXPECT_TRUE(check(files).empty()) << all(check(files));
    files[kVisit] = "# a comment\n" + files[kVisit];
    EXPECT_TRUE(check(files).empty()) << "a comment changes nothing";
    Files changed = files;
    std::string& text = changed[kVisit];
    text.replace(text.find("label: What"), 11, "label: Which");
    const auto problems = check(changed);
    ASSERT_EQ(problems.size(), 1U) << all(problems);
    EXPECT_NE(to_text(problems[0]).find("has changed since it was released"), std::string::npos);
    EXPECT_EQ(problems[0].file, "versions.lock");
    EXPECT_EQ(lock_text(changed), files["versions.lock"]) << "locking again hides no change";
    // The change as a second version is what the practice lead should do.
    Files second = files;
    std::string next = files[kVisit];
    next.replace(next.find("version: 1"), 10, "version: 2");
    next.replace(next.find("label: What"), 11, "label: Which");
    second["common/forms/visit.v2.yaml"] = next;
    EXPECT_TRUE(check(second).empty()) << all(check(second));
    const Loaded loaded = load_practice(second, "help");
    ASSERT_NE(loaded.practice.form("visit"), nullptr);
    EXPECT_EQ(loaded.practice.form("visit")->version, 2);
    EXPECT_EQ(loaded.practice.form("visit", 1)->field("what")->label, "What");
    Files removed = second;
    removed.erase(kVisit);
    EXPECT_NE(all(check(removed)).find("is gone"), std::string::npos);
}

// part: S0-17
TEST(Layers, a_profile_replaces_by_id_what_it_uses) {
    Files files = sound();
    files["help/codes/mine.yaml"] =
        "- {id: visit_kind, title: Ours, codes: {cp: Protected, cin: Helped}}\n";
    const Loaded loaded = load_practice(files, "help");
    EXPECT_TRUE(loaded.ok()) << all(loaded.problems);
    EXPECT_EQ(loaded.practice.code_list("visit_kind")->label("cp"), "Protected");
    EXPECT_EQ(loaded.practice.code_list("visit_kind")->label("zz"), "zz");
    EXPECT_EQ(loaded.practice.term("plan"), "plan");
}

RC_GTEST_PROP(BrokenPractice, no_damage_to_a_file_crashes_the_check, ()) {
    Files files = sound();
    auto it = files.begin();
    std::advance(it, *rc::gen::inRange<int>(0, static_cast<int>(files.size())));
    std::string& text = it->second;
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    const auto cut = *rc::gen::inRange<std::size_t>(0, 12);
    const auto put =
        *rc::gen::element<std::string>("", "[", "{", ":", "- ", "'", "\t", "\n", "&a ", "*a",
                                       std::string("\0", 1), "\xff", "999999999999");
    text.replace(at, cut, put);
    check(files);
}

// The census codes are held twice: in cin.csv for every year of the return, and here for the forms.
TEST(ShippedPractice, has_the_census_codes_of_the_return) {
    const std::string root = HEARTH_SOURCE_DIR;
    std::ifstream in(root + "/practice/codes/cin.csv");
    if (!in) GTEST_SKIP() << "the return's code lists are not here yet";
    std::map<std::string, std::string> names = {{"referral_source", "contact_source"},
                                                {"assessment_factor", "assessment_factor"},
                                                {"category_of_abuse", "abuse_category"},
                                                {"closure_reason", "closure_reason"},
                                                {"primary_need", "primary_need"},
                                                {"ethnicity", "ethnicity"},
                                                {"disability", "disability"},
                                                {"sex", "sex"}};
    const Loaded loaded = load_practice(root + "/practice", "family-help");
    int compared = 0;
    for (std::string line; std::getline(in, line);) {
        const auto comma = line.find(',');
        const auto found = names.find(line.substr(0, comma));
        if (found == names.end()) continue;
        const std::string code = line.substr(comma + 1, line.find(',', comma + 1) - comma - 1);
        const CodeList* list = loaded.practice.code_list(found->second);
        ASSERT_NE(list, nullptr) << found->second;
        EXPECT_NE(list->find(code), nullptr) << found->second << " " << code;
        ++compared;
    }
    EXPECT_GT(compared, 80);
}

}  // namespace
}  // namespace hearth::practice
