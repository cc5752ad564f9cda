#include "returns/ssd/ssd_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "base/csv.h"
#include "base/encoding.h"
#include "base/text.h"
#include "base/time.h"
#include "returns/ssd/ssd_map.h"

namespace hearth::returns {
namespace {

constexpr int kBrokenRows = 100;
constexpr std::size_t kLongestCell = 32'767;

class Mapped {
  public:
    explicit Mapped(const std::filesystem::path& path) {
        const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (file < 0) return;
        struct stat about {};
        if (::fstat(file, &about) == 0 && S_ISREG(about.st_mode)) {
            size_ = static_cast<std::size_t>(about.st_size);
            good_ = true;
            if (size_ > 0) {
                at_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
                if (at_ == MAP_FAILED) {
                    at_ = nullptr;
                    good_ = false;
                }
            }
        }
        ::close(file);
    }
    ~Mapped() {
        if (at_ != nullptr) ::munmap(at_, size_);
    }
    Mapped(const Mapped&) = delete;
    Mapped& operator=(const Mapped&) = delete;
    bool good() const { return good_; }
    std::string_view text() const {
        return at_ == nullptr ? std::string_view()
                              : std::string_view(static_cast<const char*>(at_), size_);
    }

  private:
    void* at_ = nullptr;
    std::size_t size_ = 0;
    bool good_ = false;
};

class File final : public SsdFile {
  public:
    File(std::unique_ptr<Mapped> mapped, std::string_view text, const SsdTable& table,
         const IssueSink& on_issue)
        : mapped_(std::move(mapped)),
          text_(text),
          table_(table),
          fields_(ssd_fields(table)),
          on_issue_(on_issue) {
        if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
        for (const auto field : fields_) {
            dates_.push_back(ssd_is_date(field));
            yes_no_.push_back(ssd_is_yes_no(table, field));
        }
    }

    Result<Done> read_header() {
        if (text_.starts_with("\xFF\xFE") || text_.starts_with("\xFE\xFF"))
            return wrong("encoding", "The file is UTF-16. Save it as “CSV UTF-8”.");
        if (text_.substr(0, 4096).find('\0') != std::string_view::npos)
            return wrong("encoding", "The file is no text. Write the extract again as CSV.");
        CsvReader reader(text_);
        switch (reader.next()) {
            case CsvStep::end:
                return wrong("empty", "The file is empty: not even its columns are named.");
            case CsvStep::error:
                return wrong("csv_syntax", fmt::format("Line {}: {}", reader.error().line,
                                                       reader.error().message));
            case CsvStep::row:
                break;
        }
        places_.assign(fields_.size(), kAbsent);
        width_ = reader.row().size();
        std::string extra;
        for (std::size_t i = 0; i < width_; ++i) {
            const auto name = lower_ascii(trim(utf8_from_mixed(reader.row()[i])));
            const auto at = std::find(fields_.begin(), fields_.end(), std::string_view(name));
            if (at == fields_.end()) {
                extra += (extra.empty() ? "" : ", ") + shorten(name, 60);
                continue;
            }
            auto& place = places_[static_cast<std::size_t>(at - fields_.begin())];
            if (place != kAbsent)
                return wrong("csv_header", fmt::format("The column {} is there twice.", name));
            place = i;
        }
        if (!has(ssd_key(table_)))
            return wrong("csv_header",
                         fmt::format("The column {} is not there: rows have no id without it.",
                                     ssd_key(table_)));
        if (!extra.empty())
            say("column_unknown", IssueSeverity::query, 1, shorten(extra, 200),
                "The dataset has no such column, so it is not read.",
                "Nothing needs doing unless it holds something that the record should have.");
        std::string absent;
        for (std::size_t i = 0; i < fields_.size(); ++i)
            if (places_[i] == kAbsent)
                absent += (absent.empty() ? "" : ", ") + std::string(fields_[i]);
        if (!absent.empty())
            say("column_absent", IssueSeverity::query, 1, shorten(absent, 200),
                "The file lacks columns of the dataset.",
                "Write the extract again with them if the old system holds them.");
        first_ = reader.offset();
        // lines of the header: it may hold line ends inside quotes
        first_line_ = 1;
        for (const char c : text_.substr(0, first_))
            if (c == '\n') ++first_line_;
        rewind();
        return Done{};
    }

    void rewind() override {
        start_at(first_, first_line_);
        index_ = 0;
        broken_ = 0;
    }

    bool next(SsdRow& row) override {
        for (;;) {
            const auto before = base_ + reader_->offset();
            switch (reader_->next()) {
                case CsvStep::end:
                    return false;
                case CsvStep::error: {
                    if (!broken(before)) return false;
                    continue;
                }
                case CsvStep::row:
                    break;
            }
            row.line = line_ + reader_->line() - 1;
            row.offset = before;
            row.index = index_++;
            if (reader_->row().size() > width_) {
                say("row_too_wide", IssueSeverity::error, row.line, {},
                    "The row has more cells than the file has columns, so none can be trusted.",
                    "Put text that holds commas in quotes, and import the files again.");
                continue;
            }
            fill(row);
            return true;
        }
    }

    SsdRow read_at(std::size_t offset, std::size_t line) override {
        CsvReader reader(text_.substr(offset));
        SsdRow row;
        row.line = line;
        row.offset = offset;
        if (reader.next() == CsvStep::row) fill(row, reader);
        return row;
    }

    bool has(std::string_view field) const override {
        const auto at = std::find(fields_.begin(), fields_.end(), field);
        return at != fields_.end() &&
               places_[static_cast<std::size_t>(at - fields_.begin())] != kAbsent;
    }
    std::uint64_t bytes() const override { return text_.size(); }

  private:
    static constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);

    Invalid wrong(std::string code, std::string message) const {
        return Invalid{{{fmt::format("{}.csv", table_.name), std::move(code), std::move(message)}}};
    }
    void say(std::string code, IssueSeverity severity, std::size_t line, std::string value,
             std::string message, std::string remedy) const {
        if (!on_issue_) return;
        ReturnIssue issue;
        issue.code = std::move(code);
        issue.severity = severity;
        issue.table = table_.name;
        issue.path = fmt::format("{}.csv", table_.name);
        issue.line = static_cast<std::uint32_t>(line);
        issue.value = std::move(value);
        issue.message = std::move(message);
        issue.remedy = std::move(remedy);
        on_issue_(std::move(issue));
    }
    void start_at(std::size_t offset, std::size_t line) {
        base_ = offset;
        line_ = line;
        reader_.emplace(text_.substr(offset));
    }
    // Goes on after the line in which the broken row begins. False when it is not worth going on.
    bool broken(std::size_t row_at) {
        // empty lines before the row were skipped by the reader
        auto start = row_at;
        while (start < text_.size() && (text_[start] == '\n' || text_[start] == '\r')) ++start;
        std::size_t line = line_;
        for (const char c : text_.substr(base_, start - base_))
            if (c == '\n') ++line;
        say("csv_syntax", IssueSeverity::error, line_ + reader_->error().line - 1, {},
            reader_->error().message,
            "Mend the line and import the files again; the other rows were read.");
        if (++broken_ >= kBrokenRows) {
            say("csv_syntax", IssueSeverity::error, line, {},
                "Too many lines are no CSV: the rest of this file was not read.",
                "Write the extract again, with text in quotes.");
            return false;
        }
        const auto end = text_.find('\n', start);
        if (end == std::string_view::npos) return false;
        start_at(end + 1, line + 1);
        return true;
    }
    void fill(SsdRow& row) { fill(row, *reader_); }
    void fill(SsdRow& row, const CsvReader& reader) const {
        row.cells.assign(fields_.size(), {});
        const auto cells = reader.row();
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            if (places_[i] == kAbsent || places_[i] >= cells.size()) continue;
            auto text = utf8_from_mixed(cells[places_[i]]);
            std::erase(text, '\0');  // neither database stores it
            std::string_view said = trim(text);
            if (said.size() > 1 && said[0] == '\'' &&
                (said[1] == '=' || said[1] == '+' || said[1] == '-' || said[1] == '@' ||
                 said[1] == '\t' || said[1] == '\r'))
                said.remove_prefix(1);
            // SQL Server writes NULL for nothing; a family may be called so
            const bool name = fields_[i].ends_with("name");
            if (!name && (said == "NULL" || said == "null" || said == "#N/A")) said = {};
            if (said.size() > kLongestCell) said = said.substr(0, kLongestCell);
            row.cells[i] = repair_utf8(said);
            if (row.cells[i].empty()) continue;
            if (dates_[i]) {
                if (auto day = ssd_day(row.cells[i])) row.cells[i] = std::move(*day);
            } else if (yes_no_[i]) {
                if (const auto flag = ssd_yes_no(row.cells[i])) row.cells[i] = *flag;
            }
        }
    }

    std::unique_ptr<Mapped> mapped_;
    std::string_view text_;
    const SsdTable& table_;
    std::vector<std::string_view> fields_;
    IssueSink on_issue_;
    std::vector<bool> dates_, yes_no_;
    std::vector<std::size_t> places_;
    std::size_t width_ = 0, first_ = 0, first_line_ = 1, base_ = 0, line_ = 1;
    std::int64_t index_ = 0;
    int broken_ = 0;
    std::optional<CsvReader> reader_;
};

std::optional<int> digits(std::string_view text) {
    int out = 0;
    if (text.empty() || text.size() > 4) return std::nullopt;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        out = out * 10 + (c - '0');
    }
    return out;
}

// Hours and minutes, with seconds and a zone perhaps: anything else after a day makes it no day.
bool is_time(std::string_view text) {
    if (text.size() < 5 || !digits(text.substr(0, 2)) || text[2] != ':' ||
        !digits(text.substr(3, 2)))
        return false;
    for (const char c : text.substr(5))
        if ((c < '0' || c > '9') && c != ':' && c != '.' && c != 'Z' && c != '+') return false;
    return true;
}

}  // namespace

Result<std::unique_ptr<SsdFile>> SsdFile::open(const std::filesystem::path& path,
                                               const SsdTable& table, const IssueSink& on_issue) {
    auto mapped = std::make_unique<Mapped>(path);
    if (!mapped->good()) return Fault{fmt::format("{} cannot be read", path.string())};
    const auto text = mapped->text();
    auto file = std::make_unique<File>(std::move(mapped), text, table, on_issue);
    if (auto header = file->read_header(); !header) return header.failure();
    return std::unique_ptr<SsdFile>(std::move(file));
}

Result<std::unique_ptr<SsdFile>> SsdFile::over(std::string_view text, const SsdTable& table,
                                               const IssueSink& on_issue) {
    auto file = std::make_unique<File>(nullptr, text, table, on_issue);
    if (auto header = file->read_header(); !header) return header.failure();
    return std::unique_ptr<SsdFile>(std::move(file));
}

std::optional<std::string> ssd_day(std::string_view text) {
    if (text.size() < 8) return std::nullopt;
    if (text.size() > 10 && text[4] == '-') {
        if ((text[10] != 'T' && text[10] != ' ') || !is_time(text.substr(11))) return std::nullopt;
        text = text.substr(0, 10);
    }
    if (text.size() == 10 && text[4] == '-') {
        const auto day = Date::parse(text);
        return day ? std::optional(day->iso()) : std::nullopt;
    }
    const auto space = text.find(' ');
    if (space != std::string_view::npos) {
        if (!is_time(text.substr(space + 1))) return std::nullopt;
        text = text.substr(0, space);
    }
    const auto first = text.find('/');
    const auto second = first == std::string_view::npos ? first : text.find('/', first + 1);
    if (second == std::string_view::npos || text.size() - second != 5) return std::nullopt;
    const auto day = digits(text.substr(0, first));
    const auto month = digits(text.substr(first + 1, second - first - 1));
    const auto year = digits(text.substr(second + 1));
    if (!day || !month || !year) return std::nullopt;
    const auto date = Date::from(*year, *month, *day);
    return date ? std::optional(date->iso()) : std::nullopt;
}

std::optional<char> ssd_yes_no(std::string_view text) {
    const auto low = lower_ascii(text);
    if (low == "y" || low == "yes" || low == "true" || low == "1") return 'Y';
    if (low == "n" || low == "no" || low == "false" || low == "0") return 'N';
    return std::nullopt;
}

std::string ssd_compact_json(std::string_view text) {
    std::string out;
    bool inside = false, escaped = false;
    for (const char c : text) {
        if (!inside && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) continue;
        if (inside && escaped)
            escaped = false;
        else if (inside && c == '\\')
            escaped = true;
        else if (c == '"')
            inside = !inside;
        out += c;
    }
    return out;
}

}  // namespace hearth::returns
