// A team's board, and the list of teams.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "record/team_board.h"
#include "web/pages/family_frame.h"
#include "web/pages/pages.h"
#include "web/pages/work_parts.h"

namespace hearth::web {
namespace {

using access::Action;
using access::ObjectKind;
using record::DueOrder;

std::string fte_text(double fte) {
    std::string text = fmt::format("{:.2f}", fte);
    while (text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
    return text;
}

Html tile(std::string_view figure, std::string_view words, const Html& note = {}) {
    return el("li", {cls("hearth-tile")}, el("span", {cls("hearth-tile__figure")}, figure), words,
              note.empty() ? Html{} : el("span", {cls("hearth-tile__note")}, note));
}

// A share as a large figure, and of how many in words below it.
Html share_tile(int n, int of, std::string_view words) {
    const std::string text = kit::figure_text(n, of);  // "66% (23 of 35)", or "no cases"
    const auto space = text.find(' ');
    if (of <= 0 || space == std::string::npos) return tile("–", words, "No families");
    return tile(text.substr(0, space), words, text.substr(space + 2, text.size() - space - 3));
}

constexpr std::pair<DueOrder, std::string_view> kOrders[] = {{DueOrder::family, "family"},
                                                             {DueOrder::rule, "rule"},
                                                             {DueOrder::due, "due"},
                                                             {DueOrder::worker, "worker"}};

Url board_url(const record::TeamDueFilter& filter, DueOrder order, bool descending, int page) {
    Url to = url("/teams/{}", filter.team);
    for (const auto& [value, name] : kOrders)
        if (value == order && order != DueOrder::due) to = std::move(to).query("sort", name);
    if (descending) to = std::move(to).query("order", "down");
    if (filter.late_only) to = std::move(to).query("show", "late");
    if (!filter.rule.empty()) to = std::move(to).query("rule", filter.rule);
    if (page > 1) to = std::move(to).query("page", page);
    return to;
}

// Nobody is named for what the team as a whole has to do: then the rule says whose it is.
Html who_must_act(const App& app, const record::DueItem& item) {
    if (item.owner) return item.owner_name;
    const auto rule = app.practice.clocks.find(item.rule);
    const std::string_view owner =
        rule == app.practice.clocks.end() ? std::string_view() : rule->second.owner;
    if (owner == "manager") return "The team manager";
    if (owner == "lead") return "The lead worker: nobody is allocated yet";
    return "Anybody in the team";
}

Html clock_table(const App& app, const record::TeamBoard& board,
                 const record::TeamDueFilter& filter, Date today) {
    kit::DataTable table;
    table.caption = filter.late_only ? "What is late" : "What is due";
    table.caption_hidden = true;
    const auto column = [&](std::string name, DueOrder order) {
        kit::Column c{.name = std::move(name)};
        const bool here = filter.order == order;
        c.sort = board_url(filter, order, here && !filter.descending, 1);
        if (here) c.order = filter.descending ? kit::Order::descending : kit::Order::ascending;
        return c;
    };
    table.columns = {column("Family", DueOrder::family),
                     column("What", DueOrder::rule),
                     column("Due", DueOrder::due),
                     column("Who must act", DueOrder::worker),
                     {.name = "Why"}};
    table.empty = filter.late_only ? Html("Nothing is late.") : Html("No clock runs.");
    for (const auto& item : board.due) {
        Html what = stop_url(item).empty()
                        ? Html(item.title)
                        : kit::link(stop_url(item), item.title, " for the " + item.family_name);
        if (!item.names.empty()) what << ", " << item.names.front();
        table.rows.push_back({kit::link(url("/families/{}", item.family), item.family_name), what,
                              kit::when(item.due, today), who_must_act(app, item),
                              join(item.words, due_notes(item, today))});
        table.row_classes.emplace_back(item.due < today ? "hearth-row--late" : "");
    }
    return kit::data_table(table);
}

Html actions_table(const record::TeamBoard& board, bool late_only, Date today) {
    kit::DataTable table;
    table.caption = late_only ? "Actions that are late" : "Open actions, soonest due first";
    table.caption_hidden = true;
    table.columns = {{.name = "Family"},
                     {.name = "Action"},
                     {.name = "Due"},
                     {.name = "Who must act"},
                     {.name = "Why"}};
    table.empty = late_only ? Html("No action is late.") : Html("No action is open.");
    for (const auto& action : board.actions_due) {
        Html what = kit::link(action_url(action), action.what, " for the " + action.family_name);
        if (!action.person.empty()) what << ", for " << action.person;
        table.rows.push_back(
            {kit::link(url("/families/{}", action.family), action.family_name), what,
             kit::when(action.due, today),
             action.owner_name.empty() ? Html("Nobody is named") : Html(action.owner_name),
             action_source(action)});
        table.row_classes.emplace_back(action.due < today ? "hearth-row--late" : "");
    }
    return kit::data_table(table);
}

Html caseload_table(const App& app, const record::TeamBoard& board) {
    kit::DataTable table;
    table.caption = "Caseloads";
    table.caption_hidden = true;
    table.columns = {{.name = "Worker"},
                     {.name = "Discipline"},
                     {.name = "Families", .numeric = true},
                     {.name = "Children led", .numeric = true},
                     {.name = "Target", .numeric = true},
                     {.name = "Against target"}};
    table.empty = "Nobody is a member of this team today.";
    for (const auto& w : board.workers) {
        const double over = w.load() - w.target;
        Html against;
        if (w.discipline == "management" || w.discipline == "business_support")
            against = "Carries no cases";
        else if (over > 0)
            against =
                kit::tag({.text = join(fte_text(over), " over"), .classes = "govuk-tag--red"});
        else
            against = join("Room for ", fte_text(-over),
                           w.counts_children ? " more children" : " more families");
        table.rows.push_back(
            {join(w.name, el("br"),
                  el("span", {cls("hearth-meta")}, w.job_title, ", ", fte_text(w.fte), " FTE")),
             label_of(app, "discipline", w.discipline), w.families, w.children, fte_text(w.target),
             against});
        table.row_classes.emplace_back(over > 0 ? "hearth-row--late" : "");
    }
    return kit::data_table(table);
}

Html supervision_table(const record::TeamBoard& board, Date today) {
    kit::DataTable table;
    table.caption = "Group supervision, soonest due first";
    table.caption_hidden = true;
    table.columns = {
        {.name = "Family"}, {.name = "This month"}, {.name = "Due"}, {.name = "Next meeting"}};
    table.empty = "No family’s supervision clock runs.";
    for (const auto& line : board.supervision) {
        table.rows.push_back(
            {kit::link(url("/families/{}", line.family), line.name),
             line.done ? join("Done ", kit::said_on(*line.done, today)) : Html("Not yet"),
             kit::when(*line.due, today),
             line.meeting
                 ? kit::link(url("/meetings/{}", line.meeting), kit::day_in_words(*line.planned),
                             " for the " + line.name)
                 : kit::link(url("/families/{}/meetings/plan/{}", line.family, "group_supervision"),
                             "Plan", " group supervision of the " + line.name)});
        table.row_classes.emplace_back(*line.due < today ? "hearth-row--late" : "");
    }
    return kit::data_table(table);
}

Response board_page(App& app, Context& ctx) {
    const auto team = ctx.param<TeamId>("team");
    if (!team) return Response::not_found();
    record::TeamDueFilter filter;
    filter.team = *team;
    for (const auto& [value, name] : kOrders)
        if (ctx.request.field("sort") == name) filter.order = value;
    filter.descending = ctx.request.field("order") == "down";
    filter.late_only = ctx.request.field("show") == "late";
    if (const auto rule = app.practice.clocks.find(ctx.request.field("rule"));
        rule != app.practice.clocks.end())
        filter.rule = rule->first;
    filter.page = std::clamp(std::atoi(std::string(ctx.request.field("page")).c_str()), 1, 500);
    const int actions_page =
        std::clamp(std::atoi(std::string(ctx.request.field("actions")).c_str()), 1, 500);
    const bool whole = ctx.request.field("supervision") == "all";
    auto read = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::team_board(session, context, filter, actions_page, whole);
    });
    if (!read) return app.failure(ctx, read.failure());
    const auto& board = read.value();
    const auto& f = board.team.figures;
    const Date today = date_of(App::visitor(ctx).subject.at);

    kit::Page page;
    page.title = board.team.name;
    page.caption = board.team.district.empty()
                       ? "Team board"
                       : "Team board, " + label_of(app, "district", board.team.district);
    page.wide = true;
    Html& h = page.content;
    h << el("ul", {cls("hearth-tiles")},
            tile(kit::thousands(f.late), "late",
                 kit::link(url("/teams/{}", *team).query("show", "late"), "Show what is late")),
            tile(kit::thousands(f.running), "clocks running"),
            tile(kit::thousands(board.actions.open), "open actions",
                 kit::link(url("/teams/{}", *team).fragment("actions"),
                           board.actions.late == 0 ? std::string("None late")
                                                   : kit::thousands(board.actions.late) + " late")),
            tile(kit::thousands(f.families), "families",
                 kit::link(url("/families").query("list", "all").query("team", team->text()),
                           "Show the families")),
            share_tile(f.supervised, f.families, "supervised this month"),
            share_tile(f.workbooks, f.families, "workbooks open"),
            tile(kit::thousands(board.team.vacancies), "vacant posts"));

    if (!board.unallocated.empty()) {
        h << kit::h2("Waiting for a lead worker");
        std::vector<Html> items;
        for (const auto& line : board.unallocated)
            items.push_back(join(kit::link(url("/families/{}", line.family), line.name), ": ",
                                 kit::link(url("/families/{}/allocate", line.family), "Allocate",
                                           " the " + line.name)));
        h << kit::bullets(items);
        if (f.unallocated > static_cast<int>(board.unallocated.size()))
            h << kit::p(join("The first ", board.unallocated.size(), " of ", f.unallocated, "."));
    }
    h << kit::h2("Waiting for a signature", "signatures");
    if (board.approvals.empty() && board.to_sign.empty()) {
        h << kit::empty_state("Nothing waits for a signature.");
    } else {
        std::vector<Html> items;
        for (const auto& d : board.to_sign) {
            const auto* form = app.practice.form(d.form, d.form_version);
            items.push_back(join(kit::link(url("/drafts/{}", RowId{d.draft}),
                                           form == nullptr ? d.form : form->title),
                                 ", ", kit::link(url("/families/{}", d.family), d.family_name),
                                 ", sent by ", d.sent_by_name, ", ",
                                 kit::distance(date_of(d.sent_at), today)));
        }
        for (const auto& task : board.approvals)
            items.push_back(join(kit::link(url("/families/{}", task.family), task.title),
                                 task.due ? join(": ", kit::when(*task.due, today)) : Html{}));
        h << kit::bullets(items);
    }

    h << kit::h2("What is due", "due");
    Html options;
    for (const auto& [id_, rule] : app.practice.clocks)
        options << el("option", {attr("value", id_), flag("selected", id_ == filter.rule)},
                      rule.title);
    h << kit::get_form(
        url("/teams/{}", *team),
        join(el("div", {cls("govuk-form-group")},
                el("label", {cls("govuk-label"), attr("for", "rule")}, "Rule"),
                el("select", {cls("govuk-select"), id("rule"), attr("name", "rule")},
                   el("option", {attr("value", "")}, "Every rule"), options)),
             el("div", {cls("govuk-form-group")},
                el("label", {cls("govuk-label"), attr("for", "show")}, "Show"),
                el("select", {cls("govuk-select"), id("show"), attr("name", "show")},
                   el("option", {attr("value", "")}, "Everything that runs"),
                   el("option", {attr("value", "late"), flag("selected", filter.late_only)},
                      "Only what is late"))),
             kit::button({.text = "Show", .classes = "govuk-button--secondary"})),
        "hearth-inline-form");
    h << clock_table(app, board, filter, today);
    kit::Pagination pages{.landmark_label = "Pages of what is due"};
    if (filter.page > 1)
        pages.previous = {.href =
                              board_url(filter, filter.order, filter.descending, filter.page - 1)};
    if (board.due.size() == static_cast<std::size_t>(filter.size))
        pages.next = {.href = board_url(filter, filter.order, filter.descending, filter.page + 1)};
    if (!pages.previous.href.empty() || !pages.next.href.empty()) h << kit::pagination(pages);

    h << kit::h2("Actions", "actions") << actions_table(board, filter.late_only, today);
    kit::Pagination action_pages{.landmark_label = "Pages of actions"};
    const auto actions_url = [&](int to) {
        Url at = board_url(filter, filter.order, filter.descending, filter.page);
        if (to > 1) at = std::move(at).query("actions", to);
        return std::move(at).fragment("actions");
    };
    if (actions_page > 1) action_pages.previous = {.href = actions_url(actions_page - 1)};
    if (board.actions_due.size() == 20) action_pages.next = {.href = actions_url(actions_page + 1)};
    if (!action_pages.previous.href.empty() || !action_pages.next.href.empty())
        h << kit::pagination(action_pages);

    h << kit::h2("Caseloads", "caseloads")
      << kit::p(join("The target is ", app.practice.caseload_target,
                     " for a full-time worker: children for social workers, by the families that "
                     "they lead; families for everybody else. Allocations in force today count."))
      << caseload_table(app, board);
    h << kit::h2("Group supervision", "supervision") << supervision_table(board, today);
    if (board.more_supervision)
        h << kit::p(join("The first ", board.supervision.size(), ", soonest due first. ",
                         kit::link(board_url(filter, filter.order, filter.descending, filter.page)
                                       .query("supervision", "all")
                                       .fragment("supervision"),
                                   "Show every family’s supervision")));
    h << kit::h2("Vacant posts");
    std::vector<Html> vacant;
    for (const auto& v : board.vacancies)
        vacant.push_back(join(label_of(app, "discipline", v.discipline), ", ", fte_text(v.fte),
                              " FTE, since ", v.since.plain()));
    h << (vacant.empty() ? kit::empty_state("Every post is filled.") : kit::bullets(vacant));
    return app.page(ctx, std::move(page));
}

Response teams_page(App& app, Context& ctx) {
    const auto teams = app.read(ctx, [](store::Session& session, const record::Context& context) {
        return record::teams_to_see(session, context);
    });
    kit::Page page;
    page.title = "Teams";
    page.wide = true;
    if (app.could(ctx, Action::figures, ObjectKind::authority))
        page.content << kit::p(
            kit::link(url("/service-board"), "Service board", ": every team’s due and late work"));
    kit::DataTable table;
    table.caption = "Teams";
    table.caption_hidden = true;
    table.columns = {{.name = "Team"},
                     {.name = "District"},
                     {.name = "Families", .numeric = true},
                     {.name = "Late", .numeric = true},
                     {.name = "Supervised this month"},
                     {.name = "Workbooks open"},
                     {.name = "Without a lead", .numeric = true},
                     {.name = "Vacant posts", .numeric = true}};
    table.empty = "There is no team whose board you may open.";
    for (const auto& team : teams)
        table.rows.push_back({kit::link(url("/teams/{}", team.id), team.name),
                              label_of(app, "district", team.district), team.figures.families,
                              team.figures.late,
                              kit::figure_text(team.figures.supervised, team.figures.families),
                              kit::figure_text(team.figures.workbooks, team.figures.families),
                              team.figures.unallocated, team.vacancies});
    page.content << kit::data_table(table);
    return app.page(ctx, std::move(page));
}

}  // namespace

void add_team_routes(Router& router, App& app) {
    router.add({Method::get, "/teams", Policy::guarded(Action::view, ObjectKind::team),
                [&](Context& ctx) { return teams_page(app, ctx); }});
    router.add({Method::get, "/teams/{team}", Policy::guarded(Action::view, ObjectKind::team),
                [&](Context& ctx) { return board_page(app, ctx); }});
}

}  // namespace hearth::web
