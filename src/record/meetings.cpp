#include "record/meetings.h"

#include <algorithm>

#include "access/guard.h"
#include "record/due.h"
#include "record/entries.h"
#include "record/rows.h"

namespace hearth::record {
namespace {

using access::Action;
using store::Sql;

constexpr std::string_view kColumns = R"(
SELECT m.id, m.kind, m.status, m.family_id, f.name, m.planned_at, m.held_at, m.cycle, m.decision,
  m.next_on
FROM meeting m
JOIN family f ON f.id = m.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z')";
constexpr std::string_view kMine = R"(
WHERE m.family_id IN (SELECT a.family_id FROM allocation a WHERE a.worker_id = :me
    AND a.superseded_at = '9999-12-31T23:59:59.999Z' AND a.from_date <= :today
    AND (a.to_date IS NULL OR a.to_date >= :today))
  AND m.planned_at >= :from AND m.planned_at < :until)";
constexpr std::string_view kTeams = R"(
WHERE m.team_id IN (SELECT value FROM each_id(:teams))
  AND m.planned_at >= :from AND m.planned_at < :until)";
constexpr std::string_view kCurrent =
    " AND m.status <> 'cancelled' AND m.superseded_at = '9999-12-31T23:59:59.999Z' AND ";

constexpr std::string_view kUnplanned = R"(
SELECT c.family_id, f.name, c.due_at, c.rule_words FROM clock c
JOIN family f ON f.id = c.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE c.rule = 'group_supervision' AND c.stopped_at IS NULL
  AND c.superseded_at = '9999-12-31T23:59:59.999Z'
  AND (c.team_id IN (SELECT value FROM each_id(:teams)) OR c.family_id IN (
    SELECT a.family_id FROM allocation a WHERE a.worker_id = :me
      AND a.superseded_at = '9999-12-31T23:59:59.999Z' AND a.from_date <= :today
      AND (a.to_date IS NULL OR a.to_date >= :today)))
  AND NOT EXISTS (SELECT 1 FROM meeting m WHERE m.family_id = c.family_id
    AND m.kind = 'group_supervision' AND m.status = 'planned'
    AND m.superseded_at = '9999-12-31T23:59:59.999Z')
  AND )";

constexpr Sql kOne{"read_meeting", R"(
SELECT m.id, m.kind, m.status, m.family_id, f.name, m.planned_at, m.held_at, m.cycle, m.decision,
  m.next_on, m.decision_reason, m.dissent,
  (SELECT w.name FROM worker w WHERE w.id = m.decided_by
     AND w.superseded_at = '9999-12-31T23:59:59.999Z')
FROM meeting m
JOIN family f ON f.id = m.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE m.id = :meeting AND m.superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kFamilyOf{"family_of_meeting_page", R"(
SELECT family_id FROM meeting WHERE id = :meeting AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kAttendees{"meeting_attendees", R"(
SELECT name, discipline, attendance FROM meeting_attendee
WHERE meeting_id = :meeting AND superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY id)"};
constexpr Sql kContributions{"meeting_contributions", R"(
SELECT w.name, c.discipline, c.changed_since FROM meeting_contribution c
LEFT JOIN worker w ON w.id = c.worker_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE c.meeting_id = :meeting AND c.class IN (SELECT value FROM each_text(:classes))
  AND c.superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY c.id)"};
constexpr Sql kEntry{"meeting_entry", R"(
SELECT id FROM entry WHERE meeting_id = :meeting AND form = :form AND status = 'signed'
  AND class IN (SELECT value FROM each_text(:classes))
  AND superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY id DESC LIMIT 1)"};
constexpr Sql kSheet{"meeting_sheet", R"(
SELECT saved_at FROM draft WHERE meeting_id = :meeting AND form = :form
ORDER BY saved_at DESC LIMIT 1)"};
constexpr Sql kOfFamily{"meetings_of_family", R"(
SELECT m.id, m.kind, m.status, m.family_id, f.name, m.planned_at, m.held_at, m.cycle, m.decision,
  m.next_on
FROM meeting m
JOIN family f ON f.id = m.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE m.family_id = :family AND m.superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY m.planned_at DESC, m.id DESC LIMIT 200)"};
constexpr Sql kTeamOf{"meeting_team_of_family", R"(
SELECT team_id FROM family_team
WHERE family_id = :family AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND from_date <= :today AND (to_date IS NULL OR to_date >= :today)
ORDER BY from_date DESC, id DESC LIMIT 1)"};

MeetingLine read_line(const store::Row& row) {
    MeetingLine line;
    line.id = row.id<MeetingTag>(0);
    line.kind = row.text(1);
    line.status = row.text(2);
    line.family = row.id<FamilyTag>(3);
    line.family_name = row.text(4);
    line.planned_at = row.instant(5).value();
    line.held_at = row.instant(6);
    line.cycle = static_cast<int>(row.maybe_int64(7).value_or(0));
    line.decision = row.text(8);
    line.next_on = row.date(9);
    return line;
}

}  // namespace

std::vector<MeetingLine> list_meetings(store::Session& session, const Context& context,
                                       const MeetingFilter& filter) {
    const auto allowed = context.policy.families(context.subject, Action::view, "m.family_id");
    std::string text(kColumns);
    text += filter.team ? kTeams : kMine;
    text += kCurrent;
    text += allowed.text;
    text += " ORDER BY m.planned_at, m.id LIMIT 200";
    store::Params params{{"from", filter.from}, {"until", filter.until}};
    if (filter.team) {
        params.add("teams", context.subject.teams);
    } else {
        params.add("me", context.subject.worker).add("today", context.today());
    }
    params.add(allowed.params);
    std::vector<MeetingLine> out;
    session.each(Sql::trusted("list_meetings", std::move(text)), params,
                 [&](const store::Row& row) { out.push_back(read_line(row)); });
    access::log_list(session, context.subject, Action::view, "meetings", 0, {},
                     filter.team ? "team" : "mine");
    return out;
}

std::vector<Unplanned> unplanned_supervisions(store::Session& session, const Context& context) {
    const auto allowed = context.policy.families(context.subject, Action::write, "c.family_id");
    std::string text(kUnplanned);
    text += allowed.text;
    text += " ORDER BY c.due_at, c.id LIMIT 100";
    store::Params params{
        {"teams", works_for_team(context.subject) ? context.subject.teams : std::vector<TeamId>{}},
        {"me", context.subject.worker},
        {"today", context.today()}};
    params.add(allowed.params);
    std::vector<Unplanned> out;
    session.each(Sql::trusted("unplanned_supervisions", std::move(text)), params,
                 [&](const store::Row& row) {
                     out.push_back({row.id<FamilyTag>(0), std::string(row.text(1)),
                                    date_of(row.instant(2).value()), std::string(row.text(3))});
                 });
    return out;
}

// How long ago a meeting may have been held that nobody planned.
constexpr int kWrittenUpDays = 31;

Result<MeetingId> plan_meeting(store::Session& session, const Context& context, FamilyId family,
                               std::string_view kind, Instant planned_at) {
    const auto found = context.practice.meetings.find(kind);
    if (found == context.practice.meetings.end()) return Refusal{"absent"};
    const auto* form = context.practice.form(found->second.form);
    if (form == nullptr || !may_write(context.subject, *form)) return Refusal{"form.roles"};
    auto allowed = access::guard_family(session, context.policy, context.subject, Action::write,
                                        family, form->field_class, {"meeting"});
    if (!allowed) return allowed.failure();
    // A strategy discussion by telephone is written up after it was held: it need not be to come.
    if (planned_at < context.now - std::chrono::hours(24 * kWrittenUpDays))
        return invalid("planned", "in_past",
                       "Enter a day that is to come, or one of the last month for a meeting that "
                       "has been held.");
    const auto team = session.one(kTeamOf, {{"family", family}, {"today", context.today()}},
                                  [](const store::Row& row) { return row.id<TeamTag>(0); });
    RowWriter writer(session, context);
    const auto id = writer.insert("meeting", {{"kind", kind},
                                              {"family_id", family},
                                              {"team_id", team.value_or(TeamId{})},
                                              {"planned_at", planned_at},
                                              {"status", "planned"}});
    return MeetingId{id};
}

Result<MeetingPage> read_meeting(store::Session& session, const Context& context,
                                 MeetingId meeting) {
    const auto family = session.one(kFamilyOf, {{"meeting", meeting}},
                                    [](const store::Row& row) { return row.id<FamilyTag>(0); });
    auto head = family_head(session, context, family.value_or(FamilyId{}), "meeting");
    if (!head) return head.failure();
    MeetingPage page{std::move(head).value(), {}, {}, {}, {}, {}, {}, {}, false, {}};
    session.one(kOne, {{"meeting", meeting}}, [&](const store::Row& row) {
        page.meeting = read_line(row);
        page.decision_reason = row.text(10);
        page.dissent = row.text(11);
        page.decided_by = row.text(12);
        return true;
    });
    session.each(kAttendees, {{"meeting", meeting}}, [&](const store::Row& row) {
        page.attendees.push_back(
            {std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2))});
    });
    const Readable readable(context, page.head.decision.classes);
    session.each(
        kContributions, {{"meeting", meeting}, {"classes", readable.names()}},
        [&](const store::Row& row) {
            page.contributions.push_back(
                {std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2))});
        });
    const auto kind = context.practice.meetings.find(page.meeting.kind);
    const std::string form = kind == context.practice.meetings.end() ? "" : kind->second.form;
    page.entry =
        session
            .one(kEntry, {{"meeting", meeting}, {"form", form}, {"classes", readable.names()}},
                 [](const store::Row& row) { return row.id<EntryTag>(0); })
            .value_or(EntryId{});
    page.sheet_saved = session
                           .one(kSheet, {{"meeting", meeting}, {"form", form}},
                                [](const store::Row& row) { return row.instant(0); })
                           .value_or(std::nullopt);
    page.sheet_open = page.sheet_saved.has_value();
    return page;
}

std::vector<MeetingLine> meetings_of_family(store::Session& session, const Context&,
                                            const FamilyHead& head) {
    std::vector<MeetingLine> out;
    session.each(kOfFamily, {{"family", head.id}},
                 [&](const store::Row& row) { out.push_back(read_line(row)); });
    return out;
}

}  // namespace hearth::record
