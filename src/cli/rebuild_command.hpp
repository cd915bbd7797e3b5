#pragma once

#include <iosfwd>

#include "cli/command.hpp"
#include "kernel/clock.hpp"
#include "storage/database.hpp"

namespace kasane::cli {

/// `kasane rebuild --data DIR | --database URL`
void add_rebuild_command(CLI::App& program, Ending& ending);

/// 一覧と索引を作り直す — reading list, name search and note search of every municipality, from the
/// records and grounds they are derived from. What anybody may read does not change by it.
void rebuild_derived(storage::Database& database, Instant now);

}  // namespace kasane::cli
