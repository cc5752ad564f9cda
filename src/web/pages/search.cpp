// The one search box, and what it finds.
#include "identity/search.h"
#include "base/text.h"
#include "web/kit/kit.h"
#include "web/pages/family_frame.h"
#include "web/pages/pages.h"
#include "web/pages/people_index.h"

namespace hearth::web {
namespace {

using identity::FoundPerson;
using identity::SearchResults;

Html age_line(const FoundPerson& p, Date today) {
    if (p.died) return join("Died ", p.died->plain());
    if (p.born) return join(p.born->plain(), ", ", kit::age_in_words(*p.born, today));
    if (p.expected) return join("Unborn, due ", p.expected->plain());
    return "Not known";
}

Html family_line(const identity::FoundFamily& f, const std::string& district) {
    Html name = f.may_open ? kit::link(url("/families/{}", f.id), f.name) : Html(f.name);
    Html h = join(name, ", ", f.reference, ", ", district);
    if (!f.may_open)
        h << el("br")
          << (f.team.empty() ? Html("No team holds this family.")
                             : join("Ring ", f.team, " about this family."));
    return h;
}

Html found(App& app, Context& ctx, const SearchResults& r) {
    const Date today = app.clock.today();
    Html h;
    h << kit::p(join("Searched for ", hearth::join_and(r.query.read_as), "."));
    if (!r.query.left_out.empty())
        h << kit::p(join("Left out: ", hearth::join_and(r.query.left_out),
                         ". At most four words are searched at once."));
    const std::size_t count = r.people.size() + r.families.size() + r.contacts.size();
    h << el("p", {cls("govuk-body govuk-!-font-weight-bold"), attr("data-count", "")},
            r.more ? join("The first ", r.people.size(),
                          " people. Add a date of birth or another "
                          "name to narrow it.")
                   : Html(plural(static_cast<std::int64_t>(count), "result", "results")));
    if (r.partial)
        h << kit::inset_text({.text = "Nobody fits everything that you typed. These fit a part of "
                                      "it."});
    if (count == 0)
        h << kit::empty_state(
            "Nobody was found. Check the spelling, try part of a name, a former "
            "name or the date of birth. Some records are restricted and are "
            "never listed: if you were given a reference and a child is at risk, "
            "use emergency access.");
    const bool could_break =
        app.could(ctx, access::Action::break_glass, access::ObjectKind::family);
    std::vector<std::vector<Html>> rows;
    for (const auto& p : r.people) {
        Html name =
            p.family.may_open ? kit::link(url("/people/{}", p.person), p.name) : Html(p.name);
        if (!p.other_name.empty())
            name << el("br") << el("span", {cls("hearth-meta")}, "Also known as ", p.other_name);
        Html family = family_line(p.family, label_of(app, "district", p.family.district));
        if (!p.family.may_open && could_break)
            family << " "
                   << kit::link(url("/break-glass").query("family", p.family.id.text()),
                                "Emergency access", " to " + p.family.name);
        rows.push_back({name, age_line(p, today), family, hearth::join_and(p.why)});
    }
    if (!rows.empty())
        h << kit::data_table(
            {.caption = "People",
             .columns = {{.name = "Name"}, {.name = "Born"}, {.name = "Family"}, {.name = "Why"}},
             .rows = std::move(rows)});
    std::vector<std::vector<Html>> families;
    for (const auto& f : r.families) {
        Html line = family_line(f, label_of(app, "district", f.district));
        if (!f.may_open && could_break)
            line << " "
                 << kit::link(url("/break-glass").query("family", f.id.text()), "Emergency access",
                              " to " + f.name);
        families.push_back({line});
    }
    if (!families.empty())
        h << kit::data_table({.caption = "Families with this reference",
                              .columns = {{.name = "Family"}},
                              .rows = std::move(families)});
    std::vector<std::vector<Html>> contacts;
    for (const auto& c : r.contacts)
        contacts.push_back(
            {kit::link(url("/contacts/{}", RowId{c.id}), c.reference), plain(c.received)});
    if (!contacts.empty())
        h << kit::data_table({.caption = "Contacts with this reference",
                              .columns = {{.name = "Contact"}, {.name = "Received"}},
                              .rows = std::move(contacts)});
    return h;
}

Response search_page(App& app, Context& ctx) {
    const std::string typed(trim(ctx.request.field("q")));
    kit::Page page;
    page.title = "Search";
    page.live_search = true;
    Html results;
    std::vector<FieldError> errors;
    if (!typed.empty()) {
        const auto people = people_index(app);
        const auto r = app.read(ctx, [&](store::Session& session, const record::Context& context) {
            return identity::search(session, context, *people, typed);
        });
        if (r) {
            results = found(app, ctx, r.value());
        } else if (const auto* wrong = std::get_if<Invalid>(&r.failure())) {
            errors = wrong->errors;
        } else {
            return app.failure(ctx, r.failure());
        }
    }
    page.has_errors = !errors.empty();
    Html inside;
    inside << kit::input(
                  {.name = "q",
                   .label = {.text =
                                 "Name, date of birth, address, telephone, reference or number"},
                   .value = typed,
                   .hint = {.text = "In any order, for example: ali khan 3 5 2019, kate 7yo park "
                                    "road, or F-104233. Part of a name is enough, or how it "
                                    "sounds."},
                   .error = {.text = kit::error_for(errors, "q")},
                   .type = "search",
                   .autocomplete = "off",
                   .spellcheck = false,
                   .classes = "govuk-!-width-two-thirds"})
           << kit::button({.text = "Search"});
    page.content << kit::error_summary(errors)
                 << kit::get_form(url("/search"), inside, {},
                                  {attr("data-live", "#results"), attr("role", "search")})
                 << el("div", {id("results")}, results);
    return app.page(ctx, std::move(page), errors.empty() ? 200 : 422);
}

}  // namespace

void add_search_routes(Router& router, App& app) {
    make_people_index(app);
    router.add({Method::get, "/search",
                Policy::guarded(access::Action::search, access::ObjectKind::family),
                [&](Context& ctx) { return search_page(app, ctx); }});
}

}  // namespace hearth::web
