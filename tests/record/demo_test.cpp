// The demonstration authority: the same for the same seed, whole, and possible.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/random.h"
#include "practice/answers.h"
#include "practice/clock.h"
#include "practice/loader.h"
#include "record/demo/demonstration.h"
#include "record/demo/identifiers.h"
#include "record/rows.h"
#include "support/test_database.h"

namespace hearth::record {
namespace {

using store::Sql;

const practice::Practice& shipped() {
    static const auto loaded = [] {
        practice::LoadOptions options;
        options.catalog = &record_catalog();
        auto out = practice::load_practice(std::string(HEARTH_SOURCE_DIR) + "/practice",
                                           "family-help", options);
        EXPECT_TRUE(out.ok());
        return out;
    }();
    return loaded.practice;
}

DemoOptions options(int children, std::uint64_t seed) {
    DemoOptions out;
    out.children = children;
    out.seed = seed;
    out.as_at = Date::parse("2026-11-22");
    return out;
}

DemoSummary make(store::Database& db, int children = 60, std::uint64_t seed = 1) {
    auto made = make_demonstration(db, shipped(), options(children, seed), no_progress());
    EXPECT_TRUE(made.ok());
    return made.ok() ? std::move(made.value()) : DemoSummary{};
}

// FNV-1a over the rows: what "the same rows" means here.
class Fingerprint {
  public:
    void add(std::string_view text) {
        for (const char c : text) hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
        hash_ = (hash_ ^ 0xFFU) * 0x100000001B3U;
    }
    std::uint64_t value() const { return hash_; }

  private:
    std::uint64_t hash_ = 0xCBF29CE484222325U;
};

std::uint64_t content(store::Database& db) {
    return db.read([](store::Session& session) {
        Fingerprint print;
        for (const auto& [name, table] : record_catalog().tables) {
            if (!table.versions()) continue;
            std::string columns;
            for (const auto& column : table.columns)
                columns += (columns.empty() ? "CAST(" : ", CAST(") + column.name + " AS TEXT)";
            print.add(name);
            session.each(Sql::trusted("demo_test_" + name, "SELECT " + columns + " FROM " + name +
                                                               " ORDER BY version_id"),
                         {}, [&](const store::Row& row) {
                             for (int i = 0; i < static_cast<int>(table.columns.size()); ++i)
                                 print.add(row.text(i));
                         });
        }
        session.each(Sql::trusted("demo_test_words",
                                  "SELECT section, answers FROM entry_section "
                                  "ORDER BY version_id, section"),
                     {}, [&](const store::Row& row) {
                         print.add(row.text(0));
                         print.add(row.text(1));
                     });
        session.each(
            Sql::trusted("demo_test_accounts",
                         "SELECT sign_in_name, password_hash FROM account ORDER BY worker_id"),
            {}, [&](const store::Row& row) {
                print.add(row.text(0));
                print.add(row.text(1));
            });
        return print.value();
    });
}

std::int64_t count(store::Database& db, const std::string& sql) {
    return db.read([&](store::Session& session) {
        return session
            .one(Sql::trusted("demo_test_count", sql), {},
                 [](const store::Row& row) { return row.int64(0); })
            .value_or(-1);
    });
}

const std::string kNow = ".superseded_at = '9999-12-31T23:59:59.999Z'";

class Demonstration : public test::DatabaseTest {};
HEARTH_ON_BOTH_DATABASES(Demonstration);

TEST_P(Demonstration, the_same_seed_makes_the_same_authority_and_another_makes_another) {
    make(db(), 12, 7);
    const auto first = content(db());
    test::TestDatabase again(GetParam());
    test::TestDatabase other(GetParam());
    auto same = store::Database::open(again.config());
    make(*same, 12, 7);
    EXPECT_EQ(content(*same), first);
    auto different = store::Database::open(other.config());
    make(*different, 12, 8);
    EXPECT_NE(content(*different), first);
}

TEST_P(Demonstration, it_has_the_children_asked_for_and_every_role_can_sign_in) {
    const auto summary = make(db());
    EXPECT_EQ(summary.open_children, 60);
    EXPECT_EQ(count(db(),
                    "SELECT count(*) FROM referral r WHERE r.close_date IS NULL AND r.nfa = 0 "
                    "AND r" +
                        kNow),
              60);
    const auto roles = static_cast<std::int64_t>(shipped().roles.roles.size());
    EXPECT_EQ(static_cast<std::int64_t>(summary.accounts.size()), roles);
    EXPECT_EQ(count(db(), "SELECT count(*) FROM account WHERE demonstration = 1"), roles);
    EXPECT_GT(summary.entries, 1'000);
    // It adds to nothing.
    EXPECT_FALSE(make_demonstration(db(), shipped(), options(5, 1), no_progress()).ok());
}

TEST_P(Demonstration, care_and_early_help_begin_and_end_within_the_year_at_any_size) {
    make(db(), 30, 3);
    static constexpr Sql kCounts{"demo_ends", R"(
SELECT (SELECT COUNT(*) FROM cla_episode WHERE end_date > '2025-11-22'
          AND superseded_at = '9999-12-31T23:59:59.999Z'),
       (SELECT COUNT(*) FROM cla_episode WHERE end_reason = 'E4A' AND end_date <= '2025-11-22'
          AND end_date > '2024-11-22' AND superseded_at = '9999-12-31T23:59:59.999Z'),
       (SELECT COUNT(*) FROM early_help_episode WHERE start_date > '2025-11-22'
          AND superseded_at = '9999-12-31T23:59:59.999Z'))"};
    db().read([&](store::Session& session) {
        session.one(kCounts, {}, [](const store::Row& row) {
            EXPECT_GT(row.int64(0), 0);
            EXPECT_GT(row.int64(1), 0);
            EXPECT_GT(row.int64(2), 0);
            return true;
        });
        return Done{};
    });
}

TEST_P(Demonstration, a_request_about_exploitation_names_a_teenager) {
    // The eighth of those that wait tells of exploitation.
    static constexpr Sql kOldest{"demo_waiting_oldest", R"(
SELECT c.id, MIN(p.born) FROM contact c
JOIN contact_person p ON p.contact_id = c.id AND p.role = 'child'
WHERE c.status <> 'decided' AND c.source_code = '5B'
  AND c.superseded_at = '9999-12-31T23:59:59.999Z' GROUP BY c.id)"};
    make(db(), 10, 7);
    int found = 0;
    db().read([&](store::Session& session) {
        session.each(kOldest, {}, [&](const store::Row& row) {
            ++found;
            EXPECT_FALSE(row.is_null(1));
            EXPECT_LE(row.text(1), std::string_view("2014-11-22"));
        });
        return Done{};
    });
    EXPECT_EQ(found, 1);
}

TEST_P(Demonstration, every_thing_that_a_row_names_exists) {
    make(db());
    const std::map<std::string, std::string> targets{
        {"person_id", "person"},      {"family_id", "family"},           {"worker_id", "worker"},
        {"team_id", "team"},          {"agency_id", "agency"},           {"contact_id", "contact"},
        {"referral_id", "referral"},  {"assessment_id", "assessment"},   {"meeting_id", "meeting"},
        {"cp_plan_id", "cp_plan"},    {"cla_episode_id", "cla_episode"}, {"entry_id", "entry"},
        {"owner_id", "worker"},       {"author_id", "worker"},           {"chair_id", "worker"},
        {"decided_by", "worker"},     {"from_person", "person"},         {"to_person", "person"},
        {"recorded_by", "worker"},    {"answered_by", "worker"},         {"with_agency", "agency"},
        {"supervision_id", "meeting"}};
    for (const auto& [name, table] : record_catalog().tables) {
        if (!table.versions()) continue;
        for (const auto& column : table.columns) {
            const auto target = targets.find(column.name);
            if (target == targets.end()) continue;
            EXPECT_EQ(count(db(), "SELECT count(*) FROM " + name + " x WHERE x." + column.name +
                                      " IS NOT NULL AND x." + column.name +
                                      " NOT IN (SELECT id FROM " + target->second + ")"),
                      0)
                << name << "." << column.name;
        }
    }
}

TEST_P(Demonstration, every_clock_is_due_when_its_rule_says) {
    make(db());
    std::set<std::string> rules;
    db().read([&](store::Session& session) {
        session.each(Sql::trusted("demo_test_clocks",
                                  "SELECT rule, started_at, due_at FROM clock c WHERE c" + kNow),
                     {}, [&](const store::Row& row) {
                         const auto rule = shipped().clocks.find(row.text(0));
                         ASSERT_NE(rule, shipped().clocks.end()) << row.text(0);
                         const auto due =
                             practice::due(rule->second, *Instant::parse(row.text(1)), shipped());
                         ASSERT_TRUE(due.ok());
                         EXPECT_EQ(due.value().due_at.iso(), row.text(2)) << row.text(0);
                         rules.emplace(row.text(0));
                     });
    });
    EXPECT_GT(rules.size(), 10U);
}

TEST_P(Demonstration, nothing_happens_that_could_not) {
    make(db());
    const auto none = [&](const char* what, const std::string& sql) {
        EXPECT_EQ(count(db(), sql), 0) << what;
    };
    none("a child within 15 years of its mother's age",
         "SELECT count(*) FROM relationship r JOIN person a ON a.id = r.from_person JOIN person b "
         "ON b.id = r.to_person WHERE r.kind = 'birth_parent' AND b.born IS NOT NULL AND a.sex = "
         "'F' AND age_years(a.born, b.born) < 15");
    none("a visit before the child's first referral",
         "SELECT count(*) FROM visit v WHERE v.visit_date < (SELECT min(r.referral_date) FROM "
         "referral r WHERE r.person_id = v.person_id)");
    none("an assessment that starts before its referral",
         "SELECT count(*) FROM assessment a JOIN referral r ON r.id = a.referral_id WHERE "
         "a.start_date < r.referral_date");
    none("an assessment authorised before it began",
         "SELECT count(*) FROM assessment WHERE authorised_date < start_date");
    none("anyone seen before birth",
         "SELECT count(*) FROM visit v JOIN person p ON p.id = v.person_id WHERE p.born IS NULL OR "
         "v.visit_date < p.born");
    none("an entry dated after now",
         "SELECT count(*) FROM entry WHERE happened_at > '2026-11-22T12:00:00.000Z'");
    none("a child on two child protection plans at once",
         "SELECT count(*) FROM (SELECT person_id FROM cp_plan c WHERE c.end_date IS NULL AND c" +
             kNow + " GROUP BY person_id HAVING count(*) > 1) x");
    none("a safeguarding team's family without exactly one open workbook",
         "SELECT count(*) FROM family_team f JOIN team t ON t.id = f.team_id AND t.kind = "
         "'family_safeguarding' WHERE f.to_date IS NULL AND f.from_date < '2026-11-18' AND f" +
             kNow +
             " AND (SELECT count(*) FROM workbook w WHERE w.family_id = f.family_id AND "
             "w.closed_on IS NULL AND w" +
             kNow + ") <> 1");
    std::set<std::string> seen;
    db().read([&](store::Session& session) {
        session.each(Sql::trusted("demo_test_numbers",
                                  "SELECT kind, value FROM person_identifier WHERE kind IN "
                                  "('nhs_number', 'upn', 'former_upn')"),
                     {}, [&](const store::Row& row) {
                         const std::string value(row.text(1));
                         EXPECT_TRUE(row.text(0) == "nhs_number" ? demo::nhs_number_valid(value)
                                                                 : demo::upn_valid(value))
                             << value;
                         EXPECT_TRUE(seen.insert(value).second) << value << " twice";
                     });
    });
    EXPECT_GT(seen.size(), 100U);
}

TEST_P(Demonstration, every_entry_could_have_been_signed_on_its_form) {
    make(db());
    struct Written {
        std::string form;
        Answers answers;
    };
    std::map<std::int64_t, Written> entries;
    db().read([&](store::Session& session) {
        session.each(Sql::trusted("demo_test_entries",
                                  "SELECT s.version_id, e.form, s.answers FROM entry e JOIN "
                                  "entry_section s ON s.version_id = e.version_id"),
                     {}, [&](const store::Row& row) {
                         auto& written = entries[row.int64(0)];
                         written.form = row.text(1);
                         const auto answers = Answers::from_json(row.text(2));
                         ASSERT_TRUE(answers.ok());
                         for (const auto& field : answers.value().fields())
                             written.answers.set(field.name, field.texts);
                     });
    });
    ASSERT_GT(entries.size(), 1'000U);
    db().read([&](store::Session& session) {
        session.each(Sql::trusted("demo_test_ticked",
                                  "SELECT e.version_id, p.person_id FROM entry e JOIN entry_person "
                                  "p ON p.entry_id = e.id"),
                     {}, [&](const store::Row& row) {
                         entries[row.int64(0)].answers.add("people", id_to_text(row.int64(1)));
                     });
    });
    std::map<std::string, int> problems;
    // What only the server knows at the time ($check, $people, …) is not asked here.
    const auto context = [](std::string_view name) -> practice::ExprValue {
        return name == "today" ? practice::ExprValue{"2026-11-22"} : practice::ExprValue{};
    };
    for (const auto& [version, written] : entries) {
        const auto* form = shipped().form(written.form);
        ASSERT_NE(form, nullptr) << written.form;
        // A rule holds for each person ticked; what it asks of their record is not asked here.
        const auto of_record = [&](const FieldError& problem) {
            return std::any_of(form->rules.begin(), form->rules.end(), [&](const auto& rule) {
                const auto names = rule.that.names();
                return rule.says == problem.message &&
                       std::any_of(names.begin(), names.end(), [](const std::string& name) {
                           return name != "today" && name != "person";
                       });
            });
        };
        std::vector<FieldError> all;
        for (const auto& person : written.answers.all("people"))
            for (auto& problem : practice::problems_before_signing(
                     shipped(), *form, written.answers, [&](std::string_view name) {
                         return name == "person" ? practice::ExprValue{person} : context(name);
                     }))
                if (problem.code != "rule" || !of_record(problem)) all.push_back(problem);
        if (!written.answers.has("people"))
            all = practice::problems_before_signing(shipped(), *form, written.answers, context);
        for (const auto& problem : all) {
            // A contact that became nobody's case names children who are on no record.
            if (written.form == "contact_decision" && problem.field == "people") continue;
            ++problems[written.form + "." + problem.field + ": " + problem.code];
        }
    }
    for (const auto& [what, times] : problems) ADD_FAILURE() << what << " (" << times << ")";
}

}  // namespace
}  // namespace hearth::record
