#include "web/kit/record.h"

#include "web/kit/field.h"
#include "web/kit/parts.h"

namespace hearth::web::kit {
namespace {

// Our own drawings, by kind: a letter i, a tick, a triangle and an octagon with a mark.
Html alert_icon(AlertKind kind) {
    const char* path = "";
    switch (kind) {
        case AlertKind::information:
            path =
                "M15 2.5a12.5 12.5 0 1 0 0 25a12.5 12.5 0 0 0 0-25Zm-1.4 "
                "10.4h2.8v9.6h-2.8Zm0-5h2.8v2.8h-2.8Z";
            break;
        case AlertKind::success:
            path = "M11.2 24.7 2 15.4l2.6-2.6 6.6 6.6L25.4 5.3 28 8Z";
            break;
        case AlertKind::warning:
            path = "M15 2.4 28.8 26.2H1.2Zm-1.4 7.2.3 8h2.2l.3-8Zm0 10.2v2.8h2.8v-2.8Z";
            break;
        case AlertKind::error:
            path =
                "M20.2 2.5H9.8L2.5 9.8v10.4l7.3 7.3h10.4l7.3-7.3V9.8ZM10.9 8.9 15 13l4.1-4.1 2 "
                "2L17 15l4.1 4.1-2 "
                "2L15 17l-4.1 4.1-2-2L13 15l-4.1-4.1Z";
            break;
    }
    return Html::from_svg(
        std::string(
            R"(<svg class="moj-alert__icon" aria-hidden="true" focusable="false" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 30" height="30" width="30"><path fill-rule="evenodd" fill="currentColor" d=")") +
        path + R"("/></svg>)");
}

const char* alert_name(AlertKind kind) {
    switch (kind) {
        case AlertKind::information:
            return "information";
        case AlertKind::success:
            return "success";
        case AlertKind::warning:
            return "warning";
        case AlertKind::error:
            return "error";
    }
    return "information";
}

}  // namespace

Html identity_bar(const IdentityBar& o) {
    Html h;
    h.open("section", {cls("hearth-identity"), attr("aria-label", o.label)});
    h.open("div", {cls("govuk-width-container hearth-identity__container")});
    h.open("div", {cls("hearth-identity__details")});
    h << el("p", {cls("hearth-identity__title")}, o.title);
    if (!o.details.empty()) h << el("div", {cls("hearth-identity__facts")}, o.details);
    h.close("div");
    if (!o.actions.empty()) h << el("div", {cls("hearth-identity__actions")}, o.actions);
    return std::move(h.close("div").close("section"));
}

Html timeline(const Timeline& o) {
    const TagName heading = heading_tag(o.heading_level);
    Html h;
    h.open("div", {cls("moj-timeline", o.classes)});
    for (const TimelineItem& item : o.items) {
        h.open("div", {cls("moj-timeline__item", item.classes), id(item.id)});
        h.open("div", {cls("moj-timeline__header")});
        h << el(heading, {cls("moj-timeline__title")}, item.title);
        if (!item.byline.empty())
            h << " " << el("p", {cls("moj-timeline__byline")}, "by ", item.byline);
        h.close("div");
        h << el("p", {cls("moj-timeline__date")},
                el("time", {attr_if("datetime", item.datetime)}, item.when));
        if (!item.content.empty()) h << el("div", {cls("moj-timeline__description")}, item.content);
        h.close("div");
    }
    return std::move(h.close("div"));
}

Html filter(const Filter& o) {
    Html h;
    h.open("div", {cls("moj-filter")});
    h << el("div", {cls("moj-filter__header")},
            el("div", {cls("moj-filter__header-title")},
               el("h2", {cls("govuk-heading-m")}, o.heading)));
    h.open("div", {cls("moj-filter__content")});
    if (!o.selected.empty()) {
        h.open("div", {cls("moj-filter__selected")});
        h.open("div", {cls("moj-filter__selected-heading")});
        h << el("div", {cls("moj-filter__heading-title")},
                el("h3", {cls("govuk-heading-s")}, "Selected filters"));
        if (!o.clear.empty())
            h << el("div", {cls("moj-filter__heading-action")},
                    el("p", link(o.clear, "Clear filters", {}, "govuk-link--no-visited-state")));
        h.close("div");
        for (const FilterGroup& g : o.selected) {
            h << el("h4", {cls("govuk-heading-s govuk-!-margin-bottom-0")}, g.heading);
            h << el("ul", {cls("moj-filter-tags")}, each(g.tags, [](const FilterTag& t) {
                        return el("li", el("a", {cls("moj-filter__tag"), href(t.remove)},
                                           el("span", {cls("govuk-visually-hidden")},
                                              "Remove this filter"),
                                           " ", t.text));
                    }));
        }
        h.close("div");
    }
    h << el("div", {cls("moj-filter__options")},
            get_form(o.action, join(o.options, button({.text = o.submit_text}))));
    return std::move(h.close("div").close("div"));
}

Html badge(const Badge& o) {
    return el("span", {cls("moj-badge", o.classes)}, o.text);
}

Html alert(const Alert& o) {
    const std::string name = alert_name(o.kind);
    const TagName heading = heading_tag(o.heading_level);
    std::string classes = "moj-alert--" + name;
    if (o.show_title && !o.text.empty()) parts::describe(classes, "moj-alert--with-heading");
    if (!o.classes.empty()) parts::describe(classes, o.classes);
    Html h;
    h.open("div",
           {attr("role", o.role), cls("moj-alert", classes),
            attr("aria-label", o.title.empty() ? name : name + ": " + o.title)},
           o.attributes);
    h << el("div", alert_icon(o.kind));
    h.open("div", {cls("moj-alert__content")});
    if (o.text.empty()) {
        h << o.title;
    } else {
        if (o.show_title) h << el(heading, {cls("moj-alert__heading")}, o.title);
        h << o.text;
    }
    return std::move(h.close("div").close("div"));
}

Html messages(const std::vector<Message>& items, std::string_view label) {
    Html h;
    h.open("div",
           {cls("moj-messages-container"), attr("role", "region"), attr("aria-label", label)});
    h.open("div", {cls("moj-message-list")});
    const std::string* day = nullptr;
    for (const Message& m : items) {
        if (day == nullptr || *day != m.day)
            h << el("time",
                    {cls("moj-message-list__date"), attr_if("datetime", m.datetime.substr(0, 10))},
                    m.day);
        day = &m.day;
        const char* item = m.sent ? "moj-message-item--sent" : "moj-message-item--received";
        const char* words =
            m.sent ? "moj-message-item__text--sent" : "moj-message-item__text--received";
        h << el("div", {cls("moj-message-item", item), id(m.id)},
                el("div", {cls("moj-message-item__text", words)}, m.text),
                el("div", {cls("moj-message-item__meta")},
                   el("span", {cls("moj-message-item__meta--sender")}, m.sender), " at ",
                   el("time",
                      {cls("moj-message-item__meta--timestamp"), attr_if("datetime", m.datetime)},
                      m.time)));
    }
    return std::move(h.close("div").close("div"));
}

Html progress_bar(const std::vector<ProgressStep>& steps, std::string_view label) {
    return el("div", {cls("moj-progress-bar"), attr("role", "group"), attr("aria-label", label)},
              el("ol", {cls("moj-progress-bar__list")}, each(steps, [](const ProgressStep& s) {
                     Html state;
                     if (s.complete) state << el("span", {cls("govuk-visually-hidden")}, " (done)");
                     return el(
                         "li",
                         {cls("moj-progress-bar__item"), attr_if(s.active, "aria-current", "step")},
                         el("span", {cls("moj-progress-bar__icon",
                                         s.complete ? "moj-progress-bar__icon--complete" : "")}),
                         el("span", {cls("moj-progress-bar__label")}, s.text, std::move(state)));
                 })));
}

Html ticket_panel(const std::vector<TicketSection>& sections, std::string_view label) {
    return el("article", {cls("moj-ticket-panel"), attr("aria-label", label)},
              each(sections, [](const TicketSection& s) {
                  return el("section", {cls("moj-ticket-panel__content", s.classes)}, s.text);
              }));
}

Html page_header_actions(const Html& heading, const std::vector<Button>& actions, int level,
                         std::string_view classes) {
    Html h;
    h.open("div", {cls("moj-page-header-actions")});
    h << el("div", {cls("moj-page-header-actions__title")},
            el(heading_tag(level), {cls(classes)}, heading));
    if (!actions.empty())
        h << el(
            "div", {cls("moj-page-header-actions__actions")},
            el("div", {cls("moj-button-group moj-button-group--inline")}, each(actions, button)));
    return std::move(h.close("div"));
}

Html interruption_card(const InterruptionCard& o) {
    return el(
        "div", {cls("moj-interruption-card")},
        el("div", {cls("moj-interruption-card__content")},
           el(heading_tag(o.heading_level), {cls("moj-interruption-card__heading")}, o.heading),
           el("div", {cls("moj-interruption-card__body")}, o.body),
           el("div", {cls("govuk-button-group moj-interruption-card__actions")}, o.actions)));
}

Html add_another(const AddAnother& o) {
    Html h;
    h.open("div", {cls("moj-add-another"), id(o.name)});
    const bool can_remove = o.items.size() > 1 || o.can_remove_last;
    std::size_t number = 0;
    for (const Html& item : o.items) {
        const std::string title = o.item_label + " " + std::to_string(++number);
        Html inside = item;
        if (can_remove)
            inside << button(
                {.text = join("Remove", el("span", {cls("govuk-visually-hidden")}, " ", title)),
                 .name = "remove-" + o.name,
                 .value = std::to_string(number),
                 .classes = "govuk-button--secondary moj-add-another__remove-button"});
        h << fieldset({.legend = {.text = title, .classes = "govuk-fieldset__legend--m"},
                       .classes = "moj-add-another__item"},
                      inside);
    }
    std::string lower = o.item_label;
    if (!lower.empty() && lower[0] >= 'A' && lower[0] <= 'Z')
        lower[0] = static_cast<char>(lower[0] - 'A' + 'a');
    h << button({.text = "Add another " + lower,
                 .name = "add-" + o.name,
                 .value = "1",
                 .classes = "govuk-button--secondary moj-add-another__add-button"});
    return std::move(h.close("div"));
}

}  // namespace hearth::web::kit
