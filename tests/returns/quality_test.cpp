// The returns' rules over the record: what a run finds, the life of a fault, what a signing shows,
// the forms that mend, the forecast, and returns that are kept.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/hash.h"
#include "returns/cin_export.h"
#include "returns/list_returns.h"
#include "returns/lists/zip_files.h"
#include "returns/quality/kept_return.h"
#include "returns/quality/quality_board.h"
#include "support/small_world.h"

namespace hearth::returns {
namespace {

const std::string kPractice = std::string(HEARTH_SOURCE_DIR) + "/practice";

const CensusRules& shipped_rules() {
    static const CensusRules rules(kPractice);
    return rules;
}

class Quality : public test::DatabaseTest {
  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        world.emplace(db(), clock());
    }
    QualityRun run(QualityRunOptions options = {}) {
        const auto done = run_quality(db(), shipped_rules(), world->ids(), options);
        EXPECT_TRUE(done.ok());
        if (!done) return {};
        for (const auto& rule : done->not_run) ADD_FAILURE() << rule.rule << ": " << rule.reason;
        return done.value();
    }
    std::int64_t referral_of(PersonId child) {
        return db().read([&](store::Session& session) {
            static constexpr store::Sql kReferral{
                "test_referral",
                "SELECT id FROM referral WHERE person_id = :child AND superseded_at = "
                "'9999-12-31T23:59:59.999Z'"};
            return session
                .one(kReferral, {{"child", child}},
                     [](const store::Row& row) { return row.int64(0); })
                .value();
        });
    }
    // An assessment of Ava that begins on the day; the referral was on 1 October.
    std::int64_t assessment_from(const char* start) {
        const auto referral = referral_of(world->ava);
        return world->write([&](store::Session& session, const record::Context& context) {
            record::RowWriter w(session, context);
            return w.insert(
                "assessment",
                {{"person_id", world->ava}, {"referral_id", referral}, {"start_date", start}});
        });
    }
    void move_assessment(std::int64_t row, const char* start) {
        EXPECT_TRUE(world
                        ->write([&](store::Session& session, const record::Context& context) {
                            record::RowWriter w(session, context);
                            return w.revise("assessment", row, {{"start_date", start}});
                        })
                        .ok());
    }
    void later(std::chrono::milliseconds by) { clock().set(clock().now() + by); }
    QualityBoard board(const std::string& worker, FaultFilter filter = {}) {
        const Mending mending(test::shipped_practice());
        auto read =
            world->read_as(worker, [&](store::Session& session, const record::Context& context) {
                return quality_board(session, context, mending, filter, {});
            });
        EXPECT_TRUE(read.ok()) << worker;
        return read ? std::move(read).value() : QualityBoard{};
    }
    static QualityRunOptions as_at(Date day) {
        QualityRunOptions options;
        options.as_at = day;
        return options;
    }
    static FaultFilter care_faults() {
        FaultFilter filter;
        filter.kind = kCare;
        return filter;
    }
    static FaultFilter mended_ones() {
        FaultFilter filter;
        filter.mended = true;
        return filter;
    }
    static const FaultLine* of_rule(const QualityBoard& board, std::string_view rule) {
        const auto found = std::find_if(board.faults.begin(), board.faults.end(),
                                        [&](const FaultLine& f) { return f.rule == rule; });
        return found == board.faults.end() ? nullptr : &*found;
    }
    std::optional<test::SmallWorld> world;
};
HEARTH_ON_BOTH_DATABASES(Quality);

TEST_P(Quality, a_fault_is_found_told_to_its_worker_and_gone_once_it_is_mended) {
    const auto row = assessment_from("2026-09-29");
    const auto first = run();
    EXPECT_EQ(first.children, 2);
    EXPECT_GT(first.rules_run, 100);
    EXPECT_EQ(first.year, 2027);
    const auto seen = board("Ruth Hale");
    const auto* fault = of_rule(seen, "1103");
    ASSERT_NE(fault, nullptr);
    EXPECT_EQ(fault->person, world->ava);
    EXPECT_EQ(fault->family, world->family);
    EXPECT_EQ(fault->worker, "Ruth Hale");
    EXPECT_EQ(fault->team, "Family Safeguarding North");
    EXPECT_EQ(fault->table, "Assessments");
    EXPECT_EQ(fault->field, "AssessmentActualStartDate");
    EXPECT_EQ(fault->value, "2026-09-29");
    EXPECT_EQ(fault->severity, "error");
    EXPECT_FALSE(fault->message.empty());
    EXPECT_FALSE(fault->remedy.empty());
    const auto found_at = fault->first_seen;

    move_assessment(row, "2026-10-02");
    later(std::chrono::hours(24));
    const auto second = run();
    EXPECT_EQ(second.mended, 1);
    EXPECT_EQ(second.errors, first.errors - 1);
    EXPECT_EQ(of_rule(board("Ruth Hale"), "1103"), nullptr);
    const auto mended = board("Ruth Hale", mended_ones());
    ASSERT_NE(of_rule(mended, "1103"), nullptr);
    EXPECT_EQ(of_rule(mended, "1103")->gone, clock().now());

    // It is the same fault when it comes back.
    move_assessment(row, "2026-09-28");
    later(std::chrono::hours(24));
    run();
    const auto again = board("Ruth Hale");
    ASSERT_NE(of_rule(again, "1103"), nullptr);
    EXPECT_EQ(of_rule(again, "1103")->first_seen, found_at);
    EXPECT_EQ(of_rule(again, "1103")->value, "2026-09-28");
}

TEST_P(Quality, nobody_sees_a_fault_of_a_child_whose_family_they_may_not_list) {
    assessment_from("2026-09-29");
    run();
    EXPECT_GT(board("Ruth Hale").matching, 0);
    EXPECT_EQ(board("Tom Marsh").matching, 0);
    EXPECT_TRUE(board("Tom Marsh").rules.empty());
    const auto analyst = board("Ann Lister");
    EXPECT_EQ(analyst.matching, board("Carl Finch").matching);
    // An analyst lists and may not read: no value, no form, and the figures of the whole.
    const auto* fault = of_rule(analyst, "1103");
    ASSERT_NE(fault, nullptr);
    EXPECT_FALSE(fault->value.has_value());
    EXPECT_FALSE(fault->may_view);
    EXPECT_TRUE(fault->form.empty());
    EXPECT_TRUE(analyst.figures);
    EXPECT_FALSE(board("Ruth Hale").figures);
    EXPECT_TRUE(board("Ruth Hale").runs.empty());
    const Mending mending(test::shipped_practice());
    const auto refused =
        world->read_as("Sid Root", [&](store::Session& session, const record::Context& context) {
            return quality_board(session, context, mending, {}, {});
        });
    EXPECT_FALSE(refused.ok());
    const auto own =
        world->read_as("Ruth Hale", [](store::Session& session, const record::Context& context) {
            return own_faults(session, context);
        });
    EXPECT_EQ(own.faults, board("Ruth Hale").matching);
}

TEST_P(Quality, a_signing_shows_what_is_new_and_says_the_same_when_asked_twice) {
    run();
    later(std::chrono::minutes(5));
    const auto row = assessment_from("2026-09-29");
    const EntryId entry{world->ids().make(clock().now())};
    const auto check = [&](EntryId of) {
        return check_family(db(), shipped_rules(), world->ids(), world->family, of);
    };
    const auto live = check(entry);
    const auto has_1103 = [](const LiveCheck& c) {
        return std::count_if(c.found.begin(), c.found.end(),
                             [](const LiveFault& f) { return f.rule == "1103"; });
    };
    EXPECT_EQ(has_1103(live), 1);
    EXPECT_FALSE(live.found.front().remedy.empty());
    EXPECT_EQ(check(entry).found.size(), live.found.size());
    // It is nobody else's news.
    later(std::chrono::minutes(1));
    EXPECT_TRUE(check(EntryId{world->ids().make(clock().now())}).found.empty());

    move_assessment(row, "2026-10-02");
    later(std::chrono::minutes(1));
    const auto mended = check(EntryId{world->ids().make(clock().now())});
    EXPECT_GE(mended.mended, 1);
    EXPECT_EQ(has_1103(mended), 0);
    EXPECT_EQ(of_rule(board("Ruth Hale"), "1103"), nullptr);
}

TEST_P(Quality, the_kept_engine_finds_in_a_family_what_the_whole_finds_in_it) {
    assessment_from("2026-09-29");
    using Told = std::tuple<std::string, std::int64_t, std::string, std::string, std::int64_t>;
    const auto told = [](const RecordFindings& found) {
        std::set<Told> out;
        for (const auto& f : found.faults)
            if (f.person) out.emplace(f.rule->code, f.person.value, f.table, f.field, f.row);
        return out;
    };
    const auto [whole, once, twice] = db().read([&](store::Session& session) {
        const std::vector<PersonId> people{world->ava, world->sam};
        const auto now = clock().now();
        const auto all = told(shipped_rules().whole_record(session, 2027, now));
        const auto first = told(shipped_rules().of_people(session, 2027, people, now));
        shipped_rules().of_people(session, 2027, {world->sam}, now);
        return std::tuple(all, first, told(shipped_rules().of_people(session, 2027, people, now)));
    });
    EXPECT_FALSE(whole.empty());
    EXPECT_EQ(once, whole);
    EXPECT_EQ(twice, whole);
}

TEST_P(Quality, runs_go_forward_and_a_past_day_is_seen_as_it_was_known) {
    const Date today = clock().today();
    later(std::chrono::hours(48));
    assessment_from("2026-09-29");
    const auto past = run(as_at(today));
    run();
    EXPECT_EQ(past.as_at, today);
    const auto seen = board("Ruth Hale");
    ASSERT_NE(of_rule(seen, "1103"), nullptr);
    EXPECT_GT(of_rule(seen, "1103")->first_seen, past.finished);
    const auto back = run_quality(db(), shipped_rules(), world->ids(), as_at(today));
    ASSERT_FALSE(back.ok());
    EXPECT_EQ(std::get<Invalid>(back.failure()).errors.front().code, "before_last_run");
    const auto ahead = run_quality(db(), shipped_rules(), world->ids(), as_at(clock().today() + 1));
    ASSERT_FALSE(ahead.ok());
    const auto runs = board("Carl Finch").runs;
    ASSERT_EQ(runs.size(), 2U);
    EXPECT_LT(runs[0].as_at, runs[1].as_at);
}

TEST_P(Quality, children_looked_after_have_faults_of_their_own_return) {
    const CareRules care(kPractice);
    // In care since October, with nothing said of where or why.
    world->write([&](store::Session& session, const record::Context& context) {
        record::RowWriter w(session, context);
        w.insert("cla_episode", {{"person_id", world->ava},
                                 {"start_date", "2026-10-06"},
                                 {"start_reason", "S"},
                                 {"entered_care_date", "2026-10-06"}});
        w.insert("legal_status",
                 {{"person_id", world->ava}, {"status", "C1"}, {"start_date", "2026-10-06"}});
        return Done{};
    });
    const auto ran = run_quality(db(), care, world->ids(), {});
    ASSERT_TRUE(ran.ok());
    EXPECT_EQ(ran->kind, "ssda903");
    EXPECT_EQ(ran->children, 1);
    EXPECT_GT(ran->rules_run, 250);
    EXPECT_GT(ran->errors, 0);
    const auto seen = board("Ruth Hale", care_faults());
    ASSERT_FALSE(seen.faults.empty());
    EXPECT_EQ(seen.faults.front().person, world->ava);
    EXPECT_EQ(seen.faults.front().family, world->family);
    EXPECT_FALSE(seen.faults.front().message.empty());
    EXPECT_EQ(board("Tom Marsh", care_faults()).matching, 0);
    // The census's faults are not touched by it.
    const auto again = run_quality(db(), care, world->ids(), {});
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->mended, 0);
    EXPECT_EQ(again->errors, ran->errors);
}

TEST_P(Quality, a_signing_shows_what_the_return_on_children_looked_after_would_say) {
    const CareRules care(kPractice);
    const EntryId entry{77};
    const auto check = [&] {
        later(std::chrono::minutes(1));
        return check_family(db(), care, world->ids(), world->family, entry);
    };
    // Nobody of the family is looked after: nothing is run.
    EXPECT_EQ(check().open, 0);
    const auto episode = world->write([&](store::Session& session, const record::Context& context) {
        record::RowWriter w(session, context);
        w.insert("legal_status",
                 {{"person_id", world->ava}, {"status", "C1"}, {"start_date", "2026-10-06"}});
        return w.insert("cla_episode", {{"person_id", world->ava},
                                        {"start_date", "2026-10-06"},
                                        {"start_reason", "S"},
                                        {"entered_care_date", "2026-10-06"}});
    });
    const auto live = check();
    ASSERT_FALSE(live.found.empty());
    EXPECT_EQ(live.found.front().person, world->ava);
    EXPECT_FALSE(live.found.front().message.empty());
    const auto need = [](const LiveFault& f) { return f.rule == "145" || f.field == "CIN"; };
    // The whole run finds the same again, and what only the whole can say.
    later(std::chrono::minutes(1));
    const auto ran = run_quality(db(), care, world->ids(), {});
    ASSERT_TRUE(ran.ok());
    EXPECT_EQ(ran->mended, 0);
    EXPECT_GE(ran->errors + ran->queries, live.open);
    // What a signing mends is mended at once, and the faults of the whole stay open.
    const bool named = std::any_of(live.found.begin(), live.found.end(), need);
    EXPECT_TRUE(world
                    ->write([&](store::Session& session, const record::Context& context) {
                        record::RowWriter w(session, context);
                        return w.revise("cla_episode", episode, {{"primary_need", "N1"}});
                    })
                    .ok());
    const auto after = check();
    EXPECT_EQ(after.mended > 0, named);
    EXPECT_LE(after.open, ran->errors + ran->queries);
}

TEST_P(Quality, lists_of_a_few_people_are_those_of_the_whole_return) {
    world->write([&](store::Session& session, const record::Context& context) {
        record::RowWriter w(session, context);
        for (const auto child : {world->ava, world->sam}) {
            const auto episode = w.insert("cla_episode", {{"person_id", child},
                                                          {"start_date", "2026-04-06"},
                                                          {"start_reason", "S"},
                                                          {"primary_need", "N1"},
                                                          {"entered_care_date", "2026-04-06"}});
            w.insert("legal_status",
                     {{"person_id", child}, {"status", "C1"}, {"start_date", "2026-04-06"}});
            w.insert("placement", {{"person_id", child},
                                   {"cla_episode_id", episode},
                                   {"start_date", "2026-04-06"},
                                   {"type", "U1"},
                                   {"provider", "PR1"}});
        }
        w.insert(
            "missing_episode",
            {{"person_id", world->ava}, {"kind", "M"}, {"started_at", "2026-05-06T09:00:00.000Z"}});
        w.insert("cla_review", {{"person_id", world->ava},
                                {"review_date", "2026-06-06"},
                                {"cancelled", 0},
                                {"participation", "PN1"}});
        return Done{};
    });
    const auto lists = [&](const std::vector<PersonId>* only) {
        std::string out;
        const auto sink = csv_bundle(out);
        EXPECT_TRUE(export_ssda903(db(), kPractice, 2027, {}, *sink, only).ok());
        return out;
    };
    const std::string whole = lists(nullptr);
    const std::vector<PersonId> both{world->ava, world->sam};
    EXPECT_EQ(lists(&both), whole);
    const std::vector<PersonId> one{world->ava};
    const std::string few = lists(&one);
    const auto rows_of = [](std::string_view bundle, std::string_view name) {
        for (const auto& [file, text] : bundled_files(bundle))
            if (file == name) return std::count(text.begin(), text.end(), '\n') - 1;
        return std::ptrdiff_t{-1};
    };
    EXPECT_EQ(bundled_files(whole).size(), 12U);
    EXPECT_EQ(rows_of(whole, "episodes.csv"), 2);
    EXPECT_EQ(rows_of(few, "episodes.csv"), 1);
    EXPECT_EQ(rows_of(few, "header.csv"), 1);
    EXPECT_EQ(rows_of(few, "missing.csv"), 1);
    EXPECT_EQ(rows_of(few, "reviews.csv"), 1);
}

TEST(QualityYears, a_return_is_looked_at_until_it_is_due) {
    EXPECT_EQ(years_to_run(kCensus, *Date::parse("2026-03-31")), std::vector<int>{2026});
    EXPECT_EQ(years_to_run(kCensus, *Date::parse("2026-04-01")), (std::vector<int>{2027, 2026}));
    EXPECT_EQ(years_to_run(kCensus, *Date::parse("2026-07-31")), (std::vector<int>{2027, 2026}));
    EXPECT_EQ(years_to_run(kCensus, *Date::parse("2026-08-01")), std::vector<int>{2027});
    EXPECT_EQ(years_to_run(kCare, *Date::parse("2026-06-30")), (std::vector<int>{2027, 2026}));
    EXPECT_EQ(years_to_run(kCare, *Date::parse("2026-07-01")), std::vector<int>{2027});
}

TEST(QualityMending, cells_of_both_returns_lead_to_the_forms_that_set_them) {
    const Mending mending(test::shipped_practice());
    const auto form_of = [&](const char* table, const char* field) {
        std::set<std::string> out;
        for (const auto& each : mending.of(table, field)) out.insert(each.form->id);
        return out;
    };
    EXPECT_TRUE(form_of("Episodes", "PLACE").contains("placement_change"));
    EXPECT_TRUE(form_of("Episodes", "LS").contains("legal_status_change"));
    EXPECT_TRUE(form_of("Reviews", "REVIEW").contains("cla_review"));
    EXPECT_TRUE(form_of("Missing", "MIS_START").contains("missing_episode"));
    EXPECT_TRUE(form_of("OC3", "IN_TOUCH").contains("care_leaver_contact"));
    EXPECT_TRUE(form_of("DoLo", "DOLO_START").contains("liberty_order"));
    EXPECT_TRUE(
        form_of("Assessments", "AssessmentFactors").contains("child_and_family_assessment"));
    EXPECT_TRUE(form_of("Episodes", "NOTHING").empty());
}

TEST_P(Quality, the_return_on_children_looked_after_is_kept_as_its_files) {
    const auto codes = CodeLists::load(kPractice + "/codes/cin.csv").value();
    world->write([&](store::Session& session, const record::Context& context) {
        record::RowWriter w(session, context);
        w.insert("cla_episode", {{"person_id", world->ava},
                                 {"start_date", "2026-10-06"},
                                 {"start_reason", "S"},
                                 {"entered_care_date", "2026-10-06"}});
        return Done{};
    });
    later(std::chrono::minutes(1));
    const auto as_ann = [&](auto&& f) {
        const auto subject = db().read([&](store::Session& session) {
            return access::load_subject(session, world->workers.at("Ann Lister"), "direct_work",
                                        clock().now())
                .value();
        });
        const record::Context context{test::shipped_practice(), test::shipped_policy(), subject,
                                      clock().now(), world->ids()};
        return f(context);
    };
    const auto id = as_ann([&](const record::Context& context) {
        return make_return(db(), context, {codes, kPractice}, kCare, 2027);
    });
    ASSERT_TRUE(id.ok());
    const auto file =
        world->read_as("Ann Lister", [&](store::Session& session, const record::Context& context) {
            return kept_file(session, context, id.value());
        });
    ASSERT_TRUE(file.ok());
    EXPECT_EQ(file->kind, kCare);
    const auto files = bundled_files(file->bytes);
    ASSERT_EQ(files.size(), 12U);
    EXPECT_TRUE(files.front().first.ends_with(".csv"));
    EXPECT_NE(file->bytes.find("06/10/2026"), std::string::npos);
    const std::string zip = zip_files(files);
    EXPECT_TRUE(zip.starts_with("PK"));
    EXPECT_EQ(zip, zip_files(files));
    later(std::chrono::hours(30));
    world->write([&](store::Session& session, const record::Context& context) {
        record::RowWriter w(session, context);
        w.insert("cla_episode", {{"person_id", world->sam},
                                 {"start_date", "2026-10-07"},
                                 {"start_reason", "S"},
                                 {"entered_care_date", "2026-10-07"}});
        return Done{};
    });
    const auto again = as_ann([&](const record::Context& context) {
        return make_again(db(), context, {codes, kPractice}, id.value());
    });
    ASSERT_TRUE(again.ok());
    EXPECT_TRUE(again->equal);
    EXPECT_EQ(again->kept.children, 1);
    EXPECT_TRUE(again->kept.file_name().ends_with(".zip"));
}

TEST_P(Quality, a_return_is_kept_and_made_again_as_known_then_byte_for_byte) {
    const auto codes = CodeLists::load(kPractice + "/codes/cin.csv").value();
    // The export may leave a child out whose values the schema refuses: give both their need.
    for (const auto child : {world->ava, world->sam}) {
        const auto referral = referral_of(child);
        EXPECT_TRUE(world
                        ->write([&](store::Session& session, const record::Context& context) {
                            record::RowWriter w(session, context);
                            return w.revise("referral", referral, {{"primary_need", "N1"}});
                        })
                        .ok());
    }
    later(std::chrono::minutes(1));
    const auto as = [&](const std::string& worker, auto&& f) {
        const auto subject = db().read([&](store::Session& session) {
            return access::load_subject(session, world->workers.at(worker), "direct_work",
                                        clock().now())
                .value();
        });
        const record::Context context{test::shipped_practice(), test::shipped_policy(), subject,
                                      clock().now(), world->ids()};
        return f(context);
    };
    EXPECT_FALSE(as("Ruth Hale", [&](const record::Context& context) {
                     return make_return(db(), context, {codes, kPractice}, kCensus, 2027);
                 }).ok());
    const auto id = as("Ann Lister", [&](const record::Context& context) {
        return make_return(db(), context, {codes, kPractice}, kCensus, 2027);
    });
    ASSERT_TRUE(id.ok());
    const auto kept = [&] {
        return world
            ->read_as("Ann Lister",
                      [](store::Session& session, const record::Context& context) {
                          return kept_returns(session, context);
                      })
            .value()
            .front();
    };
    const auto file =
        world->read_as("Ann Lister", [&](store::Session& session, const record::Context& context) {
            return kept_file(session, context, id.value());
        });
    ASSERT_TRUE(file.ok());
    EXPECT_EQ(sha256(file->bytes).hex(), kept().sha256);
    EXPECT_EQ(kept().children, 2);
    EXPECT_NE(file->bytes.find("2026-10-01"), std::string::npos);
    EXPECT_FALSE(kept().submitted.has_value());

    // The record goes on; the return does not.
    later(std::chrono::hours(72));
    assessment_from("2026-10-05");
    const auto referral = referral_of(world->sam);
    EXPECT_TRUE(world
                    ->write([&](store::Session& session, const record::Context& context) {
                        record::RowWriter w(session, context);
                        return w.revise("referral", referral, {{"primary_need", "N4"}});
                    })
                    .ok());
    const auto again = as("Ann Lister", [&](const record::Context& context) {
        return make_again(db(), context, {codes, kPractice}, id.value());
    });
    ASSERT_TRUE(again.ok());
    EXPECT_TRUE(again->equal);
    EXPECT_EQ(again->bytes, static_cast<std::int64_t>(file->bytes.size()));
    const auto other = as("Ann Lister", [&](const record::Context& context) {
        return make_return(db(), context, {codes, kPractice}, kCensus, 2027);
    });
    ASSERT_TRUE(other.ok());
    EXPECT_NE(kept().sha256, again->sha256);

    const auto mark = [&] {
        return world->write_as("Ann Lister",
                               [&](store::Session& session, const record::Context& context) {
                                   return mark_submitted(session, context, other.value());
                               });
    };
    EXPECT_TRUE(mark().ok());
    const auto when = kept().submitted;
    ASSERT_TRUE(when.has_value());
    EXPECT_EQ(kept().submitted_by_name, "Ann Lister");
    later(std::chrono::hours(1));
    EXPECT_TRUE(mark().ok());
    EXPECT_EQ(kept().submitted, when);
}

TEST(Mending, the_form_that_sets_a_cell_is_found_in_the_practice) {
    const Mending mending(test::shipped_practice());
    const auto forms = [&](const char* table, const char* field) {
        std::vector<std::string> out;
        for (const auto& each : mending.of(table, field))
            out.push_back(each.form->id + "." + each.field);
        return out;
    };
    const auto has = [](const std::vector<std::string>& all, const char* one) {
        return std::find(all.begin(), all.end(), one) != all.end();
    };
    EXPECT_TRUE(
        has(forms("Assessments", "AssessmentFactors"), "child_and_family_assessment.factors"));
    EXPECT_TRUE(has(forms("Assessments", "AssessmentAuthorisationDate"),
                    "child_and_family_assessment.completed_on"));
    EXPECT_TRUE(has(forms("CINdetails", "ReasonForClosure"), "case_closure.reason_code"));
    EXPECT_TRUE(forms("ChildIdentifiers", "UPN").empty());
    EXPECT_TRUE(forms("Nothing", "OfTheKind").empty());
}

TEST(Forecast, goes_on_as_the_last_four_weeks_went) {
    const Date today = Date::parse("2026-11-29").value();
    const auto at = [&](int days_ago, int errors, int found, int mended) {
        QualityRun r;
        r.as_at = today - days_ago;
        r.errors = errors;
        r.found = found;
        r.mended = mended;
        return r;
    };
    EXPECT_EQ(forecast({}, today, today + 10).expected, 0);
    // One run: as many as now.
    EXPECT_EQ(forecast({at(0, 40, 40, 0)}, today, today + 10).expected, 40);
    EXPECT_EQ(forecast({at(0, 40, 40, 0)}, today, today + 10).days, 0);
    // In ten days 5 were found and 15 mended: one fewer a day.
    const std::vector<QualityRun> runs{at(10, 50, 50, 0), at(5, 44, 2, 8), at(0, 40, 3, 7)};
    const auto f = forecast(runs, today, today + 25);
    EXPECT_EQ(f.days, 10);
    EXPECT_EQ(f.found, 5);
    EXPECT_EQ(f.mended, 15);
    EXPECT_EQ(f.expected, 15);
    EXPECT_EQ(forecast(runs, today, today + 100).expected, 0);
    // A run of five weeks ago says nothing of the present.
    EXPECT_EQ(forecast({at(60, 90, 90, 0), at(35, 50, 0, 40), at(0, 50, 0, 0)}, today, today + 60)
                  .expected,
              50);
}

}  // namespace
}  // namespace hearth::returns
