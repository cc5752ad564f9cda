// The engine that runs the rules of the returns: what rules may do, and that none is ever silent.
#include <random>

#include "returns/rules/rule_set.h"
#include "returns/rules/sql_functions.h"
#include "returns/rules/ssda903_tables.h"
#include "rules_support.h"

namespace hearth::returns {
namespace {

using testing::cells_of;
using testing::Folder;
using testing::kit_of;
using testing::rule_of;

// A census of one child with an episode and two assessments.
struct Small {
    std::unique_ptr<LoadedCase> loaded;
    std::unique_ptr<RuleEngine> engine;
    Small() {
        CaseInput input;
        input.year = 2026;
        input.tables = {{"CINdetails", {{{"CINreferralDate", "2026-01-02"}}}},
                        {"Assessments",
                         {{{"AssessmentActualStartDate", "2026-01-01"}},
                          {{"AssessmentActualStartDate", "2026-02-30"}}}}};
        loaded = load_case("cin", kit_of("cin").schema, input);
        engine = std::make_unique<RuleEngine>(kit_of("cin").schema, loaded->frames,
                                              kit_of("cin").holidays);
    }
    RuleOutcome run(const RuleFile& rule) { return engine->run(rule); }
    // One value of an expression, by a rule that finds the row that it gives.
    std::int64_t value(const std::string& expression) {
        const RuleOutcome found =
            run(rule_of("CINdetails.CINreferralDate",
                        "SELECT " + expression + " AS \"CINdetails.CINreferralDate\";"));
        EXPECT_TRUE(found.ran) << expression << ": " << found.reason;
        return found.cells.empty() ? -999 : found.cells.front().row;
    }
};

TEST(RuleEngine, a_rule_names_cells_by_the_names_of_its_columns) {
    Small small;
    const RuleFile rule =
        rule_of("Assessments.AssessmentActualStartDate, CINdetails.CINreferralDate",
                "SELECT a.row AS \"Assessments.AssessmentActualStartDate\", c.row AS "
                "\"CINdetails.CINreferralDate\" FROM Assessments a JOIN CINdetails c "
                "ON c.row = a.CINdetailsID;");
    const RuleOutcome found = small.run(rule);
    ASSERT_TRUE(found.ran) << found.reason;
    // The episode is found with each of its assessments, and told once.
    EXPECT_EQ(cells_of(rule, found),
              (std::vector<std::string>{"Assessments.AssessmentActualStartDate 0",
                                        "CINdetails.CINreferralDate 0",
                                        "Assessments.AssessmentActualStartDate 1"}));
}

TEST(RuleEngine, a_bad_date_is_null_as_a_date_and_kept_as_text) {
    Small small;
    const RuleFile rule = rule_of(
        "Assessments.AssessmentActualStartDate",
        "SELECT row AS \"Assessments.AssessmentActualStartDate\" FROM Assessments WHERE "
        "AssessmentActualStartDate IS NULL AND AssessmentActualStartDate_text IS NOT NULL;");
    EXPECT_EQ(cells_of(rule, small.run(rule)),
              std::vector<std::string>{"Assessments.AssessmentActualStartDate 1"});
}

TEST(RuleEngine, a_rule_that_cannot_run_says_why_and_hides_no_other) {
    Small small;
    const std::string good = "SELECT row AS \"CINdetails.CINreferralDate\" FROM CINdetails;";
    const std::pair<const char*, const char*> bad[] = {
        {"SELECT row AS \"CINdetails.CINreferralDate\" FROM Nowhere;", "no such table: Nowhere"},
        {"SELECT row AS \"CINdetails.CINreferralDate\" FROM\nCINdetails WHERE x.y = 1;",
         "no such column: x.y"},
        {"SELECT row AS \"CINdetails.Other\" FROM CINdetails;",
         "the column CINdetails.Other is not among its fields"},
        {"SELECT 'x' AS \"CINdetails.CINreferralDate\";",
         "a column that gives something else than a row"},
        {"DELETE FROM CINdetails;", "rules may only read"},
        {"UPDATE CINdetails SET row = 3;", "rules may only read"},
        {"ATTACH ':memory:' AS other;", "rules may only read"},
        {"PRAGMA table_list;", "rules may only read"},
        {"CREATE TABLE t (a);", "rules may only read"},
    };
    for (const auto& [sql, reason] : bad) {
        const RuleOutcome found = small.run(rule_of("CINdetails.CINreferralDate", sql));
        EXPECT_FALSE(found.ran) << sql;
        EXPECT_EQ(found.reason, reason) << sql;
        EXPECT_TRUE(found.cells.empty());
        EXPECT_GE(found.line, 7) << sql;
        EXPECT_TRUE(small.run(rule_of("CINdetails.CINreferralDate", good)).ran);
    }
    EXPECT_EQ(small.run(rule_of("CINdetails.CINreferralDate", bad[1].first)).line, 8);
}

TEST(RuleEngine, a_rule_that_fails_half_way_gives_nothing_rather_than_half) {
    Small small;
    const RuleFile rule = rule_of("CINdetails.CINreferralDate",
                                  "SELECT row AS \"CINdetails.CINreferralDate\" FROM CINdetails;\n"
                                  "SELECT 1.5 AS \"CINdetails.CINreferralDate\";");
    const RuleOutcome found = small.run(rule);
    EXPECT_FALSE(found.ran);
    EXPECT_TRUE(found.cells.empty());
}

TEST(RuleEngine, a_rule_without_end_is_stopped) {
    Small small;
    small.engine->set_time_limit(std::chrono::milliseconds(50));
    const RuleOutcome found = small.run(
        rule_of("CINdetails.CINreferralDate",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) AS "
                "\"CINdetails.CINreferralDate\" FROM n;"));
    EXPECT_FALSE(found.ran);
    EXPECT_EQ(found.reason, "it took longer than 50 ms");
    EXPECT_EQ(small.value("7"), 7);
}

TEST(RuleEngine, a_rule_whose_file_was_not_given_is_not_run) {
    Small small;
    const RuleFile rule =
        rule_of("CINdetails.CINreferralDate",
                "SELECT row AS \"CINdetails.CINreferralDate\" FROM CINdetails;", "-- needs: OC3\n");
    const std::set<std::string, std::less<>> given{"Header"};
    const RuleOutcome found = small.engine->run(rule, &given);
    EXPECT_FALSE(found.ran);
    EXPECT_EQ(found.reason, "OC3 was not given");
}

TEST(RuleEngine, dates_are_counted_as_the_manual_says) {
    Small small;
    EXPECT_EQ(small.value("add_days('2026-02-27', 2) = '2026-03-01'"), 1);
    EXPECT_EQ(small.value("add_months('2026-01-31', 1) = '2026-02-28'"), 1);
    EXPECT_EQ(small.value("add_years('2024-02-29', 1) = '2025-02-28'"), 1);
    EXPECT_EQ(small.value("add_months('2026-03-31', -1) = '2026-02-28'"), 1);
    EXPECT_EQ(small.value("days_between('2026-03-01', '2026-02-27')"), -2);
    EXPECT_EQ(small.value("weekday('2026-11-23')"), 0);
    EXPECT_EQ(small.value("weekday('2026-11-22')"), 6);
    EXPECT_EQ(small.value("age_on('2008-02-29', '2026-02-28')"), 17);
    EXPECT_EQ(small.value("age_on('2008-02-29', '2026-03-01')"), 18);
    // Good Friday 3 April and Easter Monday 6 April 2026.
    EXPECT_EQ(small.value("add_working_days('2026-04-02', 1) = '2026-04-07'"), 1);
    EXPECT_EQ(small.value("add_working_days('2026-04-07', -1) = '2026-04-02'"), 1);
    EXPECT_EQ(small.value("add_working_days('2026-04-04', 0) = '2026-04-04'"), 1);
    EXPECT_EQ(small.value("working_days_between('2026-04-02', '2026-04-07')"), 1);
    EXPECT_EQ(small.value("working_days_between('2026-04-07', '2026-04-02')"), -1);
    // Years that the calendar does not hold: only week-ends are free.
    EXPECT_EQ(small.value("add_working_days('1980-12-24', 1) = '1980-12-25'"), 1);
    EXPECT_EQ(small.value("working_days_between('1980-12-01', '1980-12-31')"), 22);
    for (const char* none :
         {"add_days(NULL, 1)", "add_days('2026-02-30', 1)", "add_days('2026-01-01', NULL)",
          "add_days('9999-12-31', 1)", "add_months('0001-01-01', -1)",
          "add_days('2026-01-01', 'x')", "weekday('')", "age_on('2026-01-01', 'soon')",
          "days_between('2026-1-1', '2026-01-02')", "add_working_days('2026-01-01', 99999999)",
          "upn_check_letter('A12')"}) {
        EXPECT_EQ(small.value(std::string(none) + " IS NULL"), 1) << none;
    }
}

TEST(RuleEngine, working_days_counted_by_formula_and_one_by_one_agree) {
    const BankHolidays& holidays = kit_of("cin").holidays;
    std::mt19937 random(7);
    for (int i = 0; i < 2000; ++i) {
        const Date from{static_cast<std::int32_t>(10000 + random() % 12000)};
        const int n = static_cast<int>(random() % 60);
        const auto to = nth_working_day(from, n, holidays);
        ASSERT_TRUE(to);
        EXPECT_EQ(working_days_after(from, *to, holidays), n) << from.iso();
        EXPECT_EQ(to->weekday() <= 5 || n == 0, true);
    }
}

TEST(RuleEngine, the_check_letter_of_a_upn_is_worked_out) {
    EXPECT_EQ(upn_check_letter("H801200001001"), 'H');
    EXPECT_EQ(upn_check_letter("H80120000100"), std::nullopt);
    EXPECT_EQ(upn_check_letter("H8012000010O1"), std::nullopt);
    EXPECT_EQ(upn_check_letter("H80120000100I"), std::nullopt);  // no I, O, S
}

// --- Layers ---

std::string rule_text(
    const std::string& code, const std::string& message,
    const std::string& sql = "SELECT row AS \"CINdetails.CINreferralDate\" FROM CINdetails;\n") {
    return "-- rule: " + code +
           "\n-- severity: query\n-- fields: CINdetails.CINreferralDate\n"
           "-- message: " +
           message + "\n--   and more\n-- remedy: r\n-- source: s\n" + sql;
}

std::vector<std::string> codes(const std::vector<const RuleFile*>& rules) {
    std::vector<std::string> out;
    for (const RuleFile* rule : rules) out.push_back(rule->code + " " + rule->message);
    return out;
}

TEST(RuleSet, later_layers_replace_add_and_withdraw) {
    Folder folder;
    folder.write("cin/2023/100.sql", rule_text("100", "old"));
    folder.write("cin/2023/99.sql", rule_text("99", "stays"));
    folder.write("cin/2025/100.sql", rule_text("100", "new"));
    folder.write("cin/2025/8842Q.sql", rule_text("8842Q", "added"));
    folder.write("cin/2026/99.sql", "-- rule: 99\n-- withdrawn: no longer asked\n");
    folder.write("own/L1.sql", rule_text("L1", "ours"));
    folder.write("own/100.sql", rule_text("100", "ours in place of theirs"));
    const RuleSet set = RuleSet::read(folder.path("cin"), folder.path("own"));
    using List = std::vector<std::string>;
    const List local{"100 ours in place of theirs and more", "L1 ours and more"};
    const auto with_local = [&](List list) {
        list.insert(list.end(), local.begin(), local.end());
        return list;
    };
    EXPECT_EQ(codes(set.of(2023)), with_local({"99 stays and more", "100 old and more"}));
    EXPECT_EQ(codes(set.of(2019)), codes(set.of(2023)));
    EXPECT_EQ(codes(set.of(2019, RuleSet::Early::every_rule)),
              with_local({"99 stays and more", "100 old and more", "8842Q added and more"}));
    EXPECT_EQ(codes(set.of(2025)),
              with_local({"99 stays and more", "100 new and more", "8842Q added and more"}));
    EXPECT_EQ(codes(set.of(2026)), with_local({"100 new and more", "8842Q added and more"}));
    EXPECT_EQ(set.first_year(), 2023);
    // A number of the Department's is not for the authority's own use: it says so and does not run.
    Small small;
    for (const RuleFile* rule : set.of(2026)) {
        EXPECT_EQ(small.run(*rule).ran, !(rule->local && rule->code == "100")) << rule->code;
    }
}

TEST(RuleSet, what_is_wrong_in_a_file_is_told_with_its_line) {
    const RuleFile rule = parse_rule("7", "7.sql",
                                     "-- rule: 8\n-- severity: bad\n-- colour: red\n"
                                     "-- fields: A.B\n-- remedy: r\n-- source: s\n");
    std::vector<std::string> told;
    for (const auto& problem : rule.problems) told.push_back(practice::to_text(problem));
    EXPECT_EQ(told.size(), 5U);
    EXPECT_EQ(rule.problems[0].line, 3);
    EXPECT_NE(told[1].find("7.sql:1: The header says rule 8"), std::string::npos) << told[1];
    EXPECT_NE(told[2].find("7.sql:2: The severity"), std::string::npos) << told[2];
    EXPECT_NE(told[3].find("lacks \"message\""), std::string::npos) << told[3];
    EXPECT_NE(told[4].find("no SELECT"), std::string::npos) << told[4];
}

TEST(RuleSet, the_check_of_a_rule_finds_what_its_cases_say_wrongly) {
    Folder folder;
    folder.write("2023/1.sql", rule_text("1", "m"));
    folder.write("2023/1.yaml",
                 "fails:\n  - say: wrong row\n    CINdetails: [{CINreferralDate: 2026-01-01}]\n"
                 "    at: [CINdetails.CINreferralDate 1]\n  - say: no such column\n"
                 "    CINdetails: [{Colour: red}]\n    at: [CINdetails.CINreferralDate 0]\n"
                 "  - CINdetails: [{}]\n    at: [CINdetails.CINreferralDate 0]\n");
    folder.write("2023/2.sql", rule_text("2", "m"));
    folder.write("2023/3.sql", rule_text("3", "m", "SELECT row AS \"CINdetails.X\" FROM Nowhere;"));
    RuleKit kit = kit_of("cin");
    kit.rules = RuleSet::read(folder.path());
    std::string all;
    for (const auto& problem : check_rules("cin", kit)) all += practice::to_text(problem) + "\n";
    for (const char* wanted :
         {"1.yaml:2: \"wrong row\": the rule finds CINdetails.CINreferralDate 0, and should find "
          "CINdetails.CINreferralDate 1",
          "1.yaml:5: CINdetails has no column Colour", "1.yaml:8: the case does not say",
          "1.yaml:1: there is no case that passes", "2.sql:1: the rule has no cases",
          "3.sql:8: the rule cannot be run: no such table: Nowhere"}) {
        EXPECT_NE(all.find(wanted), std::string::npos) << wanted << "\nin\n" << all;
    }
}

// --- The tables ---

// previous, next and period are worked out without SQL; tables.sql says in SQL what they are.
TEST(RuleSchema, episodes_are_linked_as_the_sql_of_the_tables_says) {
    const RuleSchema& ours = kit_of("ssda903").schema;
    ASSERT_TRUE(ours.links_episodes)
        << "tables.sql links episodes by another statement than the loader";
    // The same, but with the statements run: a comment inside changes their text.
    std::string sql = testing::slurp(testing::source_path("practice/returns/ssda903/tables.sql"));
    for (std::size_t at = 0; (at = sql.find("SET previous", at)) != std::string::npos; at += 20) {
        sql.replace(at, 12, "SET next = n.next, previous");
    }
    const RuleSchema plain = parse_rule_schema("tables.sql", sql);
    ASSERT_FALSE(plain.links_episodes);
    std::mt19937 random(11);
    for (int round = 0; round < 30; ++round) {
        CaseInput input;
        input.year = 2026;
        std::vector<CaseInput::Row> rows;
        for (int i = 0; i < 40; ++i) {
            const auto date = [&]() -> std::optional<std::string> {
                if (random() % 8 == 0) return std::nullopt;
                return "0" + std::to_string(1 + random() % 9) + "/05/2025";
            };
            rows.push_back({{"CHILD", random() % 20 == 0 ? "" : std::to_string(random() % 6)},
                            {"DECOM", date()},
                            {"DEC", date()},
                            {"RNE", random() % 3 == 0 ? "S" : "L"}});
        }
        input.tables = {{"Episodes", rows}, {"Episodes_last", rows}};
        const auto fast = load_case("ssda903", ours, input);
        const auto slow = load_case("ssda903", plain, input);
        const RuleEngine one(ours, fast->frames, kit_of("ssda903").holidays);
        const RuleEngine two(plain, slow->frames, kit_of("ssda903").holidays);
        for (const char* table : {"Episodes", "Episodes_last"}) {
            for (const char* column : {"previous", "next", "period"}) {
                const Frame& a = fast->frames.at(table);
                const Frame& b = slow->frames.at(table);
                EXPECT_EQ(a.cells(*a.column(column)), b.cells(*b.column(column)))
                    << table << "." << column << " in round " << round;
            }
        }
    }
}

}  // namespace
}  // namespace hearth::returns
