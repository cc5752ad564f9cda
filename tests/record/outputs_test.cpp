// Documents: what each reader is told and never told, what the author alone sees, and that what was
// sent stays as it was sent.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.h"
#include "base/text.h"
#include "practice/output.h"
#include "record/outputs.h"
#include "record/rows.h"
#include "support/small_world.h"

namespace hearth::record {
namespace {

using store::Sql;

const practice::Outputs& shipped_outputs() {
    static const practice::Outputs outputs = [] {
        auto loaded = practice::load_outputs(
            practice::read_files(std::string(HEARTH_SOURCE_DIR) + "/practice"),
            test::shipped_practice(), {&record_catalog(), {}});
        if (!loaded.ok()) throw std::runtime_error(practice::to_text(loaded.problems.front()));
        return std::move(loaded.outputs);
    }();
    return outputs;
}

class Documents : public test::DatabaseTest {
  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        world = std::make_unique<test::SmallWorld>(db(), clock());
        // Jo is the mother of both, Lee the father of Sam alone.
        world->write([&](store::Session& session, const Context& context) {
            RowWriter rows(session, context);
            for (const auto& [parent, child] :
                 {std::pair(world->mother, world->ava), std::pair(world->mother, world->sam),
                  std::pair(world->father, world->sam)})
                rows.insert("relationship", {{"from_person", parent},
                                             {"to_person", child},
                                             {"kind", "birth_parent"},
                                             {"parental_responsibility", 1}});
            return Done{};
        });
    }

    void action(const std::string& what, const char* cls, PersonId person = {},
                const char* status = "open") {
        world->write([&](store::Session& session, const Context& context) {
            RowWriter rows(session, context);
            rows.insert("action", {{"family_id", world->family},
                                   {"person_id", person},
                                   {"what", what},
                                   {"owner_name", "Nan Price"},
                                   {"due_on", "2026-12-01"},
                                   {"status", status},
                                   {"class", cls}});
            return Done{};
        });
    }
    EntryId entry(const std::string& form, const std::string& cls, const std::string& section,
                  const std::string& section_class, const std::string& answers,
                  const std::string& summary, const std::vector<PersonId>& people) {
        static constexpr Sql kSection{
            "t_output_section",
            "INSERT INTO entry_section (version_id, section, class, answers) SELECT version_id, "
            ":section, :class, :answers FROM entry WHERE id = :id"};
        static constexpr Sql kPerson{
            "t_output_person",
            "INSERT INTO entry_person (entry_id, person_id) VALUES (:entry, :person)"};
        EntryId id;
        world->write([&](store::Session& session, const Context& context) {
            RowWriter rows(session, context);
            id = EntryId{rows.insert("entry", {{"form", form},
                                               {"form_version", 1},
                                               {"family_id", world->family},
                                               {"author_id", world->workers.at("Ruth Hale")},
                                               {"discipline", "social_work"},
                                               {"agency_id", world->agency},
                                               {"class", cls},
                                               {"status", "signed"},
                                               {"happened_at", context.now},
                                               {"title", form},
                                               {"summary", summary},
                                               {"significant", 1}})};
            session.execute(
                kSection,
                {{"section", section}, {"class", section_class}, {"answers", answers}, {"id", id}});
            for (const auto person : people)
                session.execute(kPerson, {{"entry", id}, {"person", person}});
            return Done{};
        });
        return id;
    }

    Result<std::int64_t> open(const std::string& output, const std::string& reader,
                              PersonId person = {}, const std::string& named = {},
                              const std::string& worker = "Ruth Hale") {
        return world->write_as(worker, [&](store::Session& session, const Context& context) {
            return open_output(session, context, shipped_outputs(),
                               {.output = output,
                                .family = world->family,
                                .reader = reader,
                                .person = person,
                                .named = named});
        });
    }
    Result<MadeOutput> make(std::int64_t draft, const std::string& worker = "Ruth Hale") {
        return world->read_as(worker, [&](store::Session& session, const Context& context) {
            return make_output(session, context, shipped_outputs(), draft, "Westmere Council", {});
        });
    }
    MadeOutput made(const std::string& output, const std::string& reader, PersonId person = {},
                    const std::string& named = {}) {
        auto draft = open(output, reader, person, named);
        EXPECT_TRUE(draft.ok()) << output << " for " << reader;
        auto out = make(draft.value());
        EXPECT_TRUE(out.ok()) << output << " for " << reader;
        return std::move(out).value();
    }
    Result<OutputSaved> save(const MadeOutput& at, const Answers& answers) {
        return world->write_as("Ruth Hale", [&](store::Session& session, const Context& context) {
            return save_output_draft(session, context, shipped_outputs(), at.draft, at.edition,
                                     answers);
        });
    }
    Result<DocumentId> send(const MadeOutput& at, const std::string& channel = "by_hand",
                            const std::string& to = "Ava, with her mother") {
        return world->write_as("Ruth Hale", [&](store::Session& session, const Context& context) {
            return send_output(session, context, shipped_outputs(), at.draft,
                               {at.hash, channel, to}, "Westmere Council", {});
        });
    }
    Result<SentDocument> sent(DocumentId id, const std::string& worker = "Ruth Hale") {
        return world->read_as(worker, [&](store::Session& session, const Context& context) {
            return read_sent(session, context, id);
        });
    }
    static bool holds(const Document& document, std::string_view words) {
        const auto texts = texts_of(document);
        return std::any_of(texts.begin(), texts.end(), [&](const std::string& text) {
            return text.find(words) != std::string::npos;
        });
    }
    static bool left(const MadeOutput& at, std::string_view words) {
        return std::any_of(at.left_out.begin(), at.left_out.end(), [&](const LeftOut& one) {
            return one.what.find(words) != std::string::npos;
        });
    }
    static Answers all_written(const MadeOutput& at) {
        Answers out;
        for (const auto& part : at.parts)
            if (part.part->kind == practice::PartKind::write)
                out.set("write." + part.part->id, "Words of the author.");
        return out;
    }

    std::unique_ptr<test::SmallWorld> world;
};
HEARTH_ON_BOTH_DATABASES(Documents);

TEST_P(Documents, a_child_reads_their_own_plan_and_nothing_about_brother_mother_or_father) {
    action("Ava goes swimming", "general", world->ava);
    action("Sam sees the dentist", "general", world->sam);
    action("Jo sees the recovery worker", "general", world->mother);
    action("Lunch together on Sundays", "general");
    action("What the survivor said", "survivor", world->ava);
    const auto at = made("plan_for_child", "child", world->ava);
    EXPECT_TRUE(holds(at.document, "Ava goes swimming"));
    EXPECT_TRUE(holds(at.document, "Lunch together on Sundays"));
    for (const char* other : {"Sam", "recovery", "survivor"})
        EXPECT_FALSE(holds(at.document, other)) << other;
    EXPECT_TRUE(left(at, "Sam sees the dentist"));
    EXPECT_TRUE(left(at, "Jo sees the recovery worker"));
    EXPECT_TRUE(left(at, "What the survivor said"));
}

TEST_P(Documents, a_father_is_told_of_his_own_child_alone) {
    action("Ava goes swimming", "general", world->ava);
    action("Sam sees the dentist", "general", world->sam);
    action("Jo sees the recovery worker", "general", world->mother);
    action("Call Jo Ashworth before noon", "general");
    const auto at = made("plan_for_parents", "parent", world->father);
    EXPECT_TRUE(holds(at.document, "Sam sees the dentist"));
    EXPECT_FALSE(holds(at.document, "Ava"));
    EXPECT_FALSE(holds(at.document, "Jo"));
    const auto mother = made("plan_for_parents", "parent", world->mother);
    EXPECT_TRUE(holds(mother.document, "Ava goes swimming"));
    EXPECT_TRUE(holds(mother.document, "Sam sees the dentist"));
}

TEST_P(Documents, a_parent_of_whom_no_child_is_recorded_is_told_of_none_and_the_author_reads_why) {
    action("Ava goes swimming", "general", world->ava);
    PersonId uncle;
    world->write([&](store::Session& session, const Context& context) {
        RowWriter rows(session, context);
        uncle = create_person(session, rows, {{"given", "Max"}, {"surname", "Reed"}, {"sex", "M"}});
        rows.insert("family_member", {{"family_id", world->family},
                                      {"person_id", uncle},
                                      {"role", "carer"},
                                      {"from_date", "2026-01-05"}});
        return Done{};
    });
    const auto at = made("plan_for_parents", "parent", uncle);
    EXPECT_FALSE(holds(at.document, "Ava"));
    EXPECT_TRUE(left(at, "Everything about the children"));
}

TEST_P(Documents, a_confidential_address_stands_in_no_document_whoever_wrote_it) {
    world->write([&](store::Session& session, const Context& context) {
        RowWriter rows(session, context);
        rows.insert("person_address", {{"person_id", world->mother},
                                       {"kind", "refuge"},
                                       {"line1", "14 Larch Close"},
                                       {"postcode", "BB10 4QT"},
                                       {"confidential", 1},
                                       {"from_date", "2026-10-01"}});
        return Done{};
    });
    action("Collect Sam from 14 larch close", "general");
    action("Write to bb104qt", "general");
    for (const auto& [reader, person] :
         {std::pair("parent", world->father), std::pair("parent", world->mother)}) {
        const auto at = made("plan_for_parents", reader, person);
        EXPECT_FALSE(holds(at.document, "arch close"));
        EXPECT_FALSE(holds(at.document, "4qt"));
    }
    auto at = made("court_chronology", "court", {}, "Burnley Family Court");
    Answers typed = all_written(at);
    typed.set("write.summary", "They live at 14, Larch Close.");
    ASSERT_TRUE(save(at, typed).ok());
    const auto again = make(at.draft);
    ASSERT_TRUE(again.ok());
    EXPECT_TRUE(std::any_of(again->problems.begin(), again->problems.end(),
                            [](const FieldError& e) { return e.code == "address"; }));
    EXPECT_FALSE(send(again.value()).ok());
}

// proves: S3-71
TEST_P(Documents, a_case_summary_brings_the_significant_events_and_visits_by_itself) {
    entry("case_note", "general", "note", "general", R"({"note":"x"})", "Police called at night",
          {world->ava});
    world->write([&](store::Session& session, const Context& context) {
        RowWriter rows(session, context);
        rows.insert("visit", {{"person_id", world->ava},
                              {"kind", "cin"},
                              {"visit_date", "2026-11-20"},
                              {"seen", 1},
                              {"seen_alone", 0}});
        return Done{};
    });
    const auto at = made("case_summary", "professional", {}, "The health visitor");
    EXPECT_TRUE(holds(at.document, "Police called at night"));
    EXPECT_TRUE(holds(at.document, "20 November 2026"));
    EXPECT_TRUE(holds(at.document, "Ruth Hale"));
}

// proves: S3-71
TEST_P(Documents, the_author_chooses_events_and_comments_and_never_changes_them) {
    entry("case_note", "general", "note", "general", R"({"note":"x"})", "Police called at night",
          {world->ava});
    entry("case_note", "general", "note", "general", R"({"note":"x"})", "School praised Ava",
          {world->ava});
    auto at = made("court_chronology", "court", {}, "Burnley Family Court");
    const auto events = std::find_if(at.parts.begin(), at.parts.end(),
                                     [](const MadePart& p) { return p.part->id == "events"; });
    ASSERT_NE(events, at.parts.end());
    ASSERT_GE(events->rows.size(), 2U);
    const auto night = std::find_if(
        events->rows.begin(), events->rows.end(),
        [](const RowChoice& row) { return row.words.find("at night") != std::string::npos; });
    ASSERT_NE(night, events->rows.end());
    EXPECT_TRUE(night->kept);
    Answers typed = all_written(at);
    typed.set("rows.events", "yes");
    typed.set("keep.events", night->key);
    typed.set("comment.events." + night->key, "The third call in a month.");
    ASSERT_TRUE(save(at, typed).ok());
    at = make(at.draft).value();
    EXPECT_TRUE(holds(at.document, "Police called at night"));
    EXPECT_TRUE(holds(at.document, "The third call in a month."));
    EXPECT_FALSE(holds(at.document, "School praised Ava"));
    EXPECT_TRUE(at.problems.empty());

    // A step of the record has no author: whoever makes the document is not named as its source.
    world->write([&](store::Session& session, const Context& context) {
        RowWriter rows(session, context);
        rows.insert("cp_plan", {{"person_id", world->ava},
                                {"referral_id", 1},
                                {"start_date", "2026-11-02"},
                                {"initial_category", "NEG"}});
        return Done{};
    });
    const auto other = made("court_chronology", "court", {}, "Another court");
    int steps = 0;
    for (const auto& part : other.document.parts)
        for (const auto& block : part.blocks)
            for (const auto& row : block.rows)
                if (part.id == "events" && row.at(2).find("rotection") != std::string::npos) {
                    ++steps;
                    EXPECT_EQ(row.at(3).find("Ruth Hale"), std::string::npos) << row.at(2);
                }
    EXPECT_GT(steps, 0);
}

TEST_P(Documents, what_was_sent_is_shown_as_it_was_sent_whatever_is_recorded_later) {
    action("Ava goes swimming", "general", world->ava);
    auto at = made("plan_for_child", "child", world->ava);
    EXPECT_FALSE(send(at).ok()) << "required parts are blank";
    ASSERT_TRUE(save(at, all_written(at)).ok());
    at = make(at.draft).value();
    const auto id = send(at);
    ASSERT_TRUE(id.ok());
    action("Ava starts drumming", "general", world->ava);
    const auto kept = sent(id.value());
    ASSERT_TRUE(kept.ok());
    EXPECT_EQ(kept->document, at.document);
    EXPECT_EQ(kept->hash, at.hash);
    EXPECT_EQ(kept->line.sent_by, "Ruth Hale");
    EXPECT_EQ(kept->line.sent_to, "Ava, with her mother");
    EXPECT_EQ(kept->document.version, 1);
    EXPECT_EQ(kept->document.template_hash.size(), 64U);
    EXPECT_FALSE(holds(kept->document, "drumming"));
    EXPECT_FALSE(make(at.draft).ok()) << "the draft is gone";
    const auto page = world->read_as("Ruth Hale", [&](auto& session, const Context& context) {
        return family_documents(session, context, shipped_outputs(), world->family);
    });
    ASSERT_EQ(page->sent.size(), 1U);
    EXPECT_TRUE(page->drafts.empty());
}

TEST_P(Documents, a_document_that_was_altered_in_the_database_is_not_shown) {
    auto at = made("plan_for_child", "child", world->ava);
    ASSERT_TRUE(save(at, all_written(at)).ok());
    const auto id = send(make(at.draft).value());
    ASSERT_TRUE(id.ok());
    static constexpr Sql kAlter{
        "t_alter_document",
        "UPDATE sent_document SET document = REPLACE(document, 'Words', 'Deeds') WHERE id = :id"};
    db().write([&](store::Session& session) {
        session.execute(kAlter, {{"id", id.value()}});
        return Done{};
    });
    EXPECT_THROW(static_cast<void>(sent(id.value())), std::runtime_error);
}

TEST_P(Documents, sending_what_the_author_has_not_seen_is_refused) {
    auto at = made("plan_for_child", "child", world->ava);
    ASSERT_TRUE(save(at, all_written(at)).ok());
    at = make(at.draft).value();
    action("Ava goes swimming", "general", world->ava);
    const auto refused = send(at);
    ASSERT_FALSE(refused.ok());
    const auto* wrong = std::get_if<Invalid>(&refused.failure());
    ASSERT_NE(wrong, nullptr);
    EXPECT_EQ(wrong->errors.front().code, "changed_meanwhile");
    EXPECT_FALSE(send(make(at.draft).value(), "", "").ok());
    EXPECT_TRUE(send(make(at.draft).value()).ok());
}

TEST_P(Documents, a_draft_is_its_authors_and_keeps_both_texts_of_two_devices) {
    auto at = made("plan_for_child", "child", world->ava);
    EXPECT_EQ(open("plan_for_child", "child", world->ava).value(), at.draft) << "the same again";
    EXPECT_FALSE(make(at.draft, "Dee Okoro").ok());
    Answers one, other;
    one.set("write.worries", "Shouting at night");
    other.set("write.worries", "Being left alone");
    ASSERT_TRUE(save(at, one).ok());
    const auto second = save(at, other);
    ASSERT_TRUE(second.ok());
    EXPECT_TRUE(second->merged);
    const auto both = make(at.draft).value();
    const auto part = std::find_if(both.parts.begin(), both.parts.end(),
                                   [](const MadePart& p) { return p.part->id == "worries"; });
    EXPECT_EQ(part->text, "Being left alone");
    EXPECT_EQ(part->other, "Shouting at night");
}

TEST_P(Documents,
       who_may_not_print_makes_none_and_who_may_not_see_a_class_opens_none_that_holds_it) {
    EXPECT_FALSE(open("plan_for_child", "child", world->ava, {}, "Bea Lunt").ok());
    EXPECT_FALSE(open("plan_for_child", "child", world->ava, {}, "Tom Marsh").ok());
    EXPECT_FALSE(open("court_statement", "court", {}, "A court", "Dee Okoro").ok())
        << "its roles are named";
    EXPECT_FALSE(open("plan_for_child", "parent", world->mother).ok()) << "no reader of it";
    EXPECT_FALSE(open("plan_for_child", "child", world->mother).ok()) << "no child";

    entry("direct_work", "voice", "voice", "voice", R"({"voice":"I like school"})", "Words",
          {world->ava});
    action("Ava sees the nurse", "health", world->ava);
    auto at = made("plan_for_child", "child", world->ava);
    EXPECT_TRUE(holds(at.document, "Ava sees the nurse"));
    ASSERT_TRUE(save(at, all_written(at)).ok());
    const auto id = send(make(at.draft).value());
    ASSERT_TRUE(id.ok());
    EXPECT_TRUE(sent(id.value(), "Carl Finch").ok());
    EXPECT_FALSE(sent(id.value(), "Tom Marsh").ok());
    EXPECT_FALSE(sent(id.value(), "Owen Pike").ok()) << "holds health, which he may not see";
    const auto list = world->read_as("Owen Pike", [&](auto& session, const Context& context) {
        return family_documents(session, context, shipped_outputs(), world->family);
    });
    ASSERT_TRUE(list.ok());
    EXPECT_TRUE(list->sent.empty());
}

TEST_P(Documents, what_the_author_may_not_see_is_not_counted_among_what_was_left_out) {
    action("What the survivor said", "survivor", world->ava);
    auto draft = open("plan_for_child", "child", world->ava, {}, "Dee Okoro");
    ASSERT_TRUE(draft.ok());
    const auto at = make(draft.value(), "Dee Okoro");
    ASSERT_TRUE(at.ok());
    EXPECT_FALSE(left(at.value(), "survivor"));
}

// Small families of every shape: each row and answer bears a mark that says of what class it is and
// whom it is about; no document of any output holds a mark that its reader may not be told.
TEST_P(Documents, no_reader_is_ever_told_what_is_not_theirs) {
    const std::vector<std::pair<std::string, PersonId>> people = {{"ava", world->ava},
                                                                  {"sam", world->sam},
                                                                  {"jo", world->mother},
                                                                  {"lee", world->father},
                                                                  {"none", {}}};
    const auto& classes = test::shipped_practice().roles.classes;
    Random random(20261122);
    for (const auto& cls : classes)
        for (const auto& [name, person] : people) {
            if (random.index(3) == 0) continue;
            std::string plain;
            for (const char c : cls)
                if (c != '_') plain += c;
            const auto mark = "Mark" + plain + "about" + name + "end";
            action(mark + "action", cls.c_str(), person, random.index(2) == 0 ? "open" : "done");
            std::vector<PersonId> about;
            if (person) about.push_back(person);
            entry("case_note", cls, "note", cls, "{\"note\":\"" + mark + "\"}", mark + "entry",
                  about);
            entry("child_experience", "general", "life", cls, "{\"day\":\"" + mark + "\"}",
                  "Markgeneralabout" + name + "endsummary", about);
            entry("family_plan", cls, "plan", cls,
                  "{\"goal\":\"" + mark + "goal\",\"strengths\":\"" + mark + "strengths\"}",
                  mark + "plan", about);
            entry("conference_report", cls, "report", cls,
                  "{\"worries\":\"" + mark + "worries\",\"recommend\":\"" + mark + "\"}",
                  mark + "report", about);
        }
    const auto may = [&](const practice::OutputReader& reader, PersonId person,
                         const std::string& mark) {
        const auto at = mark.find("about");
        std::string cls = mark.substr(4, at - 4);
        const auto name = mark.substr(at + 5, mark.find("end") - at - 5);
        for (const auto& one : classes) {
            std::string plain;
            for (const char c : one)
                if (c != '_') plain += c;
            if (plain == cls) cls = one;
        }
        if (std::find(reader.classes.begin(), reader.classes.end(), cls) == reader.classes.end())
            return false;
        if (reader.people == practice::ReaderOf::family || name == "none") return true;
        const auto about = std::find_if(people.begin(), people.end(), [&](const auto& p) {
                               return p.first == name;
                           })->second;
        if (about == person) return true;
        if (reader.is == practice::ReaderIs::child) return false;
        return person == world->mother ? about == world->ava || about == world->sam
                                       : about == world->sam;
    };
    int documents = 0, told = 0;
    for (const auto& [id, output] : shipped_outputs().outputs) {
        if (output.about != practice::About::family) continue;
        for (const auto& reader_id : output.readers) {
            const auto& reader = *shipped_outputs().reader(reader_id);
            std::vector<PersonId> readers{{}};
            if (reader.is == practice::ReaderIs::adult) readers = {world->mother, world->father};
            if (reader.is == practice::ReaderIs::child) readers = {world->ava, world->sam};
            for (const auto person : readers) {
                const auto at = made(id, reader_id, person, person ? "" : "Somebody");
                ++documents;
                for (const auto& text : texts_of(at.document))
                    for (auto from = text.find("Mark"); from != std::string::npos;
                         from = text.find("Mark", from + 1)) {
                        const auto mark = text.substr(from, text.find("end", from) + 3 - from);
                        ++told;
                        EXPECT_TRUE(may(reader, person, mark))
                            << id << " tells " << reader_id << ": " << mark;
                    }
                // An entry that names nobody is not told to a member of the family at all.
                if (person) {
                    EXPECT_FALSE(holds(at.document, "aboutnoneendentry")) << id << reader_id;
                }
            }
        }
    }
    EXPECT_GE(documents, 12);
    EXPECT_GT(told, 50) << "else nothing is shown by this";
}

}  // namespace
}  // namespace hearth::record
