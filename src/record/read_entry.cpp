#include "record/read_entry.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "access/guard.h"
#include "base/text.h"
#include "practice/answers.h"
#include "record/entries.h"
#include "record/names.h"

namespace hearth::record {
namespace {

using store::Sql;

constexpr Sql kCurrent{"entry_to_read", R"(
SELECT e.version_id, e.recorded_at, e.form, e.form_version, e.family_id, e.contact_id, e.class, e.status,
       e.happened_at, e.title, e.summary, e.significant, e.discipline, w.name, g.name
FROM entry e
JOIN worker w ON w.id = e.author_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN agency g ON g.id = e.agency_id AND g.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE e.id = :entry AND e.superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kPast{"entry_version_to_read", R"(
SELECT e.version_id, e.recorded_at, e.form, e.form_version, e.family_id, e.contact_id, e.class, e.status,
       e.happened_at, e.title, e.summary, e.significant, e.discipline, w.name, g.name
FROM entry e
JOIN worker w ON w.id = e.author_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN agency g ON g.id = e.agency_id AND g.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE e.id = :entry AND e.version_id = :version AND e.superseded_at <> '9999-12-31T23:59:59.999Z')"};
constexpr Sql kVersions{"entry_versions", R"(
SELECT e.version_id, e.recorded_at, w.name, 1 AS now FROM entry e
JOIN worker w ON w.id = e.recorded_by AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE e.id = :entry AND e.superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT e.version_id, e.recorded_at, w.name, 0 FROM entry e
JOIN worker w ON w.id = e.recorded_by AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE e.id = :entry AND e.superseded_at <> '9999-12-31T23:59:59.999Z'
  AND e.class IN (SELECT value FROM each_text(:classes))
ORDER BY 2 DESC, 1 DESC)"};
constexpr Sql kSections{"entry_sections", R"(
SELECT section, answers FROM entry_section
WHERE version_id = :version AND class IN (SELECT value FROM each_text(:classes)) ORDER BY section)"};
constexpr Sql kClasses{"entry_section_classes",
                       "SELECT DISTINCT class FROM entry_section WHERE version_id = :version"};
constexpr Sql kPeople{"entry_people", R"(
SELECT DISTINCT p.id, p.given || ' ' || p.surname
FROM entry_person x JOIN person p ON p.id = one_person(x.person_id) AND p.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE x.entry_id = :entry ORDER BY p.id)"};
constexpr Sql kSignatures{"entry_signatures", R"(
SELECT w.name, s.role, s.kind, s.note, s.signed_at
FROM entry_signature s JOIN worker w ON w.id = s.worker_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE s.version_id = :version ORDER BY s.signed_at, s.id)"};

// Rows that the entry made, found through its family and its people, which have indexes.
constexpr Sql kMade{"made_by_entry", R"(
SELECT 'clock' AS what, c.rule AS a, date_part_of(c.due_at) AS day, one_person(c.person_id), 'general' AS class FROM clock c
WHERE c.family_id = :family AND c.entry_id = :entry AND c.superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 'action', a.what, a.due_on, one_person(a.person_id), a.class FROM action a
WHERE a.family_id = :family AND a.entry_id = :entry AND a.superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 'measure', m.kind, m.measured_on, one_person(m.person_id), m.class FROM measure m
WHERE m.family_id = :family AND m.entry_id = :entry AND m.superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 'meeting', m.kind, date_part_of(m.planned_at), NULL, 'general' FROM meeting m
WHERE m.family_id = :family AND m.entry_id = :entry AND m.superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 'plan', p.title, p.start_date, NULL, 'general' FROM plan p
WHERE p.family_id = :family AND p.entry_id = :entry AND p.superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 'task', t.title, date_part_of(t.due_at), NULL, 'general' FROM task t
WHERE t.family_id = :family AND t.entry_id = :entry AND t.superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 'visit', v.kind, v.visit_date, one_person(v.person_id), 'general' FROM visit v
WHERE v.person_id IN (SELECT value FROM each_record(:people)) AND v.entry_id = :entry AND v.superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 'assessment', '', x.start_date, one_person(x.person_id), 'general' FROM assessment x
WHERE x.person_id IN (SELECT value FROM each_record(:people)) AND x.entry_id = :entry AND x.superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 'cin_plan', '', x.start_date, one_person(x.person_id), 'general' FROM cin_plan x
WHERE x.person_id IN (SELECT value FROM each_record(:people)) AND x.entry_id = :entry AND x.superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 'cp_plan', '', x.start_date, one_person(x.person_id), 'general' FROM cp_plan x
WHERE x.person_id IN (SELECT value FROM each_record(:people)) AND x.entry_id = :entry AND x.superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 's47_enquiry', '', x.start_date, one_person(x.person_id), 'general' FROM s47_enquiry x
WHERE x.person_id IN (SELECT value FROM each_record(:people)) AND x.entry_id = :entry AND x.superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY 1, 3)"};

struct Head {
    std::int64_t version = 0;
    FamilyId family;
    std::string field_class;
    EntryRead read;
};

Head read_head(const store::Row& row) {
    Head h;
    h.version = row.int64(0);
    h.read.version = h.version;
    h.read.recorded = row.instant(1).value();
    h.read.form = row.text(2);
    h.read.form_version = static_cast<int>(row.int64(3));
    h.family = row.id<FamilyTag>(4);
    h.read.contact = row.maybe_int64(5).value_or(0);
    h.field_class = row.text(6);
    h.read.status = row.text(7);
    h.read.happened = row.instant(8).value();
    h.read.title = row.text(9);
    h.read.summary = row.text(10);
    h.read.significant = row.yes(11);
    h.read.discipline = row.text(12);
    h.read.author = row.text(13);
    h.read.agency = row.text(14);
    return h;
}

// What a reader sees of one answer: labels, names, plain dates; several joined with commas.
std::string in_words(const practice::Field& field, const practice::ExprContext& words,
                     const std::string& key) {
    return join(words.words ? words.words(key) : practice::ExprValue{},
                field.type == practice::FieldType::longtext ? "\n" : ", ");
}

std::string made_words(const Context& context, std::string_view what, std::string_view a) {
    const auto label = [&](std::string_view list) {
        const auto* codes = context.practice.code_list(list);
        return std::string(codes == nullptr ? a : codes->label(a));
    };
    if (what == "clock") {
        const auto rule = context.practice.clocks.find(a);
        return "Clock: " +
               (rule == context.practice.clocks.end() ? std::string(a) : rule->second.title);
    }
    if (what == "meeting") {
        const auto kind = context.practice.meetings.find(a);
        return "Meeting: " +
               (kind == context.practice.meetings.end() ? std::string(a) : kind->second.title);
    }
    if (what == "action") return fmt::format("Action: {}", a);
    if (what == "measure") return "Measure: " + label("measure_kind");
    if (what == "plan") return fmt::format("Plan: {}", a);
    if (what == "task") return fmt::format("Task: {}", a);
    if (what == "visit") return "Visit: " + label("visit_kind");
    if (what == "assessment") return "Assessment";
    if (what == "cin_plan") return "Child in need plan";
    if (what == "cp_plan") return "Child protection plan";
    return "Section 47 enquiry";
}

// The questions that open_revision will ask, so that nobody is led to a refusal: the form is theirs
// to write, about this family, and they may read the whole of what they would write anew.
bool may_revise(store::Session& session, const Context& context, const FamilyHead& head,
                const EntryRead& entry) {
    const auto* form = context.practice.form(entry.form);
    if (form == nullptr || !may_write(context.subject, *form)) return false;
    const auto facts = access::family_facts(session, context.subject, head.id);
    if (!facts) return false;
    const auto decision = context.policy.decide(
        context.subject, access::Action::write,
        {access::ObjectKind::family, *facts, context.policy.class_index(form->field_class)});
    bool whole = decision.allowed;
    session.each(kClasses, {{"version", entry.version}}, [&](const store::Row& row) {
        whole = whole && decision.classes.has(context.policy.class_index(row.text(0)));
    });
    return whole;
}

}  // namespace

SectionRead section_in_words(const Context& context, const practice::Form& form,
                             const practice::Section& section, const Answers& answers,
                             Names& names) {
    SectionRead out{section.id, section.title, {}};
    const auto none = [](std::string_view) { return practice::ExprValue{}; };
    const auto group = [&](const practice::ExprContext& words, auto key) {
        std::vector<AnswerLine> lines;
        for (const auto& field : section.fields) {
            const std::string at = key(field.id);
            if (!answers.has(at)) continue;
            std::string said = in_words(field, words, section.repeat.empty() ? at : field.id);
            if (is_blank(said)) said = join(answers.all(at), ", ");
            if (is_blank(said)) continue;
            lines.push_back(
                {field.label, std::move(said), field.type == practice::FieldType::longtext});
        }
        if (!lines.empty()) out.groups.push_back(std::move(lines));
    };
    const auto words =
        practice::context_of(context.practice, form, answers, none, names.of_fields());
    if (section.repeat.empty()) {
        group(words, [](const std::string& id) { return id; });
    } else {
        for (const int index : answers.groups(section.repeat))
            group(practice::context_of(context.practice, form, answers, none, names.of_fields(),
                                       section.repeat, index),
                  [&](const std::string& id) { return Answers::key(section.repeat, index, id); });
    }
    return out;
}

Result<EntryRead> read_entry(store::Session& session, const Context& context, EntryId entry,
                             std::int64_t version) {
    auto found = session.one(kCurrent, {{"entry", entry}}, read_head);
    const std::int64_t newest = found ? found->version : 0;
    const std::string newest_class = found ? found->field_class : "";
    if (found && version != 0 && version != newest)
        found = session.one(kPast, {{"entry", entry}, {"version", version}}, read_head);

    // An entry that is not there is asked about like one of no family: refused, and logged so.
    access::Decision decision;
    std::optional<FamilyHead> head;
    const access::Logged logged{"entry", entry.value};
    if (!found || found->family) {
        const FamilyId family = found ? found->family : FamilyId{};
        auto allowed =
            access::guard_family(session, context.policy, context.subject, access::Action::view,
                                 family, found ? std::string_view(newest_class) : "", logged);
        if (!allowed) return allowed.failure();
        auto frame = family_head(session, context, family, "entry_page");
        if (!frame) return frame.failure();
        decision = frame->decision;
        head = std::move(frame).value();
    } else {
        auto allowed =
            access::guard_contact(session, context.policy, context.subject, access::Action::view,
                                  found->read.contact, newest_class, logged);
        if (!allowed) return allowed.failure();
        decision = std::move(allowed).value();
    }
    const Readable readable(context, decision.classes);
    if (!readable.has(found->field_class)) return Refusal{"refused.class"};

    EntryRead out = std::move(found->read);
    out.id = entry;
    out.current = out.version == newest;
    out.head = std::move(head);
    session.each(kPeople, {{"entry", entry}}, [&](const store::Row& row) {
        out.people.emplace_back(row.id<PersonTag>(0), std::string(row.text(1)));
    });
    session.each(kSignatures, {{"version", out.version}}, [&](const store::Row& row) {
        out.signatures.push_back({std::string(row.text(0)), std::string(row.text(1)),
                                  std::string(row.text(2)), std::string(row.text(3)),
                                  row.instant(4).value()});
    });
    session.each(
        kVersions, {{"entry", entry}, {"classes", readable.names()}}, [&](const store::Row& row) {
            out.versions.push_back(
                {row.int64(0), row.instant(1).value(), std::string(row.text(2)), row.yes(3)});
        });

    std::map<std::string, Answers> stored;
    Answers all;
    session.each(kSections, {{"version", out.version}, {"classes", readable.names()}},
                 [&](const store::Row& row) {
                     auto answers = Answers::from_json(row.text(1));
                     if (!answers) return;
                     for (const auto& field : answers->fields()) all.set(field.name, field.texts);
                     stored.emplace(row.text(0), std::move(answers).value());
                 });
    Names names(session);
    const auto* form = context.practice.form(out.form, out.form_version);
    out.form_known = form != nullptr;
    if (form != nullptr) {
        for (const auto& section : form->sections) {
            if (!stored.contains(section.id)) continue;
            auto read = section_in_words(context, *form, section, all, names);
            if (!read.groups.empty()) out.sections.push_back(std::move(read));
        }
        out.may_revise = out.current && out.status == "signed" && out.contact == 0 && out.head &&
                         may_revise(session, context, *out.head, out);
    } else {
        for (const auto& [id, answers] : stored) {
            SectionRead read{id, id, {{}}};
            for (const auto& field : answers.fields())
                read.groups.front().push_back({field.name, join(field.texts, ", "), true});
            out.sections.push_back(std::move(read));
        }
    }

    if (out.head) {
        std::vector<PersonId> people;
        for (const auto& [person, name] : out.people) people.push_back(person);
        session.each(kMade, {{"family", out.head->id}, {"entry", entry}, {"people", people}},
                     [&](const store::Row& row) {
                         if (!readable.has(row.text(4))) return;
                         std::string words = made_words(context, row.text(0), row.text(1));
                         const auto person = row.id<PersonTag>(3);
                         if (person) words += ", " + names.person(person);
                         if (const auto day = row.date(2)) words += ", " + day->plain();
                         out.made.push_back(std::move(words));
                     });
    }
    return out;
}

}  // namespace hearth::record
