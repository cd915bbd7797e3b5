#include "cli/demo_command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>

#include "cli/data_location.hpp"
#include "cli/demonstration.hpp"
#include "cli/large_town.hpp"
#include "cli/new_town.hpp"
#include "kernel/secret_file.hpp"

namespace kasane::cli {
namespace {

struct DemoWords {
    DataLocation data;
    TownWords town;
    int households = 240;
    std::size_t cases = 0;
    std::size_t persons = 0;
    std::size_t entries = 0;
    std::string truth;
    unsigned seed = 1;
    std::string until;

    [[nodiscard]] bool large() const { return cases > 0 || persons > 0; }
};

/// What was not said of a large town: three persons in a household; ten entries in a case, or one
/// where only the persons matter.
LargeTownWish large_wish(const DemoWords& words, const Date& until) {
    LargeTownWish wish{.seed = words.seed, .until = until};
    wish.cases = words.cases > 0 ? words.cases : std::max<std::size_t>(1, words.persons / 3);
    wish.persons = words.persons > 0 ? words.persons : 3 * wish.cases;
    wish.entries = words.entries > 0 ? words.entries
                   : words.cases > 0 ? 10 * wish.cases
                                     : wish.cases;
    return wish;
}

void tell(const std::vector<DemonstrationAccount>& accounts, std::string_view password) {
    std::cout << "次の利用者でサインインできます。パスワードは全員「" << password << "」です。\n";
    for (const auto& account : accounts) {
        std::cout << fmt::format("  {:<16} {}  {} {}\n", account.login, account.name, account.role,
                                 account.desk);
    }
}

void invent_lives_of(storage::Database& database, const DemoWords& words, const ProfileFile& town,
                     const Date& until) {
    const auto files = installation_files(words.data);
    const auto made = make_demonstration(
        database, town.profile, audit::load_or_create_key(files.journal_key.string()),
        web::ServerKey{load_or_create_secret(files.server_key.string())},
        {.households = words.households, .seed = words.seed, .until = until});
    std::cout << fmt::format("{}の架空のデータを作りました。世帯 {}件。\n", town.profile->name,
                             made.cases);
    tell(made.accounts, made.password);
}

void invent_large_town(storage::Database& database, const DemoWords& words, const ProfileFile& town,
                       const LargeTownWish& wish) {
    const auto files = installation_files(words.data);
    // Nothing here is sealed with it, but serve makes no key of its own.
    static_cast<void>(load_or_create_secret(files.server_key.string()));
    int told = 0;
    const auto made = make_large_town(database, *town.profile,
                                      audit::load_or_create_key(files.journal_key.string()), wish,
                                      [&](int percent) {
                                          if (percent < told + 5) return;
                                          told = percent;
                                          std::cerr << fmt::format("\r{}%", percent)
                                                    << (percent == 100 ? "\n" : "") << std::flush;
                                      });
    if (!words.truth.empty()) write_truth(words.truth, made.planted);
    std::cout << fmt::format(
        "{}の大きな架空のデータを作りました。ケース {}件、人 {}人、経過 {}件。\n",
        town.profile->name, wish.cases, wish.persons, wish.entries);
    tell(made.accounts, made.password);
}

Ending make(const DemoWords& words) {
    const auto until =
        words.until.empty() ? std::optional(SystemClock().today()) : Date::parse(words.until);
    if (!until) {
        std::cerr << "--until は 2026-10-31 の形で指定してください。\n";
        return Ending::Misused;
    }
    if (words.large()) {
        const auto wish = large_wish(words, *until);
        if (wish.persons < wish.cases || wish.entries < wish.cases) {
            std::cerr << "--persons と --entries は、--cases 以上にしてください。\n";
            return Ending::Misused;
        }
    }
    const auto town =
        words.large() ? read_town(words.town, with_more_agencies) : read_town(words.town);
    const auto database = begin_town(words.data, town, SystemClock().now());
    if (words.large()) {
        invent_large_town(*database, words, town, large_wish(words, *until));
    } else {
        invent_lives_of(*database, words, town, *until);
    }
    return Ending::Done;
}

}  // namespace

void add_demo_command(CLI::App& program, Ending& ending) {
    const auto words = std::make_shared<DemoWords>();
    auto* demo = program.add_subcommand("demo", "架空の町を作ります");
    demo->set_help_flag("--help", "使い方を表示します");
    add_town_options(*demo, words->town);
    auto* households = demo->add_option("--households", words->households, "世帯の数")
                           ->check(CLI::Range(0, 100'000));
    // Beyond that, a town would take hours to live.
    const auto size = CLI::Range(std::size_t{1}, std::size_t{10'000'000});
    demo->add_option("--cases", words->cases, "大きな町のケースの数 (測定用)")
        ->check(size)
        ->excludes(households);
    demo->add_option("--persons", words->persons, "大きな町の人の数 (測定用)")
        ->check(size)
        ->excludes(households);
    demo->add_option("--entries", words->entries, "大きな町の経過の件数 (測定用)")->check(size);
    demo->add_option("--truth", words->truth,
                     "大きな町で、二つの窓口が別々に記録した同じ人の一覧を書くファイル (CSV)");
    demo->add_option("--seed", words->seed, "乱数の種");
    demo->add_option("--until", words->until, "この日までのくらし");
    require_data_and_keys(*demo, words->data);
    demo->callback([&ending, words] { ending = make(*words); });
}

}  // namespace kasane::cli
