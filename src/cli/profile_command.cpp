#include "cli/profile_command.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>

#include "accounts/actor.hpp"
#include "kernel/clock.hpp"
#include "municipality/profile_store.hpp"
#include "municipality/profile_text.hpp"
#include "storage/migrations.hpp"

namespace kasane::cli {
namespace {

/// The words of a command line live as long as the program's reading of it.
struct ProfileWords {
    std::string file;
    std::string municipality;
    std::string folder = "config/municipalities";
    DataLocation data;
};

std::optional<std::string> text_of(const std::string& file, std::ostream& errors) {
    std::error_code trouble;
    if (std::filesystem::is_directory(file, trouble)) {
        errors << file << ": フォルダーです。プロファイルのファイルを指定してください。\n";
        return std::nullopt;
    }
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    if (!stream || !(text << stream.rdbuf()) || stream.bad()) {
        errors << file << ": 読めません。ファイルの名前と権限を確認してください。\n";
        return std::nullopt;
    }
    return text.str();
}

municipality::ProfileReading read(const std::string& text, const std::string& file,
                                  std::ostream& errors) {
    auto reading = municipality::read_profile(text, file, profile_vocabulary());
    if (!reading.ok()) {
        errors << municipality::describe(reading.problems) << reading.problems.size()
               << "件の誤りがあります。直してからもう一度実行してください。\n";
    }
    return reading;
}

/// A stored town by its code, or by the key of its profile.
municipality::ProfileReading find_stored(storage::Database& database, const std::string& wanted,
                                         std::ostream& errors) {
    municipality::ProfileReading found;
    for (const auto& code : municipality::stored_municipalities(database)) {
        auto reading = municipality::load_profile(database, code, profile_vocabulary());
        if (!reading.ok()) {
            errors << municipality::describe(reading.problems);
            continue;
        }
        if (code.text() == wanted || reading.profile->key == wanted) found = std::move(reading);
    }
    if (!found.ok()) {
        errors << "「" << wanted << "」のプロファイルは " << database.location()
               << " にありません。市町村コードか、プロファイルの key を指定してください。\n";
    }
    return found;
}

void add_check(CLI::App& profile, Ending& ending, const std::shared_ptr<ProfileWords>& words) {
    auto* check = profile.add_subcommand("check", "プロファイルの誤りを調べます");
    check->set_help_flag("--help", "使い方を表示します");
    check->add_option("FILE", words->file, "プロファイル (TOML)")->required();
    check->callback(
        [&ending, words] { ending = check_profile_file(words->file, std::cout, std::cerr); });
}

void add_show(CLI::App& profile, Ending& ending, const std::shared_ptr<ProfileWords>& words) {
    auto* show = profile.add_subcommand("show", "プロファイルを読みやすく表示します");
    show->set_help_flag("--help", "使い方を表示します");
    show->add_option("MUNICIPALITY", words->municipality, "市町村 (例: プロファイルの名前)")
        ->required();
    show->add_option("--profiles", words->folder, "プロファイルのフォルダー")->type_name("DIR");
    add_data_options(*show, words->data);
    show->callback([&ending, words] {
        ending =
            show_profile(words->municipality, words->folder, words->data, std::cout, std::cerr);
    });
}

void add_load(CLI::App& profile, Ending& ending, const std::shared_ptr<ProfileWords>& words) {
    auto* load = profile.add_subcommand("load", "プロファイルをデータベースに読み込みます");
    load->set_help_flag("--help", "使い方を表示します");
    load->add_option("FILE", words->file, "プロファイル (TOML)")->required();
    require_data_options(*load, words->data);
    load->callback([&ending, words] {
        ending = load_profile_file(words->file, words->data, std::cout, std::cerr);
    });
}

}  // namespace

municipality::ProfileVocabulary profile_vocabulary() {
    municipality::ProfileVocabulary vocabulary{municipality::standard_code_lists(), {}};
    for (const auto& role : codes<accounts::Role>) vocabulary.roles.emplace_back(role.code);
    return vocabulary;
}

municipality::ProfileReading read_profile_file(const std::string& file, std::ostream& errors) {
    const auto text = text_of(file, errors);
    return text ? read(*text, file, errors) : municipality::ProfileReading{};
}

Ending check_profile_file(const std::string& file, std::ostream& output, std::ostream& errors) {
    const auto reading = read_profile_file(file, errors);
    if (!reading.ok()) return Ending::Refused;
    output << file << ": " << reading.profile->name << "のプロファイルに誤りはありません。\n";
    return Ending::Done;
}

Ending show_profile(const std::string& municipality, const std::string& folder,
                    const DataLocation& data, std::ostream& output, std::ostream& errors) {
    municipality::ProfileReading reading;
    if (is_given(data)) {
        const auto database = open_existing(data, {.alone = false});
        reading = find_stored(*database, municipality, errors);
    } else {
        reading = read_profile_file(
            (std::filesystem::path(folder) / (municipality + ".toml")).string(), errors);
    }
    if (!reading.ok()) return Ending::Refused;
    output << municipality::profile_text(*reading.profile);
    return Ending::Done;
}

Ending load_profile_file(const std::string& file, const DataLocation& data, std::ostream& output,
                         std::ostream& errors) {
    const auto text = text_of(file, errors);
    if (!text) return Ending::Refused;
    const auto reading = read(*text, file, errors);
    if (!reading.ok()) return Ending::Refused;
    const auto database = open_existing(data);
    const auto state = storage::schema_state(*database);
    if (state.newest_applied != state.newest_known) {
        errors << database->location()
               << ": データベースの版がこのプログラムと合いません。先に kasane migrate を実行して"
                  "ください。\n";
        return Ending::Refused;
    }
    auto change = municipality::ProfileChange::Unchanged;
    database->write(reading.profile->code(), [&](storage::Transaction& store) {
        change = municipality::store_profile(store, *reading.profile, *text, SystemClock().now());
        return storage::Outcome::Commit;
    });
    output << reading.profile->name
           << (change == municipality::ProfileChange::NewVersion
                   ? "のプロファイルを読み込みました。動いているサーバーは再起動してください。\n"
                   : "のプロファイルは読み込み済みのものと同じです。\n");
    return Ending::Done;
}

void add_profile_command(CLI::App& program, Ending& ending) {
    auto* profile = program.add_subcommand("profile", "市町村のプロファイルを扱います");
    profile->set_help_flag("--help", "使い方を表示します");
    profile->require_subcommand(1);
    const auto words = std::make_shared<ProfileWords>();
    add_check(*profile, ending, words);
    add_show(*profile, ending, words);
    add_load(*profile, ending, words);
}

}  // namespace kasane::cli
