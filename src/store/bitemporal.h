// Tables of versions: nothing is overwritten, a new version closes the old one.
//
// A table of versions has the columns version_id, id, recorded_at, superseded_at, recorded_by and
// then its own. `superseded_at` is kForever while the version is current. What was known on K is
//     recorded_at <= K AND superseded_at > K
// which with K = known_at() serves both now and Database::read_as_known.
//
// Guarantees that a version is closed at the instant at which the next begins, in one transaction;
// that a change made from a version which is no longer current is refused; and that recorded_at
// never runs backwards within one id (a clock set back is lifted to the instant of the version
// before). It does not check what the columns mean.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "store/session.h"
#include "store/value.h"

namespace hearth::store {

// One per table, as a constant beside its use case:
// `const VersionTable kPerson{"person", {"given", "surname", "sex"}};`
class VersionTable {
  public:
    VersionTable(std::string_view table, std::vector<std::string_view> columns);

    std::string_view name() const { return name_; }
    const std::vector<std::string_view>& columns() const { return columns_; }
    const Sql& insert_sql() const {
        return insert_;
    }  // all versions' columns, then its own, by name
    const Sql& close_sql() const { return close_; }
    const Sql& current_sql() const {
        return current_;
    }  // version_id, recorded_at of the current version of :id

  private:
    std::string_view name_;
    std::vector<std::string_view> columns_;
    Sql insert_;
    Sql close_;
    Sql current_;
};

// Who recorded it and when; the same for every row of one act.
struct Recording {
    WorkerId by;
    Instant at;
};

// The first version of a new thing. `values` gives every own column of the table by name (the
// others are set here).
void append_version(Session& session, const VersionTable& table, std::int64_t version_id,
                    std::int64_t id, const Recording& recording, const Params& values);

// The next version. `expected_version` is the version that the change was made from: when it is no
// longer current, the answer is Invalid with code "changed_meanwhile" and nothing is written.
Result<Done> supersede(Session& session, const VersionTable& table, std::int64_t expected_version,
                       std::int64_t version_id, std::int64_t id, const Recording& recording,
                       const Params& values);

// Ends the thing: the current version is closed and none follows (a row recorded in error). Same
// refusal.
Result<Done> close_version(Session& session, const VersionTable& table,
                           std::int64_t expected_version, std::int64_t id,
                           const Recording& recording);

}  // namespace hearth::store
