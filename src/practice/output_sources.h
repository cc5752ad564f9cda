// What an output may draw on, by name: rows of the record, and facts that stand in fixed words.
//
// One table for the checker and for the engine (record/output_rows.cpp), so that a file that passes
// the check can be made. It says of each source which class of information it is, and how it hangs
// on the family: what is not listed here reaches no document.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "practice/definitions.h"

namespace hearth::practice {

// made: gathered by the engine (chronology, people, ...), with columns of its own.
enum class HangsOn { made, family, person, meeting, contact };
struct OutputSource {
    std::string_view name;  // of the table, or the engine's own
    HangsOn hangs = HangsOn::made;
    std::string_view field_class;  // of every row; "" when each row says so in its column `class`
    std::string_view order;        // column; oldest first
    std::vector<std::string_view> columns;  // that the engine makes; a table has its own besides
    std::vector<std::string_view> never;    // columns of a table that no document shows
};
const std::vector<OutputSource>& output_sources();
const OutputSource* output_source(std::string_view name);
// Whose column of the row says whom it is about; "" when none does.
std::string_view person_column(const OutputSource& source);

// {reader}, {family}, {today}, ...: for fixed words and `shown`. Terms of the profile are
// {term_plan}, {term_lead}, ...
const std::vector<std::string_view>& output_facts();
bool is_output_fact(const Practice& practice, std::string_view name);

inline constexpr std::string_view kDrawings[] = {"genogram", "ecomap"};

// The names in the braces of a template.
std::vector<std::string> names_in(std::string_view words);

}  // namespace hearth::practice
