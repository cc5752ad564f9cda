#include "web/kit/list.h"

#include <algorithm>

#include "web/kit/parts.h"

namespace hearth::web::kit {
namespace {

Html action_link(const RowAction& a, const Html* card_title) {
    Html h;
    h.open("a", {cls("govuk-link", a.classes), href(a.href)}, a.attributes) << a.text;
    const bool named = card_title != nullptr && !card_title->empty();
    if (!a.visually_hidden_text.empty() || named) {
        h.open("span", {cls("govuk-visually-hidden")});
        if (!a.visually_hidden_text.empty()) h << " " << a.visually_hidden_text;
        if (named) h << " (" << *card_title << ")";
        h.close("span");
    }
    return std::move(h.close("a"));
}

Html in_card(const SummaryCard& card, const Html& list) {
    const TagName heading = heading_tag(card.heading_level);
    Html h;
    h.open("div", {cls("govuk-summary-card", card.classes)}, card.attributes);
    h.open("div", {cls("govuk-summary-card__title-wrapper")});
    if (!card.title.empty())
        h << el(heading, {cls("govuk-summary-card__title", card.title_classes)}, card.title);
    if (card.actions.size() == 1) {
        h << el("div", {cls("govuk-summary-card__actions", card.actions_classes)},
                action_link(card.actions[0], &card.title));
    } else if (!card.actions.empty()) {
        h.open("ul", {cls("govuk-summary-card__actions", card.actions_classes)});
        for (const RowAction& a : card.actions)
            h << el("li", {cls("govuk-summary-card__action")}, action_link(a, &card.title));
        h.close("ul");
    }
    h.close("div");
    h << el("div", {cls("govuk-summary-card__content")}, list);
    return std::move(h.close("div"));
}

Html arrow(bool back) {
    return Html::from_svg(
        back
            ? R"(<svg class="govuk-pagination__icon govuk-pagination__icon--prev" xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13"><path d="m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z"></path></svg>)"
            : R"(<svg class="govuk-pagination__icon govuk-pagination__icon--next" xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13"><path d="m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z"></path></svg>)");
}

Html arrow_link(const PageLink& link, bool back, bool block_level) {
    Html h;
    h.open("div", {cls(back ? "govuk-pagination__prev" : "govuk-pagination__next")});
    h.open("a",
           {cls("govuk-link govuk-pagination__link"), href(link.href),
            attr("rel", back ? "prev" : "next")},
           link.attributes);
    if (block_level || back) h << arrow(back);
    h << " ";
    h.open("span",
           {cls("govuk-pagination__link-title", block_level && link.label_text.empty()
                                                    ? "govuk-pagination__link-title--decorated"
                                                    : "")});
    if (!link.text.empty())
        h << link.text;
    else
        h << (back ? "Previous" : "Next") << el("span", {cls("govuk-visually-hidden")}, " page");
    h.close("span");
    if (!link.label_text.empty() && block_level)
        h << el("span", {cls("govuk-visually-hidden")}, ":") << " "
          << el("span", {cls("govuk-pagination__link-label")}, link.label_text);
    if (!block_level && !back) h << " " << arrow(back);
    return std::move(h.close("a").close("div"));
}

}  // namespace

Html summary_list(const SummaryList& o) {
    const bool any_actions = std::any_of(o.rows.begin(), o.rows.end(),
                                         [](const SummaryRow& r) { return !r.actions.empty(); });
    const Html* card_title = o.card ? &o.card->title : nullptr;
    Html h;
    h.open("dl", {cls("govuk-summary-list", o.classes)}, o.attributes);
    for (const SummaryRow& r : o.rows) {
        h.open(
            "div",
            {cls(parts::with("govuk-summary-list__row", any_actions && r.actions.empty()
                                                            ? "govuk-summary-list__row--no-actions"
                                                            : ""),
                 r.classes)});
        h << el("dt", {cls("govuk-summary-list__key", r.key.classes)}, r.key.text);
        h << el("dd", {cls("govuk-summary-list__value", r.value.classes)}, r.value.text);
        if (r.actions.size() == 1) {
            h << el("dd", {cls("govuk-summary-list__actions", r.actions_classes)},
                    action_link(r.actions[0], card_title));
        } else if (!r.actions.empty()) {
            h.open("dd", {cls("govuk-summary-list__actions", r.actions_classes)});
            h.open("ul", {cls("govuk-summary-list__actions-list")});
            for (const RowAction& a : r.actions)
                h << el("li", {cls("govuk-summary-list__actions-list-item")},
                        action_link(a, card_title));
            h.close("ul").close("dd");
        }
        h.close("div");
    }
    h.close("dl");
    return o.card ? in_card(*o.card, h) : h;
}

Html summary_rows(const std::vector<std::pair<std::string, Html>>& rows, std::string_view classes) {
    SummaryList list{.classes = std::string(classes)};
    for (const auto& [key, value] : rows)
        if (!value.empty()) list.rows.push_back({.key = {.text = key}, .value = {.text = value}});
    return list.rows.empty() ? Html{} : summary_list(list);
}

Html task_list(const TaskList& o) {
    Html h;
    h.open("ul", {cls("govuk-task-list", o.classes)}, o.attributes);
    int number = 0;
    for (const Task& t : o.items) {
        ++number;
        if (t.omit) continue;
        const std::string own_id = o.id_prefix + "-" + std::to_string(number);
        const std::string hint_id = own_id + "-hint";
        const std::string status_id = own_id + "-status";
        h.open("li", {cls(parts::with("govuk-task-list__item",
                                      t.href.empty() ? "" : "govuk-task-list__item--with-link"),
                          t.classes)});
        h.open("div", {cls("govuk-task-list__name-and-hint")});
        if (t.href.empty())
            h << el("div", {cls(t.title_classes)}, t.title);
        else
            h << el(
                "a",
                {cls("govuk-link govuk-task-list__link", t.title_classes), href(t.href),
                 attr("aria-describedby", t.hint.empty() ? status_id : hint_id + " " + status_id)},
                t.title);
        if (!t.hint.empty()) h << el("div", {id(hint_id), cls("govuk-task-list__hint")}, t.hint);
        h.close("div");
        h << el("div", {cls("govuk-task-list__status", t.status_classes), id(status_id)},
                t.status_tag ? tag(*t.status_tag) : t.status_text);
        h.close("li");
    }
    return std::move(h.close("ul"));
}

Html pagination(const Pagination& o) {
    const bool block_level = !o.items && (!o.next.href.empty() || !o.previous.href.empty());
    Html h;
    h.open("nav",
           {cls(parts::with("govuk-pagination", block_level ? "govuk-pagination--block" : ""),
                o.classes),
            attr("aria-label", o.landmark_label)},
           o.attributes);
    if (!o.previous.href.empty()) h << arrow_link(o.previous, true, block_level);
    if (o.items) {
        h.open("ul", {cls("govuk-pagination__list")});
        for (const PageItem& item : *o.items) {
            if (item.ellipsis) {
                h << el("li", {cls("govuk-pagination__item govuk-pagination__item--ellipsis")},
                        "\u22EF");
                continue;
            }
            h << el("li",
                    {cls("govuk-pagination__item",
                         item.current ? "govuk-pagination__item--current" : "")},
                    el("a",
                       {cls("govuk-link govuk-pagination__link"), href(item.href),
                        attr("aria-label", item.visually_hidden_text.empty()
                                               ? "Page " + item.number
                                               : item.visually_hidden_text),
                        attr_if(item.current, "aria-current", "page")},
                       item.attributes, item.number));
        }
        h.close("ul");
    }
    if (!o.next.href.empty()) h << arrow_link(o.next, false, block_level);
    return std::move(h.close("nav"));
}

Html pagination(const Url& base, int current, int pages) {
    if (pages <= 1) return {};
    Pagination o{.items = std::vector<PageItem>{}};
    const auto page_url = [&](int n) { return base.query("page", std::to_string(n)); };
    if (current > 1) o.previous = {.href = page_url(current - 1)};
    if (current < pages) o.next = {.href = page_url(current + 1)};
    int last = 0;
    for (int n = 1; n <= pages; ++n) {
        if (n != 1 && n != pages && (n < current - 1 || n > current + 1)) continue;
        if (n > last + 1) o.items->push_back({.ellipsis = true});
        o.items->push_back(
            {.number = std::to_string(n), .href = page_url(n), .current = n == current});
        last = n;
    }
    return pagination(o);
}

}  // namespace hearth::web::kit
