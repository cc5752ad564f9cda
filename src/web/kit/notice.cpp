#include "web/kit/notice.h"

#include "web/kit/button.h"
#include "web/kit/parts.h"

namespace hearth::web::kit {

Html inset_text(const InsetText& o) {
    return el("div", {id(o.id), cls("govuk-inset-text", o.classes)}, o.attributes, o.text);
}

Html warning_text(const WarningText& o) {
    return el("div", {cls("govuk-warning-text", o.classes)}, o.attributes,
              el("span", {cls("govuk-warning-text__icon"), attr("aria-hidden", "true")}, "!"), " ",
              el("strong", {cls("govuk-warning-text__text")},
                 el("span", {cls("govuk-visually-hidden")}, o.icon_fallback_text), " ", o.text));
}

Html notification_banner(const NotificationBanner& o) {
    const bool success = o.type == "success";
    const TagName heading = heading_tag(o.title_heading_level);
    Attr focus;
    if (o.disable_auto_focus)
        focus = attr("data-disable-auto-focus", parts::true_false(*o.disable_auto_focus));
    Html h;
    h.open("div",
           {cls(parts::with("govuk-notification-banner",
                            success ? "govuk-notification-banner--success" : ""),
                o.classes),
            attr("role", !o.role.empty() ? o.role
                         : success       ? "alert"
                                         : "region"),
            attr("aria-labelledby", o.title_id), attr("data-module", "govuk-notification-banner"),
            std::move(focus)},
           o.attributes);
    h.open("div", {cls("govuk-notification-banner__header")});
    h.open(heading, {cls("govuk-notification-banner__title"), id(o.title_id)});
    if (!o.title.empty())
        h << o.title;
    else
        h << (success ? "Success" : "Important");
    h.close(heading).close("div");
    h.open("div", {cls("govuk-notification-banner__content")});
    if (o.text.has_markup())
        h << o.text;
    else if (!o.text.empty())
        h << el("p", {cls("govuk-notification-banner__heading")}, o.text);
    return std::move(h.close("div").close("div"));
}

Html panel(const Panel& o) {
    const bool interruption = o.classes.find("govuk-panel--interruption") != std::string::npos;
    const TagName heading = heading_tag(o.heading_level);
    Html h;
    h.open("div",
           {cls(parts::with("govuk-panel", interruption ? "" : "govuk-panel--confirmation"),
                o.classes)},
           o.attributes);
    h << el(heading, {cls("govuk-panel__title")}, o.title);
    if (!o.text.empty()) h << el("div", {cls("govuk-panel__body")}, o.text);
    if (interruption && o.actions) {
        h.open("div", {cls("govuk-panel__actions", o.actions->classes)}, o.actions->attributes);
        if (!o.actions->items.empty()) {
            h.open("div", {cls("govuk-button-group")});
            for (const PanelAction& a : o.actions->items) {
                if (a.href.empty() || a.type == "button")
                    h << button({.text = a.text,
                                 .type = a.type.empty() ? "button" : a.type,
                                 .href = a.href,
                                 .classes = parts::with("govuk-button--inverse", a.classes),
                                 .attributes = a.attributes});
                else
                    h << el("a",
                            {cls(parts::with("govuk-link govuk-link--inverse", a.classes)),
                             href(a.href)},
                            a.attributes, a.text);
            }
            h.close("div");
        }
        h.close("div");
    }
    return std::move(h.close("div"));
}

Html tag(const Tag& o) {
    return el("strong", {cls("govuk-tag", o.classes)}, o.attributes, o.text);
}

Html phase_banner(const PhaseBanner& o) {
    Tag t = o.tag;
    t.classes = parts::with("govuk-phase-banner__content__tag", t.classes);
    return el("div", {cls("govuk-phase-banner govuk-width-container", o.classes)}, o.attributes,
              el("p", {cls("govuk-phase-banner__content")}, tag(t), " ",
                 el("span", {cls("govuk-phase-banner__text")}, o.text)));
}

Html error_summary(const ErrorSummary& o) {
    Attr focus;
    if (o.disable_auto_focus)
        focus = attr("data-disable-auto-focus", parts::true_false(*o.disable_auto_focus));
    Html h;
    h.open("div",
           {cls("govuk-error-summary", o.classes), attr("data-module", "govuk-error-summary"),
            std::move(focus)},
           o.attributes);
    h.open("div", {attr("role", "alert")});
    h << el("h2", {cls("govuk-error-summary__title")}, o.title);
    h.open("div", {cls("govuk-error-summary__body")});
    if (!o.description.empty()) h << el("p", o.description);
    if (!o.errors.empty()) {
        h.open("ul", {cls("govuk-list govuk-error-summary__list")});
        for (const ErrorLink& e : o.errors) {
            if (e.href.empty())
                h << el("li", e.text);
            else
                h << el("li", el("a", {href(e.href)}, e.attributes, e.text));
        }
        h.close("ul");
    }
    return std::move(h.close("div").close("div").close("div"));
}

Html error_summary(const std::vector<FieldError>& errors) {
    if (errors.empty()) return {};
    ErrorSummary summary;
    for (const FieldError& e : errors)
        summary.errors.push_back(
            {.text = e.message, .href = e.field.empty() ? Url{} : url("#{}", e.field)});
    return error_summary(summary);
}

std::string error_for(const std::vector<FieldError>& errors, std::string_view field) {
    for (const FieldError& e : errors)
        if (e.field == field) return e.message;
    return {};
}

Html details(const Details& o) {
    return el("details", {id(o.id), cls("govuk-details", o.classes), flag("open", o.open)},
              o.attributes,
              el("summary", {cls("govuk-details__summary")},
                 el("span", {cls("govuk-details__summary-text")}, o.summary)),
              el("div", {cls("govuk-details__text")}, o.text));
}

}  // namespace hearth::web::kit
