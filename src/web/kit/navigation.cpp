#include "web/kit/navigation.h"

#include "web/kit/parts.h"

namespace hearth::web::kit {
namespace {

Html service_item(const NavItem& item) {
    const bool here = item.active || item.current;
    Html inner = here ? el("strong", {cls("govuk-service-navigation__active-fallback")}, item.text)
                      : item.text;
    const char* state = item.current ? "page" : "true";
    Html h;
    h.open("li", {cls("govuk-service-navigation__item",
                      here ? "govuk-service-navigation__item--active" : "")});
    if (!item.href.empty())
        h << el("a",
                {cls("govuk-service-navigation__link"), href(item.href),
                 attr_if(here, "aria-current", state)},
                item.attributes, std::move(inner));
    else if (!item.text.empty())
        h << el("span",
                {cls("govuk-service-navigation__text"), attr_if(here, "aria-current", state)},
                std::move(inner));
    return std::move(h.close("li"));
}

}  // namespace

Html service_navigation(const ServiceNavigation& o) {
    const std::string menu_text = o.menu_button_text.empty() ? "Menu" : o.menu_button_text;
    Html h;
    const bool region = !o.service_name.empty() || !o.slot_start.empty() || !o.slot_end.empty();
    const TagName outer = region ? TagName("section") : TagName("div");
    h.open(outer,
           {attr_if(region, "aria-label", o.aria_label), cls("govuk-service-navigation", o.classes),
            attr("data-module", "govuk-service-navigation")},
           o.attributes);
    h.open("div", {cls("govuk-width-container",
                       o.slot_end_inline ? "govuk-service-navigation__inlining-container" : "")});
    h << o.slot_start;
    h.open("div", {cls("govuk-service-navigation__container")});
    if (!o.service_name.empty()) {
        h << el("span", {cls("govuk-service-navigation__service-name")},
                o.service_url.empty()
                    ? el("span", {cls("govuk-service-navigation__text")}, o.service_name)
                    : el("a", {href(o.service_url), cls("govuk-service-navigation__link")},
                         o.service_name));
    }
    if (!o.items.empty() || !o.slot_navigation_start.empty() || !o.slot_navigation_end.empty()) {
        h.open("nav",
               {attr("aria-label", o.navigation_label.empty() ? menu_text : o.navigation_label),
                cls("govuk-service-navigation__wrapper", o.navigation_classes)});
        if (o.collapse_on_mobile.value_or(o.items.size() > 1))
            h << el("button",
                    {attr("type", "button"),
                     cls("govuk-service-navigation__toggle govuk-js-service-navigation-toggle"),
                     attr("aria-controls", o.navigation_id),
                     attr_if(!o.menu_button_label.empty() && o.menu_button_label != menu_text,
                             "aria-label", o.menu_button_label),
                     flag("hidden"), attr("aria-hidden", "true")},
                    menu_text);
        h.open("ul", {cls("govuk-service-navigation__list"), id(o.navigation_id)});
        h << o.slot_navigation_start << each(o.items, service_item) << o.slot_navigation_end;
        h.close("ul").close("nav");
    }
    h.close("div") << o.slot_end;
    return std::move(h.close("div").close(outer));
}

Html generic_header(const GenericHeader& o) {
    return el("div", {cls("govuk-generic-header", o.classes)}, o.attributes,
              el("div", {cls("govuk-generic-header__container", o.container_classes)},
                 el("div", {cls("govuk-generic-header__logo")},
                    el("a",
                       {href(o.url.empty() ? url("/") : o.url),
                        cls("govuk-generic-header__homepage-link")},
                       o.logo))));
}

Html sub_navigation(const SubNavigation& o) {
    Html h;
    h.open("nav", {cls("moj-sub-navigation", o.classes), attr("aria-label", o.label)},
           o.attributes);
    h.open("ul", {cls("moj-sub-navigation__list")});
    for (const NavItem& item : o.items)
        h << el("li", {cls("moj-sub-navigation__item")},
                el("a",
                   {cls("moj-sub-navigation__link"),
                    attr_if(item.active || item.current, "aria-current", "page"), href(item.href)},
                   item.attributes, item.text));
    return std::move(h.close("ul").close("nav"));
}

Html side_navigation(const SideNavigation& o) {
    const TagName heading = heading_tag(o.heading_level);
    Html h;
    h.open("nav", {cls("moj-side-navigation", o.classes), attr("aria-label", o.label)});
    for (const SideSection& s : o.sections) {
        if (!s.heading.empty()) h << el(heading, {cls("moj-side-navigation__title")}, s.heading);
        h.open("ul", {cls("moj-side-navigation__list")});
        for (const NavItem& item : s.items) {
            const bool here = item.active || item.current;
            h << el(
                "li",
                {cls("moj-side-navigation__item", here ? "moj-side-navigation__item--active" : "")},
                el("a",
                   {href(item.href),
                    attr_if(here, "aria-current", item.current ? "page" : "location")},
                   item.attributes, item.text));
        }
        h.close("ul");
    }
    return std::move(h.close("nav"));
}

}  // namespace hearth::web::kit
