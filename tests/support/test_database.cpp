#include "support/test_database.h"

#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <mutex>
#include <set>
#include <stdexcept>

#include "base/hash.h"
#include "store/views.h"

namespace hearth::test {
namespace {

const char* administrative_url() {
    const char* url = std::getenv("HEARTH_TEST_POSTGRES");
    return url != nullptr && *url != '\0' ? url : nullptr;
}

// The same server, another database.
std::string url_of(const std::string& name) {
    std::string url = administrative_url();
    const auto query = url.find('?');
    const std::string tail = query == std::string::npos ? "" : url.substr(query);
    url.resize(query == std::string::npos ? url.size() : query);
    const auto slash = url.find('/', url.find("://") + 3);
    if (slash != std::string::npos) url.resize(slash);
    return url + "/" + name + tail;
}

class Admin {
  public:
    explicit Admin(const std::string& url) : connection_(PQconnectdb(url.c_str())) {
        PQsetNoticeProcessor(
            connection_, [](void*, const char*) {}, nullptr);
    }
    ~Admin() { PQfinish(connection_); }
    Admin(const Admin&) = delete;
    Admin& operator=(const Admin&) = delete;
    // The first column of the first row, or nothing.
    std::string run(const std::string& sql) {
        PGresult* result = PQexec(connection_, sql.c_str());
        const auto status = PQresultStatus(result);
        const std::string why = PQerrorMessage(connection_);
        const std::string out = PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "";
        PQclear(result);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
            throw std::runtime_error(sql + ": " + why);
        return out;
    }

  private:
    PGconn* connection_;
};

std::string new_name() {
    static std::atomic<int> count{0};
    return "hearth_test_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
}

void create(Admin& admin, const std::string& name, const std::string& from) {
    admin.run("CREATE DATABASE " + name + " TEMPLATE " + from +
              (from == "template0" ? " ENCODING 'UTF8' LOCALE 'C.UTF-8'" : ""));
}

// Remembers what a migrated database holds before a test touches it, in a schema of its own.
constexpr const char* kRemember = R"(
CREATE SCHEMA test_memory;
CREATE TABLE test_memory.known AS SELECT tablename AS t FROM pg_tables WHERE schemaname = 'public';
DO $$ DECLARE r record; BEGIN
  FOR r IN SELECT t FROM test_memory.known LOOP
    EXECUTE format('CREATE TABLE test_memory.%I AS TABLE public.%I', 'was_' || r.t, r.t);
  END LOOP; END $$;
)";
// Puts it back. Far quicker than a new database.
constexpr const char* kPutBack = R"(
SET session_replication_role = replica;
DO $$ DECLARE r record; differs boolean; BEGIN
  FOR r IN SELECT tablename AS t FROM pg_tables WHERE schemaname = 'public'
           AND tablename NOT IN (SELECT t FROM test_memory.known) LOOP
    EXECUTE format('DROP TABLE public.%I CASCADE', r.t);
  END LOOP;
  FOR r IN SELECT t FROM test_memory.known LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I)', r.t) INTO differs;
    IF differs THEN EXECUTE format('DELETE FROM public.%I', r.t); END IF;
    EXECUTE format('INSERT INTO public.%I SELECT * FROM test_memory.%I', r.t, 'was_' || r.t);
  END LOOP; END $$;
)";

// Names a schema: databases made from the same migrations and views may stand in for each other.
std::string schema_hash() {
    std::string all;
    for (const auto& m : store::built_in_migrations()) all += m.name + m.text;
    for (const auto& m : store::built_in_views()) all += m.name + m.text;
    return sha256(all + kRemember).hex().substr(0, 12);
}

void migrate(const std::filesystem::path& file) {
    store::DatabaseConfig config;
    config.url = "sqlite:" + file.string();
    store::Database::open(config).reset();
}

// A SQLite file with the schema in it: made once a run where scripts/test names a folder for it,
// else once a program.
const std::filesystem::path& migrated_file() {
    static const TempFolder folder;
    static const std::filesystem::path file = [] {
        const auto own = folder.path() / "migrated.db";
        const char* shared = std::getenv("HEARTH_TEST_SCHEMAS");
        if (shared == nullptr || *shared == '\0') {
            migrate(own);
            return own;
        }
        const auto path = std::filesystem::path(shared) / (schema_hash() + ".db");
        if (!std::filesystem::exists(path)) {  // under another name until it is whole
            const auto making = path.string() + "." + std::to_string(::getpid());
            migrate(making);
            std::filesystem::rename(making, path);
        }
        return path;
    }();
    return file;
}

// Migrated databases on the test server, used again by test after test and program after program.
// Which are in use is an advisory lock of this program's session.
class Pool {
  public:
    static Pool& get() {
        static Pool pool;
        return pool;
    }

    std::string take() {
        const std::lock_guard lock(mutex_);
        for (int n = 1;; ++n) {
            const auto number = std::to_string(n);
            if (admin_.run("SELECT pg_try_advisory_lock(7013, " + number + ")") != "t") continue;
            if (held_.contains(n)) {  // a session may lock twice
                admin_.run("SELECT pg_advisory_unlock(7013, " + number + ")");
                continue;
            }
            held_.insert(n);
            const auto name = prefix_ + number;
            if (admin_.run("SELECT 1 FROM pg_database WHERE datname = '" + name + "'").empty()) {
                create(admin_, name, migrated());
            } else {
                try {
                    Admin(url_of(name)).run(kPutBack);
                } catch (const std::runtime_error&) {  // a test took it apart
                    admin_.run("DROP DATABASE " + name + " WITH (FORCE)");
                    create(admin_, name, migrated());
                }
            }
            return name;
        }
    }

    void give_back(const std::string& name) {
        const std::lock_guard lock(mutex_);
        const int n = std::stoi(name.substr(prefix_.size()));
        held_.erase(n);
        admin_.run("SELECT pg_advisory_unlock(7013, " + std::to_string(n) + ")");
    }

  private:
    Pool() : admin_(administrative_url()), prefix_("hearth_test_" + schema_hash() + "_") {}

    // The database that others are copied from, made once on the server.
    std::string migrated() {
        const auto name = prefix_ + "migrated";
        admin_.run("SELECT pg_advisory_lock(7012)");
        if (admin_.run("SELECT 1 FROM pg_database WHERE datname = '" + name + "'").empty()) {
            const auto making = prefix_ + "making";
            admin_.run("DROP DATABASE IF EXISTS " + making);
            create(admin_, making, "template0");
            store::DatabaseConfig config;
            config.url = url_of(making);
            store::Database::open(config).reset();
            Admin(config.url).run(kRemember);
            // Copying fails while a connection to the source is still on its way out.
            admin_.run(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '" +
                making + "'");
            admin_.run("ALTER DATABASE " + making + " RENAME TO " + name);
        }
        admin_.run("SELECT pg_advisory_unlock(7012)");
        return name;
    }

    std::mutex mutex_;
    Admin admin_;
    std::string prefix_;
    std::set<int> held_;
};

}  // namespace

std::vector<Server> servers() {
    std::vector<Server> out = {Server::sqlite};
    if (administrative_url() != nullptr) out.push_back(Server::postgresql);
    return out;
}

std::string server_name(const testing::TestParamInfo<Server>& info) {
    return info.param == Server::sqlite ? "sqlite" : "postgresql";
}

TempFolder::TempFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "hearth-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr)
        throw std::runtime_error("cannot make a temporary folder");
    path_ = pattern;
}

TempFolder::~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

TestDatabase::TestDatabase(Server server, bool migrated) : server_(server), migrated_(migrated) {
    if (server == Server::sqlite) {
        if (migrated) std::filesystem::copy_file(migrated_file(), folder_.path() / "test.db");
    } else if (migrated) {
        name_ = Pool::get().take();
    } else {
        name_ = new_name();
        Admin admin(administrative_url());
        create(admin, name_, "template0");
    }
}

TestDatabase::~TestDatabase() {
    if (name_.empty()) return;
    if (migrated_) {
        Pool::get().give_back(name_);
    } else {
        administer("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
    }
}

store::DatabaseConfig TestDatabase::config() const {
    store::DatabaseConfig config;
    config.url = server_ == Server::sqlite ? "sqlite:" + (folder_.path() / "test.db").string()
                                           : url_of(name_);
    config.key_folder = folder_.path();
    config.pool = 4;
    return config;
}

void administer(const std::string& sql) {
    Admin(administrative_url()).run(sql);
}

DatabaseTest::DatabaseTest()
    : clock_(*Instant::parse("2026-11-22T09:00:00.000Z")), files_(GetParam()) {}

void DatabaseTest::reopen() {
    db_.reset();
    auto config = files_.config();
    config.clock = &clock_;
    adjust(config);
    db_ = store::Database::open(config);
}

}  // namespace hearth::test
