// A reader of delimited text that forgives: what councils' tools write as CSV.
//
// It takes any line ends, a missing last one, quotes with line ends and doubled quotes inside, a
// quote in the middle of a bare cell (as itself), and a quote never closed (as itself, told by
// `bad_quotes`). Cells are views into the text, which it changes (doubled quotes are made single).
// base/csv.h is the strict one.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::returns {

class DelimitedReader {
  public:
    // `text` must outlive the reader and not be touched.
    DelimitedReader(std::string& text, char separator) : text_(text), separator_(separator) {}
    // False at the end. Lines without anything in them are passed over.
    bool next();
    std::span<const std::string_view> row() const { return cells_; }
    std::uint32_t line() const { return row_line_; }          // where the row began, from 1
    std::uint32_t bad_quotes() const { return bad_quotes_; }  // line of the first; 0 none

  private:
    std::string_view quoted();
    std::string_view bare();

    std::string& text_;
    char separator_;
    std::size_t at_ = 0;
    std::uint32_t line_ = 1;
    std::uint32_t row_line_ = 0;
    std::uint32_t bad_quotes_ = 0;
    std::vector<std::string_view> cells_;
};

}  // namespace hearth::returns
