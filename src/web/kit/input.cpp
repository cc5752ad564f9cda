#include "web/kit/input.h"

#include "web/kit/button.h"
#include "web/kit/parts.h"

namespace hearth::web::kit {
namespace {

Attr spelling(std::optional<bool> checked) {
    return checked ? attr("spellcheck", parts::true_false(*checked)) : Attr{};
}

Html affix(const Affix& a, std::string_view base) {
    if (a.text.empty()) return {};
    return el("div", {cls(base, a.classes), attr("aria-hidden", "true")}, a.attributes, a.text);
}

}  // namespace

Html input(const Input& o) {
    const std::string& own_id = o.id.empty() ? o.name : o.id;
    std::string described_by = o.described_by;
    Html inside = parts::label_for(o.label, own_id);
    inside << parts::hint_and_error(o.hint, o.error, own_id, described_by);
    const bool wrong = !o.error.text.empty();
    Html box =
        el("input",
           {cls(parts::with("govuk-input", o.classes), wrong ? "govuk-input--error" : ""),
            id(own_id), attr("name", o.name), attr("type", o.type.empty() ? "text" : o.type),
            spelling(o.spellcheck), attr_if("value", o.value), flag("disabled", o.disabled),
            attr_if("aria-describedby", described_by), attr_if("autocomplete", o.autocomplete),
            attr_if("autocapitalize", o.autocapitalize), attr_if("pattern", o.pattern),
            attr_if("inputmode", o.inputmode)},
           o.attributes);
    if (o.prefix.text.empty() && o.suffix.text.empty() && o.group.before.empty() &&
        o.group.after.empty())
        inside << std::move(box);
    else
        inside << el("div", {cls("govuk-input__wrapper", o.wrapper.classes)}, o.wrapper.attributes,
                     o.group.before, affix(o.prefix, "govuk-input__prefix"), std::move(box),
                     affix(o.suffix, "govuk-input__suffix"), o.group.after);
    return parts::group(o.group, wrong, inside);
}

Html textarea(const Textarea& o) {
    const std::string& own_id = o.id.empty() ? o.name : o.id;
    std::string described_by = o.described_by;
    Html inside = parts::label_for(o.label, own_id);
    inside << parts::hint_and_error(o.hint, o.error, own_id, described_by);
    const bool wrong = !o.error.text.empty();
    // A parser drops one line feed right after <textarea>; what was typed must come back whole.
    const bool leading_line_feed = !o.value.empty() && o.value[0] == '\n';
    inside << o.group.before
           << el("textarea",
                 {cls(parts::with("govuk-textarea", wrong ? "govuk-textarea--error" : ""),
                      o.classes),
                  id(own_id), attr("name", o.name), attr("rows", o.rows), spelling(o.spellcheck),
                  flag("disabled", o.disabled), attr_if("aria-describedby", described_by),
                  attr_if("autocomplete", o.autocomplete)},
                 o.attributes, leading_line_feed ? "\n" : "", o.value)
           << o.group.after;
    return parts::group(o.group, wrong, inside);
}

Html character_count(const CharacterCount& o) {
    const std::string& own_id = o.id.empty() ? o.name : o.id;
    const std::string count_type = !o.count_type.empty() ? o.count_type
                                   : o.max_words > 0     ? "words"
                                                         : "";
    const int limit = o.max_words > 0 ? o.max_words : o.max_length;

    std::string description;
    if (limit > 0) {
        description = !o.textarea_description.empty()
                          ? o.textarea_description
                          : std::string("You can enter up to %{count} ") +
                                (count_type == "words" ? "words" : "characters");
        if (const auto at = description.find("%{count}"); at != std::string::npos)
            description.replace(at, 8, std::to_string(limit));
    }
    // The message's element is there even when empty: scripts fill it.
    Html message =
        el("div",
           {id(own_id + "-info"),
            cls(parts::with("govuk-hint govuk-character-count__message", o.count_message_classes))},
           description);

    FormGroup group{.classes = parts::with("govuk-character-count", o.group.classes),
                    .before = o.group.before,
                    .after = join(std::move(message), o.group.after)};
    Attributes& a = group.attributes;
    a.push_back(attr("data-module", "govuk-character-count"));
    if (o.max_length > 0) a.push_back(attr("data-maxlength", o.max_length));
    if (o.max_words > 0) a.push_back(attr("data-maxwords", o.max_words));
    if (o.threshold > 0) a.push_back(attr("data-threshold", o.threshold));
    if (!count_type.empty()) a.push_back(attr("data-count-type", count_type));
    if (limit == 0) parts::i18n(a, "data-i18n.textarea-description.other", o.textarea_description);
    parts::i18n(a, "data-i18n.characters-under-limit.", o.characters_under_limit);
    parts::i18n(a, "data-i18n.characters-at-limit", o.characters_at_limit);
    parts::i18n(a, "data-i18n.characters-over-limit.", o.characters_over_limit);
    parts::i18n(a, "data-i18n.words-under-limit.", o.words_under_limit);
    parts::i18n(a, "data-i18n.words-at-limit", o.words_at_limit);
    parts::i18n(a, "data-i18n.words-over-limit.", o.words_over_limit);
    a.insert(a.end(), o.group.attributes.begin(), o.group.attributes.end());

    return textarea({.name = o.name,
                     .label = o.label,
                     .value = o.value,
                     .hint = o.hint,
                     .error = o.error,
                     .id = own_id,
                     .rows = o.rows,
                     .described_by = own_id + "-info",
                     .spellcheck = o.spellcheck,
                     .group = std::move(group),
                     .classes = parts::with("govuk-js-character-count", o.classes),
                     .attributes = o.attributes});
}

Html select(const Select& o) {
    const std::string& own_id = o.id.empty() ? o.name : o.id;
    std::string described_by = o.described_by;
    Html inside = parts::label_for(o.label, own_id);
    inside << parts::hint_and_error(o.hint, o.error, own_id, described_by);
    const bool wrong = !o.error.text.empty();
    inside << o.group.before;
    inside.open("select",
                {cls(parts::with("govuk-select", o.classes), wrong ? "govuk-select--error" : ""),
                 id(own_id), attr("name", o.name), flag("disabled", o.disabled),
                 attr_if("aria-describedby", described_by)},
                o.attributes);
    for (const Option& option : o.items) {
        const std::string& effective = option.value ? *option.value : option.text;
        const bool chosen = option.selected.value_or(!o.value.empty() && effective == o.value);
        inside.open("option",
                    {option.value ? attr("value", *option.value) : Attr{}, flag("selected", chosen),
                     flag("disabled", option.disabled)},
                    option.attributes);
        inside.add(option.text).close("option");
    }
    inside.close("select") << o.group.after;
    return parts::group(o.group, wrong, inside);
}

Html password_input(const PasswordInput& o) {
    const std::string& own_id = o.id.empty() ? o.name : o.id;
    Html toggle = button(
        {.text = o.show_password.empty() ? "Show" : o.show_password,
         .type = "button",
         .classes = parts::with(
             "govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle",
             o.button_classes),
         .attributes = {
             attr("aria-controls", own_id),
             attr("aria-label", o.show_password_aria_label.empty() ? "Show password"
                                                                   : o.show_password_aria_label),
             flag("hidden")}});
    FormGroup group{.classes = parts::with("govuk-password-input", o.group.classes),
                    .attributes = {attr("data-module", "govuk-password-input")},
                    .before = o.group.before,
                    .after = join(std::move(toggle), o.group.after)};
    Attributes& a = group.attributes;
    parts::i18n(a, "data-i18n.show-password", o.show_password);
    parts::i18n(a, "data-i18n.hide-password", o.hide_password);
    parts::i18n(a, "data-i18n.show-password-aria-label", o.show_password_aria_label);
    parts::i18n(a, "data-i18n.hide-password-aria-label", o.hide_password_aria_label);
    parts::i18n(a, "data-i18n.password-shown-announcement", o.password_shown_announcement);
    parts::i18n(a, "data-i18n.password-hidden-announcement", o.password_hidden_announcement);
    a.insert(a.end(), o.group.attributes.begin(), o.group.attributes.end());
    return input({.name = o.name,
                  .label = o.label,
                  .value = o.value,
                  .hint = o.hint,
                  .error = o.error,
                  .id = own_id,
                  .type = "password",
                  .autocomplete = o.autocomplete,
                  .autocapitalize = "none",
                  .described_by = o.described_by,
                  .spellcheck = false,
                  .disabled = o.disabled,
                  .wrapper = {.classes = "govuk-password-input__wrapper"},
                  .group = std::move(group),
                  .classes = parts::with(
                      "govuk-password-input__input govuk-js-password-input-input", o.classes),
                  .attributes = o.attributes});
}

Html file_upload(const FileUpload& o) {
    const std::string& own_id = o.id.empty() ? o.name : o.id;
    std::string described_by = o.described_by;
    Html inside = parts::label_for(o.label, own_id);
    inside << parts::hint_and_error(o.hint, o.error, own_id, described_by);
    const bool wrong = !o.error.text.empty();
    inside << o.group.before;
    if (o.javascript) {
        Attributes texts;
        parts::i18n(texts, "data-i18n.choose-files-button", o.choose_files_button);
        parts::i18n(texts, "data-i18n.no-file-chosen", o.no_file_chosen);
        parts::i18n(texts, "data-i18n.multiple-files-chosen.", o.multiple_files_chosen);
        parts::i18n(texts, "data-i18n.drop-instruction", o.drop_instruction);
        parts::i18n(texts, "data-i18n.entered-drop-zone", o.entered_drop_zone);
        parts::i18n(texts, "data-i18n.left-drop-zone", o.left_drop_zone);
        texts.insert(texts.end(), o.wrapper_attributes.begin(), o.wrapper_attributes.end());
        inside.open("div",
                    {cls("govuk-file-upload-wrapper", o.wrapper_classes),
                     attr("data-module", "govuk-file-upload")},
                    texts);
    }
    inside << el(
        "input",
        {cls(parts::with("govuk-file-upload", o.classes), wrong ? "govuk-file-upload--error" : ""),
         id(own_id), attr("name", o.name), attr("type", "file"), flag("disabled", o.disabled),
         flag("multiple", o.multiple), attr_if("aria-describedby", described_by)},
        o.attributes);
    if (o.javascript) inside.close("div");
    inside << o.group.after;
    return parts::group(o.group, wrong, inside);
}

}  // namespace hearth::web::kit
