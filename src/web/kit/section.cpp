#include "web/kit/section.h"

#include "web/kit/parts.h"

namespace hearth::web::kit {
namespace {

Html in_paragraph(const Html& content) {
    if (content.empty() || content.has_markup()) return content;
    return el("p", {cls("govuk-body")}, content);
}

}  // namespace

Html accordion(const Accordion& o) {
    Attributes more;
    parts::i18n(more, "data-i18n.hide-all-sections", o.hide_all_sections);
    parts::i18n(more, "data-i18n.hide-section", o.hide_section);
    parts::i18n(more, "data-i18n.hide-section-aria-label", o.hide_section_aria_label);
    parts::i18n(more, "data-i18n.show-all-sections", o.show_all_sections);
    parts::i18n(more, "data-i18n.show-section", o.show_section);
    parts::i18n(more, "data-i18n.show-section-aria-label", o.show_section_aria_label);
    if (o.remember_expanded)
        more.push_back(attr("data-remember-expanded", parts::true_false(*o.remember_expanded)));
    more.insert(more.end(), o.attributes.begin(), o.attributes.end());

    const TagName heading = heading_tag(o.heading_level);
    Html h;
    h.open("div",
           {cls("govuk-accordion", o.classes), attr("data-module", "govuk-accordion"), id(o.id)},
           more);
    int number = 0;
    for (const AccordionSection& s : o.items) {
        ++number;
        if (s.omit) continue;
        const std::string n = std::to_string(number);
        h.open("div", {cls("govuk-accordion__section",
                           s.expanded ? "govuk-accordion__section--expanded" : "")});
        h.open("div", {cls("govuk-accordion__section-header")});
        h << el(heading, {cls("govuk-accordion__section-heading")},
                el("span", {cls("govuk-accordion__section-button"), id(o.id + "-heading-" + n)},
                   s.heading));
        if (!s.summary.empty())
            h << el(
                "div",
                {cls("govuk-accordion__section-summary govuk-body"), id(o.id + "-summary-" + n)},
                s.summary);
        h.close("div");
        h << el("div", {id(o.id + "-content-" + n), cls("govuk-accordion__section-content")},
                in_paragraph(s.content));
        h.close("div");
    }
    return std::move(h.close("div"));
}

Html tabs(const Tabs& o) {
    const auto panel_id = [&](const Tab& t, int number) {
        return t.id.empty() ? o.id_prefix + "-" + std::to_string(number) : t.id;
    };
    Html list, panels;
    int number = 0;
    for (const Tab& t : o.items) {
        ++number;
        if (t.omit) continue;
        const std::string own_id = panel_id(t, number);
        list << el(
            "li",
            {cls("govuk-tabs__list-item", number == 1 ? "govuk-tabs__list-item--selected" : "")},
            el("a", {cls("govuk-tabs__tab"), href(url("#{}", own_id))}, t.attributes, t.label));
        panels << el(
            "div",
            {cls("govuk-tabs__panel", number > 1 ? "govuk-tabs__panel--hidden" : ""), id(own_id)},
            t.panel_attributes, in_paragraph(t.panel));
    }
    Html h;
    h.open("div", {id(o.id), cls("govuk-tabs", o.classes), attr("data-module", "govuk-tabs")},
           o.attributes);
    h << el("h2", {cls("govuk-tabs__title")}, o.title);
    if (!o.items.empty()) h << el("ul", {cls("govuk-tabs__list")}, list) << panels;
    return std::move(h.close("div"));
}

}  // namespace hearth::web::kit
