#include "cli/demo_command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <utility>

#include "cli/data_location.hpp"
#include "cli/demonstration.hpp"
#include "cli/profile_command.hpp"
#include "kernel/secret_file.hpp"
#include "municipality/profile_store.hpp"
#include "municipality/profile_text.hpp"
#include "storage/migrations.hpp"

namespace kasane::cli {
namespace {

struct DemoWords {
    DataLocation data;
    std::string municipality;
    std::string folder = "config/municipalities";
    int households = 240;
    unsigned seed = 1;
    std::string until;
};

/// The profile's text and what it says, or a sentence about what is wrong.
struct ReadProfile {
    std::string toml;
    std::shared_ptr<const municipality::Profile> profile;
};
std::optional<ReadProfile> read_town(const DemoWords& words) {
    const auto file = std::filesystem::path(words.folder) / (words.municipality + ".toml");
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        std::cerr << fmt::format("{}: 読めません。--municipality の名前を確認してください。\n",
                                 file.string());
        return std::nullopt;
    }
    std::ostringstream text;
    text << stream.rdbuf();
    ReadProfile read{std::move(text).str(), nullptr};
    auto reading = municipality::read_profile(read.toml, file.string(), profile_vocabulary());
    if (!reading.ok()) {
        std::cerr << municipality::describe(reading.problems);
        return std::nullopt;
    }
    read.profile = reading.profile;
    return read;
}

bool is_empty(storage::Database& database, const MunicipalityCode& code) {
    bool empty = false;
    database.read(code, [&](storage::Reader& rows) {
        empty = rows.value<std::int64_t>("select count(*) from accounts where municipality = $1",
                                         code) == 0;
    });
    return empty;
}

void tell(const Demonstration& made, const municipality::Profile& profile) {
    std::cout << fmt::format("{}の架空のデータを作りました。世帯 {}件。\n", profile.name,
                             made.cases)
              << "次の利用者でサインインできます。パスワードは全員「" << made.password
              << "」です。\n";
    for (const auto& account : made.accounts) {
        std::cout << fmt::format("  {:<16} {}  {} {}\n", account.login, account.name, account.role,
                                 account.desk);
    }
}

Ending make(const DemoWords& words) {
    const auto until =
        words.until.empty() ? std::optional(SystemClock().today()) : Date::parse(words.until);
    if (!until) {
        std::cerr << "--until は 2026-10-31 の形で指定してください。\n";
        return Ending::Misused;
    }
    const auto town = read_town(words);
    if (!town) return Ending::Refused;
    if (!words.data.folder.empty()) std::filesystem::create_directories(words.data.folder);
    const auto database = open(words.data);
    storage::migrate(*database);
    if (!is_empty(*database, town->profile->code())) {
        std::cerr
            << "この場所には、すでに利用者がいます。架空のデータは、空の場所に作ってください。\n";
        return Ending::Refused;
    }
    database->write(town->profile->code(), [&](storage::Transaction& store) {
        municipality::store_profile(store, *town->profile, town->toml, SystemClock().now());
        return storage::Outcome::Commit;
    });
    const auto files = installation_files(words.data);
    const auto made = make_demonstration(
        *database, town->profile, audit::load_or_create_key(files.journal_key.string()),
        web::ServerKey{load_or_create_secret(files.server_key.string())},
        {.households = words.households, .seed = words.seed, .until = *until});
    tell(made, *town->profile);
    return Ending::Done;
}

}  // namespace

void add_demo_command(CLI::App& program, Ending& ending) {
    const auto words = std::make_shared<DemoWords>();
    auto* demo = program.add_subcommand("demo", "架空の町を作ります");
    demo->set_help_flag("--help", "使い方を表示します");
    demo->add_option("--municipality", words->municipality, "市町村の短い名前")->required();
    demo->add_option("--profiles", words->folder, "プロファイルのフォルダー");
    demo->add_option("--households", words->households, "世帯の数")->check(CLI::Range(0, 100'000));
    demo->add_option("--seed", words->seed, "乱数の種");
    demo->add_option("--until", words->until, "この日までのくらし");
    require_data_and_keys(*demo, words->data);
    demo->callback([&ending, words] { ending = make(*words); });
}

}  // namespace kasane::cli
