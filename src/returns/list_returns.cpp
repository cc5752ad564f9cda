#include "returns/list_returns.h"

#include <fmt/format.h>

#include <algorithm>

#include "returns/ssd_tables.h"

namespace hearth::returns {
namespace {

namespace fs = std::filesystem;

std::vector<ListColumn> columns_of(std::string_view fields) {
    std::vector<ListColumn> columns;
    while (!fields.empty()) {
        const auto space = std::min(fields.find(' '), fields.size());
        columns.push_back({std::string(fields.substr(0, space)), CellKind::text});
        fields.remove_prefix(std::min(space + 1, fields.size()));
    }
    return columns;
}

ListFile list_of(const SsdTable& table) {
    ListFile list;
    list.id = table.name;
    list.makes = table.name;
    list.columns = columns_of(table.fields);
    std::string fields(table.fields);
    for (auto at = fields.find(' '); at != std::string::npos; at = fields.find(' ', at + 2))
        fields.replace(at, 1, ", ");
    list.sql = fmt::format("SELECT {} FROM {} ORDER BY {}", fields, table.name, table.order);
    list.path = table.name;
    return list;
}

}  // namespace

Result<std::vector<ListCount>> export_annex_a(store::Database& db, const fs::path& practice,
                                              Date as_at, std::optional<Instant> known,
                                              const fs::path& file) {
    const auto lists = read_lists(practice / "returns" / "annex_a");
    if (!lists) return lists.failure();
    const auto sink = xlsx_file(file);
    const ListExport how{"annex_a",
                         {{"as_at", as_at},
                          {"half_year", add_months(as_at, -6)},
                          {"year_ago", add_months(as_at, -12)}},
                         known};
    return run_lists(db, lists.value(), how, *sink);
}

Result<std::vector<ListCount>> export_ssda903(store::Database& db, const fs::path& practice,
                                              int year, std::optional<Instant> known,
                                              const fs::path& folder) {
    auto lists = read_lists(practice / "returns" / "ssda903" / "lists");
    if (!lists) return lists.failure();
    auto asked = std::move(lists).value();
    std::erase_if(asked, [&](const ListFile& list) { return list.from_year > year; });
    const auto starts = Date::from(year - 1, 4, 1);
    const auto ends = Date::from(year, 3, 31);
    if (!starts || !ends)
        return Invalid{{{"year", "not_a_year", fmt::format("{} is no collection year.", year)}}};
    const auto sink = csv_folder(folder);
    return run_lists(db, asked, {"ssda903", {{"starts", *starts}, {"ends", *ends}}, known}, *sink);
}

std::vector<ListCount> export_ssd(store::Database& db, std::optional<Instant> known,
                                  const fs::path& folder) {
    std::vector<ListFile> lists;
    for (const auto& table : kSsdTables) lists.push_back(list_of(table));
    const auto sink = csv_folder(folder);
    return run_lists(db, lists, {"ssd", {}, known}, *sink);
}

}  // namespace hearth::returns
