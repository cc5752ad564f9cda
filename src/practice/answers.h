// Answers read through a form: what expressions, checks on signing and summaries see of them.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/answers.h"
#include "base/result.h"
#include "practice/definitions.h"
#include "practice/expression.h"

namespace hearth::practice {

// Looks answers up as docs/practice_language.md says. In a repeated group (`group` not "", its
// `index`) a bare name is this group's field first. `context` gives the $names. `words` gives
// labels of codes, plain dates and, through `name_of` (an id of a person, worker, agency, team or
// family; may be empty), names. Everything passed in must outlive the context.
using NameOf = std::function<std::string(FieldType type, std::string_view id)>;
ExprContext context_of(const Practice& practice, const Form& form, const Answers& answers,
                       std::function<ExprValue(std::string_view)> context, NameOf name_of = {},
                       std::string group = {}, int index = 0);

// What still has to be answered or put right before the form may be signed; none when it may. Field
// names as in Answers
// ("people.0.given"). Codes: required, unknown_code, not_a_date, not_a_number, too_small,
// too_large, too_long, too_few_groups, too_many_groups, rule. Answers to fields that the form does
// not show, or does not have, are not looked at.
std::vector<FieldError> problems_before_signing(
    const Practice& practice, const Form& form, const Answers& answers,
    const std::function<ExprValue(std::string_view)>& context);

// The answers that the form, as answered, shows: without those of fields and sections whose
// condition is false, of calculated fields, and of names that the form does not have. What signing
// stores, and what effects look at. Conditions are asked in the form's order, over what is kept so
// far: an answer that is dropped shows nothing further down.
Answers shown_answers(const Practice& practice, const Form& form, const Answers& answers,
                      const std::function<ExprValue(std::string_view)>& context);

// What a new draft begins with: the `value` of every field outside groups that has one.
Answers first_answers(const Practice& practice, const Form& form,
                      const std::function<ExprValue(std::string_view)>& context);

// "Visit to {people}. {what}" filled in: {field} by its words, {$name} by the context's, what is
// not answered by nothing, with the spaces and full stops that would be left over removed.
std::string summary_of(std::string_view summary, const ExprContext& context);

}  // namespace hearth::practice
