#include "cli/journal_command.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "accounts/accounts_store.hpp"
#include "audit/journal.hpp"
#include "cli/data_location.hpp"
#include "kernel/clock.hpp"
#include "kernel/secret_file.hpp"
#include "municipality/profile_store.hpp"

namespace kasane::cli {
namespace {

/// Whoever works in a town was entered by an act that the journal has: staff beside an empty one means
/// that it was emptied, also where nothing outside remembers it yet.
bool has_staff(storage::Database& database, const MunicipalityCode& code) {
    bool any = false;
    database.read(code, [&](storage::Reader& rows) { any = accounts::accounts_store::any(rows); });
    return any;
}

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
        auto found = journal.verify(code);
        if (found.holds() && found.entries == 0 && has_staff(*database, code)) {
            found = {.finding = audit::Finding::Removed,
                     .entries = 0,
                     .broken_at = 1,
                     .sentence =
                         "記録簿が空です。利用者が登録されているので、1番からの記録が"
                         "失われています。"};
        }
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
