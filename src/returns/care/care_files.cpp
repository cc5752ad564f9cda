// Long because: the columns and codes of the twelve files are told here.
#include "returns/care/care_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>

#include "base/hash.h"
#include "base/text.h"
#include "base/time.h"
#include "returns/rules/ssda903_reader.h"
#include "returns/rules/ssda903_tables.h"

namespace hearth::returns {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargest = std::uint64_t{512} << 20;
constexpr int kDeepest = 3;

// The codes of all years, by column.
constexpr std::pair<std::string_view, std::string_view> kCodes[] = {
    {"SEX", "1 2 M F U"},
    {"RNE", "S L P T B U"},
    {"LS", "C1 C2 D1 E1 V1 V2 V3 V4 L1 L2 L3 J1 J2 J3"},
    {"CIN", "N0 N1 N2 N3 N4 N5 N6 N7 N8 N9"},
    {"PLACE",
     "A3 A4 A5 A6 H5 K1 K2 K3 M2 M3 P1 P2 P3 Q1 Q2 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 U1 U2 U3 U4 U5 U6 "
     "Z1 Z11 Z12 Z13 Z14"},
    {"PLACE_PROVIDER", "PR0 PR1 PR2 PR3 PR4 PR5"},
    {"REC",
     "E2 E3 E4 E4A E4B E5 E6 E7 E8 E9 E11 E12 E13 E14 E15 E16 E17 E41 E43 E44 E45 E46 E47 E48 X1"},
    {"REASON_PLACE_CHANGE",
     "CARPL CLOSE ALLEG STAND APPRR CREQB CREQO CHILD LAREQ PLACE CUSTOD OTHER"},
    {"REVIEW_CODE", "PN0 PN1 PN2 PN3 PN4 PN5 PN6 PN7"},
    {"SDQ_REASON", "SDQ1 SDQ2 SDQ3 SDQ4 SDQ5"},
    {"CONVICTED", "0 1"},
    {"HEALTH_CHECK", "0 1"},
    {"IMMUNISATIONS", "0 1"},
    {"TEETH_CHECK", "0 1"},
    {"HEALTH_ASSESSMENT", "0 1"},
    {"SUBSTANCE_MISUSE", "0 1"},
    {"INTERVENTION_RECEIVED", "0 1"},
    {"INTERVENTION_OFFERED", "0 1"},
    {"MOTHER", "0 1"},
    {"IN_TOUCH", "YES NO DIED REFU NREQ RHOM"},
    {"ACTIV", "F1 P1 F2 P2 F3 P3 F4 P4 F5 P5 G4 G5 G6 0"},
    {"FOSTER_CARE", "0 1"},
    {"NB_ADOPTR", "1 2"},
    {"SEX_ADOPTR", "M1 F1 MM FF MF"},
    {"LS_ADOPTR", "L0 L1 L11 L12 L2 L3 L4"},
    {"REASON_PLACED_CEASED", "RD1 RD2 RD3 RD4"},
    {"PREV_PERM", "P1 P2 P3 P4 Z1"},
    {"MISSING", "M A"},
    {"SW_REASON", "MANAGE FCONTA LEFTRL ORGRST TSPROC ABSENC CHCHAN PCCHAN SWDIED OTHERS"},
};
constexpr std::string_view kAccommodation = "BCDEGHKRSTUVWXYZ";

bool is_code(std::string_view column, std::string_view text) {
    if (column == "ACCOM")
        return text == "0" ||
               (text.size() == 2 &&
                (kAccommodation.find(text[0]) != std::string_view::npos || text[0] == '0') &&
                (text[1] == '1' || text[1] == '2'));
    for (const auto& [name, codes] : kCodes) {
        if (name != column) continue;
        for (const auto code : split(codes, ' '))
            if (code == text) return true;
        return false;
    }
    return true;
}

bool is_date_column(std::string_view column) {
    static const std::set<std::string_view> kDates{"DOB",         "MC_DOB",
                                                   "DECOM",       "DEC",
                                                   "REVIEW",      "DUC",
                                                   "DATE_INT",    "DATE_MATCH",
                                                   "DATE_PLACED", "MIS_START",
                                                   "MIS_END",     "SW_DECOM",
                                                   "SW_DEC",      "DATE_PLACED_CEASED",
                                                   "DOLO_START",  "DOLO_END"};
    return kDates.contains(column);
}

// "1.0" as 1: what a spreadsheet makes of a number beside empty cells.
std::string tidy(std::string_view column, std::string text) {
    if (column == "CHILD" || column == "UPN" || column.ends_with("POST")) return text;
    if (text.size() > 2 && text.ends_with(".0") &&
        text.find_first_not_of("0123456789") == text.size() - 2)
        text.resize(text.size() - 2);
    return text;
}

std::string day_first(const std::string& iso) {
    return iso.size() < 10 ? iso
                           : iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
}

int collection_year(std::string_view iso) {
    const auto day = Date::parse(iso);
    if (!day) return 0;
    return iso.substr(5, 5) > "03-31" ? day->year() + 1 : day->year();
}

int year_in(std::string_view name) {
    for (std::size_t i = 0; i + 4 <= name.size(); ++i) {
        const auto four = name.substr(i, 4);
        if (four.find_first_not_of("0123456789") != std::string_view::npos) continue;
        const bool longer = (i > 0 && name[i - 1] >= '0' && name[i - 1] <= '9') ||
                            (i + 4 < name.size() && name[i + 4] >= '0' && name[i + 4] <= '9');
        if (!longer && four >= "1990" && four <= "2099")
            return (four[0] - '0') * 1000 + (four[1] - '0') * 100 + (four[2] - '0') * 10 +
                   (four[3] - '0');
    }
    return 0;
}

struct Group {
    fs::path folder;
    int named = 0;  // the year in the names, or in the folder's
    std::vector<fs::path> files;
};

class FilesReader {
  public:
    FilesReader(const RuleKit& kit, CareFiles& out) : kit_(kit), out_(out) {}

    Result<Done> read(const std::vector<fs::path>& folders) {
        std::map<std::pair<std::string, int>, Group> groups;
        for (const auto& folder : folders)
            if (auto found = look(folder, groups); !found) return found;
        Sha256Hasher all;
        for (auto& [key, group] : groups) {
            std::sort(group.files.begin(), group.files.end());
            read_group(group, all);
        }
        std::stable_sort(out_.years.begin(), out_.years.end(),
                         [](const CareYear& a, const CareYear& b) { return a.year < b.year; });
        out_.sha256 = all.finish().hex();
        if (out_.years.empty())
            return Invalid{
                {{"folder", "no_return",
                  fmt::format("No file here is one of the return on children looked "
                              "after that can be read.{}",
                              out_.issues.empty() ? "" : " " + out_.issues.front().message)}}};
        return Done{};
    }

  private:
    static bool is_data(const fs::path& path) {
        const auto kind = lower_ascii(path.extension().string());
        return kind == ".csv" || kind == ".txt" || kind == ".xml";
    }

    Result<Done> look(const fs::path& folder,
                      std::map<std::pair<std::string, int>, Group>& groups) {
        std::error_code error;
        const auto take = [&](const fs::path& path) {
            const auto home = path.parent_path();
            int named = year_in(path.filename().string());
            const int in_folder = year_in(home.filename().string());
            auto& group = groups[{fs::absolute(home).lexically_normal().string(), named}];
            group.folder = home;
            group.named = named != 0 ? named : in_folder;
            group.files.push_back(path);
        };
        if (fs::is_regular_file(folder, error)) {
            take(folder);
            return Done{};
        }
        fs::recursive_directory_iterator it(folder, error), end;
        if (error)
            return Invalid{{{"folder", "not_a_folder",
                             fmt::format("{} is no folder that can be read.", folder.string())}}};
        for (; it != end && !error; it.increment(error)) {
            if (it.depth() >= kDeepest) it.disable_recursion_pending();
            if (it->is_regular_file() && is_data(it->path())) take(it->path());
        }
        return Done{};
    }

    void say(const std::string& file, std::string code, IssueSeverity severity, std::string message,
             std::string remedy) {
        ReturnIssue issue;
        issue.code = std::move(code);
        issue.severity = severity;
        issue.path = file;
        issue.message = std::move(message);
        issue.remedy = std::move(remedy);
        out_.issues.push_back(std::move(issue));
    }

    void read_group(const Group& group, Sha256Hasher& all) {
        Frames frames(kit_.schema.tables);
        Ssda903Values values(frames.texts());
        Ssda903Read read;
        Ssda903Reader reader(frames, values, read);
        const bool csv = std::any_of(
            group.files.begin(), group.files.end(),
            [](const fs::path& path) { return lower_ascii(path.extension().string()) == ".csv"; });
        for (const auto& path : group.files) {
            const auto name = (group.folder.filename() / path.filename()).string();
            const bool xml = lower_ascii(path.extension().string()) == ".xml";
            if (xml && csv) {
                say(name, "file_left", IssueSeverity::query,
                    "CSV files lie beside this one, so it was not read.",
                    "Nothing needs doing if it is the same return.");
                continue;
            }
            std::string bytes;
            if (!read_bytes(path, kLargest, bytes)) {
                say(name, "file_unreadable", IssueSeverity::error,
                    "The file cannot be read, or is larger than any return.",
                    "Check that it is the right file, and its permissions.");
                continue;
            }
            all.update(fmt::format("{} {}\n", path.filename().string(), bytes.size()));
            all.update(bytes);
            reader.read_text(name, std::move(bytes), xml, false);
        }
        for (auto& issue : read.issues) {
            if (issue.code == "column_missing" && issue.severity == IssueSeverity::query) continue;
            out_.issues.push_back(std::move(issue));
        }
        if (read.tables.empty()) return;
        CareYear year;
        year.year = year_of(frames, read, group.named);
        if (year.year == 0) {
            say(group.folder.filename().string(), "year_unknown", IssueSeverity::error,
                "Neither the names nor the dates of these files say which year they are of.",
                "Put the year into the files’ names (2026-episodes.csv), and import them again.");
            return;
        }
        for (const auto& table : care_tables()) {
            const auto source = read.tables.find(table.name);
            if (source == read.tables.end()) continue;
            take(table, frames, source->second, year);
        }
        out_.years.push_back(std::move(year));
    }

    // The year in which most of the episodes end; else the latest beginning; else the name's.
    static int year_of(const Frames& frames, const Ssda903Read& read, int named) {
        if (!read.tables.contains("Episodes")) return named;
        const Frame& episodes = *frames.find("Episodes");
        std::map<int, std::size_t> ends;
        int latest = 0;
        const auto dec = episodes.column("DEC"), decom = episodes.column("DECOM");
        for (std::size_t i = 0; i < episodes.rows(); ++i) {
            if (const int y = collection_year(frames.text(episodes, i, *dec)); y != 0) ++ends[y];
            latest = std::max(latest, collection_year(frames.text(episodes, i, *decom)));
        }
        std::size_t most = 0;
        int found = 0;
        for (const auto& [y, n] : ends)
            if (n >= most) {
                most = n;
                found = y;
            }
        return found != 0 ? found : named != 0 ? named : latest;
    }

    void take(const CareTable& table, const Frames& frames, const Ssda903Source& source,
              CareYear& year) {
        const Frame& frame = *frames.find(table.name);
        const auto file = static_cast<std::uint32_t>(out_.names.size());
        out_.names.push_back(source.file);
        const auto number = frame.column("row");
        std::vector<std::optional<std::size_t>> places, texts;
        for (const auto column : table.columns) {
            places.push_back(frame.column(column));
            texts.push_back(frame.column(std::string(column) + "_text"));
        }
        auto& rows = year.tables[std::string(table.name)];
        auto& said = year.said[std::string(table.makes)];
        if (said.columns.empty())
            for (const auto column : table.columns) said.columns.emplace_back(column);
        for (std::size_t i = 0; i < frame.rows(); ++i) {
            CareRow row;
            row.table = &table;
            row.year = year.year;
            row.file = file;
            row.line = source.line(i);
            row.row = number ? frame.cell(*number, i) : static_cast<std::int64_t>(i);
            std::vector<std::optional<std::string>> as_said;
            for (std::size_t c = 0; c < table.columns.size(); ++c) {
                const auto column = table.columns[c];
                std::string text =
                    places[c] ? tidy(column, frames.text(frame, i, *places[c])) : std::string();
                const std::string raw = texts[c] ? frames.text(frame, i, *texts[c]) : std::string();
                if (column == "DATE_PERM" && !raw.empty()) text = raw;  // days may be unknown: zz
                std::optional<std::string> said_cell;
                if (is_date_column(column)) {
                    said_cell = day_first(text);
                    if (text.empty() && !raw.empty()) {
                        said_cell.reset();
                        row.cells.push_back(raw);
                        wrong(row, c, "not_a_date", "This is no date.",
                              "Write the day as 31/03/2026, and import the files again.");
                        row.cells.pop_back();
                    }
                } else if (!text.empty() && !is_code(column, text)) {
                    row.cells.push_back(text);
                    wrong(row, c, "code_unknown", "The return has no such code, in any year.",
                          "Give one of the guide’s codes, or put it right in the child’s record.");
                    row.cells.pop_back();
                    text.clear();
                } else {
                    said_cell = column == "SEX" && text == "1"   ? "M"
                                : column == "SEX" && text == "2" ? "F"
                                                                 : text;
                }
                // A file that lacks the column says nothing of it.
                row.cells.push_back(std::move(text));
                as_said.push_back(places[c] ? said_cell : std::nullopt);
            }
            if (row.at("CHILD").empty()) {
                wrong(row, 0, "no_id", "The row does not say whose it is.",
                      "Give the child’s number, and import the files again.");
                continue;
            }
            said.rows.push_back(std::move(as_said));
            rows.push_back(std::move(row));
        }
    }

    // About the cell that was put last.
    void wrong(const CareRow& row, std::size_t column, std::string code, std::string message,
               std::string remedy) {
        out_.issues.push_back(care_issue(out_, row, row.table->columns[column], std::move(code),
                                         IssueSeverity::error, std::move(message),
                                         std::move(remedy)));
    }

    const RuleKit& kit_;
    CareFiles& out_;
};

}  // namespace

const std::vector<CareTable>& care_tables() {
    static const std::vector<CareTable> all{
        {"Header", "header.csv", {"CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"}},
        {"Episodes",
         "episodes.csv",
         {"CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC",
          "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN"}},
        {"Reviews", "reviews.csv", {"CHILD", "DOB", "REVIEW", "REVIEW_CODE"}},
        {"UASC", "uasc.csv", {"CHILD", "SEX", "DOB", "DUC"}},
        {"OC2",
         "oc2.csv",
         {"CHILD", "DOB", "SDQ_SCORE", "SDQ_REASON", "CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS",
          "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED",
          "INTERVENTION_OFFERED"}},
        {"OC3", "oc3.csv", {"CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"}},
        {"AD1",
         "ad1.csv",
         {"CHILD", "DOB", "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR",
          "LS_ADOPTR"}},
        {"PlacedAdoption",
         "placed_adoption.csv",
         {"CHILD", "DOB", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"}},
        {"PrevPerm", "prev_perm.csv", {"CHILD", "DOB", "PREV_PERM", "LA_PERM", "DATE_PERM"}},
        {"Missing", "missing.csv", {"CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"}},
        {"SWEpisodes",
         "social_worker.csv",
         {"CHILD", "DOB", "SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"}},
        {"DoLo", "dolo.csv", {"CHILD", "DOB", "DOLO_START", "DOLO_END"}}};
    return all;
}

const std::string& CareRow::at(std::string_view column) const {
    static const std::string nothing;
    for (std::size_t i = 0; i < table->columns.size() && i < cells.size(); ++i)
        if (table->columns[i] == column) return cells[i];
    return nothing;
}

ReturnIssue care_issue(const CareFiles& files, const CareRow& row, std::string_view column,
                       std::string code, IssueSeverity severity, std::string message,
                       std::string remedy) {
    ReturnIssue issue;
    issue.code = std::move(code);
    issue.severity = severity;
    issue.la_child_id = row.at("CHILD");
    issue.table = row.table->name;
    issue.field = column;
    issue.row = row.row;
    issue.path = files.names[row.file];
    issue.line = row.line;
    issue.value = shorten(row.at(column), 200);
    issue.message = std::move(message);
    issue.remedy = std::move(remedy);
    return issue;
}

Result<CareFiles> read_care_files(const std::vector<fs::path>& folders, const RuleKit& kit) {
    CareFiles out;
    FilesReader reader(kit, out);
    if (auto done = reader.read(folders); !done) return done.failure();
    return out;
}

}  // namespace hearth::returns
