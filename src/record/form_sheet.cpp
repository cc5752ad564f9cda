#include "record/form_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

#include "base/text.h"
#include "record/effects.h"
#include "record/entries.h"

namespace hearth::record {
namespace {

using practice::About;
using practice::Choose;
using practice::ExprValue;
using practice::FieldType;
using practice::Form;
using store::Sql;

constexpr Sql kMembers{"form_family_members", R"(
SELECT p.id, p.given, p.surname, MIN(m.role), p.born
FROM family_member m
JOIN person p ON p.id = one_person(m.person_id) AND p.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE m.family_id = :family AND m.superseded_at = '9999-12-31T23:59:59.999Z' AND m.to_date IS NULL
GROUP BY p.id, p.given, p.surname, p.born
ORDER BY MIN(CASE m.role WHEN 'child' THEN 0 WHEN 'parent' THEN 1 ELSE 2 END), p.born, p.id)"};
constexpr Sql kContactPeople{"form_contact_people", R"(
SELECT id, given, surname, role, born FROM contact_person
WHERE contact_id = :contact AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY CASE role WHEN 'child' THEN 0 WHEN 'parent' THEN 1 ELSE 2 END, born, id)"};
constexpr Sql kWorkers{"form_workers", R"(
SELECT w.id, w.name, w.job_title, t.name, tm.team_id
FROM worker w
JOIN agency a ON a.id = w.agency_id AND a.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN team_member tm ON tm.worker_id = w.id AND tm.superseded_at = '9999-12-31T23:59:59.999Z' AND tm.to_date IS NULL
LEFT JOIN team t ON t.id = tm.team_id AND t.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE w.superseded_at = '9999-12-31T23:59:59.999Z' AND (w.to_date IS NULL OR w.to_date >= :today)
  AND w.discipline <> 'partner'
ORDER BY w.name, w.id)"};
constexpr Sql kCaseloads{"form_caseloads", R"(
SELECT al.worker_id, COUNT(*)
FROM allocation al
JOIN family_member m ON m.family_id = al.family_id AND m.role = 'child'
  AND m.superseded_at = '9999-12-31T23:59:59.999Z' AND m.to_date IS NULL
WHERE al.superseded_at = '9999-12-31T23:59:59.999Z' AND al.to_date IS NULL
GROUP BY al.worker_id)"};
constexpr Sql kTeams{"form_teams", R"(
SELECT id, name FROM team
WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND (to_date IS NULL OR to_date >= :today)
ORDER BY name, id)"};
constexpr Sql kAgencies{"form_agencies", R"(
SELECT id, name FROM agency
WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND kind <> 'local_authority'
  AND agreement_from IS NOT NULL AND agreement_from <= :today AND (agreement_to IS NULL OR agreement_to >= :today)
ORDER BY name, id)"};
// The families of those people of the contact whom somebody has matched.
constexpr Sql kMatchedFamilies{"form_matched_families", R"(
SELECT DISTINCT f.id, f.name, f.reference
FROM contact_person cp
JOIN family_member m ON m.person_id IN same_person(cp.person_id) AND m.superseded_at = '9999-12-31T23:59:59.999Z' AND m.to_date IS NULL
JOIN family f ON f.id = m.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE cp.contact_id = :contact AND cp.superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY f.name, f.id)"};
constexpr Sql kFamilyName{"form_family_name", R"(
SELECT name FROM family WHERE id = :id AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kContactReference{"form_contact_reference", R"(
SELECT reference FROM contact WHERE id = :id AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kFamilyTeam{"form_family_team", R"(
SELECT team_id FROM family_team
WHERE family_id = :family AND superseded_at = '9999-12-31T23:59:59.999Z' AND to_date IS NULL)"};
constexpr Sql kLast{"form_last_entry", R"(
SELECT e.id, e.version_id, e.happened_at, w.name
FROM entry e
LEFT JOIN worker w ON w.id = e.author_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE e.family_id = :family AND e.form = :form AND e.id <> :revises AND e.status = 'signed'
  AND e.superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY e.happened_at DESC, e.id DESC LIMIT 1)"};
constexpr Sql kLastSections{"form_last_sections",
                            "SELECT class, answers FROM entry_section WHERE version_id = :version"};

bool uses(const Form& form, std::initializer_list<FieldType> types) {
    for (const auto& section : form.sections)
        for (const auto& field : section.fields)
            if (std::find(types.begin(), types.end(), field.type) != types.end()) return true;
    return false;
}

bool allocates(const Form& form) {
    return std::any_of(form.effects.begin(), form.effects.end(), [](const auto& effect) {
        return effect.kind == practice::EffectKind::makes && effect.target == "allocation";
    });
}

std::string with_age(const store::Row& row, Date today) {
    std::string words = fmt::format("{} {}", row.text(1), row.text(2));
    if (const auto born = row.date(4); born && *born <= today)
        words += fmt::format(", {}", plural(age_in_years(*born, today), "year", "years"));
    return words;
}

bool fits(Choose choose, bool child) {
    switch (choose) {
        case Choose::none:
            return false;
        case Choose::children:
            return child;
        case Choose::adults:
            return !child;
        case Choose::members:
            return true;
    }
    return false;
}

void read_choices(store::Session& session, const Context& context, FormSheet& sheet) {
    const Form& form = *sheet.form;
    const auto& subject = sheet.draft.subject;
    if (form.people != Choose::none || uses(form, {FieldType::person, FieldType::people})) {
        const auto add = [&](const store::Row& row) {
            const bool child = row.text(3) == "child";
            Choosable person{.id = id_to_text(row.int64(0)),
                             .words = with_age(row, context.today()),
                             .child = child};
            person.ticked_for_form = fits(form.people, child);
            sheet.people.push_back(std::move(person));
        };
        if (subject.family)
            session.each(kMembers, {{"family", subject.family}}, add);
        else if (subject.contact != 0)
            session.each(kContactPeople, {{"contact", subject.contact}}, add);
    }
    if (uses(form, {FieldType::worker, FieldType::workers})) {
        const auto team = session
                              .one(kFamilyTeam, {{"family", subject.family}},
                                   [](const store::Row& row) { return row.int64(0); })
                              .value_or(0);
        std::map<std::int64_t, std::int64_t> caseloads;
        const bool show = allocates(form);
        if (show)
            session.each(kCaseloads, {},
                         [&](const store::Row& row) { caseloads[row.int64(0)] = row.int64(1); });
        std::string before;
        session.each(kWorkers, {{"today", context.today()}}, [&](const store::Row& row) {
            const auto id = id_to_text(row.int64(0));
            const bool near = team != 0 && row.maybe_int64(4) == team;
            if (id == before) {  // in two teams
                sheet.workers.back().near = sheet.workers.back().near || near;
                return;
            }
            before = id;
            std::string words = fmt::format("{}, {}", row.text(1), row.text(2));
            if (!row.is_null(3)) words += fmt::format(", {}", row.text(3));
            if (show)
                words +=
                    fmt::format(" ({} of {})", plural(caseloads[row.int64(0)], "child", "children"),
                                context.practice.caseload_target);
            sheet.workers.push_back({.id = id, .words = std::move(words), .near = near});
        });
        std::stable_partition(sheet.workers.begin(), sheet.workers.end(),
                              [](const Choosable& c) { return c.near; });
    }
    const auto plain = [](std::vector<Choosable>& into) {
        return [&into](const store::Row& row) {
            into.push_back({.id = id_to_text(row.int64(0)), .words = std::string(row.text(1))});
        };
    };
    if (uses(form, {FieldType::team}))
        session.each(kTeams, {{"today", context.today()}}, plain(sheet.teams));
    if (uses(form, {FieldType::agency}))
        session.each(kAgencies, {{"today", context.today()}}, plain(sheet.agencies));
    if (uses(form, {FieldType::family}) && subject.contact != 0)
        session.each(kMatchedFamilies, {{"contact", subject.contact}}, [&](const store::Row& row) {
            sheet.families.push_back({.id = id_to_text(row.int64(0)),
                                      .words = fmt::format("{}, {}", row.text(1), row.text(2))});
        });
}

bool my_discipline(const Context& context, const practice::Section& section) {
    return section.disciplines.empty() ||
           std::find(section.disciplines.begin(), section.disciplines.end(),
                     context.subject.discipline) != section.disciplines.end();
}

void forget(const practice::Section& section, Answers& answers) {
    for (const auto& field : section.fields) {
        if (section.repeat.empty()) {
            answers.remove(field.id);
            answers.remove("other." + field.id);
            continue;
        }
        for (const int index : answers.groups(section.repeat))
            answers.remove(Answers::key(section.repeat, index, field.id));
    }
}

// The texts that could be answered to a field, as far as a condition can tell them apart.
std::vector<std::string> candidates(const practice::Practice& practice,
                                    const practice::Field& field, const practice::Expression& when,
                                    const std::string& name, bool& simple) {
    std::vector<std::string> out{""};
    switch (field.type) {
        case FieldType::yes_no:
            out.insert(out.end(), {"yes", "no"});
            return out;
        case FieldType::choice:
            if (const auto* list = practice.code_list(field.codes))
                for (const auto& code : list->codes) out.push_back(code.id);
            return out;
        case FieldType::text:
        case FieldType::longtext:
        case FieldType::person:
        case FieldType::family:
        case FieldType::worker:
        case FieldType::agency:
        case FieldType::team:
        case FieldType::date:
        case FieldType::instant:
        case FieldType::postcode:
            break;
        case FieldType::choices:
        case FieldType::number:
        case FieldType::scale:
        case FieldType::people:
        case FieldType::workers:
        case FieldType::calculated:
            simple = false;
            break;
    }
    // Of these only whether they are answered can be told.
    const std::string& text = when.text();
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
        const std::string_view rest = std::string_view(text).substr(at + name.size());
        if (!rest.starts_with(" is answered") && !rest.starts_with(" is not answered"))
            simple = false;
    }
    out.push_back("*");
    return out;
}

}  // namespace

bool offers(const practice::Field& field, const Choosable& person) {
    return field.codes.empty() || (field.codes == "children") == person.child;
}

std::function<ExprValue(std::string_view)> names_for(store::Session& session,
                                                     const Context& context, const Form& form,
                                                     const DraftSubject& subject) {
    struct Held {
        Submission submission;
        std::unique_ptr<EffectRunner> runner;
    };
    auto held = std::make_shared<Held>();
    held->submission.form = form.id;
    held->submission.family = subject.family;
    held->submission.contact = subject.contact;
    held->submission.check = subject.check;
    held->submission.meeting = subject.meeting;
    held->runner = std::make_unique<EffectRunner>(session, context, form, held->submission,
                                                  EntryId{}, std::vector<Ticked>{});
    return [held](std::string_view wanted) { return held->runner->name(wanted); };
}

std::optional<std::vector<Combination>> combinations(
    const Context& context, const Form& form, const practice::Expression& when,
    const std::function<ExprValue(std::string_view)>& names, std::string_view group) {
    struct Asked {
        std::string name;
        std::vector<std::string> texts;
    };
    std::vector<Asked> asked;
    bool simple = true;
    std::size_t product = 1;
    for (const auto& name : when.fields()) {
        const practice::Field* field =
            group.empty() ? nullptr : form.field(std::string(group) + "." + name);
        if (field == nullptr) field = form.field(name);
        if (field == nullptr) return std::nullopt;  // ticked people, a group, group.field
        asked.push_back({name, candidates(context.practice, *field, when, name, simple)});
        product *= asked.back().texts.size();
        if (!simple || product > 600) return std::nullopt;
    }
    std::vector<Combination> out;
    for (std::size_t n = 0; n < product; ++n) {
        Combination these;
        std::size_t rest = n;
        for (const auto& one : asked) {
            these.emplace_back(one.name, one.texts[rest % one.texts.size()]);
            rest /= one.texts.size();
        }
        practice::ExprContext expression;
        expression.answer = [&](std::string_view name) -> ExprValue {
            for (const auto& [field, text] : these)
                if (field == name) return text.empty() ? ExprValue{} : ExprValue{text};
            return {};
        };
        expression.context = names;
        if (when.truth(expression)) out.push_back(std::move(these));
    }
    return out;
}

bool could_show(const Context& context, const Form& form, const practice::Expression& when,
                const std::function<ExprValue(std::string_view)>& names, std::string_view group) {
    const auto found = combinations(context, form, when, names, group);
    return !found || !found->empty();
}

Result<FormSheet> form_sheet(store::Session& session, const Context& context, std::int64_t id) {
    auto read = read_draft_with_access(session, context, id);
    if (!read) return read.failure();
    FormSheet sheet;
    sheet.draft = std::move(read.value().draft);
    const auto& subject = sheet.draft.subject;
    sheet.form = context.practice.form(subject.form, sheet.draft.form_version);
    if (sheet.form == nullptr) return Refusal{"absent"};
    const Form& form = *sheet.form;
    const auto& classes = read.value().classes;
    sheet.may_sign = may_sign(context.subject, form);
    sheet.locked = is_locked(context.subject, form, sheet.draft);
    const auto names = names_for(session, context, form, subject);

    for (const auto& section : form.sections) {
        const auto& cls = section.field_class.empty() ? form.field_class : section.field_class;
        const bool readable =
            form.about == About::contact || classes.has(context.policy.class_index(cls));
        if (!readable || (section.when && !could_show(context, form, *section.when, names))) {
            sheet.sections.push_back(SectionUse::hidden);
            forget(section, sheet.draft.answers);
        } else {
            sheet.sections.push_back(my_discipline(context, section) ? SectionUse::write
                                                                     : SectionUse::read);
        }
    }
    if (subject.family)
        sheet.subject = session
                            .one(kFamilyName, {{"id", subject.family}},
                                 [](const store::Row& row) { return std::string(row.text(0)); })
                            .value_or("");
    else if (subject.contact != 0)
        sheet.subject =
            session
                .one(kContactReference, {{"id", subject.contact}},
                     [](const store::Row& row) { return "Request " + std::string(row.text(0)); })
                .value_or("");
    read_choices(session, context, sheet);

    if (subject.family) {
        struct Found {
            LastEntry last;
            std::int64_t version;
        };
        auto found = session.one(
            kLast,
            {{"family", subject.family}, {"form", form.id}, {"revises", subject.revises.value}},
            [](const store::Row& row) {
                return Found{{row.id<EntryTag>(0),
                              row.instant(2).value_or(Instant{}),
                              std::string(row.text(3)),
                              {}},
                             row.int64(1)};
            });
        if (found) {
            session.each(kLastSections, {{"version", found->version}}, [&](const store::Row& row) {
                if (!classes.has(context.policy.class_index(row.text(0)))) return;
                auto answers = Answers::from_json(row.text(1));
                if (!answers) throw std::runtime_error("an entry's answers cannot be read");
                for (const auto& field : answers.value().fields())
                    found->last.answers.set(field.name, field.texts);
            });
            if (!found->last.answers.empty()) sheet.last = std::move(found->last);
        }
    }
    const auto values = practice::context_of(context.practice, form, sheet.draft.answers, names);
    for (std::size_t s = 0; s < form.sections.size(); ++s) {
        if (sheet.sections[s] == SectionUse::hidden || !form.sections[s].repeat.empty()) continue;
        for (const auto& field : form.sections[s].fields)
            if (field.type == FieldType::calculated && field.value)
                sheet.calculated.emplace_back(field.id, field.value->value(values));
    }
    return sheet;
}

}  // namespace hearth::record
