#include "store/sqlite_connection.h"

#include <sqlite3.h>

#include "store/sql_text.h"

namespace hearth::store {
namespace {

constexpr Instant kFarFuture{253402214400000 - 86400000};  // 9999-12-30T00:00:00.000Z
constexpr std::size_t kMostKept =
    400;  // statements a connection; past it all are dropped and prepared anew

constexpr Sql kSavepoint{"savepoint", "SAVEPOINT nested"};
constexpr Sql kRelease{"release", "RELEASE nested"};
constexpr Sql kRollbackTo{"rollback_to", "ROLLBACK TO nested"};

// SQLite counts the memory that it has by default, under one lock for all connections. Nobody asks.
void use_sqlite_without_counting() {
    static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(
        once);  // too late, when another part of the program was first: it counts then
}

std::string in_statement(std::string_view name) {
    return "statement " + std::string(name) + ": ";
}

}  // namespace

bool SqliteCode::fatal() const {
    const int primary = code & 0xff;
    if (code == SQLITE_IOERR_NOMEM) return false;  // memory, not the disk
    return primary == SQLITE_IOERR || primary == SQLITE_FULL || primary == SQLITE_CORRUPT ||
           primary == SQLITE_NOTADB;
}

// A prepared statement and its parameters' names.
class SqliteConnection::Statement final : public RowSource {
  public:
    Statement(SqliteConnection& connection, const Sql& sql)
        : connection_(connection), name_(sql.name()) {
        const auto text = sqlite_text(sql.text());
        const char* tail = nullptr;
        const int rc =
            sqlite3_prepare_v3(connection.db_, text.c_str(), static_cast<int>(text.size() + 1),
                               SQLITE_PREPARE_PERSISTENT, &statement_, &tail);
        if (rc != SQLITE_OK) connection.fail(rc, name_);
        if (statement_ == nullptr) throw DatabaseError(in_statement(name_) + "is empty");
        const int count = sqlite3_bind_parameter_count(statement_);
        for (int i = 1; i <= count; ++i) {
            const char* name = sqlite3_bind_parameter_name(statement_, i);
            if (name == nullptr || *name != ':') {
                sqlite3_finalize(statement_);
                throw DatabaseError(in_statement(name_) + "a parameter has no name");
            }
            names_.emplace_back(name + 1);
        }
    }
    ~Statement() override { sqlite3_finalize(statement_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    void bind(const Params& params) {
        const auto given = params.all();
        for (std::size_t i = 0; i < names_.size(); ++i) {
            const Value* value = nullptr;
            for (const auto& p : given) {
                if (p.name == names_[i]) value = &p.value;
            }
            if (value == nullptr) {
                throw DatabaseError(in_statement(name_) + "parameter :" + names_[i] +
                                    " is not given");
            }
            bind_one(static_cast<int>(i) + 1, *value);
        }
        if (given.size() == names_.size()) return;
        for (const auto& p : given) {
            if (std::find(names_.begin(), names_.end(), p.name) == names_.end()) {
                throw DatabaseError(in_statement(name_) +
                                    "has no parameter :" + std::string(p.name));
            }
        }
    }
    void bind(std::span<const Value> row) {
        if (row.size() != names_.size()) {
            throw DatabaseError(in_statement(name_) +
                                "a row has another number of values than the statement");
        }
        for (std::size_t i = 0; i < row.size(); ++i) bind_one(static_cast<int>(i) + 1, row[i]);
    }
    // True while there is a row.
    bool step() {
        const int rc = sqlite3_step(statement_);
        if (rc == SQLITE_ROW) return true;
        if (rc != SQLITE_DONE) connection_.fail(rc, name_);
        return false;
    }
    void reset() { sqlite3_reset(statement_); }

    bool busy = false;

    int columns() const override { return sqlite3_column_count(statement_); }
    std::string_view column_name(int i) const override {
        const char* name = sqlite3_column_name(statement_, i);
        if (name == nullptr) throw WrongType(in_statement(name_) + "has no such column");
        return name;
    }
    bool is_null(int i) const override { return type(i) == SQLITE_NULL; }
    std::int64_t int64(int i) const override {
        const int t = type(i);
        if (t == SQLITE_INTEGER) return sqlite3_column_int64(statement_, i);
        if (t == SQLITE_FLOAT) {
            const double d = sqlite3_column_double(statement_, i);
            if (d >= -9.0e15 && d <= 9.0e15 &&
                static_cast<double>(static_cast<std::int64_t>(d)) == d) {
                return static_cast<std::int64_t>(d);
            }
        }
        wrong(i, "a whole number");
    }
    double real(int i) const override {
        const int t = type(i);
        if (t != SQLITE_INTEGER && t != SQLITE_FLOAT) wrong(i, "a number");
        return sqlite3_column_double(statement_, i);
    }
    std::string_view text(int i) const override {
        const auto* bytes = sqlite3_column_text(statement_, i);
        if (bytes == nullptr) connection_.fail(SQLITE_NOMEM, name_);
        return {reinterpret_cast<const char*>(bytes),
                static_cast<std::size_t>(sqlite3_column_bytes(statement_, i))};
    }

  private:
    int type(int i) const {
        if (i < 0 || i >= columns())
            throw WrongType(in_statement(name_) + "has no column " + std::to_string(i));
        return sqlite3_column_type(statement_, i);
    }
    [[noreturn]] void wrong(int i, const char* what) const {
        throw WrongType(in_statement(name_) + "column " + std::string(column_name(i)) + " is not " +
                        what);
    }
    void bind_one(int i, const Value& value) {
        int rc = SQLITE_OK;
        switch (value.kind()) {
            case Value::Kind::null:
                rc = sqlite3_bind_null(statement_, i);
                break;
            case Value::Kind::integer:
                rc = sqlite3_bind_int64(statement_, i, value.integer());
                break;
            case Value::Kind::real:
                rc = sqlite3_bind_double(statement_, i, value.real());
                break;
            case Value::Kind::text:
                // A NUL would end the text on one database and be refused by the other.
                if (value.text().find('\0') != std::string::npos) {
                    throw DatabaseError(in_statement(name_) + "a text holds a NUL");
                }
                // The Params outlive the use of the statement.
                rc = sqlite3_bind_text64(statement_, i, value.text().data(), value.text().size(),
                                         SQLITE_STATIC, SQLITE_UTF8);
                break;
        }
        if (rc != SQLITE_OK) connection_.fail(rc, name_);
    }

    SqliteConnection& connection_;
    std::string_view name_;
    sqlite3_stmt* statement_ = nullptr;
    std::vector<std::string> names_;
};

SqliteConnection::Use::Use(SqliteConnection& connection, const Sql& sql) {
    auto& kept = connection.kept_;
    const auto at = kept.find(sql.text().data());
    if (at != kept.end() && !at->second->busy) {
        statement_ = at->second.get();
    } else if (at != kept.end()) {
        own_ = std::make_unique<Statement>(connection, sql);
        statement_ = own_.get();
    } else {
        if (kept.size() >= kMostKept)
            std::erase_if(kept, [](const auto& s) { return !s.second->busy; });
        auto made = std::make_unique<Statement>(connection, sql);
        statement_ = kept.emplace(sql.text().data(), std::move(made)).first->second.get();
    }
    statement_->busy = true;
    if (connection.limit_.count() != 0)
        connection.deadline_ = std::chrono::steady_clock::now() + connection.limit_;
}

SqliteConnection::Use::~Use() {
    statement_->reset();
    statement_->busy = false;
}

SqliteConnection::SqliteConnection(const std::filesystem::path& file, Mode mode) {
    use_sqlite_without_counting();
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                      (mode == Mode::writer ? SQLITE_OPEN_CREATE : 0);
    const int rc = sqlite3_open_v2(file.c_str(), &db_, flags, nullptr);
    if (rc != SQLITE_OK) {
        const std::string why = db_ != nullptr ? sqlite3_errmsg(db_) : "out of memory";
        sqlite3_close(db_);
        throw DatabaseError("cannot open " + file.string() + ": " + why);
    }
    try {
        // Small pieces of memory from the connection's own store, before anything has used it.
        sqlite3_db_config(db_, SQLITE_DBCONFIG_LOOKASIDE, nullptr, 1200, 400);
        sqlite3_extended_result_codes(db_, 1);
        sqlite3_busy_timeout(db_, 5000);
        sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
        sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
        sqlite3_db_config(db_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        script(
            "PRAGMA journal_mode = WAL;"
            "PRAGMA synchronous = FULL;"
            "PRAGMA foreign_keys = ON;"
            "PRAGMA case_sensitive_like = ON;"
            "PRAGMA temp_store = MEMORY;");
        if (mode == Mode::writer) {
            script(
                "PRAGMA cache_size = -16000; PRAGMA wal_autocheckpoint = 0; PRAGMA analysis_limit "
                "= 1000;");
            // After the pragma, which would take its place.
            sqlite3_wal_hook(db_, &on_wal, this);
        } else {
            script("PRAGMA cache_size = -16000; PRAGMA query_only = ON;");
            sqlite3_progress_handler(db_, 2000, &on_progress, this);
        }
        set_known_at(kFarFuture);
        register_sqlite_functions(db_, functions_);
    } catch (...) {
        sqlite3_close(db_);
        throw;
    }
}

SqliteConnection::~SqliteConnection() {
    kept_.clear();
    sqlite3_close(db_);
}

int SqliteConnection::on_progress(void* self) {
    auto& connection = *static_cast<SqliteConnection*>(self);
    if (connection.limit_.count() == 0 || std::chrono::steady_clock::now() < connection.deadline_)
        return 0;
    connection.deadline_hit_ = true;
    return 1;
}

int SqliteConnection::on_wal(void* self, sqlite3*, const char*, int pages) {
    static_cast<SqliteConnection*>(self)->wal_pages_ = pages;
    return SQLITE_OK;
}

int SqliteConnection::checkpoint() {
    wal_pages_ = 0;
    return sqlite3_wal_checkpoint_v2(db_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

std::int64_t SqliteConnection::run(const Sql& sql, const Params& params) {
    Use use(*this, sql);
    use->bind(params);
    const Timings::Measure measure(timings_, sql.name());
    while (use->step()) {
    }
    return sqlite3_changes64(db_);
}

void SqliteConnection::script(const std::string& text) {
    const int rc = sqlite3_exec(db_, text.c_str(), nullptr, nullptr, nullptr);
    if (rc != SQLITE_OK) fail(rc, "script");
}

bool SqliteConnection::in_transaction() const {
    return sqlite3_get_autocommit(db_) == 0;
}

void SqliteConnection::set_known_at(Instant at) {
    functions_.known_at = at.iso();
}

void SqliteConnection::fail(int code, std::string_view statement) {
    if (code < 256 && db_ != nullptr && (sqlite3_errcode(db_) & 0xff) == (code & 0xff)) {
        code = sqlite3_extended_errcode(db_);
    }
    const SqliteCode what{code};
    // SQLite's messages name tables and columns; they hold no values.
    const std::string text = in_statement(statement) + sqlite3_errstr(code & 0xff) + " (" +
                             std::to_string(code) +
                             "): " + (db_ != nullptr ? sqlite3_errmsg(db_) : "");
    if (what.fatal()) {
        fatal_ = what;
        throw DatabaseError(text);
    }
    const int primary = code & 0xff;
    if (primary == SQLITE_CONSTRAINT) throw ConstraintViolation(text);
    if (primary == SQLITE_INTERRUPT && std::exchange(deadline_hit_, false)) {
        throw DeadlineExceeded(in_statement(statement) + "took longer than the deadline");
    }
    if (primary == SQLITE_BUSY) throw Busy(text);
    throw DatabaseError(text);
}

SqliteSession::SqliteSession(SqliteConnection& connection, std::optional<Instant> known)
    : connection_(connection) {
    known_at_ = known.value_or(kFarFuture);
    if (known) connection_.set_known_at(*known);
}

SqliteSession::~SqliteSession() {
    if (known_at_ != kFarFuture) connection_.set_known_at(kFarFuture);
    connection_.transaction_ended();
}

std::int64_t SqliteSession::execute(const Sql& sql, const Params& params) {
    return connection_.run(sql, params);
}

std::int64_t SqliteSession::insert_many(const Sql& sql, const Rows& rows) {
    if (!rows.whole()) throw DatabaseError(in_statement(sql.name()) + "the rows are not whole");
    SqliteConnection::Use use(connection_, sql);
    const Timings::Measure measure(connection_.timings(), sql.name());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        use->bind(rows.row(i));
        use->step();
        use->reset();
    }
    return static_cast<std::int64_t>(rows.size());
}

void SqliteSession::run_each(const Sql& sql, const Params& params, RowFunction f) {
    SqliteConnection::Use use(connection_, sql);
    use->bind(params);
    const Timings::Measure measure(connection_.timings(), sql.name());
    const Row row(*use);
    while (use->step()) {
        if (!f(row)) break;
    }
}

void SqliteSession::begin_savepoint() {
    connection_.run(kSavepoint);
}

void SqliteSession::end_savepoint(bool keep) {
    if (!keep) connection_.run(kRollbackTo);
    connection_.run(kRelease);
}

void SqliteSession::abandon_savepoint() noexcept {
    try {
        if (connection_.in_transaction()) end_savepoint(false);
    } catch (const std::exception&) {
        // The transaction itself is undone next: the exception on its way sees to that.
    }
}

}  // namespace hearth::store
