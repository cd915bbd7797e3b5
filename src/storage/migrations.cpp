#include "storage/migrations.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "kernel/ensure.hpp"
#include "storage/dialect.hpp"
#include "storage/planner_statistics.hpp"

namespace kasane::storage {

namespace {

/// "Kasane" + 1: held while the schema changes, so that two programs do not change it at once.
constexpr std::int64_t migrating_lock = 82881919676006;

bool has_bookkeeping(Connection& connection) {
    const auto rows =
        connection.engine() == Engine::Sqlite
            ? connection.query(
                  "select 1 from sqlite_master where type = 'table' and name = 'schema_migrations'")
            : connection.query("select 1 where to_regclass('schema_migrations') is not null");
    return !rows.empty();
}

/// Applied steps by number, each with the fingerprint of its text.
std::map<int, std::string> applied_steps(Connection& connection) {
    std::map<int, std::string> applied;
    if (!has_bookkeeping(connection)) return applied;
    for (const auto& row : connection.query("select number, fingerprint from schema_migrations")) {
        applied.emplace(static_cast<int>(integer_of(row[0])), text_of(row[1]));
    }
    return applied;
}

std::string fingerprint_of(std::string_view sql) {
    std::array<unsigned char, 16> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(sql.data()),
                       sql.size(), nullptr, 0);
    std::string text;
    for (const unsigned char byte : hash) text += fmt::format("{:02x}", byte);
    return text;
}

void refuse_unknown_steps(const std::map<int, std::string>& applied,
                          std::span<const Migration> steps) {
    for (const auto& [number, fingerprint] : applied) {
        const auto known = std::find_if(steps.begin(), steps.end(), [&](const Migration& step) {
            return step.number == number;
        });
        if (known == steps.end()) {
            throw StorageFault(
                fmt::format("このデータベースは新しい版のKasaneで使われています (データの版 {}、"
                            "このプログラムの版 {})。新しい版のKasaneで開いてください。",
                            applied.rbegin()->first, steps.empty() ? 0 : steps.back().number),
                false);
        }
        if (fingerprint_of(known->sql) != fingerprint) {
            throw StorageFault(
                fmt::format("データの版 {} の内容が、このプログラムのものと違います。"
                            "同じ版のKasaneで開いてください。",
                            number),
                false);
        }
    }
}

void ensure_in_order(std::span<const Migration> steps) {
    int previous = 0;
    for (const auto& step : steps) {
        ensure(step.number > previous, "migrations are numbered upwards");
        previous = step.number;
    }
}

void begin(Connection& connection) {
    if (connection.engine() == Engine::Sqlite) {
        connection.script("begin immediate");
    } else {
        connection.script(fmt::format("begin; select pg_advisory_xact_lock({})", migrating_lock));
    }
}

void prepare_bookkeeping(Connection& connection) {
    begin(connection);
    if (!has_bookkeeping(connection)) {
        connection.script(
            fit_to_engine("create table schema_migrations (number integer not null,"
                          " name text not null, fingerprint text not null,"
                          " primary key (number));\n",
                          connection.engine()));
    }
    connection.script("commit");
}

/// One step in its own transaction. Returns false when another program has just applied it.
bool apply(Connection& connection, const Migration& step) {
    begin(connection);
    if (applied_steps(connection).contains(step.number)) {
        connection.script("rollback");
        return false;
    }
    connection.script(fit_to_engine(step.sql, connection.engine()));
    connection.query(
        "insert into schema_migrations (number, name, fingerprint)"
        " values ($1, $2, $3)",
        step.number, step.name, fingerprint_of(step.sql));
    // In the same transaction: a new table is never seen without its protection.
    secure_rows(connection);
    connection.script("commit");
    return true;
}

std::filesystem::path backup_place(const Database& database, const MigrateOptions& options,
                                   int from) {
    const bool is_file = database.engine() == Engine::Sqlite;
    const std::filesystem::path file = is_file ? database.location() : "kasane-postgresql";
    auto folder = options.backup_folder;
    if (folder.empty()) folder = is_file ? file.parent_path() : std::filesystem::path(".");
    const auto stem = file.filename().string() + fmt::format(".before-{:04}", from + 1);
    auto place = folder / stem;
    for (int copy = 2; std::filesystem::exists(place); ++copy) {
        place = folder / fmt::format("{}-{}", stem, copy);
    }
    return place;
}

}  // namespace

SchemaState schema_state(Database& database, std::span<const Migration> steps) {
    SchemaState state;
    state.newest_known = steps.empty() ? 0 : steps.back().number;
    database.maintain([&](Connection& connection) {
        const auto applied = applied_steps(connection);
        state.newest_applied = applied.empty() ? 0 : applied.rbegin()->first;
    });
    return state;
}

SchemaState schema_state(Database& database) { return schema_state(database, migrations()); }

MigrationReport migrate(Database& database, const MigrateOptions& options,
                        std::span<const Migration> steps) {
    ensure_in_order(steps);
    MigrationReport report;
    std::map<int, std::string> applied;
    database.maintain([&](Connection& connection) { applied = applied_steps(connection); });
    refuse_unknown_steps(applied, steps);
    const bool is_older = applied.size() < steps.size();
    if (is_older && !applied.empty() && options.back_up) {
        report.backup = backup_place(database, options, applied.rbegin()->first);
        database.back_up(report.backup);
    }
    database.maintain([&](Connection& connection) {
        if (is_older) prepare_bookkeeping(connection);
        for (const auto& step : steps) {
            if (!applied.contains(step.number) && apply(connection, step)) ++report.applied;
        }
        secure_rows(connection);
        tell_planner(connection);
    });
    return report;
}

MigrationReport migrate(Database& database, const MigrateOptions& options) {
    return migrate(database, options, migrations());
}

std::vector<MunicipalityCode> municipalities(Connection& connection) {
    std::vector<MunicipalityCode> codes;
    for (const auto& row :
         connection.query("select municipality from municipalities order by municipality")) {
        codes.emplace_back(text_of(row[0]));
    }
    return codes;
}

}  // namespace kasane::storage
