#include "record/my_day.h"

#include "access/guard.h"
#include "record/names.h"
#include "record/readable.h"

namespace hearth::record {
namespace {

using access::Action;
using access::ObjectKind;
using store::Sql;

constexpr std::string_view kContacts = R"(
SELECT COUNT(*), SUM(CASE WHEN EXISTS (SELECT 1 FROM clock c WHERE c.contact_id = k.id
  AND c.stopped_at IS NULL AND c.superseded_at = '9999-12-31T23:59:59.999Z' AND c.due_at < :now)
  THEN 1 ELSE 0 END)
FROM contact k
WHERE k.status IN ('new', 'screening', 'checking', 'awaiting_decision')
  AND k.superseded_at = '9999-12-31T23:59:59.999Z' AND )";
constexpr std::string_view kChecks = R"(
SELECT COUNT(*) FROM partner_check p
WHERE p.answered_at IS NULL AND p.superseded_at = '9999-12-31T23:59:59.999Z' AND )";

void count_front_door(store::Session& session, const Context& context, MyDay& day) {
    const auto& policy = context.policy;
    const auto& me = context.subject;
    // Whoever sees only contacts that they sent themselves has no queue.
    day.front_door = policy.could(me, Action::list, ObjectKind::contact) &&
                     (policy.could(me, Action::ask, ObjectKind::contact) ||
                      policy.could(me, Action::figures, ObjectKind::authority));
    if (day.front_door) {
        const auto allowed = policy.contacts(me, Action::list, "k");
        store::Params params{{"now", context.now}};
        params.add(allowed.params);
        session.one(Sql::trusted("my_day_contacts", std::string(kContacts) + allowed.text), params,
                    [&](const store::Row& row) {
                        day.contacts_open = static_cast<int>(row.int64(0));
                        day.contacts_late = static_cast<int>(row.maybe_int64(1).value_or(0));
                        return true;
                    });
    }
    day.partner = policy.could(me, Action::list, ObjectKind::check);
    if (day.partner) {
        const auto allowed = policy.checks(me, Action::list, "p");
        session.one(Sql::trusted("my_day_checks", std::string(kChecks) + allowed.text),
                    allowed.params, [&](const store::Row& row) {
                        day.checks_open = static_cast<int>(row.int64(0));
                        return true;
                    });
    }
}

}  // namespace

MyDay my_day(store::Session& session, const Context& context) {
    MyDay day;
    const Date today = context.today();
    const bool families = context.policy.could(context.subject, Action::view, ObjectKind::family);
    if (families) {
        for (auto& item : due_for_worker(session, context, 21)) {
            switch (urgency(context.practice, item, today)) {
                case Urgency::late:
                    day.late.push_back(std::move(item));
                    break;
                case Urgency::today:
                    day.today.push_back(std::move(item));
                    break;
                case Urgency::soon:
                    day.soon.push_back(std::move(item));
                    break;
                case Urgency::later:
                    break;
            }
        }
        for (auto& action : actions_of_worker(session, context, 7))
            (action.due < today    ? day.late_actions
             : action.due == today ? day.actions_today
                                   : day.actions_soon)
                .push_back(std::move(action));
        day.to_sign = waiting_for_me(session, context);
        day.returned = returned_to_me(session, context);
        if (works_for_team(context.subject))
            day.team_actions = count_actions(session, context, context.subject.teams);
        MeetingFilter week;
        week.team = works_for_team(context.subject);
        week.from = instant_of(today, 0);
        week.until = instant_of(today + (8 - today.weekday()), 0);
        day.meetings = list_meetings(session, context, week);
        day.families = list_families(session, context, {});
    }
    day.escalates = is_escalated_to(context);
    if (day.escalates)
        day.escalated = escalations_to(session, context, EscalationsShown::unread, 1, 6);
    day.tasks = my_tasks(session, context);
    day.drafts = drafts_of(session, context);
    std::vector<FamilyId> drafted;
    for (const auto& draft : day.drafts)
        if (draft.subject.family) drafted.push_back(draft.subject.family);
    Names names(session);
    for (const auto family : viewable(session, context, drafted))
        day.family_names[family] = names.family(family);
    count_front_door(session, context, day);
    return day;
}

}  // namespace hearth::record
