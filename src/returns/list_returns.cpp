#include "returns/list_returns.h"

#include <fmt/format.h>

#include "returns/lists/kept_cells.h"

namespace hearth::returns {

namespace fs = std::filesystem;

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
    const auto kept = with_kept(db, lists.value(), {"annex_a", "", false}, known, *sink);
    return run_lists(db, lists.value(), how, *kept);
}

Result<std::vector<ListCount>> export_ssda903(store::Database& db, const fs::path& practice,
                                              int year, std::optional<Instant> known,
                                              const fs::path& folder) {
    const auto sink = csv_folder(folder);
    return export_ssda903(db, practice, year, known, *sink);
}

Result<std::vector<ListCount>> export_ssda903(store::Database& db, const fs::path& practice,
                                              int year, std::optional<Instant> known,
                                              TableSink& sink, const std::vector<PersonId>* only) {
    auto lists = read_lists(practice / "returns" / "ssda903" / "lists");
    if (!lists) return lists.failure();
    auto asked = std::move(lists).value();
    std::erase_if(asked, [&](const ListFile& list) { return list.from_year > year; });
    const auto starts = Date::from(year - 1, 4, 1);
    const auto ends = Date::from(year, 3, 31);
    if (!starts || !ends)
        return Invalid{{{"year", "not_a_year", fmt::format("{} is no collection year.", year)}}};
    const auto kept =
        with_kept(db, asked, {"ssda903", std::to_string(year), only == nullptr}, known, sink);
    return run_lists(db, asked, {"ssda903", {{"starts", *starts}, {"ends", *ends}}, known, only},
                     *kept);
}

}  // namespace hearth::returns
