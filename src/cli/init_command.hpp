#pragma once

#include "cli/command.hpp"

namespace kasane::cli {

/// `kasane init --municipality NAME --data DIR | --database URL`
void add_init_command(CLI::App& program, Ending& ending);

}  // namespace kasane::cli
