#pragma once

#include "cli/command.hpp"

namespace kasane::cli {

/// `kasane demo --municipality TOWN --data DIR [--households N] [--seed S] [--until 2026-10-31]`
void add_demo_command(CLI::App& program, Ending& ending);

}  // namespace kasane::cli
