#include "tests/support/test_database.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "storage/migrations.hpp"
#include "storage/postgresql_connection.hpp"

namespace kasane::tests {

namespace {

using storage::Engine;

/// Names of this program's databases; several test programs may share one server.
std::string next_name() {
    static std::atomic<int> made = 0;
    return fmt::format("kasane_test_{}_{}", ::getpid(), ++made);
}

std::string server_address() {
    const char* address = std::getenv("KASANE_TEST_POSTGRESQL");
    if (address == nullptr || *address == '\0') {
        throw std::runtime_error(
            "KASANE_TEST_POSTGRESQL is not set: these tests need a real PostgreSQL whose role may "
            "create databases (make test starts one)");
    }
    return address;
}

/// The same server, another database.
std::string address_of(const std::string& name) {
    auto address = server_address();
    const auto host = address.find("://");
    const auto slash = host == std::string::npos ? host : address.find('/', host + 3);
    if (slash == std::string::npos) {
        throw std::runtime_error("KASANE_TEST_POSTGRESQL has the form postgresql://user@host/name");
    }
    const auto settings = address.find('?', slash);
    const auto tail = settings == std::string::npos ? std::string() : address.substr(settings);
    return address.substr(0, slash + 1) + name + tail;
}

void create_database(storage::PostgresqlConnection& server, const std::string& name,
                     const std::string& origin) {
    // Sorting by bytes, as SQLite does, whatever the server's own locale is.
    const auto order = origin == "template0" ? " encoding 'UTF8' locale 'C.UTF-8'" : "";
    server.script(fmt::format("create database {} template {}{}", name, origin, order));
}

std::string schema_fingerprint() {
    std::size_t mixed = 0;
    for (const auto& step : storage::migrations()) {
        mixed = mixed * 31 + std::hash<std::string_view>{}(step.sql);
    }
    return fmt::format("{:016x}", mixed);
}

/// A migrated database to copy from, made by whichever test program comes first.
std::string postgresql_template(storage::PostgresqlConnection& server) {
    const auto name = "kasane_test_template_" + schema_fingerprint();
    server.script("select pg_advisory_lock(7231)");
    if (server.query("select 1 from pg_database where datname = $1", name).empty()) {
        const auto unfinished = next_name();
        create_database(server, unfinished, "template0");
        storage::migrate(*storage::open_postgresql({address_of(unfinished)}, {.readers = 1}));
        server.script(fmt::format("alter database {} rename to {}", unfinished, name));
    }
    server.script("select pg_advisory_unlock(7231)");
    return name;
}

std::string make_empty_postgresql() {
    storage::PostgresqlConnection server(server_address());
    const auto name = next_name();
    create_database(server, name, "template0");
    return address_of(name);
}

std::string make_migrated_postgresql() {
    storage::PostgresqlConnection server(server_address());
    static const std::string origin = postgresql_template(server);
    const auto name = next_name();
    create_database(server, name, origin);
    return address_of(name);
}

void drop_postgresql(const std::string& place) {
    try {
        storage::PostgresqlConnection server(server_address());
        const auto name = place.substr(place.find("kasane_test_"));
        server.script(fmt::format("drop database if exists {}", name.substr(0, name.find('?'))));
    } catch (const std::exception& failure) {
        ADD_FAILURE() << "a test's database could not be dropped: " << failure.what();
    }
}

/// What a test may have changed besides rows.
std::string shape_of(storage::Connection& connection) {
    return storage::text_of(
        connection
            .query("select count(*) || ' ' || coalesce(max(c.oid), 0) || ' ' ||"
                   " (select count(*) from pg_attribute a where a.attrelid in (select oid from"
                   "  pg_class r where r.relnamespace = cast('public' as regnamespace)))"
                   " from pg_class c where c.relnamespace = cast('public' as regnamespace)")
            .front()
            .front());
}

/// Databases of PostgreSQL that a test has finished with, emptied and still open: making one takes
/// a hundred times as long as emptying the few tables that a test fills. They are dropped when the
/// last test is over, not by a destructor at exit: by then OpenSSL, which libpq needs to connect,
/// has put itself away.
class FinishedDatabases : public testing::Environment {
public:
    struct Kept {
        std::string place;
        std::string shape;
        std::unique_ptr<storage::Database> database;
    };
    void TearDown() override {
        for (auto& [schema, databases] : std::exchange(kept_, {})) {
            for (auto& kept : databases) {
                kept.database.reset();
                drop_postgresql(kept.place);
            }
        }
    }

    /// One that was made with the schema, or nothing.
    Kept take(const std::string& schema) {
        auto& kept = kept_[schema];
        if (kept.empty()) return {};
        auto taken = std::move(kept.back());
        kept.pop_back();
        return taken;
    }

    void give_back(const std::string& schema, Kept finished) {
        try {
            if (empty_again(*finished.database, finished.shape)) {
                kept_[schema].push_back(std::move(finished));
                return;
            }
        } catch (const std::exception&) {
            // Whatever the test did to it, it is not used again.
        }
        finished.database.reset();
        drop_postgresql(finished.place);
    }

private:
    static bool empty_again(storage::Database& database, const std::string& shape) {
        bool fits = false;
        database.maintain([&](storage::Connection& connection) {
            fits = shape_of(connection) == shape;
            if (!fits) return;
            std::string filled;
            for (const auto& row : connection.query(
                     "select cast(relname as text) from pg_class where relkind = 'r'"
                     " and relnamespace = cast('public' as regnamespace)"
                     " and relname <> 'schema_migrations' and pg_relation_size(oid) > 0")) {
                filled += (filled.empty() ? "" : ", ") + storage::text_of(row.front());
            }
            if (filled.empty()) return;
            connection.script("truncate " + filled + " restart identity cascade");
        });
        return fits;
    }

    std::map<std::string, std::vector<Kept>> kept_;
};

FinishedDatabases& finished_databases() {
    static FinishedDatabases& databases = []() -> FinishedDatabases& {
        auto made = std::make_unique<FinishedDatabases>();
        auto& environment = *made;
        testing::AddGlobalTestEnvironment(made.release());  // which owns it from now on
        return environment;
    }();
    return databases;
}

/// Registered before the first test, as GoogleTest asks.
[[maybe_unused]] const auto& registered_before_any_test = finished_databases();

void copy_migrated_sqlite(const std::string& file) {
    static const TemporaryFolder kept;
    static const auto origin = [] {
        auto migrated = kept.path() / "migrated.sqlite";
        storage::migrate(*storage::open_sqlite({migrated.string()}, {.readers = 1}));
        return migrated;
    }();
    std::filesystem::copy_file(origin, file);
}

void migrate_further(storage::Database& database, const storage::Migration& further) {
    std::vector<storage::Migration> steps(storage::migrations().begin(),
                                          storage::migrations().end());
    steps.push_back(further);
    storage::migrate(database, {.back_up = false}, steps);
}

std::unique_ptr<storage::Database> open(Engine engine, const std::string& place,
                                        const storage::OpenOptions& options) {
    return engine == Engine::Sqlite ? storage::open_sqlite({place}, options)
                                    : storage::open_postgresql({place}, options);
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
    auto name = (std::filesystem::temp_directory_path() / "kasane-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for a test");
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

TestDatabase::TestDatabase(Engine engine, Schema schema) : engine_(engine) {
    if (schema == Schema::Migrated) {
        take_migrated(nullptr);
        return;
    }
    place_ = engine_ == Engine::Sqlite ? (folder_.path() / "kasane.sqlite").string()
                                       : make_empty_postgresql();
    reopen({.readers = 2});
}

TestDatabase::TestDatabase(Engine engine, const storage::Migration& further) : engine_(engine) {
    take_migrated(&further);
}

void TestDatabase::take_migrated(const storage::Migration* further) {
    schema_ = further == nullptr ? "migrated" : std::string(further->sql);
    if (engine_ == Engine::Sqlite) {
        place_ = (folder_.path() / "kasane.sqlite").string();
        copy_migrated_sqlite(place_);
    } else {
        auto kept = finished_databases().take(schema_);
        if (kept.database != nullptr) {
            place_ = std::move(kept.place);
            shape_ = std::move(kept.shape);
            database_ = std::move(kept.database);
            return;
        }
        place_ = make_migrated_postgresql();
    }
    reopen({.readers = 2});
    if (further != nullptr) migrate_further(*database_, *further);
    if (engine_ == Engine::Sqlite) return;
    database_->maintain([&](storage::Connection& connection) { shape_ = shape_of(connection); });
}

TestDatabase::~TestDatabase() {
    if (engine_ == Engine::Sqlite) {
        database_.reset();
    } else if (database_ != nullptr && !schema_.empty()) {
        finished_databases().give_back(schema_, {place_, shape_, std::move(database_)});
    } else {
        database_.reset();
        drop_postgresql(place_);
    }
}

void TestDatabase::reopen(const storage::OpenOptions& options) {
    database_.reset();
    database_ = open(engine_, place_, options);
}

std::string engine_name(const testing::TestParamInfo<Engine>& engine) {
    return engine.param == Engine::Sqlite ? "SQLite" : "PostgreSQL";
}

}  // namespace kasane::tests
