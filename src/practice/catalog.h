// The record's tables and columns, read from the migrations themselves, so that a form cannot be
// loaded that would write a column which does not exist. Knows names, types and the code list that
// a column's comment states; not indexes or keys.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "practice/definitions.h"

namespace hearth::practice {

enum class ColumnType { id, integer, number, text, date, instant };

struct Column {
    std::string name;
    ColumnType type = ColumnType::text;
    bool required = false;                   // NOT NULL without a default
    std::string codes;                       // "code list X" in the column's comment; "" none
    std::optional<std::string> preset = {};  // DEFAULT of the column, as text: "0"
};
struct Table {
    std::string name;
    std::vector<Column> columns;
    const Column* find(std::string_view column) const;
    bool has(std::string_view column) const { return find(column) != nullptr; }
    bool versions() const { return has("superseded_at"); }
    // The column that says that a row is over ("end_date", "closed_on"); nothing when rows do not
    // end. An open row is a current one in which it is NULL.
    std::optional<std::string> end_column() const;
    // The date that a row begins with, and that $happened fills: start_date, from_date, opened_on,
    // ...
    std::optional<std::string> start_column() const;
};
struct TableCatalog {
    std::map<std::string, Table, std::less<>> tables;
    const Table* find(std::string_view table) const;
};

// Adds what CREATE TABLE and ALTER TABLE ... ADD COLUMN in `sql` say. A column's type is its SQL
// type, and for TEXT its name: ..._at is an instant; ..._date, ..._on, born, died and expected are
// dates.
void read_catalog(std::string_view sql, TableCatalog& catalog);
// All *.sql of a folder, by name. Throws std::runtime_error when the folder cannot be read.
TableCatalog catalog_of(const std::string& migrations_folder);

// The columns that the engine fills when an effect does not set them: one table for the engine and
// for the checker. docs/practice_language.md says with what.
bool filled_by_engine(EffectKind kind, std::string_view table, std::string_view column, Per per);

}  // namespace hearth::practice
