#include "returns/lists/kept_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace hearth::returns {
namespace {

using store::Sql;

constexpr Sql kForget{
    "kept_forget",
    "DELETE FROM return_kept WHERE kind = :kind AND period = :period AND list = :list"};
constexpr Sql kKeep{"kept_keep", R"(
INSERT INTO return_kept (kind, period, list, what, row_key, field, said, recorded, import_id, recorded_at)
VALUES (:kind, :period, :list, :what, :row_key, :field, :said, :recorded, :import_id, :now))"};
constexpr Sql kKept{"kept_cells", R"(
SELECT list, what, row_key, field, said, recorded FROM return_kept
WHERE kind = :kind AND period = :period AND recorded_at <= :known
ORDER BY list, what, row_key)"};

constexpr std::size_t kBatch = 500;
constexpr char kBetween = '\x1f';

// The places of a list's key columns among `columns`; nothing when one is not there.
std::optional<std::vector<std::size_t>> key_places(const ListFile& list,
                                                   const std::vector<std::string>& columns) {
    std::vector<std::size_t> out;
    for (const auto& name : list.key) {
        const auto it = std::find(columns.begin(), columns.end(), name);
        if (it == columns.end()) return std::nullopt;
        out.push_back(static_cast<std::size_t>(it - columns.begin()));
    }
    if (out.empty()) return std::nullopt;
    return out;
}

std::vector<std::string> names_of(const ListFile& list) {
    std::vector<std::string> out;
    for (const auto& column : list.columns) out.push_back(column.name);
    return out;
}

// Makes keys of rows; the same key again gets a number.
class Keys {
  public:
    template <class CellAt>
    std::string next(const std::vector<std::size_t>& places, const CellAt& cell) {
        std::string key;
        for (const auto place : places) {
            if (!key.empty()) key += kBetween;
            key += cell(place);
        }
        const auto n = ++seen_[key];
        if (n > 1) key += fmt::format("{}#{}", kBetween, n);
        return key;
    }

  private:
    std::unordered_map<std::string, int> seen_;
};

const ListFile* list_named(const std::vector<ListFile>& lists, std::string_view makes) {
    for (const auto& list : lists)
        if (list.makes == makes) return &list;
    return nullptr;
}

struct Kept {
    std::string what, row_key, field, said, recorded;
};

std::string joined(const Cells& cells) {
    std::string out;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) out += kBetween;
        out += cells[i].value_or("");
    }
    return out;
}

class Comparing final : public TableSink {
  public:
    Comparing(const std::vector<ListFile>& lists, const SaidLists& said, bool rows)
        : lists_(lists), said_(said), whole_(rows) {}
    void begin(std::string_view table, const std::vector<ListColumn>&) override {
        end_table();
        list_ = list_named(lists_, table);
        const auto said = said_.find(std::string(table));
        if (list_ == nullptr || said == said_.end()) return;
        const auto names = names_of(*list_);
        const auto places = key_places(*list_, said->second.columns);
        const auto own = key_places(*list_, names);
        if (!places || !own) return;
        table_ = &said->second;
        places_ = *own;
        Keys keys;
        for (const auto& row : table_->rows) {
            const bool known = std::all_of(places->begin(), places->end(), [&](std::size_t i) {
                return row[i] && !row[i]->empty();
            });
            if (!known) continue;
            auto key = keys.next(*places, [&](std::size_t i) { return row[i].value_or(""); });
            if (rows_.emplace(key, &row).second) order_.push_back(std::move(key));
        }
        width_ = names.size();
        for (const auto& column : table_->columns)
            to_.push_back(static_cast<std::size_t>(std::find(names.begin(), names.end(), column) -
                                                   names.begin()));
    }
    void row(const Cells& cells) override {
        if (table_ == nullptr) return;
        const auto key =
            keys_.next(places_, [&](std::size_t i) { return std::string(cells[i].value_or("")); });
        const auto found = rows_.find(key);
        if (found == rows_.end()) {
            if (whole_) kept[list_->makes].push_back({"absent", key, "", "", joined(cells)});
            return;
        }
        const auto& said = *found->second;
        found->second = nullptr;
        for (std::size_t i = 0; i < said.size(); ++i) {
            if (!said[i] || to_[i] >= cells.size()) continue;
            const auto recorded = cells[to_[i]].value_or("");
            if (recorded != *said[i])
                kept[list_->makes].push_back(
                    {"cell", key, table_->columns[i], *said[i], std::string(recorded)});
        }
    }
    void finish() override { end_table(); }
    std::map<std::string, std::vector<Kept>> kept;  // by list

  private:
    // What the record had none of.
    void end_table() {
        for (const auto& key : order_) {
            const auto* row = rows_.at(key);
            if (!whole_ || row == nullptr) continue;
            std::vector<std::string> texts(width_);
            for (std::size_t i = 0; i < row->size(); ++i)
                if (to_[i] < width_) texts[to_[i]] = (*row)[i].value_or("");
            const Cells cells(texts.begin(), texts.end());
            kept[list_->makes].push_back({"row", key, "", joined(cells), ""});
        }
        table_ = nullptr;
        rows_.clear();
        order_.clear();
        to_.clear();
        keys_ = Keys();
    }

    const std::vector<ListFile>& lists_;
    const SaidLists& said_;
    bool whole_;
    const ListFile* list_ = nullptr;
    const SaidTable* table_ = nullptr;
    Keys keys_;
    std::size_t width_ = 0;
    std::vector<std::size_t> places_, to_;
    std::vector<std::string> order_;
    std::unordered_map<std::string, const std::vector<std::optional<std::string>>*> rows_;
};

class WithKept final : public TableSink {
  public:
    WithKept(store::Database& db, const std::vector<ListFile>& lists, const KeptOf& of,
             std::optional<Instant> known, TableSink& inner)
        : lists_(lists), inner_(inner) {
        const Instant then = known.value_or(db.clock().now());
        db.read([&](store::Session& session) {
            kept_.clear();
            session.each(kKept, {{"kind", of.kind}, {"period", of.period}, {"known", then}},
                         [&](const store::Row& row) {
                             auto& list = kept_[std::string(row.text(0))];
                             Kept one{std::string(row.text(1)), std::string(row.text(2)),
                                      std::string(row.text(3)), std::string(row.text(4)),
                                      std::string(row.text(5))};
                             if (one.what == "row") {
                                 if (of.rows) list.rows.push_back(std::move(one));
                             } else {
                                 list.cells[one.row_key].push_back(std::move(one));
                             }
                         });
        });
    }
    void begin(std::string_view table, const std::vector<ListColumn>& columns) override {
        end_table();
        inner_.begin(table, columns);
        const auto* list = list_named(lists_, table);
        const auto found = kept_.find(std::string(table));
        if (list == nullptr || found == kept_.end()) return;
        names_ = names_of(*list);
        const auto places = key_places(*list, names_);
        if (!places) return;
        places_ = *places;
        list_ = &found->second;
    }
    void row(const Cells& cells) override {
        if (list_ == nullptr) return inner_.row(cells);
        const auto key =
            keys_.next(places_, [&](std::size_t i) { return std::string(cells[i].value_or("")); });
        if (!list_->rows.empty()) had_.insert(key);
        const auto found = list_->cells.find(key);
        if (found == list_->cells.end()) return inner_.row(cells);
        Cells changed = cells;
        for (const auto& one : found->second) {
            if (one.what == "absent") {
                if (one.recorded == joined(cells)) return;
                continue;
            }
            const auto at = static_cast<std::size_t>(
                std::find(names_.begin(), names_.end(), one.field) - names_.begin());
            if (at >= changed.size() || cells[at].value_or("") != one.recorded) continue;
            changed[at] =
                one.said.empty() ? std::nullopt : std::optional<std::string_view>(one.said);
        }
        inner_.row(changed);
    }
    void finish() override {
        end_table();
        inner_.finish();
    }

  private:
    struct List {
        std::unordered_map<std::string, std::vector<Kept>> cells;  // and absent rows, by key
        std::vector<Kept> rows;
    };
    void end_table() {
        if (list_ != nullptr)
            for (const auto& one : list_->rows) {
                if (had_.contains(one.row_key)) continue;
                Cells cells;
                const std::string_view said = one.said;
                for (std::size_t at = 0; at <= said.size();) {
                    const auto end = std::min(said.find(kBetween, at), said.size());
                    const auto cell = said.substr(at, end - at);
                    cells.push_back(cell.empty() ? std::nullopt : std::optional(cell));
                    at = end + 1;
                }
                if (cells.size() == names_.size()) inner_.row(cells);
            }
        list_ = nullptr;
        had_.clear();
        keys_ = Keys();
    }

    const std::vector<ListFile>& lists_;
    TableSink& inner_;
    std::unordered_map<std::string, List> kept_;
    const List* list_ = nullptr;
    std::unordered_set<std::string> had_;
    std::vector<std::string> names_;
    std::vector<std::size_t> places_;
    Keys keys_;
};

}  // namespace

std::uint64_t keep_said(store::Database& db, const std::vector<ListFile>& lists,
                        const store::Params& params, const KeptOf& of, const SaidLists& said,
                        std::int64_t import_id) {
    std::vector<ListFile> asked;
    for (const auto& list : lists)
        if (said.contains(list.makes)) asked.push_back(list);
    Comparing differences(asked, said, of.rows);
    ListExport how{of.kind, params, {}};
    how.leaves = false;
    run_lists(db, asked, how, differences);
    std::uint64_t count = 0;
    for (const auto& list : asked) {
        const auto& kept = differences.kept[list.makes];
        count += kept.size();
        const Instant now = db.clock().now();
        db.write([&](store::Session& session) {
            session.execute(kForget,
                            {{"kind", of.kind}, {"period", of.period}, {"list", list.makes}});
            store::Rows rows(10);
            const auto flush = [&] {
                if (rows.size() > 0) session.insert_many(kKeep, rows);
                rows.clear();
            };
            for (const auto& one : kept) {
                rows.add(of.kind, of.period, list.makes, one.what, one.row_key, one.field, one.said,
                         one.recorded, import_id, now);
                if (rows.size() >= kBatch) flush();
            }
            flush();
        });
    }
    return count;
}

std::unique_ptr<TableSink> with_kept(store::Database& db, const std::vector<ListFile>& lists,
                                     const KeptOf& of, std::optional<Instant> known,
                                     TableSink& inner) {
    return std::make_unique<WithKept>(db, lists, of, known, inner);
}

}  // namespace hearth::returns
