#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <stdexcept>
#include <system_error>

#include "base/csv.h"
#include "returns/lists/table_sink.h"

namespace hearth::returns {
namespace {

namespace fs = std::filesystem;

class CsvFolder final : public TableSink {
  public:
    explicit CsvFolder(const fs::path& folder) : folder_(folder) {
        std::error_code error;
        fs::create_directories(folder_, error);
        if (error)
            throw std::runtime_error(
                fmt::format("{} cannot be made: {}", folder_.string(), error.message()));
    }
    ~CsvFolder() override {
        std::error_code ignored;
        for (const auto& name : names_) fs::remove(part(name), ignored);
    }
    CsvFolder(const CsvFolder&) = delete;
    CsvFolder& operator=(const CsvFolder&) = delete;

    void begin(std::string_view table, const std::vector<ListColumn>& columns) override {
        close();
        names_.push_back(table.ends_with(".csv") ? std::string(table)
                                                 : fmt::format("{}.csv", table));
        out_.open(part(names_.back()), std::ios::binary | std::ios::trunc);
        if (!out_)
            throw std::runtime_error(
                fmt::format("{} cannot be written", part(names_.back()).string()));
        CsvWriter line(text_, CsvGuard::formulas);
        for (const auto& column : columns) line.cell(column.name);
        line.end_row();
        write();
    }
    void row(const Cells& cells) override {
        CsvWriter line(text_, CsvGuard::formulas);
        for (const auto& cell : cells) line.cell(cell.value_or(std::string_view()));
        line.end_row();
        write();
    }
    void finish() override {
        close();
        for (const auto& name : names_) fs::rename(part(name), folder_ / name);
        names_.clear();
    }

  private:
    fs::path part(const std::string& name) const { return folder_ / (name + ".part"); }
    void write() {
        out_ << text_;
        text_.clear();
    }
    void close() {
        if (!out_.is_open()) return;
        out_.close();
        if (!out_)
            throw std::runtime_error(
                fmt::format("{} could not be written to its end", part(names_.back()).string()));
    }

    fs::path folder_;
    std::vector<std::string> names_;  // begun, not yet in place
    std::ofstream out_;
    std::string text_;
};

class CsvBundle final : public TableSink {
  public:
    explicit CsvBundle(std::string& out) : out_(out) {}
    void begin(std::string_view table, const std::vector<ListColumn>& columns) override {
        files_.emplace_back(std::string(table), std::string());
        CsvWriter line(files_.back().second, CsvGuard::formulas);
        for (const auto& column : columns) line.cell(column.name);
        line.end_row();
    }
    void row(const Cells& cells) override {
        CsvWriter line(files_.back().second, CsvGuard::formulas);
        for (const auto& cell : cells) line.cell(cell.value_or(std::string_view()));
        line.end_row();
    }
    void finish() override {
        out_.clear();
        for (const auto& [name, text] : files_)
            out_ += fmt::format("{} {}\n{}", name, text.size(), text);
    }

  private:
    std::string& out_;
    std::vector<std::pair<std::string, std::string>> files_;
};

}  // namespace

std::unique_ptr<TableSink> csv_bundle(std::string& out) {
    return std::make_unique<CsvBundle>(out);
}

std::vector<std::pair<std::string, std::string_view>> bundled_files(std::string_view bundle) {
    std::vector<std::pair<std::string, std::string_view>> out;
    while (!bundle.empty()) {
        const auto end = bundle.find('\n');
        const auto space = bundle.substr(0, end).rfind(' ');
        std::size_t size = 0;
        if (end == std::string_view::npos || space == std::string_view::npos ||
            std::from_chars(bundle.data() + space + 1, bundle.data() + end, size).ptr !=
                bundle.data() + end ||
            bundle.size() - end - 1 < size)
            throw std::runtime_error("the kept files of a return are not as they were written");
        out.emplace_back(bundle.substr(0, space), bundle.substr(end + 1, size));
        bundle.remove_prefix(end + 1 + size);
    }
    return out;
}

std::unique_ptr<TableSink> csv_folder(const fs::path& folder) {
    return std::make_unique<CsvFolder>(folder);
}

}  // namespace hearth::returns
