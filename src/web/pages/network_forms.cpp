// The small forms of a family's network: add a person, correct somebody's part in the family,
// correct a relationship. Each change keeps what was recorded before as an earlier version.
#include <algorithm>
#include <optional>
#include <span>

#include "access/guard.h"
#include "base/text.h"
#include "identity/alike.h"
#include "record/family_network.h"
#include "web/kit/kit.h"
#include "web/pages/candidates.h"
#include "web/pages/family_frame.h"
#include "web/pages/pages.h"
#include "web/pages/people_index.h"

namespace hearth::web {
namespace {

std::vector<kit::Option> codes(const App& app, std::string_view list) {
    std::vector<kit::Option> out{{.text = "Choose", .value = ""}};
    if (const auto* found = app.practice.code_list(list))
        for (const auto& code : found->codes)
            if (!code.to) out.push_back({.text = code.label, .value = code.id});
    return out;
}

std::string typed(const Context& ctx, std::string_view name) {
    return std::string(trim(ctx.request.field(name)));
}

// A date typed in one box; what cannot be read is an error of its own, not an empty answer.
std::optional<Date> date_typed(const Context& ctx, const std::string& name,
                               std::vector<FieldError>& errors) {
    const auto text = typed(ctx, name);
    if (text.empty()) return std::nullopt;
    const auto date = Date::parse(text);
    if (!date) errors.push_back({name, "not_a_date", "Enter a day, for example 2026-11-22."});
    return date;
}

Html day_box(std::string_view name, std::string_view label, std::string_view value,
             const std::vector<FieldError>& errors) {
    return kit::input({.name = std::string(name),
                       .label = {.text = label},
                       .value = std::string(value),
                       .error = {.text = kit::error_for(errors, name)},
                       .type = "date",
                       .classes = "govuk-input--width-10"});
}

// As somebody who may change it.
Result<record::FamilyNetwork> read_network(App& app, Context& ctx, FamilyId family) {
    return app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::family_network(session, context, family, access::Action::write);
    });
}

// Makes the change and goes back to the network; nothing, with `errors` filled, when the form is
// to be shown again.
template <class Change>
std::optional<Response> make_change(App& app, Context& ctx, FamilyId family,
                                    std::vector<FieldError>& errors, const Change& change) {
    if (!errors.empty()) return std::nullopt;
    const auto done = app.once(
        ctx, [&](store::Session& session, const record::Context& context) -> Result<std::string> {
            auto changed = change(session, context);
            if (!changed) return changed.failure();
            return url("/families/{}/network", family).text();
        });
    if (done) return Response::see_other(done.value());
    const auto* wrong = std::get_if<Invalid>(&done.failure());
    if (wrong == nullptr) return app.failure(ctx, done.failure());
    errors = wrong->errors;
    return std::nullopt;
}

Response form_page(App& app, Context& ctx, const record::FamilyHead& head, std::string title,
                   const std::vector<FieldError>& errors, std::string_view about, const Url& action,
                   const Html& inside) {
    kit::Page page = family_frame(app, ctx, head, FamilyTab::network);
    page.title = std::move(title);
    page.has_errors = !errors.empty();
    page.components = true;
    page.content << kit::error_summary(errors);
    if (!about.empty()) page.content << kit::p(about);
    page.content << app.form(ctx, {.action = action}, inside);
    return app.page(ctx, std::move(page), errors.empty() ? 200 : 422);
}

// Who is on record who may be the person about to be made. Invalid as the form's own errors.
Result<record::Proposed> who_may_be(App& app, Context& ctx, FamilyId family,
                                    const record::NewMember& m) {
    return app.read(
        ctx,
        [&](store::Session& session, const record::Context& context) -> Result<record::Proposed> {
            auto right = record::check_member(context, m);
            if (!right) return right.failure();
            record::NamedPerson named;
            named.given = m.given;
            named.surname = m.surname;
            named.sex = m.sex;
            named.born = m.born;
            named.expected = m.expected;
            const auto people = people_index(app);
            people->refresh(session);
            const std::span one(&named, 1);
            auto proposed =
                record::propose(session, context, 0, one, identity::alike(*people, one));
            access::log_list(session, context.subject, access::Action::search, "before_new_person",
                             0, family, fold(named.name()));
            return std::move(proposed.front());
        });
}

// In the form of the new person, so that what was typed goes with the answer.
Html who_part(const record::Proposed& proposed, const std::string& name, Date today) {
    CandidatePanel panel{.proposed = proposed, .name = name, .today = today, .heading = 3};
    panel.acts = [](const record::Candidate& c) {
        return kit::button({.text = join("This is the person: add them to the family",
                                         el("span", {cls("govuk-visually-hidden")}, ": ", c.name)),
                            .name = "who",
                            .value = c.person.text(),
                            .classes = "govuk-button--secondary",
                            .prevent_double_click = true});
    };
    Html out = kit::h2("Is it somebody on record?", "who");
    out << kit::p("Nobody has been added yet. Choose who it is, or say that it is nobody of these.")
        << candidate_panel(panel)
        << kit::button_group(join(kit::button({.text = "None of these: make a new record",
                                               .name = "who",
                                               .value = "new",
                                               .prevent_double_click = true}),
                                  kit::button({.text = "Not sure: ask the manager",
                                               .name = "who",
                                               .value = "ask",
                                               .classes = "govuk-button--secondary",
                                               .prevent_double_click = true})))
        << kit::h2("What you typed");
    return out;
}

Response new_member(App& app, Context& ctx) {
    const auto family = ctx.param<FamilyId>("family");
    if (!family) return Response::not_found();
    std::vector<FieldError> errors;
    std::optional<record::Proposed> proposed;
    if (ctx.request.method == Method::post) {
        record::NewMember m;
        m.given = typed(ctx, "given");
        m.surname = typed(ctx, "surname");
        m.sex = typed(ctx, "sex");
        m.role = typed(ctx, "role");
        m.household = typed(ctx, "household");
        m.born = date_typed(ctx, "born", errors);
        m.expected = date_typed(ctx, "expected", errors);
        const auto who = typed(ctx, "who");
        if (const auto known = PersonId::parse(who)) m.known = *known;
        // A form that could not be acted on is not asked back about: once() says what is wrong.
        if (errors.empty() && who.empty() && !ctx.request.field("once").empty()) {
            auto found = who_may_be(app, ctx, *family, m);
            if (found) {
                auto& who_else = found.value();
                // Brothers and sisters in this family are no news; a twin is.
                const auto is_twin = [](const record::Candidate& c) {
                    return c.likeness == record::Likeness::twin;
                };
                std::erase_if(who_else.household, [&](const record::Candidate& c) {
                    return c.family == *family && !is_twin(c);
                });
                if (!who_else.candidates.empty() ||
                    std::any_of(who_else.household.begin(), who_else.household.end(), is_twin))
                    proposed = std::move(who_else);
            } else if (const auto* wrong = std::get_if<Invalid>(&found.failure())) {
                errors = wrong->errors;
            } else {
                return app.failure(ctx, found.failure());
            }
        }
        if (!proposed)
            if (auto made = make_change(
                    app, ctx, *family, errors,
                    [&](store::Session& session, const record::Context& context) -> Result<Done> {
                        if (who == "ask")
                            return record::ask_about_member(session, context, *family, m);
                        auto added = record::add_member(session, context, *family, m);
                        if (!added) return added.failure();
                        return Done{};
                    }))
                return std::move(*made);
    }
    const auto found = read_network(app, ctx, *family);
    if (!found) return app.failure(ctx, found.failure());
    const std::string title = "Add a person";
    const auto error = [&](std::string_view name) {
        return kit::ErrorMessage{.text = kit::error_for(errors, name)};
    };
    Html inside;
    // Return pressed in a text box is the form's first button: never a choice of who it is.
    inside << el("button",
                 {cls("govuk-visually-hidden"), attr("type", "submit"), attr("tabindex", "-1"),
                  attr("aria-hidden", "true")},
                 "Look again");
    if (proposed)
        inside << who_part(*proposed, typed(ctx, "given") + " " + typed(ctx, "surname"),
                           app.clock.today());
    else
        inside << kit::p(
            "Before anybody is made, it is looked whether they are on record already.");
    inside << kit::p(kRestrictedNotShown, "hearth-meta")
           << kit::input({.name = "given",
                          .label = {.text = "First name"},
                          .value = typed(ctx, "given"),
                          .error = error("given"),
                          .classes = "govuk-input--width-20"})
           << kit::input({.name = "surname",
                          .label = {.text = "Last name"},
                          .value = typed(ctx, "surname"),
                          .error = error("surname"),
                          .classes = "govuk-input--width-20"})
           << kit::select({.name = "role",
                           .items = codes(app, "member_role"),
                           .label = {.text = "Part in the family"},
                           .value = typed(ctx, "role"),
                           .error = error("role")})
           << kit::select({.name = "sex",
                           .items = codes(app, "sex"),
                           .label = {.text = "Sex"},
                           .value = typed(ctx, "sex"),
                           .error = error("sex")})
           << day_box("born", "Date of birth", typed(ctx, "born"), errors)
           << day_box("expected", "Expected date of birth, if unborn", typed(ctx, "expected"),
                      errors)
           << kit::input({.name = "household",
                          .label = {.text = "Household"},
                          .value = typed(ctx, "household"),
                          .hint = {.text = "As the family calls it, for example Mum’s home."},
                          .classes = "govuk-input--width-20"})
           << kit::button({.text = proposed ? "Look again" : "Add this person",
                           .prevent_double_click = true});
    return form_page(app, ctx, found->head, title, errors, {},
                     url("/families/{}/members/new", *family), inside);
}

Response member(App& app, Context& ctx) {
    const auto family = ctx.param<FamilyId>("family");
    const auto person = ctx.param<PersonId>("person");
    if (!family || !person) return Response::not_found();
    const bool posted = ctx.request.method == Method::post;
    std::vector<FieldError> errors;
    if (posted) {
        record::MemberChange change;
        change.person = *person;
        change.role = typed(ctx, "role");
        change.household = typed(ctx, "household");
        change.has_left = typed(ctx, "left") == "yes";
        if (change.has_left) change.left_on = date_typed(ctx, "left_on", errors);
        if (auto made = make_change(app, ctx, *family, errors,
                                    [&](store::Session& session, const record::Context& context) {
                                        return record::correct_member(session, context, *family,
                                                                      change);
                                    }))
            return std::move(*made);
    }
    const auto found = read_network(app, ctx, *family);
    if (!found) return app.failure(ctx, found.failure());
    const record::MemberLine* line = nullptr;
    for (const auto& m : found->members)
        if (m.person == *person) line = &m;
    if (line == nullptr) return Response::not_found();
    const std::string title = "Correct " + line->name;
    Html inside;
    inside << kit::select({.name = "role",
                           .items = codes(app, "member_role"),
                           .label = {.text = "Part in the family"},
                           .value = posted ? typed(ctx, "role") : line->role,
                           .error = {.text = kit::error_for(errors, "role")}})
           << kit::input({.name = "household",
                          .label = {.text = "Household"},
                          .value = posted ? typed(ctx, "household") : line->household,
                          .classes = "govuk-input--width-20"})
           << kit::checkboxes(
                  {.name = "left",
                   .items = {{.text = "No longer belongs to this record",
                              .value = "yes",
                              .conditional =
                                  day_box("left_on", "Since", typed(ctx, "left_on"), errors)}},
                   .values = typed(ctx, "left") == "yes" ? std::vector<std::string>{"yes"}
                                                         : std::vector<std::string>{}})
           << kit::button({.text = "Save", .prevent_double_click = true});
    return form_page(app, ctx, found->head, title, errors,
                     "What was recorded before is kept as an earlier version.",
                     url("/families/{}/members/{}", *family, *person), inside);
}

Response relationship(App& app, Context& ctx) {
    const auto family = ctx.param<FamilyId>("family");
    const auto row = ctx.param<RowId>("relation");
    if (!family || !row) return Response::not_found();
    const bool posted = ctx.request.method == Method::post;
    std::vector<FieldError> errors;
    if (posted) {
        record::RelationChange change;
        change.id = row->value;
        change.kind = typed(ctx, "kind");
        change.responsibility = typed(ctx, "responsibility") == "yes";
        change.since = date_typed(ctx, "since", errors);
        change.until = date_typed(ctx, "until", errors);
        if (auto made = make_change(app, ctx, *family, errors,
                                    [&](store::Session& session, const record::Context& context) {
                                        return record::correct_relation(session, context, *family,
                                                                        change);
                                    }))
            return std::move(*made);
    }
    const auto found = read_network(app, ctx, *family);
    if (!found) return app.failure(ctx, found.failure());
    const record::RelationLine* line = nullptr;
    for (const auto& r : found->relations)
        if (r.id == row->value) line = &r;
    if (line == nullptr) return Response::not_found();
    const std::string title = "Correct a relationship";
    const auto value = [&](std::string_view name, std::string otherwise) {
        return posted ? typed(ctx, name) : otherwise;
    };
    const bool responsible = posted ? typed(ctx, "responsibility") == "yes" : line->responsibility;
    Html inside;
    inside << kit::select({.name = "kind",
                           .items = codes(app, "relationship_kind"),
                           .label = {.text = join(line->from_name, " is")},
                           .value = value("kind", line->kind),
                           .hint = {.text = join("of ", line->to_name)},
                           .error = {.text = kit::error_for(errors, "kind")}})
           << kit::checkboxes({.name = "responsibility",
                               .items = {{.text = "With parental responsibility", .value = "yes"}},
                               .values = responsible ? std::vector<std::string>{"yes"}
                                                     : std::vector<std::string>{}})
           << day_box("since", "Since",
                      value("since", line->since ? line->since->iso() : std::string()), errors)
           << day_box("until", "Until",
                      value("until", line->until ? line->until->iso() : std::string()), errors)
           << kit::button({.text = "Save", .prevent_double_click = true});
    return form_page(app, ctx, found->head, title, errors,
                     "The genogram is drawn from this. What was recorded before is kept as "
                     "an earlier version.",
                     url("/families/{}/relationships/{}", *family, *row), inside);
}

}  // namespace

void add_network_form_routes(Router& router, App& app) {
    const auto write = [] {
        return Policy::guarded(access::Action::write, access::ObjectKind::family);
    };
    for (const auto method : {Method::get, Method::post}) {
        router.add({method, "/families/{family}/members/new", write(),
                    [&](Context& ctx) { return new_member(app, ctx); }});
        router.add({method, "/families/{family}/members/{person}", write(),
                    [&](Context& ctx) { return member(app, ctx); }});
        router.add({method, "/families/{family}/relationships/{relation}", write(),
                    [&](Context& ctx) { return relationship(app, ctx); }});
    }
}

}  // namespace hearth::web
