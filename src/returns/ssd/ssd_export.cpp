#include "returns/ssd/ssd_export.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "base/json.h"
#include "base/json_writer.h"
#include "returns/export_log.h"
#include "returns/list_returns.h"
#include "returns/ssd/ssd_map.h"

namespace hearth::returns {
namespace {

struct Parts {
    std::string fields, joins, key;
    std::size_t count = 0;
};
// The key of the dataset's table is the key of its row in the view, whatever it looks like there.
Parts parts_of(const SsdTable& table) {
    Parts out;
    const auto key = ssd_key(table);
    for (const auto field : ssd_fields(table)) {
        std::string said = fmt::format("CAST(v.{} AS TEXT)", field);
        if (const auto space = ssd_space(table, field); !space.empty()) {
            const auto name = fmt::format("k{}", out.count);
            out.joins += fmt::format(
                "\nLEFT JOIN foreign_key {0} ON {0}.table_name = '{1}' AND {0}.ours = {2}", name,
                space, said);
            said = fmt::format("coalesce({}.theirs, {})", name, said);
        }
        if (field == key) out.key = said;
        out.fields += fmt::format("{} AS f{}, ", said, out.count++);
    }
    return out;
}

std::vector<ListColumn> columns_of(const SsdTable& table) {
    std::vector<ListColumn> columns;
    for (const auto field : ssd_fields(table))
        columns.push_back({std::string(field), CellKind::text});
    return columns;
}

}  // namespace

SsdExported::SsdExported(const SsdTable& table)
    : fields_(ssd_fields(table)), texts_(fields_.size()) {}

bool SsdExported::read(const store::Row& row) {
    const auto width = static_cast<int>(fields_.size());
    for (int i = 0; i < width; ++i) texts_[static_cast<std::size_t>(i)] = row.text(i);
    whole_ = false;
    if (row.is_null(width)) return true;
    const std::string_view kind = row.text(width + 1);
    if (kind == "absent") return false;
    whole_ = kind == "whole";
    const auto kept = Json::parse(row.text(width));
    if (!kept) throw std::runtime_error("dataset_kept holds a text that is no JSON");
    for (const auto& member : kept->members()) {
        const auto at = std::find(fields_.begin(), fields_.end(), member.name);
        if (at == fields_.end() || member.value.items().size() != 2) continue;
        auto& text = texts_[static_cast<std::size_t>(at - fields_.begin())];
        const auto theirs = member.value.items()[0].text().value_or("");
        const auto ours = member.value.items()[1].text().value_or("");
        if (text == ours) text = theirs;
    }
    return true;
}

store::Sql ssd_view_sql(const SsdTable& table) {
    const auto parts = parts_of(table);
    return store::Sql::trusted(fmt::format("view_{}", table.name),
                               fmt::format("SELECT {}CAST(v.{} AS TEXT) AS row_key FROM {} v{}",
                                           parts.fields, ssd_key(table), table.name, parts.joins));
}

store::Sql ssd_export_sql(const SsdTable& table) {
    const auto parts = parts_of(table);
    std::string nothing;
    for (std::size_t i = 0; i < parts.count; ++i) nothing += "CAST(NULL AS TEXT), ";
    return store::Sql::trusted(
        fmt::format("export_{}", table.name),
        fmt::format(R"(
SELECT * FROM (
SELECT {0}x.cells AS cells, x.kind AS kind, {1} AS sort_key, 0 AS twin
FROM {2} v{3}
LEFT JOIN dataset_kept x ON x.table_name = '{2}' AND x.row_key = CAST(v.{4} AS TEXT) AND x.kind IN ('row', 'absent')
UNION ALL
SELECT {5}w.cells, w.kind, w.row_key, w.twin FROM dataset_kept w WHERE w.table_name = '{2}' AND w.kind = 'whole'
) u ORDER BY sort_key, twin)",
                    parts.fields, parts.key, table.name, parts.joins, ssd_key(table), nothing));
}

std::string to_json(const KeptCells& cells) {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    for (const auto& [field, both] : cells)
        json.key(field).begin_array().value(both.first).value(both.second).end_array();
    json.end_object();
    return out;
}

std::vector<ListCount> export_ssd(store::Database& db, std::optional<Instant> known,
                                  const std::filesystem::path& folder) {
    const auto sink = csv_folder(folder);
    std::vector<ListCount> counts;
    read_known(db, known, [&](store::Session& session) {
        counts.clear();
        std::uint64_t all = 0;
        for (const auto& table : kSsdTables) {
            sink->begin(table.name, columns_of(table));
            SsdExported cells(table);
            Cells row(cells.texts().size());
            std::uint64_t rows = 0;
            session.each(ssd_export_sql(table), {}, [&](const store::Row& found) {
                if (!cells.read(found)) return;
                for (std::size_t i = 0; i < row.size(); ++i) row[i] = cells.texts()[i];
                sink->row(row);
                ++rows;
            });
            counts.push_back({std::string(table.name), rows});
            all += rows;
        }
        log_export(session, "ssd", 0, "rows", all, db.clock().now());
    });
    sink->finish();
    return counts;
}

}  // namespace hearth::returns
