#include "cli/serve_command.hpp"

#include <fmt/format.h>
#include <malloc.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <iostream>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "cli/data_location.hpp"
#include "cli/migrate_command.hpp"
#include "cli/site.hpp"
#include "kernel/clock.hpp"
#include "kernel/secret_file.hpp"
#include "municipality/profile_store.hpp"
#include "storage/migrations.hpp"
#include "web/server.hpp"

namespace kasane::cli {
namespace {

struct ServeWords {
    DataLocation data;
    std::string listen = "127.0.0.1:8080";
    std::string assets;
    std::vector<std::string> hosts;
    bool trust_proxy = false;
    bool no_backup = false;
    int patience = 10;  ///< seconds
};

/// The style sheet and scripts lie beside a program that was built, and in share of one that was
/// installed.
std::filesystem::path assets_folder(const std::string& given) {
    if (!given.empty()) return given;
    const auto program = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    const auto beside = program / "assets";
    return std::filesystem::exists(beside) ? beside : program / "../share/kasane/assets";
}

/// Once a day, at night or not: what is over goes.
class Housekeeping {
public:
    explicit Housekeeping(const Site& site)
        : thread_([this, &site](const std::stop_token& stop) { keep(site, stop); }) {}

private:
    void keep(const Site& site, const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        while (!stop.stop_requested()) {
            try {
                site.remove_old();
            } catch (const std::runtime_error& fault) {
                std::cerr << "kasane: 古い記録の整理ができませんでした。" << fault.what() << "\n";
            }
            woken_.wait_for(lock, stop, std::chrono::hours(24), [] { return false; });
        }
    }

    std::mutex mutex_;
    std::condition_variable_any woken_;
    std::jthread thread_;  ///< last: it uses the others
};

std::map<std::string, std::string, std::less<>> host_table(const std::vector<std::string>& rows) {
    std::map<std::string, std::string, std::less<>> table;
    for (const auto& row : rows) {
        const auto equals = row.find('=');
        if (equals == 0 || equals == std::string::npos || equals + 1 == row.size()) {
            throw CLI::ValidationError("--host " + row, "名前=市町村 の形で指定してください。");
        }
        table[row.substr(0, equals)] = row.substr(equals + 1);
    }
    return table;
}

/// Left to itself the C library gives nearly every thread a heap of its own, and each keeps what the
/// largest page once needed; and it hands back and fetches anew what the next page needs again.
void share_the_heap() {
    constexpr int kept_for_the_next_page = 4 * 1024 * 1024;
    static_cast<void>(::mallopt(M_ARENA_MAX, 2));
    static_cast<void>(::mallopt(M_TRIM_THRESHOLD, kept_for_the_next_page));
    static_cast<void>(::mallopt(M_MMAP_THRESHOLD, kept_for_the_next_page));
}

/// A database that nobody began a town in is left as it is.
void refuse_empty(storage::Database& database, const DataLocation& location) {
    if (storage::schema_state(database).newest_applied > 0 &&
        !municipality::stored_municipalities(database).empty()) {
        return;
    }
    throw CommandRefused(fmt::format("{} には、まだ市町村のデータがありません。{}",
                                     database.location(), how_to_begin(location)));
}

/// A change of the schema may take as long as it needs; while pages are served, nobody waits for a
/// statement longer than the patience. So it is opened for each.
std::unique_ptr<storage::Database> open_migrated(const ServeWords& words) {
    const std::chrono::seconds patience(words.patience);
    {
        const auto database = open_existing(words.data, {.readers = 1, .patience = patience});
        refuse_empty(*database, words.data);
        migrate_with_words(*database, !words.no_backup, std::cout);
    }
    return open_existing(words.data, {.patience = patience, .statement_limit = patience});
}

void serve(const ServeWords& words, const ListenPlace& place) {
    share_the_heap();
    const SystemClock clock;
    IdSource ids;
    const auto hosts = host_table(words.hosts);
    const auto database = open_migrated(words);
    const auto files = installation_files(words.data);
    // With other keys nothing that was written could be verified or opened: init makes them, serve
    // never.
    for (const auto& key : {files.server_key, files.journal_key}) {
        static_cast<void>(load_secret(key.string()));
    }
    if (!files.spool.empty()) create_folder(files.spool);
    const Site site(*database, clock, ids,
                    {.files = files, .assets = assets_folder(words.assets), .hosts = hosts});
    web::ServerOptions options;
    options.address = place.address;
    options.port = place.port;
    options.trust_proxy = words.trust_proxy;
    options.spool_directory = files.spool;
    web::Server server(std::move(options), site.application(), site.error_page());
    server.start();
    site.note_journals();
    {
        const Housekeeping housekeeping(site);
        for (const auto& town : site.towns()) std::cout << town->profile().name << " ";
        const bool is_ipv6 = place.address.find(':') != std::string::npos;
        std::cout << fmt::format(
                         "http://{}:{}/ で動いています。終わるときは Ctrl+C を押してください。",
                         is_ipv6 ? "[" + place.address + "]" : place.address, server.port())
                  << std::endl;
        server.run();
    }
    site.note_journals();
    std::cout << "終わりました。" << std::endl;
}

}  // namespace

std::optional<ListenPlace> listen_place(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    auto address = text.substr(0, colon);
    const bool bracketed = address.starts_with('[') && address.ends_with(']');
    if (bracketed) address = address.substr(1, address.size() - 2);
    if (address.empty() || (!bracketed && address.find(':') != std::string_view::npos)) {
        return std::nullopt;
    }
    const auto digits = text.substr(colon + 1);
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return ListenPlace{std::string(address), port};
}

void add_serve_command(CLI::App& program, Ending& ending) {
    auto* command = program.add_subcommand("serve", "画面を動かします");
    command->set_help_flag("--help", "使い方を表示します");
    const auto words = std::make_shared<ServeWords>();
    require_data_and_keys(*command, words->data);
    command->add_option("--listen", words->listen, "待ち受ける場所")
        ->type_name("ADDRESS:PORT")
        ->capture_default_str();
    command->add_option("--host", words->hosts, "ホスト名と市町村 (複数の市町村のとき)")
        ->type_name("NAME=MUNICIPALITY");
    command->add_option("--assets", words->assets, "画面の部品のフォルダー")->type_name("DIR");
    command->add_flag("--trust-proxy", words->trust_proxy,
                      "手前のプロキシが伝える接続元と暗号化を信じます");
    command->add_flag("--no-backup", words->no_backup,
                      "データの版を上げる前に控えを作りません (控えが別にあるときだけ)");
    command->add_option("--patience", words->patience, "データベースの答えを待つ秒数")
        ->type_name("SECONDS")
        ->check(CLI::Range(1, 600))
        ->capture_default_str();
    command->callback([&ending, words] {
        const auto place = listen_place(words->listen);
        if (!place) {
            throw CLI::ValidationError("--listen " + words->listen,
                                       "127.0.0.1:8080 の形で指定してください。");
        }
        serve(*words, *place);
        ending = Ending::Done;
    });
}

}  // namespace kasane::cli
