// Leaving care, for personal advisers and the head of the service; and of looked-after children
// whether there is a plan for good and whether their papers are on the file.
// Long because: two boards of one shape, whose rows, figures and lists are drawn alike.
#include "record/leaving_care.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "web/kit/kit.h"
#include "web/pages/family_frame.h"
#include "web/pages/pages.h"
#include "web/pages/work_parts.h"

namespace hearth::web {
namespace {

using access::Action;
using access::ObjectKind;
using record::Leaver;

constexpr int kBirthdays[] = {18, 21, 25};
constexpr int kBirthdayDays = 183;

struct Asked {
    std::string district, show;
    bool mine = false, unmet = false;
};

Url at(const Asked& asked, std::string_view show, bool unmet = false) {
    Url to = url("/leaving-care");
    if (!asked.district.empty()) to = std::move(to).query("district", asked.district);
    if (asked.mine) to = std::move(to).query("whose", "mine");
    if (!show.empty()) to = std::move(to).query("show", show);
    if (unmet) to = std::move(to).query("who", "not");
    return to;
}

Html tile(const Html& figure, std::string_view words, const Html& note = {}) {
    return el("li", {cls("hearth-tile")}, el("span", {cls("hearth-tile__figure")}, figure), words,
              note.empty() ? Html{} : el("span", {cls("hearth-tile__note")}, note));
}

Html on_or(const std::optional<Date>& day, Date today, std::string_view otherwise) {
    return day ? Html(kit::distance(*day, today)) : Html(std::string(otherwise));
}

Html yes_no(const std::optional<bool>& known) {
    return known ? Html(*known ? "Yes" : "No") : Html("Not known");
}

// One line a young person, with everything that the figures are made of.
Html people_table(const App& app, const std::vector<const Leaver*>& people, Date today,
                  std::string caption) {
    kit::DataTable table;
    table.caption = std::move(caption);
    table.caption_hidden = true;
    table.columns = {{.name = "Young person"}, {.name = "Category"},       {.name = "Pathway plan"},
                     {.name = "Contact"},      {.name = "Home"},           {.name = "Doing"},
                     {.name = "Allowance"},    {.name = "Health history"}, {.name = "Own papers"}};
    table.empty = "Nobody.";
    for (const auto* l : people) {
        Html plan = on_or(l->plan_on, today, "None");
        if (l->plan_due) plan << el("br") << "Due: " << kit::when(*l->plan_due, today);
        Html contact = on_or(l->contact_on, today, "None recorded");
        if (!l->in_touch.empty()) contact << el("br") << label_of(app, "in_touch", l->in_touch);
        if (l->contact_due) contact << el("br") << "Due: " << kit::when(*l->contact_due, today);
        Html home = l->accommodation.empty()
                        ? Html("Not known")
                        : Html(label_of(app, "leaver_accommodation", l->accommodation));
        if (l->suitable && !*l->suitable)
            home << " " << kit::tag({.text = "Not suitable", .classes = "govuk-tag--red"});
        const bool late =
            (l->plan_due && *l->plan_due < today) || (l->contact_due && *l->contact_due < today);
        table.rows.push_back(
            {join(kit::link(url("/people/{}", l->person), l->name), ", ", l->age, el("br"),
                  el("span", {cls("hearth-meta")}, label_of(app, "district", l->district),
                     l->adviser.empty() ? Html{} : join(", ", l->adviser))),
             label_of(app, "care_leaver_category", l->category), plan, contact, home,
             l->activity.empty() ? Html("Not known")
                                 : Html(label_of(app, "leaver_activity", l->activity)),
             l->grant ? Html("£" + kit::thousands(static_cast<std::int64_t>(*l->grant)))
                      : Html("None recorded"),
             l->health ? yes_no(l->passport) : Html("Not yours to see"), yes_no(l->papers)});
        table.row_classes.emplace_back(late ? "hearth-row--late" : "");
    }
    return kit::data_table(table);
}

Html measures_table(const std::vector<Leaver>& leavers, const Asked& asked, Date today) {
    kit::DataTable table;
    table.caption = "Figures";
    table.caption_hidden = true;
    table.columns = {{.name = "What"}, {.name = "Of whom"}, {.name = "How many"}, {.name = "Who"}};
    for (const auto& measure : record::leaver_measures()) {
        const auto count = record::count_leavers(leavers, measure, today);
        table.rows.push_back(
            {measure.title, measure.of,
             count.of == 0 ? Html("Nobody to ask about") : kit::figure(count.n, count.of),
             count.of == 0
                 ? Html{}
                 : join(kit::link(at(asked, measure.id), "All", ": " + measure.title), ", ",
                        kit::link(at(asked, measure.id, true), "those who have not",
                                  ": " + measure.title))});
    }
    return kit::data_table(table);
}

// n of N of one measure, by district.
Html by_district(const App& app, const std::vector<Leaver>& leavers, const Asked& asked,
                 Date today) {
    const auto* measure = record::leaver_measure("work");
    std::map<std::string, record::LeaverCount> counts;
    for (const auto& l : leavers) {
        if (!measure->asked(l, today)) continue;
        auto& count = counts[l.district];
        ++count.of;
        if (measure->holds(l, today)) ++count.n;
    }
    kit::DataTable table;
    table.caption = "In education, training or work, by district";
    table.caption_hidden = true;
    table.columns = {{.name = "District"}, {.name = "In education, training or work"}};
    table.empty = "No relevant or former relevant care leaver of 17 to 21.";
    for (const auto& [district, count] : counts) {
        Asked there = asked;
        there.district = district;
        const std::string name =
            district.empty() ? "No district" : label_of(app, "district", district);
        table.rows.push_back(
            {district.empty() ? Html(name)
                              : kit::link(at(there, "work"), name, ": who is in education or work"),
             kit::figure(count.n, count.of)});
    }
    return kit::data_table(table);
}

Html homes(const App& app, const std::vector<Leaver>& leavers) {
    std::map<std::string, std::pair<int, int>> by_kind;  // how many, of them not suitable
    for (const auto& l : leavers) {
        if (l.category == "eligible") continue;  // still looked after: a placement
        auto& [all, bad] = by_kind[l.accommodation];
        ++all;
        if (l.suitable && !*l.suitable) ++bad;
    }
    kit::DataTable table;
    table.caption = "Where they live";
    table.caption_hidden = true;
    table.columns = {{.name = "Home"},
                     {.name = "Young people", .numeric = true},
                     {.name = "Not suitable", .numeric = true}};
    table.empty = "Nobody has left care yet.";
    std::vector<std::pair<std::string, std::pair<int, int>>> rows(by_kind.begin(), by_kind.end());
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto& a, const auto& b) { return a.second.first > b.second.first; });
    for (const auto& [code, count] : rows)
        table.rows.push_back(
            {code.empty() ? Html("Not known") : Html(label_of(app, "leaver_accommodation", code)),
             count.first, count.second});
    return kit::data_table(table);
}

Html birthdays(const std::vector<Leaver>& leavers, Date today) {
    struct Coming {
        Date on;
        int age;
        const Leaver* who;
    };
    std::vector<Coming> coming;
    for (const auto& l : leavers)
        for (const int age : kBirthdays) {
            const Date on = record::birthday(l, age);
            if (on >= today && on <= today + kBirthdayDays) coming.push_back({on, age, &l});
        }
    std::sort(coming.begin(), coming.end(),
              [](const Coming& a, const Coming& b) { return a.on < b.on; });
    kit::DataTable table;
    table.caption = "Turning 18, 21 or 25 in the next six months";
    table.caption_hidden = true;
    table.columns = {
        {.name = "Young person"}, {.name = "Turns"}, {.name = "When"}, {.name = "What changes"}};
    table.empty = "Nobody turns 18, 21 or 25 in the next six months.";
    for (const auto& one : coming)
        table.rows.push_back({kit::link(url("/people/{}", one.who->person), one.who->name), one.age,
                              kit::said_on(one.on, today),
                              one.age == 18 ? "Adult: former relevant, with a home to move to"
                              : one.age == 21
                                  ? "Help goes on to 25 for those who ask: ask them"
                                  : "Entitlement ends: say goodbye and who helps from now"});
    return kit::data_table(table);
}

Html voices(const App& app, const record::LeavingCare& care) {
    if (care.voices.empty())
        return kit::empty_state(
            "Nobody has been asked in the last year what they expect. Ask at the next contact, and "
            "record what a care leaver tells us from the family’s steps.");
    Html out;
    const auto* themes = app.practice.code_list("leaver_theme");
    for (const auto& theme : themes->codes) {
        Html items;
        for (const auto& one : care.voices) {
            if (one.theme != theme.id) continue;
            items << el(
                "li", {cls("hearth-card")}, el("p", {cls("hearth-words")}, "“", one.said, "”"),
                el("p", {cls("hearth-meta")}, kit::link(url("/people/{}", one.person), one.name),
                   ", ", one.asked_on.plain()),
                kit::p(one.did.empty() ? join(kit::tag({.text = "No answer yet",
                                                        .classes = "govuk-tag--yellow"}))
                                       : join("What we did: ", one.did)));
        }
        if (!items.empty()) out << kit::h3(theme.label) << el("ul", {cls("hearth-board")}, items);
    }
    return out;
}

Html filters(const App& app, const Asked& asked) {
    Html districts = el("option", {attr("value", "")}, "Every district");
    if (const auto* list = app.practice.code_list("district"))
        for (const auto& code : list->codes)
            districts << el("option",
                            {attr("value", code.id), flag("selected", code.id == asked.district)},
                            code.label);
    return kit::get_form(
        url("/leaving-care"),
        join(el("div", {cls("govuk-form-group")},
                el("label", {cls("govuk-label"), attr("for", "district")}, "District"),
                el("select", {cls("govuk-select"), id("district"), attr("name", "district")},
                   districts)),
             el("div", {cls("govuk-form-group")},
                el("label", {cls("govuk-label"), attr("for", "whose")}, "Whose"),
                el("select", {cls("govuk-select"), id("whose"), attr("name", "whose")},
                   el("option", {attr("value", "")}, "All that I may see"),
                   el("option", {attr("value", "mine"), flag("selected", asked.mine)},
                      "Those I work with"))),
             kit::button({.text = "Show", .classes = "govuk-button--secondary"})),
        "hearth-inline-form");
}

Response leaving_care_page(App& app, Context& ctx) {
    const Date today = date_of(App::visitor(ctx).subject.at);
    auto care = app.read(ctx, [](store::Session& session, const record::Context& context) {
        return record::leaving_care(session, context);
    });
    Asked asked;
    asked.district = std::string(ctx.request.field("district"));
    asked.mine = ctx.request.field("whose") == "mine";
    asked.unmet = ctx.request.field("who") == "not";
    asked.show = std::string(ctx.request.field("show"));
    const auto left_out = [&](const Leaver& l) {
        return (!asked.district.empty() && l.district != asked.district) || (asked.mine && !l.mine);
    };
    std::erase_if(care.leavers, left_out);
    std::erase_if(care.voices, [&](const record::LeaverVoice& one) {
        return std::none_of(care.leavers.begin(), care.leavers.end(),
                            [&](const Leaver& l) { return l.person == one.person; });
    });
    const auto& leavers = care.leavers;

    kit::Page page;
    page.title = "Leaving care";
    page.wide = true;
    Html& h = page.content;
    h << filters(app, asked);

    const auto* measure = record::leaver_measure(asked.show);
    const auto* category = app.practice.code_list("care_leaver_category")->find(asked.show);
    if (measure != nullptr || category != nullptr || asked.show == "all") {
        std::vector<const Leaver*> people;
        for (const auto& l : leavers)
            if (measure != nullptr
                    ? measure->asked(l, today) && !(asked.unmet && measure->holds(l, today))
                    : category == nullptr || l.category == asked.show)
                people.push_back(&l);
        const std::string title = measure != nullptr    ? measure->title
                                  : category != nullptr ? category->label
                                                        : std::string("Everybody");
        h << kit::h2(title, "who");
        if (measure != nullptr) {
            const auto count = record::count_leavers(leavers, *measure, today);
            h << kit::p(join("Of ", measure->of, ": ",
                             count.of == 0 ? Html("nobody") : kit::figure(count.n, count.of), ". ",
                             asked.unmet ? "Below are those of whom it does not hold."
                                         : "Below is everybody of whom it is asked."));
        }
        h << people_table(app, people, today, title)
          << kit::p(kit::link(at(asked, ""), "All the figures"));
        return app.page(ctx, std::move(page));
    }

    if (leavers.empty()) {
        h << kit::empty_state(
            "There is no care leaver here whose record you may see. A young person stands here "
            "from "
            "the day on which a pathway plan is agreed, or on which being looked after ends.");
        return app.page(ctx, std::move(page));
    }
    std::map<std::string, int> by_category;
    for (const auto& l : leavers) ++by_category[l.category];
    Html tiles;
    for (const auto& code : app.practice.code_list("care_leaver_category")->codes) {
        if (code.id == "none") continue;
        const auto found = by_category.find(code.id);
        tiles << tile(found == by_category.end() ? 0 : found->second, code.label,
                      kit::link(at(asked, code.id), "Who", ": " + code.label));
    }
    double paid = 0;
    for (const auto& l : leavers) paid += l.grant.value_or(0);
    tiles << tile("£" + kit::thousands(static_cast<std::int64_t>(paid)),
                  "setting-up-home allowance paid",
                  kit::link(at(asked, "grant"), "To whom", " the allowance was paid"));
    h << el("ul", {cls("hearth-tiles")}, tiles)
      << kit::p(kit::link(at(asked, "all"), "Everybody, one line each"));
    h << kit::h2("Figures", "figures") << measures_table(leavers, asked, today);
    h << kit::h2("In education, training or work, by district", "districts")
      << kit::p(
             "Relevant and former relevant care leavers of 17 to 21. A share of fewer than ten "
             "young people moves by a lot when one of them starts or stops.")
      << by_district(app, leavers, asked, today);
    h << kit::h2("Where they live", "homes") << homes(app, leavers);
    h << kit::h2("Turning 18, 21 or 25", "birthdays") << birthdays(leavers, today);
    h << kit::h2("What care leavers tell us", "voices") << voices(app, care);
    h << kit::p(kit::link(url("/looked-after"), "Looked-after children: permanence and papers"));
    return app.page(ctx, std::move(page));
}

// ---- looked after

Html papers_of(const App& app, const record::LookedAfterChild& child) {
    Html out;
    const auto list = [&](const std::vector<std::string>& kinds, std::string_view head) {
        if (kinds.empty()) return;
        std::vector<std::string> labels;
        for (const auto& kind : kinds) labels.push_back(label_of(app, "child_document", kind));
        if (!out.empty()) out << el("br");
        out << el("strong", head, ": ") << join_and(labels) << ".";
    };
    list(child.missing, "Missing");
    list(child.unknown, "Not looked for");
    list(child.held, "On the file");
    return out;
}

Response looked_after_page(App& app, Context& ctx) {
    const Date today = date_of(App::visitor(ctx).subject.at);
    const auto children =
        app.read(ctx, [](store::Session& session, const record::Context& context) {
            return record::looked_after_children(session, context);
        });
    kit::Page page;
    page.title = "Looked after: permanence and papers";
    page.wide = true;
    Html& h = page.content;
    if (children.empty()) {
        h << kit::empty_state("There is no looked-after child here whose record you may see.");
        return app.page(ctx, std::move(page));
    }
    int planned = 0, drifting = 0, whole = 0;
    for (const auto& child : children) {
        if (!child.permanence.empty()) ++planned;
        if (child.drifts(today)) ++drifting;
        if (child.missing.empty() && child.unknown.empty()) ++whole;
    }
    const int all = static_cast<int>(children.size());
    h << el("ul", {cls("hearth-tiles")}, tile(all, "looked after"),
            tile(planned, "with a plan for permanence", kit::figure_text(planned, all)),
            tile(drifting, "without one by the second review",
                 kit::link(url("/looked-after").fragment("drift"), "Who")),
            tile(whole, "with every paper they need", kit::figure_text(whole, all)));

    h << kit::h2("No plan for permanence by the second review", "drift");
    kit::DataTable drift;
    drift.caption = "No plan for permanence by the second review";
    drift.caption_hidden = true;
    drift.columns = {{.name = "Child"},
                     {.name = "Looked after since"},
                     {.name = "Reviews held"},
                     {.name = "Record it"}};
    drift.empty =
        "Every child has a plan that says where they are to live for good, or is not yet "
        "at the second review.";
    for (const auto& child : children)
        if (child.drifts(today))
            drift.rows.push_back(
                {join(kit::link(url("/people/{}", child.person), child.name), el("br"),
                      kit::link(url("/families/{}", child.family), child.family_name)),
                 child.since.plain(), child.reviews,
                 kit::link(url("/families/{}/steps", child.family), "Steps",
                           " of the " + child.family_name)});
    h << kit::data_table(drift);

    h << kit::h2("Court and identity papers", "papers")
      << kit::p(
             "Which papers a child needs follows from the legal status. What was never looked for "
             "is not on the file either.");
    kit::DataTable papers;
    papers.caption = "Court and identity papers";
    papers.caption_hidden = true;
    papers.columns = {
        {.name = "Child"}, {.name = "Legal status"}, {.name = "Papers"}, {.name = "Last checked"}};
    std::vector<const record::LookedAfterChild*> order;
    for (const auto& child : children) order.push_back(&child);
    std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
        return a->missing.size() + a->unknown.size() > b->missing.size() + b->unknown.size();
    });
    for (const auto* child : order)
        papers.rows.push_back(
            {kit::link(url("/people/{}", child->person), child->name),
             child->legal_status.empty() ? Html("None recorded")
                                         : Html(label_of(app, "legal_status", child->legal_status)),
             papers_of(app, *child),
             child->checked_on ? Html(kit::distance(*child->checked_on, today)) : Html("Never")});
    h << kit::data_table(papers);
    h << kit::p(kit::link(url("/leaving-care"), "Leaving care"));
    return app.page(ctx, std::move(page));
}

}  // namespace

void add_leaving_care_routes(Router& router, App& app) {
    router.add({Method::get, "/leaving-care", Policy::guarded(Action::view, ObjectKind::family),
                [&](Context& ctx) { return leaving_care_page(app, ctx); }});
    router.add({Method::get, "/looked-after", Policy::guarded(Action::view, ObjectKind::family),
                [&](Context& ctx) { return looked_after_page(app, ctx); }});
}

}  // namespace hearth::web
