#include "record/leaving_care.h"

#include <algorithm>
#include <map>

#include "access/guard.h"

namespace hearth::record {
namespace {

using access::Action;
using store::Sql;

// Older rows of the same young person first: a later one tells what it knows, and no less.
constexpr std::string_view kLeavers = R"(
SELECT p.id, p.given || ' ' || p.surname, p.born, f.id, f.name, f.district, l.eligibility,
  l.in_touch, l.latest_contact, l.accommodation, l.suitable, l.activity, l.pathway_review_date,
  l.adviser_name, l.grant_paid, l.own_papers,
  CASE WHEN EXISTS (SELECT 1 FROM allocation a WHERE a.family_id = f.id AND a.worker_id = :me
    AND a.superseded_at = '9999-12-31T23:59:59.999Z' AND a.from_date <= :today
    AND (a.to_date IS NULL OR a.to_date >= :today)) THEN 1 ELSE 0 END
FROM care_leaver l
JOIN person p ON p.id = one_person(l.person_id) AND p.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN family_member m ON m.person_id = l.person_id AND m.to_date IS NULL
  AND m.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN family f ON f.id = m.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE l.superseded_at = '9999-12-31T23:59:59.999Z' AND l.eligibility <> 'none'
  AND (l.end_date IS NULL OR l.end_date > :today) AND p.died IS NULL AND p.born IS NOT NULL AND )";
constexpr std::string_view kLeaversOrder = R"(
ORDER BY p.id, coalesce(l.start_date, ''), l.recorded_at, l.id, f.id)";

constexpr std::string_view kHealth = R"(
SELECT one_person(l.person_id), l.health_passport FROM care_leaver l
JOIN family_member m ON m.person_id = l.person_id AND m.to_date IS NULL
  AND m.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE l.superseded_at = '9999-12-31T23:59:59.999Z' AND )";

constexpr std::string_view kVoices = R"(
SELECT one_person(l.person_id), v.asked_on, v.theme, v.said, v.did FROM care_leaver l
JOIN family_member m ON m.person_id = l.person_id AND m.to_date IS NULL
  AND m.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN leaver_view v ON v.person_id = l.person_id AND v.asked_on >= :from
  AND v.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE l.superseded_at = '9999-12-31T23:59:59.999Z' AND )";

constexpr Sql kClocks{"leaver_clocks", R"(
SELECT one_person(person_id), rule, MIN(due_at) FROM clock
WHERE person_id IN (SELECT value FROM each_record(:people)) AND stopped_at IS NULL
  AND rule IN ('pathway_plan', 'pathway_review', 'care_leaver_visit', 'care_leaver_visit_first')
  AND superseded_at = '9999-12-31T23:59:59.999Z'
GROUP BY 1, rule)"};

constexpr std::string_view kLookedAfter = R"(
SELECT p.id, p.given || ' ' || p.surname, f.id, f.name, f.district,
  MIN(coalesce(e.entered_care_date, e.start_date)),
  (SELECT MAX(s.status) FROM legal_status s WHERE s.person_id IN same_person(e.person_id) AND s.end_date IS NULL
     AND s.superseded_at = '9999-12-31T23:59:59.999Z'),
  (SELECT MAX(c.permanence) FROM care_plan c WHERE c.person_id IN same_person(e.person_id)
     AND c.permanence IS NOT NULL AND (c.end_date IS NULL OR c.end_date > :today)
     AND c.superseded_at = '9999-12-31T23:59:59.999Z')
FROM cla_episode e
JOIN person p ON p.id = one_person(e.person_id) AND p.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN family_member m ON m.person_id = e.person_id AND m.to_date IS NULL AND m.role = 'child'
  AND m.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN family f ON f.id = m.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE e.end_date IS NULL AND e.superseded_at = '9999-12-31T23:59:59.999Z' AND )";
constexpr std::string_view kLookedAfterGroup = R"(
GROUP BY p.id, e.person_id, p.given, p.surname, f.id, f.name, f.district
ORDER BY p.surname, p.given, p.id, f.id)";
constexpr Sql kReviews{"looked_after_reviews", R"(
SELECT one_person(person_id), review_date FROM cla_review
WHERE person_id IN (SELECT value FROM each_record(:people)) AND review_date IS NOT NULL
  AND cancelled = 0 AND review_date <= :today AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY 1, review_date)"};
constexpr Sql kPapers{"looked_after_papers", R"(
SELECT one_person(person_id), kind, held, checked_on FROM child_document
WHERE person_id IN (SELECT value FROM each_record(:people))
  AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY 1, checked_on, recorded_at)"};

constexpr int kVoiceRows = 40;

bool rel_or_former(const Leaver& l) {
    return l.category == "relevant" || l.category == "former_relevant";
}

std::vector<LeaverMeasure> make_measures() {
    std::vector<LeaverMeasure> m;
    m.push_back({"plan", "Has a pathway plan", "eligible, relevant and former relevant",
                 [](const Leaver& l, Date) { return l.category != "qualifying"; },
                 [](const Leaver& l, Date) { return l.plan_on.has_value(); }});
    m.push_back({"review", "Pathway plan reviewed in the last six months", "those with a plan",
                 [](const Leaver& l, Date) { return l.plan_on.has_value(); },
                 [](const Leaver& l, Date today) { return *l.plan_on >= add_months(today, -6); }});
    m.push_back({"in_touch", "In touch", "relevant and former relevant, 17 to 21",
                 [](const Leaver& l, Date) { return in_return(l); },
                 [](const Leaver& l, Date) { return l.in_touch == "YES"; }});
    m.push_back(
        {"contact", "Contact in the last eight weeks", "relevant and former relevant",
         [](const Leaver& l, Date) { return rel_or_former(l); },
         [](const Leaver& l, Date today) { return l.contact_on && *l.contact_on >= today - 56; }});
    m.push_back({"home", "In a suitable home", "relevant and former relevant, 17 to 21",
                 [](const Leaver& l, Date) { return in_return(l); },
                 [](const Leaver& l, Date) { return l.suitable && *l.suitable; }});
    m.push_back({"work", "In education, training or work", "relevant and former relevant, 17 to 21",
                 [](const Leaver& l, Date) { return in_return(l); },
                 [](const Leaver& l, Date) { return in_work(l); }});
    m.push_back({"grant", "Setting-up-home allowance paid, all or some of it",
                 "relevant and former relevant",
                 [](const Leaver& l, Date) { return rel_or_former(l); },
                 [](const Leaver& l, Date) { return l.grant && *l.grant > 0; }});
    m.push_back({"passport", "Health history in writing (health passport)", "everybody",
                 [](const Leaver& l, Date) { return l.health; },
                 [](const Leaver& l, Date) { return l.passport && *l.passport; }});
    m.push_back({"papers", "Own papers: birth certificate, passport, National Insurance, account",
                 "everybody", [](const Leaver&, Date) { return true; },
                 [](const Leaver& l, Date) { return l.papers && *l.papers; }});
    m.push_back({"asked", "Asked in the last year what they expect", "everybody",
                 [](const Leaver& l, Date) { return l.voice; },
                 [](const Leaver& l, Date today) {
                     return l.asked_on && *l.asked_on >= add_months(today, -12);
                 }});
    return m;
}

std::optional<Date> due_day(const store::Row& row, int column) {
    const auto at = row.instant(column);
    if (!at) return std::nullopt;
    return date_of(*at);
}

}  // namespace

bool in_work(const Leaver& leaver) {
    return leaver.activity.starts_with('F') || leaver.activity.starts_with('P');
}

bool in_return(const Leaver& leaver) {
    return rel_or_former(leaver) && leaver.age >= 17 && leaver.age <= 21;
}

Date birthday(const Leaver& leaver, int age) {
    return add_months(leaver.born, 12 * age);
}

const std::vector<LeaverMeasure>& leaver_measures() {
    static const auto measures = make_measures();
    return measures;
}

const LeaverMeasure* leaver_measure(std::string_view id) {
    for (const auto& measure : leaver_measures())
        if (measure.id == id) return &measure;
    return nullptr;
}

LeaverCount count_leavers(const std::vector<Leaver>& leavers, const LeaverMeasure& measure,
                          Date today) {
    LeaverCount out;
    for (const auto& leaver : leavers) {
        if (!measure.asked(leaver, today)) continue;
        ++out.of;
        if (measure.holds(leaver, today)) ++out.n;
    }
    return out;
}

LeavingCare leaving_care(store::Session& session, const Context& context) {
    LeavingCare out;
    const Date today = context.today();
    const auto& policy = context.policy;
    std::map<PersonId, Leaver> found;
    {
        const auto allowed = policy.families(context.subject, Action::view, "f.id");
        store::Params params{{"me", context.subject.worker}, {"today", today}};
        params.add(allowed.params);
        session.each(Sql::trusted("leavers", std::string(kLeavers) + allowed.text +
                                                 std::string(kLeaversOrder)),
                     params, [&](const store::Row& row) {
                         const auto person = row.id<PersonTag>(0);
                         auto& l = found[person];
                         if (!l.person) {
                             l.person = person;
                             l.name = row.text(1);
                             l.born = row.date(2).value();
                             l.age = age_in_years(l.born, today);
                             l.family = row.id<FamilyTag>(3);
                             l.family_name = row.text(4);
                             l.district = row.text(5);
                         }
                         l.category = row.text(6);
                         if (!row.is_null(7)) l.in_touch = row.text(7);
                         if (const auto on = row.date(8)) l.contact_on = on;
                         if (!row.is_null(9)) l.accommodation = row.text(9);
                         if (!row.is_null(10)) l.suitable = row.int64(10) == 1;
                         if (!row.is_null(11)) l.activity = row.text(11);
                         if (const auto on = row.date(12)) l.plan_on = on;
                         if (!row.is_null(13)) l.adviser = row.text(13);
                         if (!row.is_null(14)) l.grant = row.real(14);
                         if (!row.is_null(15)) l.papers = row.yes(15);
                         l.mine = l.mine || row.yes(16);
                     });
    }
    // Nobody is a care leaver for ever: to 25.
    std::erase_if(found, [](const auto& one) { return one.second.age > 25; });
    std::vector<PersonId> people;
    for (const auto& [person, leaver] : found) people.push_back(person);
    if (!people.empty()) {
        session.each(kClocks, {{"people", people}}, [&](const store::Row& row) {
            auto& l = found.at(row.id<PersonTag>(0));
            const auto due = due_day(row, 2);
            auto& which = row.text(1).starts_with("pathway") ? l.plan_due : l.contact_due;
            if (!which || *due < *which) which = due;
        });
        const auto health =
            policy.families(context.subject, Action::view, "m.family_id", "'health'");
        session.each(Sql::trusted("leavers_health", std::string(kHealth) + health.text +
                                                        " ORDER BY l.person_id, l.recorded_at"),
                     health.params, [&](const store::Row& row) {
                         const auto at = found.find(row.id<PersonTag>(0));
                         if (at == found.end()) return;
                         at->second.health = true;
                         if (!row.is_null(1)) at->second.passport = row.yes(1);
                     });
        const auto voice = policy.families(context.subject, Action::view, "m.family_id", "'voice'");
        store::Params params{{"from", add_months(today, -12)}};
        params.add(voice.params);
        session.each(
            Sql::trusted("leavers_voices", std::string(kVoices) + voice.text +
                                               " ORDER BY v.asked_on DESC NULLS LAST, v.id, l.id"),
            params, [&](const store::Row& row) {
                const auto at = found.find(row.id<PersonTag>(0));
                if (at == found.end()) return;
                auto& l = at->second;
                l.voice = true;
                if (row.is_null(1)) return;
                const Date on = row.date(1).value();
                if (!l.asked_on || on > *l.asked_on) l.asked_on = on;
                if (static_cast<int>(out.voices.size()) >= kVoiceRows) return;
                LeaverVoice said{l.person,
                                 l.name,
                                 std::string(row.text(2)),
                                 std::string(row.text(3)),
                                 std::string(row.text(4)),
                                 on};
                // Two rows of one young person, or two families, say it once.
                if (!out.voices.empty() && out.voices.back().person == said.person &&
                    out.voices.back().said == said.said)
                    return;
                out.voices.push_back(std::move(said));
            });
    }
    for (auto& [person, leaver] : found) out.leavers.push_back(std::move(leaver));
    std::sort(out.leavers.begin(), out.leavers.end(), [](const Leaver& a, const Leaver& b) {
        return a.name != b.name ? a.name < b.name : a.person.value < b.person.value;
    });
    access::log_list(session, context.subject, Action::view, "care_leavers", 0, {}, {});
    return out;
}

std::vector<std::string> needed_papers(const practice::Practice& practice,
                                       std::string_view legal_status) {
    std::vector<std::string> out;
    const auto* list = practice.code_list("needed_papers");
    if (list == nullptr) return out;
    for (const auto& code : list->codes) {
        // "birth_certificate: every child" or "order: C1, C2, E1"
        const std::string_view who = code.label;
        bool needs = who == "every child";
        for (std::size_t at = 0; !needs && at < who.size();) {
            const auto end = std::min(who.find(',', at), who.size());
            auto one = who.substr(at, end - at);
            while (one.starts_with(' ')) one.remove_prefix(1);
            needs = !legal_status.empty() && one == legal_status;
            at = end + 1;
        }
        if (needs) out.push_back(code.id);
    }
    return out;
}

std::vector<LookedAfterChild> looked_after_children(store::Session& session,
                                                    const Context& context) {
    std::vector<LookedAfterChild> out;
    const Date today = context.today();
    const auto allowed = context.policy.families(context.subject, Action::view, "f.id");
    store::Params params{{"today", today}};
    params.add(allowed.params);
    std::map<PersonId, std::size_t> at;
    session.each(Sql::trusted("looked_after", std::string(kLookedAfter) + allowed.text +
                                                  std::string(kLookedAfterGroup)),
                 params, [&](const store::Row& row) {
                     const auto person = row.id<PersonTag>(0);
                     if (!at.emplace(person, out.size()).second) return;
                     LookedAfterChild child;
                     child.person = person;
                     child.name = row.text(1);
                     child.family = row.id<FamilyTag>(2);
                     child.family_name = row.text(3);
                     child.district = row.text(4);
                     child.since = row.date(5).value();
                     child.legal_status = row.text(6);
                     child.permanence = row.text(7);
                     out.push_back(std::move(child));
                 });
    std::vector<PersonId> people;
    for (const auto& child : out) people.push_back(child.person);
    if (!people.empty()) {
        session.each(kReviews, {{"people", people}, {"today", today}}, [&](const store::Row& row) {
            auto& child = out[at.at(row.id<PersonTag>(0))];
            const Date on = row.date(1).value();
            if (on < child.since) return;
            ++child.reviews;
            // The second follows the first within three months (regulation 33).
            if (child.reviews == 1) child.second_due = add_months(on, 3);
        });
        std::map<PersonId, std::map<std::string, bool>> papers;
        session.each(kPapers, {{"people", people}}, [&](const store::Row& row) {
            const auto person = row.id<PersonTag>(0);
            papers[person][std::string(row.text(1))] = row.yes(2);
            out[at.at(person)].checked_on = row.date(3);
        });
        for (auto& child : out) {
            const auto& known = papers[child.person];
            for (const auto& [kind, held] : known)
                (held ? child.held : child.missing).push_back(kind);
            for (auto& kind : needed_papers(context.practice, child.legal_status))
                if (!known.contains(kind)) child.unknown.push_back(std::move(kind));
        }
    }
    access::log_list(session, context.subject, Action::view, "looked_after", 0, {}, {});
    return out;
}

}  // namespace hearth::record
