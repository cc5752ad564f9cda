// The service board, what is late and escalated to the visitor, and what a changed practice moved.
// Long because: board, escalations and moved clocks are one round of the same links and tables.
#include "web/pages/service.h"

#include <algorithm>
#include <cstdlib>

#include "base/text.h"
#include "practice/calendar.h"
#include "record/clock_moves.h"
#include "record/service_board.h"
#include "web/kit/kit.h"
#include "web/pages/pages.h"
#include "web/pages/work_parts.h"

namespace hearth::web {
namespace {

using access::Action;
using access::ObjectKind;

Html names_of(const record::EscalationLine& line) {
    return line.names.empty() ? Html{} : join(": ", join_and(line.names));
}

Html about(const record::EscalationLine& line) {
    if (line.contact != 0)
        return kit::link(url("/contacts/{}", RowId{line.contact}),
                         join("Request ", line.contact_reference));
    return kit::link(url("/families/{}", line.family), line.family_name);
}

Html who_must_act(const record::EscalationLine& line) {
    Html out = line.owner_name.empty() ? Html("For the team") : join("For ", line.owner_name);
    if (!line.team_name.empty()) out << ", " << line.team_name;
    return out;
}

Html facts_of(const record::EscalationLine& line, Date today) {
    Html why(line.words);
    why << ".";
    if (!line.starts_when.empty()) why << " It runs from when " << line.starts_when << ".";
    if (!line.source.empty()) why << " " << line.source << ".";
    if (line.local) why << " Our own standard.";
    return join(kit::p(kit::when(line.due, today)),
                kit::p(join(about(line), ". ", who_must_act(line))),
                el("p", {cls("hearth-meta")}, escalation_words(line.standing)),
                el("p", {cls("hearth-meta")}, "Why: ", why),
                el("p", {cls("hearth-meta")}, "The clock stops when ", line.stops_when, ". ",
                   inspector_words(line.inspector, line.due, today)));
}

int page_of(const Context& ctx) {
    return std::clamp(std::atoi(std::string(ctx.request.field("page")).c_str()), 1, 500);
}

Response escalations_page(App& app, Context& ctx) {
    constexpr int kSize = 20;
    const bool read = ctx.request.field("show") == "read";
    const int number = page_of(ctx);
    bool any = false;
    const auto list = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        any = record::is_escalated_to(context);
        return record::escalations_to(
            session, context,
            read ? record::EscalationsShown::read : record::EscalationsShown::unread, number,
            kSize);
    });
    const Date today = date_of(App::visitor(ctx).subject.at);
    kit::Page page;
    page.title = read ? "Escalated to you and read" : "Escalated to you";
    page.wide = true;
    Html& h = page.content;
    h << kit::p(
        "Work that is late by so much that the practice asks somebody above its owner to know. "
        "Each is raised once. Your note stays beside the due date for everybody who works with the "
        "family.");
    h << kit::p(read ? kit::link(url("/escalations"), "What nobody has read yet")
                     : kit::link(url("/escalations").query("show", "read"), "What has been read"));
    if (list.lines.empty()) {
        h << kit::empty_state(!any   ? "The practice escalates nothing to a role of yours."
                              : read ? "Nothing late has been read by a holder of your role."
                                     : "Nothing late waits for you to read it.");
    } else {
        h << kit::p(join(kit::thousands(list.clocks),
                         list.clocks == 1 ? " late clock" : " late clocks",
                         ", longest late first."));
        Html cards;
        for (const auto& line : list.lines) cards << escalation_card(line, today);
        h << el("ul", {cls("hearth-board")}, cards);
    }
    kit::Pagination pages{.landmark_label = "Pages of what is escalated"};
    Url base = url("/escalations");
    if (read) base = std::move(base).query("show", "read");
    const auto to = [&](int n) { return n > 1 ? Url(base).query("page", n) : base; };
    if (number > 1) pages.previous = {.href = to(number - 1)};
    if (list.more) pages.next = {.href = to(number + 1)};
    if (!pages.previous.href.empty() || !pages.next.href.empty()) h << kit::pagination(pages);
    return app.page(ctx, std::move(page));
}

Response one_page(App& app, Context& ctx, ClockId clock, const std::vector<FieldError>& errors) {
    auto read = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::read_escalation(session, context, clock);
    });
    if (!read) return app.failure(ctx, read.failure());
    const auto& line = read.value();
    const Date today = date_of(App::visitor(ctx).subject.at);
    kit::Page page;
    page.title = line.title;
    page.caption = "Escalated to " + line.standing.role_title;
    Html& h = page.content;
    if (!errors.empty()) h << kit::error_summary(errors);
    if (!line.names.empty()) h << kit::p(join("About ", join_and(line.names), "."));
    h << facts_of(line, today);
    if (!line.standing.read) {
        h << app.form(
            ctx, {.action = url("/escalations/{}", clock)},
            join(kit::textarea({.name = "note",
                                .label = {.text = "What have you decided, or asked for?"},
                                .value = std::string(ctx.request.field("note")),
                                .hint = {.text = "Everybody who works with the family can read it, "
                                                 "beside the due date."},
                                .error = {.text = kit::error_for(errors, "note")},
                                .rows = 4}),
                 kit::button({.text = "I have read this"})));
    }
    h << kit::p(kit::link(url("/escalations"), "All that is escalated to you"));
    return app.page(ctx, std::move(page), errors.empty() ? 200 : 422);
}

Response show_one(App& app, Context& ctx) {
    const auto clock = ctx.param<ClockId>("clock");
    if (!clock) return Response::not_found();
    return one_page(app, ctx, *clock, {});
}

Response acknowledge(App& app, Context& ctx) {
    const auto clock = ctx.param<ClockId>("clock");
    if (!clock) return Response::not_found();
    auto done = app.once(
        ctx, [&](store::Session& session, const record::Context& context) -> Result<std::string> {
            auto read =
                record::acknowledge_escalation(session, context, *clock, ctx.request.field("note"));
            if (!read) return read.failure();
            return std::string("/escalations");
        });
    if (!done) {
        if (const auto* wrong = std::get_if<Invalid>(&done.failure()))
            return one_page(app, ctx, *clock, wrong->errors);
        return app.failure(ctx, done.failure());
    }
    return Response::see_other(done.value());
}

// ---- the board of the whole service

Html in_time(const record::ServiceCounts& counts) {
    return counts.done == 0 ? Html("None done") : kit::figure(counts.done_in_time, counts.done);
}

Html late_of(const record::ServiceCounts& counts) {
    return counts.running == 0 ? Html("None running") : kit::figure(counts.late, counts.running);
}

Url board_url(TeamId team, std::string_view rule) {
    Url to = url("/service-board");
    if (team) to = std::move(to).query("team", team.text());
    if (!rule.empty()) to = std::move(to).query("rule", rule);
    return to;
}

Html tile(std::string_view figure, std::string_view words, const Html& note = {}) {
    return el("li", {cls("hearth-tile")}, el("span", {cls("hearth-tile__figure")}, figure), words,
              note.empty() ? Html{} : el("span", {cls("hearth-tile__note")}, note));
}

Html teams_table(const record::ServiceBoard& board, const record::ServiceFilter& filter) {
    kit::DataTable table;
    table.caption = "By team";
    table.caption_hidden = true;
    table.columns = {{.name = "Team"},
                     {.name = "Running", .numeric = true},
                     {.name = "Due within a week", .numeric = true},
                     {.name = "Late, of those running"},
                     {.name = "Longest late since"},
                     {.name = "Done in time, last 90 days"},
                     {.name = "Escalations read"}};
    table.empty = "No team has a clock that runs.";
    for (const auto& team : board.teams) {
        const std::string name = team.name.empty() ? "No team" : team.name;
        Html head = team.id ? kit::link(board_url(team.id, filter.rule), name,
                                        " on this board: its clocks by rule")
                            : Html(name);
        if (team.id && team.may_open) {
            Url to = url("/teams/{}", team.id).query("show", "late");
            if (!filter.rule.empty()) to = std::move(to).query("rule", filter.rule);
            head << el("br") << kit::link(to, "What is late", " in " + name);
        }
        table.rows.push_back(
            {head, kit::thousands(team.counts.running), kit::thousands(team.counts.soon),
             late_of(team.counts),
             team.counts.oldest_late ? Html(team.counts.oldest_late->plain()) : Html("Nothing"),
             in_time(team.counts),
             team.escalated.standing == 0
                 ? Html("None stand")
                 : kit::figure(team.escalated.read, team.escalated.standing)});
        table.row_classes.emplace_back("");
    }
    return kit::data_table(table);
}

Html rules_table(const record::ServiceBoard& board, const record::ServiceFilter& filter) {
    kit::DataTable table;
    table.caption = "By clock";
    table.caption_hidden = true;
    table.columns = {{.name = "Clock"},
                     {.name = "Running", .numeric = true},
                     {.name = "Due within a week", .numeric = true},
                     {.name = "Late, of those running"},
                     {.name = "Longest late since"},
                     {.name = "Done in time, last 90 days"}};
    table.empty = "No clock runs.";
    for (const auto& rule : board.rules) {
        const Url to =
            filter.team ? url("/teams/{}", filter.team).query("rule", rule.id).query("show", "late")
                        : board_url({}, rule.id);
        const bool opens =
            !filter.team || std::any_of(board.teams.begin(), board.teams.end(), [&](const auto& t) {
                return t.id == filter.team && t.may_open;
            });
        table.rows.push_back(
            {join(opens ? kit::link(to, rule.title, filter.team ? ": what is late" : ": by team")
                        : Html(rule.title),
                  el("br"),
                  el("span", {cls("hearth-meta")}, rule.local ? "Our own standard" : "Statutory")),
             kit::thousands(rule.counts.running), kit::thousands(rule.counts.soon),
             late_of(rule.counts),
             rule.counts.oldest_late ? Html(rule.counts.oldest_late->plain()) : Html("Nothing"),
             in_time(rule.counts)});
        table.row_classes.emplace_back();
    }
    return kit::data_table(table);
}

Response board_page(App& app, Context& ctx) {
    record::ServiceFilter filter;
    filter.team = TeamId::parse(ctx.request.field("team")).value_or(TeamId{});
    if (const auto rule = app.practice.clocks.find(ctx.request.field("rule"));
        rule != app.practice.clocks.end())
        filter.rule = rule->first;
    std::vector<record::ClockLook> looks;
    auto read = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        auto board = record::service_board(session, context, filter);
        if (board) looks = record::clock_looks(session);
        return board;
    });
    if (!read) return app.failure(ctx, read.failure());
    const auto& board = read.value();
    kit::Page page;
    page.title = "Service board";
    page.caption = "Every team’s due and late work";
    page.wide = true;
    Html& h = page.content;
    std::string chosen;
    for (const auto& team : board.teams)
        if (filter.team && team.id == filter.team) chosen = team.name;
    if (!filter.rule.empty())
        chosen +=
            (chosen.empty() ? "" : ", ") + app.practice.clocks.find(filter.rule)->second.title;
    if (!chosen.empty())
        h << kit::inset_text({.text = join("Only ", chosen, ". ",
                                           kit::link(url("/service-board"), "Show everything"))});
    h << el(
        "ul", {cls("hearth-tiles")}, tile(kit::thousands(board.all.running), "clocks running"),
        tile(kit::thousands(board.all.soon), "due within a week"),
        tile(kit::thousands(board.all.late), "late",
             board.all.running == 0 ? Html{}
                                    : Html(kit::figure_text(board.all.late, board.all.running))),
        tile(kit::thousands(board.all.done_in_time), "done in time, last 90 days",
             board.all.done == 0 ? Html("None done")
                                 : Html(kit::figure_text(board.all.done_in_time, board.all.done))));
    h << kit::h2("By team", "teams") << teams_table(board, filter);
    h << kit::h2("By clock", "clocks") << rules_table(board, filter);
    h << kit::h2("Escalations", "escalations")
      << kit::p(
             "Late clocks of all teams that have come up to somebody above their owner, and how "
             "many of them a holder of the role has read.");
    kit::DataTable roles;
    roles.caption = "Escalations by role";
    roles.caption_hidden = true;
    roles.columns = {{.name = "To"}, {.name = "Stand", .numeric = true}, {.name = "Read"}};
    roles.empty = "The practice escalates nothing.";
    for (const auto& role : board.roles)
        roles.rows.push_back({role.title, kit::thousands(role.count.standing),
                              role.count.standing == 0
                                  ? Html("None stand")
                                  : kit::figure(role.count.read, role.count.standing)});
    h << kit::data_table(roles)
      << kit::p(kit::link(url("/escalations"), "What is escalated to you"));
    h << kit::h2("Due dates that moved", "moved");
    const auto moved =
        std::find_if(looks.begin(), looks.end(), [](const auto& look) { return look.moved > 0; });
    if (moved == looks.end())
        h << kit::empty_state("No change of the calendar or of a rule has moved a due date.");
    else
        h << kit::p(join(plain(moved->at), ": ", kit::thousands(moved->moved),
                         moved->moved == 1 ? " due date" : " due dates", " moved. ",
                         kit::link(url("/clock-changes"), "What changed and what moved")));
    return app.page(ctx, std::move(page));
}

// ---- what a changed calendar or rule moved

Html why_lines(const std::string& why) {
    std::vector<Html> lines;
    std::size_t at = 0;
    while (at < why.size()) {
        const auto end = std::min(why.find('\n', at), why.size());
        lines.emplace_back(why.substr(at, end - at));
        at = end + 1;
    }
    return lines.empty() ? kit::p("The first look at the clocks of this authority.")
                         : kit::bullets(lines);
}

// Due dates that are counted by bank holidays nobody has published yet.
Html calendar_warning(App& app) {
    Html h;
    for (const auto& one : practice::calendar_warnings(app.practice, app.clock.today()))
        h << kit::warning_text({.text = join("Bank holidays: ", one.what, ". ", one.remedy)});
    return h;
}

Response looks_page(App& app, Context& ctx) {
    const auto looks = app.read(ctx, [](store::Session& session, const record::Context&) {
        return record::clock_looks(session);
    });
    kit::Page page;
    page.title = "Changes of calendars and rules";
    page.caption = "What they moved";
    Html& h = page.content;
    h << kit::p(
        "When a bank holiday or a timescale changes in the practice files, every clock that runs "
        "is "
        "counted again from its start. What has stopped keeps its due date.");
    h << calendar_warning(app);
    if (looks.empty()) h << kit::empty_state("The clocks have not been looked at yet.");
    for (const auto& look : looks) {
        h << kit::h2(plain(look.at)) << why_lines(look.why)
          << kit::p(join(kit::thousands(look.looked), " clocks ran; ", kit::thousands(look.moved),
                         look.moved == 1 ? " due date moved. " : " due dates moved. ",
                         look.moved == 0 ? Html{}
                                         : kit::link(url("/clock-changes/{}", RowId{look.id}),
                                                     "Show which", ": " + plain(look.at))));
    }
    return app.page(ctx, std::move(page));
}

Response moves_page(App& app, Context& ctx) {
    const auto run = ctx.param<RowId>("run");
    if (!run) return Response::not_found();
    const int number = page_of(ctx);
    const auto read = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::clock_moves(session, context, run->value, number);
    });
    if (!read) return app.failure(ctx, read.failure());
    kit::Page page;
    page.title = "Due dates that moved";
    page.caption = plain(read->look.at);
    page.wide = true;
    Html& h = page.content;
    h << why_lines(read->look.why)
      << kit::p(join(kit::thousands(read->look.moved),
                     read->look.moved == 1 ? " due date moved in all." : " due dates moved in all.",
                     " You see those of families and requests that you may open."));
    kit::DataTable table;
    table.caption = "Due dates that moved";
    table.caption_hidden = true;
    table.columns = {{.name = "Family or request"},
                     {.name = "Clock"},
                     {.name = "Was due"},
                     {.name = "Is due"},
                     {.name = "Why"}};
    table.empty = "None of them is of a family or request that you may open.";
    for (const auto& move : read->moves) {
        Html what(move.title);
        if (!move.person.empty()) what << ": " << move.person;
        table.rows.push_back({move.contact != 0
                                  ? kit::link(url("/contacts/{}", RowId{move.contact}), "Request")
                                  : kit::link(url("/families/{}", move.family), move.family_name),
                              what, move.from.plain(), move.to.plain(), move.why});
    }
    h << kit::data_table(table);
    kit::Pagination pages{.landmark_label = "Pages of moved due dates"};
    const auto to = [&](int n) {
        Url at = url("/clock-changes/{}", *run);
        return n > 1 ? std::move(at).query("page", n) : at;
    };
    if (number > 1) pages.previous = {.href = to(number - 1)};
    if (read->more) pages.next = {.href = to(number + 1)};
    if (!pages.previous.href.empty() || !pages.next.href.empty()) h << kit::pagination(pages);
    h << kit::p(kit::link(url("/clock-changes"), "All changes"));
    return app.page(ctx, std::move(page));
}

}  // namespace

Html escalation_card(const record::EscalationLine& line, Date today) {
    Html title(line.title);
    title << names_of(line);
    return el("li", {cls("hearth-card hearth-card--late")},
              el("h3", {cls("govuk-heading-s")}, title), facts_of(line, today),
              line.standing.read
                  ? Html{}
                  : kit::p(kit::link(
                        url("/escalations/{}", line.clocks.front()), "Read and answer",
                        ": " + line.title + ", " +
                            (line.contact != 0 ? line.contact_reference : line.family_name))));
}

void add_service_routes(Router& router, App& app) {
    router.add({Method::get, "/service-board",
                Policy::guarded(Action::figures, ObjectKind::authority),
                [&](Context& ctx) { return board_page(app, ctx); }});
    router.add(
        {Method::get, "/escalations",
         Policy::signed_in("what is escalated to the visitor; each line is decided by itself"),
         [&](Context& ctx) { return escalations_page(app, ctx); }});
    router.add({Method::get, "/escalations/{clock}",
                Policy::signed_in("only to holders of the role; the use case decides"),
                [&](Context& ctx) { return show_one(app, ctx); }});
    router.add({Method::post, "/escalations/{clock}",
                Policy::signed_in("only by holders of the role; the use case decides"),
                [&](Context& ctx) { return acknowledge(app, ctx); }});
    router.add(
        {Method::get, "/clock-changes",
         Policy::signed_in("what changed in the practice, and how many dates; nobody's record"),
         [&](Context& ctx) { return looks_page(app, ctx); }});
    router.add({Method::get, "/clock-changes/{run}",
                Policy::signed_in("each line is decided by itself"),
                [&](Context& ctx) { return moves_page(app, ctx); }});
}

}  // namespace hearth::web
