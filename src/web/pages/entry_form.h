// A form of the practice as a page: what is drawn, and what a post of it says.
//
// Knows the language of forms and no form. Field names and element ids are the names that answers
// and errors use ("people.0.born"). A date that cannot be read is kept as it was typed
// ("31/2/2026"), so that it is shown again beside its error.
#pragma once
#include <string>
#include <vector>

#include "record/form_sheet.h"
#include "web/app.h"

namespace hearth::web {

struct FormDrawing {
    const practice::Practice& practice;
    const record::FormSheet& sheet;
    const std::vector<FieldError>& errors;
    std::function<practice::ExprValue(std::string_view)> names;
    const record::Context& context;
};
// All sections, with their hints, guidance, last time's answers and texts still to be settled.
Html draw_form(const FormDrawing& drawing);

// The answers of the fields that the sheet lets the writer fill in, from what was posted; the rest
// as they stand in `before`. "add-GROUP" and "remove-GROUP" are carried out.
Answers posted_answers(const FieldMap& posted, const practice::Form& form,
                       const std::vector<record::SectionUse>& sections, const Answers& before);

// A date from three boxes, months also by name; nothing typed is "", the impossible as typed with
// slashes.
std::string date_from_boxes(std::string_view day, std::string_view month, std::string_view year);
// A time as people write it ("14:30", "2.30pm", "9am"): minutes since midnight.
std::optional<int> minutes_from_text(std::string_view text);

}  // namespace hearth::web
