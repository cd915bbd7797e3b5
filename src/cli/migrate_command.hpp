#pragma once

#include <iosfwd>

#include "cli/command.hpp"
#include "storage/database.hpp"

namespace kasane::cli {

/// `kasane migrate --data DIR | --database URL [--no-backup]`
void add_migrate_command(CLI::App& program, Ending& ending);

/// Brings the database to this program's state and says what was done, when anything was.
void migrate_with_words(storage::Database& database, bool back_up, std::ostream& output);

}  // namespace kasane::cli
