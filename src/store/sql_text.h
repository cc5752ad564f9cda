// What each database needs done to the text of a statement or a migration before it is sent.
//
// Reads SQL as tokens (quoted texts, quoted names, comments, dollar quotes, parameters, words), so
// that nothing inside quotes or comments is touched. It is no parser. Internal to the store.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "store/session.h"

namespace hearth::store {

// each_id( and each_text( become json_each(.
std::string sqlite_text(std::string_view sql);

// ":name" becomes "$n", the same n for the same name.
struct PostgresText {
    std::string text;
    std::vector<std::string> names;  // names[n - 1] is $n
};
PostgresText postgres_text(std::string_view sql);

// A migration for one database: the blocks that are for it; on SQLite types are mapped and tables
// made STRICT.
std::string migration_text(std::string_view text, Dialect dialect);

// "INSERT INTO t (a, b) VALUES (:a, :b)" and nothing more: what COPY can do instead.
struct PlainInsert {
    bool plain = false;
    std::string table;
    std::string columns;  // "a, b"
};
PlainInsert plain_insert(std::string_view sql);

}  // namespace hearth::store
