// Every case of the fixtures that the govuk-frontend package ships, for every component of the kit:
// the options are turned into the kit's own and what it draws must equal what the package expects,
// token for token.
//
// kit_deviations.csv lists the cases that differ on purpose, each with its reason. A listed case
// that no longer differs fails the test, and so does a listed case that does not exist.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>

#include "web/kit/kit.h"
#include "web/kit_tokens.h"

namespace hearth::web::kit {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;
using Access = HtmlTestAccess;

// The options of one case, or of one part of it; missing and null are alike, as they are to the
// macros.
class In {
  public:
    explicit In(const json::value* v) : v_(v != nullptr && v->is_null() ? nullptr : v) {}
    In operator[](std::string_view key) const {
        if (v_ == nullptr || !v_->is_object()) return In(nullptr);
        return In(v_->as_object().if_contains(key));
    }
    bool given() const { return v_ != nullptr; }
    bool truthy() const {
        if (v_ == nullptr) return false;
        if (v_->is_bool()) return v_->as_bool();
        if (v_->is_string()) return !v_->as_string().empty();
        if (v_->is_int64()) return v_->as_int64() != 0;
        return true;
    }
    bool is_object() const { return v_ != nullptr && v_->is_object(); }
    std::string str(std::string fallback = {}) const {
        if (v_ == nullptr) return fallback;
        if (v_->is_string()) return std::string(v_->as_string());
        if (v_->is_int64()) return std::to_string(v_->as_int64());
        if (v_->is_bool()) return v_->as_bool() ? "true" : "false";
        return fallback;
    }
    std::string or_default(std::string fallback) const { return truthy() ? str() : fallback; }
    int number(int fallback = 0) const {
        if (v_ == nullptr) return fallback;
        if (v_->is_int64()) return static_cast<int>(v_->as_int64());
        if (v_->is_string() && !v_->as_string().empty())
            return std::stoi(std::string(v_->as_string()));
        return fallback;
    }
    std::optional<bool> maybe_bool() const {
        if (v_ == nullptr || !v_->is_bool()) return std::nullopt;
        return v_->as_bool();
    }
    std::optional<std::string> maybe_str() const {
        if (v_ == nullptr) return std::nullopt;
        return str();
    }
    std::vector<In> items() const {
        std::vector<In> out;
        if (v_ != nullptr && v_->is_array())
            for (const json::value& i : v_->as_array()) out.emplace_back(&i);
        return out;
    }
    bool is_array() const { return v_ != nullptr && v_->is_array(); }
    // `html` as markup, else `text` escaped.
    Html content() const {
        if ((*this)["html"].truthy()) return Access::raw((*this)["html"].str());
        return Html((*this)["text"].str());
    }
    Html either(std::string_view html_key, std::string_view text_key) const {
        if ((*this)[html_key].truthy()) return Access::raw((*this)[html_key].str());
        return Html((*this)[text_key].str());
    }
    Url href(std::string_view key = "href") const { return Access::url((*this)[key].str()); }
    Attributes attributes(std::string_view key = "attributes") const {
        Attributes out;
        const In a = (*this)[key];
        if (!a.is_object()) return out;
        for (const auto& [name, value] : a.v_->as_object()) {
            const std::string n(name);
            if (value.is_object()) {
                const In given(&value);
                const bool optional = given["optional"].truthy();
                const std::optional<bool> yes = given["value"].maybe_bool();
                if (optional && yes == true)
                    out.push_back(Access::flag(n));
                else if (!optional || (given["value"].given() && yes != false))
                    out.push_back(Access::attr(n, given["value"].str()));
            } else {
                out.push_back(Access::attr(n, In(&value).str()));
            }
        }
        return out;
    }

  private:
    const json::value* v_;
};

Label label_of(In o) {
    return {.text = o.content(),
            .classes = o["classes"].str(),
            .is_page_heading = o["isPageHeading"].truthy(),
            .attributes = o.attributes(),
            .for_id = o["for"].str()};
}
Hint hint_of(In o) {
    return {.text = o.content(),
            .id = o["id"].str(),
            .classes = o["classes"].str(),
            .attributes = o.attributes()};
}
ErrorMessage error_of(In o) {
    // `visuallyHiddenText: false` means none.
    const In hidden = o["visuallyHiddenText"];
    return {.text = o.content(),
            .id = o["id"].str(),
            .classes = o["classes"].str(),
            .attributes = o.attributes(),
            .visually_hidden_text = hidden.given() ? hidden.or_default("") : "Error"};
}
Fieldset fieldset_of(In o) {
    const In legend = o["legend"];
    return {.legend = {.text = legend.content(),
                       .classes = legend["classes"].str(),
                       .is_page_heading = legend["isPageHeading"].truthy()},
            .described_by = o["describedBy"].str(),
            .classes = o["classes"].str(),
            .role = o["role"].str(),
            .attributes = o.attributes()};
}
std::optional<Fieldset> maybe_fieldset(In o) {
    if (!o.truthy()) return std::nullopt;
    return fieldset_of(o);
}
FormGroup group_of(In o) {
    const In before = o["beforeInput"].given() ? o["beforeInput"] : o["beforeInputs"];
    const In after = o["afterInput"].given() ? o["afterInput"] : o["afterInputs"];
    return {.classes = o["classes"].str(),
            .attributes = o.attributes(),
            .before = before.content(),
            .after = after.content()};
}
Plurals plurals_of(In o) {
    return {.zero = o["zero"].str(),
            .one = o["one"].str(),
            .two = o["two"].str(),
            .few = o["few"].str(),
            .many = o["many"].str(),
            .other = o["other"].str()};
}
Tag tag_of(In o) {
    return {.text = o.content(), .classes = o["classes"].str(), .attributes = o.attributes()};
}

Html draw_button(In o) {
    return button({.text = o.content(),
                   .type = o["type"].or_default("submit"),
                   .name = o["name"].str(),
                   .value = o["value"].str(),
                   .id = o["id"].str(),
                   .href = o.href(),
                   .classes = o["classes"].str(),
                   .disabled = o["disabled"].truthy(),
                   .is_start_button = o["isStartButton"].truthy(),
                   .prevent_double_click = o["preventDoubleClick"].maybe_bool(),
                   .attributes = o.attributes()});
}
Html draw_back_link(In o) {
    return back_link({.href = o.href(),
                      .text = o.content(),
                      .classes = o["classes"].str(),
                      .attributes = o.attributes()});
}
Html draw_breadcrumbs(In o) {
    Breadcrumbs b{.classes = o["classes"].str(),
                  .collapse_on_mobile = o["collapseOnMobile"].truthy(),
                  .label_text = o["labelText"].str("Breadcrumb"),
                  .attributes = o.attributes()};
    for (const In i : o["items"].items())
        b.items.push_back({.text = i.content(), .href = i.href(), .attributes = i.attributes()});
    return breadcrumbs(b);
}
Html draw_skip_link(In o) {
    return skip_link({.text = o.content(),
                      .href = o.href(),
                      .classes = o["classes"].str(),
                      .attributes = o.attributes()});
}
Html draw_exit_this_page(In o) {
    return exit_this_page({.text = o.content(),
                           .redirect_url = o.href("redirectUrl"),
                           .id = o["id"].str(),
                           .classes = o["classes"].str(),
                           .attributes = o.attributes(),
                           .activated_text = o["activatedText"].str(),
                           .timed_out_text = o["timedOutText"].str(),
                           .press_two_more_times_text = o["pressTwoMoreTimesText"].str(),
                           .press_one_more_time_text = o["pressOneMoreTimeText"].str()});
}
Html draw_inset_text(In o) {
    return inset_text({.text = o.content(),
                       .id = o["id"].str(),
                       .classes = o["classes"].str(),
                       .attributes = o.attributes()});
}
Html draw_warning_text(In o) {
    return warning_text({.text = o.content(),
                         .icon_fallback_text = o["iconFallbackText"].or_default("Warning"),
                         .classes = o["classes"].str(),
                         .attributes = o.attributes()});
}
Html draw_notification_banner(In o) {
    return notification_banner(
        {.text = o.content(),
         .title = o.either("titleHtml", "titleText"),
         .type = o["type"].str(),
         .role = o["role"].str(),
         .title_heading_level = o["titleHeadingLevel"].number(2),
         .title_id = o["titleId"].or_default("govuk-notification-banner-title"),
         .disable_auto_focus = o["disableAutoFocus"].maybe_bool(),
         .classes = o["classes"].str(),
         .attributes = o.attributes()});
}
Html draw_panel(In o) {
    Panel p{.title = o.either("titleHtml", "titleText"),
            .text = o.content(),
            .heading_level = o["headingLevel"].number(1),
            .classes = o["classes"].str(),
            .attributes = o.attributes()};
    if (const In actions = o["actions"]; actions.truthy()) {
        p.actions =
            PanelActions{.classes = actions["classes"].str(), .attributes = actions.attributes()};
        for (const In a : actions["items"].items())
            p.actions->items.push_back({.text = a["text"].str(),
                                        .href = a.href(),
                                        .type = a["type"].str(),
                                        .classes = a["classes"].str(),
                                        .attributes = a.attributes()});
    }
    return panel(p);
}
Html draw_tag(In o) {
    return tag(tag_of(o));
}
Html draw_phase_banner(In o) {
    return phase_banner({.tag = tag_of(o["tag"]),
                         .text = o.content(),
                         .classes = o["classes"].str(),
                         .attributes = o.attributes()});
}
Html draw_error_message(In o) {
    return error_message(error_of(o));
}
Html draw_error_summary(In o) {
    ErrorSummary s{.title = o.either("titleHtml", "titleText"),
                   .description = o.either("descriptionHtml", "descriptionText"),
                   .disable_auto_focus = o["disableAutoFocus"].maybe_bool(),
                   .classes = o["classes"].str(),
                   .attributes = o.attributes()};
    for (const In e : o["errorList"].items())
        s.errors.push_back({.text = e.content(), .href = e.href(), .attributes = e.attributes()});
    return error_summary(s);
}
Html draw_hint(In o) {
    return hint(hint_of(o));
}
Html draw_label(In o) {
    return label(label_of(o));
}
Html draw_fieldset(In o) {
    return fieldset(fieldset_of(o), Access::raw(o["html"].str()));
}

Html draw_input(In o) {
    const In prefix = o["prefix"], suffix = o["suffix"], wrapper = o["inputWrapper"];
    return input(
        {.name = o["name"].str(),
         .label = label_of(o["label"]),
         .value = o["value"].str(),
         .hint = hint_of(o["hint"]),
         .error = error_of(o["errorMessage"]),
         .id = o["id"].str(),
         .type = o["type"].or_default("text"),
         .inputmode = o["inputmode"].str(),
         .autocomplete = o["autocomplete"].str(),
         .autocapitalize = o["autocapitalize"].str(),
         .pattern = o["pattern"].str(),
         .described_by = o["describedBy"].str(),
         .spellcheck = o["spellcheck"].maybe_bool(),
         .disabled = o["disabled"].truthy(),
         .prefix = {.text = prefix.content(),
                    .classes = prefix["classes"].str(),
                    .attributes = prefix.attributes()},
         .suffix = {.text = suffix.content(),
                    .classes = suffix["classes"].str(),
                    .attributes = suffix.attributes()},
         .wrapper = {.classes = wrapper["classes"].str(), .attributes = wrapper.attributes()},
         .group = group_of(o["formGroup"]),
         .classes = o["classes"].str(),
         .attributes = o.attributes()});
}
Html draw_textarea(In o) {
    return textarea({.name = o["name"].str(),
                     .label = label_of(o["label"]),
                     .value = o["value"].str(),
                     .hint = hint_of(o["hint"]),
                     .error = error_of(o["errorMessage"]),
                     .id = o["id"].str(),
                     .rows = o["rows"].number(5),
                     .autocomplete = o["autocomplete"].str(),
                     .described_by = o["describedBy"].str(),
                     .spellcheck = o["spellcheck"].maybe_bool(),
                     .disabled = o["disabled"].truthy(),
                     .group = group_of(o["formGroup"]),
                     .classes = o["classes"].str(),
                     .attributes = o.attributes()});
}
Html draw_character_count(In o) {
    return character_count({.name = o["name"].str(),
                            .label = label_of(o["label"]),
                            .value = o["value"].str(),
                            .hint = hint_of(o["hint"]),
                            .error = error_of(o["errorMessage"]),
                            .id = o["id"].str(),
                            .rows = o["rows"].number(5),
                            .max_length = o["maxlength"].number(),
                            .max_words = o["maxwords"].number(),
                            .threshold = o["threshold"].number(),
                            .count_type = o["countType"].str(),
                            .spellcheck = o["spellcheck"].maybe_bool(),
                            .group = group_of(o["formGroup"]),
                            .classes = o["classes"].str(),
                            .attributes = o.attributes(),
                            .count_message_classes = o["countMessage"]["classes"].str(),
                            .textarea_description = o["textareaDescriptionText"].str(),
                            .characters_under_limit = plurals_of(o["charactersUnderLimitText"]),
                            .characters_over_limit = plurals_of(o["charactersOverLimitText"]),
                            .words_under_limit = plurals_of(o["wordsUnderLimitText"]),
                            .words_over_limit = plurals_of(o["wordsOverLimitText"]),
                            .characters_at_limit = o["charactersAtLimitText"].str(),
                            .words_at_limit = o["wordsAtLimitText"].str()});
}
Html draw_select(In o) {
    Select s{.name = o["name"].str(),
             .label = label_of(o["label"]),
             .value = o["value"].str(),
             .hint = hint_of(o["hint"]),
             .error = error_of(o["errorMessage"]),
             .id = o["id"].str(),
             .described_by = o["describedBy"].str(),
             .disabled = o["disabled"].truthy(),
             .group = group_of(o["formGroup"]),
             .classes = o["classes"].str(),
             .attributes = o.attributes()};
    for (const In i : o["items"].items())
        if (i.truthy())
            s.items.push_back({.text = i["text"].str(),
                               .value = i["value"].maybe_str(),
                               .selected = i["selected"].maybe_bool(),
                               .disabled = i["disabled"].truthy(),
                               .attributes = i.attributes()});
    return select(s);
}
Html draw_password_input(In o) {
    return password_input(
        {.name = o["name"].str(),
         .label = label_of(o["label"]),
         .value = o["value"].str(),
         .hint = hint_of(o["hint"]),
         .error = error_of(o["errorMessage"]),
         .id = o["id"].str(),
         .autocomplete = o["autocomplete"].or_default("current-password"),
         .described_by = o["describedBy"].str(),
         .disabled = o["disabled"].truthy(),
         .group = group_of(o["formGroup"]),
         .classes = o["classes"].str(),
         .attributes = o.attributes(),
         .button_classes = o["button"]["classes"].str(),
         .show_password = o["showPasswordText"].str(),
         .hide_password = o["hidePasswordText"].str(),
         .show_password_aria_label = o["showPasswordAriaLabelText"].str(),
         .hide_password_aria_label = o["hidePasswordAriaLabelText"].str(),
         .password_shown_announcement = o["passwordShownAnnouncementText"].str(),
         .password_hidden_announcement = o["passwordHiddenAnnouncementText"].str()});
}
Html draw_file_upload(In o) {
    return file_upload({.name = o["name"].str(),
                        .label = label_of(o["label"]),
                        .hint = hint_of(o["hint"]),
                        .error = error_of(o["errorMessage"]),
                        .id = o["id"].str(),
                        .described_by = o["describedBy"].str(),
                        .multiple = o["multiple"].truthy(),
                        .disabled = o["disabled"].truthy(),
                        .javascript = o["javascript"].truthy(),
                        .group = group_of(o["formGroup"]),
                        .classes = o["classes"].str(),
                        .attributes = o.attributes(),
                        .wrapper_classes = o["wrapperClasses"].str(),
                        .wrapper_attributes = o.attributes("wrapperAttributes"),
                        .choose_files_button = o["chooseFilesButtonText"].str(),
                        .drop_instruction = o["dropInstructionText"].str(),
                        .no_file_chosen = o["noFileChosenText"].str(),
                        .entered_drop_zone = o["enteredDropZoneText"].str(),
                        .left_drop_zone = o["leftDropZoneText"].str(),
                        .multiple_files_chosen = plurals_of(o["multipleFilesChosenText"])});
}
std::vector<Choice> choices_of(In list) {
    std::vector<Choice> out;
    for (const In i : list.items()) {
        if (!i.truthy()) {
            out.push_back({.omit = true});
            continue;
        }
        const In l = i["label"];
        out.push_back({.text = i.content(),
                       .value = i["value"].str(),
                       .checked = i["checked"].maybe_bool(),
                       .hint = hint_of(i["hint"]),
                       .id = i["id"].str(),
                       .name = i["name"].str(),
                       .conditional = i["conditional"]["html"].truthy()
                                          ? Access::raw(i["conditional"]["html"].str())
                                          : Html{},
                       .divider = i["divider"].str(),
                       .behaviour = i["behaviour"].str(),
                       .disabled = i["disabled"].truthy(),
                       .label_classes = l["classes"].str(),
                       .label_attributes = l.attributes(),
                       .attributes = i.attributes()});
    }
    return out;
}
Html draw_radios(In o) {
    return radios({.name = o["name"].str(),
                   .items = choices_of(o["items"]),
                   .fieldset = maybe_fieldset(o["fieldset"]),
                   .value = o["value"].str(),
                   .hint = hint_of(o["hint"]),
                   .error = error_of(o["errorMessage"]),
                   .id_prefix = o["idPrefix"].str(),
                   .group = group_of(o["formGroup"]),
                   .classes = o["classes"].str(),
                   .attributes = o.attributes()});
}
Html draw_checkboxes(In o) {
    Checkboxes c{.name = o["name"].str(),
                 .items = choices_of(o["items"]),
                 .fieldset = maybe_fieldset(o["fieldset"]),
                 .hint = hint_of(o["hint"]),
                 .error = error_of(o["errorMessage"]),
                 .id_prefix = o["idPrefix"].str(),
                 .described_by = o["describedBy"].str(),
                 .group = group_of(o["formGroup"]),
                 .classes = o["classes"].str(),
                 .attributes = o.attributes()};
    for (const In v : o["values"].items()) c.values.push_back(v.str());
    return checkboxes(c);
}
DatePart part_of(In i, std::string name) {
    if (i.maybe_bool() == false) return {.name = std::move(name), .omit = true};
    return {.name = i["name"].str(std::move(name)),
            .value = i["value"].maybe_str(),
            .label = i["label"].str(),
            .id = i["id"].str(),
            .classes = i["classes"].str(),
            .inputmode = i["inputmode"].or_default("numeric"),
            .autocomplete = i["autocomplete"].str(),
            .pattern = i["pattern"].str(),
            .error = i["error"].maybe_bool(),
            .attributes = i.attributes()};
}
Html draw_date_input(In o) {
    const std::string prefix = o["namePrefix"].str();
    const auto value_of = [&](std::string_view part) {
        const In values = o["values"];
        if (const In plain = values[part]; plain.given()) return plain.str();
        return values[prefix + "-" + o[part]["name"].str(std::string(part))].str();
    };
    DateInput d{.id = o["id"].str(),
                .name_prefix = prefix,
                .fieldset = maybe_fieldset(o["fieldset"]),
                .hint = hint_of(o["hint"]),
                .error = error_of(o["errorMessage"]),
                .day_value = value_of("day"),
                .month_value = value_of("month"),
                .year_value = value_of("year"),
                .day = part_of(o["day"], "day"),
                .month = part_of(o["month"], "month"),
                .year = part_of(o["year"], "year"),
                .group = group_of(o["formGroup"]),
                .classes = o["classes"].str(),
                .attributes = o.attributes()};
    for (const In i : o["items"].items())
        if (i.truthy()) d.items.push_back(part_of(i, ""));
    return date_input(d);
}
Html draw_details(In o) {
    return details({.summary = o.either("summaryHtml", "summaryText"),
                    .text = o.content(),
                    .id = o["id"].str(),
                    .open = o["open"].truthy(),
                    .classes = o["classes"].str(),
                    .attributes = o.attributes()});
}
Html draw_accordion(In o) {
    Accordion a{.id = o["id"].str(),
                .heading_level = o["headingLevel"].number(2),
                .remember_expanded = o["rememberExpanded"].maybe_bool(),
                .classes = o["classes"].str(),
                .attributes = o.attributes(),
                .hide_all_sections = o["hideAllSectionsText"].str(),
                .hide_section = o["hideSectionText"].str(),
                .hide_section_aria_label = o["hideSectionAriaLabelText"].str(),
                .show_all_sections = o["showAllSectionsText"].str(),
                .show_section = o["showSectionText"].str(),
                .show_section_aria_label = o["showSectionAriaLabelText"].str()};
    for (const In i : o["items"].items())
        a.items.push_back({.heading = i["heading"].content(),
                           .summary = i["summary"].content(),
                           .content = i["content"].content(),
                           .expanded = i["expanded"].truthy(),
                           .omit = !i.truthy()});
    return accordion(a);
}
Html draw_tabs(In o) {
    Tabs t{.title = o["title"].str("Contents"),
           .id = o["id"].str(),
           .id_prefix = o["idPrefix"].str(),
           .classes = o["classes"].str(),
           .attributes = o.attributes()};
    for (const In i : o["items"].items())
        t.items.push_back({.label = i["label"].str(),
                           .panel = i["panel"].content(),
                           .id = i["id"].str(),
                           .omit = !i.truthy(),
                           .attributes = i.attributes(),
                           .panel_attributes = i["panel"].attributes()});
    return tabs(t);
}
std::vector<RowAction> actions_of(In o) {
    std::vector<RowAction> out;
    for (const In a : o["items"].items())
        out.push_back({.text = a.content(),
                       .href = a.href(),
                       .visually_hidden_text = a["visuallyHiddenText"].str(),
                       .classes = a["classes"].str(),
                       .attributes = a.attributes()});
    return out;
}
Html draw_summary_list(In o) {
    SummaryList s{.classes = o["classes"].str(), .attributes = o.attributes()};
    for (const In r : o["rows"].items())
        if (r.truthy())
            s.rows.push_back(
                {.key = {.text = r["key"].content(), .classes = r["key"]["classes"].str()},
                 .value = {.text = r["value"].content(), .classes = r["value"]["classes"].str()},
                 .actions = actions_of(r["actions"]),
                 .actions_classes = r["actions"]["classes"].str(),
                 .classes = r["classes"].str()});
    if (const In c = o["card"]; c.truthy())
        s.card = SummaryCard{.title = c["title"].content(),
                             .heading_level = c["title"]["headingLevel"].number(2),
                             .title_classes = c["title"]["classes"].str(),
                             .actions = actions_of(c["actions"]),
                             .actions_classes = c["actions"]["classes"].str(),
                             .classes = c["classes"].str(),
                             .attributes = c.attributes()};
    return summary_list(s);
}
Cell cell_of(In c) {
    return {.text = c.content(),
            .format = c["format"].str(),
            .classes = c["classes"].str(),
            .colspan = c["colspan"].number(),
            .rowspan = c["rowspan"].number(),
            .attributes = c.attributes()};
}
Html draw_table(In o) {
    Table t{.caption = o["caption"].str(),
            .caption_classes = o["captionClasses"].str(),
            .first_cell_is_header = o["firstCellIsHeader"].truthy(),
            .classes = o["classes"].str(),
            .attributes = o.attributes()};
    for (const In c : o["head"].items()) t.head.push_back(cell_of(c));
    for (const In row : o["rows"].items()) {
        if (!row.truthy()) continue;
        std::vector<Cell> cells;
        for (const In c : row.items()) cells.push_back(cell_of(c));
        t.rows.push_back(std::move(cells));
    }
    return table(t);
}
Html draw_pagination(In o) {
    const auto link_of = [](In l) {
        return PageLink{.href = l.href(),
                        .text = l.content(),
                        .label_text = l["labelText"].str(),
                        .attributes = l.attributes()};
    };
    Pagination p{.previous = link_of(o["previous"]),
                 .next = link_of(o["next"]),
                 .landmark_label = o["landmarkLabel"].or_default("Pagination"),
                 .classes = o["classes"].str(),
                 .attributes = o.attributes()};
    if (o["items"].is_array()) {
        p.items.emplace();
        for (const In i : o["items"].items())
            if (i["number"].given() ||
                i["ellipsis"].given())  // the rest are empty, which the macro skips
                p.items->push_back({.number = i["number"].str(),
                                    .href = i.href(),
                                    .current = i["current"].truthy(),
                                    .ellipsis = i["ellipsis"].truthy(),
                                    .visually_hidden_text = i["visuallyHiddenText"].str(),
                                    .attributes = i.attributes()});
    }
    return pagination(p);
}
Html draw_task_list(In o) {
    TaskList t{.id_prefix = o["idPrefix"].or_default("task-list"),
               .classes = o["classes"].str(),
               .attributes = o.attributes()};
    for (const In i : o["items"].items()) {
        const In status = i["status"];
        t.items.push_back({.title = i["title"].content(),
                           .href = i.href(),
                           .hint = i["hint"].content(),
                           .status_text = status.content(),
                           .status_tag = status["tag"].truthy()
                                             ? std::optional(tag_of(status["tag"]))
                                             : std::nullopt,
                           .status_classes = status["classes"].str(),
                           .title_classes = i["title"]["classes"].str(),
                           .classes = i["classes"].str(),
                           .omit = !i.truthy()});
    }
    return task_list(t);
}
Html draw_service_navigation(In o) {
    const In slots = o["slots"];
    const auto slot = [](In s) { return s.truthy() ? Access::raw(s.str()) : Html{}; };
    ServiceNavigation n{
        .service_name = o["serviceName"].str(),
        .service_url = o.href("serviceUrl"),
        .navigation_label = o["navigationLabel"].str(),
        .navigation_id = o["navigationId"].or_default("navigation"),
        .navigation_classes = o["navigationClasses"].str(),
        .menu_button_text = o["menuButtonText"].or_default("Menu"),
        .menu_button_label = o["menuButtonLabel"].str(),
        .collapse_on_mobile = o["collapseNavigationOnMobile"].maybe_bool(),
        .aria_label = o["ariaLabel"].str("Service information"),
        .slot_start = slot(slots["start"]),
        .slot_end = slots["end"].is_object() ? slot(slots["end"]["html"]) : slot(slots["end"]),
        .slot_navigation_start = slot(slots["navigationStart"]),
        .slot_navigation_end = slot(slots["navigationEnd"]),
        .slot_end_inline = slots["end"]["align"].str() == "inline",
        .classes = o["classes"].str(),
        .attributes = o.attributes()};
    for (const In i : o["navigation"].items())
        if (i.truthy())
            n.items.push_back({.text = i.content(),
                               .href = i.href(),
                               .current = i["current"].truthy(),
                               .active = i["active"].truthy(),
                               .attributes = i.attributes()});
    return service_navigation(n);
}
Html draw_generic_header(In o) {
    return generic_header(
        {.logo = o.either("logoHtml", "logoText"),
         .url = o.href("url"),
         .classes = o["classes"].str(),
         .container_classes = o["containerClasses"].or_default("govuk-width-container"),
         .attributes = o.attributes()});
}

const std::map<std::string, std::function<Html(In)>> kComponents = {
    {"accordion", draw_accordion},
    {"back-link", draw_back_link},
    {"breadcrumbs", draw_breadcrumbs},
    {"button", draw_button},
    {"character-count", draw_character_count},
    {"checkboxes", draw_checkboxes},
    {"date-input", draw_date_input},
    {"details", draw_details},
    {"error-message", draw_error_message},
    {"error-summary", draw_error_summary},
    {"exit-this-page", draw_exit_this_page},
    {"fieldset", draw_fieldset},
    {"file-upload", draw_file_upload},
    {"generic-header", draw_generic_header},
    {"hint", draw_hint},
    {"input", draw_input},
    {"inset-text", draw_inset_text},
    {"label", draw_label},
    {"notification-banner", draw_notification_banner},
    {"pagination", draw_pagination},
    {"panel", draw_panel},
    {"password-input", draw_password_input},
    {"phase-banner", draw_phase_banner},
    {"radios", draw_radios},
    {"select", draw_select},
    {"service-navigation", draw_service_navigation},
    {"skip-link", draw_skip_link},
    {"summary-list", draw_summary_list},
    {"table", draw_table},
    {"tabs", draw_tabs},
    {"tag", draw_tag},
    {"task-list", draw_task_list},
    {"textarea", draw_textarea},
    {"warning-text", draw_warning_text},
};

// component,case,"reason" by component and case.
std::map<std::pair<std::string, std::string>, std::string> deviations() {
    std::map<std::pair<std::string, std::string>, std::string> out;
    std::ifstream file(fs::path(HEARTH_SOURCE_DIR) / "tests/web/kit_deviations.csv");
    EXPECT_TRUE(file.good()) << "tests/web/kit_deviations.csv is missing";
    std::string line;
    std::getline(file, line);  // the header
    while (std::getline(file, line)) {
        const std::size_t a = line.find(','), b = line.find(',', a + 1);
        if (b == std::string::npos) continue;
        out[{line.substr(0, a), line.substr(a + 1, b - a - 1)}] = line.substr(b + 1);
    }
    return out;
}

// Nothing when alike, else the first difference with a little around it.
std::string difference(const std::string& ours, const std::string& theirs) {
    const auto a = tokens::normalised(ours), b = tokens::normalised(theirs);
    if (a == b) return {};
    std::size_t i = 0;
    while (i < a.size() && i < b.size() && a[i] == b[i]) ++i;
    std::string out = "after " + std::to_string(i) + " tokens\n  ours:    ";
    for (std::size_t k = i; k < std::min(a.size(), i + 3); ++k) out += a[k].show() + " ";
    out += "\n  theirs:  ";
    for (std::size_t k = i; k < std::min(b.size(), i + 3); ++k) out += b[k].show() + " ";
    return out;
}

TEST(KitGolden, every_case_of_every_component_draws_what_the_design_system_expects) {
    const fs::path components =
        fs::path(HEARTH_SOURCE_DIR) / "node_modules/govuk-frontend/dist/govuk/components";
    ASSERT_TRUE(fs::exists(components))
        << components << " is missing; `make test` installs it (npm ci)";
    const auto listed = deviations();
    std::set<std::pair<std::string, std::string>> used;
    int cases = 0, alike = 0;
    for (const auto& [name, draw] : kComponents) {
        std::ifstream file(components / name / "fixtures.json");
        ASSERT_TRUE(file.good()) << "no fixtures of " << name;
        std::stringstream content;
        content << file.rdbuf();
        const json::value parsed = json::parse(content.str());
        for (const json::value& fixture : parsed.at("fixtures").as_array()) {
            const std::string case_name(fixture.at("name").as_string());
            const std::string expected(fixture.at("html").as_string());
            ++cases;
            const std::string found = difference(draw(In(&fixture.at("options"))).str(), expected);
            const bool is_listed = listed.count({name, case_name}) != 0;
            if (is_listed) used.insert({name, case_name});
            if (found.empty()) {
                ++alike;
                EXPECT_FALSE(is_listed)
                    << name << " / " << case_name << " no longer deviates; take it off the list";
            } else {
                EXPECT_TRUE(is_listed) << name << " / " << case_name << ": " << found;
            }
        }
    }
    for (const auto& [which, reason] : listed) {
        EXPECT_TRUE(used.count(which) != 0)
            << "listed but not a case: " << which.first << " / " << which.second;
        EXPECT_GT(reason.size(), 10U)
            << "a deviation needs a reason: " << which.first << " / " << which.second;
    }
    EXPECT_GE(cases, 600);
    RecordProperty("cases", cases);
    RecordProperty("alike", alike);
    std::printf("%d cases of %zu components, %d alike, %zu listed deviations\n", cases,
                kComponents.size(), alike, listed.size());
}

}  // namespace
}  // namespace hearth::web::kit
