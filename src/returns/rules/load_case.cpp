#include <charconv>
#include <stdexcept>

#include "base/time.h"
#include "returns/cin_structure.h"
#include "returns/cin_text.h"
#include "returns/rules/rule_cases.h"
#include "returns/rules/ssda903_tables.h"

namespace hearth::returns {
namespace {

using Row = CaseInput::Row;

std::size_t column_of(const Frame& frame, std::string_view name) {
    const auto column = frame.column(name);
    if (!column) throw std::runtime_error(frame.name() + " has no column " + std::string(name));
    return *column;
}

std::int32_t number_of(const std::string& text) {
    std::int32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || *end != 0) throw std::runtime_error(text + " is no whole number");
    return number;
}

Frame& frame_of(Frames& frames, const std::string& table) {
    Frame* frame = frames.find(table);
    if (frame == nullptr) throw std::runtime_error("there is no table " + table);
    return *frame;
}

// --- The census ---

void set_census_value(Frames& frames, Frame& frame, std::size_t place, const std::string& name,
                      const std::optional<std::string>& given) {
    const std::size_t column = column_of(frame, name);
    if (frame.columns()[column].type == ColumnType::integer) {
        if (given) frame.set(column, place, number_of(*given));
        return;
    }
    const std::string_view text = given ? trimmed(*given) : std::string_view();
    if (text.empty()) return;
    if (const auto text_column = frame.column(name + "_text")) {
        frame.set(*text_column, place, frames.texts().add(text));
        const auto date = cin_date(text);
        if (date) frame.set(column, place, frames.texts().add(date->iso()));
        return;
    }
    const bool yes_no = name == "ReferralNFA" || name == "ICPCnotRequired" ||
                        name == "FGDMMeetingOffer" || name == "FGDMMeetingFac";
    const auto flag = yes_no ? cin_yes_no(text) : std::nullopt;
    frame.set(column, place, frames.texts().add(flag ? (*flag ? "1" : "0") : text));
}

void load_census_row(Frames& frames, Frame& frame, const Row& row) {
    const std::size_t place = frame.add_row();
    const auto here = static_cast<std::int32_t>(place);
    const auto common = [&](std::string_view column, std::int32_t value) {
        if (const auto found = frame.column(column)) frame.set(*found, place, value);
    };
    const bool details = frame.name() == "CINdetails";
    common("row", here);
    common("child_no", 0);
    common("CINdetailsID", details ? here : 0);
    common("AssessmentID", frame.name() == "Assessments" ? here : 0);
    common("CPPID", frame.name() == "ChildProtectionPlans" ? here : 0);
    for (const auto& [name, value] : row) set_census_value(frames, frame, place, name, value);
    const auto id = frame.column("LAchildID");
    if (!id || frame.name() == "ChildIdentifiers" || frame.cell(*id, place) != 0) return;
    const std::int32_t child = frame.cell(*frame.column("child_no"), place);
    frame.set(*id, place, frames.texts().add("child" + std::to_string(child)));
}

void load_census(Frames& frames, const CaseInput& input) {
    Date end = *Date::from(input.year, 3, 31);
    for (const auto& [table, rows] : input.tables) {
        Frame& frame = frame_of(frames, table);
        for (const Row& row : rows) load_census_row(frames, frame, row);
    }
    const Frame& header = frames.at("Header");
    if (header.rows() > 0) {
        const auto text = frames.text(header, header.rows() - 1, *header.column("ReferenceDate"));
        end = Date::parse(text).value_or(end);
    }
    Frame& census = frames.at("census");
    const std::size_t place = census.add_row();
    frames.put(census, place, "year", std::int64_t{end.year()});
    frames.put(census, place, "period_start", (add_months(end, -12) + 1).iso());
    frames.put(census, place, "period_end", end.iso());
}

// --- SSDA903 ---

constexpr std::string_view kOwnTables[] = {"collection", "given", "provider",
                                           "looked_after_12_months"};

bool is_file(std::string_view table) {
    return std::find(std::begin(kOwnTables), std::end(kOwnTables), table) == std::end(kOwnTables);
}

void load_files(Frames& frames, const CaseInput& input) {
    Ssda903Values values(frames.texts());
    for (const auto& [table, rows] : input.tables) {
        Frame& frame = frame_of(frames, table);
        Ssda903Rows into(frames, frame, values);
        const auto child = frame.column("CHILD");
        for (const Row& row : rows) {
            const std::size_t place = into.add();
            if (child) into.set(place, *child, "1");
            for (const auto& [name, value] : row) {
                into.set(place, column_of(frame, name), value.value_or(""));
            }
        }
    }
}

void load_ssda903(LoadedCase& loaded, const CaseInput& input) {
    Frames& frames = loaded.frames;
    Frame& collection = frames.at("collection");
    const std::size_t place = collection.add_row();
    const Date ends = *Date::from(input.year, 3, 31);
    frames.put(collection, place, "year", std::int64_t{input.year});
    frames.put(collection, place, "starts",
               input.starts.empty() ? (add_months(ends, -12) + 1).iso() : input.starts);
    frames.put(collection, place, "ends", input.ends.empty() ? ends.iso() : input.ends);
    frames.put(collection, place, "local_authority", input.authority);
    frames.put(collection, place, "file_format", input.format);
    bool any_last = false;
    for (const auto& [table, rows] : input.tables) {
        any_last = any_last || table.ends_with(kLast);
        if (table == "provider") loaded.given.insert(table);
    }
    for (const auto& frame : frames.all()) {
        const bool last = frame->name().ends_with(kLast);
        if (is_file(frame->name()) && (!last || any_last)) loaded.given.insert(frame->name());
    }
    if (input.given) loaded.given = *input.given;
    Frame& given = frames.at("given");
    for (const std::string& name : loaded.given) {
        frames.put(given, given.add_row(), "name", name);
    }
    load_files(frames, input);
    for (const auto& [table, rows] : input.tables) {
        if (table == "UASC") fill_uasc(frames, false);
        if (table == "UASC_last") fill_uasc(frames, true);
    }
}

}  // namespace

std::unique_ptr<LoadedCase> load_case(const std::string& kind, const RuleSchema& schema,
                                      const CaseInput& input) {
    auto loaded = std::make_unique<LoadedCase>(LoadedCase{Frames(schema.tables), {}});
    if (kind == "cin") {
        load_census(loaded->frames, input);
        if (input.given) loaded->given = *input.given;
    } else {
        load_ssda903(*loaded, input);
        if (schema.links_episodes) {
            link_episodes(loaded->frames, false);
            link_episodes(loaded->frames, true);
        }
    }
    return loaded;
}

}  // namespace hearth::returns
