// Meetings: this week's, those still to be planned, one meeting with its sheet, and a family's.
#include "record/meetings.h"

#include <fmt/format.h>

#include "record/due.h"
#include "record/entries.h"
#include "web/pages/entry_form.h"
#include "web/pages/family_frame.h"
#include "web/pages/pages.h"
#include "web/pages/work_parts.h"

namespace hearth::web {
namespace {

using access::Action;
using access::ObjectKind;

std::string status_words(const record::MeetingLine& m) {
    if (m.status == "signed") return "Signed";
    if (m.status == "held") return "Held, not signed";
    if (m.status == "cancelled") return "Cancelled";
    return "Planned";
}

std::string decision_label(const App& app, const record::MeetingLine& m) {
    if (m.decision.empty()) return {};
    const auto kind = app.practice.meetings.find(m.kind);
    if (kind == app.practice.meetings.end()) return m.decision;
    return label_of(app, kind->second.decisions, m.decision);
}

Html meeting_table(const App& app, const std::vector<record::MeetingLine>& lines, Date today,
                   std::string_view caption, const Html& empty, bool with_family) {
    kit::DataTable table;
    table.caption = caption;
    table.caption_hidden = true;
    table.columns = {
        {.name = "Meeting"}, {.name = "When"}, {.name = "State"}, {.name = "Decision"}};
    if (with_family) table.columns.insert(table.columns.begin() + 1, {.name = "Family"});
    table.empty = empty;
    for (const auto& m : lines) {
        std::vector<Html> row{
            kit::link(url("/meetings/{}", m.id), meeting_title(app, m.kind),
                      fmt::format(" of the {}, {}", m.family_name, date_of(m.planned_at).plain()))};
        if (with_family) row.push_back(kit::link(url("/families/{}", m.family), m.family_name));
        const Instant at = m.held_at.value_or(m.planned_at);
        row.push_back(meeting_time(at, today));
        row.emplace_back(status_words(m));
        row.emplace_back(decision_label(app, m));
        table.rows.push_back(std::move(row));
        table.row_classes.emplace_back(
            m.status == "planned" && date_of(m.planned_at) < today ? "hearth-row--late" : "");
    }
    return kit::data_table(table);
}

Response meetings_page(App& app, Context& ctx) {
    const auto& me = App::visitor(ctx).subject;
    const Date today = date_of(me.at);
    const bool team = ctx.request.has_field("list") ? ctx.request.field("list") == "team"
                                                    : record::works_for_team(me);
    struct Read {
        std::vector<record::MeetingLine> week, later;
        std::vector<record::Unplanned> unplanned;
    };
    const Date monday = today - (today.weekday() - 1);
    const auto read = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        Read r;
        r.week = record::list_meetings(session, context,
                                       {team, instant_of(monday, 0), instant_of(monday + 7, 0)});
        r.later = record::list_meetings(
            session, context, {team, instant_of(monday + 7, 0), instant_of(monday + 42, 0)});
        r.unplanned = record::unplanned_supervisions(session, context);
        return r;
    });
    kit::Page page;
    page.title = team ? "My team’s meetings" : "My meetings";
    page.wide = true;
    page.content << kit::sub_navigation({.items = {{.text = "My meetings",
                                                    .href = url("/meetings").query("list", "mine"),
                                                    .current = !team},
                                                   {.text = "My team’s meetings",
                                                    .href = url("/meetings").query("list", "team"),
                                                    .current = team}},
                                         .label = "Whose meetings"});
    page.content << kit::h2("This week")
                 << meeting_table(app, read.week, today, "This week",
                                  "No meetings are planned for this week.", true)
                 << kit::h2("The five weeks after")
                 << meeting_table(app, read.later, today, "The five weeks after",
                                  "No meetings are planned for the weeks after.", true);
    page.content << kit::h2("Group supervision still to be planned", "unplanned");
    kit::DataTable table;
    table.caption = "Due and not planned";
    table.caption_hidden = true;
    table.columns = {{.name = "Family"}, {.name = "Due"}, {.name = "Why"}, {.name = "Plan it"}};
    table.empty = "Every family’s next group supervision is planned.";
    for (const auto& u : read.unplanned) {
        table.rows.push_back(
            {kit::link(url("/families/{}", u.family), u.family_name), kit::when(u.due, today),
             u.words,
             kit::link(url("/families/{}/meetings/plan/{}", u.family, "group_supervision"), "Plan",
                       " group supervision of the " + u.family_name)});
        table.row_classes.emplace_back(u.due < today ? "hearth-row--late" : "");
    }
    page.content << kit::data_table(table);
    return app.page(ctx, std::move(page));
}

// ---- planning

const practice::MeetingKind* kind_of(const App& app, std::string_view id) {
    const auto found = app.practice.meetings.find(id);
    if (found != app.practice.meetings.end()) return &found->second;
    for (const auto& [name, kind] : app.practice.meetings)
        if (kind.form == id) return &kind;
    return nullptr;
}

struct TypedPlan {
    std::string day, month, year, time = "10:00";
    std::vector<FieldError> errors;
};

Response plan_page(App& app, Context& ctx, const TypedPlan& typed, int status = 200) {
    const auto family = ctx.param<FamilyId>("family");
    const auto* kind = kind_of(app, ctx.raw_param("kind"));
    if (!family || kind == nullptr) return Response::not_found();
    auto head = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::family_head(session, context, *family, "meeting", Action::write);
    });
    if (!head) return app.failure(ctx, head.failure());
    kit::Page page = family_frame(app, ctx, head.value(), FamilyTab::meetings);
    page.title = "Plan: " + kind->title;
    page.has_errors = !typed.errors.empty();
    page.content << kit::error_summary(typed.errors);
    kit::DateInput date{.id = "planned", .name_prefix = "planned"};
    date.fieldset = kit::Fieldset{.legend = {.text = "Day"}};
    date.hint = {.text = "If it has been held already, the day on which it was."};
    date.error = {.text = kit::error_for(typed.errors, "planned")};
    date.day_value = typed.day;
    date.month_value = typed.month;
    date.year_value = typed.year;
    page.content << app.form(
        ctx, {.action = url("/families/{}/meetings/plan/{}", *family, kind->id)},
        join(kit::date_input(date),
             kit::input({.name = "time",
                         .label = {.text = "Time"},
                         .value = typed.time,
                         .hint = {.text = "For example, 14:30"},
                         .error = {.text = kit::error_for(typed.errors, "time")},
                         .classes = "govuk-input--width-5"}),
             kit::button({.text = "Plan the meeting", .prevent_double_click = true})));
    return app.page(ctx, std::move(page), status);
}

Response post_plan(App& app, Context& ctx) {
    const auto family = ctx.param<FamilyId>("family");
    const auto* kind = kind_of(app, ctx.raw_param("kind"));
    if (!family || kind == nullptr) return Response::not_found();
    TypedPlan typed{std::string(ctx.request.field("planned-day")),
                    std::string(ctx.request.field("planned-month")),
                    std::string(ctx.request.field("planned-year")),
                    std::string(ctx.request.field("time")),
                    {}};
    const auto day = Date::parse(date_from_boxes(typed.day, typed.month, typed.year));
    const auto time = minutes_from_text(typed.time);
    if (!day)
        typed.errors.push_back({"planned", "not_a_date", "Enter the day, for example 27 11 2026."});
    if (!time) typed.errors.push_back({"time", "not_a_time", "Enter the time, for example 14:30."});
    if (!typed.errors.empty()) return plan_page(app, ctx, typed, 422);
    auto done = app.once(
        ctx, [&](store::Session& session, const record::Context& context) -> Result<std::string> {
            auto planned =
                record::plan_meeting(session, context, *family, kind->id, instant_of(*day, *time));
            if (!planned) return planned.failure();
            return "/meetings/" + planned->text();
        });
    if (done) return Response::see_other(done.value());
    if (const auto* wrong = std::get_if<Invalid>(&done.failure())) {
        typed.errors = wrong->errors;
        return plan_page(app, ctx, typed, 422);
    }
    return app.failure(ctx, done.failure());
}

// ---- one meeting

Response meeting_page(App& app, Context& ctx) {
    const auto meeting = ctx.param<MeetingId>("meeting");
    if (!meeting) return Response::not_found();
    auto read = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::read_meeting(session, context, *meeting);
    });
    if (!read) return app.failure(ctx, read.failure());
    const auto& data = read.value();
    const auto& m = data.meeting;
    const auto& me = App::visitor(ctx).subject;
    const Date today = date_of(me.at);
    const auto* kind = kind_of(app, m.kind);
    const auto* form = kind == nullptr ? nullptr : app.practice.form(kind->form);

    kit::Page page = family_frame(app, ctx, data.head, FamilyTab::meetings);
    page.title = meeting_title(app, m.kind);
    Html& h = page.content;
    h << kit::summary_rows(
        {{"When", meeting_time(m.held_at.value_or(m.planned_at), today)},
         {"State", status_words(m)},
         {"Cycle", m.cycle == 0 ? Html{} : Html(m.cycle)},
         {"Decision", decision_label(app, m)},
         {"Reason", data.decision_reason.empty() ? Html{} : kit::prose(data.decision_reason)},
         {"Dissent", data.dissent.empty() ? Html{} : kit::prose(data.dissent)},
         {"Decided by", data.decided_by},
         {"Next", m.next_on ? Html(kit::day_with_year(*m.next_on)) : Html{}}});

    const bool writes = form != nullptr && record::may_write(me, *form);
    if (m.status == "planned" || m.status == "held") {
        if (writes) {
            const bool signs = record::may_sign(me, *form);
            h << kit::inset_text(
                {.text = join(
                     data.sheet_open
                         ? join("The sheet is being written, saved ", plain(*data.sheet_saved),
                                ". ")
                         : Html("The sheet begins with what everyone has written in the workbook "
                                "since the last cycle. "),
                     "Everyone who may write on it types into the same sheet. ",
                     signs ? "You decide, and sign." : "The manager decides, and signs.")});
            h << kit::button({.text = data.sheet_open ? "Open the sheet" : "Start the sheet",
                              .href = url("/meetings/{}/write/{}", *meeting, form->id)});
        } else {
            h << kit::empty_state(
                "It has not been written up. What you write in the workbook is brought to it.");
        }
    }
    if (data.entry)
        h << kit::p(kit::link(url("/entries/{}", data.entry), "Read the signed record"));
    if (!data.attendees.empty()) {
        kit::DataTable table;
        h << kit::h2("Who was there");
        table.caption = "Who was there";
        table.caption_hidden = true;
        table.columns = {{.name = "Name"}, {.name = "Discipline"}, {.name = "Attendance"}};
        for (const auto& a : data.attendees)
            table.rows.push_back({a.name, label_of(app, "discipline", a.discipline),
                                  label_of(app, "attendance", a.attendance)});
        h << kit::data_table(table);
    }
    if (!data.contributions.empty()) {
        h << kit::h2("What had changed");
        for (const auto& c : data.contributions)
            h << kit::h3(join(c.worker, ", ", label_of(app, "discipline", c.discipline)))
              << kit::prose(c.words);
    }
    h << kit::p(kit::link(url("/families/{}/workbook", data.head.id), "Open the workbook"));
    return app.page(ctx, std::move(page));
}

Response family_meetings(App& app, Context& ctx) {
    const auto family = ctx.param<FamilyId>("family");
    if (!family) return Response::not_found();
    struct Read {
        record::FamilyHead head;
        std::vector<record::MeetingLine> lines;
    };
    auto read =
        app.read(ctx, [&](store::Session& session, const record::Context& context) -> Result<Read> {
            auto head = record::family_head(session, context, *family, "meetings");
            if (!head) return head.failure();
            auto lines = record::meetings_of_family(session, context, head.value());
            return Read{std::move(head).value(), std::move(lines)};
        });
    if (!read) return app.failure(ctx, read.failure());
    const auto& me = App::visitor(ctx).subject;
    kit::Page page = family_frame(app, ctx, read->head, FamilyTab::meetings);
    page.title = "Meetings";
    std::vector<Html> plan;
    for (const auto& [id_, kind] : app.practice.meetings)
        if (const auto* form = app.practice.form(kind.form);
            form != nullptr && record::may_write(me, *form))
            plan.push_back(
                kit::link(url("/families/{}/meetings/plan/{}", *family, id_), kind.title));
    page.content << meeting_table(app, read->lines, date_of(me.at), "Meetings, latest first",
                                  "No meeting has been held or planned.", false);
    if (!plan.empty()) page.content << kit::h2("Plan a meeting") << kit::bullets(plan);
    return app.page(ctx, std::move(page));
}

}  // namespace

void add_meeting_routes(Router& router, App& app) {
    const auto views = [] { return Policy::guarded(Action::view, ObjectKind::family); };
    const auto writes = [] { return Policy::guarded(Action::write, ObjectKind::family); };
    router.add(
        {Method::get, "/meetings", views(), [&](Context& ctx) { return meetings_page(app, ctx); }});
    router.add({Method::get, "/meetings/{meeting}", views(),
                [&](Context& ctx) { return meeting_page(app, ctx); }});
    router.add({Method::get, "/families/{family}/meetings", views(),
                [&](Context& ctx) { return family_meetings(app, ctx); }});
    router.add({Method::get, "/families/{family}/meetings/plan/{kind}", writes(),
                [&](Context& ctx) { return plan_page(app, ctx, {}); }});
    router.add({Method::post, "/families/{family}/meetings/plan/{kind}", writes(),
                [&](Context& ctx) { return post_plan(app, ctx); }});
}

}  // namespace hearth::web
