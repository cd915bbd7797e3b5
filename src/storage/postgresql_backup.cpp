#include "storage/postgresql_backup.hpp"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/system_reason.hpp"
#include "storage/migrations.hpp"
#include "storage/postgresql_connection.hpp"

namespace kasane::storage {

namespace {

/// Runs pg_dump with the environment given in addition. The address goes through the environment
/// too: the list of processes would show a password in it to everybody.
void run_pg_dump(const std::string& url, const std::vector<std::string>& arguments,
                 const std::string& options) {
    std::vector<std::string> words{"pg_dump"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    std::vector<std::string> settings{"PGOPTIONS=" + options};
    for (char** entry = environ; *entry != nullptr; ++entry) {
        if (!std::string_view(*entry).starts_with("PGOPTIONS=")) settings.emplace_back(*entry);
    }
    for (const auto& setting : connection_environment(url)) settings.push_back(setting);
    std::vector<char*> environment;
    for (auto& setting : settings) environment.push_back(setting.data());
    environment.push_back(nullptr);
    pid_t child = 0;
    const int spawned =
        ::posix_spawnp(&child, "pg_dump", nullptr, nullptr, argv.data(), environment.data());
    if (spawned != 0) {
        throw StorageFault(
            fmt::format("控えを作る pg_dump を動かせません ({})。postgresql-client "
                        "を入れるか、控えを別に取って --no-backup を付けてください。",
                        system_reason(spawned)),
            false);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        throw StorageFault("控えを作る pg_dump が失敗しました。上の知らせを見てください。", false);
    }
}

}  // namespace

void back_up_postgresql(const std::string& url, const std::filesystem::path& to) {
    if (std::filesystem::exists(to)) {
        throw StorageFault(fmt::format("控えの書き先がすでにあります: {}", to.string()), false);
    }
    std::filesystem::create_directories(to);
    std::filesystem::permissions(to, std::filesystem::perms::owner_all);
    try {
        PostgresqlConnection connection(url);
        connection.script("begin isolation level repeatable read read only");
        const auto snapshot =
            "--snapshot=" + connection.script_for_text("select pg_export_snapshot()");
        run_pg_dump(url,
                    {snapshot, "--schema-only", "--format=custom",
                     "--file=" + (to / "schema.dump").string()},
                    "");
        for (const auto& municipality : municipalities(connection)) {
            // Rows as statements: `copy from` is not bound by row-level security when restoring.
            run_pg_dump(url,
                        {snapshot, "--data-only", "--enable-row-security", "--rows-per-insert=100",
                         "--format=custom", "--on-conflict-do-nothing",
                         "--file=" + (to / (municipality.text() + ".dump")).string()},
                        "-c app.municipality=" + municipality.text());
        }
        connection.script("rollback");
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove_all(to, ignored);
        throw;
    }
}

}  // namespace kasane::storage
