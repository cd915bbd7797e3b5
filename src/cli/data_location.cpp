#include "cli/data_location.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>

#include "cli/command.hpp"
#include "kernel/system_reason.hpp"
#include "storage/postgresql_connection.hpp"

namespace kasane::cli {
namespace {

CLI::Option_group* add_options(CLI::App& command, DataLocation& location) {
    auto* group = command.add_option_group("データの場所");
    group->add_option("--data", location.folder, "データのフォルダー")->type_name("DIR");
    group->add_option("--database", location.url, "PostgreSQLの場所 (postgresql://…)")
        ->type_name("URL");
    return group;
}

std::filesystem::path database_file(const DataLocation& location) {
    return std::filesystem::path(location.folder) / "kasane.sqlite";
}

}  // namespace

void add_data_options(CLI::App& command, DataLocation& location) {
    add_options(command, location)->require_option(0, 1);
}

void require_data_options(CLI::App& command, DataLocation& location) {
    add_options(command, location)->require_option(1);
}

void require_data_and_keys(CLI::App& command, DataLocation& location) {
    require_data_options(command, location);
    command
        .add_option("--keys", location.keys,
                    "鍵のフォルダー (指定しないときは、データのフォルダーの keys)")
        ->type_name("DIR");
}

InstallationFiles installation_files(const DataLocation& location) {
    std::filesystem::path keys = location.keys;
    if (keys.empty()) {
        if (location.folder.empty()) {
            throw CommandRefused(
                "PostgreSQLを使うときは、鍵を置くフォルダーを --keys DIR で"
                "指定してください。鍵はデータベースの外に保管します。");
        }
        keys = std::filesystem::path(location.folder) / "keys";
    }
    if (!location.folder.empty()) create_folder(location.folder);
    create_folder(keys);
    const auto beside = location.folder.empty() ? keys : std::filesystem::path(location.folder);
    return {.server_key = keys / "server.key",
            .journal_key = keys / "journal.key",
            .checkpoints = beside / "journal.checkpoints",
            .spool = location.folder.empty() ? std::filesystem::path() : beside / "uploads"};
}

bool is_given(const DataLocation& location) {
    return !location.folder.empty() || !location.url.empty();
}

std::string words_of(const DataLocation& location) {
    auto words = location.url.empty() ? "--data " + location.folder
                                      : "--database " + storage::without_password(location.url);
    if (!location.keys.empty()) words += " --keys " + location.keys;
    return words;
}

std::string how_to_begin(const DataLocation& location) {
    return fmt::format(
        "はじめてのときは kasane init --municipality <市町村> {} で作ってください。架空のデータで試す"
        "ときは kasane demo です。",
        words_of(location));
}

void create_folder(const std::filesystem::path& folder) {
    std::error_code trouble;
    const bool made = std::filesystem::create_directories(folder, trouble);
    if (made) std::filesystem::permissions(folder, std::filesystem::perms::owner_all, trouble);
    if (!trouble) return;
    throw CommandRefused(fmt::format(
        "フォルダー {} を作れません({})。場所と権限、ディスクの空きを確かめてください。",
        folder.string(), system_reason(trouble.value())));
}

std::unique_ptr<storage::Database> open(const DataLocation& location,
                                        const storage::OpenOptions& options) {
    if (!location.url.empty()) return storage::open_postgresql({location.url}, options);
    return storage::open_sqlite({database_file(location).string()}, options);
}

std::unique_ptr<storage::Database> open_existing(const DataLocation& location,
                                                 const storage::OpenOptions& options) {
    if (location.url.empty() && !std::filesystem::exists(database_file(location))) {
        throw CommandRefused(
            fmt::format("{} にデータがありません。{}", location.folder, how_to_begin(location)));
    }
    return open(location, options);
}

}  // namespace kasane::cli
