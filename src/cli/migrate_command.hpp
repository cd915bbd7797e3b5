#pragma once

#include <iosfwd>

#include "cli/command.hpp"
#include "storage/database.hpp"

namespace kasane::cli {

/// `kasane migrate --data DIR | --database URL [--no-backup]`
void add_migrate_command(CLI::App& program, Ending& ending);

/// Brings the database to this program's state and says what was done, when anything was. What is
/// derived from the records is then made anew, because an older program did not keep all of it.
/// Returns whether anything was done.
bool migrate_with_words(storage::Database& database, bool back_up, std::ostream& output);

}  // namespace kasane::cli
