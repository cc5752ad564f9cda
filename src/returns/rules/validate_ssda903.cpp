#include <algorithm>
#include <filesystem>
#include <memory>

#include "base/csv.h"
#include "base/encoding.h"
#include "returns/lists/xlsx_read.h"
#include "returns/rules/delimited.h"
#include "returns/rules/postcodes.h"
#include "returns/rules/ssda903_places.h"
#include "returns/rules/ssda903_reader.h"
#include "returns/rules/ssda903_tables.h"
#include "returns/rules/validate.h"

namespace hearth::returns {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargestList = std::uint64_t{64} << 20;
constexpr int kSocialWorkersSince = 2024;
constexpr int kDeprivationOfLibertySince = 2027;

struct State {
    explicit State(const RuleSchema& schema) : frames(schema.tables), values(frames.texts()) {}
    Frames frames;
    Ssda903Values values;
    Ssda903Read read;
    std::vector<std::int32_t> positions;  // of children, by child_no: as in the header, then others
};

// A list that comes as a file with a line of column names: each row gives the cells of the columns
// that are wanted, by their place in `wanted`. A column may have several names, of which letters
// and figures alone count. The first column must be there.
using Names = std::vector<std::vector<std::string_view>>;
using RowSink = std::function<void(const std::vector<std::string_view>&)>;

class ListColumns {
  public:
    explicit ListColumns(const Names& wanted) : wanted_(wanted), cells_(wanted.size()) {}
    // Whether this is the line of names.
    template <class Cells>
    bool find(const Cells& names) {
        to_.assign(wanted_.size(), names.size());
        for (std::size_t i = 0; i < names.size(); ++i) {
            std::string name;
            for (const char c : names[i]) {
                if (c >= 'a' && c <= 'z') {
                    name += static_cast<char>(c - 'a' + 'A');
                } else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
                    name += c;
                }
            }
            for (std::size_t w = 0; w < wanted_.size(); ++w) {
                const auto& each = wanted_[w];
                if (std::find(each.begin(), each.end(), name) != each.end()) to_[w] = i;
            }
        }
        return to_.front() < names.size();
    }
    template <class Cells>
    void tell(const Cells& row, const RowSink& sink) {
        for (std::size_t w = 0; w < wanted_.size(); ++w)
            cells_[w] = to_[w] < row.size() ? std::string_view(row[to_[w]]) : std::string_view();
        sink(cells_);
    }

  private:
    const Names& wanted_;
    std::vector<std::size_t> to_;
    std::vector<std::string_view> cells_;
};

bool read_list(const std::string& path, const Names& wanted, const RowSink& row) {
    std::string bytes;
    if (!read_bytes(path, kLargestList, bytes)) return false;
    std::string changed;
    std::string text = as_utf8(std::move(bytes), changed);
    DelimitedReader csv(text, separator_of(text));
    ListColumns columns(wanted);
    if (!csv.next() || !columns.find(csv.row())) return false;
    while (csv.next()) columns.tell(csv.row(), row);
    return true;
}

// A workbook: of every sheet that has a line with the first column's name, the rows below it.
Result<bool> read_workbook(const std::string& path, const Names& wanted, const RowSink& row) {
    ListColumns columns(wanted);
    std::string sheet;
    bool under = false;  // below the line of names
    bool found = false;
    const auto read = read_xlsx(path, [&](const std::string& name, XlsxRow&& line) {
        if (name != sheet) {
            sheet = name;
            under = false;
        }
        if (under) {
            columns.tell(line.cells, row);
        } else {
            under = columns.find(line.cells);
            found = found || under;
        }
    });
    if (!read) return read.failure();
    return found;
}

// Ofsted's list of providers, or the Department's look-up made from it: one row for each provider
// or for each kind of place that it offers.
Result<Done> read_providers(const std::string& path, State& state) {
    Frame& provider = state.frames.at("provider");
    static const std::vector<std::string> kColumns{"URN",     "PLACE_CODES", "PROVIDER_CODES",
                                                   "REG_END", "POSTCODE",    "LA"};
    static const Names kNames{
        {"URN", "OFSTEDURN", "PROVIDERURN", "SETTINGURN"},
        {"PLACECODES", "PLACECODE", "PLACEMENTCODES", "PLACEMENTCODE"},
        {"PROVIDERCODES", "PROVIDERCODE", "PLACEMENTPROVIDERCODES", "PLACEMENTPROVIDERCODE"},
        {"REGEND", "REGISTRATIONEND", "REGENDDATE", "REGISTRATIONENDDATE", "CLOSUREDATE",
         "DATECLOSED", "ENDDATE"},
        {"POSTCODE", "SETTINGPOSTCODE", "SETTINGADDRESSPOSTCODE", "PROVIDERPOSTCODE"},
        {"LA", "LOCALAUTHORITY", "LOCALAUTHORITYCODE", "LACODE", "LANAME"}};
    constexpr std::size_t kRegEnd = 3;
    const bool workbook = fs::path(path).extension() == ".xlsx";
    const auto add = [&](const std::vector<std::string_view>& cells) {
        if (cells.front().empty()) return;
        const std::size_t place = provider.add_row();
        for (std::size_t i = 0; i < kColumns.size(); ++i) {
            // A workbook's days are numbers.
            const auto day = workbook && i == kRegEnd ? xlsx_day(cells[i]) : std::nullopt;
            provider.set(*provider.column(kColumns[i]), place,
                         state.values.value(day ? std::string_view(*day) : cells[i]));
        }
    };
    bool found = false;
    if (workbook) {
        const auto read = read_workbook(path, kNames, add);
        if (!read) return read.failure();
        found = read.value();
    } else {
        found = read_list(path, kNames, add);
    }
    if (!found)
        return invalid("providers", "not_providers",
                       path + " cannot be read, or has no column URN.");
    return Done{};
}

Counties read_counties(const std::string& path) {
    Counties counties;
    if (path.empty()) return counties;
    read_list(path, {{"DISTRICT"}, {"COUNTY"}}, [&](const std::vector<std::string_view>& cells) {
        counties.emplace(std::string(cells[0]), std::string(cells[1]));
    });
    return counties;
}

fs::path previous_folder(const fs::path& folder) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        std::string name = entry.path().filename().string();
        for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (entry.is_directory() && (name == "prev" || name == "previous")) return entry.path();
    }
    return {};
}

void number_children(State& state) {
    state.positions.assign(static_cast<std::size_t>(state.values.children()), -1);
    std::int32_t next = 0;
    const Frame& header = state.frames.at("Header");
    for (const std::int32_t child : header.cells(*header.column("child_no"))) {
        if (child == kNoNumber) continue;
        auto& position = state.positions[static_cast<std::size_t>(child)];
        if (position < 0) position = next++;
    }
    for (auto& position : state.positions) {
        if (position < 0) position = next++;
    }
}

// What `needs` and the table "given" speak of.
std::set<std::string, std::less<>> given_names(const State& state) {
    std::set<std::string, std::less<>> given;
    for (const auto& [table, source] : state.read.tables) given.insert(table);
    // The XML form holds all but the two youngest tables, with rows or without.
    for (const std::string_view table : kSsda903Tables) {
        if (state.read.xml && table != "SWEpisodes" && table != "DoLo") given.emplace(table);
    }
    return given;
}

int year_of(const State& state, const Ssda903Options& options, RuleReport& report) {
    if (options.year != 0) return options.year;
    const auto found = year_of_events(state.frames, options.today);
    int year = found.value_or(census_year(options.today));
    if (state.read.tables.contains("SWEpisodes")) year = std::max(year, kSocialWorkersSince);
    if (state.read.tables.contains("DoLo")) year = std::max(year, kDeprivationOfLibertySince);
    report.notes.push_back("The year was not given; by the dates in the files it is " +
                           std::to_string(year) + ".");
    return year;
}

void fill_collection(State& state, int year, const std::string& authority,
                     const std::set<std::string, std::less<>>& names) {
    Frames& frames = state.frames;
    Frame& collection = frames.at("collection");
    const std::size_t place = collection.add_row();
    frames.put(collection, place, "year", std::int64_t{year});
    frames.put(collection, place, "starts", Date::from(year - 1, 4, 1)->iso());
    frames.put(collection, place, "ends", Date::from(year, 3, 31)->iso());
    frames.put(collection, place, "local_authority", authority);
    frames.put(collection, place, "file_format", state.read.xml ? "xml" : "csv");
    Frame& given = frames.at("given");
    for (const std::string& name : names) frames.put(given, given.add_row(), "name", name);
}

}  // namespace

Result<RuleReport> validate_ssda903(const std::string& path, const RuleKit& kit,
                                    const Ssda903Options& options) {
    auto state = std::make_shared<State>(kit.schema);
    RuleReport report;
    report.source = fs::path(path).filename().string();
    report.kind = "ssda903";
    Ssda903Reader reader(state->frames, state->values, state->read);
    if (fs::is_regular_file(path)) {
        reader.read_file(path, false);
    } else {
        try {
            reader.read_folder(path, false);
            const fs::path previous = previous_folder(path);
            if (!previous.empty()) reader.read_folder(previous, true);
        } catch (const std::runtime_error& error) {
            return Fault{error.what()};
        }
    }
    auto given = given_names(*state);
    report.readable = !given.empty();
    if (!options.providers.empty()) {
        const auto read = read_providers(options.providers, *state);
        if (!read) return read.failure();
        given.insert("provider");
    }
    std::optional<Postcodes> postcodes;
    if (!options.postcodes.empty()) {
        auto opened = Postcodes::open(options.postcodes);
        if (!opened) return opened.failure();
        postcodes = std::move(opened.value());
        given.insert("postcode");
    }
    report.year = year_of(*state, options, report);
    std::string authority = options.authority;
    if (postcodes) {
        const Counties counties = read_counties(options.districts);
        if (authority.empty()) {
            authority = authority_of_homes(state->frames, *postcodes, counties);
            if (!authority.empty()) {
                report.notes.push_back("By the homes' postcodes this is the return of " +
                                       authority + ".");
            }
        }
        fill_places(state->frames, *postcodes, counties, authority);
    }
    if (given.contains("UASC")) fill_uasc(state->frames, false);
    if (given.contains("UASC_last")) fill_uasc(state->frames, true);
    if (kit.schema.links_episodes) {
        link_episodes(state->frames, false);
        link_episodes(state->frames, true);
    }
    fill_collection(*state, report.year, authority, given);
    number_children(*state);
    if (kit.rules.first_year() > report.year) {
        report.notes.push_back("There are no rules of " + std::to_string(report.year) +
                               "; the earliest form of every rule was run.");
    }
    report.children = state->frames.at("Header").rows();

    RuleEngine engine(kit.schema, state->frames, kit.holidays);
    const auto child_of = [state](std::string_view table, std::int32_t row) {
        const Frame* frame = state->frames.find(table);
        const auto column = frame == nullptr ? std::nullopt : frame->column("child_no");
        const auto place = column ? frame->place_of(row) : std::nullopt;
        const std::int32_t child = place ? frame->cell(*column, *place) : kNoNumber;
        return child < 0 ? -1 : state->positions[static_cast<std::size_t>(child)];
    };
    report.run(engine, kit.rules.of(report.year, RuleSet::Early::every_rule), &given, child_of,
               kit.table_names());
    for (ReturnIssue& issue : state->read.issues) report.add(std::move(issue), -1);
    report.arrange();
    report.tell = [state](const RuleFile& rule, const RuleReport::Cell& cell, ReturnIssue& issue) {
        const std::string& name = rule.fields[cell.field];
        const std::size_t dot = name.find('.');
        issue.table = name.substr(0, dot);
        issue.field = name.substr(dot + 1);
        const auto source = state->read.tables.find(issue.table);
        if (source != state->read.tables.end()) issue.path = source->second.file;
        const Frame* frame = state->frames.find(issue.table);
        const auto place = frame == nullptr ? std::nullopt : frame->place_of(cell.row);
        if (!place) return;
        if (source != state->read.tables.end()) issue.line = source->second.line(*place);
        if (const auto child = frame->column("CHILD")) {
            issue.la_child_id = state->frames.text(*frame, *place, *child);
        }
        auto column = frame->column(issue.field + "_text");
        if (!column) column = frame->column(issue.field);
        if (column) issue.value = state->frames.text(*frame, *place, *column);
    };
    return report;
}

}  // namespace hearth::returns
