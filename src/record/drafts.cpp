#include "record/drafts.h"

#include <algorithm>

#include "access/guard.h"
#include "base/text.h"
#include "practice/answers.h"
#include "record/entries.h"
#include "record/form_sheet.h"
#include "record/supervision_prefill.h"

namespace hearth::record {
namespace {

using practice::About;
using practice::Form;
using store::Sql;

constexpr Sql kMine{"find_draft", R"(
SELECT id, worker_id, form, form_version, family_id, contact_id, check_id, meeting_id, entry_id, base_version, answers, edition,
       started_at, saved_at, before, sent_at, sent_by, returned_at, returned_by, returned_reason
FROM draft
WHERE form = :form AND COALESCE(family_id, 0) = :family AND COALESCE(contact_id, 0) = :contact
  AND COALESCE(check_id, 0) = :check AND COALESCE(meeting_id, 0) = :meeting AND COALESCE(entry_id, 0) = :entry
  AND (worker_id = :me OR :shared = 1)
ORDER BY id LIMIT 1)"};
constexpr Sql kById{"read_draft", R"(
SELECT id, worker_id, form, form_version, family_id, contact_id, check_id, meeting_id, entry_id, base_version, answers, edition,
       started_at, saved_at, before, sent_at, sent_by, returned_at, returned_by, returned_reason
FROM draft WHERE id = :draft)"};
constexpr Sql kAllMine{"drafts_of_worker", R"(
SELECT id, worker_id, form, form_version, family_id, contact_id, check_id, meeting_id, entry_id, base_version, answers, edition,
       started_at, saved_at, before, sent_at, sent_by, returned_at, returned_by, returned_reason
FROM draft WHERE worker_id = :me ORDER BY saved_at DESC LIMIT 50)"};
constexpr Sql kAdd{"add_draft", R"(
INSERT INTO draft (id, worker_id, form, form_version, family_id, contact_id, check_id, meeting_id, entry_id, base_version, answers,
                   before, edition, started_at, saved_at)
VALUES (:id, :me, :form, :version, :family, :contact, :check, :meeting, :entry, :base, :answers, :answers, 1, :now, :now))"};
constexpr Sql kSave{"save_draft", R"(
UPDATE draft SET answers = :answers, before = :before, edition = edition + 1, saved_at = :now
WHERE id = :draft AND edition = :edition)"};
constexpr Sql kFamilyOfMeeting{"family_of_draft_meeting", R"(
SELECT family_id FROM meeting WHERE id = :meeting AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kEntrySubject{"subject_of_entry", R"(
SELECT form, family_id, contact_id, meeting_id FROM entry
WHERE id = :entry AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kPeopleOf{
    "people_of_entry",
    "SELECT DISTINCT one_person(person_id) FROM entry_person WHERE entry_id = :entry ORDER BY 1"};
constexpr Sql kDrop{"discard_draft", "DELETE FROM draft WHERE id = :draft"};
constexpr Sql kEntryNow{"entry_to_revise", R"(
SELECT version_id, form, form_version FROM entry
WHERE id = :entry AND family_id = :family AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kAnswersOf{"answers_to_revise",
                         "SELECT class, answers FROM entry_section WHERE version_id = :version"};

struct Stored {
    Draft draft;
    Answers before;
};

Answers answers_of(std::string_view json) {
    auto read = Answers::from_json(json);
    // The server wrote it itself; a draft that cannot be read is damage, not an empty page.
    if (!read) throw std::runtime_error("a draft on the server cannot be read");
    return std::move(read).value();
}

Stored read(const store::Row& row) {
    Stored s;
    s.draft.id = row.int64(0);
    s.draft.worker = row.id<WorkerTag>(1);
    s.draft.subject.form = row.text(2);
    s.draft.form_version = static_cast<int>(row.int64(3));
    s.draft.subject.family = row.id<FamilyTag>(4);
    s.draft.subject.contact = row.maybe_int64(5).value_or(0);
    s.draft.subject.check = row.maybe_int64(6).value_or(0);
    s.draft.subject.meeting = row.id<MeetingTag>(7);
    s.draft.subject.revises = row.id<EntryTag>(8);
    s.draft.base_version = row.maybe_int64(9).value_or(0);
    s.draft.answers = answers_of(row.text(10));
    s.draft.edition = row.int64(11);
    s.draft.started_at = row.instant(12).value();
    s.draft.saved_at = row.instant(13).value();
    s.before = answers_of(row.text(14));
    s.draft.sent_at = row.instant(15);
    s.draft.sent_by = row.id<WorkerTag>(16);
    s.draft.returned_at = row.instant(17);
    s.draft.returned_by = row.id<WorkerTag>(18);
    s.draft.returned_reason = row.text(19);
    return s;
}

// The question asked of the subject; the same as for writing the entry (sign_entry.cpp asks again
// when it is signed).
Result<access::Decision> ask(store::Session& session, const Context& context, const Form& form,
                             const DraftSubject& subject) {
    using access::Action;
    if (!may_write(context.subject, form)) return Refusal{"form.roles"};
    switch (form.about) {
        case About::contact:
            if (subject.check != 0)
                return access::guard_check(session, context.policy, context.subject, Action::write,
                                           subject.check, {"draft", subject.check});
            return access::guard_contact(session, context.policy, context.subject, Action::write,
                                         subject.contact, {}, {"draft", subject.contact});
        case About::family:
        case About::meeting:
            return access::guard_family(session, context.policy, context.subject, Action::write,
                                        subject.family, form.field_class, {"draft", 0});
    }
    return Refusal{"absent"};
}

bool shared(const Form& form) {
    return form.about == About::meeting || !form.signed_by.empty();
}

Answers without_blank_groups(const Form& form, const Answers& answers) {
    Answers out = answers;
    for (const auto& section : form.sections) {
        if (section.repeat.empty()) continue;
        for (const int index : answers.groups(section.repeat)) {
            const auto key = [&](const practice::Field& f) {
                return Answers::key(section.repeat, index, f.id);
            };
            const bool blank =
                std::all_of(section.fields.begin(), section.fields.end(), [&](const auto& field) {
                    const auto& texts = answers.all(key(field));
                    return std::all_of(texts.begin(), texts.end(),
                                       [](const auto& t) { return is_blank(t); });
                });
            if (blank)
                for (const auto& field : section.fields) out.remove(key(field));
        }
    }
    for (const auto& field : answers.fields())
        if (field.name.starts_with("other.")) out.remove(field.name);
    return out;
}

Result<Stored> read_allowed(store::Session& session, const Context& context, std::int64_t draft,
                            access::ClassSet* classes = nullptr) {
    auto stored = session.one(kById, {{"draft", draft}}, read);
    if (!stored) return Refusal{"absent"};
    const auto* form =
        context.practice.form(stored->draft.subject.form, stored->draft.form_version);
    if (form == nullptr) return Refusal{"absent"};
    if (stored->draft.worker != context.subject.worker && !shared(*form))
        return Refusal{"draft.worker"};
    auto allowed = ask(session, context, *form, stored->draft.subject);
    if (!allowed) return allowed.failure();
    if (classes != nullptr) *classes = allowed->classes;
    return std::move(*stored);
}

// The failure of changing what waits for a signature; nothing when this worker may change it.
std::optional<Failure> locked(const Context& context, const Draft& draft) {
    const auto* form = context.practice.form(draft.subject.form, draft.form_version);
    if (form == nullptr || !is_locked(context.subject, *form, draft)) return std::nullopt;
    return invalid("", std::string(kDraftSent),
                   "This was sent to be signed, and cannot be changed meanwhile.");
}

}  // namespace

bool is_locked(const access::Subject& subject, const Form& form, const Draft& draft) {
    return draft.sent_at.has_value() && !may_sign(subject, form);
}

Result<Draft> open_draft(store::Session& session, const Context& context,
                         const DraftSubject& given) {
    DraftSubject subject = given;
    const auto* form = context.practice.form(subject.form);
    if (form == nullptr) return Refusal{"absent"};
    if (subject.meeting && !subject.family)
        subject.family = session
                             .one(kFamilyOfMeeting, {{"meeting", subject.meeting}},
                                  [](const store::Row& row) { return row.id<FamilyTag>(0); })
                             .value_or(FamilyId{});
    // A form is opened from the page of what it is about.
    if (!subject.revises && form->about != About::contact && !subject.family)
        return Refusal{"absent"};
    if (form->about == About::contact && subject.family) return Refusal{"absent"};
    auto allowed = ask(session, context, *form, subject);
    if (!allowed) return allowed.failure();
    const auto found = session.one(kMine,
                                   {{"form", subject.form},
                                    {"family", subject.family.value},
                                    {"contact", subject.contact},
                                    {"check", subject.check},
                                    {"meeting", subject.meeting.value},
                                    {"entry", subject.revises.value},
                                    {"me", context.subject.worker},
                                    {"shared", shared(*form)}},
                                   read);
    if (found) return found->draft;

    Draft draft;
    draft.subject = subject;
    draft.worker = context.subject.worker;
    draft.form_version = form->version;
    if (subject.revises) {
        bool readable = true;
        const auto version =
            session.one(kEntryNow, {{"entry", subject.revises}, {"family", subject.family}},
                        [&](const store::Row& row) {
                            draft.form_version = static_cast<int>(row.int64(2));
                            return row.int64(0);
                        });
        if (!version) return Refusal{"absent"};
        draft.base_version = *version;
        session.each(kAnswersOf, {{"version", *version}}, [&](const store::Row& row) {
            readable = readable && allowed->classes.has(context.policy.class_index(row.text(0)));
            const Answers written = answers_of(row.text(1));  // outlives the loop over its fields
            for (const auto& field : written.fields()) draft.answers.set(field.name, field.texts);
        });
        // Revising what one may not read whole would drop the rest.
        if (!readable) return Refusal{"class"};
        std::vector<std::string> people;
        session.each(kPeopleOf, {{"entry", subject.revises}},
                     [&](const store::Row& row) { people.push_back(id_to_text(row.int64(0))); });
        draft.answers.set("people", std::move(people));
    } else {
        draft.answers = practice::first_answers(context.practice, *form,
                                                names_for(session, context, *form, subject));
        const Answers more = prefill_for(session, context, *form, subject.family);
        for (const auto& field : more.fields()) draft.answers.set(field.name, field.texts);
    }
    draft.id = context.ids.make(context.now);
    draft.edition = 1;
    draft.started_at = draft.saved_at = context.now;
    const auto zero_is_null = [](std::int64_t id) {
        return id == 0 ? store::Value{} : store::Value(id);
    };
    session.execute(kAdd, {{"id", draft.id},
                           {"me", draft.worker},
                           {"form", subject.form},
                           {"version", draft.form_version},
                           {"family", subject.family},
                           {"contact", zero_is_null(subject.contact)},
                           {"check", zero_is_null(subject.check)},
                           {"meeting", subject.meeting},
                           {"entry", subject.revises},
                           {"base", zero_is_null(draft.base_version)},
                           {"answers", draft.answers.to_json()},
                           {"now", context.now}});
    return draft;
}

Result<Draft> open_revision(store::Session& session, const Context& context, EntryId entry) {
    const auto subject = session.one(kEntrySubject, {{"entry", entry}}, [&](const store::Row& row) {
        return DraftSubject{.form = std::string(row.text(0)),
                            .family = row.id<FamilyTag>(1),
                            .contact = row.maybe_int64(2).value_or(0),
                            .check = 0,
                            .meeting = row.id<MeetingTag>(3),
                            .revises = entry};
    });
    // What was signed about a contact has been acted on by others: it is added to, not rewritten.
    if (!subject || !subject->family || subject->contact != 0) return Refusal{"absent"};
    return open_draft(session, context, *subject);
}

Result<Draft> read_draft(store::Session& session, const Context& context, std::int64_t draft) {
    auto stored = read_allowed(session, context, draft);
    if (!stored) return stored.failure();
    return stored->draft;
}

Result<DraftWithAccess> read_draft_with_access(store::Session& session, const Context& context,
                                               std::int64_t draft) {
    DraftWithAccess out;
    auto stored = read_allowed(session, context, draft, &out.classes);
    if (!stored) return stored.failure();
    out.draft = std::move(stored.value().draft);
    return out;
}

Result<Saved> save_draft(store::Session& session, const Context& context, std::int64_t draft,
                         std::int64_t edition, const Answers& answers) {
    auto stored = read_allowed(session, context, draft);
    if (!stored) return stored.failure();
    const Draft& now = stored->draft;
    if (auto sent = locked(context, now)) return std::move(*sent);
    Saved saved;
    saved.answers = answers;
    if (edition != now.edition) {
        const Answers base = edition + 1 == now.edition ? stored->before : Answers{};
        Merge merge = merge3(base, answers, now.answers);
        saved.answers = std::move(merge.merged);
        saved.conflicts = std::move(merge.conflicts);
        for (const auto& conflict : saved.conflicts) {
            if (conflict.field.starts_with("other.")) continue;
            for (const auto& text : conflict.theirs)
                if (!saved.answers.contains("other." + conflict.field, text))
                    saved.answers.add("other." + conflict.field, text);
        }
    }
    const auto rows = session.execute(kSave, {{"answers", saved.answers.to_json()},
                                              {"before", now.answers.to_json()},
                                              {"now", context.now},
                                              {"draft", draft},
                                              {"edition", now.edition}});
    if (rows != 1) return Fault{"a draft changed within its own transaction"};
    saved.edition = now.edition + 1;
    saved.saved_at = context.now;
    return saved;
}

Result<Done> discard_draft(store::Session& session, const Context& context, std::int64_t draft) {
    auto stored = read_allowed(session, context, draft);
    if (!stored) return stored.failure();
    if (auto sent = locked(context, stored->draft)) return std::move(*sent);
    session.execute(kDrop, {{"draft", draft}});
    return Done{};
}

Submission submission_of(const practice::Form& form, const Draft& draft) {
    Submission out;
    out.form = draft.subject.form;
    out.form_version = draft.form_version;
    out.family = draft.subject.family;
    out.contact = draft.subject.contact;
    out.check = draft.subject.check;
    out.meeting = draft.subject.meeting;
    out.revises = draft.subject.revises;
    out.base_version = draft.base_version;
    out.draft = draft.id;
    out.author = draft.sent_by ? draft.sent_by : draft.worker;
    out.answers = without_blank_groups(form, draft.answers);
    for (const auto& id : draft.answers.all("people"))
        if (const auto person = PersonId::parse(id)) out.people.push_back(*person);
    return out;
}

std::vector<Draft> drafts_of(store::Session& session, const Context& context) {
    std::vector<Draft> out;
    session.each(kAllMine, {{"me", context.subject.worker}},
                 [&](const store::Row& row) { out.push_back(read(row).draft); });
    return out;
}

}  // namespace hearth::record
