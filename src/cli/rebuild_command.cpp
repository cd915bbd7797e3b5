#include "cli/rebuild_command.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "access/ground_acts.hpp"
#include "casefile/note_search.hpp"
#include "cli/data_location.hpp"
#include "cli/migrate_command.hpp"
#include "municipality/profile_store.hpp"
#include "people/person.hpp"

namespace kasane::cli {

void rebuild_derived(storage::Database& database, Instant now) {
    for (const auto& code : municipality::stored_municipalities(database)) {
        database.write(code, [&](storage::Transaction& store) {
            access::rebuild_reading_list(store, now);
            people::rebuild_search(store, now);
            casefile::rebuild_note_search(store, now);
            return storage::Outcome::Commit;
        });
    }
}

void add_rebuild_command(CLI::App& program, Ending& ending) {
    auto* command =
        program.add_subcommand("rebuild", "閲覧リストと検索の索引を、記録から作り直します");
    command->set_help_flag("--help", "使い方を表示します");
    const auto data = std::make_shared<DataLocation>();
    require_data_options(*command, *data);
    command->callback([&ending, data] {
        const auto database = open_existing(*data);
        if (!migrate_with_words(*database, true, std::cout)) {
            rebuild_derived(*database, SystemClock().now());
        }
        std::cout << "閲覧リストと検索の索引を作り直しました。\n";
        ending = Ending::Done;
    });
}

}  // namespace kasane::cli
