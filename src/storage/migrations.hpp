#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "storage/database.hpp"

namespace kasane::storage {

/// One forward-only step of the schema. The SQL is portable; `storage/dialect` fits it to the
/// engine. Sections between `-- @sqlite` / `-- @postgresql` and `-- @end` are for one engine only.
struct Migration {
    int number = 0;
    std::string_view name;
    std::string_view sql;
};

/// The files of db/migrations, built into the program, in order.
[[nodiscard]] std::span<const Migration> migrations();

/// What a database says of itself.
struct SchemaState {
    int newest_applied = 0;  ///< 0: empty
    int newest_known = 0;
};
[[nodiscard]] SchemaState schema_state(Database& database);

struct MigrateOptions {
    /// An older database that holds something is copied before its schema changes. Without a copy
    /// there is no way back: only where the operator says that there is another one.
    bool back_up = true;
    /// Where the copy goes; empty: beside the file (SQLite), the current folder (PostgreSQL).
    std::filesystem::path backup_folder = {};
};

/// What migrate did.
struct MigrationReport {
    int applied = 0;  ///< how many steps
    std::filesystem::path backup;  ///< empty when no copy was made
};

/// Brings the database to the newest known state, each migration in its own transaction, and on
/// PostgreSQL gives every table with a municipality column FORCE ROW LEVEL SECURITY.
/// Throws StorageFault when the database is newer than the program, when an applied migration was
/// changed afterwards, or when the copy cannot be made.
MigrationReport migrate(Database& database, const MigrateOptions& options = {});

/// The same with other steps than the program's own; for tests of migrating itself.
MigrationReport migrate(Database& database, const MigrateOptions& options,
                        std::span<const Migration> steps);
[[nodiscard]] SchemaState schema_state(Database& database, std::span<const Migration> steps);

/// The municipalities of the database, by code.
[[nodiscard]] std::vector<MunicipalityCode> municipalities(Connection& connection);

/// Every row of every table except the schema's own and those derived for finding, as sorted text:
/// for comparing two engines. Reads one municipality after the other.
[[nodiscard]] std::string dump(Database& database);

/// 行単位の保護 — PostgreSQL: what is missing so that each table with a municipality column shows a
/// session the rows of its own municipality only. Empty when nothing is, and on SQLite.
[[nodiscard]] std::vector<std::string> row_security_gaps(Connection& connection);
/// Closes the gaps. Can be run again at any time.
void secure_rows(Connection& connection);

}  // namespace kasane::storage
