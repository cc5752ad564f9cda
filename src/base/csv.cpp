#include "base/csv.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace hearth {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// "-12.5" and "+44" alone run nothing in a spreadsheet.
bool is_plain_number(std::string_view text) {
    if (text.front() != '-' && text.front() != '+') return false;
    text.remove_prefix(1);
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto dot = text.find('.');
    const auto whole = text.substr(0, dot);
    const auto rest = dot == std::string_view::npos ? std::string_view{} : text.substr(dot + 1);
    if (whole.empty() || (dot != std::string_view::npos && rest.empty())) return false;
    return std::all_of(whole.begin(), whole.end(), is_digit) &&
           std::all_of(rest.begin(), rest.end(), is_digit);
}

bool would_run(std::string_view text) {
    if (text.empty()) return false;
    switch (text.front()) {
        case '=':
        case '+':
        case '-':
        case '@':
        case '\t':
        case '\r':
            return !is_plain_number(text);
        default:
            return false;
    }
}

}  // namespace

char separator_of(std::string_view text) {
    const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    char best = ',';
    std::ptrdiff_t most = 0;
    for (const char c : {',', ';', '\t', '|'}) {
        const auto count = std::count(line.begin(), line.end(), c);
        if (count > most) {
            most = count;
            best = c;
        }
    }
    return best;
}

CsvReader::CsvReader(std::string_view text, char separator) : text_(text), separator_(separator) {}

CsvStep CsvReader::fail(std::size_t at, std::string message) {
    error_ = CsvError{line_, at - line_start_ + 1, std::move(message)};
    cells_.clear();
    failed_ = true;
    return CsvStep::error;
}

// Past the cell that begins at at_ without a quote: to the separator, line end, quote or end of
// text.
void CsvReader::skip_bare() {
    while (at_ < text_.size()) {
        const char c = text_[at_];
        if (c == separator_ || c == '\n' || c == '\r' || c == '"') return;
        ++at_;
    }
}

// Reads the cell whose opening quote is at at_; false when it never closes.
bool CsvReader::quoted_cell() {
    const std::size_t start = at_ + 1;
    std::string joined;  // used only when a doubled quote splits the cell
    bool split = false;
    std::size_t from = start;
    std::size_t line = line_;
    std::size_t line_start = line_start_;
    for (std::size_t scan = start;;) {
        const auto quote = text_.find('"', scan);
        if (quote == std::string_view::npos) return false;
        const auto inside = text_.substr(scan, quote - scan);
        for (auto end = inside.find('\n'); end != std::string_view::npos;
             end = inside.find('\n', end + 1)) {
            ++line;
            line_start = scan + end + 1;
        }
        if (quote + 1 < text_.size() && text_[quote + 1] == '"') {
            joined += text_.substr(from, quote + 1 - from);
            split = true;
            from = scan = quote + 2;
            continue;
        }
        if (split) {
            joined += text_.substr(from, quote - from);
            cells_.push_back(unquoted_.emplace_back(std::move(joined)));
        } else {
            cells_.push_back(text_.substr(start, quote - start));
        }
        at_ = quote + 1;
        line_ = line;
        line_start_ = line_start;
        return true;
    }
}

CsvStep CsvReader::next() {
    if (failed_) return CsvStep::error;
    cells_.clear();
    unquoted_.clear();
    const auto end_line = [this](std::size_t length) {
        at_ += length;
        ++line_;
        line_start_ = at_;
    };
    // Files that were put one after the other have a byte order mark within. It is no part of a
    // cell, wherever reading begins.
    for (;;) {
        const auto rest = text_.substr(at_);
        if (rest.starts_with('\n'))
            end_line(1);
        else if (rest.starts_with("\r\n"))
            end_line(2);
        else if (rest.starts_with(kByteOrderMark))
            line_start_ = at_ += kByteOrderMark.size();
        else
            break;
    }
    if (at_ >= text_.size()) return CsvStep::end;
    row_line_ = line_;
    for (;;) {
        if (at_ < text_.size() && text_[at_] == '"') {
            const std::size_t opened = at_;
            if (!quoted_cell()) {
                return fail(opened, "This quote is never closed. Add the closing quote.");
            }
        } else {
            const std::size_t start = at_;
            skip_bare();
            cells_.push_back(text_.substr(start, at_ - start));
        }
        if (at_ >= text_.size()) return CsvStep::row;
        const char c = text_[at_];
        if (c == separator_) {
            ++at_;
        } else if (c == '\n') {
            end_line(1);
            return CsvStep::row;
        } else if (text_.substr(at_, 2) == "\r\n") {
            end_line(2);
            return CsvStep::row;
        } else if (c == '\r') {
            return fail(at_,
                        "A carriage return stands alone. Save the file with ordinary line ends.");
        } else if (c == '"') {
            return fail(at_,
                        "A quote stands inside a cell that does not begin with one. Put the whole "
                        "cell in quotes and double this one.");
        } else {
            return fail(at_,
                        "Text follows a closing quote. Double the quotes that belong to the cell.");
        }
    }
}

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
    const auto at = std::find(header.begin(), header.end(), name);
    if (at == header.end()) return std::nullopt;
    return static_cast<std::size_t>(at - header.begin());
}

Result<CsvTable> read_csv(std::string_view text, char separator) {
    CsvReader reader(text, separator);
    CsvTable table;
    const auto at_line = [](std::size_t line) { return "line " + std::to_string(line); };
    for (;;) {
        switch (reader.next()) {
            case CsvStep::error:
                return invalid(at_line(reader.error().line) + ", column " +
                                   std::to_string(reader.error().column),
                               "csv_syntax", reader.error().message);
            case CsvStep::end:
                if (table.header.empty()) {
                    return invalid("line 1", "csv_header",
                                   "The file is empty. The first line must name the columns.");
                }
                return table;
            case CsvStep::row:
                break;
        }
        const auto cells = reader.row();
        if (table.header.empty()) {
            table.header.assign(cells.begin(), cells.end());
            auto sorted = table.header;
            std::sort(sorted.begin(), sorted.end());
            if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
                return invalid(at_line(reader.line()), "csv_header",
                               "Two columns have the same name. Rename or remove one.");
            }
            continue;
        }
        if (cells.size() != table.header.size()) {
            return invalid(at_line(reader.line()), "csv_width",
                           "This row has " + std::to_string(cells.size()) +
                               " cells and the header " + std::to_string(table.header.size()) +
                               ".");
        }
        table.rows.emplace_back(cells.begin(), cells.end());
        table.lines.push_back(reader.line());
    }
}

CsvWriter& CsvWriter::cell(std::string_view text) {
    if (cells_++ == 0) {
        row_start_ = out_.size();
    } else {
        out_ += separator_;
    }
    const bool guarded = guard_ == CsvGuard::formulas && would_run(text);
    const bool must_quote = text.find_first_of("\"\r\n") != std::string_view::npos ||
                            text.find(separator_) != std::string_view::npos;
    if (!must_quote) {
        if (guarded) out_ += '\'';
        out_ += text;
        return *this;
    }
    out_ += '"';
    if (guarded) out_ += '\'';
    for (const char c : text) {
        if (c == '"') out_ += '"';
        out_ += c;
    }
    out_ += '"';
    return *this;
}

CsvWriter& CsvWriter::end_row() {
    assert(cells_ > 0);
    // A row of one empty cell would read as no row.
    if (cells_ == 1 && out_.size() == row_start_) out_ += "\"\"";
    out_ += "\r\n";
    cells_ = 0;
    return *this;
}

}  // namespace hearth
