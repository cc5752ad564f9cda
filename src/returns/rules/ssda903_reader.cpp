#include "returns/rules/ssda903_reader.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <stdexcept>

#include "base/csv.h"
#include "base/encoding.h"
#include "returns/cin_text.h"
#include "returns/rules/delimited.h"

namespace hearth::returns {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargestFile = std::uint64_t{512} << 20;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr std::size_t kShown = 200;
constexpr std::uint32_t kToldOfOneKind = 20;

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return out;
}

// Other names that columns go by.
constexpr std::pair<std::string_view, std::string_view> kOtherNames[] = {
    {"CHILDID", "CHILD"},
    {"CHILD_ID", "CHILD"},
    {"UASC_STATUS", "UASC"},
    {"PLACEMENT", "PLACE"},
    {"DATE_EPISODE_CEASED", "DEC"}};

std::string header_name(std::string_view cell) {
    std::string out = upper(trimmed(cell));
    std::replace(out.begin(), out.end(), ' ', '_');
    for (const auto& [other, name] : kOtherNames) {
        if (out == other) return std::string(name);
    }
    return out;
}

// Columns that a file may have and need not.
bool optional_column(std::string_view table, std::string_view name) {
    return name.starts_with("PL_L") || name == "PL_DISTANCE" ||
           (table == "Header" && name == "UASC");
}

// What files of a table are often called, for those whose columns do not tell. The first that fits
// counts: social workers' and placements' files have "episode" or "header" in their names as well.
constexpr std::pair<std::string_view, std::string_view> kNames[] = {
    {"SOCIAL", "SWEpisodes"}, {"SWEP", "SWEpisodes"},
    {"SW_EP", "SWEpisodes"},  {"PLACED", "PlacedAdoption"},
    {"AD1", "AD1"},           {"HEADER", "Header"},
    {"EPISODE", "Episodes"},  {"REVIEW", "Reviews"},
    {"UASC", "UASC"},         {"OC2", "OC2"},
    {"OC3", "OC3"},           {"PERM", "PrevPerm"},
    {"MISSING", "Missing"},   {"SW", "SWEpisodes"},
    {"DOLO", "DoLo"}};

std::string_view table_by_name(std::string_view file) {
    const std::string name = upper(file);
    for (const auto& [part, table] : kNames) {
        if (name.find(part) != std::string::npos) return table;
    }
    return {};
}

}  // namespace

bool ssda903_own_column(std::string_view name) {
    return name == "row" || name == "child_no" || name == "previous" || name == "next" ||
           name == "period" || name.ends_with("_text");
}

std::uint32_t Ssda903Source::line(std::size_t row) const {
    return row < lines.size() ? lines[row] : static_cast<std::uint32_t>(row) + 2;
}

bool read_bytes(const fs::path& file, std::uint64_t limit, std::string& out) {
    std::ifstream in(file, std::ios::binary | std::ios::ate);
    const auto size = in ? in.tellg() : std::ifstream::pos_type(-1);
    if (size < 0 || static_cast<std::uint64_t>(size) > limit) return false;
    out.resize(static_cast<std::size_t>(size));
    in.seekg(0);
    in.read(out.data(), size);
    return static_cast<bool>(in);
}

std::string_view ssda903_table(const Frames& frames, const std::set<std::string>& columns,
                               std::string_view name) {
    // CHILD, DOB and SEX stand in many files and tell nothing.
    const bool telling = std::any_of(columns.begin(), columns.end(), [](const std::string& c) {
        return c != "CHILD" && c != "DOB" && c != "SEX";
    });
    const std::string_view called = table_by_name(name);
    // Where the columns tell nothing the name does, if the file says whose the rows are.
    if (!telling && !called.empty() && columns.contains("CHILD")) return called;
    std::string_view best;
    std::size_t most = 0;
    for (const std::string_view table : kSsda903Tables) {
        const Frame* frame = frames.find(table);
        if (frame == nullptr) continue;
        std::size_t same = 0;
        std::size_t own = 0;  // those that tell
        for (const Column& column : frame->columns()) {
            if (ssda903_own_column(column.name) || columns.count(column.name) == 0) continue;
            ++same;
            if (column.name != "CHILD" && column.name != "DOB" && column.name != "SEX") ++own;
        }
        if (own == 0 && (table != called || same == 0)) {
            // A header may have been given with little more than the children.
            const bool bare_header = table == "Header" && !telling && same == 3;
            if (!bare_header) continue;
        }
        if (same > most || (same == most && table == called)) {
            most = same;
            best = table;
        }
    }
    return best;
}

void Ssda903Reader::tell(std::string code, IssueSeverity severity, std::string table,
                         std::string field, std::string file, std::uint32_t line, std::string value,
                         std::string message, std::string remedy) {
    ReturnIssue issue;
    issue.code = std::move(code);
    issue.severity = severity;
    issue.table = std::move(table);
    issue.field = std::move(field);
    issue.path = std::move(file);
    issue.line = line;
    issue.value = utf8_prefix(value, kShown);
    issue.message = std::move(message);
    issue.remedy = std::move(remedy);
    out_.issues.push_back(std::move(issue));
}

void Ssda903Reader::read_folder(const fs::path& folder, bool last) {
    std::error_code error;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const std::string kind = upper(entry.path().extension().string());
        if (entry.is_regular_file() && (kind == ".CSV" || kind == ".TXT" || kind == ".XML")) {
            files.push_back(entry.path());
        }
    }
    if (error) throw std::runtime_error(folder.string() + " cannot be listed: " + error.message());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) read_file(file, last);
}

void Ssda903Reader::read_file(const fs::path& file, bool last) {
    const std::string name = last ? (file.parent_path().filename() / file.filename()).string()
                                  : file.filename().string();
    std::string bytes;
    if (!read_bytes(file, kLargestFile, bytes)) {
        std::error_code error;
        const bool large = fs::file_size(file, error) > kLargestFile && !error;
        tell(large ? "file_too_large" : "file_unreadable", IssueSeverity::error, {}, {}, name, 0,
             {}, large ? "The file is larger than any return." : "The file cannot be read.",
             large ? "Check that it is the right file." : "Check its permissions.");
        return;
    }
    read_text(name, std::move(bytes), upper(file.extension().string()) == ".XML", last);
}

void Ssda903Reader::read_text(const std::string& name, std::string bytes, bool xml, bool last) {
    out_.bytes += bytes.size();
    if (xml) {
        read_xml(name, bytes, last);
        return;
    }
    std::string changed;
    std::string text = as_utf8(std::move(bytes), changed);
    if (changed == "Windows-1252") {
        tell("encoding", IssueSeverity::query, {}, {}, name, 0, {},
             "The file holds bytes that are not UTF-8; they were read as Windows-1252.",
             "Check names with accents, and have the file written as UTF-8.");
    }
    read_csv(name, std::move(text), last);
}

Frame* Ssda903Reader::begin_table(std::string_view table, const std::string& file, bool last) {
    const std::string name = std::string(table) + std::string(last ? kLast : "");
    const auto [found, fresh] = out_.tables.try_emplace(name);
    if (!fresh && found->second.file != file) {
        tell("file_twice", IssueSeverity::error, std::string(table), {}, file, 0, {},
             "The folder holds this table twice: also in " + found->second.file +
                 ". This file was left out.",
             "Keep one of the two.");
        return nullptr;
    }
    found->second.file = file;
    return &frames_.at(name);
}

void Ssda903Reader::read_csv(const std::string& name, std::string text, bool last) {
    DelimitedReader csv(text, separator_of(text));
    if (!csv.next()) {
        tell("file_empty", IssueSeverity::query, {}, {}, name, 0, {}, "The file is empty.",
             "Take it out, or give the file with its first line of column names.");
        return;
    }
    std::vector<std::string> columns;
    for (const std::string_view cell : csv.row()) columns.push_back(header_name(cell));
    const std::string_view table =
        ssda903_table(frames_, std::set<std::string>(columns.begin(), columns.end()), name);
    if (table.empty()) {
        tell("file_unknown", IssueSeverity::query, {}, {}, name, 1, columns.front(),
             "The columns of this file are not those of any of the return's tables, so it was left "
             "out.",
             "Check the names in its first line.");
        return;
    }
    Frame* frame = begin_table(table, name, last);
    if (frame == nullptr) return;
    const std::string in(table);
    // Where each cell of a row goes.
    std::vector<std::size_t> to(columns.size(), kNone);
    std::set<std::size_t> taken;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto column = frame->column(columns[i]);
        if (!column || ssda903_own_column(columns[i])) {
            if (!columns[i].empty()) {
                tell("column_unknown", IssueSeverity::query, in, columns[i], name, 1, {},
                     "The return has no such column here, so it was left out.",
                     "Check the spelling of the column's name.");
            }
        } else if (!taken.insert(*column).second) {
            tell("column_twice", IssueSeverity::error, in, columns[i], name, 1, {},
                 "The column is there twice; the first was read.", "Take one of them out.");
        } else {
            to[i] = *column;
        }
    }
    for (std::size_t i = 0; i < frame->columns().size(); ++i) {
        const std::string& column = frame->columns()[i].name;
        if (ssda903_own_column(column) || optional_column(table, column) || taken.contains(i))
            continue;
        tell("column_missing", column == "CHILD" ? IssueSeverity::error : IssueSeverity::query, in,
             column, name, 1, {}, "The file has no such column; it counts as empty.",
             "Give the column, unless the year's return has none.");
    }
    Ssda903Rows rows(frames_, *frame, values_);
    Ssda903Source& source = out_.tables.at(frame->name());
    std::uint32_t told_long = 0;
    std::size_t number = 0;
    std::size_t empty = 0;          // rows of separators only, seen since the last row
    std::uint32_t first_empty = 0;  // the line of the first of them
    const auto add_empty = [&] {
        rows.add(number - empty);
        source.lines.push_back(first_empty);
    };
    for (; csv.next(); ++number) {
        const auto cells = csv.row();
        const bool blank = std::all_of(cells.begin(), cells.end(),
                                       [](std::string_view cell) { return trimmed(cell).empty(); });
        if (blank) {
            if (empty++ == 0) first_empty = csv.line();
            continue;
        }
        // One empty row among others is a row that somebody forgot to fill in: the rules say so.
        // Several together are what a spreadsheet leaves; they keep their numbers.
        if (empty == 1) add_empty();
        empty = 0;
        const std::size_t place = rows.add(number);
        source.lines.push_back(csv.line());
        for (std::size_t i = 0; i < std::min(cells.size(), to.size()); ++i) {
            if (to[i] != kNone) rows.set(place, to[i], cells[i]);
        }
        if (cells.size() <= to.size() || ++told_long > kToldOfOneKind) continue;
        tell("row_too_long", IssueSeverity::error, in, {}, name, csv.line(),
             std::string(cells[to.size()]),
             "The row has more cells than the file has columns; those beyond were left out.",
             "Check for a comma inside a value that has no quotes around it.");
    }
    if (empty == 1) add_empty();
    if (csv.bad_quotes() != 0) {
        tell("quote_open", IssueSeverity::error, in, {}, name, csv.bad_quotes(), {},
             "A quotation mark here is not closed as it should be; it was taken as a character.",
             "Write a quotation mark inside a value twice, and quotes around the value.");
    }
}

}  // namespace hearth::returns
