#include "cli/demonstration.hpp"

#include <algorithm>

#include "accounts/accounts_store.hpp"
#include "accounts/password_hash.hpp"
#include "cli/invented_lives.hpp"
#include "cli/wiring.hpp"
#include "municipality/demonstration_mark.hpp"

namespace kasane::cli {
namespace {

constexpr std::string_view demonstration_password = "tsunagu-machi-2026";

struct Seat {
    std::string_view login;
    std::string_view name;
    accounts::Role role;
    std::string_view desk;
};

/// Logins follow the desks of the profile, so that every town gets its own staff.
std::vector<std::pair<Seat, DeskId>> seats(const municipality::Profile& profile,
                                           std::vector<std::string>& logins) {
    static constexpr std::array names{"青木 葉子", "市川 実", "上田 聡",   "江原 真理", "大井 徹",
                                      "加藤 恵子", "木下 洋", "久保 あや", "近藤 学",   "坂本 由紀",
                                      "白井 悟",   "関 直子", "田口 亮",   "塚田 美穂", "寺沢 守"};
    std::vector<std::pair<Seat, DeskId>> all;
    std::size_t next = 0;
    logins.reserve(profile.desks.size() + 4);
    for (const auto& desk : profile.desks) {
        logins.push_back(desk.id.text());
        const auto role = desk.kind.value == municipality::DeskKind::CommunityPartner
                              ? accounts::Role::Commissioner
                          : desk.id == profile.coordinating_desk ? accounts::Role::Coordinator
                                                                 : accounts::Role::DeskWorker;
        all.push_back({{logins.back(), names[next++ % names.size()], role, {}}, desk.id});
    }
    return all;
}

accounts::Actor make_account(access::Town& town, const Seat& seat,
                             const std::optional<DeskId>& desk, const std::string& hash,
                             const Date& since) {
    accounts::Actor actor;
    actor.account = new_id<AccountId>(town.clock().now());
    actor.name = seat.name;
    actor.roles = {seat.role};
    if (desk) actor.desks = {*desk};
    town.database().write(town.code(), [&](storage::Transaction& store) {
        const accounts::Period always{since, std::nullopt};
        accounts::accounts_store::insert(store, {.id = actor.account,
                                                 .login = std::string(seat.login),
                                                 .name = actor.name,
                                                 .password_hash = hash,
                                                 .valid = always,
                                                 .created_at = town.clock().now()});
        accounts::accounts_store::put_role(store, actor.account, {seat.role, always});
        if (desk) {
            accounts::accounts_store::put_desk(store, actor.account, {*desk, true, always});
        }
        return storage::Outcome::Commit;
    });
    return actor;
}

}  // namespace

Demonstration make_demonstration(storage::Database& database,
                                 const std::shared_ptr<const municipality::Profile>& profile,
                                 const audit::JournalKey& journal_key,
                                 const web::ServerKey& server_key, const DemonstrationWish& wish) {
    constexpr int days = 150;
    const auto begin = wish.until.plus_days(-days);
    FrozenClock clock(Instant::start_of(begin));
    audit::Journal journal(database, clock, journal_key);
    const web::FormGuard guard(server_key, clock);
    access::Town town(database, journal, clock, profile, guard);
    casefile::Events events;
    wire(town, events);

    Demonstration made{.password = std::string(demonstration_password)};
    accounts::PasswordHasher hasher;
    const auto hash = hasher.hash(PrivateText(made.password));
    ensure(hash.has_value(), "one hash at a time always finds its turn");
    Staff staff;
    std::vector<std::string> logins;
    const auto add = [&](const Seat& seat, const std::optional<DeskId>& desk) {
        made.accounts.push_back({std::string(seat.login), std::string(seat.name),
                                 std::string(label_of(seat.role)),
                                 desk ? profile->desk_name(*desk) : std::string()});
        return make_account(town, seat, desk, *hash, begin);
    };
    for (const auto& [seat, desk] : seats(*profile, logins)) {
        auto actor = add(seat, desk);
        if (seat.role == accounts::Role::Coordinator) staff.coordinator = actor;
        if (seat.role == accounts::Role::DeskWorker) staff.desks.push_back(std::move(actor));
    }
    static_cast<void>(
        add({"supervisor", "宮原 健", accounts::Role::Supervisor, {}}, profile->coordinating_desk));
    static_cast<void>(add({"privacy", "野村 静香", accounts::Role::PrivacyOfficer, {}}, {}));
    static_cast<void>(add({"admin", "情報 太郎", accounts::Role::Administrator, {}}, {}));

    database.write(profile->code(), [&](storage::Transaction& store) {
        municipality::mark_as_demonstration(store, clock.now());
        return storage::Outcome::Commit;
    });

    Chance chance(wish.seed);
    World world{town, events, clock, chance, staff};
    std::vector<Happening> happenings;
    for (int number = 0; number < wish.households; ++number) {
        const auto story = static_cast<Story>(number % story_count);
        // Recent enough that most of what waits is not yet overdue, and some of it is.
        const int ago = length_of(story) + static_cast<int>(chance.below(25));
        const auto first = wish.until.plus_days(-ago);
        for (auto& each : invent_life(world, story, first, number)) {
            happenings.push_back(std::move(each));
        }
    }
    std::ranges::stable_sort(happenings, {}, &Happening::at);
    const auto end = Instant::start_of(wish.until.plus_days(1));
    for (const auto& happening : happenings) {
        if (happening.at >= end) break;
        clock.set(happening.at);
        happening.act();
    }
    made.cases = wish.households;
    return made;
}

}  // namespace kasane::cli
