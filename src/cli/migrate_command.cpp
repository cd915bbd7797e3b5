#include "cli/migrate_command.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/data_location.hpp"
#include "cli/rebuild_command.hpp"
#include "kernel/clock.hpp"
#include "storage/migrations.hpp"

namespace kasane::cli {
namespace {

struct MigrateWords {
    DataLocation data;
    bool no_backup = false;
};

}  // namespace

bool migrate_with_words(storage::Database& database, bool back_up, std::ostream& output) {
    const auto report = storage::migrate(database, {.back_up = back_up});
    if (report.applied == 0) return false;
    rebuild_derived(database, SystemClock().now());
    output << "データの版を上げました(" << report.applied << "段階)。";
    if (!report.backup.empty()) output << "前の状態の控え: " << report.backup.string();
    output << std::endl;
    return true;
}

void add_migrate_command(CLI::App& program, Ending& ending) {
    auto* command =
        program.add_subcommand("migrate", "データベースを、このプログラムの版に合わせます");
    command->set_help_flag("--help", "使い方を表示します");
    const auto words = std::make_shared<MigrateWords>();
    require_data_options(*command, words->data);
    command->add_flag("--no-backup", words->no_backup,
                      "前の状態の控えを作りません (控えが別にあるときだけ)");
    command->callback([&ending, words] {
        const auto database = open_existing(words->data);
        migrate_with_words(*database, !words->no_backup, std::cout);
        std::cout << "データベースは、このプログラムの版に合っています。\n";
        ending = Ending::Done;
    });
}

}  // namespace kasane::cli
