// The page of documents, the choice of a reader, and drafts.
#include <fmt/format.h>

#include <algorithm>

#include "access/guard.h"
#include "base/text.h"
#include "record/output_internal.h"

namespace hearth::record {
namespace {

using access::Action;
using practice::About;
using practice::Output;
using practice::OutputReader;
using store::Sql;

constexpr Sql kDraft{"output_draft", R"(
SELECT id, output, family_id, contact_id, meeting_id, reader, reader_person, reader_name, answers, edition
FROM output_draft WHERE id = :draft AND worker_id = :me)"};
constexpr Sql kSame{"output_draft_of", R"(
SELECT id FROM output_draft
WHERE worker_id = :me AND output = :output AND reader = :reader
  AND COALESCE(family_id, 0) = :family AND COALESCE(contact_id, 0) = :contact
  AND COALESCE(meeting_id, 0) = :meeting AND COALESCE(reader_person, 0) = :person
  AND COALESCE(reader_name, '') = :named ORDER BY id LIMIT 1)"};
constexpr Sql kAdd{"add_output_draft", R"(
INSERT INTO output_draft (id, worker_id, output, family_id, contact_id, meeting_id, reader, reader_person, reader_name,
                          answers, edition, started_at, saved_at)
VALUES (:id, :me, :output, :family, :contact, :meeting, :reader, :person, :named, '{}', 1, :now, :now))"};
constexpr Sql kSave{"save_output_draft", R"(
UPDATE output_draft SET answers = :answers, edition = edition + 1, saved_at = :now
WHERE id = :draft AND worker_id = :me AND edition = :edition)"};
constexpr Sql kForget{"forget_output_draft", "DELETE FROM output_draft WHERE id = :draft"};
constexpr Sql kMine{"output_drafts_of_family", R"(
SELECT d.id, d.output, d.reader, d.reader_name, d.saved_at,
  (SELECT p.given || ' ' || p.surname FROM person p WHERE p.id = d.reader_person
     AND p.superseded_at = '9999-12-31T23:59:59.999Z')
FROM output_draft d
WHERE d.worker_id = :me AND COALESCE(d.family_id, 0) = :family AND COALESCE(d.contact_id, 0) = :contact
ORDER BY d.saved_at DESC, d.id DESC)"};
constexpr Sql kSent{"sent_documents", R"(
SELECT s.id, s.title, s.reader_name, s.channel, s.sent_to, w.name, s.sent_at
FROM sent_document s
JOIN worker w ON w.id = s.sent_by AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE s.family_id = :family
  AND NOT EXISTS (SELECT 1 FROM sent_document_class c WHERE c.document_id = s.id
                  AND c.class NOT IN (SELECT value FROM each_text(:classes)))
ORDER BY s.sent_at DESC, s.id DESC LIMIT 200)"};
constexpr Sql kSentOfContact{"sent_documents_of_contact", R"(
SELECT s.id, s.title, s.reader_name, s.channel, s.sent_to, w.name, s.sent_at
FROM sent_document s
JOIN worker w ON w.id = s.sent_by AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE s.contact_id = :contact
  AND NOT EXISTS (SELECT 1 FROM sent_document_class c WHERE c.document_id = s.id
                  AND c.class NOT IN (SELECT value FROM each_text(:classes)))
ORDER BY s.sent_at DESC, s.id DESC LIMIT 200)"};
constexpr Sql kMembers{"output_readers_of_family", R"(
SELECT p.id, p.given, p.surname, m.role
FROM family_member m JOIN person p ON p.id = one_person(m.person_id) AND p.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE m.family_id = :family AND m.superseded_at = '9999-12-31T23:59:59.999Z'
  AND m.from_date <= :today AND (m.to_date IS NULL OR m.to_date >= :today) AND p.died IS NULL
ORDER BY m.role, p.born, p.given, p.id)"};
constexpr Sql kMeetings{"output_meetings_of_family", R"(
SELECT id, kind, COALESCE(held_at, planned_at) FROM meeting
WHERE family_id = :family AND superseded_at = '9999-12-31T23:59:59.999Z' AND status <> 'cancelled'
ORDER BY 3 DESC, id DESC LIMIT 40)"};

bool may_make(const Context& context, const Output& output) {
    return output.roles.empty() ||
           std::any_of(output.roles.begin(), output.roles.end(),
                       [&](const std::string& role) { return context.subject.has_role(role); });
}

bool is_family_output(const Output& output) {
    return output.about != About::contact;
}

std::vector<OutputOffer> offers_of(const Context& context, const practice::Outputs& outputs,
                                   bool of_family) {
    std::vector<OutputOffer> out;
    for (const auto& [id, output] : outputs.outputs)
        if (is_family_output(output) == of_family && may_make(context, output))
            out.push_back({id, output.title, output.guidance, output.about});
    std::sort(out.begin(), out.end(),
              [](const OutputOffer& a, const OutputOffer& b) { return a.title < b.title; });
    return out;
}

bool fits(const OutputReader& reader, std::string_view role) {
    switch (reader.is) {
        case practice::ReaderIs::adult:
            return role != "child";
        case practice::ReaderIs::child:
            return role == "child";
        case practice::ReaderIs::outside:
            return false;
    }
    return false;
}

void read_drafts(store::Session& session, const Context& context, const practice::Outputs& outputs,
                 FamilyId family, std::int64_t contact, DocumentsPage& page) {
    session.each(kMine,
                 {{"me", context.subject.worker}, {"family", family.value}, {"contact", contact}},
                 [&](const store::Row& row) {
                     OutputDraftLine line;
                     line.id = row.int64(0);
                     line.output = row.text(1);
                     const auto* output = outputs.find(line.output);
                     if (output == nullptr) return;
                     line.title = output->title;
                     line.reader = row.is_null(5) ? row.text(3) : row.text(5);
                     if (line.reader.empty())
                         if (const auto* reader = outputs.reader(row.text(2)))
                             line.reader = reader->title;
                     line.saved_at = row.instant(4).value();
                     page.drafts.push_back(std::move(line));
                 });
}

SentLine sent_line(const store::Row& row) {
    SentLine line;
    line.id = row.id<DocumentTag>(0);
    line.title = row.text(1);
    line.reader = row.text(2);
    line.channel = row.text(3);
    line.sent_to = row.text(4);
    line.sent_by = row.text(5);
    line.sent_at = row.instant(6).value();
    return line;
}

}  // namespace

Result<OutputAccess> guard_output(store::Session& session, const Context& context,
                                  const OutputSubject& subject, const Output& output) {
    OutputAccess out;
    if (output.about == About::contact) {
        auto allowed = access::guard_contact(session, context.policy, context.subject,
                                             Action::write, subject.contact, {}, {"document", 0});
        if (!allowed) return allowed.failure();
        out.decision = std::move(allowed).value();
    } else {
        auto head = family_head(session, context, subject.family, "document", Action::print);
        if (!head) return head.failure();
        out.decision = head->decision;
        out.head = std::move(head).value();
    }
    if (!may_make(context, output)) return Refusal{"output.roles"};
    return out;
}

Result<DocumentsPage> family_documents(store::Session& session, const Context& context,
                                       const practice::Outputs& outputs, FamilyId family) {
    auto head = family_head(session, context, family, "documents");
    if (!head) return head.failure();
    DocumentsPage page;
    page.head = std::move(head).value();
    const auto facts = access::family_facts(session, context.subject, family);
    if (facts &&
        context.policy
            .decide(context.subject, Action::print, {access::ObjectKind::family, *facts, -1})
            .allowed) {
        page.offers = offers_of(context, outputs, true);
        read_drafts(session, context, outputs, family, 0, page);
    }
    const Readable readable(context, page.head->decision.classes);
    session.each(kSent, {{"family", family}, {"classes", readable.names()}},
                 [&](const store::Row& row) { page.sent.push_back(sent_line(row)); });
    return page;
}

Result<DocumentsPage> contact_documents(store::Session& session, const Context& context,
                                        const practice::Outputs& outputs, std::int64_t contact) {
    auto allowed = access::guard_contact(session, context.policy, context.subject, Action::view,
                                         contact, {}, {"documents", 0});
    if (!allowed) return allowed.failure();
    DocumentsPage page;
    page.contact = contact;
    const auto facts = access::contact_facts(session, context.subject, contact);
    if (facts &&
        context.policy
            .decide(context.subject, Action::write, {access::ObjectKind::contact, *facts, -1})
            .allowed) {
        page.offers = offers_of(context, outputs, false);
        read_drafts(session, context, outputs, {}, contact, page);
    }
    const Readable readable(context, allowed->classes);
    session.each(kSentOfContact, {{"contact", contact}, {"classes", readable.names()}},
                 [&](const store::Row& row) { page.sent.push_back(sent_line(row)); });
    return page;
}

Result<OutputChoices> output_choices(store::Session& session, const Context& context,
                                     const practice::Outputs& outputs,
                                     const OutputSubject& subject) {
    const auto* output = outputs.find(subject.output);
    if (output == nullptr || is_family_output(*output) != (subject.contact == 0))
        return Refusal{"absent"};
    auto allowed = guard_output(session, context, subject, *output);
    if (!allowed) return allowed.failure();
    OutputChoices out;
    out.head = std::move(allowed->head);
    out.output = output;
    struct Member {
        PersonId person;
        std::string name, role;
    };
    std::vector<Member> members;
    if (subject.family)
        session.each(kMembers, {{"family", subject.family}, {"today", context.today()}},
                     [&](const store::Row& row) {
                         members.push_back({row.id<PersonTag>(0),
                                            fmt::format("{} {}", row.text(1), row.text(2)),
                                            std::string(row.text(3))});
                     });
    for (const auto& id : output->readers) {
        const auto* reader = outputs.reader(id);
        if (reader == nullptr) continue;
        if (reader->is == practice::ReaderIs::outside) {
            out.readers.push_back({id, {}, reader->title, reader->guidance, true});
            continue;
        }
        for (const auto& m : members)
            if (fits(*reader, m.role))
                out.readers.push_back({id, m.person, m.name,
                                       fmt::format("As {}.", lower_ascii(reader->title)), false});
    }
    if (output->about == About::meeting)
        session.each(kMeetings, {{"family", subject.family}}, [&](const store::Row& row) {
            const auto kind = row.text(1);
            if (!output->meetings.empty() &&
                std::find(output->meetings.begin(), output->meetings.end(), kind) ==
                    output->meetings.end())
                return;
            const auto found = context.practice.meetings.find(kind);
            out.meetings.emplace_back(
                row.id<MeetingTag>(0),
                fmt::format("{}, {}",
                            found == context.practice.meetings.end() ? std::string(kind)
                                                                     : found->second.title,
                            plain(row.instant(2).value())));
        });
    return out;
}

Result<std::int64_t> open_output(store::Session& session, const Context& context,
                                 const practice::Outputs& outputs, const OutputSubject& given) {
    OutputSubject subject = given;
    auto choices = output_choices(session, context, outputs, subject);
    if (!choices) return choices.failure();
    std::vector<FieldError> errors;
    const auto chosen = std::find_if(
        choices->readers.begin(), choices->readers.end(), [&](const ReaderChoice& one) {
            return one.reader == subject.reader && one.person == subject.person;
        });
    subject.named = std::string(trim(subject.named));
    if (chosen == choices->readers.end())
        errors.push_back({"reader", "required", "Choose who will read it."});
    else if (chosen->named && subject.named.empty())
        errors.push_back({"named", "required", "Write who will read it, by name or office."});
    else if (!chosen->named)
        subject.named.clear();
    if (choices->output->about == About::meeting) {
        const bool known =
            std::any_of(choices->meetings.begin(), choices->meetings.end(),
                        [&](const auto& one) { return one.first == subject.meeting; });
        if (!known) errors.push_back({"meeting", "required", "Choose the meeting."});
    } else {
        subject.meeting = {};
    }
    if (subject.named.size() > 300)
        errors.push_back({"named", "too_long", "Write it in fewer words."});
    if (!errors.empty()) return Invalid{std::move(errors)};
    const auto found = session.one(kSame,
                                   {{"me", context.subject.worker},
                                    {"output", subject.output},
                                    {"reader", subject.reader},
                                    {"family", subject.family.value},
                                    {"contact", subject.contact},
                                    {"meeting", subject.meeting.value},
                                    {"person", subject.person.value},
                                    {"named", subject.named}},
                                   [](const store::Row& row) { return row.int64(0); });
    if (found) return *found;
    const auto id = context.ids.make(context.now);
    session.execute(
        kAdd, {{"id", id},
               {"me", context.subject.worker},
               {"output", subject.output},
               {"family", subject.family},
               {"contact", subject.contact == 0 ? store::Value{} : store::Value(subject.contact)},
               {"meeting", subject.meeting},
               {"reader", subject.reader},
               {"person", subject.person},
               {"named", subject.named.empty() ? store::Value{} : store::Value(subject.named)},
               {"now", context.now}});
    return id;
}

Result<OpenOutput> open_stored(store::Session& session, const Context& context,
                               const practice::Outputs& outputs, std::int64_t draft) {
    auto stored = session.one(
        kDraft, {{"draft", draft}, {"me", context.subject.worker}}, [](const store::Row& row) {
            StoredOutput s;
            s.id = row.int64(0);
            s.subject.output = row.text(1);
            s.subject.family = row.id<FamilyTag>(2);
            s.subject.contact = row.maybe_int64(3).value_or(0);
            s.subject.meeting = row.id<MeetingTag>(4);
            s.subject.reader = row.text(5);
            s.subject.person = row.id<PersonTag>(6);
            s.subject.named = row.text(7);
            auto answers = Answers::from_json(row.text(8));
            if (!answers) throw std::runtime_error("a draft on the server cannot be read");
            s.answers = std::move(answers).value();
            s.edition = row.int64(9);
            return s;
        });
    if (!stored) return Refusal{"absent"};
    OpenOutput out;
    out.stored = std::move(*stored);
    out.output = outputs.find(out.stored.subject.output);
    out.reader = outputs.reader(out.stored.subject.reader);
    if (out.output == nullptr || out.reader == nullptr) return Refusal{"absent"};
    auto allowed = guard_output(session, context, out.stored.subject, *out.output);
    if (!allowed) return allowed.failure();
    out.access = std::move(allowed).value();
    return out;
}

Result<OutputSaved> save_output_draft(store::Session& session, const Context& context,
                                      const practice::Outputs& outputs, std::int64_t draft,
                                      std::int64_t edition, const Answers& answers) {
    auto open = open_stored(session, context, outputs, draft);
    if (!open) return open.failure();
    const auto& stored = open->stored;
    Answers next = answers;
    bool merged = false;
    if (stored.edition != edition) {
        // Nothing is known of what lay between: every text that differs is kept beside the other.
        for (const auto& field : stored.answers.fields()) {
            if (!field.name.starts_with("write.") && !field.name.starts_with("comment.")) continue;
            if (answers.all(field.name) == field.texts) continue;
            if (is_blank(answers.get(field.name))) {
                next.set(field.name, field.texts);
            } else {
                next.set("other." + field.name, field.texts);
                merged = true;
            }
        }
    }
    if (next == stored.answers) return OutputSaved{stored.edition, merged};
    session.execute(kSave, {{"draft", draft},
                            {"me", context.subject.worker},
                            {"edition", stored.edition},
                            {"answers", next.to_json()},
                            {"now", context.now}});
    return OutputSaved{stored.edition + 1, merged};
}

void forget_output_draft(store::Session& session, std::int64_t draft) {
    session.execute(kForget, {{"draft", draft}});
}

Result<FamilyId> discard_output_draft(store::Session& session, const Context& context,
                                      const practice::Outputs& outputs, std::int64_t draft) {
    auto open = open_stored(session, context, outputs, draft);
    if (!open) return open.failure();
    forget_output_draft(session, draft);
    return open->stored.subject.family;
}

}  // namespace hearth::record
