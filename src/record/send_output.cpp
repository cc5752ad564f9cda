// Keeping what was sent, and showing it again.
#include <fmt/format.h>

#include <stdexcept>

#include "access/guard.h"
#include "base/hash.h"
#include "base/text.h"
#include "record/output_internal.h"

namespace hearth::record {
namespace {

using store::Sql;

constexpr Sql kKeep{"keep_sent_document", R"(
INSERT INTO sent_document (id, family_id, contact_id, meeting_id, output, output_version, template_hash, reader,
                           reader_person, reader_name, title, document, document_hash, channel, sent_to, sent_at, sent_by)
VALUES (:id, :family, :contact, :meeting, :output, :version, :template, :reader, :person, :name, :title, :document, :hash,
        :channel, :to, :now, :me))"};
constexpr Sql kKeepClass{
    "keep_sent_document_class",
    "INSERT INTO sent_document_class (document_id, class) VALUES (:id, :class)"};
constexpr Sql kRead{"read_sent_document", R"(
SELECT s.family_id, s.contact_id, s.title, s.reader_name, s.channel, s.sent_to, w.name, s.sent_at, s.document,
       s.document_hash
FROM sent_document s
JOIN worker w ON w.id = s.sent_by AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE s.id = :id)"};
constexpr Sql kClasses{"classes_of_sent_document",
                       "SELECT class FROM sent_document_class WHERE document_id = :id"};

}  // namespace

Result<DocumentId> send_output(store::Session& session, const Context& context,
                               const practice::Outputs& outputs, std::int64_t draft,
                               const Sending& sending, std::string_view authority,
                               const DrawNetwork& draw) {
    auto made = make_output(session, context, outputs, draft, authority, draw);
    if (!made) return made.failure();
    auto errors = made->problems;
    const auto* channels = context.practice.code_list("document_channel");
    if (sending.channel.empty() ||
        (channels != nullptr && channels->find(sending.channel) == nullptr))
        errors.push_back({"channel", "required", "Choose how it was sent."});
    if (is_blank(sending.sent_to))
        errors.push_back({"sent_to", "required", "Write to whom, and where or how they had it."});
    if (made->hash != sending.expected_hash)
        errors.push_back({"", "changed_meanwhile",
                          "The record has changed since you looked. Read it again, then send."});
    if (!errors.empty()) return Invalid{std::move(errors)};

    const auto& subject = made->subject;
    const auto id = context.ids.next<DocumentTag>(context.now);
    session.execute(
        kKeep, {{"id", id},
                {"family", subject.family},
                {"contact", subject.contact == 0 ? store::Value{} : store::Value(subject.contact)},
                {"meeting", subject.meeting},
                {"output", made->document.output},
                {"version", made->document.version},
                {"template", made->document.template_hash},
                {"reader", subject.reader},
                {"person", subject.person},
                {"name", made->document.reader},
                {"title", made->document.title},
                {"document", made->document.to_json()},
                {"hash", made->hash},
                {"channel", sending.channel},
                {"to", std::string(trim(sending.sent_to))},
                {"now", context.now},
                {"me", context.subject.worker}});
    for (const auto& name : made->classes)
        session.execute(kKeepClass, {{"id", id}, {"class", name}});
    forget_output_draft(session, draft);

    // The log holds the hash, so that a document changed in the database can be told.
    store::AuditEvent event;
    event.worker = context.subject.worker;
    event.role = context.subject.roles.empty() ? "" : context.subject.roles.front().role;
    event.purpose = context.subject.purpose;
    event.action = "send";
    event.object_kind = "document";
    event.object_id = id.value;
    event.family = subject.family;
    event.detail_hash = made->hash;
    event.allowed = true;
    event.rule = "document.sent";
    event.at = context.now;
    session.audit(std::move(event));
    return id;
}

Result<SentDocument> read_sent(store::Session& session, const Context& context, DocumentId id) {
    struct Stored {
        FamilyId family;
        SentDocument sent;
        std::string document;
    };
    auto found = session.one(kRead, {{"id", id}}, [&](const store::Row& row) {
        Stored s;
        s.family = row.id<FamilyTag>(0);
        s.sent.contact = row.maybe_int64(1).value_or(0);
        s.sent.line.id = id;
        s.sent.line.title = row.text(2);
        s.sent.line.reader = row.text(3);
        s.sent.line.channel = row.text(4);
        s.sent.line.sent_to = row.text(5);
        s.sent.line.sent_by = row.text(6);
        s.sent.line.sent_at = row.instant(7).value();
        s.document = row.text(8);
        s.sent.hash = row.text(9);
        return s;
    });
    access::ClassSet classes;
    const access::Logged logged{"document", id.value};
    if (!found || found->sent.contact == 0) {
        // A document that is not there is asked about like one of no family.
        const FamilyId family = found ? found->family : FamilyId{};
        auto allowed = access::guard_family(session, context.policy, context.subject,
                                            access::Action::view, family, {}, logged);
        if (!allowed) return allowed.failure();
        auto head = family_head(session, context, family, "document");
        if (!head) return head.failure();
        classes = head->decision.classes;
        found->sent.head = std::move(head).value();
    } else {
        auto allowed = access::guard_contact(session, context.policy, context.subject,
                                             access::Action::view, found->sent.contact, {}, logged);
        if (!allowed) return allowed.failure();
        classes = allowed->classes;
    }
    bool whole = true;
    session.each(kClasses, {{"id", id}}, [&](const store::Row& row) {
        whole = whole && classes.has(context.policy.class_index(row.text(0)));
    });
    if (!whole) return Refusal{"refused.class"};
    if (sha256(found->document).hex() != found->sent.hash)
        throw std::runtime_error("a document that was sent is not as it was sent: " + id.text());
    auto document = Document::from_json(found->document);
    if (!document)
        throw std::runtime_error("a document that was sent cannot be read: " + id.text());
    found->sent.document = std::move(document).value();
    return std::move(found->sent);
}

}  // namespace hearth::record
