#include <vector>

#include "cli/backup_command.hpp"
#include "cli/command.hpp"
#include "cli/demo_command.hpp"
#include "cli/init_command.hpp"
#include "cli/journal_command.hpp"
#include "cli/migrate_command.hpp"
#include "cli/profile_command.hpp"
#include "cli/rebuild_command.hpp"
#include "cli/serve_command.hpp"

// The composition root: cli/ is the only place that knows every capability. Each command is a file
// there and one row here; cli/town_hall.cpp joins the rooms of one municipality.
int main(int count, char** words) {
    const std::vector<kasane::cli::AddCommand> commands{
        &kasane::cli::add_init_command,    &kasane::cli::add_serve_command,
        &kasane::cli::add_demo_command,    &kasane::cli::add_profile_command,
        &kasane::cli::add_journal_command, &kasane::cli::add_backup_command,
        &kasane::cli::add_migrate_command, &kasane::cli::add_rebuild_command,
    };
    return static_cast<int>(kasane::cli::run(count, words, commands));
}
