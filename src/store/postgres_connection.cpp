#include "store/postgres_connection.h"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>

#include "store/postgres_values.h"
#include "store/sql_text.h"

namespace hearth::store {
namespace {

constexpr Oid kText = 25;  // pg_type.h
using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t kMostKept = 400;

std::string in_statement(std::string_view name) {
    return "statement " + std::string(name) + ": ";
}

void ignore_notice(void*, const PGresult*) {}

}  // namespace

struct PgConnection::Prepared {
    std::string server_name;  // empty: not prepared yet
    std::string text;
    std::vector<std::string> names;
    std::vector<PostgresText::Slot> slots;
    std::vector<Oid> types;  // of the slots
};

void PgConnection::Clear::operator()(pg_result* result) const {
    PQclear(result);
}

PgConnection::PgConnection(const std::string& url, std::chrono::milliseconds deadline,
                           Timings& timings)
    : deadline_(deadline), timings_(timings) {
    // The address may say otherwise: what comes later counts.
    const char* const keys[] = {"connect_timeout", "application_name", "client_encoding", "dbname",
                                nullptr};
    const char* const values[] = {"3", "hearth", "UTF8", url.c_str(), nullptr};
    connection_ = PQconnectdbParams(keys, values, 1);
    if (PQstatus(connection_) != CONNECTION_OK) {
        const std::string why =
            connection_ != nullptr ? PQerrorMessage(connection_) : "out of memory";
        PQfinish(connection_);
        throw ConnectionLost("cannot connect to PostgreSQL: " + why);
    }
    PQsetNoticeReceiver(connection_, &ignore_notice, nullptr);
    PQsetnonblocking(connection_, 1);
    try {
        // A commit that PostgreSQL answers must be on disk, whatever the server's default.
        script(
            "SET timezone = 'UTC'; SET datestyle = 'ISO'; SET jit = off; SET statement_timeout = " +
            std::to_string(deadline.count()) +
            "; SELECT set_config('synchronous_commit', 'on', false) "
            "WHERE current_setting('synchronous_commit') = 'off'");
    } catch (...) {
        PQfinish(connection_);
        throw;
    }
}

PgConnection::~PgConnection() {
    PQfinish(connection_);
}

void PgConnection::lost(std::string_view name) {
    broken_ = true;
    throw ConnectionLost(in_statement(name) + "the connection to PostgreSQL was lost");
}

void PgConnection::poll_for(bool writable, SteadyClock::time_point until, std::string_view name) {
    for (;;) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - SteadyClock::now())
                .count();
        pollfd fd{PQsocket(connection_), static_cast<short>(POLLIN | (writable ? POLLOUT : 0)), 0};
        if (fd.fd < 0) lost(name);
        const int ready = left <= 0 ? 0 : ::poll(&fd, 1, static_cast<int>(left));
        if (ready > 0) return;
        if (ready < 0 && errno == EINTR) continue;
        broken_ = true;  // an answer may still come: nobody may mistake it for another's
        if (ready < 0) lost(name);
        throw DeadlineExceeded(in_statement(name) +
                               "PostgreSQL did not answer within the deadline");
    }
}

PgConnection::Answer PgConnection::wait(std::string_view name, bool stop_at_copy) {
    const auto until = SteadyClock::now() + deadline_;
    for (;;) {
        const int left = PQflush(connection_);
        if (left == 0) break;
        if (left < 0) lost(name);
        poll_for(true, until, name);
        if (PQconsumeInput(connection_) == 0) lost(name);
    }
    Answer kept;
    for (;;) {
        while (PQisBusy(connection_) != 0) {
            poll_for(false, until, name);
            if (PQconsumeInput(connection_) == 0) lost(name);
        }
        Answer next(PQgetResult(connection_));
        if (!next) break;
        const auto status = PQresultStatus(next.get());
        if (stop_at_copy && (status == PGRES_COPY_IN || status == PGRES_COPY_OUT)) return next;
        const bool already_failed = kept && PQresultStatus(kept.get()) == PGRES_FATAL_ERROR;
        if (!already_failed) kept = std::move(next);
        if (PQstatus(connection_) == CONNECTION_BAD) break;
    }
    if (!kept) lost(name);
    if (PQresultStatus(kept.get()) == PGRES_FATAL_ERROR) fail(kept, name);
    return kept;
}

void PgConnection::fail(const Answer& answer, std::string_view name) {
    const auto field = [&](int code) {
        const char* text = PQresultErrorField(answer.get(), code);
        return std::string(text != nullptr ? text : "");
    };
    const auto state = field(PG_DIAG_SQLSTATE);
    if (PQstatus(connection_) == CONNECTION_BAD || state.empty() || state.starts_with("08") ||
        state == "57P01" || state == "57P02" || state == "57P03") {
        lost(name);
    }
    std::string what = in_statement(name) + "PostgreSQL's code " + state;
    // Messages of class 22 repeat the value that was wrong.
    if (!state.starts_with("22")) what += ": " + field(PG_DIAG_MESSAGE_PRIMARY);
    if (const auto constraint = field(PG_DIAG_CONSTRAINT_NAME); !constraint.empty())
        what += " (" + constraint + ")";
    // 55P03: waited for a lock in vain.
    if (state == "40001" || state == "40P01" || state == "55P03") {
        collided_ = true;
        throw Collision(what);
    }
    if (state.starts_with("23")) throw ConstraintViolation(what);
    if (state == "57014") throw DeadlineExceeded(what);
    if (state == "53100" || state == "58030" || state.starts_with("XX")) throw ServerDamage(what);
    throw DatabaseError(what);
}

PgConnection::Prepared& PgConnection::known_statement(const Sql& sql) {
    auto& kept = kept_[sql.text().data()];
    if (!kept) {
        auto numbered = postgres_text(sql.text());
        kept = std::make_unique<Prepared>();
        kept->text = std::move(numbered.text);
        kept->names = std::move(numbered.names);
        kept->slots = std::move(numbered.slots);
        for (const auto& slot : kept->slots) kept->types.push_back(slot.null_test ? kText : 0);
    }
    return *kept;
}

PgConnection::Prepared& PgConnection::prepared(const Sql& sql,
                                               std::span<const Value* const> values) {
    auto& statement = known_statement(sql);
    bool fits = !statement.server_name.empty();
    for (std::size_t i = 0; i < statement.slots.size(); ++i) {
        const auto& slot = statement.slots[i];
        const auto type = slot.null_test ? 0 : postgres_type(*values[slot.name]);
        if (type != 0 && type != statement.types[i]) {
            // NULL until now, or another type than last time: prepared again with the new type.
            statement.types[i] = type;
            fits = false;
        }
    }
    if (fits) return statement;
    const auto old = std::exchange(statement.server_name, std::string());
    const auto fresh = "s" + std::to_string(++next_name_);
    if (PQsendPrepare(connection_, fresh.c_str(), statement.text.c_str(),
                      static_cast<int>(statement.types.size()), statement.types.data()) == 0) {
        lost(sql.name());
    }
    wait(sql.name());
    statement.server_name = fresh;
    if (!old.empty()) script("DEALLOCATE " + old);
    return statement;
}

PgConnection::Answer PgConnection::run_bound(const Sql& sql, std::span<const Value* const> values) {
    if (kept_.size() > kMostKept) {
        kept_.clear();
        script("DEALLOCATE ALL");
    }
    const Timings::Measure measure(timings_, sql.name());
    const auto& statement = prepared(sql, values);
    std::vector<std::string> texts(values.size());
    std::vector<const char*> pointers(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto& v = *values[i];
        switch (v.kind()) {
            case Value::Kind::null:
                continue;
            case Value::Kind::integer:
                texts[i] = std::to_string(v.integer());
                pointers[i] = texts[i].c_str();
                break;
            case Value::Kind::real:
                texts[i] = real_text(v.real());
                pointers[i] = texts[i].c_str();
                break;
            case Value::Kind::text:
                if (v.text().find('\0') != std::string::npos) {
                    throw DatabaseError(in_statement(sql.name()) + "a text holds a NUL");
                }
                pointers[i] = v.text().c_str();
                break;
        }
    }
    std::vector<const char*> bound;
    for (const auto& slot : statement.slots) bound.push_back(pointers[slot.name]);
    if (PQsendQueryPrepared(connection_, statement.server_name.c_str(),
                            static_cast<int>(bound.size()), bound.data(), nullptr, nullptr,
                            0) == 0) {
        lost(sql.name());
    }
    return wait(sql.name());
}

PgConnection::Answer PgConnection::run(const Sql& sql, const Params& params) {
    const auto& names = known_statement(sql).names;
    const auto given = params.all();
    std::vector<const Value*> values(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        for (const auto& p : given) {
            if (p.name == names[i]) values[i] = &p.value;
        }
        if (values[i] == nullptr) {
            throw DatabaseError(in_statement(sql.name()) + "parameter :" + names[i] +
                                " is not given");
        }
    }
    if (given.size() != names.size()) {
        for (const auto& p : given) {
            if (std::find(names.begin(), names.end(), p.name) == names.end()) {
                throw DatabaseError(in_statement(sql.name()) +
                                    "has no parameter :" + std::string(p.name));
            }
        }
    }
    return run_bound(sql, values);
}

PgConnection::Answer PgConnection::run_row(const Sql& sql, std::span<const Value> row) {
    if (row.size() != known_statement(sql).names.size()) {
        throw DatabaseError(in_statement(sql.name()) +
                            "a row has another number of values than the statement");
    }
    std::vector<const Value*> values;
    for (const auto& v : row) values.push_back(&v);
    return run_bound(sql, values);
}

void PgConnection::script(const std::string& text) {
    if (PQsendQuery(connection_, text.c_str()) == 0) lost("script");
    wait("script");
}

void PgConnection::put(std::string_view bytes, std::string_view name) {
    const auto until = SteadyClock::now() + deadline_;
    for (;;) {
        const int done = PQputCopyData(connection_, bytes.data(), static_cast<int>(bytes.size()));
        if (done > 0) return;
        if (done < 0) lost(name);
        poll_for(true, until, name);
        if (PQconsumeInput(connection_) == 0) lost(name);
    }
}

void PgConnection::copy_from(const std::string& statement, FunctionRef<bool(std::string&)> next,
                             std::string_view name) {
    if (PQsendQuery(connection_, statement.c_str()) == 0) lost(name);
    wait(name, /*stop_at_copy=*/true);
    std::string buffer;
    try {
        while (next(buffer)) {
            put(buffer, name);
            buffer.clear();
        }
    } catch (...) {
        // The copy is left in the middle: end it as failed, so that the connection can be used to
        // roll back.
        if (!broken_ && PQputCopyEnd(connection_, "given up") >= 0) {
            try {
                wait(name);
            } catch (const DatabaseError&) {
            }
        }
        throw;
    }
    if (PQputCopyEnd(connection_, nullptr) < 0) lost(name);
    wait(name);
}

std::int64_t PgConnection::copy_in(const Sql& sql, const std::string& table,
                                   const std::string& columns, const Rows& rows) {
    const Timings::Measure measure(timings_, sql.name());
    std::size_t i = 0;
    auto next = [&](std::string& buffer) {
        for (; i < rows.size() && buffer.size() < 60'000; ++i) {
            const auto row = rows.row(i);
            for (std::size_t c = 0; c < row.size(); ++c) {
                if (c != 0) buffer += '\t';
                add_copy_text(buffer, row[c]);
            }
            buffer += '\n';
        }
        return !buffer.empty();
    };
    copy_from("COPY " + table + " (" + columns + ") FROM STDIN", next, sql.name());
    return static_cast<std::int64_t>(rows.size());
}

void PgConnection::copy_out(const std::string& statement,
                            FunctionRef<void(std::string_view)> chunk) {
    if (PQsendQuery(connection_, statement.c_str()) == 0) lost("copy");
    wait("copy", /*stop_at_copy=*/true);
    for (;;) {
        char* bytes = nullptr;
        const int n = PQgetCopyData(connection_, &bytes, 1);
        if (n > 0) {
            const std::unique_ptr<char, decltype(&PQfreemem)> owner(bytes, &PQfreemem);
            try {
                chunk({bytes, static_cast<std::size_t>(n)});
            } catch (...) {
                broken_ = true;  // the rest of the copy is still on its way
                throw;
            }
        } else if (n == 0) {
            poll_for(false, SteadyClock::now() + deadline_, "copy");
            if (PQconsumeInput(connection_) == 0) lost("copy");
        } else {
            break;
        }
    }
    wait("copy");
}

void PgConnection::begin(std::string_view how) {
    collided_ = false;
    script("BEGIN " + std::string(how));
}

bool PgConnection::in_failed_transaction() const {
    return PQtransactionStatus(connection_) == PQTRANS_INERROR;
}

void PgConnection::commit() {
    if (PQsendQuery(connection_, "COMMIT") == 0) lost("commit");
    const auto answer = wait("commit");
    // COMMIT of a transaction that had failed says ROLLBACK, and is no error.
    if (std::string_view(PQcmdStatus(answer.get())) != "COMMIT") {
        throw Collision("the transaction had failed before its commit");
    }
}

void PgConnection::roll_back() noexcept {
    if (broken_ || PQtransactionStatus(connection_) == PQTRANS_IDLE) return;
    try {
        script("ROLLBACK");
    } catch (const std::exception&) {
        broken_ = true;  // the server undoes it when the connection goes
    }
}

}  // namespace hearth::store
