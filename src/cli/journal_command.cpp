#include "cli/journal_command.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "audit/journal.hpp"
#include "cli/data_location.hpp"
#include "kernel/clock.hpp"
#include "kernel/secret_file.hpp"
#include "municipality/profile_store.hpp"

namespace kasane::cli {
namespace {

/// Walks the journals of every municipality. A key that is missing is not made anew: with a new
/// one nothing would fit.
Ending verify(const DataLocation& data) {
    const auto database = open_existing(data, {.alone = false});
    const auto files = installation_files(data);
    const SystemClock clock;
    const audit::Journal journal(*database, clock, {load_secret(files.journal_key.string())},
                                 files.checkpoints);
    auto ending = Ending::Done;
    for (const auto& code : municipality::stored_municipalities(*database)) {
        const auto found = journal.verify(code);
        (found.holds() ? std::cout : std::cerr) << code.text() << ": " << found.sentence << "\n";
        if (!found.holds()) ending = Ending::Refused;
    }
    return ending;
}

}  // namespace

void add_journal_command(CLI::App& program, Ending& ending) {
    auto* journal = program.add_subcommand("journal", "閲覧と記録の履歴を扱います");
    journal->set_help_flag("--help", "使い方を表示します");
    journal->require_subcommand(1);
    auto* command = journal->add_subcommand("verify", "履歴が書き換えられていないことを確かめます");
    command->set_help_flag("--help", "使い方を表示します");
    const auto data = std::make_shared<DataLocation>();
    require_data_and_keys(*command, *data);
    command->callback([&ending, data] { ending = verify(*data); });
}

}  // namespace kasane::cli
