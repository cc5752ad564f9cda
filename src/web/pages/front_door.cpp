// The front door: a partner's own requests; the hub's queue; the questions that partners answer.
#include "record/front_door.h"

#include <fmt/format.h>

#include "base/text.h"
#include "practice/answers.h"
#include "web/kit/kit.h"
#include "web/pages/front_door.h"
#include "web/pages/pages.h"

namespace hearth::web {

using access::Action;
using access::ObjectKind;

std::string code_label(const practice::Practice& practice, std::string_view list,
                       std::string_view code) {
    const auto* found = practice.code_list(list);
    return std::string(found == nullptr ? code : found->label(code));
}

Html rag_tag(std::string_view rag) {
    if (rag == "red") return kit::tag({.text = "Red", .classes = "govuk-tag--red"});
    if (rag == "amber") return kit::tag({.text = "Amber", .classes = "govuk-tag--orange"});
    if (rag == "green") return kit::tag({.text = "Green", .classes = "govuk-tag--green"});
    return kit::tag({.text = "Not rated", .classes = "govuk-tag--grey"});
}

Html time_left(Instant due, Instant now) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(due - now).count();
    const auto words = [](std::int64_t m) {
        if (m < 60) return plural(m, "minute", "minutes");
        if (m < 48 * 60) return plural(m / 60, "hour", "hours");
        return plural(m / (24 * 60), "day", "days");
    };
    if (minutes < 0)
        return kit::tag({.text = words(-minutes) + " late", .classes = "govuk-tag--red"});
    if (minutes < 4 * 60)
        return kit::tag({.text = words(minutes) + " left", .classes = "govuk-tag--yellow"});
    return Html(words(minutes) + " left");
}

namespace {

std::string status_words(std::string_view status) {
    if (status == "new") return "New";
    if (status == "screening") return "Being screened";
    if (status == "checking") return "Waiting for partners";
    if (status == "awaiting_decision") return "Awaiting a decision";
    return "Decided";
}

Html card(const practice::Practice& practice, const record::QueueRow& q, Instant now) {
    Html out;
    const bool late = q.due_at && *q.due_at < now;
    out.open("li", {cls("hearth-card", late ? "hearth-card--late" : "")});
    const std::string who = q.children.empty() ? q.reference : join_and(q.children);
    out << kit::p(el("strong", kit::link(url("/contacts/{}", id_to_text(q.id)), who)));
    Html tags = rag_tag(q.rag);
    if (q.due_at) tags << " " << time_left(*q.due_at, now);
    out << kit::p(tags);
    if (q.due_at) {
        const auto rule = practice.clocks.find(q.due_rule);
        out << kit::p(fmt::format("{}: by {}",
                                  rule == practice.clocks.end() ? q.due_rule : rule->second.title,
                                  plain(*q.due_at)));
    }
    std::string from = code_label(practice, "contact_source", q.source);
    if (!q.agency.empty()) from += ", " + q.agency;
    out << kit::p(join(from, ". Received ", plain(q.received_at), ". ",
                       el("span", {cls("hearth-nowrap")}, q.reference)));
    std::vector<std::string> facts;
    facts.push_back(plural(static_cast<std::int64_t>(q.children.size()), "child", "children") +
                    (q.adults > 0 ? ", " + plural(q.adults, "adult", "adults") : ""));
    if (q.matched > 0) facts.push_back(std::to_string(q.matched) + " matched to the record");
    if (q.asked > 0)
        facts.push_back(fmt::format("partners answered {} of {}", q.answered, q.asked));
    facts.push_back(q.holder.empty() ? "nobody holds it yet" : "held by " + q.holder);
    out << kit::p(hearth::join(facts, "; ") + ".");
    return std::move(out.close("li"));
}

Html filters(const practice::Practice& practice, const record::QueueFilter& filter) {
    std::vector<kit::Option> ratings{{.text = "Any rating", .value = ""},
                                     {.text = "Not rated", .value = "none"}};
    if (const auto* list = practice.code_list("rag"))
        for (const auto& code : list->codes)
            ratings.push_back({.text = code.label, .value = code.id});
    std::vector<kit::Option> districts{{.text = "Any district", .value = ""}};
    if (const auto* list = practice.code_list("district"))
        for (const auto& code : list->codes)
            districts.push_back({.text = code.label, .value = code.id});
    return kit::get_form(
        url("/front-door"),
        join(kit::select({.name = "rag",
                          .items = std::move(ratings),
                          .label = {.text = "Rating"},
                          .value = filter.rag}),
             kit::select({.name = "district",
                          .items = std::move(districts),
                          .label = {.text = "District"},
                          .value = filter.district}),
             kit::checkboxes({.name = "mine",
                              .items = {{.text = "Only those I hold", .value = "1"}},
                              .values = filter.mine ? std::vector<std::string>{"1"}
                                                    : std::vector<std::string>{},
                              .classes = "govuk-checkboxes--small"}),
             kit::button({.text = "Show", .classes = "govuk-button--secondary"})),
        "hearth-inline-form");
}

Html queue(App& app, const std::vector<record::QueueRow>& rows, bool decides, Instant now) {
    struct Column {
        std::string_view status;
    };
    static constexpr Column kColumns[] = {
        {"awaiting_decision"}, {"new"}, {"screening"}, {"checking"}};
    Html board;
    board.open("div", {cls("hearth-board")});
    for (const auto& column : kColumns) {
        Html cards;
        int n = 0;
        for (const auto& q : rows)
            if (q.status == column.status) {
                cards << card(app.practice, q, now);
                ++n;
            }
        std::string heading = status_words(column.status);
        if (decides && column.status == "awaiting_decision") heading = "Awaiting your decision";
        board.open("section", {cls("hearth-board__column")});
        board << kit::h2(join(heading, " ", el("span", {cls("hearth-meta")}, "(", n, ")")));
        if (n == 0)
            board << kit::p("None.");
        else
            board << el("ul", {cls("govuk-list")}, cards);
        board.close("section");
    }
    return std::move(board.close("div"));
}

Html sent_list(App& app, const std::vector<record::QueueRow>& rows) {
    std::vector<std::vector<Html>> lines;
    for (const auto& q : rows) {
        Html outcome;
        if (q.told_at)
            outcome = join(code_label(app.practice, "contact_outcome", q.outcome), ", told ",
                           date_of(*q.told_at).plain());
        else
            outcome = "Not decided yet";
        lines.push_back({kit::link(url("/contacts/{}", id_to_text(q.id)), q.reference),
                         q.children.empty() ? std::string() : join_and(q.children),
                         date_of(q.received_at).plain(),
                         q.told_at
                             ? "Decided"
                             : status_words(q.status == "decided" ? "awaiting_decision" : q.status),
                         std::move(outcome)});
    }
    return kit::data_table(
        {.caption = "Requests you have sent",
         .columns = {{.name = "Reference"},
                     {.name = "Children"},
                     {.name = "Sent"},
                     {.name = "Where it is"},
                     {.name = "Outcome"}},
         .rows = std::move(lines),
         .empty = kit::empty_state("You have not sent a request yet. Make one when you are worried "
                                   "about a child.")});
}

Html checks_table(const std::vector<record::CheckRow>& rows, Instant now, bool caption_hidden) {
    std::vector<std::vector<Html>> lines;
    for (const auto& c : rows) {
        std::vector<std::string> names;
        for (const auto& p : c.people) names.push_back(p.name);
        lines.push_back({kit::link(url("/checks/{}", id_to_text(c.id)), join_and(names)),
                         plain(c.asked_at),
                         c.answered_at ? Html("Answered " + plain(*c.answered_at))
                                       : join(plain(c.due_at), ", ", time_left(c.due_at, now))});
    }
    return kit::data_table(
        {.caption = "Questions to your agency",
         .caption_hidden = caption_hidden,
         .columns = {{.name = "About"}, {.name = "Asked"}, {.name = "Answer by"}},
         .rows = std::move(lines),
         .empty = kit::empty_state("Nobody is waiting for an answer from you.")});
}

Response front_door_page(App& app, Context& ctx) {
    const bool hub = app.could(ctx, Action::ask, ObjectKind::contact) ||
                     (app.could(ctx, Action::list, ObjectKind::contact) &&
                      !app.could(ctx, Action::write, ObjectKind::contact));
    const bool answers = app.could(ctx, Action::list, ObjectKind::check);
    return app.read(ctx, [&](store::Session& session, const record::Context& context) {
        kit::Page page;
        page.title = "Front door";
        page.wide = hub;
        page.components = hub;
        const bool sends = app.could(ctx, Action::write, ObjectKind::contact);
        if (sends)
            page.content << kit::p(
                kit::button({.text = hub ? "Record a request" : "Make a request for support",
                             .href = url("/front-door/new")}));
        if (hub) {
            record::QueueFilter filter;
            filter.rag = ctx.request.field("rag");
            filter.district = ctx.request.field("district");
            filter.mine = ctx.request.field("mine") == "1";
            const auto rows = record::front_door_queue(session, context, filter);
            page.content << filters(app.practice, filter)
                         << kit::p(plural(static_cast<std::int64_t>(rows.size()), "open request",
                                          "open requests") +
                                   ", the one due first at the head of each list.")
                         << queue(app, rows, app.could(ctx, Action::decide, ObjectKind::contact),
                                  context.now);
        } else if (app.could(ctx, Action::list, ObjectKind::contact)) {
            page.content << sent_list(app, record::requests_sent(session, context));
        }
        if (answers)
            page.content << checks_table(record::checks_asked(session, context), context.now,
                                         false);
        return app.page(ctx, std::move(page));
    });
}

Response checks_page(App& app, Context& ctx) {
    return app.read(ctx, [&](store::Session& session, const record::Context& context) {
        kit::Page page;
        page.title = "Questions to your agency";
        page.content << kit::p("You see the people and the question, nothing else of the request.")
                     << checks_table(record::checks_asked(session, context), context.now, true);
        return app.page(ctx, std::move(page));
    });
}

Response check_page(App& app, Context& ctx) {
    const auto check = id_from_text(ctx.raw_param("check"));
    if (!check) return Response::not_found();
    return app.read(ctx, [&](store::Session& session, const record::Context& context) {
        auto read = record::read_check(session, context, *check);
        if (!read) return app.failure(ctx, read.failure());
        const auto& c = read.value();
        kit::Page page;
        page.title = "Question from the front door";
        page.before_main = kit::back_above(url("/checks"));
        page.content << kit::inset_text({.text = kit::prose(c.question)});
        std::vector<std::vector<Html>> rows;
        for (const auto& p : c.people)
            rows.push_back({p.name, code_label(app.practice, "member_role", p.role),
                            p.born       ? p.born->plain()
                            : p.expected ? "due " + p.expected->plain()
                                         : std::string("not known")});
        page.content << kit::data_table(
            {.caption = "People asked about",
             .columns = {{.name = "Name"}, {.name = "Part"}, {.name = "Born"}},
             .rows = std::move(rows)});
        page.content << kit::summary_rows(
            {{"Asked by", Html(c.asked_by)},
             {"Asked", Html(plain(c.asked_at))},
             {"Basis for asking", Html(code_label(app.practice, "lawful_basis", c.basis))},
             {"Answer by", c.answered_at
                               ? Html(plain(c.due_at))
                               : join(plain(c.due_at), " ", time_left(c.due_at, context.now))}});
        if (c.answered_at)
            page.content << kit::inset_text(
                {.text = join("Answered ", plain(*c.answered_at), ": ",
                              code_label(app.practice, "check_response", c.response), ".")});
        else
            page.content << kit::p(kit::button(
                {.text = "Answer: share or decline",
                 .href = url("/checks/{}/write/partner_check_answer", id_to_text(c.id))}));
        return app.page(ctx, std::move(page));
    });
}

}  // namespace

void add_front_door_routes(Router& router, App& app) {
    router.add({Method::get, "/front-door",
                Policy::signed_in("shows only lists that the policy's predicates allow"),
                [&](Context& ctx) -> Response {
                    if (!app.could(ctx, Action::list, ObjectKind::contact) &&
                        !app.could(ctx, Action::list, ObjectKind::check))
                        return Response::not_found();
                    return front_door_page(app, ctx);
                }});
    router.add({Method::get, "/checks", Policy::guarded(Action::list, ObjectKind::check),
                [&](Context& ctx) { return checks_page(app, ctx); }});
    router.add({Method::get, "/checks/{check}", Policy::guarded(Action::view, ObjectKind::check),
                [&](Context& ctx) { return check_page(app, ctx); }});
    add_contact_routes(router, app);
}

}  // namespace hearth::web
