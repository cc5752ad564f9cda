#include "identity/is_known.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

#include "access/guard.h"
#include "base/text.h"

namespace hearth::identity {
namespace {

using access::Action;
using store::Sql;

constexpr int kOldest = 25;  // years: care leavers are known until then

constexpr Sql kAsked{"known_asked", R"(
SELECT COALESCE(SUM(CASE WHEN worker_id = :worker AND asked_at > :hour THEN 1 ELSE 0 END), 0),
       COALESCE(SUM(CASE WHEN worker_id = :worker THEN 1 ELSE 0 END), 0),
       COALESCE(SUM(CASE WHEN worker_id = :worker AND said = 0 THEN 1 ELSE 0 END), 0), COUNT(*)
FROM known_question WHERE agency_id = :agency AND asked_at > :day)"};
constexpr Sql kKeep{"known_keep", R"(
INSERT INTO known_question (id, asked_at, worker_id, agency_id, purpose, basis, said, person_id)
VALUES (:id, :now, :worker, :agency, :purpose, :basis, :said, :person))"};
// Whoever was born that day and has one of the words in a name, with each of their names.
constexpr Sql kNamed{"known_named", R"(
SELECT one_person(p.id), n.given, n.surname FROM person p
JOIN person_name n ON n.person_id = p.id AND n.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE p.id IN (SELECT person_id FROM name_word WHERE word IN (SELECT value FROM each_text(:words)))
  AND p.born = :born AND p.superseded_at = '9999-12-31T23:59:59.999Z'
UNION
SELECT one_person(p.id), p.given, p.surname FROM person p
WHERE p.id IN (SELECT person_id FROM name_word WHERE word IN (SELECT value FROM each_text(:words)))
  AND p.born = :born AND p.superseded_at = '9999-12-31T23:59:59.999Z')"};
// Every family of them, closed ones and former ones too: any may be restricted.
constexpr Sql kFamilies{"known_families", R"(
SELECT m.family_id, CASE WHEN m.role = 'child' AND m.to_date IS NULL AND f.to_date IS NULL THEN 1 ELSE 0 END
FROM family_member m
JOIN family f ON f.id = m.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE m.person_id IN same_person(:person) AND m.superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY m.from_date DESC, m.family_id)"};
constexpr Sql kTeam{"known_team", R"(
SELECT t.name, t.phone FROM family_team ft
JOIN team t ON t.id = ft.team_id AND t.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE ft.family_id = :family AND ft.superseded_at = '9999-12-31T23:59:59.999Z'
  AND ft.from_date <= :today AND (ft.to_date IS NULL OR ft.to_date >= :today)
ORDER BY ft.from_date DESC, ft.id DESC LIMIT 1)"};
constexpr Sql kLead{"known_lead", R"(
SELECT w.name, w.job_title FROM allocation a
JOIN worker w ON w.id = a.worker_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE a.family_id = :family AND a.lead = 1 AND a.superseded_at = '9999-12-31T23:59:59.999Z'
  AND a.from_date <= :today AND (a.to_date IS NULL OR a.to_date >= :today)
ORDER BY a.from_date DESC, a.id DESC LIMIT 1)"};
constexpr Sql kFrontDoor{"known_front_door", R"(
SELECT t.name, t.phone FROM team t
WHERE t.kind = 'front_door' AND t.superseded_at = '9999-12-31T23:59:59.999Z' AND t.from_date <= :today
  AND (t.to_date IS NULL OR t.to_date >= :today)
ORDER BY CASE WHEN t.district IS NULL THEN 0 ELSE 1 END, t.id LIMIT 1)"};

bool is_code(const record::Context& context, std::string_view list, std::string_view code) {
    const auto* codes = context.practice.code_list(list);
    return codes != nullptr && codes->find(code) != nullptr;
}

std::vector<FieldError> errors_in(const record::Context& context, const KnownQuestion& q) {
    std::vector<FieldError> errors;
    if (is_blank(q.given)) errors.push_back({"given", "required", "Enter the first name."});
    if (is_blank(q.surname)) errors.push_back({"surname", "required", "Enter the last name."});
    const Date today = context.today();
    if (!q.born)
        errors.push_back({"born", "required", "Enter the date of birth: both are needed."});
    else if (*q.born > today)
        errors.push_back({"born", "in_future", "The date of birth must be in the past."});
    else if (add_months(*q.born, 12 * kOldest) <= today)
        errors.push_back({"born", "too_old", "This is for children and young people under 25."});
    if (!is_code(context, "known_purpose", q.purpose))
        errors.push_back({"purpose", "required", "Choose why you ask."});
    if (!is_code(context, "lawful_basis", q.basis))
        errors.push_back({"basis", "required", "Choose the basis for asking."});
    return errors;
}

// "Ava" is Ava Rose, as people say it; "Av" is nobody.
bool same_given(std::string_view asked, std::string_view recorded) {
    return recorded == asked ||
           (recorded.starts_with(asked) && recorded.substr(asked.size()).starts_with(' '));
}

std::set<PersonId> exactly(store::Session& session, const KnownQuestion& q) {
    const std::string given = name_key(q.given), surname = name_key(q.surname);
    std::vector<std::string> its_words;
    for (const auto word : words(surname)) its_words.emplace_back(word);
    std::set<PersonId> out;
    if (given.empty() || its_words.empty()) return out;
    session.each(kNamed, {{"words", its_words}, {"born", *q.born}}, [&](const store::Row& row) {
        if (name_key(row.text(2)) == surname && same_given(given, name_key(row.text(1))))
            out.insert(row.id<PersonTag>(0));
    });
    return out;
}

// The one family of theirs that is open now, when nothing stands against saying so.
FamilyId may_be_said(store::Session& session, const record::Context& context, PersonId person) {
    struct One {
        FamilyId family;
        bool open;
    };
    std::vector<One> all;
    session.each(kFamilies, {{"person", person}}, [&](const store::Row& row) {
        all.push_back({row.id<FamilyTag>(0), row.yes(1)});
    });
    FamilyId open;
    for (const auto& one : all) {
        const auto facts = access::family_facts(session, context.subject, one.family);
        if (!facts || facts->excluded || facts->restricted) return {};
        if (one.open && !open) open = one.family;
    }
    return open;
}

}  // namespace

WhoToAsk front_door_of(store::Session& session, const record::Context& context) {
    return session
        .one(kFrontDoor, {{"today", context.today()}},
             [](const store::Row& row) {
                 return WhoToAsk{std::string(row.text(0)), std::string(row.text(1)), {}, {}};
             })
        .value_or(WhoToAsk{});
}

Result<KnownAnswer> is_known(store::Session& session, const record::Context& context,
                             const KnownQuestion& question) {
    const auto& me = context.subject;
    auto allowed = access::guard_whole(session, context.policy, me, Action::ask,
                                       access::ObjectKind::authority, {"is_known", 0});
    if (!allowed) return allowed.failure();
    auto errors = errors_in(context, question);
    if (!errors.empty()) return Invalid{std::move(errors)};

    access::Subject asking = me;  // the log has the purpose that was given
    asking.purpose = question.purpose;
    const std::string detail = fmt::format("{} {} {}", name_key(question.given),
                                           name_key(question.surname), question.born->iso());
    struct Asked {
        std::int64_t hour = 0, day = 0, in_vain = 0, agency = 0;
    };
    const auto asked =
        session
            .one(kAsked,
                 {{"worker", me.worker},
                  {"agency", me.agency},
                  {"hour", context.now - std::chrono::hours(1)},
                  {"day", context.now - std::chrono::hours(24)}},
                 [](const store::Row& row) {
                     return Asked{row.int64(0), row.int64(1), row.int64(2), row.int64(3)};
                 })
            .value_or(Asked{});
    if (asked.hour >= kAskedInAnHour || asked.day >= kAskedInADay ||
        asked.in_vain >= kInVainInADay || asked.agency >= kAgencyInADay) {
        access::log_list(session, asking, Action::ask, "is_known", 0, {}, detail, false);
        return invalid("", "too_many",
                       "You, or your agency, have asked as often as may be asked here for now. "
                       "Ring the front door instead.");
    }

    KnownAnswer out;
    out.front_door = front_door_of(session, context);
    const auto found = exactly(session, question);
    // The same statements whoever it is, so that the time tells little.
    const PersonId person = found.size() == 1 ? *found.begin() : PersonId{};
    const FamilyId family = may_be_said(session, context, person);
    const store::Params of_family{{"family", family}, {"today", context.today()}};
    session.each(kTeam, of_family, [&](const store::Row& row) {
        out.known = WhoToAsk{std::string(row.text(0)), std::string(row.text(1)), {}, {}};
    });
    session.each(kLead, of_family, [&](const store::Row& row) {
        if (!allowed->classes.has(context.policy.class_index("general"))) return;
        if (!out.known) out.known.emplace();
        out.known->worker = row.text(0);
        out.known->job_title = row.text(1);
    });
    const bool said = out.known.has_value();
    if (said && out.known->phone.empty()) out.known->phone = out.front_door.phone;
    // Logged for the person too when nothing was said of them: who looked is for the authority.
    access::log_list(session, asking, Action::ask, "is_known", person.value, family, detail);
    session.execute(kKeep, {{"id", context.ids.make(context.now)},
                            {"now", context.now},
                            {"worker", me.worker},
                            {"agency", me.agency},
                            {"purpose", question.purpose},
                            {"basis", question.basis},
                            {"said", said},
                            {"person", said ? store::Value(person) : store::Value{}}});
    return out;
}

}  // namespace hearth::identity
