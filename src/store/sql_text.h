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

// one_person(id), each_record(:ids) and "x IN same_person(id)" are spelled out for both databases:
// the person that a record of a person is shown as (itself, when it was never merged with another),
// and every record of these people, or of this one, as known (migrations/0042). Then, each_id( and
// each_text( become json_each(.
std::string sqlite_text(std::string_view sql);

// ":name" becomes "$n", the same n for the same name. One that is only asked whether it is NULL
// (":name IS NULL OR team = :name") gets an n of its own: PostgreSQL finds a parameter's type from
// its first place, and there is none to be found.
struct PostgresText {
    struct Slot {
        std::size_t name = 0;  // which of `names` is bound here
        bool null_test = false;
        bool operator==(const Slot&) const = default;
    };
    std::string text;
    std::vector<std::string> names;  // in the order of their first places
    std::vector<Slot> slots;         // slots[n - 1] is $n
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
