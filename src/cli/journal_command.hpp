#pragma once

#include "cli/command.hpp"

namespace kasane::cli {

/// `kasane journal verify --data DIR | --database URL`
void add_journal_command(CLI::App& program, Ending& ending);

}  // namespace kasane::cli
