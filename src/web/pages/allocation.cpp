// Allocating a family: who could take it, with what each carries already, and who has.
#include "record/allocate.h"

#include <fmt/format.h>

#include <algorithm>

#include "record/entries.h"
#include "web/pages/family_frame.h"
#include "web/pages/pages.h"
#include "web/pages/work_parts.h"

namespace hearth::web {
namespace {

using access::Action;
using access::ObjectKind;

// The specialists of the form `allocation`: the answer, whom they are to help, and the discipline.
struct Specialist {
    const char* answer;
    const char* helps;  // "" the form does not ask
    const char* discipline;
};
constexpr Specialist kSpecialists[] = {
    {"family_practitioner", "", "family_practice"},
    {"recovery_worker", "recovery_for", "recovery"},
    {"da_practitioner", "da_practitioner_for", "domestic_abuse_survivor"},
    {"mh_practitioner", "mh_for", "mental_health"},
    {"da_officer", "da_officer_for", "domestic_abuse_risk"}};

// "9 of 15 children: room for 6 more", with a warning when the family would take it over.
Html load_hint(const record::Caseload& c) {
    const double room = c.target - c.load();
    Html h = join(c.load(), " of ", fmt::format("{:g}", c.target),
                  c.counts_children ? " children" : " families");
    if (c.fte < 1) h << ", " << fmt::format("{:g}", c.fte) << " FTE";
    if (room <= 0)
        h << " " << kit::tag({.text = "At or over target", .classes = "govuk-tag--red"});
    else
        h << ", room for " << fmt::format("{:g}", room) << " more";
    return h;
}

Html workers_of(const record::AllocationPage& data, const char* name, std::string_view discipline,
                const Html& legend, const std::string& value, const std::string& error,
                const Html& none) {
    kit::Radios radios;
    radios.name = name;
    radios.id_prefix = name;
    radios.value = value;
    radios.fieldset =
        kit::Fieldset{.legend = {.text = legend, .classes = "govuk-fieldset__legend--s"}};
    radios.error = {.text = error};
    for (const auto& c : data.candidates)
        if (c.discipline == discipline)
            radios.items.push_back({.text = join(c.name, ", ", c.job_title),
                                    .value = c.worker.text(),
                                    .hint = {.text = load_hint(c)}});
    if (radios.items.empty())
        return join(el("h2", {cls("govuk-heading-s"), id(name)}, legend),
                    kit::p("Nobody of this discipline is in the team today."));
    if (!none.empty())
        radios.items.push_back({.text = none, .value = "", .checked = value.empty()});
    return kit::radios(radios);
}

Html select_of(const char* name, const Html& label,
               const std::vector<std::pair<std::string, std::string>>& options,
               std::string_view chosen, const std::string& error) {
    Html inside;
    for (const auto& [value, words] : options)
        inside << el("option", {attr("value", value), flag("selected", value == chosen)}, words);
    return el("div", {cls("govuk-form-group", error.empty() ? "" : "govuk-form-group--error")},
              el("label", {cls("govuk-label"), attr("for", name)}, label),
              error.empty() ? Html{} : kit::error_message({.text = error}),
              el("select", {cls("govuk-select"), id(name), attr("name", name)}, inside));
}

Html history(App& app, Context& ctx, const record::AllocationPage& data, bool errors) {
    kit::DataTable table;
    table.caption = "Who works with the family, and who did";
    table.columns = {{.name = "Worker"},
                     {.name = "Discipline"},
                     {.name = "From"},
                     {.name = "Until"},
                     {.name = "Why it ended"}};
    table.empty = "Nobody has been allocated yet.";
    std::vector<std::pair<std::string, std::string>> reasons{{"", "Choose"}};
    if (const auto* codes = app.practice.code_list("worker_change"))
        for (const auto& code : codes->codes) reasons.emplace_back(code.id, code.label);
    for (const auto& line : data.lines)
        table.rows.push_back(
            {join(line.name, line.lead ? join(" ", kit::tag({.text = "Lead"})) : Html{}),
             label_of(app, "discipline", line.discipline), line.from.plain(),
             line.to ? Html(line.to->plain()) : Html("Now"),
             line.change_reason.empty()
                 ? Html{}
                 : Html(label_of(app, "worker_change", line.change_reason))});
    Html out = kit::data_table(table);
    std::vector<std::pair<std::string, std::string>> endable;
    for (const auto& line : data.lines)
        if (line.now && !line.to && !line.lead)
            endable.emplace_back(id_to_text(line.id),
                                 line.name + ", " + label_of(app, "discipline", line.discipline));
    if (endable.empty()) return out;
    out << kit::h2("End a specialist’s work", "end")
        << app.form(ctx, {.action = url("/families/{}/allocate/end", data.head.id)},
                    join(select_of("allocation", "Worker", endable, "", ""),
                         select_of("end_reason", "Why the worker changes", reasons, "",
                                   errors ? "Choose why the worker changes" : ""),
                         kit::button({.text = "End this work from today",
                                      .classes = "govuk-button--secondary"})));
    return out;
}

struct Typed {
    Answers answers;
    std::vector<FieldError> errors;
    bool end_error = false;
};

Response allocation(App& app, Context& ctx, const Typed& typed, int status = 200) {
    const auto family = ctx.param<FamilyId>("family");
    if (!family) return Response::not_found();
    const auto team = TeamId::parse(typed.answers.has("team") ? typed.answers.get("team")
                                                              : ctx.request.query.get("team"))
                          .value_or(TeamId{});
    auto read = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::allocation_page(session, context, *family, team);
    });
    if (!read) return app.failure(ctx, read.failure());
    const auto& data = read.value();
    const auto& errors = typed.errors;
    const auto value = [&](std::string_view field) {
        return std::string(typed.answers.get(field));
    };
    const bool has_lead = std::any_of(data.lines.begin(), data.lines.end(),
                                      [](const auto& line) { return line.lead && line.now; });

    kit::Page page = family_frame(app, ctx, data.head, FamilyTab::none);
    page.title = "Allocate";
    page.has_errors = !errors.empty();
    page.content << kit::error_summary(errors);
    std::vector<std::pair<std::string, std::string>> teams;
    for (const auto& t : data.teams) teams.emplace_back(t.id.text(), t.name);
    page.content << kit::p(
        join("The target is ", app.practice.caseload_target,
             " for a full-time worker. Allocations in force today count, in every team."));
    page.content << kit::get_form(
        url("/families/{}/allocate", *family),
        join(select_of("team", "Workers of", teams, data.team.text(), ""),
             kit::button({.text = "Show this team", .classes = "govuk-button--secondary"})),
        "hearth-inline-form");

    std::vector<std::pair<std::string, std::string>> adults{{"", "Choose"}};
    for (const auto& m : data.members)
        if (m.role != "child") adults.emplace_back(m.id.text(), m.name);
    Html inside;
    inside << el("input", {attr("type", "hidden"), attr("name", "allocation_team"),
                           attr("value", data.team.text())});
    inside << workers_of(data, "lead_worker", "social_work", "Social worker who leads",
                         value("lead_worker"), kit::error_for(errors, "lead_worker"), Html{});
    if (has_lead) {
        std::vector<std::pair<std::string, std::string>> reasons{{"", "Choose"}};
        if (const auto* codes = app.practice.code_list("worker_change"))
            for (const auto& code : codes->codes) reasons.emplace_back(code.id, code.label);
        inside << select_of("change_reason", "Why the worker changes", reasons,
                            value("change_reason"), kit::error_for(errors, "change_reason"));
    }
    for (const auto& s : kSpecialists) {
        inside << workers_of(data, s.answer, s.discipline,
                             label_of(app, "discipline", s.discipline), value(s.answer),
                             kit::error_for(errors, s.answer), "No change");
        if (*s.helps != '\0')
            inside << select_of(s.helps,
                                join(label_of(app, "discipline", s.discipline), " is to work with"),
                                adults, value(s.helps), kit::error_for(errors, s.helps));
    }
    inside << kit::textarea({.name = "reason",
                             .label = {.text = "Why these workers"},
                             .value = value("reason"),
                             .error = {.text = kit::error_for(errors, "reason")},
                             .rows = 3})
           << kit::button({.text = "Allocate", .prevent_double_click = true});
    page.content << app.form(ctx, {.action = url("/families/{}/allocate", *family)}, inside);
    page.content << history(app, ctx, data, typed.end_error);
    return app.page(ctx, std::move(page), status);
}

Response post_allocation(App& app, Context& ctx) {
    const auto family = ctx.param<FamilyId>("family");
    if (!family) return Response::not_found();
    Typed typed;
    const auto take = [&](const char* field, const char* from) {
        const auto sent = ctx.request.field(from);
        if (!sent.empty()) typed.answers.set(field, std::string(sent));
    };
    take("team", "allocation_team");
    for (const char* field : {"lead_worker", "change_reason", "reason"}) take(field, field);
    for (const auto& s : kSpecialists) {
        take(s.answer, s.answer);
        if (*s.helps != '\0' && typed.answers.has(s.answer)) take(s.helps, s.helps);
    }
    auto done = app.once(
        ctx, [&](store::Session& session, const record::Context& context) -> Result<std::string> {
            auto data = record::allocation_page(session, context, *family, {});
            if (!data) return data.failure();
            record::Submission submission;
            submission.form = "allocation";
            submission.family = *family;
            submission.answers = typed.answers;
            submission.answers.set("allocated_on", context.today().iso());
            for (const auto& m : data->members)
                if (m.role == "child") {
                    submission.people.push_back(m.id);
                    submission.answers.add("people", m.id.text());
                }
            auto done_ = record::sign_entry(session, context, submission);
            if (!done_) return done_.failure();
            return "/families/" + family->text();
        });
    if (done) return Response::see_other(done.value());
    if (const auto* wrong = std::get_if<Invalid>(&done.failure())) {
        typed.errors = wrong->errors;
        return allocation(app, ctx, typed, 422);
    }
    return app.failure(ctx, done.failure());
}

Response post_end(App& app, Context& ctx) {
    const auto family = ctx.param<FamilyId>("family");
    const auto line = id_from_text(ctx.request.field("allocation"));
    if (!family || !line) return Response::not_found();
    auto done = app.once(
        ctx, [&](store::Session& session, const record::Context& context) -> Result<std::string> {
            auto ended = record::end_allocation(session, context, *family, *line,
                                                ctx.request.field("end_reason"));
            if (!ended) return ended.failure();
            return "/families/" + family->text() + "/allocate";
        });
    if (done) return Response::see_other(done.value());
    if (const auto* wrong = std::get_if<Invalid>(&done.failure())) {
        Typed typed;
        typed.errors = wrong->errors;
        for (auto& e : typed.errors) e.field = "end_reason";
        typed.end_error = true;
        return allocation(app, ctx, typed, 422);
    }
    return app.failure(ctx, done.failure());
}

}  // namespace

void add_allocation_routes(Router& router, App& app) {
    const auto policy = [] { return Policy::guarded(Action::allocate, ObjectKind::family); };
    router.add({Method::get, "/families/{family}/allocate", policy(),
                [&](Context& ctx) { return allocation(app, ctx, {}); }});
    router.add({Method::post, "/families/{family}/allocate", policy(),
                [&](Context& ctx) { return post_allocation(app, ctx); }});
    router.add({Method::post, "/families/{family}/allocate/end", policy(),
                [&](Context& ctx) { return post_end(app, ctx); }});
}

}  // namespace hearth::web
