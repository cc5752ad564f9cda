#include "record/contact_page.h"

#include <fmt/format.h>

#include <map>
#include <stdexcept>

#include "access/guard.h"
#include "base/text.h"
#include "record/rows.h"

namespace hearth::record {
namespace {

using access::Action;
using store::Sql;

constexpr Sql kContact{"read_contact", R"(
SELECT c.reference, c.status, c.rag, c.source_code, c.district, c.level_at_referral, c.level_at_decision,
       c.threshold_document, c.outcome, c.decision_reason, c.referrer_name, a.name, rb.name, db.name, h.name,
       c.received_at, c.rated_at, c.decided_at, c.referrer_told_at, c.family_id,
       CASE WHEN c.referrer_worker = :me THEN 1 ELSE 0 END
FROM contact c
LEFT JOIN agency a ON a.id = c.referrer_agency AND a.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN worker rb ON rb.id = c.rated_by AND rb.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN worker db ON db.id = c.decided_by AND db.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN worker h ON h.id = c.worker_id AND h.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE c.id = :contact AND c.superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kPeople{"read_contact_people", R"(
SELECT id, one_person(person_id), role, given, surname, sex, relationship, line1, town, postcode, school, phone, born, expected
FROM contact_person WHERE contact_id = :contact AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY CASE role WHEN 'child' THEN 0 WHEN 'parent' THEN 1 ELSE 2 END, born, id)"};
constexpr Sql kConsents{"read_contact_consents", R"(
SELECT k.purpose, k.decision, k.reason, w.name, k.from_date FROM consent k
LEFT JOIN worker w ON w.id = k.asked_by AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE k.contact_id = :contact AND k.superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY k.id)"};
constexpr Sql kChecks{"read_contact_checks", R"(
SELECT p.id, a.name, p.agency_id, p.question, p.lawful_basis, w.name, p.asked_at, p.due_at, p.answered_at, b.name,
       p.response, p.response_basis, p.response_words, p.class
FROM partner_check p
LEFT JOIN agency a ON a.id = p.agency_id AND a.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN worker w ON w.id = p.asked_by AND w.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN worker b ON b.id = p.answered_by AND b.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE p.contact_id = :contact AND p.superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY p.asked_at, p.id)"};
constexpr Sql kClocks{"read_contact_clocks", R"(
SELECT rule, rule_words, due_at FROM clock
WHERE contact_id = :contact AND person_id IS NULL AND stopped_at IS NULL AND rule <> 'partner_check'
  AND superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY due_at)"};
constexpr Sql kEntries{"read_contact_entries", R"(
SELECT e.id, e.version_id, e.happened_at, e.form, e.form_version, e.title, e.summary, w.name, e.class
FROM entry e LEFT JOIN worker w ON w.id = e.author_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE e.contact_id = :contact AND e.superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY e.happened_at DESC, e.id DESC)"};
constexpr Sql kSections{"read_contact_sections", R"(
SELECT version_id, section, class, answers FROM entry_section
WHERE version_id IN (SELECT value FROM each_id(:versions)))"};

constexpr std::string_view kWhoIsThis = "who_is_this";
constexpr Sql kQuestions{"read_contact_questions", R"(
SELECT t.subject_id, w.name, t.recorded_at FROM task t
LEFT JOIN worker w ON w.id = t.recorded_by AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE t.contact_id = :contact AND t.kind = 'who_is_this' AND t.done_at IS NULL
  AND t.superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kQuestion{"contact_question", R"(
SELECT id FROM task
WHERE contact_id = :contact AND subject_id = :named AND kind = 'who_is_this' AND done_at IS NULL
  AND superseded_at = '9999-12-31T23:59:59.999Z')"};

constexpr Sql kNeverMatch{"never_match_of", R"(
SELECT id FROM never_match
WHERE person_id IN same_person(:person) AND to_date IS NULL AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND (contact_person_id = :row OR (name = :name AND (born = :born OR expected = :expected))))"};

Answers answers_of(std::string_view json) {
    auto read = Answers::from_json(json);
    if (!read) throw std::runtime_error("an entry's answers cannot be read");
    return std::move(read).value();
}

std::optional<Values> open_contact(RowWriter& writer, std::int64_t contact) {
    auto row = writer.current("contact", contact);
    if (row && row->at("status").text() == "decided") row.reset();
    return row;
}

Invalid decided_already() {
    return invalid("", "decided", "This request has been decided. Nothing was changed.");
}

}  // namespace

Result<ContactPage> read_contact(store::Session& session, const Context& context,
                                 std::int64_t contact) {
    auto allowed =
        access::guard_contact(session, context.policy, context.subject, Action::view, contact);
    if (!allowed) return allowed.failure();
    const auto readable = [&](std::string_view cls) {
        return allowed->classes.has(context.policy.class_index(cls));
    };
    auto found = session.one(kContact, {{"contact", contact}, {"me", context.subject.worker}},
                             [&](const store::Row& r) {
                                 ContactPage p;
                                 p.id = contact;
                                 p.reference = r.text(0);
                                 p.status = r.text(1);
                                 p.rag = r.text(2);
                                 p.source = r.text(3);
                                 p.district = r.text(4);
                                 p.level_at_referral = r.text(5);
                                 p.level_at_decision = r.text(6);
                                 p.threshold_document = r.text(7);
                                 p.outcome = r.text(8);
                                 p.decision_reason = r.text(9);
                                 p.referrer = r.text(10);
                                 p.agency = r.text(11);
                                 p.rated_by = r.text(12);
                                 p.decided_by = r.text(13);
                                 p.holder = r.text(14);
                                 p.received_at = r.instant(15).value_or(Instant{});
                                 p.rated_at = r.instant(16);
                                 p.decided_at = r.instant(17);
                                 p.told_at = r.instant(18);
                                 p.family = r.id<FamilyTag>(19);
                                 p.by_reader = r.yes(20);
                                 return p;
                             });
    if (!found) return Refusal{"absent"};
    ContactPage& page = *found;
    const bool address = readable("address");
    session.each(kPeople, {{"contact", contact}}, [&](const store::Row& r) {
        NamedPerson p;
        p.row = r.int64(0);
        p.person = r.id<PersonTag>(1);
        p.role = r.text(2);
        p.given = r.text(3);
        p.surname = r.text(4);
        p.sex = r.text(5);
        p.relationship = r.text(6);
        if (address || page.by_reader) {
            p.line1 = r.text(7);
            p.town = r.text(8);
            p.postcode = r.text(9);
            p.phone = r.text(11);
        }
        p.school = r.text(10);
        p.born = r.date(12);
        p.expected = r.date(13);
        page.people.push_back(std::move(p));
    });

    std::vector<std::int64_t> versions;
    std::map<std::int64_t, std::pair<std::string, int>> forms;
    std::int64_t request = 0;
    std::int64_t telling = 0;
    session.each(kEntries, {{"contact", contact}}, [&](const store::Row& r) {
        const auto form = std::string(r.text(3));
        const auto version = r.int64(1);
        if (form == "request_for_support") request = version;
        if (telling == 0 && (form == "referrer_told" || form == "contact_decision"))
            telling = version;
        if (form == "request_for_support" || version == telling) {
            versions.push_back(version);
            forms[version] = {form, static_cast<int>(r.int64(4))};
        }
        // A referrer sees what they sent and what they were told, not the work between.
        const bool hub = !page.by_reader || readable("voice");
        if (!hub && form != "request_for_support") return;
        if (!readable(r.text(8))) return;
        page.history.push_back({r.id<EntryTag>(0), r.instant(2).value_or(Instant{}), form,
                                std::string(r.text(5)), std::string(r.text(6)),
                                std::string(r.text(7))});
    });
    session.each(kSections, {{"versions", versions}}, [&](const store::Row& r) {
        const auto version = r.int64(0);
        auto answers = answers_of(r.text(3));
        if (version == telling && page.told_at && answers.has("message"))
            page.told = answers.get("message");
        if (version != request || !(readable(r.text(2)) || page.by_reader)) return;
        const auto& [form, number] = forms.at(version);
        page.sent.push_back({form, number, std::string(r.text(1)), std::move(answers)});
    });
    if (page.by_reader && !readable("voice")) {  // the referrer
        if (!page.told_at) {
            page.outcome.clear();
            page.level_at_decision.clear();
            page.decided_at.reset();
        }
        page.decision_reason.clear();
        page.family = {};
        page.rag.clear();
        return page;
    }
    session.each(kQuestions, {{"contact", contact}}, [&](const store::Row& r) {
        for (auto& p : page.people)
            if (p.row == r.maybe_int64(0)) {
                p.asked_by = r.text(1);
                if (const auto at = r.instant(2)) p.asked_on = date_of(*at);
            }
    });
    session.each(kConsents, {{"contact", contact}}, [&](const store::Row& r) {
        page.consents.push_back({std::string(r.text(0)), std::string(r.text(1)),
                                 std::string(r.text(2)), std::string(r.text(3)),
                                 r.date(4).value_or(Date{})});
    });
    session.each(kChecks, {{"contact", contact}}, [&](const store::Row& r) {
        ContactPage::Check c;
        c.id = r.int64(0);
        c.agency = r.text(1);
        c.agency_id = r.id<AgencyTag>(2);
        c.question = r.text(3);
        c.basis = r.text(4);
        c.asked_by = r.text(5);
        c.asked_at = r.instant(6).value_or(Instant{});
        c.due_at = r.instant(7).value_or(Instant{});
        c.answered_at = r.instant(8);
        c.answered_by = r.text(9);
        c.response = r.text(10);
        c.response_basis = r.text(11);
        if (readable(r.text(13)))
            c.words = r.text(12);
        else
            c.words_hidden = !r.is_null(12);
        page.checks.push_back(std::move(c));
    });
    session.each(kClocks, {{"contact", contact}}, [&](const store::Row& r) {
        page.clocks.push_back(
            {std::string(r.text(0)), std::string(r.text(1)), r.instant(2).value_or(Instant{})});
    });
    return std::move(page);
}

Result<Done> take_contact(store::Session& session, const Context& context, std::int64_t contact) {
    auto allowed =
        access::guard_contact(session, context.policy, context.subject, Action::ask, contact);
    if (!allowed) return allowed.failure();
    RowWriter writer(session, context);
    const auto row = open_contact(writer, contact);
    if (!row) return decided_already();
    Values changes{{"worker_id", context.subject.worker}};
    if (row->at("status").text() == "new") changes["status"] = "screening";
    return writer.revise("contact", contact, changes);
}

Result<Done> send_to_manager(store::Session& session, const Context& context,
                             std::int64_t contact) {
    auto allowed =
        access::guard_contact(session, context.policy, context.subject, Action::ask, contact);
    if (!allowed) return allowed.failure();
    RowWriter writer(session, context);
    const auto row = open_contact(writer, contact);
    if (!row) return decided_already();
    if (row->at("rag").is_null())
        return invalid("", "not_rated", "Screen and rate the request before you send it on.");
    return writer.revise("contact", contact, {{"status", "awaiting_decision"}});
}

std::string names_key(const NamedPerson& person) {
    return name_key(person.given) + " " + name_key(person.surname);
}

namespace {

// The row of somebody named on an open contact, once the asker may change it and may find the
// person whom they speak of.
Result<Values> named_row(store::Session& session, const Context& context, RowWriter& writer,
                         std::int64_t contact, std::int64_t named, std::optional<PersonId> person) {
    auto allowed =
        access::guard_contact(session, context.policy, context.subject, Action::ask, contact);
    if (!allowed) return allowed.failure();
    if (!open_contact(writer, contact)) return decided_already();
    auto row = writer.current("contact_person", named);
    if (!row || row->at("contact_id").integer() != contact) return Refusal{"absent"};
    if (person) {
        // Somebody who may not be found by the asker cannot be matched by guessing an id.
        auto seen =
            access::guard_person(session, context.policy, context.subject, Action::search, *person);
        if (!seen) return seen.failure();
    }
    return std::move(*row);
}

NamedPerson named_as(std::int64_t id, const Values& row) {
    NamedPerson person;
    person.row = id;
    person.given = row.at("given").text();
    person.surname = row.at("surname").text();
    if (!row.at("born").is_null()) person.born = Date::parse(row.at("born").text());
    if (!row.at("expected").is_null()) person.expected = Date::parse(row.at("expected").text());
    return person;
}

// Somebody has said who the person named is, or is not.
Result<Done> answer_question(store::Session& session, const Context& context, RowWriter& writer,
                             std::int64_t contact, std::int64_t named) {
    const auto task = session.one(kQuestion, {{"contact", contact}, {"named", named}},
                                  [](const store::Row& row) { return row.int64(0); });
    if (!task) return Done{};
    return writer.revise("task", *task,
                         {{"done_at", context.now}, {"done_by", context.subject.worker}});
}

// Ends every word that they are not the same, also of earlier contacts.
Result<Done> forget_rejections(store::Session& session, const Context& context, RowWriter& writer,
                               const NamedPerson& named, PersonId person) {
    std::vector<std::int64_t> ids;
    session.each(kNeverMatch,
                 {{"person", person},
                  {"row", named.row},
                  {"name", names_key(named)},
                  {"born", named.born ? store::Value(*named.born) : store::Value{}},
                  {"expected", named.expected ? store::Value(*named.expected) : store::Value{}}},
                 [&](const store::Row& row) { ids.push_back(row.int64(0)); });
    for (const auto id : ids) {
        auto ended = writer.revise("never_match", id, {{"to_date", context.today()}});
        if (!ended) return ended.failure();
    }
    return Done{};
}

}  // namespace

Result<Done> match_person(store::Session& session, const Context& context, std::int64_t contact,
                          std::int64_t named, std::optional<PersonId> person) {
    RowWriter writer(session, context);
    auto row = named_row(session, context, writer, contact, named, person);
    if (!row) return row.failure();
    if (person) {
        auto forgotten =
            forget_rejections(session, context, writer, named_as(named, row.value()), *person);
        if (!forgotten) return forgotten.failure();
        auto answered = answer_question(session, context, writer, contact, named);
        if (!answered) return answered.failure();
    }
    return writer.revise("contact_person", named,
                         {{"person_id", person ? store::Value(*person) : store::Value{}}});
}

Result<Done> reject_match(store::Session& session, const Context& context, std::int64_t contact,
                          std::int64_t named, PersonId person) {
    RowWriter writer(session, context);
    auto row = named_row(session, context, writer, contact, named, person);
    if (!row) return row.failure();
    const auto who = named_as(named, row.value());
    // Said twice is said once.
    auto forgotten = forget_rejections(session, context, writer, who, person);
    if (!forgotten) return forgotten.failure();
    writer.insert("never_match",
                  {{"contact_id", contact},
                   {"contact_person_id", named},
                   {"person_id", person},
                   {"name", names_key(who)},
                   {"born", who.born ? store::Value(*who.born) : store::Value{}},
                   {"expected", who.expected ? store::Value(*who.expected) : store::Value{}},
                   {"worker_id", context.subject.worker},
                   {"from_date", context.today()}});
    auto answered = answer_question(session, context, writer, contact, named);
    if (!answered) return answered.failure();
    const auto& matched = row->at("person_id");
    if (matched.is_null() || matched.integer() != person.value) return Done{};
    return writer.revise("contact_person", named, {{"person_id", store::Value{}}});
}

Result<Done> ask_who(store::Session& session, const Context& context, std::int64_t contact,
                     std::int64_t named) {
    RowWriter writer(session, context);
    auto row = named_row(session, context, writer, contact, named, std::nullopt);
    if (!row) return row.failure();
    if (session.one(kQuestion, {{"contact", contact}, {"named", named}},
                    [](const store::Row& r) { return r.int64(0); }))
        return Done{};
    const auto who = named_as(named, row.value());
    const auto reference = writer.current("contact", contact)->at("reference").text();
    writer.insert("task", {{"kind", kWhoIsThis},
                           {"title", fmt::format("Say who {} is: request {} may name somebody on "
                                                 "record",
                                                 who.name(), reference)},
                           {"contact_id", contact},
                           {"subject_id", named},
                           {"role", "mash_manager"}});
    return Done{};
}

Result<Done> allow_match(store::Session& session, const Context& context, std::int64_t contact,
                         std::int64_t named, PersonId person) {
    RowWriter writer(session, context);
    auto row = named_row(session, context, writer, contact, named, person);
    if (!row) return row.failure();
    return forget_rejections(session, context, writer, named_as(named, row.value()), person);
}

}  // namespace hearth::record
