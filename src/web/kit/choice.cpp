#include "web/kit/choice.h"

#include <algorithm>
#include <string_view>

#include "web/kit/input.h"
#include "web/kit/parts.h"

namespace hearth::web::kit {
namespace {

// Class names of one kind of choice, so that radios and checkboxes share their drawing.
struct Kind {
    std::string_view type, group, item, input, label, hint, conditional, conditional_hidden,
        divider, module;
};
constexpr Kind kRadio{"radio",
                      "govuk-radios",
                      "govuk-radios__item",
                      "govuk-radios__input",
                      "govuk-radios__label",
                      "govuk-radios__hint",
                      "govuk-radios__conditional",
                      "govuk-radios__conditional--hidden",
                      "govuk-radios__divider",
                      "govuk-radios"};
constexpr Kind kCheckbox{"checkbox",
                         "govuk-checkboxes",
                         "govuk-checkboxes__item",
                         "govuk-checkboxes__input",
                         "govuk-checkboxes__label",
                         "govuk-checkboxes__hint",
                         "govuk-checkboxes__conditional",
                         "govuk-checkboxes__conditional--hidden",
                         "govuk-checkboxes__divider",
                         "govuk-checkboxes"};

struct ItemContext {
    const std::string& name;
    const std::string& item_id;
    bool checked;
    std::string described_by;  // checkboxes without a fieldset carry the question's own description
};

Html choice(const Kind& kind, const Choice& c, ItemContext in) {
    const bool has_hint = !c.hint.text.empty();
    const std::string hint_id = in.item_id + "-item-hint";
    const std::string conditional_id = "conditional-" + in.item_id;
    if (has_hint) parts::describe(in.described_by, hint_id);

    Html h;
    h.open("div", {cls(kind.item)});
    h << el("input",
            {cls(kind.input), id(in.item_id), attr("name", in.name), attr("type", kind.type),
             attr("value", c.value), flag("checked", in.checked), flag("disabled", c.disabled),
             attr_if(!c.conditional.empty(), "data-aria-controls", conditional_id),
             attr_if("data-behaviour", c.behaviour), attr_if("aria-describedby", in.described_by)},
            c.attributes);
    h << label({.text = c.text,
                .classes = parts::with(std::string(kind.label), c.label_classes),
                .attributes = c.label_attributes,
                .for_id = in.item_id});
    if (has_hint)
        h << hint({.text = c.hint.text,
                   .id = hint_id,
                   .classes = parts::with(std::string(kind.hint), c.hint.classes),
                   .attributes = c.hint.attributes});
    h.close("div");
    if (!c.conditional.empty())
        h << el(
            "div",
            {cls(kind.conditional, in.checked ? "" : kind.conditional_hidden), id(conditional_id)},
            c.conditional);
    return h;
}

struct Question {
    const std::vector<Choice>& items;
    const std::optional<Fieldset>& fieldset;
    const Hint& hint;
    const ErrorMessage& error;
    const FormGroup& group;
    const std::string& classes;
    const Attributes& attributes;
};

template <class Draw>
Html choices(const Kind& kind, const Question& q, const std::string& id_prefix,
             std::string described_by, Draw draw) {
    if (q.fieldset && !q.fieldset->described_by.empty()) described_by = q.fieldset->described_by;
    Html inside = parts::hint_and_error(q.hint, q.error, id_prefix, described_by);
    inside.open("div", {cls(kind.group, q.classes), attr("data-module", kind.module)},
                q.attributes);
    inside << q.group.before;
    int number = 0;
    for (const Choice& c : q.items) {
        ++number;
        if (c.omit) continue;
        if (!c.divider.empty()) {
            inside << el("div", {cls(kind.divider)}, c.divider);
            continue;
        }
        // The first has no number, so that the error summary can link to it.
        const std::string item_id = !c.id.empty() ? c.id
                                    : number > 1  ? id_prefix + "-" + std::to_string(number)
                                                  : id_prefix;
        inside << draw(c, item_id, described_by);
    }
    inside << q.group.after;
    inside.close("div");
    if (q.fieldset) {
        Fieldset mine = *q.fieldset;
        mine.described_by = described_by;
        inside = fieldset(mine, inside);
    }
    return parts::group(q.group, !q.error.text.empty(), inside);
}

std::string capitalised(std::string word) {
    for (char& c : word)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (!word.empty() && word[0] >= 'a' && word[0] <= 'z')
        word[0] = static_cast<char>(word[0] - 'a' + 'A');
    return word;
}

bool says(const std::string& classes, std::string_view what) {
    return classes.find(what) != std::string::npos;
}

bool wrong(const DatePart& part) {
    return part.error.value_or(false) || says(part.classes, "govuk-input--error");
}

}  // namespace

Html radios(const Radios& o) {
    const std::string& prefix = o.id_prefix.empty() ? o.name : o.id_prefix;
    return choices(
        kRadio, {o.items, o.fieldset, o.hint, o.error, o.group, o.classes, o.attributes}, prefix,
        {}, [&](const Choice& c, const std::string& item_id, const std::string&) {
            const bool checked = c.checked.value_or(!o.value.empty() && c.value == o.value);
            return choice(kRadio, c, {o.name, item_id, checked, {}});
        });
}

Html checkboxes(const Checkboxes& o) {
    const std::string& prefix = o.id_prefix.empty() ? o.name : o.id_prefix;
    return choices(
        kCheckbox, {o.items, o.fieldset, o.hint, o.error, o.group, o.classes, o.attributes}, prefix,
        o.described_by,
        [&](const Choice& c, const std::string& item_id, const std::string& described_by) {
            const bool listed =
                std::find(o.values.begin(), o.values.end(), c.value) != o.values.end();
            return choice(kCheckbox, c,
                          {c.name.empty() ? o.name : c.name, item_id, c.checked.value_or(listed),
                           o.fieldset ? std::string{} : described_by});
        });
}

Html date_input(const DateInput& o) {
    std::vector<DatePart> asked = o.items;
    DatePart day = o.day, month = o.month, year = o.year;
    if (day.name.empty()) day.name = "day";
    if (month.name.empty()) month.name = "month";
    if (year.name.empty()) year.name = "year";
    if (asked.empty()) asked = {day, month, year};

    const bool any_wrong = std::any_of(asked.begin(), asked.end(), wrong);
    std::string described_by = o.fieldset ? o.fieldset->described_by : std::string{};
    Html inside = parts::hint_and_error(o.hint, o.error, o.id, described_by);
    inside.open("div", {cls("govuk-date-input", o.classes), id(o.id)}, o.attributes);
    inside << o.group.before;
    for (const DatePart& part : asked) {
        if (part.omit) continue;
        const bool is_day = part.name == "day" || part.name == day.name;
        const bool is_month = part.name == "month" || part.name == month.name;
        const bool is_year = part.name == "year" || part.name == year.name;
        std::string value;
        if (part.value)
            value = *part.value;
        else if (is_day)
            value = day.value.value_or(o.day_value);
        else if (is_month)
            value = month.value.value_or(o.month_value);
        else if (is_year)
            value = year.value.value_or(o.year_value);

        std::string classes = "govuk-date-input__input";
        if (!says(part.classes, "govuk-input--error") &&
            (wrong(part) || (part.error.value_or(true) && !o.error.text.empty() && !any_wrong)))
            parts::describe(classes, "govuk-input--error");
        if (!says(part.classes, "govuk-input--width-"))
            parts::describe(classes, is_year ? "govuk-input--width-4" : "govuk-input--width-2");
        classes = parts::with(std::move(classes), part.classes);

        inside << el(
            "div", {cls("govuk-date-input__item")},
            input({.name = o.name_prefix.empty() ? part.name : o.name_prefix + "-" + part.name,
                   .label = {.text = part.label.empty() ? capitalised(part.name) : part.label,
                             .classes = "govuk-date-input__label"},
                   .value = std::move(value),
                   .id = part.id.empty() ? o.id + "-" + part.name : part.id,
                   .inputmode = part.inputmode.empty() ? "numeric" : part.inputmode,
                   .autocomplete = part.autocomplete,
                   .pattern = part.pattern,
                   .classes = std::move(classes),
                   .attributes = part.attributes}));
    }
    inside << o.group.after;
    inside.close("div");
    if (o.fieldset) {
        Fieldset mine = *o.fieldset;
        mine.described_by = described_by;
        mine.role = "group";
        inside = fieldset(mine, inside);
    }
    return parts::group(o.group, !o.error.text.empty(), inside);
}

}  // namespace hearth::web::kit
