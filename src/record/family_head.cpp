#include "record/family_head.h"

#include "access/guard.h"

namespace hearth::record {
namespace {

using store::Sql;

constexpr Sql kHead{"family_head", R"(
SELECT f.name, f.reference, f.district, f.to_date,
       (SELECT a.worker_id FROM allocation a WHERE a.family_id = f.id AND a.lead = 1
          AND a.superseded_at = '9999-12-31T23:59:59.999Z' AND a.from_date <= :today
          AND (a.to_date IS NULL OR a.to_date >= :today) ORDER BY a.from_date DESC, a.id DESC LIMIT 1),
       (SELECT w.name FROM allocation a JOIN worker w ON w.id = a.worker_id
          AND w.superseded_at = '9999-12-31T23:59:59.999Z'
        WHERE a.family_id = f.id AND a.lead = 1
          AND a.superseded_at = '9999-12-31T23:59:59.999Z' AND a.from_date <= :today
          AND (a.to_date IS NULL OR a.to_date >= :today) ORDER BY a.from_date DESC, a.id DESC LIMIT 1),
       (SELECT t.name FROM family_team ft JOIN team t ON t.id = ft.team_id
          AND t.superseded_at = '9999-12-31T23:59:59.999Z'
        WHERE ft.family_id = f.id
          AND ft.superseded_at = '9999-12-31T23:59:59.999Z' AND ft.from_date <= :today
          AND (ft.to_date IS NULL OR ft.to_date >= :today) ORDER BY ft.from_date DESC, ft.id DESC LIMIT 1),
       CASE WHEN EXISTS (SELECT 1 FROM restriction r WHERE r.family_id = f.id AND r.worker_id IS NULL
          AND r.superseded_at = '9999-12-31T23:59:59.999Z' AND r.from_date <= :today
          AND (r.to_date IS NULL OR r.to_date >= :today)) THEN 1 ELSE 0 END
FROM family f WHERE f.id = :family AND f.superseded_at = '9999-12-31T23:59:59.999Z')"};

constexpr Sql kFlags{"family_flags", R"(
SELECT DISTINCT p.id, p.given, g.kind, g.words, g.from_date, g.id
FROM family_member m
JOIN flag g ON g.person_id IN same_person(m.person_id) AND g.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN person p ON p.id = one_person(g.person_id) AND p.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE m.family_id = :family AND m.superseded_at = '9999-12-31T23:59:59.999Z'
  AND m.to_date IS NULL
  AND g.from_date <= :today AND (g.to_date IS NULL OR g.to_date >= :today)
  AND g.class IN (SELECT value FROM each_text(:classes))
ORDER BY g.from_date DESC, g.id)"};

}  // namespace

Result<FamilyHead> family_head(store::Session& session, const Context& context, FamilyId family,
                               std::string_view logged_as, access::Action action) {
    auto allowed = access::guard_family(session, context.policy, context.subject, action, family,
                                        {}, {logged_as, 0});
    if (!allowed) return allowed.failure();
    const Date today = context.today();
    auto head =
        session.one(kHead, {{"family", family}, {"today", today}}, [&](const store::Row& row) {
            FamilyHead h;
            h.id = family;
            h.name = row.text(0);
            h.reference = row.text(1);
            h.district = row.text(2);
            h.closed = row.date(3);
            h.lead = row.id<WorkerTag>(4);
            h.lead_name = row.text(5);
            h.team = row.text(6);
            h.restricted = row.yes(7);
            return h;
        });
    if (!head) return Refusal{"absent"};
    head->decision = std::move(allowed).value();
    const Readable readable(context, head->decision.classes);
    session.each(kFlags, {{"family", family}, {"today", today}, {"classes", readable.names()}},
                 [&](const store::Row& row) {
                     head->flags.push_back({row.id<PersonTag>(0), std::string(row.text(1)),
                                            std::string(row.text(2)), std::string(row.text(3))});
                 });
    return std::move(*head);
}

}  // namespace hearth::record
