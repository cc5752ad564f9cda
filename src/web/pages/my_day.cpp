// My day: the first page after signing in, and the list of families behind it.
#include "record/my_day.h"

#include <algorithm>

#include "record/entries.h"
#include "record/team_board.h"
#include "returns/quality/quality_board.h"
#include "web/pages/family_frame.h"
#include "web/pages/pages.h"
#include "web/pages/service.h"
#include "web/pages/work_parts.h"

namespace hearth::web {
namespace {

using access::Action;
using access::ObjectKind;

Html tile(std::int64_t n, std::string_view words, const Html& note) {
    return el("li", {cls("hearth-tile")},
              el("span", {cls("hearth-tile__figure")}, kit::thousands(n)), words,
              el("span", {cls("hearth-tile__note")}, note));
}

int count(const std::vector<record::DueItem>& clocks,
          const std::vector<record::ActionLine>& actions) {
    return static_cast<int>(clocks.size() + actions.size());
}

std::string team_actions_words(const record::ActionCount& actions) {
    std::string out =
        actions.open == 1 ? "1 action is open" : kit::thousands(actions.open) + " actions are open";
    out += " in your team’s families";
    if (actions.late == 0) return out + ", none late.";
    return out + ", " + kit::thousands(actions.late) + " late.";
}

Html task_line(App& app, Context& ctx, const record::TaskLine& task, Date today) {
    Html where;
    if (task.kind == "authorised" && task.family)
        where = join(kit::link(url("/entries/{}", RowId{task.subject}), "What was signed"), ", ",
                     kit::link(url("/families/{}", task.family), task.family_name));
    else if (task.family)
        where = kit::link(url("/families/{}", task.family), task.family_name);
    else if (task.contact != 0)
        where = kit::link(url("/contacts/{}", RowId{task.contact}), "The request");
    Html act;
    if (task.kind == "review_break_glass")
        act = kit::p(kit::link(url("/break-glass/review"), "Review it"));
    else
        act = app.form(ctx, {.action = url("/tasks/{}/done", task.id)},
                       kit::button({.text = join("Done", el("span", {cls("govuk-visually-hidden")},
                                                            ": ", task.title)),
                                    .classes = "govuk-button--secondary"}));
    return el("li", {cls("hearth-card", task.due && *task.due < today ? "hearth-card--late" : "")},
              el("h3", {cls("govuk-heading-s")}, task.title),
              task.due ? kit::p(kit::when(*task.due, today)) : Html{},
              where.empty() ? Html{} : kit::p(where),
              task.own ? Html{} : el("p", {cls("hearth-meta")}, "For anyone with your role"), act);
}

// What others have sent for this worker's signature, and what came back to them.
Html waiting(App& app, const record::MyDay& day) {
    if (day.to_sign.empty() && day.returned.empty()) return {};
    const auto title = [&](const record::WaitingDraft& d) {
        const auto* form = app.practice.form(d.form, d.form_version);
        return form == nullptr ? d.form : form->title;
    };
    Html cards;
    for (const auto& d : day.to_sign)
        cards << el(
            "li", {cls("hearth-card")},
            el("h3", {cls("govuk-heading-s")}, title(d), ": ", d.family_name),
            kit::p(join("Sent by ", d.sent_by_name, ", ", plain(d.sent_at), ".")),
            kit::p(kit::link(url("/drafts/{}", RowId{d.draft}), "Read it, sign or return it",
                             ": " + title(d) + ", " + d.family_name)));
    for (const auto& d : day.returned)
        cards << el(
            "li", {cls("hearth-card hearth-card--soon")},
            el("h3", {cls("govuk-heading-s")}, title(d), ": ", d.family_name, " ",
               kit::tag({.text = "Returned to you", .classes = "govuk-tag--yellow"})),
            kit::p(join(d.returned_by, ": ", d.reason)),
            kit::p(kit::link(url("/drafts/{}", RowId{d.draft}), "Change it and send it again",
                             ": " + title(d) + ", " + d.family_name)));
    return join(kit::h2("Waiting for you", "waiting"), el("ul", {cls("hearth-board")}, cards));
}

// Late work that has come up to this worker and that nobody has read yet.
Html escalated(const record::MyDay& day, Date today) {
    if (!day.escalates) return {};
    Html out = kit::h2("Escalated to you", "escalated");
    if (day.escalated.lines.empty())
        return join(out,
                    kit::empty_state(join("Nothing late waits for you to read it. ",
                                          kit::link(url("/escalations").query("show", "read"),
                                                    "What was read", " of what was escalated"))));
    Html cards;
    for (const auto& line : day.escalated.lines) cards << escalation_card(line, today);
    out << el("ul", {cls("hearth-board")}, cards);
    if (day.escalated.more)
        out << kit::p(join(kit::thousands(day.escalated.clocks), " late clocks in all. ",
                           kit::link(url("/escalations"), "All that is escalated to you")));
    return out;
}

Html drafts(App& app, const record::MyDay& day, Date today) {
    std::vector<Html> items;
    for (const auto& draft : day.drafts) {
        const auto* form = app.practice.form(draft.subject.form, draft.form_version);
        const std::string title = form == nullptr ? draft.subject.form : form->title;
        const auto name = day.family_names.find(draft.subject.family);
        items.push_back(join(kit::link(url("/drafts/{}", RowId{draft.id}), title),
                             name == day.family_names.end() ? Html{} : join(", ", name->second),
                             draft.sent_at ? Html(", sent for a signature") : Html{}, ", saved ",
                             kit::distance(date_of(draft.saved_at), today), " at ",
                             time_text(draft.saved_at)));
    }
    return items.empty() ? kit::empty_state("You have nothing unfinished.") : kit::bullets(items);
}

Html meetings(App& app, const record::MyDay& day, Date today) {
    if (day.meetings.empty())
        return kit::empty_state(join("No meetings in the rest of this week. ",
                                     kit::link(url("/meetings"), "All meetings")));
    std::vector<Html> items;
    for (const auto& m : day.meetings)
        items.push_back(join(kit::link(url("/meetings/{}", m.id), meeting_title(app, m.kind),
                                       " of the " + m.family_name),
                             ", ", m.family_name, ": ", meeting_time(m.planned_at, today)));
    return kit::bullets(items);
}

// Straight to a form, with the family chosen here: the two things done most often.
Html quick_actions(App& app, const access::Subject& me, const record::MyDay& day) {
    if (day.families.families.empty()) return {};
    Html options;
    for (const auto& f : day.families.families)
        options << el("option", {attr("value", f.id.text())}, f.name);
    Html buttons;
    const auto* visit = app.practice.form("visit");
    if (visit != nullptr && record::may_write(me, *visit))
        buttons << kit::button({.text = visit->verb, .name = "what", .value = "visit"});
    buttons << kit::button({.text = "Write in the workbook",
                            .name = "what",
                            .value = "workbook",
                            .classes = "govuk-button--secondary"});
    Html others;  // the list is as long as the page's: a family that is not in it is a step away
    if (day.families.next)
        others = kit::p(join("Not in the list? ",
                             kit::link(url("/families").query("list", "mine"), "All your families"),
                             "."));
    return kit::get_form(
               url("/my-day/start"),
               join(el("div", {cls("govuk-form-group")},
                       el("label", {cls("govuk-label"), attr("for", "family")}, "Family"),
                       el("select", {cls("govuk-select"), id("family"), attr("name", "family")},
                          options)),
                    buttons),
               "hearth-inline-form")
           << others;
}

Response my_day_page(App& app, Context& ctx) {
    const auto& me = App::visitor(ctx).subject;
    returns::OwnFaults faults;
    const auto day = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        if (app.could(ctx, Action::view, ObjectKind::family))
            faults = returns::own_faults(session, context);
        return record::my_day(session, context);
    });
    const Date today = date_of(me.at);
    kit::Page page;
    page.title = "My day";
    page.caption = kit::day_with_year(today);
    page.wide = true;
    Html& h = page.content;

    if (day.front_door) {
        h << kit::h2("Front door")
          << el("ul", {cls("hearth-tiles")},
                tile(day.contacts_open, "open requests",
                     kit::link(url("/front-door"), "Go to the front door")),
                tile(day.contacts_late, "past a time limit", Html{}));
    }
    if (day.partner) {
        h << kit::h2("Questions to you")
          << el("ul", {cls("hearth-tiles")},
                tile(day.checks_open, day.checks_open == 1 ? "question waits" : "questions wait",
                     kit::link(url("/checks"), "Answer them")));
    }
    const bool works = app.could(ctx, Action::view, ObjectKind::family);
    if (!works && app.could(ctx, Action::write, ObjectKind::contact))
        h << kit::p(kit::link(url("/front-door"), "Ask for support for a family"));

    h << waiting(app, day) << escalated(day, today);
    if (works && !day.front_door) {
        h << el("ul", {cls("hearth-tiles")},
                tile(count(day.late, day.late_actions), "late", Html{}),
                tile(count(day.today, day.actions_today), "due today", Html{}),
                tile(count(day.soon, day.actions_soon), "due soon", Html{}),
                tile(static_cast<int>(day.families.families.size()) + (day.families.next ? 1 : 0),
                     day.families.next ? "or more families of yours" : "families of yours",
                     kit::link(url("/families").query("list", "mine"), "All my families")));
        h << quick_actions(app, me, day);
    }
    if (works) {
        if (count(day.late, day.late_actions) > 0)
            h << kit::h2("Late", "late") << due_cards(day.late, day.late_actions, today, me.worker);
        h << kit::h2("Due today", "today")
          << (count(day.today, day.actions_today) == 0
                  ? kit::empty_state("Nothing is due today.")
                  : due_cards(day.today, day.actions_today, today, me.worker));
        if (count(day.soon, day.actions_soon) > 0)
            h << kit::h2("Due soon", "soon")
              << due_cards(day.soon, day.actions_soon, today, me.worker);
        if (day.team_actions.open > 0 && !me.teams.empty())
            h << kit::p(join(team_actions_words(day.team_actions), " ",
                             kit::link(url("/teams/{}", me.teams.front()).fragment("actions"),
                                       "Actions of the team")));
    }
    if (faults.faults > 0)
        h << kit::p(join(
            faults.faults == 1 ? Html("1 fault") : join(kit::thousands(faults.faults), " faults"),
            " in the data of ",
            faults.children == 1 ? Html("1 of your children")
                                 : join(kit::thousands(faults.children), " of your children"),
            ". ", kit::link(url("/quality").query("whose", "mine"), "See and mend them")));
    h << kit::h2("Tasks and notices", "tasks");
    if (day.tasks.empty())
        h << kit::empty_state("No tasks wait for you.");
    else
        h << el("ul", {cls("hearth-board")}, each(day.tasks, [&](const record::TaskLine& task) {
                    return task_line(app, ctx, task, today);
                }));
    h << kit::h2("Unfinished writing", "drafts") << drafts(app, day, today);
    if (works) {
        h << kit::h2("Meetings this week", "meetings") << meetings(app, day, today);
        h << kit::h2("My families", "families")
          << family_table(app, day.families, today, "My families",
                          "No family is allocated to you. Families of your team are on the "
                          "team’s list.");
        std::vector<Html> more;
        if (day.families.next)
            more.push_back(kit::link(url("/families").query("list", "mine"), "All my families"));
        if (!me.teams.empty())
            more.push_back(kit::link(url("/families").query("list", "team"), "My team’s families"));
        if (app.could(ctx, Action::view, ObjectKind::team))
            more.push_back(
                kit::link(me.teams.size() == 1 ? url("/teams/{}", me.teams.front()) : url("/teams"),
                          "Team board"));
        if (app.could(ctx, Action::figures, ObjectKind::authority))
            more.push_back(kit::link(url("/service-board"), "Service board"));
        more.push_back(
            kit::link(url("/looked-after"), "Looked-after children: permanence, papers"));
        more.push_back(kit::link(url("/leaving-care"), "Leaving care"));
        h << kit::bullets(more);
    }
    return app.page(ctx, std::move(page));
}

Response start(App&, Context& ctx) {
    const auto family = FamilyId::parse(ctx.request.field("family"));
    if (!family) return Response::see_other(url("/my-day"));
    if (ctx.request.field("what") == "visit")
        return Response::see_other(url("/families/{}/write/visit", *family));
    return Response::see_other(url("/families/{}/workbook", *family));
}

Response finish(App& app, Context& ctx) {
    const auto task = ctx.param<TaskId>("task");
    if (!task) return Response::not_found();
    auto done = app.once(
        ctx, [&](store::Session& session, const record::Context& context) -> Result<std::string> {
            auto finished = record::finish_task(session, context, *task);
            if (!finished) return finished.failure();
            return std::string("/my-day#tasks");
        });
    if (!done) return app.failure(ctx, done.failure());
    return Response::see_other(done.value());
}

// ---- the list of families

Html choice_of(std::string_view name, std::string_view label,
               const std::vector<std::pair<std::string, std::string>>& options,
               std::string_view chosen) {
    Html inside;
    for (const auto& [value, words] : options)
        inside << el("option", {attr("value", value), flag("selected", value == chosen)}, words);
    return el("div", {cls("govuk-form-group")},
              el("label", {cls("govuk-label"), attr("for", name)}, label),
              el("select", {cls("govuk-select"), id(name), attr("name", name)}, inside));
}

Response families_page(App& app, Context& ctx) {
    const auto& me = App::visitor(ctx).subject;
    const auto asked = [&](std::string_view name) { return std::string(ctx.request.field(name)); };
    record::FamilyFilter filter;
    const std::string list = asked("list");
    filter.scope = list == "all"    ? record::FamilyScope::all
                   : list == "team" ? record::FamilyScope::team
                                    : record::FamilyScope::mine;
    filter.team = TeamId::parse(asked("team")).value_or(TeamId{});
    if (filter.scope == record::FamilyScope::team && !filter.team && !me.teams.empty())
        filter.team = me.teams.front();
    filter.district = asked("district");
    for (const auto basis : record::kBases)
        if (asked("basis") == basis) filter.basis = basis;
    filter.after = FamilyId::parse(asked("after")).value_or(FamilyId{});

    struct Read {
        record::FamilyList list;
        std::vector<record::TeamName> teams;
    };
    const auto read = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return Read{record::list_families(session, context, filter),
                    record::team_names(session, context)};
    });
    const Date today = date_of(me.at);
    const char* titles[] = {"My families", "My team’s families", "All families"};
    const char* names[] = {"mine", "team", "all"};
    const auto scope = static_cast<std::size_t>(filter.scope);
    kit::Page page;
    page.title = titles[scope];
    page.wide = true;
    std::vector<kit::NavItem> tabs;
    for (std::size_t i = 0; i < 3; ++i)
        tabs.push_back({.text = titles[i],
                        .href = url("/families").query("list", names[i]),
                        .current = i == scope});
    page.content << kit::sub_navigation({.items = std::move(tabs), .label = "Lists of families"});

    std::vector<std::pair<std::string, std::string>> districts{{"", "Every district"}};
    if (const auto* codes = app.practice.code_list("district"))
        for (const auto& code : codes->codes) districts.emplace_back(code.id, code.label);
    std::vector<std::pair<std::string, std::string>> bases{{"", "Every basis"}};
    for (const auto basis : record::kBases)
        bases.emplace_back(std::string(basis), basis_label(app, basis));
    Html options;
    options << el("input",
                  {attr("type", "hidden"), attr("name", "list"), attr("value", names[scope])});
    if (filter.scope != record::FamilyScope::mine) {
        std::vector<std::pair<std::string, std::string>> teams;
        if (filter.scope == record::FamilyScope::all) teams.emplace_back("", "Every team");
        for (const auto& team : read.teams)
            if (filter.scope == record::FamilyScope::all ||
                std::find(me.teams.begin(), me.teams.end(), team.id) != me.teams.end())
                teams.emplace_back(team.id.text(), team.name);
        options << choice_of("team", "Team", teams, filter.team ? filter.team.text() : "");
    }
    options << choice_of("district", "District", districts, filter.district)
            << choice_of("basis", "Basis", bases, filter.basis)
            << kit::button({.text = "Show", .classes = "govuk-button--secondary"});
    page.content << kit::get_form(url("/families"), options, "hearth-inline-form");

    const bool filtered = !filter.district.empty() || !filter.basis.empty();
    page.content << family_table(
        app, read.list, today, titles[scope],
        filter.after ? Html("There are no more families.")
        : filtered   ? Html("No family fits. Choose every district and every basis to see them "
                              "all.")
        : filter.scope == record::FamilyScope::mine
            ? Html("No family is allocated to you. Look at your team’s families.")
            : Html("There are no families here that you may see."));

    kit::Pagination pages;
    Url base = url("/families").query("list", names[scope]);
    if (filter.team) base = std::move(base).query("team", filter.team.text());
    if (!filter.district.empty()) base = std::move(base).query("district", filter.district);
    if (!filter.basis.empty()) base = std::move(base).query("basis", filter.basis);
    if (filter.after) pages.previous = {.href = base, .text = "First page"};
    if (read.list.next)
        pages.next = {.href = base.query("after", read.list.next.text()), .text = "Next page"};
    if (!pages.previous.href.empty() || !pages.next.href.empty())
        page.content << kit::pagination(pages);
    return app.page(ctx, std::move(page));
}

}  // namespace

void add_my_day_routes(Router& router, App& app) {
    router.add({Method::get, "/my-day",
                Policy::signed_in("the visitor's own page; each line is decided by itself"),
                [&](Context& ctx) { return my_day_page(app, ctx); }});
    router.add({Method::get, "/my-day/start",
                Policy::signed_in("leads to a page that asks for itself"),
                [&](Context& ctx) { return start(app, ctx); }});
    router.add({Method::post, "/tasks/{task}/done",
                Policy::signed_in("only the task's owner or role; the use case decides"),
                [&](Context& ctx) { return finish(app, ctx); }});
    router.add({Method::get, "/families", Policy::guarded(Action::list, ObjectKind::family),
                [&](Context& ctx) { return families_page(app, ctx); }});
}

}  // namespace hearth::web
