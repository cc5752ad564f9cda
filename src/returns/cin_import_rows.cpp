#include "returns/cin_import_rows.h"

#include <fmt/format.h>

#include <stdexcept>

#include "base/time.h"

namespace hearth::returns {

std::int64_t BulkRows::add(std::string_view table, record::Values values) {
    return add_as(table, context_.ids.make(context_.now), std::move(values));
}

std::int64_t BulkRows::add_as(std::string_view table, std::int64_t id, record::Values values) {
    const auto& versions = record::version_table(table);
    const auto& catalog = *record::record_catalog().find(table);
    auto it = rows_.find(table);
    if (it == rows_.end())
        it = rows_.emplace(std::string(table), store::Rows(versions.columns().size() + 5)).first;
    store::Rows& rows = it->second;
    rows.add(context_.ids.make(context_.now), id, context_.now, kForever,
             context_.subject.worker.value);
    std::size_t used = 0;
    for (const auto column : versions.columns()) {
        const auto given = values.find(column);
        if (given != values.end()) {
            ++used;
            rows.append(std::move(given->second));
            continue;
        }
        const auto& known = *catalog.find(column);
        rows.append(known.preset ? *record::value_for(known, *known.preset) : store::Value{});
    }
    if (used != values.size())
        throw std::logic_error(fmt::format("{} lacks a column that was given", table));
    ++added_;
    return id;
}

void BulkRows::add_plain(const store::Sql& sql, std::vector<store::Value> values) {
    auto it = plain_.find(sql.name());
    if (it == plain_.end())
        it = plain_.emplace(std::string(sql.name()), Plain{sql, store::Rows(values.size())}).first;
    for (auto& value : values) it->second.rows.append(std::move(value));
}

void BulkRows::flush(store::Session& session) {
    for (auto& [table, rows] : rows_) {
        if (rows.size() == 0) continue;
        session.insert_many(record::version_table(table).insert_sql(), rows);
        rows.clear();
    }
    for (auto& [name, plain] : plain_) {
        if (plain.rows.size() == 0) continue;
        session.insert_many(plain.sql, plain.rows);
        plain.rows.clear();
    }
}

}  // namespace hearth::returns
