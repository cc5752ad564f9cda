#include "returns/rules/rule_engine.h"

#include <sqlite3.h>

#include <algorithm>
#include <ctime>
#include <stdexcept>
#include <unordered_map>

#include "returns/rules/frame_tables.h"
#include "returns/rules/sql_functions.h"

namespace hearth::returns {
namespace {

using Steady = std::chrono::steady_clock;

constexpr int kOperationsBetweenLooks = 100'000;

struct Finish {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Prepared = std::unique_ptr<sqlite3_stmt, Finish>;

// CPU of this thread: on a busy machine the clock on the wall says little of a rule.
std::chrono::nanoseconds cpu_time() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

// A rule's failure; caught around each rule.
struct CannotRun : std::runtime_error {
    CannotRun(const std::string& what, int at) : std::runtime_error(what), line(at) {}
    int line;
};

}  // namespace

struct RuleEngine::Impl {
    sqlite3* connection = nullptr;
    Steady::time_point deadline;
    std::chrono::milliseconds limit{60'000};
    bool late = false;
    // A statement, and which of the rule's fields each of its columns names.
    struct Ready {
        Prepared prepared;
        std::vector<std::uint16_t> fields;
    };
    bool keeps = false;
    std::unordered_map<const Statement*, Ready> kept;

    ~Impl() {
        kept.clear();
        sqlite3_close(connection);
    }

    static int only_reading(void*, int action, const char*, const char*, const char*, const char*) {
        switch (action) {
            case SQLITE_SELECT:
            case SQLITE_READ:
            case SQLITE_FUNCTION:
            case SQLITE_RECURSIVE:
                return SQLITE_OK;
            default:
                return SQLITE_DENY;
        }
    }
    static int look_at_clock(void* data) {
        auto& me = *static_cast<Impl*>(data);
        me.late = Steady::now() > me.deadline;
        return me.late ? 1 : 0;
    }

    void execute(const std::string& sql) const {
        if (sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
            throw std::runtime_error("after loading: " + std::string(sqlite3_errmsg(connection)));
        }
    }
    Prepared prepare(const Statement& statement) const {
        sqlite3_stmt* raw = nullptr;
        const int code =
            sqlite3_prepare_v3(connection, statement.text.data(),
                               static_cast<int>(statement.text.size()), 0, &raw, nullptr);
        Prepared prepared(raw);
        if (code == SQLITE_OK && raw != nullptr && sqlite3_column_count(raw) > 0) return prepared;
        int line = statement.line;
        const int offset = sqlite3_error_offset(connection);
        if (code == SQLITE_OK) throw CannotRun("a statement that selects nothing", line);
        if (offset > 0) {
            line += static_cast<int>(
                std::count(statement.text.begin(), statement.text.begin() + offset, '\n'));
        }
        if (code == SQLITE_AUTH) throw CannotRun("rules may only read", line);
        throw CannotRun(sqlite3_errmsg(connection), line);
    }
    Ready make_ready(const RuleFile& rule, const Statement& statement) const {
        Ready ready{prepare(statement), {}};
        const int columns = sqlite3_column_count(ready.prepared.get());
        for (int i = 0; i < columns; ++i) {
            const std::string name = sqlite3_column_name(ready.prepared.get(), i);
            const auto found = std::find(rule.fields.begin(), rule.fields.end(), name);
            if (found == rule.fields.end()) {
                throw CannotRun("the column " + name + " is not among its fields", statement.line);
            }
            ready.fields.push_back(static_cast<std::uint16_t>(found - rule.fields.begin()));
        }
        return ready;
    }
    void run(const RuleFile& rule, const Statement& statement, RuleOutcome& out) {
        if (!keeps) {
            const Ready ready = make_ready(rule, statement);
            step(ready, statement, out);
            return;
        }
        auto found = kept.find(&statement);
        if (found == kept.end()) {
            found = kept.emplace(&statement, make_ready(rule, statement)).first;
        }
        struct Reset {
            sqlite3_stmt* statement;
            ~Reset() { sqlite3_reset(statement); }
        } reset{found->second.prepared.get()};
        step(found->second, statement, out);
    }
    void step(const Ready& ready, const Statement& statement, RuleOutcome& out) const {
        const auto& [prepared, fields] = ready;
        const int columns = static_cast<int>(fields.size());
        out.named.insert(fields.begin(), fields.end());
        int code = SQLITE_ROW;
        while ((code = sqlite3_step(prepared.get())) == SQLITE_ROW) {
            for (int i = 0; i < columns; ++i) {
                const int type = sqlite3_column_type(prepared.get(), i);
                if (type == SQLITE_NULL) continue;
                if (type != SQLITE_INTEGER) {
                    throw CannotRun("a column that gives something else than a row",
                                    statement.line);
                }
                out.cells.push_back(
                    {sqlite3_column_int(prepared.get(), i), fields[static_cast<std::size_t>(i)]});
            }
        }
        if (code == SQLITE_DONE) return;
        throw CannotRun(late ? "it took longer than " + std::to_string(limit.count()) + " ms"
                             : sqlite3_errmsg(connection),
                        statement.line);
    }
};

RuleEngine::RuleEngine(const RuleSchema& schema, Frames& frames, const BankHolidays& holidays)
    : impl_(std::make_unique<Impl>()) {
    const int code =
        sqlite3_open_v2(":memory:", &impl_->connection,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX, nullptr);
    if (code != SQLITE_OK) throw std::runtime_error("no database could be made in memory");
    impl_->execute("PRAGMA journal_mode = OFF; PRAGMA temp_store = MEMORY");
    attach_frames(impl_->connection, frames);
    add_rule_functions(impl_->connection, holidays);
    for (const std::string& statement : schema.after_loading) impl_->execute(statement);
    sqlite3_set_authorizer(impl_->connection, Impl::only_reading, nullptr);
    sqlite3_limit(impl_->connection, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_progress_handler(impl_->connection, kOperationsBetweenLooks, Impl::look_at_clock,
                             impl_.get());
}

RuleEngine::~RuleEngine() = default;

void RuleEngine::keep_prepared() {
    impl_->keeps = true;
}

void RuleEngine::set_time_limit(std::chrono::milliseconds limit) {
    impl_->limit = limit;
}

RuleOutcome RuleEngine::run(const RuleFile& rule, const std::set<std::string, std::less<>>* given) {
    RuleOutcome out;
    const auto begin = cpu_time();
    impl_->deadline = Steady::now() + impl_->limit;
    impl_->late = false;
    try {
        if (!rule.problems.empty()) {
            throw CannotRun(rule.problems.front().what, rule.problems.front().line);
        }
        for (const std::string& need : rule.needs) {
            if (given != nullptr && !given->contains(need)) {
                throw CannotRun(need + " was not given", 0);
            }
        }
        for (const Statement& statement : rule.statements) impl_->run(rule, statement, out);
        std::sort(out.cells.begin(), out.cells.end());
        out.cells.erase(std::unique(out.cells.begin(), out.cells.end()), out.cells.end());
        out.ran = true;
    } catch (const CannotRun& failure) {
        out.reason = failure.what();
        out.line = failure.line;
        out.cells.clear();
    }
    out.took = cpu_time() - begin;
    return out;
}

}  // namespace hearth::returns
