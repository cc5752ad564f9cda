#include "record/family_measures.h"

#include <algorithm>

namespace hearth::record {
namespace {

using store::Sql;

constexpr Sql kGrades{"care_grades", R"(
SELECT n.person_id, c.given || ' ' || c.surname, n.carer_id, a.given || ' ' || a.surname, n.area,
  n.item, n.grade, n.graded_on
FROM family_member m
JOIN neglect_grade n ON n.person_id = m.person_id
  AND n.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN person c ON c.id = n.person_id AND c.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN person a ON a.id = n.carer_id AND a.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE m.family_id = :family AND m.role = 'child' AND m.superseded_at = '9999-12-31T23:59:59.999Z'
  AND EXISTS (SELECT 1 FROM family_member o WHERE o.family_id = :family AND o.person_id = n.carer_id
    AND o.superseded_at = '9999-12-31T23:59:59.999Z')
ORDER BY c.born NULLS LAST, n.person_id, n.carer_id, n.graded_on, n.id)"};

constexpr Sql kMeasures{"progress_measures", R"(
SELECT m.person_id, p.given || ' ' || p.surname, m.kind, m.measured_on, m.value, m.point
FROM measure m
JOIN person p ON p.id = m.person_id AND p.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE m.family_id = :family AND m.superseded_at = '9999-12-31T23:59:59.999Z'
  AND m.kind IN ('parenting', 'importance', 'confidence', 'readiness', 'substance_use', 'wellbeing',
    'abuse_safety')
  AND m.class IN (SELECT value FROM each_text(:classes))
  AND (m.entry_id IS NULL OR EXISTS (SELECT 1 FROM entry x WHERE x.id = m.entry_id
    AND x.superseded_at = '9999-12-31T23:59:59.999Z'
    AND x.class IN (SELECT value FROM each_text(:classes))))
  AND EXISTS (SELECT 1 FROM family_member o WHERE o.family_id = :family AND o.role <> 'child'
    AND o.person_id = m.person_id AND o.superseded_at = '9999-12-31T23:59:59.999Z')
ORDER BY p.born NULLS LAST, m.person_id, m.measured_on, m.recorded_at, m.id)"};

}  // namespace

std::optional<int> CareProfile::worst(std::string_view area, Date day) const {
    std::optional<int> out;
    for (const auto& item : items) {
        if (item.area != area) continue;
        const auto grade = item.grades.find(day);
        if (grade != item.grades.end() && (!out || grade->second > *out)) out = grade->second;
    }
    return out;
}

const ProgressPoint* ProgressSeries::at(std::string_view point) const {
    const ProgressPoint* out = nullptr;
    for (const auto& one : points)
        if (one.point == point) out = &one;
    return out;
}

bool smaller_is_better(std::string_view kind) {
    return kind == "substance_use" || kind == "risk" || kind.starts_with("care_");
}

Result<CareProfiles> care_profiles(store::Session& session, const Context& context,
                                   FamilyId family) {
    auto head = family_head(session, context, family, "care_profiles");
    if (!head) return head.failure();
    CareProfiles out{std::move(head).value(), {}};
    if (!Readable(context, out.head.decision.classes).has("general")) return out;
    session.each(kGrades, {{"family", family}}, [&](const store::Row& row) {
        const auto child = row.id<PersonTag>(0), carer = row.id<PersonTag>(2);
        if (out.profiles.empty() || out.profiles.back().child != child ||
            out.profiles.back().carer != carer) {
            CareProfile profile;
            profile.child = child;
            profile.carer = carer;
            profile.child_name = row.text(1);
            profile.carer_name = row.text(3);
            out.profiles.push_back(std::move(profile));
        }
        auto& profile = out.profiles.back();
        const Date on = row.date(7).value();
        if (profile.days.empty() || profile.days.back() != on) profile.days.push_back(on);
        auto item =
            std::find_if(profile.items.begin(), profile.items.end(), [&](const CareItem& one) {
                return one.area == row.text(4) && one.item == row.text(5);
            });
        if (item == profile.items.end()) {
            profile.items.push_back({std::string(row.text(4)), std::string(row.text(5)), {}});
            item = profile.items.end() - 1;
        }
        item->grades[on] = static_cast<int>(row.int64(6));  // the later of one day stands
    });
    return out;
}

Result<FamilyProgress> family_progress(store::Session& session, const Context& context,
                                       FamilyId family) {
    auto head = family_head(session, context, family, "progress");
    if (!head) return head.failure();
    FamilyProgress out{std::move(head).value(), {}};
    const Readable readable(context, out.head.decision.classes);
    session.each(
        kMeasures, {{"family", family}, {"classes", readable.names()}}, [&](const store::Row& row) {
            const auto parent = row.id<PersonTag>(0);
            if (out.parents.empty() || out.parents.back().parent != parent)
                out.parents.push_back({parent, std::string(row.text(1)), {}});
            auto& all = out.parents.back().series;
            auto series = std::find_if(all.begin(), all.end(), [&](const ProgressSeries& one) {
                return one.kind == row.text(2);
            });
            if (series == all.end()) {
                all.push_back({std::string(row.text(2)), {}});
                series = all.end() - 1;
            }
            series->points.push_back({row.date(3).value(), row.real(4), std::string(row.text(5))});
        });
    return out;
}

}  // namespace hearth::record
