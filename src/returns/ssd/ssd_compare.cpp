#include "returns/ssd/ssd_compare.h"

#include <algorithm>

#include "returns/ssd/ssd_export.h"
#include "returns/ssd/ssd_map.h"

namespace hearth::returns {
namespace {

using store::Sql;

constexpr std::size_t kAtOnce = 2'000;

constexpr Sql kForgetAll{"kept_forget_all", "DELETE FROM dataset_kept WHERE table_name = :table"};
constexpr Sql kForgetRows{"kept_forget_rows", R"(
DELETE FROM dataset_kept WHERE table_name = :table AND kind <> 'whole'
AND row_key IN (SELECT value FROM each_text(:keys)))"};
constexpr Sql kForgetWhole{"kept_forget_whole", R"(
DELETE FROM dataset_kept WHERE table_name = :table AND kind = 'whole'
AND row_key IN (SELECT value FROM each_text(:keys)))"};
constexpr Sql kKeep{"kept_add", R"(
INSERT INTO dataset_kept (table_name, row_key, kind, twin, cells, import_id) VALUES (:table, :key, :kind, :twin, :cells, :import))"};

struct Place {
    std::size_t offset = 0, line = 0;
    bool seen = false;
};
struct Index {
    std::unordered_map<std::string, Place> rows;
    std::vector<std::pair<std::string, Place>> twins;
};
Index index_of(const SsdTable& table, SsdFile& file) {
    const auto fields = ssd_fields(table);
    const auto key = static_cast<std::size_t>(
        std::find(fields.begin(), fields.end(), ssd_key(table)) - fields.begin());
    Index out;
    file.rewind();
    SsdRow row;
    while (file.next(row)) {
        const Place place{row.offset, row.line, false};
        if (row.cells[key].empty() || !out.rows.emplace(row.cells[key], place).second)
            out.twins.emplace_back(row.cells[key], place);
    }
    return out;
}

bool alike(std::string_view field, std::string_view theirs, std::string_view ours) {
    if (theirs == ours) return true;
    return field.ends_with("_json") && ssd_compact_json(theirs) == ssd_compact_json(ours);
}

class Keeper {
  public:
    Keeper(store::Session& session, const SsdTable& table, std::int64_t import_id, bool all)
        : session_(session), table_(table), import_(import_id), all_(all) {
        if (all_) session_.execute(kForgetAll, {{"table", table_.name}});
    }
    void touched(std::string_view key) {
        if (!all_) keys_.emplace_back(key);
        if (keys_.size() >= kAtOnce) flush();
    }
    void whole_touched(std::string_view key) {
        if (!all_) wholes_.emplace_back(key);
        if (wholes_.size() >= kAtOnce) flush();
    }
    void keep(std::string_view key, std::string_view kind, int twin, std::string cells) {
        rows_.add(table_.name, key, kind, twin, std::move(cells), import_);
        if (rows_.size() >= kAtOnce) flush();
    }
    void flush() {
        if (!keys_.empty())
            session_.execute(kForgetRows, {{"table", table_.name}, {"keys", keys_}});
        if (!wholes_.empty())
            session_.execute(kForgetWhole, {{"table", table_.name}, {"keys", wholes_}});
        if (rows_.size() > 0) session_.insert_many(kKeep, rows_);
        keys_.clear();
        wholes_.clear();
        rows_.clear();
    }

  private:
    store::Session& session_;
    const SsdTable& table_;
    std::int64_t import_;
    bool all_;
    std::vector<std::string> keys_, wholes_;
    store::Rows rows_{6};
};

}  // namespace

SsdChanges ssd_changes(store::Session& session, const SsdTable& table, SsdFile& file) {
    SsdChanges out;
    const auto index = index_of(table, file);
    const auto fields = ssd_fields(table);
    const auto key = static_cast<std::size_t>(
        std::find(fields.begin(), fields.end(), ssd_key(table)) - fields.begin());
    SsdExported exported(table);
    session.each(ssd_export_sql(table), {}, [&](const store::Row& row) {
        if (!exported.read(row) || exported.whole()) return;
        const auto found = index.rows.find(exported.texts()[key]);
        if (found == index.rows.end()) return;
        const auto theirs = file.read_at(found->second.offset, found->second.line);
        std::uint64_t mask = 0;
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (file.has(fields[i]) && !alike(fields[i], theirs.cells[i], exported.texts()[i]))
                mask |= std::uint64_t{1} << i;
        out[found->first] = mask;
    });
    return out;
}

SsdKept ssd_keep(store::Session& session, const SsdTable& table, SsdFile& file,
                 std::int64_t import_id, bool into_empty) {
    SsdKept out;
    auto index = index_of(table, file);
    const auto fields = ssd_fields(table);
    const auto key = static_cast<std::size_t>(
        std::find(fields.begin(), fields.end(), ssd_key(table)) - fields.begin());
    Keeper keeper(session, table, import_id, into_empty);
    session.each(ssd_view_sql(table), {}, [&](const store::Row& row) {
        const std::string row_key(row.text(static_cast<int>(fields.size())));
        const auto found = index.rows.find(std::string(row.text(static_cast<int>(key))));
        if (found == index.rows.end() || found->second.seen) {
            if (into_empty) keeper.keep(row_key, "absent", 0, "{}");
            return;
        }
        found->second.seen = true;
        keeper.touched(row_key);
        keeper.whole_touched(found->first);
        const auto theirs = file.read_at(found->second.offset, found->second.line);
        KeptCells cells;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const auto ours = row.text(static_cast<int>(i));
            if (file.has(fields[i]) && !alike(fields[i], theirs.cells[i], ours))
                cells[std::string(fields[i])] = {theirs.cells[i], std::string(ours)};
        }
        if (cells.empty()) return;
        out.cells += cells.size();
        keeper.keep(row_key, "row", 0, to_json(cells));
    });
    const auto whole = [&](const std::string& name, const SsdRow& theirs, int twin) {
        KeptCells cells;
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (!theirs.cells[i].empty())
                cells[std::string(fields[i])] = {theirs.cells[i], std::string()};
        ++out.rows;
        keeper.keep(name, "whole", twin, to_json(cells));
    };
    // In the order of the file, so that two imports keep the same.
    std::vector<std::pair<std::size_t, std::string>> unseen;
    for (const auto& [name, place] : index.rows)
        if (!place.seen) unseen.emplace_back(place.offset, name);
    std::sort(unseen.begin(), unseen.end());
    for (const auto& [offset, name] : unseen) keeper.whole_touched(name);
    for (const auto& [name, place] : index.twins) keeper.whole_touched(name);
    keeper.flush();
    for (const auto& [offset, name] : unseen) whole(name, file.read_at(offset, 0), 0);
    std::unordered_map<std::string, int> twins;
    for (const auto& [name, place] : index.twins) {
        const auto theirs = file.read_at(place.offset, place.line);
        const auto first = index.rows.find(name);
        if (first != index.rows.end() &&
            file.read_at(first->second.offset, 0).cells == theirs.cells)
            continue;  // the same row, twice
        whole(name, theirs, ++twins[name]);
    }
    keeper.flush();
    return out;
}

}  // namespace hearth::returns
