// Family and network: genogram with its table, households, professionals and relationships; the
// small forms that correct them are in network_forms.cpp. Assessments, which need only the
// statutory history, stand here too.
#include "insight/family_genogram.h"
#include "record/entries.h"
#include "record/family_network.h"
#include "record/statutory_history.h"
#include "web/kit/kit.h"
#include "web/pages/family_frame.h"
#include "web/pages/family_parts.h"
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
    if (const auto* form = app.practice.form("people_and_relationships");
        may_write && form != nullptr && record::may_write(App::visitor(ctx).subject, *form))
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

Response network_page(App& app, Context& ctx) {
    const auto family = ctx.param<FamilyId>("family");
    if (!family) return Response::not_found();
    const auto found = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::family_network(session, context, *family);
    });
    if (!found) return app.failure(ctx, found.failure());
    const auto& n = found.value();
    kit::Page page = family_frame(app, ctx, n.head, FamilyTab::network);
    page.title = "Family and network";
    page.content << genogram(app, n) << households_part(n.households)
                 << members(app, n, n.may_write) << relationships(app, ctx, n, n.may_write)
                 << professionals(app, n);
    return app.page(ctx, std::move(page));
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
    page.content << kit::bullets(
        {kit::link(url("/families/{}/assessments/compare", *family), "The last two side by side"),
         kit::link(url("/families/{}/care-graded", *family), "Graded profile of care"),
         kit::link(url("/families/{}/progress", *family), "Parents’ own progress")});
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
    if (const auto* form = app.practice.form("child_and_family_assessment");
        form != nullptr && record::may_write(App::visitor(ctx).subject, *form))
        page.content << kit::p(kit::link(url("/families/{}/write/{}", *family, form->id),
                                         "Write a child and family assessment"));
    return app.page(ctx, std::move(page));
}

}  // namespace

void add_network_routes(Router& router, App& app) {
    const auto view = [] {
        return Policy::guarded(access::Action::view, access::ObjectKind::family);
    };
    router.add({Method::get, "/families/{family}/network", view(),
                [&](Context& ctx) { return network_page(app, ctx); }});
    router.add({Method::get, "/families/{family}/assessments", view(),
                [&](Context& ctx) { return assessments_page(app, ctx); }});
}

}  // namespace hearth::web
