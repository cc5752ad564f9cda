// One transaction on one connection: what a use case reads and writes with.
//
// Given to the function passed to Database::read or Database::write; good only inside it, on that
// thread. It commits nothing itself. Statements are prepared once a connection and kept.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "base/result.h"
#include "store/audit.h"
#include "store/function_ref.h"
#include "store/row.h"
#include "store/sql.h"
#include "store/value.h"

namespace hearth::store {

enum class Dialect { sqlite, postgresql };

class Session {
  public:
    virtual ~Session() = default;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    // Calls f(row) for every row, in order. f may give back void, or bool: false ends the reading.
    // f may run other statements, even the same one. On PostgreSQL the whole answer is in memory
    // while it is read.
    template <class F>
    void each(const Sql& sql, const Params& params, F&& f) {
        run_each(sql, params, [&](const Row& row) {
            if constexpr (std::is_same_v<std::invoke_result_t<F&, const Row&>, bool>) {
                return f(row);
            } else {
                f(row);
                return true;
            }
        });
    }

    // f(row) of the only row, or nothing. More than one row is a mistake in the query and throws.
    template <class F>
    auto one(const Sql& sql, const Params& params, F&& f)
        -> std::optional<std::decay_t<std::invoke_result_t<F&, const Row&>>> {
        std::optional<std::decay_t<std::invoke_result_t<F&, const Row&>>> out;
        run_each(sql, params, [&](const Row& row) {
            if (out) throw_more_than_one(sql);
            out.emplace(f(row));
            return true;
        });
        return out;
    }

    // Runs a statement that gives no rows; says how many rows it touched.
    virtual std::int64_t execute(const Sql& sql, const Params& params = {}) = 0;

    // `sql` is one INSERT whose VALUES are parameters. A prepared loop on SQLite; COPY on
    // PostgreSQL when the INSERT is plain ("INSERT INTO t (a, b) VALUES (:a, :b)"), a prepared loop
    // otherwise. Returns the rows inserted.
    virtual std::int64_t insert_many(const Sql& sql, const Rows& rows) = 0;

    // Runs f as a nested transaction: a failure (a Result that is not ok) or an exception undoes
    // what f wrote, and only that. The failure is returned, the exception rethrown.
    template <class F>
    auto savepoint(F&& f) -> std::invoke_result_t<F&> {
        begin_savepoint();
        bool open = true;
        try {
            if constexpr (std::is_void_v<std::invoke_result_t<F&>>) {
                f();
                open = false;
                end_savepoint(true);
            } else {
                auto out = f();
                open = false;
                end_savepoint(succeeded(out));
                return out;
            }
        } catch (...) {
            if (open) abandon_savepoint();
            throw;
        }
    }

    // The event is written when the read or write ends, whether its Result is ok or a failure; an
    // exception drops it.
    void audit(AuditEvent event) { audit_.push_back(std::move(event)); }

    virtual Dialect dialect() const = 0;
    // The instant that the SQL function known_at() gives: far in the future unless the session was
    // opened by Database::read_as_known.
    Instant known_at() const { return known_at_; }

    template <class T>
    static bool succeeded(const T&) {
        return true;
    }
    template <class T>
    static bool succeeded(const Result<T>& result) {
        return result.ok();
    }

  protected:
    Session() = default;
    using RowFunction = FunctionRef<bool(const Row&)>;
    virtual void run_each(const Sql& sql, const Params& params, RowFunction f) = 0;
    virtual void begin_savepoint() = 0;
    virtual void end_savepoint(bool keep) = 0;
    // While an exception is on its way: undoes, and leaves any further error to the end of the
    // transaction.
    virtual void abandon_savepoint() noexcept = 0;
    [[noreturn]] static void throw_more_than_one(const Sql& sql);

    std::vector<AuditEvent> audit_;
    Instant known_at_;
};

}  // namespace hearth::store
