// The views of the record. Each has one definition, in migrations/views/NN_title.sql, built into
// the program; their names begin with hearth_, ssd_ or annex_a_.
//
// They are not migrated: whenever a migration is to run, or their text differs from what was last
// made (schema_migration number 0), all of them are dropped and made again in the order of the
// files. So a migration finds no views and may make none; and rights given on single views of
// PostgreSQL must be given again after an upgrade, or by default privileges.
//
// A table of versions as it was known is said in one line,
//     CREATE VIEW hearth_visit AS KNOWN visit (entry_id, ONE person_id, visit_date);
// and means: id, recorded_at and these columns of what is current, read through the indexes that
// pages use, and of what was superseded since known_at(), through the table's _past index. ONE
// before a column that names a person gives the person that the record is shown as (hearth_merged);
// rows of people who were never merged are still found through their index.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "store/migrations.h"

namespace hearth::store {

// The files, in order, with the number that the name begins with.
const std::vector<Migration>& built_in_views();

// The text with each table "as known" in SQL that both databases know; the rest as it is. Throws
// std::invalid_argument when a line is not of that form.
std::string spell_known_views(std::string_view text);

}  // namespace hearth::store
