#include "cli/init_command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "accounts/manage_account.hpp"
#include "audit/journal.hpp"
#include "cli/data_location.hpp"
#include "cli/new_town.hpp"
#include "kernel/id_source.hpp"
#include "kernel/sealed_text.hpp"
#include "kernel/secret_file.hpp"

namespace kasane::cli {
namespace {

struct InitWords {
    DataLocation data;
    TownWords town;
    std::string login = "admin";
    std::string name = "システム管理者";
};

void tell(const InitWords& words, const InstallationFiles& files, const std::string& town,
          const accounts::OneTimePassword& administrator) {
    std::cout
        << fmt::format(
               "{}のデータを作りました。\n\n"
               "はじめのシステム管理者は、次のログイン名とパスワードでサインインします。\n"
               "  ログイン名             {}\n"
               "  一回限りのパスワード   {}\n"
               "このパスワードは、ここにだけ表示されます。はじめのサインインで変更します。\n\n"
               "鍵は {} にあります。データの控えとは別の場所にも保管してください。\n"
               "動かすときは: kasane serve {}",
               town, administrator.login, administrator.password.reveal(),
               files.server_key.parent_path().string(), words_of(words.data))
        << std::endl;
}

/// The database, the profile, and the one account that nobody else can make.
void init(const InitWords& words) {
    const auto town = read_town(words.town);
    const SystemClock clock;
    // First of all: without a place for the keys nothing is begun.
    const auto files = installation_files(words.data);
    const auto database = begin_town(words.data, town, clock.now());
    audit::Journal journal(*database, clock, audit::load_or_create_key(files.journal_key.string()),
                           files.checkpoints);
    const auto server_key = load_or_create_secret(files.server_key.string());
    const web::FormGuard guard({server_key}, clock);
    const SealedTexts secrets(server_key, "second factor");
    accounts::PasswordHasher passwords;
    IdSource ids;
    accounts::Roster roster(*database, journal, clock, ids, town.profile->code(), passwords, guard,
                            secrets);
    const auto founded = accounts::found_administrator(roster, words.login, words.name);
    if (!founded) {
        throw CommandRefused(founded.refusal().message + founded.refusal().instead);
    }
    journal.checkpoint(town.profile->code());
    tell(words, files, town.profile->name, *founded);
}

}  // namespace

void add_init_command(CLI::App& program, Ending& ending) {
    auto* command = program.add_subcommand(
        "init", "市町村のデータを新しく作り、はじめのシステム管理者を登録します");
    command->set_help_flag("--help", "使い方を表示します");
    const auto words = std::make_shared<InitWords>();
    add_town_options(*command, words->town);
    require_data_and_keys(*command, words->data);
    command->add_option("--login", words->login, "はじめのシステム管理者のログイン名")
        ->capture_default_str();
    command->add_option("--name", words->name, "はじめのシステム管理者の名前")
        ->capture_default_str();
    command->callback([&ending, words] {
        init(*words);
        ending = Ending::Done;
    });
}

}  // namespace kasane::cli
