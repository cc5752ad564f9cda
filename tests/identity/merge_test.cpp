// One person, twice; two people, once: merging two records, un-merging them, and what each reader
// and each worker sees meanwhile. On both databases.
#include "identity/merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <map>
#include <set>

#include "base/random.h"
#include "identity/unmerge.h"
#include "identity/written_since.h"
#include "record/person_record.h"
#include "support/small_world.h"

namespace hearth::identity {
namespace {

using record::Context;
using store::Sql;

// To which of the two the record falls.
PersonId record_side(store::Session& session, const MergeLine& merge, PersonId record) {
    return sides_of(session, merge).kept.contains(record) ? merge.kept : merge.other;
}

class Merging : public test::DatabaseTest {
  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        world = std::make_unique<test::SmallWorld>(db(), clock());
        world->write([&](store::Session& session, const Context& context) {
            record::RowWriter w(session, context);
            second = world->make_family(session, w, "Ashwurth", &ava2, &sam2, &jo2, &lee2);
            world->allocate(w, second, "Ruth Hale", "social_work", true);
            steward = WorkerId{w.insert("worker", {{"agency_id", world->agency},
                                                   {"name", "Dot Steward"},
                                                   {"job_title", "Data steward"},
                                                   {"discipline", "performance"},
                                                   {"from_date", "2020-01-01"}})};
            w.insert(
                "worker_role",
                {{"worker_id", steward}, {"role", "data_steward"}, {"from_date", "2020-01-01"}});
            world->workers["Dot Steward"] = steward;
            return Done{};
        });
        tick();
    }
    void tick() { clock().set(clock().now() + std::chrono::seconds(1)); }

    Result<std::int64_t> merge(PersonId kept, PersonId other, const char* who = "Dot Steward",
                               const char* reason = "The school says they are one child") {
        tick();
        auto out = world->write_as(who, [&](store::Session& session, const Context& context) {
            return merge_people(session, context, {kept, other, reason});
        });
        tick();
        return out;
    }
    // Undoes it; `whose` says to which side each fact goes.
    template <class F>
    Result<Done> part(std::int64_t merge, F&& whose) {
        tick();
        auto out = world->write_as(
            "Dot Steward", [&](store::Session& session, const Context& context) -> Result<Done> {
                auto sheet = unmerge_sheet(session, context, merge);
                if (!sheet) return sheet.failure();
                UnmergeRequest request{merge, "They were seen together", {}};
                for (const auto& q : sheet->questions)
                    request.answers[q.fact] = whose(session, sheet->merge, q);
                return unmerge_people(session, context, request);
            });
        tick();
        return out;
    }
    static std::string code_of(const Failure& failure) {
        const auto* wrong = std::get_if<Invalid>(&failure);
        return wrong == nullptr ? "" : wrong->errors.front().code;
    }
    std::set<PersonId> records(PersonId person) {
        return db().read([&](store::Session& session) {
            const auto all = records_of(session, person);
            return std::set<PersonId>(all.begin(), all.end());
        });
    }
    PersonId shown(PersonId person) {
        return db().read([&](store::Session& session) { return shown_as(session, person); });
    }
    std::int64_t count(const Sql& sql) {
        return db().read([&](store::Session& session) {
            return *session.one(sql, {}, [](const store::Row& row) { return row.int64(0); });
        });
    }
    std::unique_ptr<test::SmallWorld> world;
    FamilyId second;
    PersonId ava2, sam2, jo2, lee2;
    WorkerId steward;
};
HEARTH_ON_BOTH_DATABASES(Merging);

TEST_P(Merging, two_records_are_shown_as_one_person_at_once_and_as_two_again) {
    const auto made = merge(world->ava, ava2);
    ASSERT_TRUE(made.ok());
    EXPECT_EQ(shown(ava2), world->ava);
    EXPECT_EQ(records(world->ava), (std::set{world->ava, ava2}));
    for (const auto which : {world->ava, ava2}) {
        const auto page =
            world->read_as("Ruth Hale", [&](store::Session& session, const Context& context) {
                return record::person_record(session, context, which);
            });
        ASSERT_TRUE(page.ok());
        EXPECT_EQ(page->id, world->ava);
        EXPECT_EQ(page->families.size(), 2U);
        EXPECT_EQ(page->names.size(), 2U);
        EXPECT_EQ(std::count_if(
                      page->history.begin(), page->history.end(),
                      [](const record::Step& s) { return s.kind == record::StepKind::referral; }),
                  2);
    }
    static constexpr Sql kChildren{"t_children", "SELECT COUNT(*) FROM hearth_return_child"};
    EXPECT_EQ(count(kChildren), 3);  // of four records of children
    const auto parted = part(made.value(), [](auto&, const MergeLine& m, const Question&) {
        ADD_FAILURE() << "nothing was written since";
        return m.kept;
    });
    ASSERT_TRUE(parted.ok());
    EXPECT_EQ(shown(ava2), ava2);
    EXPECT_EQ(count(kChildren), 4);
    // What was known while they were one is still told of that time.
    static constexpr Sql kHeld{"t_held", "SELECT COUNT(*) FROM person_one"};
    EXPECT_EQ(count(kHeld), 2);
}

TEST_P(Merging, the_second_of_two_workers_is_told_who_was_first) {
    ASSERT_TRUE(merge(world->ava, ava2).ok());
    EXPECT_EQ(code_of(merge(world->ava, ava2).failure()), "already");
    EXPECT_EQ(code_of(merge(ava2, world->ava).failure()), "already");
    EXPECT_EQ(code_of(merge(sam2, ava2).failure()), "changed_meanwhile");
    EXPECT_EQ(code_of(merge(world->ava, world->ava).failure()), "same");
    EXPECT_EQ(code_of(merge(world->sam, sam2, "Dot Steward", "  ").failure()), "required");
}

TEST_P(Merging, two_workers_at_the_same_moment_have_one_clear_outcome) {
    tick();
    const auto try_it = [&](PersonId kept, PersonId other) {
        return world->write_as("Dot Steward",
                               [&, kept, other](store::Session& session, const Context& context) {
                                   return merge_people(session, context, {kept, other, "Same"});
                               });
    };
    auto one = std::async(std::launch::async, [&] { return try_it(world->ava, ava2); });
    auto two = std::async(std::launch::async, [&] { return try_it(ava2, world->ava); });
    const auto first = one.get(), other = two.get();
    EXPECT_NE(first.ok(), other.ok());
    EXPECT_EQ(code_of((first.ok() ? other : first).failure()), "already");
    EXPECT_EQ(records(ava2).size(), 2U);
}

TEST_P(Merging, chains_hold_and_are_undone_one_link_at_a_time) {
    const auto ab = merge(world->ava, ava2);
    const auto bc = merge(sam2, world->ava);  // the one shown is merged into another
    ASSERT_TRUE(ab.ok() && bc.ok());
    EXPECT_EQ(shown(ava2), sam2);
    EXPECT_EQ(records(ava2), (std::set{world->ava, ava2, sam2}));
    EXPECT_EQ(code_of(merge(ava2, sam2).failure()), "already");  // no cycle
    const auto kept = [](auto&, const MergeLine& m, const Question&) { return m.kept; };
    ASSERT_TRUE(part(ab.value(), kept).ok());
    EXPECT_EQ(shown(ava2), ava2);
    EXPECT_EQ(shown(world->ava), sam2);
    ASSERT_TRUE(part(bc.value(), kept).ok());
    EXPECT_EQ(records(sam2), std::set{sam2});
    EXPECT_FALSE(part(bc.value(), kept).ok());  // not twice
}

TEST_P(Merging, two_people_said_not_to_be_one_are_not_merged) {
    const auto said =
        world->write_as("Dot Steward", [&](store::Session& session, const Context& context) {
            return say_not_same(session, context, ava2, world->ava, "Twins, seen together");
        });
    ASSERT_TRUE(said.ok());
    EXPECT_EQ(code_of(merge(world->ava, ava2).failure()), "never_same");
    const auto back =
        world->write_as("Dot Steward", [&](store::Session& session, const Context& context) {
            return take_back_not_same(session, context, world->ava, ava2);
        });
    ASSERT_TRUE(back.ok());
    EXPECT_TRUE(merge(world->ava, ava2).ok());
}

TEST_P(Merging, only_those_whom_the_policy_names_may_merge) {
    EXPECT_TRUE(std::holds_alternative<Refusal>(merge(world->ava, ava2, "Ruth Hale").failure()));
    EXPECT_TRUE(std::holds_alternative<Refusal>(merge(world->ava, ava2, "Sid Root").failure()));
    EXPECT_TRUE(merge(world->ava, ava2, "Moira Sand").ok());
}

TEST_P(Merging, everything_written_since_is_asked_about_and_nothing_parts_before_it_is_answered) {
    const auto made = merge(world->ava, ava2);
    ASSERT_TRUE(made.ok());
    std::int64_t visit = 0, name = 0;
    world->write([&](store::Session& session, const Context& context) {
        record::RowWriter w(session, context);
        visit = w.insert("visit", {{"person_id", world->ava},
                                   {"kind", "cin"},
                                   {"visit_date", "2026-11-23"},
                                   {"seen", 1}});
        name = w.insert("person_name", {{"person_id", world->ava},
                                        {"kind", "alias"},
                                        {"given", "Avie"},
                                        {"surname", "Smith"}});
        EXPECT_TRUE(w.revise("person", world->ava.value, {{"born", "2018-04-03"}}).ok());
        return Done{};
    });
    tick();
    const auto sheet =
        world->read_as("Dot Steward", [&](store::Session& session, const Context& context) {
            return unmerge_sheet(session, context, made.value());
        });
    ASSERT_TRUE(sheet.ok());
    ASSERT_EQ(sheet->questions.size(), 3U);
    const auto without =
        world->write_as("Dot Steward", [&](store::Session& session, const Context& context) {
            return unmerge_people(session, context, {made.value(), "Two", {}});
        });
    ASSERT_FALSE(without.ok());
    EXPECT_EQ(std::get<Invalid>(without.failure()).errors.size(), 3U);
    EXPECT_EQ(shown(ava2), world->ava);
    ASSERT_TRUE(part(made.value(), [](auto&, const MergeLine& m, const Question&) {
                    return m.other;
                }).ok());
    db().read([&](store::Session& session) {
        static constexpr Sql kVisit{
            "t_visit",
            "SELECT person_id FROM visit WHERE id = :id AND superseded_at = "
            "'9999-12-31T23:59:59.999Z'"};
        static constexpr Sql kBorn{"t_born",
                                   "SELECT born FROM person WHERE id = :id AND superseded_at = "
                                   "'9999-12-31T23:59:59.999Z'"};
        const auto text = [&](PersonId person) {
            return *session.one(kBorn, {{"id", person}},
                                [](const store::Row& row) { return std::string(row.text(0)); });
        };
        EXPECT_EQ(*session.one(kVisit, {{"id", visit}},
                               [](const store::Row& row) { return row.id<PersonTag>(0); }),
                  ava2);
        EXPECT_EQ(text(world->ava), "2018-04-02");
        EXPECT_EQ(text(ava2), "2018-04-03");
        static constexpr Sql kAnswers{"t_kept_answers", "SELECT COUNT(*) FROM unmerge_answer"};
        EXPECT_EQ(*session.one(kAnswers, {}, [](const store::Row& row) { return row.int64(0); }),
                  3);
    });
}

TEST_P(Merging, the_stricter_rule_of_the_two_counts_while_they_are_one) {
    const auto may = [&](const char* who, PersonId person) {
        return world
            ->read_as(who,
                      [&](store::Session& session, const Context& context) {
                          return record::person_record(session, context, person);
                      })
            .ok();
    };
    world->write([&](store::Session& session, const Context& context) {
        record::RowWriter w(session, context);
        w.insert(
            "restriction",
            {{"family_id", second}, {"reason", "A worker's child"}, {"from_date", "2026-01-01"}});
        w.insert("restriction", {{"family_id", second},
                                 {"worker_id", world->workers.at("Ruth Hale")},
                                 {"reason", "Holds the work"},
                                 {"from_date", "2026-01-01"}});
        w.insert("restriction", {{"family_id", second},
                                 {"worker_id", steward},
                                 {"reason", "Data"},
                                 {"from_date", "2026-01-01"}});
        // Excluded from the father of the first family.
        w.insert("exclusion", {{"worker_id", world->workers.at("Mina Roy")},
                               {"person_id", world->father},
                               {"reason", "Cousin"},
                               {"from_date", "2026-01-01"}});
        return Done{};
    });
    EXPECT_TRUE(may("Carl Finch", world->ava));
    EXPECT_FALSE(may("Carl Finch", ava2));
    EXPECT_FALSE(may("Mina Roy", world->ava));
    const auto made = merge(world->ava, ava2);
    ASSERT_TRUE(made.ok());
    for (const auto which : {world->ava, ava2}) {
        EXPECT_TRUE(may("Ruth Hale", which));
        EXPECT_FALSE(may("Carl Finch", which)) << "restricted through the other record";
        EXPECT_FALSE(may("Mina Roy", which));
        EXPECT_FALSE(may("Dee Okoro", which));
    }
    ASSERT_TRUE(
        part(made.value(), [](auto&, const MergeLine& m, const Question&) { return m.kept; }).ok());
    EXPECT_TRUE(may("Carl Finch", world->ava));
    EXPECT_FALSE(may("Carl Finch", ava2));
}

// Any sequence of writes, merges and un-merges leaves each fact on exactly one person, and
// un-merging all restores the start.
TEST_P(Merging, any_sequence_of_merges_and_writes_leaves_each_fact_on_one_person_property) {
    const std::vector<PersonId> people{world->ava, world->sam, ava2, sam2, jo2, world->mother};
    // Every fact about them, and the record that it stands on.
    const auto facts = [&] {
        std::map<std::string, std::int64_t> out;
        db().read([&](store::Session& session) {
            for (const auto& [name, table] : record::record_catalog().tables) {
                if (!table.has("version_id") || !table.versions() || !table.has("person_id") ||
                    name == "never_same")
                    continue;
                const auto sql = Sql::trusted(
                    "t_facts_" + name,
                    fmt::format("SELECT id, person_id FROM {} WHERE superseded_at = "
                                "'9999-12-31T23:59:59.999Z' AND person_id IN (SELECT value FROM "
                                "each_id(:people))",
                                name));
                session.each(sql, {{"people", people}}, [&](const store::Row& row) {
                    const auto key = fmt::format("{} {}", name, row.int64(0));
                    EXPECT_TRUE(out.emplace(key, row.int64(1)).second) << key << " twice";
                });
            }
            static constexpr Sql kPeople{"t_people", R"(
SELECT id, given || '|' || surname || '|' || coalesce(born, '') || '|' || coalesce(religion, '') FROM person
WHERE superseded_at = '9999-12-31T23:59:59.999Z')"};
            session.each(kPeople, {}, [&](const store::Row& row) {
                out["person " + std::to_string(row.int64(0)) + " " + std::string(row.text(1))] = 1;
            });
        });
        return out;
    };
    // What every reader counts of each fact: once, on the person shown.
    const auto counted_once = [&] {
        static constexpr Sql kVisits{"t_visits",
                                     "SELECT COUNT(*), COUNT(DISTINCT id) FROM hearth_visit"};
        static constexpr Sql kRows{
            "t_visit_rows",
            "SELECT COUNT(*) FROM visit WHERE superseded_at = '9999-12-31T23:59:59.999Z'"};
        static constexpr Sql kShown{"t_visit_people", R"(
SELECT COUNT(*) FROM hearth_visit v WHERE NOT EXISTS (SELECT 1 FROM hearth_person p WHERE p.id = v.person_id))"};
        db().read([&](store::Session& session) {
            std::int64_t all = 0, distinct = 0;
            session.each(kVisits, {}, [&](const store::Row& row) {
                all = row.int64(0);
                distinct = row.int64(1);
            });
            EXPECT_EQ(all, distinct);
            EXPECT_EQ(all, *session.one(kRows, {}, [](const store::Row& r) { return r.int64(0); }));
            EXPECT_EQ(0, *session.one(kShown, {}, [](const store::Row& r) { return r.int64(0); }));
        });
    };
    const char* cases = std::getenv("HEARTH_PROPERTY_CASES");
    const int rounds = cases != nullptr ? std::max(1, std::atoi(cases) / 1000) : 8;
    for (int round = 0; round < rounds && !HasFailure(); ++round) {
        Random random(2026 + static_cast<std::uint64_t>(round));
        auto expected = facts();  // and, as it goes, what was written for whom
        std::vector<std::int64_t> merges;
        std::map<std::string, PersonId> whose;  // of what was written: who it is in truth
        for (int step = 0; step < 14 && !HasFailure(); ++step) {
            const auto a = random.pick(people), b = random.pick(people);
            if (random.chance(0.4)) {
                auto made = merge(shown(a), shown(b));
                if (made) merges.push_back(made.value());
            } else if (!merges.empty() && random.chance(0.3)) {
                const auto at = random.index(merges.size());
                const auto done = part(merges[at], [&](store::Session& session, const MergeLine& m,
                                                       const Question& q) {
                    const auto it = whose.find(fmt::format("{} {}", q.fact.table, q.fact.id));
                    if (it == whose.end()) return q.now;
                    return record_side(session, m, it->second);
                });
                EXPECT_TRUE(done.ok());
                merges.erase(merges.begin() + static_cast<std::ptrdiff_t>(at));
            } else {
                tick();
                world->write([&](store::Session& session, const Context& context) {
                    record::RowWriter w(session, context);
                    const auto id = w.insert("visit", {{"person_id", shown_as(session, a)},
                                                       {"kind", "cin"},
                                                       {"visit_date", "2026-11-20"},
                                                       {"seen", 1}});
                    const auto key = fmt::format("visit {}", id);
                    whose[key] = a;
                    expected[key] = a.value;
                    return Done{};
                });
            }
            counted_once();
        }
        while (!merges.empty() && !HasFailure()) {
            const auto at = random.index(merges.size());
            const auto done = part(
                merges[at], [&](store::Session& session, const MergeLine& m, const Question& q) {
                    const auto it = whose.find(fmt::format("{} {}", q.fact.table, q.fact.id));
                    return it == whose.end() ? q.now : record_side(session, m, it->second);
                });
            EXPECT_TRUE(done.ok());
            merges.erase(merges.begin() + static_cast<std::ptrdiff_t>(at));
        }
        EXPECT_EQ(facts(), expected) << "round " << round;
        for (const auto person : people) EXPECT_EQ(shown(person), person);
    }
}

}  // namespace
}  // namespace hearth::identity
