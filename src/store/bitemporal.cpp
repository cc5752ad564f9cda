#include "store/bitemporal.h"

#include <algorithm>

#include "store/error.h"

namespace hearth::store {
namespace {

Sql insert_of(std::string_view table, const std::vector<std::string_view>& columns) {
    std::string names = "version_id, id, recorded_at, superseded_at, recorded_by";
    std::string values = ":version_id, :id, :recorded_at, :superseded_at, :recorded_by";
    for (const auto c : columns) {
        names += ", " + std::string(c);
        values += ", :" + std::string(c);
    }
    return Sql::trusted(std::string(table) + "_insert", "INSERT INTO " + std::string(table) + " (" +
                                                            names + ") VALUES (" + values + ")");
}

Params with_version(std::int64_t version_id, std::int64_t id, WorkerId by, Instant at,
                    const Params& values) {
    Params all{{"version_id", version_id},
               {"id", id},
               {"recorded_at", at},
               {"superseded_at", kForever},
               {"recorded_by", by.value}};
    all.add(values);
    return all;
}

Invalid changed_meanwhile() {
    return invalid("version", "changed_meanwhile",
                   "Someone else changed this while you were working on it. Look at their change, "
                   "then make yours.");
}

// Closes the expected version at `at`, or later when the clock runs behind that version. Nothing
// when it is not current.
std::optional<Instant> close_expected(Session& session, const VersionTable& table,
                                      std::int64_t expected_version, std::int64_t id, Instant at) {
    struct Current {
        std::int64_t version;
        Instant recorded_at;
    };
    const auto current = session.one(table.current_sql(), {{"id", id}}, [](const Row& row) {
        return Current{row.int64(0), row.instant(1).value_or(Instant{})};
    });
    if (!current || current->version != expected_version) return std::nullopt;
    // A version that ends as it begins could be seen at no instant.
    if (at <= current->recorded_at) at = current->recorded_at + std::chrono::milliseconds{1};
    const auto closed =
        session.execute(table.close_sql(), {{"version_id", expected_version}, {"at", at}});
    if (closed != 1) return std::nullopt;
    return at;
}

}  // namespace

VersionTable::VersionTable(std::string_view table, std::vector<std::string_view> columns)
    : name_(table),
      columns_(std::move(columns)),
      insert_(insert_of(table, columns_)),
      close_(Sql::trusted(
          std::string(table) + "_close",
          "UPDATE " + std::string(table) +
              " SET superseded_at = :at WHERE version_id = :version_id AND superseded_at = "
              "'9999-12-31T23:59:59.999Z'")),
      current_(Sql::trusted(std::string(table) + "_current",
                            "SELECT version_id, recorded_at FROM " + std::string(table) +
                                " WHERE id = :id AND superseded_at = '9999-12-31T23:59:59.999Z'")) {
}

void append_version(Session& session, const VersionTable& table, std::int64_t version_id,
                    std::int64_t id, const Recording& recording, const Params& values) {
    session.execute(table.insert_sql(),
                    with_version(version_id, id, recording.by, recording.at, values));
}

Result<Done> supersede(Session& session, const VersionTable& table, std::int64_t expected_version,
                       std::int64_t version_id, std::int64_t id, const Recording& recording,
                       const Params& values) {
    const auto at = close_expected(session, table, expected_version, id, recording.at);
    if (!at) return changed_meanwhile();
    session.execute(table.insert_sql(), with_version(version_id, id, recording.by, *at, values));
    return Done{};
}

Result<Done> close_version(Session& session, const VersionTable& table,
                           std::int64_t expected_version, std::int64_t id,
                           const Recording& recording) {
    if (!close_expected(session, table, expected_version, id, recording.at))
        return changed_meanwhile();
    return Done{};
}

}  // namespace hearth::store
