#include "web/kit/page.h"

#include "web/kit/button.h"
#include "web/kit/field.h"
#include "web/kit/notice.h"
#include "web/kit/parts.h"
#include "web/kit/record.h"
#include "web/kit/words.h"

namespace hearth::web::kit {
namespace {

// A hearth in a house: our own mark, the same drawing as assets/mark.svg, in the text's colour.
Html mark() {
    return Html::from_svg(
        R"(<svg class="hearth-header__mark" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false"><path fill="currentColor" fill-rule="evenodd" d="M16 2 1.5 14.2l1.9 2.3L6 14.3V30h20V14.3l2.6 2.2 1.9-2.3ZM16 12.500c1.200 2.600 5 4.700 5 8.700a5 5 0 0 1-10 0c0-2 .9-3.400 2.100-4.700.3 1.200.9 1.900 1.600 2.200-.3-2.400.2-4.500 1.300-6.200Z"/></svg>)");
}

std::string title_of(const Page& o) {
    std::string t = o.has_errors ? "Error: " : "";
    t += o.title;
    for (const std::string_view part :
         {std::string_view(o.section), std::string_view("Hearth"), std::string_view(o.authority)}) {
        if (part.empty()) continue;
        t += " – ";
        t += part;
    }
    return t;
}

Html head(const Page& o) {
    Html h;
    h.open("head");
    h << el("meta", {attr("charset", "utf-8")}) << el("title", title_of(o))
      << el("meta",
            {attr("name", "viewport"), attr("content", "width=device-width, initial-scale=1")})
      << el("meta", {attr("name", "robots"), attr("content", "noindex, nofollow")})
      << el("meta", {attr("name", "color-scheme"), attr("content", "light")});
    h << el("link",
            {attr("rel", "icon"), attr("type", "image/svg+xml"), href(o.asset("favicon.svg"))});
    h << el("link", {attr("rel", "stylesheet"), href(o.asset("hearth-all.css"))});
    h << el("link", {attr("rel", "stylesheet"), href(url("/brand.css"))});
    if (!o.csrf.empty()) h << el("meta", {attr("name", "csrf"), attr("content", o.csrf)});
    if (o.components)
        h << module_script(o.asset("init.js"),
                           {attr("data-govuk", o.asset("govuk-frontend.min.js").text())});
    if (o.drafts) h << module_script(o.asset("draft.js"));
    if (o.live_search) h << module_script(o.asset("search.js"));
    if (o.idle.seconds > 0)
        h << module_script(o.asset("timeout.js"), {attr("data-seconds", o.idle.seconds),
                                                   attr("data-warn", o.idle.warn_before),
                                                   attr("data-keep", o.idle.keep.text())});
    return std::move(h.close("head"));
}

Html header(const Page& o) {
    Html h;
    h.open("header", {cls("hearth-header")});
    h.open("div", {cls("govuk-width-container hearth-header__container")});
    h.open("a", {cls("hearth-header__home"), href(url("/"))});
    h << mark() << el("span", {cls("hearth-header__name")}, "Hearth");
    if (!o.authority.empty())
        h << " " << el("span", {cls("hearth-header__authority")}, o.authority);
    h.close("a");
    if (!o.account.name.empty()) {
        h.open("div", {cls("hearth-header__account")});
        Html who =
            o.account.profile.empty()
                ? Html(o.account.name)
                : el("a", {cls("hearth-header__link"), href(o.account.profile)}, o.account.name);
        h << el("span", {cls("hearth-header__who")}, std::move(who),
                o.account.role.empty() ? Html{} : join(", ", o.account.role));
        if (!o.account.sign_out.empty())
            h << " "
              << form({.action = o.account.sign_out,
                       .csrf = o.csrf,
                       .classes = "hearth-header__sign-out"},
                      el("button", {cls("hearth-header__button"), attr("type", "submit")},
                         "Sign out"));
        h.close("div");
    }
    h.close("div");
    if (!o.navigation.empty())
        h << service_navigation(
            {.items = o.navigation, .navigation_label = "Main", .collapse_on_mobile = false});
    return std::move(h.close("header"));
}

Html banners(const Page& o) {
    Html h;
    if (o.demonstration)
        h << el("section", {cls("hearth-demonstration"), attr("aria-label", "Demonstration")},
                phase_banner({.tag = {.text = "Demonstration"},
                              .text = "This is demonstration data. No real person is in it."}));
    if (o.break_glass) {
        const BreakGlass& b = *o.break_glass;
        h.open("section", {cls("hearth-break-glass"), attr("aria-label", "Emergency access")});
        h.open("div", {cls("govuk-width-container hearth-break-glass__container")});
        h.open("p", {cls("hearth-break-glass__text")});
        h << el("strong", "Emergency access is open") << " until " << b.until
          << ". Reason given: " << b.reason
          << ". Everything you open is recorded and reviewed by someone else.";
        h.close("p");
        if (!b.end.empty())
            h << form(
                {.action = b.end, .csrf = o.csrf},
                button({.text = "End emergency access", .classes = "govuk-button--secondary"}));
        h.close("div").close("section");
    }
    return h;
}

Html footer(const Page& o) {
    Html h;
    h.open("footer", {cls("hearth-footer")}).open("div", {cls("govuk-width-container")});
    if (!o.footer.empty()) {
        h << el("h2", {cls("govuk-visually-hidden")}, "Support links");
        h << el("ul", {cls("hearth-footer__list")}, each(o.footer, [](const NavItem& item) {
                    return el("li",
                              el("a", {cls("govuk-link hearth-footer__link"), href(item.href)},
                                 item.text));
                }));
    }
    h << el("p", {cls("hearth-footer__text")}, "Hearth, open software for Family Safeguarding.",
            o.authority.empty() ? Html{} : join(" Run by ", o.authority, "."));
    return std::move(h.close("div").close("footer"));
}

std::string count(int n, const char* one, const char* many) {
    return std::to_string(n) + " " + (n == 1 ? one : many);
}

int months_between(Date from, Date to) {
    int months = (to.year() - from.year()) * 12 + to.month() - from.month();
    if (add_months(from, months) > to) --months;
    return months;
}

}  // namespace

Html page(const Page& o) {
    Html h = doctype();
    h.reserve(o.content.str().size() + o.before_main.str().size() + 8192);
    h.open("html", {attr("lang", "en-GB"), cls("govuk-template")});
    h << head(o);
    h.open("body", {cls("govuk-template__body", o.wide ? "hearth-wide" : "")});
    if (o.components) h << classic_script(o.asset("boot.js"));
    h << skip_link({.text = "Skip to main content", .href = url("#main-content")});
    h << header(o) << banners(o) << o.before_main;
    h.open("div", {cls("govuk-width-container")});
    h.open("main",
           {cls("govuk-main-wrapper hearth-main"), id("main-content"), attr("tabindex", "-1")});
    if (!o.own_heading) {
        if (!o.caption.empty()) h << el("span", {cls("govuk-caption-l")}, o.caption);
        h << el("h1", {cls("govuk-heading-l")}, o.heading.empty() ? Html(o.title) : o.heading);
    }
    h << o.content;
    h.close("main").close("div");
    h << footer(o);
    h.close("body").close("html");
    return h;
}

std::vector<NavItem> main_navigation(const Places& places, Place here) {
    struct Entry {
        Place place;
        const char* words;
        const Url& to;
    };
    const Entry entries[] = {{Place::my_day, "My day", places.my_day},
                             {Place::search, "Search", places.search},
                             {Place::front_door, "Front door", places.front_door},
                             {Place::meetings, "Meetings", places.meetings},
                             {Place::dashboard, "Dashboard", places.dashboard},
                             {Place::imports, "Imports", places.imports},
                             {Place::help, "Help", places.help}};
    std::vector<NavItem> out;
    for (const Entry& e : entries)
        if (!e.to.empty())
            out.push_back({.text = e.words, .href = e.to, .active = e.place == here});
    return out;
}

std::string age_in_words(Date born, Date on) {
    if (born > on) return "due " + day_with_year(born) + " (" + distance(born, on) + ")";
    const int years = age_in_years(born, on);
    if (years >= 2) return count(years, "year", "years");
    const int months = months_between(born, on);
    if (years == 1) {
        if (months == 12) return "1 year";
        return "1 year and " + count(months - 12, "month", "months");
    }
    if (months >= 3) return count(months, "month", "months");
    const int days = on - born;
    if (days >= 14) return count(days / 7, "week", "weeks");
    return count(days, "day", "days");
}

Html person_bar(const PersonIdentity& person, Date today) {
    std::vector<Html> facts;
    if (person.due) {
        const bool past = *person.due < today;
        facts.push_back(join("Unborn, ", past ? "was due " : "due ", day_with_year(*person.due),
                             ", ",
                             past ? distance(*person.due, today) : lateness(*person.due, today)));
    } else if (person.born) {
        Html f = join("Born ", person.born->plain());
        if (person.died)
            f << ", died " << person.died->plain() << " aged "
              << age_in_words(*person.born, *person.died);
        else
            f << ", " << age_in_words(*person.born, today);
        facts.push_back(std::move(f));
    } else {
        facts.emplace_back("Date of birth not known");
        if (person.died) facts.push_back(join("Died ", person.died->plain()));
    }
    if (!person.pronouns.empty()) facts.emplace_back(person.pronouns);
    if (!person.number.empty()) facts.push_back(join("Number ", person.number));

    Html details;
    details << el("ul", {cls("hearth-identity__list")},
                  each(facts, [](const Html& f) { return el("li", f); }));
    if (!person.flags.empty())
        details << el("ul", {cls("hearth-identity__flags"), attr("aria-label", "Flags")},
                      each(person.flags, [](const PersonFlag& f) {
                          return el("li", tag({.text = f.words, .classes = f.colour}));
                      }));
    return identity_bar(
        {.title = person.name, .details = details, .actions = person.actions, .label = "Person"});
}

Html person_navigation(const PersonTabs& tabs, PersonTab here) {
    struct Entry {
        PersonTab tab;
        const char* words;
        const Url& to;
    };
    const Entry entries[] = {{PersonTab::overview, "Overview", tabs.overview},
                             {PersonTab::chronology, "Chronology", tabs.chronology},
                             {PersonTab::family, "Family and network", tabs.family},
                             {PersonTab::assessments, "Assessments", tabs.assessments},
                             {PersonTab::plan, "Plan and actions", tabs.plan},
                             {PersonTab::meetings, "Meetings", tabs.meetings},
                             {PersonTab::documents, "Documents", tabs.documents},
                             {PersonTab::who_has_looked, "Who has looked", tabs.who_has_looked}};
    SubNavigation nav{.label = "This record"};
    for (const Entry& e : entries)
        if (!e.to.empty())
            nav.items.push_back({.text = e.words, .href = e.to, .current = e.tab == here});
    return el("div", {cls("govuk-width-container")}, sub_navigation(nav));
}

}  // namespace hearth::web::kit
