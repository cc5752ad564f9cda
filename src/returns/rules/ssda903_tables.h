// What the loaders of SSDA903 tables share: values as the rules want them, children, and what is
// worked out from whole tables.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "returns/rules/frame.h"

namespace hearth::returns {

// Last year's tables end so.
inline constexpr std::string_view kLast = "_last";

// Cells of the files, each different text looked at once.
class Ssda903Values {
  public:
    explicit Ssda903Values(TextPool& texts) : texts_(texts) {}
    // Without the spaces around it and in capitals; nothing is 0.
    TextId value(std::string_view raw);
    // The ISO text of a value that is a date (dd/mm/yyyy, from 1900); 0 when it is none.
    TextId date(TextId value);
    // A number for the child with this CHILD, the same in all tables; kNoNumber for 0.
    std::int32_t child(TextId id);
    std::int32_t children() const { return children_; }

  private:
    TextPool& texts_;
    std::vector<TextId> dates_;          // by value; -1: not looked at
    std::vector<std::int32_t> numbers_;  // by value; kNoNumber: no number yet
    std::int32_t children_ = 0;
};

// Fills one frame, row by row. Columns are set by their place; `raw` is as in the file.
class Ssda903Rows {
  public:
    Ssda903Rows(Frames& frames, Frame& frame, Ssda903Values& values);
    const Frame& frame() const { return frame_; }
    // Begins a row; `row` is its number in the file, its place when not given.
    std::size_t add(std::optional<std::size_t> row = {});
    // The column must be one of the file's own (not row, child_no, …_text). A date fills its …_text
    // too, CHILD fills child_no.
    void set(std::size_t place, std::size_t column, std::string_view raw);

  private:
    Frame& frame_;
    Ssda903Values& values_;
    std::vector<std::size_t> text_columns_;  // by column, of a date
    std::size_t row_, child_, child_no_;
};

// "1.5" as thousandths; kNoNumber when it is no number.
std::int32_t thousandths(std::string_view text);

// Header.UASC of rows that have none: 1 for a child in the year's UASC table, else 0. `last`: last
// year's tables.
void fill_uasc(Frames& frames, bool last);

// Episodes' previous, next and period, as practice/returns/ssda903/tables.sql says it.
void link_episodes(Frames& frames, bool last);

}  // namespace hearth::returns
