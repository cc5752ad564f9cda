#include "web/kit/button.h"

#include "web/kit/parts.h"

namespace hearth::web::kit {
namespace {

Html start_icon() {
    return Html::from_svg(
        R"(<svg class="govuk-button__start-icon" xmlns="http://www.w3.org/2000/svg" width="17.5" height="19" viewBox="0 0 33 40" aria-hidden="true" focusable="false"><path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"/></svg>)");
}

}  // namespace

Html button(const Button& o) {
    const std::string classes = parts::with(parts::with("govuk-button", o.classes),
                                            o.is_start_button ? "govuk-button--start" : "");
    Html content = o.is_start_button && o.text.has_markup() ? el("span", o.text) : o.text;
    if (o.is_start_button) content << start_icon();
    if (!o.href.empty())
        return el("a",
                  {href(o.href), attr("role", "button"), attr("draggable", "false"), cls(classes),
                   attr("data-module", "govuk-button"), id(o.id)},
                  o.attributes, std::move(content));
    Attr double_click;
    if (o.prevent_double_click)
        double_click =
            attr("data-prevent-double-click", parts::true_false(*o.prevent_double_click));
    return el("button",
              {attr("type", o.type.empty() ? "submit" : o.type), attr_if("value", o.value),
               attr_if("name", o.name), flag("disabled", o.disabled),
               attr_if(o.disabled, "aria-disabled", "true"), std::move(double_click), cls(classes),
               attr("data-module", "govuk-button"), id(o.id)},
              o.attributes, std::move(content));
}

Html button_group(const Html& buttons) {
    return el("div", {cls("govuk-button-group")}, buttons);
}

Html back_link(const BackLink& o) {
    return el("a", {href(o.href.empty() ? url("#") : o.href), cls("govuk-back-link", o.classes)},
              o.attributes, o.text.empty() ? Html("Back") : o.text);
}

Html back_above(Url to, const Html& text) {
    return el("nav", {cls("govuk-width-container"), attr("aria-label", "Back")},
              back_link({.href = std::move(to), .text = text}));
}

Html breadcrumbs(const Breadcrumbs& o) {
    Html h;
    h.open("nav",
           {cls(parts::with("govuk-breadcrumbs", o.classes),
                o.collapse_on_mobile ? "govuk-breadcrumbs--collapse-on-mobile" : ""),
            attr("aria-label", o.label_text)},
           o.attributes);
    h.open("ol", {cls("govuk-breadcrumbs__list")});
    for (const Crumb& c : o.items) {
        if (c.href.empty())
            h << el("li", {cls("govuk-breadcrumbs__list-item"), attr("aria-current", "page")},
                    c.text);
        else
            h << el("li", {cls("govuk-breadcrumbs__list-item")},
                    el("a", {cls("govuk-breadcrumbs__link"), href(c.href)}, c.attributes, c.text));
    }
    return std::move(h.close("ol").close("nav"));
}

Html skip_link(const SkipLink& o) {
    return el("a",
              {href(o.href.empty() ? url("#content") : o.href), cls("govuk-skip-link", o.classes),
               attr("data-module", "govuk-skip-link")},
              o.attributes, o.text);
}

Html exit_this_page(const ExitThisPage& o) {
    Attributes more = o.attributes;
    parts::i18n(more, "data-i18n.activated", o.activated_text);
    parts::i18n(more, "data-i18n.timed-out", o.timed_out_text);
    parts::i18n(more, "data-i18n.press-two-more-times", o.press_two_more_times_text);
    parts::i18n(more, "data-i18n.press-one-more-time", o.press_one_more_time_text);
    Button b{
        .text = o.text,
        .href = o.redirect_url.empty() ? url("https://www.bbc.co.uk/weather") : o.redirect_url,
        .classes =
            "govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button",
        .attributes = {attr("rel", "nofollow noreferrer")}};
    if (b.text.empty())
        b.text = join(el("span", {cls("govuk-visually-hidden")}, "Emergency"), " Exit this page");
    return el("div",
              {id(o.id), cls("govuk-exit-this-page", o.classes),
               attr("data-module", "govuk-exit-this-page")},
              more, button(b));
}

Html link(const Url& to, const Html& text, std::string_view hidden_text, std::string_view classes) {
    Html h;
    h.open("a", {cls("govuk-link", classes), href(to)}) << text;
    if (!hidden_text.empty()) h << el("span", {cls("govuk-visually-hidden")}, " ", hidden_text);
    return std::move(h.close("a"));
}

}  // namespace hearth::web::kit
