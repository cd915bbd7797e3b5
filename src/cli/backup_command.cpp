#include "cli/backup_command.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/data_location.hpp"

namespace kasane::cli {
namespace {

struct BackupWords {
    DataLocation data;
    std::string file;
};

}  // namespace

void add_backup_command(CLI::App& program, Ending& ending) {
    auto* command =
        program.add_subcommand("backup", "動いている間でも、そろった控えを1つのファイルに作ります");
    command->set_help_flag("--help", "使い方を表示します");
    const auto words = std::make_shared<BackupWords>();
    require_data_options(*command, words->data);
    command->add_option("-o", words->file, "控えのファイル")->type_name("FILE")->required();
    command->callback([&ending, words] {
        open_existing(words->data, {.alone = false})->back_up(words->file);
        std::cout << "控えを作りました: " << words->file
                  << "\n鍵 (keys) は含まれません。別の場所に保管してください。\n";
        ending = Ending::Done;
    });
}

}  // namespace kasane::cli
