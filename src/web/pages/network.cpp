// Long because: the page and its small forms about the same people and relationships.
// Family and network: genogram with its table, households, professionals, relationships, and the
// small forms that correct them. Assessments, which need only the statutory history, stand here
// too.
#include "base/text.h"
#include "insight/family_genogram.h"
#include "record/family_network.h"
#include "record/statutory_history.h"
#include "web/kit/kit.h"
#include "web/pages/family_frame.h"
#include "web/pages/pages.h"

namespace hearth::web {
namespace {

using record::FamilyNetwork;

Html genogram(App& app, const FamilyNetwork& n) {
    const auto drawing = insight::draw_genogram(insight::genogram_of(n, app.clock.today()));
    Html h = kit::h2("Genogram");
    if (!drawing.notice.empty()) h << kit::inset_text({.text = drawing.notice});
    if (drawing.drawn)
        h << el("div",
                {cls("hearth-scroll"), attr("tabindex", "0"), attr("role", "region"),
                 attr("aria-label", "Genogram, which may scroll sideways")},
                Html::from_svg(drawing.svg.text()));
    std::vector<std::vector<Html>> rows;
    for (const auto& row : drawing.table)
        rows.push_back({kit::link(url("/people/{}", row.id), row.name), row.age, row.relationship,
                        row.household});
    return join(h, kit::data_table({.caption = "The same as a table",
                                    .columns = {{.name = "Name"},
                                                {.name = "Age"},
                                                {.name = "Relationship"},
                                                {.name = "Household"}},
                                    .rows = std::move(rows),
                                    .empty = "Nobody is recorded yet."}));
}

Html relationships(App& app, Context& ctx, const FamilyNetwork& n, bool may_write) {
    std::vector<std::vector<Html>> rows;
    for (const auto& r : n.relations) {
        Html dates;
        if (r.since) dates << "since " << r.since->plain() << " ";
        if (r.until) dates << "until " << r.until->plain();
        Html correct = may_write
                           ? kit::link(url("/families/{}/relationships/{}", n.head.id, RowId{r.id}),
                                       "Correct", " what " + r.from_name + " is to " + r.to_name)
                           : Html();
        rows.push_back({r.from_name, label_of(app, "relationship_kind", r.kind), r.to_name,
                        r.responsibility ? Html("Yes") : Html("No"), dates, correct});
    }
    Html h = join(kit::h2("Relationships"),
                  kit::data_table({.caption = "Relationships",
                                   .caption_hidden = true,
                                   .columns = {{.name = "This person"},
                                               {.name = "Is"},
                                               {.name = "Of"},
                                               {.name = "Parental responsibility"},
                                               {.name = "When"},
                                               {.name = "Change"}},
                                   .rows = std::move(rows),
                                   .empty = "No relationship is recorded yet."}));
    (void)ctx;
    if (may_write && app.practice.form("people_and_relationships") != nullptr)
        h << kit::p(kit::link(url("/families/{}/write/{}", n.head.id, "people_and_relationships"),
                              "Add relationships"));
    return h;
}

Html members(App& app, const FamilyNetwork& n, bool may_write) {
    std::vector<std::vector<Html>> rows;
    for (const auto& m : n.members)
        rows.push_back({kit::link(url("/people/{}", m.person), m.name),
                        label_of(app, "member_role", m.role), m.household,
                        may_write ? kit::link(url("/families/{}/members/{}", n.head.id, m.person),
                                              "Correct", " " + m.name)
                                  : Html()});
    Html h = join(kit::h2("Who belongs to this record"),
                  kit::data_table({.caption = "Members",
                                   .caption_hidden = true,
                                   .columns = {{.name = "Name"},
                                               {.name = "Part"},
                                               {.name = "Household"},
                                               {.name = "Change"}},
                                   .rows = std::move(rows),
                                   .empty = "Nobody is recorded yet."}));
    if (may_write)
        h << kit::p(kit::link(url("/families/{}/members/new", n.head.id), "Add a person"));
    return h;
}

Html households(const FamilyNetwork& n) {
    std::vector<std::vector<Html>> rows;
    for (const auto& home : n.households) {
        Html address =
            home.address.empty() ? Html("Not shown here") : join(home.address, " ", home.postcode);
        if (home.confidential)
            address << " " << kit::tag({.text = "Confidential", .classes = "govuk-tag--red"});
        rows.push_back({home.label, hearth::join_and(home.people), address});
    }
    return join(
        kit::h2("Households"),
        kit::data_table(
            {.caption = "Households",
             .caption_hidden = true,
             .columns = {{.name = "Household"}, {.name = "Who lives there"}, {.name = "Address"}},
             .rows = std::move(rows),
             .empty = "No household is recorded."}));
}

Html professionals(App& app, const FamilyNetwork& n) {
    std::vector<std::vector<Html>> rows;
    for (const auto& w : n.workers)
        rows.push_back({w.lead ? join(w.name, " ", kit::tag({.text = "Lead"})) : Html(w.name),
                        w.job_title, label_of(app, "discipline", w.discipline), w.agency});
    return join(kit::h2("Professionals"), kit::data_table({.caption = "Professionals",
                                                           .caption_hidden = true,
                                                           .columns = {{.name = "Name"},
                                                                       {.name = "Role"},
                                                                       {.name = "Discipline"},
                                                                       {.name = "Agency"}},
                                                           .rows = std::move(rows),
                                                           .empty = "Nobody is allocated yet."}));
}

Result<FamilyNetwork> read_network(App& app, Context& ctx, FamilyId family, access::Action action) {
    return app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::family_network(session, context, family, action);
    });
}

Response network_page(App& app, Context& ctx) {
    const auto family = ctx.param<FamilyId>("family");
    if (!family) return Response::not_found();
    const auto found = read_network(app, ctx, *family, access::Action::view);
    if (!found) return app.failure(ctx, found.failure());
    const auto& n = found.value();
    kit::Page page = family_frame(app, ctx, n.head, FamilyTab::network);
    page.title = "Family and network";
    page.content << genogram(app, n) << households(n) << members(app, n, n.may_write)
                 << relationships(app, ctx, n, n.may_write) << professionals(app, n);
    return app.page(ctx, std::move(page));
}

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

Response new_member(App& app, Context& ctx) {
    const auto family = ctx.param<FamilyId>("family");
    if (!family) return Response::not_found();
    std::vector<FieldError> errors;
    if (ctx.request.method == Method::post) {
        record::NewMember m;
        m.given = typed(ctx, "given");
        m.surname = typed(ctx, "surname");
        m.sex = typed(ctx, "sex");
        m.role = typed(ctx, "role");
        m.household = typed(ctx, "household");
        m.born = date_typed(ctx, "born", errors);
        m.expected = date_typed(ctx, "expected", errors);
        if (errors.empty()) {
            const auto done = app.once(ctx,
                                       [&](store::Session& session,
                                           const record::Context& context) -> Result<std::string> {
                                           auto added =
                                               record::add_member(session, context, *family, m);
                                           if (!added) return added.failure();
                                           return url("/families/{}/network", *family).text();
                                       });
            if (done) return Response::see_other(done.value());
            const auto* wrong = std::get_if<Invalid>(&done.failure());
            if (wrong == nullptr) return app.failure(ctx, done.failure());
            errors = wrong->errors;
        }
    }
    const auto found = read_network(app, ctx, *family, access::Action::write);
    if (!found) return app.failure(ctx, found.failure());
    kit::Page page = family_frame(app, ctx, found->head, FamilyTab::network);
    page.title = "Add a person";
    page.has_errors = !errors.empty();
    const auto error = [&](std::string_view name) {
        return kit::ErrorMessage{.text = kit::error_for(errors, name)};
    };
    Html inside;
    inside << kit::p(join("Search first: somebody who is known already must not be made twice. ",
                          kit::link(url("/search"), "Search for the person")))
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
           << kit::button({.text = "Add this person", .prevent_double_click = true});
    page.content << kit::error_summary(errors)
                 << app.form(ctx, {.action = url("/families/{}/members/new", *family)}, inside);
    return app.page(ctx, std::move(page), errors.empty() ? 200 : 422);
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
        if (errors.empty()) {
            const auto done = app.once(ctx,
                                       [&](store::Session& session,
                                           const record::Context& context) -> Result<std::string> {
                                           auto changed = record::correct_member(session, context,
                                                                                 *family, change);
                                           if (!changed) return changed.failure();
                                           return url("/families/{}/network", *family).text();
                                       });
            if (done) return Response::see_other(done.value());
            const auto* wrong = std::get_if<Invalid>(&done.failure());
            if (wrong == nullptr) return app.failure(ctx, done.failure());
            errors = wrong->errors;
        }
    }
    const auto found = read_network(app, ctx, *family, access::Action::write);
    if (!found) return app.failure(ctx, found.failure());
    const record::MemberLine* line = nullptr;
    for (const auto& m : found->members)
        if (m.person == *person) line = &m;
    if (line == nullptr) return Response::not_found();
    kit::Page page = family_frame(app, ctx, found->head, FamilyTab::network);
    page.title = "Correct " + line->name;
    page.has_errors = !errors.empty();
    page.components = true;
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
    page.content << kit::error_summary(errors)
                 << kit::p("What was recorded before is kept as an earlier version.")
                 << app.form(ctx, {.action = url("/families/{}/members/{}", *family, *person)},
                             inside);
    return app.page(ctx, std::move(page), errors.empty() ? 200 : 422);
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
        if (errors.empty()) {
            const auto done = app.once(ctx,
                                       [&](store::Session& session,
                                           const record::Context& context) -> Result<std::string> {
                                           auto changed = record::correct_relation(session, context,
                                                                                   *family, change);
                                           if (!changed) return changed.failure();
                                           return url("/families/{}/network", *family).text();
                                       });
            if (done) return Response::see_other(done.value());
            const auto* wrong = std::get_if<Invalid>(&done.failure());
            if (wrong == nullptr) return app.failure(ctx, done.failure());
            errors = wrong->errors;
        }
    }
    const auto found = read_network(app, ctx, *family, access::Action::write);
    if (!found) return app.failure(ctx, found.failure());
    const record::RelationLine* line = nullptr;
    for (const auto& r : found->relations)
        if (r.id == row->value) line = &r;
    if (line == nullptr) return Response::not_found();
    kit::Page page = family_frame(app, ctx, found->head, FamilyTab::network);
    page.title = "Correct a relationship";
    page.has_errors = !errors.empty();
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
    page.content << kit::error_summary(errors)
                 << kit::p(
                        "The genogram is drawn from this. What was recorded before is kept as "
                        "an earlier version.")
                 << app.form(ctx, {.action = url("/families/{}/relationships/{}", *family, *row)},
                             inside);
    return app.page(ctx, std::move(page), errors.empty() ? 200 : 422);
}

Response assessments_page(App& app, Context& ctx) {
    const auto family = ctx.param<FamilyId>("family");
    if (!family) return Response::not_found();
    struct Read {
        record::FamilyHead head;
        std::vector<record::MemberLine> members;
        std::vector<record::Step> steps;
    };
    const auto found =
        app.read(ctx, [&](store::Session& session, const record::Context& context) -> Result<Read> {
            auto head = record::family_head(session, context, *family, "assessments");
            if (!head) return head.failure();
            const record::Readable readable(context, head->decision.classes);
            Read out{std::move(head).value(),
                     record::members_of(session, context, readable, *family),
                     {}};
            std::vector<PersonId> children;
            for (const auto& m : out.members)
                if (m.role == "child") children.push_back(m.person);
            out.steps = record::statutory_history(session, context, readable, children);
            return out;
        });
    if (!found) return app.failure(ctx, found.failure());
    kit::Page page = family_frame(app, ctx, found->head, FamilyTab::assessments);
    page.title = "Assessments";
    for (const auto& child : found->members) {
        if (child.role != "child") continue;
        std::vector<std::vector<Html>> rows;
        for (const auto& s : found->steps) {
            if (s.person != child.person ||
                (s.kind != record::StepKind::assessment && s.kind != record::StepKind::enquiry &&
                 s.kind != record::StepKind::strategy))
                continue;
            Html words = join(s.words, s.words.empty() || s.ending.empty() ? "" : " ", s.ending);
            if (!s.factors.empty()) {
                std::vector<Html> factors(s.factors.begin(), s.factors.end());
                words << kit::p("Factors:") << kit::bullets(factors);
            }
            Html when = s.on.plain();
            if (s.ended) when << " to " << s.ended->plain();
            if (s.open) when << " " << kit::tag({.text = "Open now"});
            rows.push_back(
                {s.entry ? kit::link(url("/entries/{}", s.entry), s.title) : Html(s.title), when,
                 words});
        }
        page.content << kit::data_table(
            {.caption = child.name,
             .columns = {{.name = "What"}, {.name = "When"}, {.name = "Outcome"}},
             .rows = std::move(rows),
             .empty = join("No assessment or enquiry is recorded for ", child.name, ".")});
    }
    if (app.could(ctx, access::Action::write, access::ObjectKind::family))
        page.content << kit::p(
            kit::link(url("/families/{}/write/{}", *family, "child_and_family_assessment"),
                      "Write a child and family assessment"));
    return app.page(ctx, std::move(page));
}

}  // namespace

void add_network_routes(Router& router, App& app) {
    const auto view = [] {
        return Policy::guarded(access::Action::view, access::ObjectKind::family);
    };
    const auto write = [] {
        return Policy::guarded(access::Action::write, access::ObjectKind::family);
    };
    router.add({Method::get, "/families/{family}/network", view(),
                [&](Context& ctx) { return network_page(app, ctx); }});
    router.add({Method::get, "/families/{family}/assessments", view(),
                [&](Context& ctx) { return assessments_page(app, ctx); }});
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
