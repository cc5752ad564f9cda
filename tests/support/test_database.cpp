#include "support/test_database.h"

#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <mutex>
#include <stdexcept>

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

std::string new_name() {
    static std::atomic<int> count{0};
    return "hearth_test_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
}

void create(const std::string& name, const std::string& from) {
    administer("CREATE DATABASE " + name + " TEMPLATE " + from +
               (from == "template0" ? " ENCODING 'UTF8' LOCALE 'C.UTF-8'" : ""));
}

void drop(const std::string& name) {
    administer("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
}

// Databases with the schema in them, made once and copied.
struct Migrated {
    TempFolder folder;
    std::filesystem::path sqlite = folder.path() / "migrated.db";
    std::string postgres;

    Migrated() {
        store::DatabaseConfig config;
        config.url = "sqlite:" + sqlite.string();
        store::Database::open(config).reset();
        if (administrative_url() == nullptr) return;
        postgres = new_name();
        create(postgres, "template0");
        config.url = url_of(postgres);
        store::Database::open(config).reset();
    }
    ~Migrated() {
        if (!postgres.empty()) drop(postgres);
    }
};

const Migrated& migrated() {
    static const Migrated once;
    return once;
}

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

TestDatabase::TestDatabase(Server server, bool with_schema) : server_(server) {
    if (server == Server::sqlite) {
        if (with_schema) std::filesystem::copy_file(migrated().sqlite, folder_.path() / "test.db");
        return;
    }
    name_ = new_name();
    create(name_, with_schema ? migrated().postgres : "template0");
}

TestDatabase::~TestDatabase() {
    if (!name_.empty()) drop(name_);
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
    const char* url = administrative_url();
    if (url == nullptr) throw std::runtime_error("HEARTH_TEST_POSTGRES is not set");
    PGconn* connection = PQconnectdb(url);
    PGresult* result = PQexec(connection, sql.c_str());
    const auto status = PQresultStatus(result);
    const std::string why = PQerrorMessage(connection);
    PQclear(result);
    PQfinish(connection);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        throw std::runtime_error(sql + ": " + why);
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
