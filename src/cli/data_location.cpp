#include "cli/data_location.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>

#include "cli/command.hpp"

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
    std::filesystem::create_directories(keys);
    std::filesystem::permissions(keys, std::filesystem::perms::owner_all);
    const auto beside = location.folder.empty() ? keys : std::filesystem::path(location.folder);
    return {.server_key = keys / "server.key",
            .journal_key = keys / "journal.key",
            .checkpoints = beside / "journal.checkpoints",
            .spool = location.folder.empty() ? std::filesystem::path() : beside / "uploads"};
}

bool is_given(const DataLocation& location) {
    return !location.folder.empty() || !location.url.empty();
}

std::unique_ptr<storage::Database> open(const DataLocation& location,
                                        const storage::OpenOptions& options) {
    if (!location.url.empty()) return storage::open_postgresql({location.url}, options);
    return storage::open_sqlite({database_file(location).string()}, options);
}

std::unique_ptr<storage::Database> open_existing(const DataLocation& location,
                                                 const storage::OpenOptions& options) {
    if (location.url.empty() && !std::filesystem::exists(database_file(location))) {
        throw CommandRefused(fmt::format(
            "{} にデータがありません。はじめてのときは kasane init --municipality <市町村> --data {} "
            "で作ってください。架空のデータで試すときは kasane demo です。",
            location.folder, location.folder));
    }
    return open(location, options);
}

}  // namespace kasane::cli
