// Long because: one page asks many small questions, and their SQL stands beside the one function
// that asks them. Past the usual length: one page's many small parts, a statement and a few lines
// each.
#include "record/family_overview.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/answers.h"
#include "base/text.h"
#include "record/names.h"

namespace hearth::record {
namespace {

using store::Sql;

constexpr Sql kMembers{"overview_members", R"(
SELECT p.id, p.given, p.surname, m.role, m.household, p.sex, p.born, p.expected, p.died
FROM family_member m JOIN person p ON p.id = one_person(m.person_id) AND p.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE m.family_id = :family AND m.superseded_at = '9999-12-31T23:59:59.999Z'
  AND m.from_date <= :today AND (m.to_date IS NULL OR m.to_date >= :today)
ORDER BY CASE m.role WHEN 'child' THEN 0 WHEN 'parent' THEN 1 WHEN 'carer' THEN 2 ELSE 3 END,
         CASE WHEN p.born IS NULL THEN 1 ELSE 0 END, p.born, m.id)"};

// What is open for each child now, the weightiest first.
constexpr Sql kBasis{"overview_basis", R"(
SELECT one_person(x.person_id), 0 AS weight, 'looked_after' AS basis, '' AS detail FROM cla_episode x
WHERE x.person_id IN (SELECT value FROM each_record(:people)) AND x.superseded_at = '9999-12-31T23:59:59.999Z'
  AND x.start_date <= :today AND (x.end_date IS NULL OR x.end_date > :today)
UNION ALL
SELECT one_person(x.person_id), 1, 's47', COALESCE(x.latest_category, x.initial_category, '') FROM cp_plan x
WHERE x.person_id IN (SELECT value FROM each_record(:people)) AND x.superseded_at = '9999-12-31T23:59:59.999Z'
  AND x.start_date <= :today AND (x.end_date IS NULL OR x.end_date > :today)
UNION ALL
SELECT one_person(x.person_id), 2, 's17', '' FROM cin_plan x
WHERE x.person_id IN (SELECT value FROM each_record(:people)) AND x.superseded_at = '9999-12-31T23:59:59.999Z'
  AND x.start_date <= :today AND (x.end_date IS NULL OR x.end_date > :today)
UNION ALL
SELECT one_person(x.person_id), 3, 'early_help', '' FROM early_help_episode x
WHERE x.person_id IN (SELECT value FROM each_record(:people)) AND x.superseded_at = '9999-12-31T23:59:59.999Z'
  AND x.start_date <= :today AND (x.end_date IS NULL OR x.end_date > :today)
UNION ALL
SELECT one_person(x.person_id), 4, 'referral', '' FROM referral x
WHERE x.person_id IN (SELECT value FROM each_record(:people)) AND x.superseded_at = '9999-12-31T23:59:59.999Z'
  AND x.referral_date <= :today AND (x.close_date IS NULL OR x.close_date > :today)
ORDER BY 1, 2)"};

constexpr Sql kWorkers{"overview_workers", R"(
SELECT a.worker_id, w.name, a.discipline, g.name, w.job_title, a.lead, a.from_date
FROM allocation a
JOIN worker w ON w.id = a.worker_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN agency g ON g.id = w.agency_id AND g.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE a.family_id = :family AND a.superseded_at = '9999-12-31T23:59:59.999Z'
  AND a.from_date <= :today AND (a.to_date IS NULL OR a.to_date >= :today)
ORDER BY a.lead DESC, a.from_date, a.id)"};

constexpr Sql kClocks{"overview_clocks", R"(
SELECT c.id, c.rule, c.rule_words, c.due_at, p.given, e.class
FROM clock c
LEFT JOIN person p ON p.id = one_person(c.person_id) AND p.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN entry e ON e.id = c.entry_id AND e.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE c.family_id = :family AND c.superseded_at = '9999-12-31T23:59:59.999Z' AND c.stopped_at IS NULL
ORDER BY c.due_at, c.id)"};

constexpr Sql kActions{"overview_actions", R"(
SELECT a.id, a.what, a.due_on, w.name, a.owner_name
FROM action a LEFT JOIN worker w ON w.id = a.owner_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE a.family_id = :family AND a.superseded_at = '9999-12-31T23:59:59.999Z' AND a.status = 'open'
  AND a.class IN (SELECT value FROM each_text(:classes))
ORDER BY a.due_on, a.id)"};

constexpr Sql kMeetings{"overview_meetings", R"(
SELECT id, kind, date_part_of(planned_at) FROM meeting
WHERE family_id = :family AND superseded_at = '9999-12-31T23:59:59.999Z' AND status = 'planned'
ORDER BY planned_at, id LIMIT 3)"};

constexpr Sql kVoice{"overview_voice", R"(
SELECT e.id, e.form, e.form_version, e.happened_at, w.name, s.section, s.answers
FROM (SELECT id, version_id, form, form_version, happened_at, author_id FROM entry x
      WHERE x.family_id = :family AND x.superseded_at = '9999-12-31T23:59:59.999Z'
        AND x.status = 'signed' AND x.class IN (SELECT value FROM each_text(:classes))
        AND EXISTS (SELECT 1 FROM entry_section v WHERE v.version_id = x.version_id AND v.class = 'voice')
      ORDER BY x.happened_at DESC, x.id DESC LIMIT 4) e
JOIN entry_section s ON s.version_id = e.version_id AND s.class = 'voice'
JOIN worker w ON w.id = e.author_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY e.happened_at DESC, e.id DESC, s.section)"};

constexpr Sql kLatest{"overview_latest", R"(
SELECT e.id, e.title, e.summary, w.name, e.discipline, e.happened_at, e.significant
FROM entry e JOIN worker w ON w.id = e.author_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE e.family_id = :family AND e.superseded_at = '9999-12-31T23:59:59.999Z' AND e.status = 'signed'
  AND e.class IN (SELECT value FROM each_text(:classes))
ORDER BY e.happened_at DESC, e.id DESC LIMIT 5)"};

constexpr Sql kPlans{"overview_plans", R"(
SELECT id, kind, title, danger, contingency, start_date FROM plan
WHERE family_id = :family AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND start_date <= :today AND (end_date IS NULL OR end_date >= :today)
ORDER BY start_date DESC, id DESC)"};

constexpr Sql kMeasures{"overview_measures", R"(
SELECT m.kind, p.id, p.given, m.measured_on, m.value
FROM measure m
LEFT JOIN person p ON p.id = one_person(m.person_id) AND p.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE m.family_id = :family AND m.superseded_at = '9999-12-31T23:59:59.999Z'
  AND m.class IN (SELECT value FROM each_text(:classes))
  AND (m.entry_id IS NULL OR EXISTS (SELECT 1 FROM entry e WHERE e.id = m.entry_id
    AND e.superseded_at = '9999-12-31T23:59:59.999Z'
    AND e.class IN (SELECT value FROM each_text(:classes))))
  AND m.kind IN ('risk', 'readiness', 'importance', 'confidence')
ORDER BY CASE m.kind WHEN 'risk' THEN 0 WHEN 'readiness' THEN 1 WHEN 'confidence' THEN 2 ELSE 3 END,
         COALESCE(p.id, 0), m.measured_on, m.id)"};

constexpr Sql kConsent{"overview_consent", R"(
SELECT c.purpose, c.decision, c.reason, p.given, c.from_date
FROM consent c LEFT JOIN person p ON p.id = one_person(c.person_id) AND p.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE c.family_id = :family AND c.superseded_at = '9999-12-31T23:59:59.999Z'
  AND (c.to_date IS NULL OR c.to_date >= :today)
ORDER BY c.from_date DESC, c.id DESC)"};

constexpr Sql kAddresses{"overview_addresses", R"(
SELECT one_person(a.person_id), a.line1, a.town, a.postcode, a.confidential
FROM person_address a
WHERE a.person_id IN (SELECT value FROM each_record(:people)) AND a.superseded_at = '9999-12-31T23:59:59.999Z'
  AND a.kind IN ('home', 'placement', 'refuge', 'no_fixed_abode')
  AND (a.from_date IS NULL OR a.from_date <= :today) AND (a.to_date IS NULL OR a.to_date >= :today)
ORDER BY 1, a.from_date DESC NULLS LAST, a.id DESC)"};

std::string term(const Context& context, const std::string& id, std::string_view otherwise) {
    const auto it = context.practice.terms.find(id);
    return it == context.practice.terms.end() ? std::string(otherwise) : it->second;
}

std::string basis_words(const Context& context, std::string_view basis, std::string_view detail) {
    if (basis == "looked_after") return "Looked after";
    if (basis == "s47") {
        const auto* list = context.practice.code_list("abuse_category");
        const auto category = list == nullptr ? detail : list->label(detail);
        return detail.empty() ? std::string("Child protection plan")
                              : fmt::format("Child protection plan: {}", category);
    }
    if (basis == "s17") return term(context, "child_in_need", "Child in need") + " plan";
    if (basis == "early_help") return term(context, "early_help", "Early help");
    return "Referral open";
}

// The texts of a voice section in the order of its form; a repeated group names its child.
void hear(const Context& context, Names& names, std::string_view form_id, int version,
          std::string_view section_id, const Answers& answers, ChildWords found,
          std::vector<ChildWords>& out) {
    const auto* form = context.practice.form(form_id, version);
    const practice::Section* section = nullptr;
    if (form != nullptr)
        for (const auto& s : form->sections)
            if (s.id == section_id) section = &s;
    if (section == nullptr) return;
    const auto take = [&](auto key) {
        std::string text;
        for (const auto& field : section->fields) {
            const auto answer = answers.get(key(field.id));
            if (answer.empty()) continue;
            if (field.type == practice::FieldType::person) {
                if (const auto person = PersonId::parse(answer)) found.who = names.person(*person);
            } else if (field.type == practice::FieldType::longtext && text.empty()) {
                text = answer;
            }
        }
        if (!text.empty()) {
            found.text = text;
            out.push_back(found);
        }
    };
    if (section->repeat.empty()) {
        take([](const std::string& id) { return id; });
        return;
    }
    for (const int index : answers.groups(section->repeat))
        take([&](const std::string& id) { return Answers::key(section->repeat, index, id); });
}

std::vector<ChildWords> voices(store::Session& session, const Context& context,
                               const Readable& readable, FamilyId family) {
    std::vector<ChildWords> out;
    if (!readable.has("voice")) return out;
    struct Row {
        ChildWords found;
        std::string form, section, answers;
        int version = 0;
    };
    std::vector<Row> rows;
    session.each(kVoice, {{"family", family}, {"classes", readable.names()}},
                 [&](const store::Row& row) {
                     Row r;
                     r.found.entry = row.id<EntryTag>(0);
                     r.form = row.text(1);
                     r.version = static_cast<int>(row.int64(2));
                     r.found.on = date_of(row.instant(3).value());
                     r.found.heard_by = row.text(4);
                     r.section = row.text(5);
                     r.answers = row.text(6);
                     rows.push_back(std::move(r));
                 });
    Names names(session);
    for (const auto& r : rows) {
        const auto answers = Answers::from_json(r.answers);
        if (answers)
            hear(context, names, r.form, r.version, r.section, answers.value(), r.found, out);
    }
    if (out.size() > 4) out.resize(4);
    return out;
}

std::vector<DueLine> due_of(store::Session& session, const Context& context,
                            const Readable& readable, FamilyOverview& page) {
    std::vector<DueLine> out;
    const FamilyId family = page.head.id;
    const Date today = context.today();
    if (readable.has("general"))
        session.each(kClocks, {{"family", family}}, [&](const store::Row& row) {
            if (!row.is_null(5) && !readable.has(row.text(5))) return;
            DueLine d;
            d.id = row.int64(0);
            const auto rule = context.practice.clocks.find(row.text(1));
            d.what = rule == context.practice.clocks.end() ? std::string(row.text(1))
                                                           : rule->second.title;
            d.rule = row.text(2);
            d.due = date_of(row.instant(3).value());
            d.whose = row.text(4);
            out.push_back(std::move(d));
        });
    session.each(kActions, {{"family", family}, {"classes", readable.names()}},
                 [&](const store::Row& row) {
                     DueLine d;
                     d.kind = DueLine::Kind::action;
                     d.id = row.int64(0);
                     d.what = row.text(1);
                     d.due = row.date(2).value_or(today);
                     d.whose = row.is_null(3) ? row.text(4) : row.text(3);
                     ++page.actions_open;
                     if (d.due < today) ++page.actions_late;
                     out.push_back(std::move(d));
                 });
    if (readable.has("general"))
        session.each(kMeetings, {{"family", family}}, [&](const store::Row& row) {
            DueLine d;
            d.kind = DueLine::Kind::meeting;
            d.id = row.int64(0);
            const auto kind = context.practice.meetings.find(row.text(1));
            d.what = kind == context.practice.meetings.end() ? std::string(row.text(1))
                                                             : kind->second.title;
            d.due = row.date(2).value_or(today);
            out.push_back(std::move(d));
        });
    std::stable_sort(out.begin(), out.end(),
                     [](const DueLine& a, const DueLine& b) { return a.due < b.due; });
    return out;
}

std::vector<MeasureLine> measures_of(store::Session& session, const Context& context,
                                     const Readable& readable, FamilyId family) {
    std::vector<MeasureLine> out;
    std::string last;
    const store::Params params{{"family", family}, {"classes", readable.names()}};
    session.each(kMeasures, params, [&](const store::Row& row) {
        const auto key = fmt::format("{} {}", row.text(0), row.maybe_int64(1).value_or(0));
        if (out.empty() || key != last) {
            MeasureLine line;
            line.kind = row.text(0);
            const auto* list = context.practice.code_list("measure_kind");
            line.name = list == nullptr ? line.kind : std::string(list->label(line.kind));
            if (!row.is_null(2)) line.name += fmt::format(", {}", row.text(2));
            out.push_back(std::move(line));
            last = key;
        }
        out.back().points.push_back({row.date(3).value(), row.real(4)});
    });
    return out;
}

}  // namespace

std::vector<MemberLine> members_of(store::Session& session, const Context& context,
                                   const Readable& readable, FamilyId family) {
    std::vector<MemberLine> out;
    const Date today = context.today();
    session.each(kMembers, {{"family", family}, {"today", today}}, [&](const store::Row& row) {
        const auto person = row.id<PersonTag>(0);
        const bool again = std::any_of(out.begin(), out.end(),
                                       [&](const MemberLine& m) { return m.person == person; });
        if (again) return;  // in two households: listed once
        MemberLine m;
        m.person = person;
        m.name = fmt::format("{} {}", row.text(1), row.text(2));
        m.role = row.text(3);
        m.household = row.text(4);
        m.sex = row.text(5);
        m.born = row.date(6);
        m.expected = row.date(7);
        m.died = row.date(8);
        out.push_back(std::move(m));
    });
    std::vector<PersonId> children;
    for (const auto& m : out)
        if (m.role == "child") children.push_back(m.person);
    if (children.empty() || !readable.has("general")) return out;
    session.each(kBasis, {{"people", children}, {"today", today}}, [&](const store::Row& row) {
        const auto person = row.id<PersonTag>(0);
        for (auto& m : out) {
            if (m.person != person) continue;
            // An open referral goes without saying beside a plan.
            if (row.text(2) == "referral" && !m.basis.empty()) continue;
            auto words = basis_words(context, row.text(2), row.text(3));
            if (std::find(m.basis.begin(), m.basis.end(), words) == m.basis.end())
                m.basis.push_back(std::move(words));
        }
    });
    return out;
}

std::vector<WorkerLine> workers_of(store::Session& session, const Context& context,
                                   FamilyId family) {
    std::vector<WorkerLine> out;
    session.each(kWorkers, {{"family", family}, {"today", context.today()}},
                 [&](const store::Row& row) {
                     out.push_back({row.id<WorkerTag>(0), std::string(row.text(1)),
                                    std::string(row.text(2)), std::string(row.text(3)),
                                    std::string(row.text(4)), row.yes(5), row.date(6).value()});
                 });
    return out;
}

std::vector<HouseholdLine> households_of(store::Session& session, const Context& context,
                                         const Readable& readable, FamilyId,
                                         const std::vector<MemberLine>& members) {
    std::vector<HouseholdLine> out;
    std::map<PersonId, HouseholdLine> homes;
    std::vector<PersonId> people;
    for (const auto& m : members) people.push_back(m.person);
    if (readable.has("address") && !people.empty())
        session.each(kAddresses, {{"people", people}, {"today", context.today()}},
                     [&](const store::Row& row) {
                         const bool confidential = row.yes(4);
                         if (confidential && !readable.confidential_addresses()) return;
                         HouseholdLine home;
                         std::vector<std::string> parts{std::string(row.text(1))};
                         if (!row.text(2).empty()) parts.emplace_back(row.text(2));
                         home.address = join(parts, ", ");
                         home.postcode = row.text(3);
                         home.confidential = confidential;
                         homes.try_emplace(row.id<PersonTag>(0), std::move(home));
                     });
    for (const auto& m : members) {
        const auto label =
            m.household.empty() ? std::string("Household not recorded") : m.household;
        auto it = std::find_if(out.begin(), out.end(),
                               [&](const HouseholdLine& h) { return h.label == label; });
        if (it == out.end()) {
            HouseholdLine h;
            h.label = label;
            it = out.insert(out.end(), std::move(h));
        }
        it->people.push_back(m.name);
        const auto home = homes.find(m.person);
        if (it->address.empty() && !m.household.empty() && home != homes.end()) {
            it->address = home->second.address;
            it->postcode = home->second.postcode;
            it->confidential = home->second.confidential;
        }
    }
    return out;
}

Result<FamilyOverview> family_overview(store::Session& session, const Context& context,
                                       FamilyId family) {
    auto head = family_head(session, context, family);
    if (!head) return head.failure();
    FamilyOverview page;
    page.head = std::move(head).value();
    const Readable readable(context, page.head.decision.classes);
    const Date today = context.today();

    page.members = members_of(session, context, readable, family);
    page.workers = workers_of(session, context, family);
    page.due = due_of(session, context, readable, page);
    page.voice = voices(session, context, readable, family);
    session.each(
        kLatest, {{"family", family}, {"classes", readable.names()}}, [&](const store::Row& row) {
            page.latest.push_back({row.id<EntryTag>(0), std::string(row.text(1)),
                                   std::string(row.text(2)), std::string(row.text(3)),
                                   std::string(row.text(4)), row.instant(5).value(), row.yes(6)});
        });
    if (readable.has("general")) {
        session.each(kPlans, {{"family", family}, {"today", today}}, [&](const store::Row& row) {
            page.plans.push_back({row.int64(0), std::string(row.text(1)), std::string(row.text(2)),
                                  std::string(row.text(3)), std::string(row.text(4)),
                                  row.date(5).value()});
        });
        session.each(kConsent, {{"family", family}, {"today", today}}, [&](const store::Row& row) {
            page.consent.push_back({std::string(row.text(0)), std::string(row.text(1)),
                                    std::string(row.text(2)), std::string(row.text(3)),
                                    row.date(4).value()});
        });
    }
    page.measures = measures_of(session, context, readable, family);
    page.households = households_of(session, context, readable, family, page.members);
    return page;
}

}  // namespace hearth::record
