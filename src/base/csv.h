// CSV as RFC 4180 has it: read strictly over text in memory, written safely.
//
// The reader takes LF or CRLF line ends, a byte-order mark at the start, quotes, separators and
// line ends inside quotes. It does not guess: a quote in the middle of a bare cell, text after a
// closing quote, a lone carriage return or a quote never closed is an error that says line and
// column. Lines that are wholly empty are skipped. It does not decode other character sets: check
// with valid_utf8() first.
#pragma once
#include <cstddef>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hearth {

struct CsvError {
    std::size_t line = 0;    // 1 is the first line of the text
    std::size_t column = 0;  // in bytes, 1 is the first
    std::string message;     // what is wrong and what to do; never the cell's text
};

// The separator that the first line uses most, of , ; tab |.
char separator_of(std::string_view text);

enum class CsvStep { row, end, error };

class CsvReader {
  public:
    // `text` must outlive the reader.
    explicit CsvReader(std::string_view text, char separator = ',');
    // Reads the next row. After `end` or `error` it gives the same again.
    CsvStep next();
    // The cells of the row just read, valid until the next call of next().
    std::span<const std::string_view> row() const { return cells_; }
    std::size_t line() const { return row_line_; }  // where that row began
    std::size_t offset() const { return at_; }      // bytes read, for progress
    const CsvError& error() const { return error_; }

  private:
    CsvStep fail(std::size_t at, std::string message);
    bool quoted_cell();
    void skip_bare();

    std::string_view text_;
    char separator_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::size_t line_start_ = 0;
    std::size_t row_line_ = 0;
    std::vector<std::string_view> cells_;
    std::deque<std::string> unquoted_;  // cells that held doubled quotes
    bool failed_ = false;
    CsvError error_;
};

// A small table read whole. For files of any size use the reader.
struct CsvTable {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> lines;  // the line on which each row begins
    std::optional<std::size_t> column(std::string_view name) const;
};
// The first row is the header. Invalid when the text is not CSV (field "line 3, column 7", code
// "csv_syntax"), when a row has not as many cells as the header ("csv_width") or the header is
// absent or names a column twice ("csv_header").
Result<CsvTable> read_csv(std::string_view text, char separator = ',');

// formulas: for files that people open in a spreadsheet. A cell that a spreadsheet would run (it
// starts with = + - @, tab or carriage return, and is not a plain number) gets a ' before it. Not
// for files that another program reads: it changes the text.
enum class CsvGuard { none, formulas };

// Appends rows to a string, CRLF at each end. A cell is quoted only when it must be.
class CsvWriter {
  public:
    explicit CsvWriter(std::string& out, CsvGuard guard, char separator = ',')
        : out_(out), guard_(guard), separator_(separator) {}
    CsvWriter& cell(std::string_view text);
    CsvWriter& end_row();
    template <class Cells>
    CsvWriter& row(const Cells& cells) {
        for (const auto& text : cells) cell(text);
        return end_row();
    }
    CsvWriter& row(std::initializer_list<std::string_view> cells) {
        for (const auto text : cells) cell(text);
        return end_row();
    }

  private:
    std::string& out_;
    CsvGuard guard_;
    char separator_;
    std::size_t cells_ = 0;      // in this row
    std::size_t row_start_ = 0;  // in out_, meaningful when cells_ > 0
};

}  // namespace hearth
