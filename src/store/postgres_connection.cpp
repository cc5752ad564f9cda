#include "store/postgres_connection.h"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <charconv>

#include "store/sql_text.h"

namespace hearth::store {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr Instant kFarFuture{253402214400000 - 86400000};  // 9999-12-30T00:00:00.000Z
constexpr std::size_t kMostKept = 400;
// The types that the server knows by number (pg_type.h).
constexpr Oid kBool = 16, kInt8 = 20, kInt2 = 21, kInt4 = 23, kText = 25, kFloat4 = 700,
              kFloat8 = 701, kNumeric = 1700;

constexpr Sql kSavepoint{"savepoint", "SAVEPOINT nested"};
constexpr Sql kRelease{"release", "RELEASE SAVEPOINT nested"};
constexpr Sql kRollbackTo{"rollback_to", "ROLLBACK TO SAVEPOINT nested"};
constexpr Sql kKnownAt{"set_known_at", "SELECT set_config('hearth.known_at', :at, true)"};

std::string in_statement(std::string_view name) {
    return "statement " + std::string(name) + ": ";
}

void ignore_notice(void*, const PGresult*) {}

// The rows of an answer, one after another.
class PgRows final : public RowSource {
  public:
    PgRows(const PGresult* answer, std::string_view name) : answer_(answer), name_(name) {}
    void go_to(int row) { row_ = row; }

    int columns() const override { return PQnfields(answer_); }
    std::string_view column_name(int i) const override {
        const char* name = PQfname(answer_, i);
        if (name == nullptr)
            throw WrongType(in_statement(name_) + "has no column " + std::to_string(i));
        return name;
    }
    bool is_null(int i) const override {
        check(i);
        return PQgetisnull(answer_, row_, i) != 0;
    }
    std::int64_t int64(int i) const override {
        const auto type = PQftype(answer_, i);
        const auto bytes = raw(i);
        if (type == kBool) return bytes == "t" ? 1 : 0;
        if (type == kInt8 || type == kInt4 || type == kInt2 || type == kNumeric) {
            std::int64_t out = 0;
            const auto [end, error] =
                std::from_chars(bytes.data(), bytes.data() + bytes.size(), out);
            // A sum of whole numbers is a numeric without a fraction; one with zeroes for a
            // fraction is whole too.
            const std::string_view rest(
                end, static_cast<std::size_t>(bytes.data() + bytes.size() - end));
            if (error == std::errc{} &&
                (rest.empty() || (rest[0] == '.' && rest.find_first_not_of(".0") == rest.npos))) {
                return out;
            }
        }
        if (type == kFloat8 || type == kFloat4) {
            const double d = real(i);
            if (d >= -9.0e15 && d <= 9.0e15 &&
                static_cast<double>(static_cast<std::int64_t>(d)) == d) {
                return static_cast<std::int64_t>(d);
            }
        }
        wrong(i, "a whole number");
    }
    double real(int i) const override {
        const auto type = PQftype(answer_, i);
        if (type == kBool || type == kText) wrong(i, "a number");
        const auto bytes = raw(i);
        double out = 0;
        const auto [end, error] = std::from_chars(bytes.data(), bytes.data() + bytes.size(), out);
        if (error != std::errc{} || end != bytes.data() + bytes.size()) wrong(i, "a number");
        return out;
    }
    std::string_view text(int i) const override {
        const auto bytes = raw(i);
        if (PQftype(answer_, i) == kBool) return bytes == "t" ? "1" : "0";
        return bytes;
    }

  private:
    void check(int i) const {
        if (i < 0 || i >= columns())
            throw WrongType(in_statement(name_) + "has no column " + std::to_string(i));
    }
    std::string_view raw(int i) const {
        check(i);
        return {PQgetvalue(answer_, row_, i),
                static_cast<std::size_t>(PQgetlength(answer_, row_, i))};
    }
    [[noreturn]] void wrong(int i, const char* what) const {
        throw WrongType(in_statement(name_) + "column " + std::string(column_name(i)) + " is not " +
                        what);
    }

    const PGresult* answer_;
    std::string_view name_;
    int row_ = 0;
};

Oid type_of(const Value& value) {
    switch (value.kind()) {
        case Value::Kind::null:
            return 0;  // whatever the place wants
        case Value::Kind::integer:
            return kInt8;
        case Value::Kind::real:
            return kFloat8;
        case Value::Kind::text:
            return kText;
    }
    return 0;
}

std::string real_text(double d) {
    char buffer[40];
    const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, d);
    return std::string(buffer, end);
}

// A value in COPY's text form.
void add_copy_text(std::string& out, const Value& value) {
    switch (value.kind()) {
        case Value::Kind::null:
            out += "\\N";
            break;
        case Value::Kind::integer:
            out += std::to_string(value.integer());
            break;
        case Value::Kind::real:
            out += real_text(value.real());
            break;
        case Value::Kind::text:
            for (const char c : value.text()) {
                if (c == '\\') {
                    out += "\\\\";
                } else if (c == '\t') {
                    out += "\\t";
                } else if (c == '\n') {
                    out += "\\n";
                } else if (c == '\r') {
                    out += "\\r";
                } else if (c == '\0') {
                    throw DatabaseError("a text holds a NUL");
                } else {
                    out += c;
                }
            }
            break;
    }
}

std::int64_t rows_touched(const PGresult* answer) {
    const std::string_view text = PQcmdTuples(const_cast<PGresult*>(answer));
    std::int64_t out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}

}  // namespace

struct PgConnection::Prepared {
    std::string server_name;  // empty: not prepared yet
    std::string text;
    std::vector<std::string> names;
    std::vector<Oid> types;
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
    if (state == "40001" || state == "40P01") {
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
        kept->types.assign(kept->names.size(), 0);
    }
    return *kept;
}

PgConnection::Prepared& PgConnection::prepared(const Sql& sql,
                                               std::span<const Value* const> values) {
    auto& statement = known_statement(sql);
    bool fits = !statement.server_name.empty();
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto type = type_of(*values[i]);
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
    if (PQsendQueryPrepared(connection_, statement.server_name.c_str(),
                            static_cast<int>(values.size()), pointers.data(), nullptr, nullptr,
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
    if (!rows.whole()) throw DatabaseError(in_statement(sql.name()) + "the rows are not whole");
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
