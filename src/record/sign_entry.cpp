#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "access/guard.h"
#include "base/text.h"
#include "record/authorise.h"
#include "record/effects.h"
#include "record/entries.h"
#include "record/names.h"

namespace hearth::record {
namespace {

using practice::About;
using practice::Form;
using store::Sql;

constexpr Sql kMembers{"people_of_family", R"(
SELECT one_person(person_id), role FROM family_member
WHERE family_id = :family AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND person_id IN (SELECT value FROM each_record(:people))
ORDER BY 1)"};
constexpr Sql kContactPeople{"people_of_contact", R"(
SELECT id, role FROM contact_person
WHERE contact_id = :contact AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND id IN (SELECT value FROM each_id(:people))
ORDER BY id)"};
constexpr Sql kPersonsOfTicks{"persons_of_ticked", R"(
SELECT DISTINCT one_person(person_id) FROM contact_person
WHERE person_id IS NOT NULL AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND id IN (SELECT value FROM each_id(:people)))"};
constexpr Sql kMeetingFamily{"family_of_meeting", R"(
SELECT family_id FROM meeting WHERE id = :meeting AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kCheckContact{"contact_of_check", R"(
SELECT contact_id FROM partner_check WHERE id = :check AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kSection{"add_entry_section",
                       "INSERT INTO entry_section (version_id, section, class, answers) VALUES "
                       "(:version, :section, :class, :answers)"};
constexpr Sql kPeople{"add_entry_person",
                      "INSERT INTO entry_person (entry_id, person_id) VALUES (:entry, :person)"};
constexpr Sql kForgetPeople{"clear_entry_people",
                            "DELETE FROM entry_person WHERE entry_id = :entry"};
constexpr Sql kSignature{
    "add_entry_signature",
    "INSERT INTO entry_signature (id, version_id, worker_id, role, kind, note, "
    "signed_at) VALUES (:id, :version, :worker, :role, :kind, :note, :at)"};
constexpr Sql kForgetDraft{"forget_draft", "DELETE FROM draft WHERE id = :draft"};

bool has_any(const access::Subject& subject, const std::vector<std::string>& roles) {
    return std::any_of(roles.begin(), roles.end(),
                       [&](const std::string& role) { return subject.has_role(role); });
}

// The answers of one section, in the names that the form gives them; empty when it was left blank.
Answers of_section(const practice::Section& section, const Answers& answers) {
    Answers out;
    if (section.repeat.empty()) {
        for (const auto& field : section.fields)
            if (answers.has(field.id)) out.set(field.id, answers.all(field.id));
        return out;
    }
    for (const int index : answers.groups(section.repeat))
        for (const auto& field : section.fields) {
            const auto key = Answers::key(section.repeat, index, field.id);
            if (answers.has(key)) out.set(key, answers.all(key));
        }
    return out;
}

Result<Instant> happened_at(const Context& context, const Form& form, const Answers& answers) {
    const auto text = form.happened.empty() ? std::string_view() : answers.get(form.happened);
    if (text.empty()) return context.now;
    std::optional<Instant> at = Instant::parse(text);
    if (!at)
        if (const auto date = Date::parse(text))
            // A day without a time: its noon, so that it sorts among that day's entries; today,
            // now.
            at = *date == context.today() ? context.now : instant_of(*date, 12 * 60);
    if (!at)
        return invalid(form.happened, "not_a_date",
                       "Enter when this happened, for example 27 11 2026.");
    if (*at > context.now)
        return invalid(
            form.happened, "in_future",
            "This is in the future. Enter when it happened, or plan it as a meeting or an action.");
    return *at;
}

// The access question of the form's subject. Gives the classes that may be written.
Result<access::Decision> ask(store::Session& session, const Context& context, const Form& form,
                             const Submission& submission, EntryId entry) {
    using access::Action;
    const access::Logged logged{"entry", entry.value};
    switch (form.about) {
        case About::contact:
            if (submission.check != 0)
                return access::guard_check(session, context.policy, context.subject, Action::write,
                                           submission.check, logged);
            return access::guard_contact(session, context.policy, context.subject, Action::write,
                                         submission.contact, {}, logged);
        case About::family:
        case About::meeting:
            return access::guard_family(session, context.policy, context.subject, Action::write,
                                        submission.family, form.field_class, logged);
    }
    return Refusal{"absent"};
}

}  // namespace

bool may_write(const access::Subject& subject, const Form& form) {
    return form.roles.empty() || has_any(subject, form.roles) || has_any(subject, form.signed_by);
}

bool may_sign(const access::Subject& subject, const Form& form) {
    return form.signed_by.empty() ? may_write(subject, form) : has_any(subject, form.signed_by);
}

std::vector<FieldError> problems_of(const Context& context, const Form& form,
                                    const Answers& answers) {
    return practice::problems_before_signing(context.practice, form, answers,
                                             [&](std::string_view name) -> practice::ExprValue {
                                                 if (name == "today")
                                                     return {context.today().iso()};
                                                 if (name == "now") return {context.now.iso()};
                                                 return {};
                                             });
}

namespace {

// Whom the entry is about. In a form about a contact they are ticked among its own people.
Result<std::vector<Ticked>> ticked_people(store::Session& session, const Form& form,
                                          const Submission& submission) {
    std::vector<Ticked> ticked;
    if (form.people == practice::Choose::none) return ticked;
    if (submission.people.empty())
        return invalid("people", "required", "Choose whom this is about.");
    const auto read = [&](const store::Row& row) {
        for (const auto& t : ticked)
            if (t.tick == row.int64(0)) return;
        ticked.push_back({row.int64(0), row.text(1) == "child"});
    };
    if (form.about == About::contact)
        session.each(kContactPeople,
                     {{"contact", submission.contact}, {"people", submission.people}}, read);
    else
        session.each(kMembers, {{"family", submission.family}, {"people", submission.people}},
                     read);
    if (ticked.size() != submission.people.size())
        return invalid("people", "not_in_family",
                       form.about == About::contact ? "Choose people of this contact only."
                                                    : "Choose people of this family only.");
    return ticked;
}

// A field that asks for children or for adults is answered with them.
Result<Done> chosen_as_asked(store::Session& session, const Form& form,
                             const Submission& submission) {
    struct Asked {
        std::string key;
        const practice::Field* field;
    };
    std::vector<Asked> asked;
    std::vector<std::int64_t> ids;
    const auto ask_of = [&](const practice::Field& field, std::string key) {
        const bool people =
            field.type == practice::FieldType::person || field.type == practice::FieldType::people;
        if (!people || field.codes.empty() || !submission.answers.has(key)) return;
        for (const auto& text : submission.answers.all(key))
            if (const auto id = id_from_text(text)) ids.push_back(*id);
        asked.push_back({std::move(key), &field});
    };
    for (const auto& section : form.sections)
        for (const auto& field : section.fields) {
            if (section.repeat.empty()) ask_of(field, field.id);
            for (const int index : section.repeat.empty()
                                       ? std::vector<int>{}
                                       : submission.answers.groups(section.repeat))
                ask_of(field, Answers::key(section.repeat, index, field.id));
        }
    if (asked.empty()) return Done{};
    std::map<std::int64_t, bool> child;  // of those who are of the family or contact
    const auto read = [&](const store::Row& row) {
        child[row.int64(0)] = child[row.int64(0)] || row.text(1) == "child";
    };
    if (form.about == About::contact)
        session.each(kContactPeople, {{"contact", submission.contact}, {"people", ids}}, read);
    else
        session.each(kMembers, {{"family", submission.family}, {"people", ids}}, read);
    std::vector<FieldError> errors;
    for (const auto& [key, field] : asked) {
        const bool children = field->codes == "children";
        const auto& texts = submission.answers.all(key);
        if (std::any_of(texts.begin(), texts.end(), [&](const std::string& text) {
                const auto found = child.find(id_from_text(text).value_or(0));
                return found == child.end() || found->second != children;
            }))
            errors.push_back({key, "not_as_asked",
                              children ? "Choose children of the family only."
                                       : "Choose adults of the family only."});
    }
    if (!errors.empty()) return Invalid{std::move(errors)};
    return Done{};
}

const Form* form_of(const Context& context, const Submission& submission) {
    return submission.form_version == 0
               ? context.practice.form(submission.form)
               : context.practice.form(submission.form, submission.form_version);
}

// Fills in what follows from the rest: the family of a meeting, the contact of a check.
void complete(store::Session& session, const Form& form, Submission& submission) {
    if (form.about == About::meeting && submission.meeting && !submission.family)
        submission.family = session
                                .one(kMeetingFamily, {{"meeting", submission.meeting}},
                                     [](const store::Row& row) { return row.id<FamilyTag>(0); })
                                .value_or(FamilyId{});
    if (submission.check != 0 && submission.contact == 0)
        submission.contact = session
                                 .one(kCheckContact, {{"check", submission.check}},
                                      [](const store::Row& row) { return row.int64(0); })
                                 .value_or(0);
    if (!submission.people.empty() && !submission.answers.has("people")) {
        std::vector<std::string> people;
        for (const auto person : submission.people) people.push_back(person.text());
        submission.answers.set("people", std::move(people));
    }
}

// When it happened, once the answers hold; the runner knows it from then on.
Result<Instant> hold(const Context& context, const Form& form, const Submission& submission,
                     EffectRunner& runner) {
    auto happened = happened_at(context, form, submission.answers);
    if (!happened) return happened.failure();
    runner.happened(happened.value());
    const auto check = [&] {
        return practice::problems_before_signing(
            context.practice, form, submission.answers,
            [&](std::string_view wanted) { return runner.name(wanted); });
    };
    auto problems = check();
    // A rule of a form about a family holds for each person ticked: $open.cp_plan is then theirs.
    if (form.about != About::contact && form.people != practice::Choose::none) {
        std::erase_if(problems, [](const FieldError& problem) { return problem.code == "rule"; });
        runner.with_each_ticked([&] {
            for (auto& problem : check()) {
                const bool told =
                    std::any_of(problems.begin(), problems.end(), [&](const FieldError& other) {
                        return other.field == problem.field && other.message == problem.message;
                    });
                if (problem.code == "rule" && !told) problems.push_back(std::move(problem));
            }
        });
    }
    if (!problems.empty()) return Invalid{std::move(problems)};
    return happened.value();
}

}  // namespace

Result<Done> check_entry(store::Session& session, const Context& context, const Submission& given) {
    Submission submission = given;
    const Form* form = form_of(context, submission);
    if (form == nullptr) return Refusal{"absent"};
    complete(session, *form, submission);
    auto allowed = ask(session, context, *form, submission, submission.revises);
    if (!allowed) return allowed.failure();
    auto ticked = ticked_people(session, *form, submission);
    if (!ticked) return ticked.failure();
    EffectRunner runner(session, context, *form, submission, submission.revises, ticked.value());
    auto happened = hold(context, *form, submission, runner);
    if (!happened) return happened.failure();
    submission.answers =
        practice::shown_answers(context.practice, *form, submission.answers,
                                [&](std::string_view wanted) { return runner.name(wanted); });
    return chosen_as_asked(session, *form, submission);
}

Result<Signed> sign_entry(store::Session& session, const Context& context,
                          const Submission& given) {
    Submission submission = given;
    const Form* form = form_of(context, submission);
    if (form == nullptr) return Refusal{"absent"};
    complete(session, *form, submission);

    const EntryId entry =
        submission.revises ? submission.revises : context.ids.next<EntryTag>(context.now);
    auto allowed = ask(session, context, *form, submission, entry);
    if (!allowed) return allowed.failure();
    if (!may_sign(context.subject, *form)) return Refusal{"form.signed_by"};

    auto ticked = ticked_people(session, *form, submission);
    if (!ticked) return ticked.failure();
    EffectRunner runner(session, context, *form, submission, entry, ticked.value());
    const auto name = [&](std::string_view wanted) { return runner.name(wanted); };
    auto happened = hold(context, *form, submission, runner);
    if (!happened) return happened.failure();
    submission.answers = practice::shown_answers(context.practice, *form, submission.answers, name);

    auto chosen = chosen_as_asked(session, *form, submission);
    if (!chosen) return chosen.failure();

    auto effects = runner.run();
    if (!effects) return effects.failure();

    // The people that it is about: those ticked; of a contact, the persons they are or have just
    // become.
    std::vector<PersonId> about = submission.people;
    if (form->about == About::contact) {
        about.clear();
        session.each(kPersonsOfTicks, {{"people", submission.people}},
                     [&](const store::Row& row) { about.push_back(row.id<PersonTag>(0)); });
    }
    Names names(session);
    auto words =
        practice::context_of(context.practice, *form, submission.answers, name, names.of_fields());
    // {people} in a summary is their names.
    words.words = [inner = words.words, &names,
                   &about](std::string_view field) -> practice::ExprValue {
        if (field != "people" || about.empty()) return inner ? inner(field) : practice::ExprValue{};
        std::vector<std::string> all;
        for (const auto person : about) all.push_back(names.person(person));
        return {join_and(all)};
    };
    RowWriter writer(session, context, entry);
    const auto& table = version_table("entry");
    const std::int64_t version = context.ids.make(context.now);
    const store::Recording recording{context.subject.worker, context.now};
    const auto& author = runner.author();
    const store::Params columns{
        {"entry_id", entry},
        {"form", form->id},
        {"form_version", form->version},
        {"family_id", runner.family()},
        {"contact_id", runner.contact() == 0 ? store::Value{} : store::Value(runner.contact())},
        {"meeting_id", submission.meeting},
        {"author_id", submission.author ? submission.author : context.subject.worker},
        {"discipline", author.discipline},
        {"agency_id", author.agency},
        {"class", form->field_class},
        {"status", "signed"},
        {"happened_at", happened.value()},
        {"title", form->title},
        {"summary", practice::summary_of(form->summary, words)},
        {"significant", form->significant && form->significant->truth(words)},
    };
    if (submission.revises) {
        auto revised = store::supersede(session, table, submission.base_version, version,
                                        entry.value, recording, columns);
        if (!revised) return revised.failure();
        session.execute(kForgetPeople, {{"entry", entry}});
    } else {
        store::append_version(session, table, version, entry.value, recording, columns);
    }

    store::Rows sections(4);
    for (const auto& section : form->sections) {
        const Answers mine = of_section(section, submission.answers);
        if (mine.empty()) continue;
        const auto& cls = section.field_class.empty() ? form->field_class : section.field_class;
        // A section whose class the writer may not even read is not theirs to write.
        if (form->about != About::contact && !allowed->classes.has(context.policy.class_index(cls)))
            return invalid(section.fields.front().id, "not_yours",
                           fmt::format("“{}” is written by another discipline.", section.title));
        sections.add(version, section.id, cls, mine.to_json());
    }
    if (sections.size() > 0) session.insert_many(kSection, sections);
    if (!about.empty()) {
        store::Rows people(2);
        for (const auto person : about) people.add(entry, person);
        session.insert_many(kPeople, people);
    }
    session.execute(kSignature, {{"id", context.ids.make(context.now)},
                                 {"version", version},
                                 {"worker", context.subject.worker},
                                 {"role", context.subject.roles.front().role},
                                 {"kind", form->signed_by.empty() ? "author" : "manager"},
                                 {"note", store::Value{}},
                                 {"at", context.now}});
    if (submission.draft != 0) {
        tell_sender(session, context, *form, submission.draft, runner.family(), entry);
        session.execute(kForgetDraft, {{"draft", submission.draft}});
    }
    return Signed{entry, version, runner.family(), runner.contact(), runner.made()};
}

}  // namespace hearth::record
