// The one unit that sees libxlsxwriter, whose header defines macros with common names.
#include <fmt/format.h>
#include <xlsxwriter.h>

#include <charconv>
#include <stdexcept>
#include <string>
#include <system_error>

#include "base/time.h"
#include "returns/lists/table_sink.h"

namespace hearth::returns {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestCell = 32'767;  // of a spreadsheet, in characters

class XlsxFile final : public TableSink {
  public:
    explicit XlsxFile(fs::path file) : file_(std::move(file)), part_(file_.string() + ".part") {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        book_ = workbook_new_opt(part_.c_str(), &options);
        if (book_ == nullptr)
            throw std::runtime_error(fmt::format("{} cannot be written", file_.string()));
        date_ = workbook_add_format(book_);
        format_set_num_format(date_, "dd/mm/yyyy");
        head_ = workbook_add_format(book_);
        format_set_bold(head_);
    }
    ~XlsxFile() override {
        if (book_ != nullptr) workbook_close(book_);  // frees it; the outcome no longer matters
        std::error_code ignored;
        fs::remove(part_, ignored);
    }
    XlsxFile(const XlsxFile&) = delete;
    XlsxFile& operator=(const XlsxFile&) = delete;

    void begin(std::string_view table, const std::vector<ListColumn>& columns) override {
        const std::string name(table);
        sheet_ = workbook_add_worksheet(book_, name.c_str());
        if (sheet_ == nullptr)
            throw std::runtime_error(fmt::format("no sheet can have the name “{}”", name));
        columns_ = columns;
        row_ = 0;
        worksheet_freeze_panes(sheet_, 1, 0);
        for (lxw_col_t i = 0; i < columns_.size(); ++i) {
            worksheet_set_column(sheet_, i, i, columns_[i].kind == CellKind::date ? 12 : 18,
                                 nullptr);
            check(worksheet_write_string(sheet_, 0, i, columns_[i].name.c_str(), head_));
        }
    }
    void row(const Cells& cells) override {
        ++row_;
        for (lxw_col_t i = 0; i < cells.size(); ++i)
            if (cells[i]) check(write(i, *cells[i]));
    }
    void finish() override {
        const auto outcome = workbook_close(book_);
        book_ = nullptr;
        check(outcome);
        fs::rename(part_, file_);
    }

  private:
    lxw_error write(lxw_col_t column, std::string_view text) {
        const auto kind = columns_[column].kind;
        if (kind == CellKind::number) {
            double number = 0;
            const auto [end, error] =
                std::from_chars(text.data(), text.data() + text.size(), number);
            if (error == std::errc{} && end == text.data() + text.size())
                return worksheet_write_number(sheet_, row_, column, number, nullptr);
        }
        if (kind == CellKind::date) {
            if (const auto day = Date::parse(text)) {
                lxw_datetime when{};
                when.year = day->year();
                when.month = day->month();
                when.day = day->day();
                // a spreadsheet knows no day before 1900
                if (when.year >= 1900)
                    return worksheet_write_datetime(sheet_, row_, column, &when, date_);
            }
        }
        return worksheet_write_string(sheet_, row_, column,
                                      std::string(text.substr(0, kLongestCell)).c_str(), nullptr);
    }
    void check(lxw_error error) const {
        if (error != LXW_NO_ERROR)
            throw std::runtime_error(
                fmt::format("{} could not be written: {}", file_.string(), lxw_strerror(error)));
    }

    fs::path file_;
    std::string part_;
    lxw_workbook* book_ = nullptr;
    lxw_worksheet* sheet_ = nullptr;
    lxw_format* date_ = nullptr;
    lxw_format* head_ = nullptr;
    std::vector<ListColumn> columns_;
    lxw_row_t row_ = 0;
};

}  // namespace

std::unique_ptr<TableSink> xlsx_file(const fs::path& file) {
    return std::make_unique<XlsxFile>(file);
}

}  // namespace hearth::returns
