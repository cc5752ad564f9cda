#include "returns/lists/run_list.h"

#include <fmt/format.h>

#include <cctype>
#include <stdexcept>

#include "returns/export_log.h"
#include "returns/lists/narrow.h"

namespace hearth::returns {
namespace {

// Those that the SELECT asks for: a statement must be given all its parameters and no other.
store::Params asked(const std::string& sql, const store::Params& all) {
    store::Params out;
    for (const auto& param : all.all()) {
        const auto name = fmt::format(":{}", param.name);
        for (auto at = sql.find(name); at != std::string::npos; at = sql.find(name, at + 1)) {
            const auto next = at + name.size();
            const bool whole =
                next == sql.size() ||
                (std::isalnum(static_cast<unsigned char>(sql[next])) == 0 && sql[next] != '_');
            if (!whole) continue;
            out.add(param.name, param.value);
            break;
        }
    }
    return out;
}

std::uint64_t run(store::Session& session, const ListFile& list, const store::Params& params,
                  bool few, TableSink& sink) {
    const std::string name = (few ? "list_of_few_" : "list_") + list.id;
    const std::string sql = few ? narrowed(list.sql) : list.sql;
    sink.begin(list.makes, list.columns);
    std::uint64_t rows = 0;
    Cells cells(list.columns.size());
    session.each(store::Sql::trusted(name, sql), asked(sql, params), [&](const store::Row& row) {
        if (static_cast<std::size_t>(row.columns()) != cells.size())
            throw std::runtime_error(
                fmt::format("{}: the header names {} columns and the SELECT gives {}",
                            list.path.string(), cells.size(), row.columns()));
        for (int i = 0; i < row.columns(); ++i)
            cells[static_cast<std::size_t>(i)] =
                row.is_null(i) ? std::nullopt : std::optional(row.text(i));
        sink.row(cells);
        ++rows;
    });
    return rows;
}

}  // namespace

std::vector<ListCount> run_lists(store::Database& db, const std::vector<ListFile>& lists,
                                 const ListExport& how, TableSink& sink) {
    std::vector<ListCount> counts;
    store::Params params = how.params;
    if (how.only != nullptr) params.add("only", *how.only);
    read_known(db, how.known, [&](store::Session& session) {
        counts.clear();
        std::uint64_t all = 0;
        for (const auto& list : lists) {
            counts.push_back({list.makes, run(session, list, params, how.only != nullptr, sink)});
            all += counts.back().rows;
        }
        if (how.only == nullptr && how.leaves)
            log_export(session, how.what, 0, "rows", all, db.clock().now());
    });
    sink.finish();
    return counts;
}

}  // namespace hearth::returns
