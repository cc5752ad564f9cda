#include "record/family_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "access/guard.h"
#include "record/readable.h"

namespace hearth::record {
namespace {

using access::Action;
using store::Sql;

// The strongest open basis of a child; `{0}` is the person's id.
constexpr std::string_view kBasisOf = R"(
CASE
WHEN EXISTS (SELECT 1 FROM cla_episode b WHERE b.person_id IN same_person({0}) AND b.end_date IS NULL
             AND b.superseded_at = '9999-12-31T23:59:59.999Z') THEN 'looked_after'
WHEN EXISTS (SELECT 1 FROM cp_plan b WHERE b.person_id IN same_person({0}) AND b.end_date IS NULL
             AND b.superseded_at = '9999-12-31T23:59:59.999Z') THEN 's47'
WHEN EXISTS (SELECT 1 FROM cin_plan b WHERE b.person_id IN same_person({0}) AND b.end_date IS NULL
             AND b.superseded_at = '9999-12-31T23:59:59.999Z') THEN 's17'
WHEN EXISTS (SELECT 1 FROM referral b WHERE b.person_id IN same_person({0}) AND b.close_date IS NULL
             AND b.superseded_at = '9999-12-31T23:59:59.999Z') THEN 'assessment'
WHEN EXISTS (SELECT 1 FROM early_help_episode b WHERE b.person_id IN same_person({0}) AND b.end_date IS NULL
             AND b.superseded_at = '9999-12-31T23:59:59.999Z') THEN 'early_help'
ELSE '' END)";

// What every row of the list has, from the family `f`: looked up for those of the page only.
constexpr std::string_view kColumns = R"(
SELECT f.id, f.name, f.reference, f.district,
  (SELECT w.name FROM allocation a JOIN worker w ON w.id = a.worker_id
     AND w.superseded_at = '9999-12-31T23:59:59.999Z'
   WHERE a.family_id = f.id AND a.lead = 1 AND a.superseded_at = '9999-12-31T23:59:59.999Z'
     AND a.from_date <= :today AND (a.to_date IS NULL OR a.to_date >= :today)
   ORDER BY a.from_date DESC, a.id DESC LIMIT 1),
  (SELECT t.name FROM family_team ft JOIN team t ON t.id = ft.team_id
     AND t.superseded_at = '9999-12-31T23:59:59.999Z'
   WHERE ft.family_id = f.id AND ft.superseded_at = '9999-12-31T23:59:59.999Z'
     AND ft.from_date <= :today AND (ft.to_date IS NULL OR ft.to_date >= :today)
   ORDER BY ft.from_date DESC, ft.id DESC LIMIT 1)
FROM (SELECT f.id AS id)";
constexpr std::string_view kEnd = R"() AS page
CROSS JOIN family f
WHERE f.id = page.id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY f.name, f.id)";

// Mine: the few families of the worker, each once, then sorted. ">= and <=", not "=": for one row
// of a unique index the planner would not take the index that holds the name.
constexpr std::string_view kOfWorker = R"(
FROM (SELECT DISTINCT a.family_id AS id FROM allocation a
      WHERE a.worker_id = :me AND a.superseded_at = '9999-12-31T23:59:59.999Z'
        AND a.from_date <= :today AND (a.to_date IS NULL OR a.to_date >= :today)) mine
CROSS JOIN family f
WHERE f.id >= mine.id AND f.id <= mine.id)";
// The others: along the names, so that twenty are found without sorting thousands. A team's are
// looked up in a set made once; "+ 0" keeps the planner from fetching each of the set instead.
constexpr std::string_view kOfTeam = R"(
FROM family f
WHERE f.id + 0 IN (SELECT ft.family_id FROM family_team ft WHERE ft.team_id = :team
      AND ft.superseded_at = '9999-12-31T23:59:59.999Z'
      AND ft.from_date <= :today AND (ft.to_date IS NULL OR ft.to_date >= :today)))";
constexpr std::string_view kOfAll = " FROM family f WHERE 1 = 1";

constexpr Sql kNameOf{"family_list_after", R"(
SELECT name FROM family WHERE id = :family AND superseded_at = '9999-12-31T23:59:59.999Z')"};

constexpr Sql kClocks{"family_list_clocks", R"(
SELECT family_id, rule, due_at FROM clock
WHERE family_id IN (SELECT value FROM each_id(:families)) AND stopped_at IS NULL
  AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY family_id, due_at)"};
constexpr Sql kWorkbooks{"family_list_workbooks", R"(
SELECT w.family_id, w.cycle, w.opened_on,
  (SELECT e.happened_at FROM entry e
   WHERE e.family_id = w.family_id AND e.superseded_at = '9999-12-31T23:59:59.999Z'
     AND e.status = 'signed' AND e.form IN (SELECT value FROM each_text(:forms))
   ORDER BY e.happened_at DESC LIMIT 1)
FROM workbook w
WHERE w.family_id IN (SELECT value FROM each_id(:families)) AND w.closed_on IS NULL
  AND w.superseded_at = '9999-12-31T23:59:59.999Z')"};

const Sql& children_sql() {
    static const Sql sql =
        Sql::trusted("family_list_children", fmt::format(R"(
SELECT DISTINCT m.family_id, p.id, p.given, p.surname, p.born, p.expected, {},
  (SELECT v.visit_date FROM visit v WHERE v.person_id IN same_person(p.id) AND v.seen = 1
     AND v.superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY v.visit_date DESC LIMIT 1)
FROM family_member m JOIN person p ON p.id = one_person(m.person_id)
  AND p.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE m.family_id IN (SELECT value FROM each_id(:families)) AND m.role = 'child'
  AND m.to_date IS NULL AND m.superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY m.family_id, p.born NULLS LAST, p.id)",
                                                         fmt::format(kBasisOf, "p.id")));
    return sql;
}

const std::string& basis_filter() {
    static const std::string text =
        fmt::format(R"( AND EXISTS (SELECT 1 FROM family_member bm WHERE bm.family_id = f.id
  AND bm.role = 'child' AND bm.to_date IS NULL AND bm.superseded_at = '9999-12-31T23:59:59.999Z'
  AND {} = :basis))",
                    fmt::format(kBasisOf, "bm.person_id"));
    return text;
}

using ById = std::unordered_map<std::int64_t, ListedFamily*>;

std::size_t strength(std::string_view basis) {
    return static_cast<std::size_t>(std::find(std::begin(kBases), std::end(kBases), basis) -
                                    std::begin(kBases));
}

void add_children(store::Session& session, const store::Value& families, ById& by_id) {
    session.each(children_sql(), {{"families", families}}, [&](const store::Row& row) {
        ListedFamily& family = *by_id.at(row.int64(0));
        ListedChild child;
        child.id = row.id<PersonTag>(1);
        child.given = row.text(2);
        child.surname = row.text(3);
        child.born = row.date(4);
        child.expected = row.date(5);
        child.basis = row.text(6);
        child.last_seen = row.date(7);
        if (child.last_seen && (!family.last_seen || *family.last_seen < *child.last_seen))
            family.last_seen = child.last_seen;
        if (!child.basis.empty() && strength(child.basis) < strength(family.basis))
            family.basis = child.basis;
        family.children.push_back(std::move(child));
    });
}

void add_work(store::Session& session, const Context& context, const store::Value& families,
              ById& by_id) {
    session.each(kClocks, {{"families", families}}, [&](const store::Row& row) {
        ListedFamily& family = *by_id.at(row.int64(0));
        if (family.next_due) return;  // the first is the one due first
        family.next_rule = row.text(1);
        family.next_due = date_of(row.instant(2).value());
    });
    session.each(kWorkbooks, {{"families", families}, {"forms", workbook_forms(context.practice)}},
                 [&](const store::Row& row) {
                     ListedFamily& family = *by_id.at(row.int64(0));
                     family.cycle = static_cast<int>(row.int64(1));
                     family.cycle_opened = row.date(2);
                     if (const auto at = row.instant(3)) family.last_written = date_of(*at);
                 });
}

}  // namespace

std::vector<std::string> workbook_forms(const practice::Practice& practice) {
    std::vector<std::string> out;
    for (const auto& section : practice.workbook)
        out.insert(out.end(), section.forms.begin(), section.forms.end());
    return out;
}

FamilyList list_families(store::Session& session, const Context& context,
                         const FamilyFilter& filter) {
    // Who may list but not view must not learn a basis by filtering for it.
    const auto allowed = context.policy.families(
        context.subject, filter.basis.empty() ? Action::list : Action::view, "f.id");
    std::string text(kColumns);
    store::Params params{{"today", context.today()}, {"limit", filter.limit + 1}};
    switch (filter.scope) {
        case FamilyScope::mine:
            text += kOfWorker;
            params.add("me", context.subject.worker);
            break;
        case FamilyScope::team:
            text += kOfTeam;
            params.add("team", filter.team);
            break;
        case FamilyScope::all:
            if (filter.team) {
                text += kOfTeam;
                params.add("team", filter.team);
            } else {
                text += kOfAll;
            }
            break;
    }
    text += " AND f.superseded_at = '9999-12-31T23:59:59.999Z' AND f.to_date IS NULL";
    if (!filter.district.empty()) {
        text += " AND f.district = :district";
        params.add("district", filter.district);
    }
    if (!filter.basis.empty()) {
        text += basis_filter();
        params.add("basis", filter.basis);
    }
    if (filter.after) {
        const auto name =
            session.one(kNameOf, {{"family", filter.after}},
                        [](const store::Row& row) { return std::string(row.text(0)); });
        text += " AND (f.name, f.id) > (:after_name, :after)";
        params.add("after_name", name.value_or(std::string()));
        params.add("after", filter.after);
    }
    text += " AND " + allowed.text + " ORDER BY f.name, f.id LIMIT :limit";
    text += kEnd;
    params.add(allowed.params);

    FamilyList out;
    session.each(Sql::trusted("family_list", std::move(text)), params, [&](const store::Row& row) {
        ListedFamily family;
        family.id = row.id<FamilyTag>(0);
        family.name = row.text(1);
        family.reference = row.text(2);
        family.district = row.text(3);
        family.lead = row.text(4);
        family.team = row.text(5);
        out.families.push_back(std::move(family));
    });
    if (out.families.size() > static_cast<std::size_t>(filter.limit)) {
        out.families.pop_back();
        out.next = out.families.back().id;
    }
    access::log_list(
        session, context.subject, Action::list, "family_list", 0, {},
        fmt::format("{}/{}/{}/{}/{}", static_cast<int>(filter.scope), filter.team.value,
                    filter.district, filter.basis, filter.after.value));

    std::vector<FamilyId> ids;
    for (const auto& family : out.families) ids.push_back(family.id);
    const auto seen = viewable(session, context, ids);
    if (seen.empty()) return out;
    ById by_id;
    for (auto& family : out.families) {
        if (std::find(seen.begin(), seen.end(), family.id) == seen.end()) continue;
        family.viewable = true;
        by_id[family.id.value] = &family;
    }
    const store::Value families(seen);
    add_children(session, families, by_id);
    add_work(session, context, families, by_id);
    return out;
}

}  // namespace hearth::record
