// Questions answered by choosing: radios, checkboxes, and dates in three parts.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "web/kit/field.h"

namespace hearth::web::kit {

struct Choice {
    Html text = {};
    std::string value = {};
    std::optional<bool> checked = {};  // else by the question's value
    Hint hint = {};
    std::string id = {};         // the question's, with -2, -3 … from the second on
    std::string name = {};       // checkboxes only: other than the question's
    Html conditional = {};       // shown below when chosen (always, with scripts off)
    std::string divider = {};    // "or": a divider instead of a choice
    std::string behaviour = {};  // checkboxes only: "exclusive" clears the others
    bool disabled = false;
    bool omit = false;  // left out, yet it keeps its number, so that the others' ids do not change
    std::string label_classes = {};
    Attributes label_attributes = {};
    Attributes attributes = {};
};

struct Radios {
    std::string name = {};
    std::vector<Choice> items = {};
    std::optional<Fieldset> fieldset = {};
    std::string value = {};
    Hint hint = {};
    ErrorMessage error = {};
    std::string id_prefix = {};
    FormGroup group = {};
    std::string classes = {};  // govuk-radios--inline, --small
    Attributes attributes = {};
};
Html radios(const Radios& o);

struct Checkboxes {
    std::string name = {};
    std::vector<Choice> items = {};
    std::optional<Fieldset> fieldset = {};
    std::vector<std::string> values = {};
    Hint hint = {};
    ErrorMessage error = {};
    std::string id_prefix = {};
    std::string described_by = {};
    FormGroup group = {};
    std::string classes = {};
    Attributes attributes = {};
};
Html checkboxes(const Checkboxes& o);

struct DatePart {
    std::string name = {};  // "day"; the sent name is the question's prefix, "-", this
    std::optional<std::string> value = {};
    std::string label = {};
    std::string id = {};
    std::string classes = {};
    std::string inputmode = "numeric";
    std::string autocomplete = {};
    std::string pattern = {};
    std::optional<bool> error =
        {};  // this part is wrong; unset: all are, when the question has an error
    bool omit = false;
    Attributes attributes = {};
};
// Sends NAME-day, NAME-month, NAME-year where NAME is `name_prefix`.
struct DateInput {
    std::string id = {};
    std::string name_prefix = {};
    std::optional<Fieldset> fieldset = {};
    Hint hint = {};
    ErrorMessage error = {};
    std::string day_value = {}, month_value = {}, year_value = {};
    DatePart day = {.name = "day"};
    DatePart month = {.name = "month"};
    DatePart year = {.name = "year"};
    std::vector<DatePart> items = {};  // other parts instead of the three
    FormGroup group = {};
    std::string classes = {};
    Attributes attributes = {};
};
Html date_input(const DateInput& o);

}  // namespace hearth::web::kit
