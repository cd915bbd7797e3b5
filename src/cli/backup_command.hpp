#pragma once

#include "cli/command.hpp"

namespace kasane::cli {

/// `kasane backup --data DIR | --database URL -o FILE`
void add_backup_command(CLI::App& program, Ending& ending);

}  // namespace kasane::cli
