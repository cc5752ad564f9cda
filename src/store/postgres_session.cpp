#include <libpq-fe.h>

#include "store/postgres_connection.h"
#include "store/postgres_values.h"
#include "store/sql_text.h"

namespace hearth::store {
namespace {

constexpr Instant kFarFuture{253402214400000 - 86400000};  // 9999-12-30T00:00:00.000Z

constexpr Sql kSavepoint{"savepoint", "SAVEPOINT nested"};
constexpr Sql kRelease{"release", "RELEASE SAVEPOINT nested"};
constexpr Sql kRollbackTo{"rollback_to", "ROLLBACK TO SAVEPOINT nested"};
constexpr Sql kKnownAt{"set_known_at", "SELECT set_config('hearth.known_at', :at, true)"};

}  // namespace

PgSession::PgSession(PgConnection& connection, std::optional<Instant> known)
    : connection_(connection) {
    known_at_ = known.value_or(kFarFuture);
    if (known) connection_.run(kKnownAt, {{"at", *known}});
}

std::int64_t PgSession::execute(const Sql& sql, const Params& params) {
    return rows_touched(connection_.run(sql, params).get());
}

std::int64_t PgSession::insert_many(const Sql& sql, const Rows& rows) {
    if (rows.size() == 0) return 0;
    if (!rows.whole())
        throw DatabaseError("statement " + std::string(sql.name()) + ": the rows are not whole");
    const auto plain = plain_insert(sql.text());
    if (plain.plain) return connection_.copy_in(sql, plain.table, plain.columns, rows);
    std::int64_t inserted = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        inserted += rows_touched(connection_.run_row(sql, rows.row(i)).get());
    }
    return inserted;
}

void PgSession::run_each(const Sql& sql, const Params& params, RowFunction f) {
    const auto answer = connection_.run(sql, params);
    PgRows source(answer.get(), sql.name());
    const Row row(source);
    const int count = PQntuples(answer.get());
    for (int i = 0; i < count; ++i) {
        source.go_to(i);
        if (!f(row)) break;
    }
}

void PgSession::begin_savepoint() {
    connection_.run(kSavepoint);
}

void PgSession::end_savepoint(bool keep) {
    if (!keep) connection_.run(kRollbackTo);
    connection_.run(kRelease);
}

void PgSession::abandon_savepoint() noexcept {
    if (connection_.broken()) return;
    try {
        end_savepoint(false);
    } catch (const std::exception&) {
        // The transaction itself is undone next: the exception on its way sees to that.
    }
}

}  // namespace hearth::store
