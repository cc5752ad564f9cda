// Brings a schema up to date. Internal to the store; the rules are in store/migrations.h.
#pragma once
#include <string>
#include <vector>

#include "base/time.h"
#include "store/migrations.h"
#include "store/session.h"

namespace hearth::store {

// What a database must be able to do to be migrated. begin() also keeps other processes out until
// the end.
class SchemaTarget {
  public:
    virtual ~SchemaTarget() = default;
    virtual void begin() = 0;
    virtual void script(const std::string& text) = 0;
    virtual void commit() = 0;
    virtual void roll_back() noexcept = 0;
    virtual Session& session() = 0;
};

// With `apply` false, only checks: a migration that has not run, or views that are not as the
// program has them, are then an error.
void migrate(SchemaTarget& target, const std::vector<Migration>& migrations,
             const std::vector<Migration>& views, Instant now, bool apply);

// "0001_store <sha256>", in order: what a backup's manifest says of its schema.
std::vector<std::string> migration_marks(const std::vector<Migration>& migrations);

}  // namespace hearth::store
