#include "cli/large_town.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "access/ground_acts.hpp"
#include "cli/large_lives.hpp"
#include "storage/database.hpp"

namespace kasane::cli {
namespace {

constexpr std::size_t steps_together = 5'000;
constexpr std::size_t readers_of_three = 16;

std::string agency_key(int number) { return fmt::format("further_{:02}", number); }

std::vector<Seat> seats_with_readers(const municipality::Profile& profile) {
    auto seats = seats_of(profile);
    Seat thirty{"thirty", "三十 束", accounts::Role::DeskWorker, {}};
    for (int number = 1; number <= more_agencies; ++number) {
        thirty.desks.emplace_back(agency_key(number));
    }
    for (std::size_t reader = 0; reader < readers_of_three; ++reader) {
        Seat three{
            fmt::format("three{:02}", reader + 1), "三輪 つなぐ", accounts::Role::DeskWorker, {}};
        for (std::size_t next = 0; next < 3; ++next) {
            three.desks.push_back(thirty.desks[(reader * 2 + next) % thirty.desks.size()]);
        }
        seats.push_back(std::move(three));
    }
    seats.push_back(std::move(thirty));
    return seats;
}

/// Runs `work` for portions of `count` items, each in a transaction of its own. What is written
/// down meanwhile in memory cannot be taken back: a transaction is not run twice.
void in_portions(storage::Database& database, const MunicipalityCode& code, std::size_t count,
                 const std::function<void(storage::Transaction&, std::size_t, std::size_t)>& work,
                 const std::function<void(std::size_t)>& done) {
    for (std::size_t from = 0; from < count; from += steps_together) {
        const auto portion = std::min(steps_together, count - from);
        bool begun = false;
        database.write(code, [&](storage::Transaction& store) {
            if (std::exchange(begun, true)) {
                throw storage::StorageFault(
                    "データベースとの接続が切れました。空の場所に作り直してください。", false);
            }
            work(store, from, portion);
            return storage::Outcome::Commit;
        });
        done(from + portion);
    }
}

}  // namespace

std::string with_more_agencies(std::string toml) {
    for (int number = 1; number <= more_agencies; ++number) {
        toml += fmt::format(
            "\n[[agency]]\nkey = \"{0}\"\nname = \"架空支援機関{1}\"\ncategory = \"care_provider\"\n"
            "belonging = \"outside\"\naddress = \"not_stated\"\ncontact = \"not_stated\"\n"
            "\n[[desk]]\nkey = \"{0}\"\nagency = \"{0}\"\nname = \"架空相談室{1}\"\n"
            "kind = {{ value = \"support_agency\", source = \"default\" }}\n"
            "address = \"not_stated\"\ncontact = \"not_stated\"\n",
            agency_key(number), number);
    }
    return toml;
}

LargeTown make_large_town(storage::Database& database, const municipality::Profile& profile,
                          const audit::JournalKey& journal_key, const LargeTownWish& wish,
                          const std::function<void(int)>& percent_done) {
    Chance chance(wish.seed);
    IdSource ids(wish.seed);
    const auto begin = Instant::start_of(wish.until.plus_days(-1'001));
    const auto end = Instant::start_of(wish.until.plus_days(1));
    const FrozenClock clock(end);
    const audit::Journal journal(database, clock, journal_key);
    auto hired = hire_staff(database, journal, profile, seats_with_readers(profile), ids, begin);
    LargeLives lives(profile, hired.staff, plan_large_town(wish, hired.staff.desks.size(), chance),
                     chance, ids);
    const auto steps = lives.plan().steps.size();
    const auto work = steps + lives.plan().households.size();
    const auto tell = [&](std::size_t done) { percent_done(static_cast<int>(done * 100 / work)); };
    in_portions(
        database, profile.code(), steps,
        [&](auto& store, auto from, auto count) { lives.live(store, from, count); }, tell);
    in_portions(
        database, profile.code(), wish.cases,
        [&](auto& store, auto from, auto count) { lives.index_names(store, from, count); },
        [&](auto done) { tell(steps + done); });
    database.write(profile.code(), [&](storage::Transaction& store) {
        access::rebuild_reading_list(store, end);
        audit::Entry entry;
        entry.kind = audit::EntryKind::Administration;
        entry.act = "demonstration";
        entry.details = fmt::format("invented: {} cases, {} persons, {} entries", wish.cases,
                                    wish.persons, wish.entries);
        journal.append(store, {entry});
        return storage::Outcome::Commit;
    });
    return {std::move(hired.accounts), std::move(hired.password), lives.planted()};
}

}  // namespace kasane::cli
