// Where each field of the Standard Safeguarding Dataset lives in the record: the inverse of the
// views of migrations/views/30_dataset.sql, as a table.
//
// A field that is not here is worked out by the view (caseload, is_mother, ...), or has no place:
// what a file says of it is compared with what the record then says, and kept when they differ
// (ssd_compare.h).
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "returns/ssd_tables.h"

namespace hearth::returns {

enum class SsdVia : std::uint8_t {
    plain,   // by the type of the column
    ref,     // the id of another row; `more` names whose (a space of ids)
    yes_no,  // Y or N as 1 or 0
    words,   // `more`: "as the dataset writes it=as the record does|..."; "|*" lets others through
    flags,   // JSON of flags; `more`: "outcome=FLAG,FLAG|..."
    street,  // JSON of an address, into line1 and town
};

struct SsdField {
    std::string_view field;
    std::string_view column;
    SsdVia via = SsdVia::plain;
    std::string_view more = {};
};

struct SsdMapping {
    std::string_view table;
    std::string_view record;  // table of the record; empty: nothing of it is stored as such
    std::vector<SsdField> fields;
    std::string_view where = {};  // SQL: which rows of the record's table are of this one
    std::string_view fixed_column = {}, fixed_value = {};
};

// nullptr for a table that has no rows of its own in the record.
const SsdMapping* ssd_mapping(std::string_view table);
const SsdTable& ssd_table(std::string_view name);
// The table as other returns are read into it: with fields that the dataset lacks and the record
// has (`x_…`), and two tables that it lacks: ssd_liberty_order and ssd_adopter.
const SsdTable& ssd_wide_table(std::string_view name);
// The field that names a row: the primary key.
std::string_view ssd_key(const SsdTable& table);
std::vector<std::string_view> ssd_fields(const SsdTable& table);
// Whose ids a field holds: a table of the dataset, or family, agency, cla_period. Empty: no id.
std::string_view ssd_space(const SsdTable& table, std::string_view field);
// The table of the record in which a space's numbers are ids, and which of its rows.
struct SsdSpace {
    std::string_view record, where;
};
SsdSpace ssd_space_of(std::string_view space);
bool ssd_is_date(std::string_view field);
bool ssd_is_yes_no(const SsdTable& table, std::string_view field);

}  // namespace hearth::returns
