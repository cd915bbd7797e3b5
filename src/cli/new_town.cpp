#include "cli/new_town.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include "accounts/accounts_store.hpp"
#include "cli/command.hpp"
#include "cli/profile_command.hpp"
#include "municipality/profile_store.hpp"
#include "storage/migrations.hpp"

namespace kasane::cli {
namespace {

void refuse_inhabited(storage::Database& database, const municipality::Profile& profile,
                      const DataLocation& location) {
    bool inhabited = false;
    database.read(profile.code(),
                  [&](storage::Reader& rows) { inhabited = accounts::accounts_store::any(rows); });
    if (!inhabited) return;
    throw CommandRefused(fmt::format(
        "{} には、すでに{}のデータがあります。何も変えていません。\n動かすときは kasane serve {}、"
        "別の場所に作るときは、空のフォルダーかデータベースを指定してください。",
        database.location(), profile.name, words_of(location)));
}

}  // namespace

void add_town_options(CLI::App& command, TownWords& words) {
    command
        .add_option("--municipality", words.municipality,
                    "市町村の短い名前 (プロファイルのファイルの名前)")
        ->type_name("NAME")
        ->required();
    command.add_option("--profiles", words.profiles, "プロファイルのフォルダー")
        ->type_name("DIR")
        ->capture_default_str();
}

ProfileFile read_town(const TownWords& words) {
    return read_town(words, [](std::string toml) { return toml; });
}

ProfileFile read_town(const TownWords& words,
                      const std::function<std::string(std::string)>& change) {
    const auto file = std::filesystem::path(words.profiles) / (words.municipality + ".toml");
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    if (!stream || !(text << stream.rdbuf())) {
        throw CommandRefused(fmt::format(
            "プロファイル {} を読めません。--municipality の名前と、--profiles のフォルダーを"
            "確かめてください。",
            file.string()));
    }
    ProfileFile read{change(std::move(text).str()), nullptr};
    auto reading = municipality::read_profile(read.toml, file.string(), profile_vocabulary());
    if (!reading.ok()) {
        throw CommandRefused(fmt::format("プロファイルに{}件の誤りがあります。\n{}",
                                         reading.problems.size(),
                                         municipality::describe(reading.problems)));
    }
    read.profile = std::move(reading.profile);
    return read;
}

std::unique_ptr<storage::Database> begin_town(const DataLocation& location, const ProfileFile& town,
                                              Instant now) {
    if (!location.folder.empty()) create_folder(location.folder);
    auto database = open(location);
    storage::migrate(*database);
    refuse_inhabited(*database, *town.profile, location);
    database->write(town.profile->code(), [&](storage::Transaction& store) {
        municipality::store_profile(store, *town.profile, town.toml, now);
        return storage::Outcome::Commit;
    });
    return database;
}

}  // namespace kasane::cli
