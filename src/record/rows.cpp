#include "record/rows.h"

#include <fmt/format.h>

#include <charconv>
#include <stdexcept>

#include "store/migrations.h"

namespace hearth::record {

bool is_header(std::string_view column) {
    return column == "version_id" || column == "id" || column == "recorded_at" ||
           column == "superseded_at" || column == "recorded_by";
}

namespace {

using practice::ColumnType;

practice::TableCatalog read_built_in() {
    practice::TableCatalog catalog;
    for (const auto& migration : store::built_in_migrations())
        practice::read_catalog(migration.text, catalog);
    return catalog;
}

struct Known {
    store::VersionTable table;
    store::Sql current;
    bool has_entry;
};

std::map<std::string, Known, std::less<>> read_version_tables() {
    std::map<std::string, Known, std::less<>> out;
    for (const auto& [name, table] : record_catalog().tables) {
        if (!table.versions()) continue;
        std::vector<std::string_view> own;
        std::string columns = "version_id";
        for (const auto& column : table.columns) {
            if (is_header(column.name)) continue;
            own.push_back(column.name);
            columns += ", " + column.name;
        }
        out.emplace(name,
                    Known{store::VersionTable(name, own),
                          store::Sql::trusted(
                              "current_" + name,
                              fmt::format("SELECT {} FROM {} WHERE id = :id AND superseded_at = "
                                          "'9999-12-31T23:59:59.999Z'",
                                          columns, name)),
                          table.has("entry_id")});
    }
    return out;
}

const Known& known(std::string_view table) {
    static const auto tables = read_version_tables();
    const auto it = tables.find(table);
    if (it == tables.end())
        throw std::logic_error(fmt::format("'{}' is no table of versions", table));
    return it->second;
}

template <class N>
std::optional<N> number(std::string_view text) {
    N out{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return out;
}

}  // namespace

const practice::TableCatalog& record_catalog() {
    static const practice::TableCatalog catalog = read_built_in();
    return catalog;
}

const store::VersionTable& version_table(std::string_view table) {
    return known(table).table;
}

std::optional<store::Value> value_for(const practice::Column& column, std::string_view text) {
    if (text.empty()) return store::Value{};
    switch (column.type) {
        case ColumnType::id: {
            if (const auto id = id_from_text(text)) return store::Value(*id);
            if (const auto plain = number<std::int64_t>(text)) return store::Value(*plain);
            return std::nullopt;
        }
        case ColumnType::integer: {
            if (text == "yes") return store::Value(1);
            if (text == "no") return store::Value(0);
            if (const auto n = number<std::int64_t>(text)) return store::Value(*n);
            return std::nullopt;
        }
        case ColumnType::number: {
            if (const auto n = number<double>(text)) return store::Value(*n);
            return std::nullopt;
        }
        case ColumnType::text:
            return store::Value(text);
        case ColumnType::date: {
            if (const auto date = Date::parse(text)) return store::Value(*date);
            if (const auto at = Instant::parse(text)) return store::Value(date_of(*at));
            return std::nullopt;
        }
        case ColumnType::instant: {
            if (const auto at = Instant::parse(text)) return store::Value(*at);
            if (const auto date = Date::parse(text)) return store::Value(instant_of(*date, 0));
            return std::nullopt;
        }
    }
    return std::nullopt;
}

store::Params RowWriter::params(const store::VersionTable& table, const Values& values) const {
    store::Params out;
    std::size_t used = 0;
    for (const auto column : table.columns()) {
        const auto it = values.find(column);
        if (it != values.end()) {
            ++used;
            out.add(column, it->second);
        } else if (column == "entry_id") {
            out.add(column, entry_);
        } else {
            // NOT NULL DEFAULT in the migration: the default is the value of a column nobody gave.
            const auto& preset = record_catalog().find(table.name())->find(column)->preset;
            out.add(column,
                    preset ? *value_for(*record_catalog().find(table.name())->find(column), *preset)
                           : store::Value{});
        }
    }
    if (used != values.size())
        for (const auto& [column, value] : values)
            if (record_catalog().find(table.name())->find(column) == nullptr)
                throw std::logic_error(fmt::format("{} has no column {}", table.name(), column));
    return out;
}

std::int64_t RowWriter::insert(std::string_view table, const Values& values) {
    return insert_as(table, context_.ids.make(context_.now), values);
}

std::int64_t RowWriter::insert_as(std::string_view table, std::int64_t id, const Values& values) {
    const auto& versions = version_table(table);
    store::append_version(session_, versions, context_.ids.make(context_.now), id, recording(),
                          params(versions, values));
    return id;
}

std::optional<Values> RowWriter::current(std::string_view table, std::int64_t id,
                                         std::int64_t* version) {
    const auto& [versions, sql, has_entry] = known(table);
    const auto& columns = record_catalog().find(table)->columns;
    return session_.one(sql, {{"id", id}}, [&](const store::Row& row) {
        if (version != nullptr) *version = row.int64(0);
        Values out;
        int i = 1;
        for (const auto& column : columns) {
            if (is_header(column.name)) continue;
            store::Value value;
            if (!row.is_null(i)) {
                switch (column.type) {
                    case ColumnType::id:
                    case ColumnType::integer:
                        value = row.int64(i);
                        break;
                    case ColumnType::number:
                        value = row.real(i);
                        break;
                    case ColumnType::text:
                    case ColumnType::date:
                    case ColumnType::instant:
                        value = row.text(i);
                        break;
                }
            }
            out.emplace(column.name, std::move(value));
            ++i;
        }
        return out;
    });
}

Result<Done> RowWriter::revise(std::string_view table, std::int64_t id, const Values& changes) {
    std::int64_t version = 0;
    auto values = current(table, id, &version);
    if (!values) return Refusal{"absent"};
    for (const auto& [column, value] : changes) {
        const auto it = values->find(column);
        if (it == values->end())
            throw std::logic_error(fmt::format("{} has no column {}", table, column));
        it->second = value;
    }
    if (known(table).has_entry && entry_) (*values)["entry_id"] = entry_;
    const auto& versions = version_table(table);
    return store::supersede(session_, versions, version, context_.ids.make(context_.now), id,
                            recording(), params(versions, *values));
}

}  // namespace hearth::record
