#include "cli/invented_staff.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>

#include "accounts/accounts_store.hpp"
#include "accounts/password_hash.hpp"
#include "municipality/demonstration_mark.hpp"

namespace kasane::cli {
namespace {

using accounts::Role;

constexpr std::string_view demonstration_password = "tsunagu-machi-2026";

constexpr std::array names{"青木 葉子", "市川 実", "上田 聡",   "江原 真理", "大井 徹",
                           "加藤 恵子", "木下 洋", "久保 あや", "近藤 学",   "坂本 由紀",
                           "白井 悟",   "関 直子", "田口 亮",   "塚田 美穂", "寺沢 守",
                           "戸田 彩",   "中島 修", "新村 香",   "畑 春樹",   "原 ゆかり"};

accounts::Actor make_account(storage::Transaction& store, const Seat& seat, const AccountId& id,
                             const std::string& password_hash, Instant since) {
    accounts::Actor actor;
    actor.account = id;
    actor.name = seat.name;
    actor.roles = {seat.role};
    actor.desks = seat.desks;
    const accounts::Period always{since.date_in_japan(), std::nullopt};
    accounts::accounts_store::insert(store, {.id = actor.account,
                                             .login = seat.login,
                                             .name = seat.name,
                                             .password_hash = password_hash,
                                             .valid = always,
                                             .created_at = since});
    accounts::accounts_store::put_role(store, actor.account, {seat.role, always});
    for (const auto& desk : seat.desks) {
        const bool is_primary = desk == seat.desks.front();
        accounts::accounts_store::put_desk(store, actor.account, {desk, is_primary, always});
    }
    return actor;
}

DemonstrationAccount shown(const municipality::Profile& profile, const Seat& seat) {
    DemonstrationAccount account{seat.login, seat.name, std::string(label_of(seat.role)), {}};
    if (!seat.desks.empty()) account.desk = profile.desk_name(seat.desks.front());
    if (seat.desks.size() > 1) account.desk += fmt::format(" ほか{}", seat.desks.size() - 1);
    return account;
}

}  // namespace

std::vector<Seat> seats_of(const municipality::Profile& profile) {
    std::vector<Seat> seats;
    for (const auto& desk : profile.desks) {
        const auto role = desk.kind.value == municipality::DeskKind::CommunityPartner
                              ? Role::Commissioner
                          : desk.id == profile.coordinating_desk ? Role::Coordinator
                                                                 : Role::DeskWorker;
        seats.push_back({desk.id.text(), names.at(seats.size() % names.size()), role, {desk.id}});
    }
    seats.push_back({"supervisor", "宮原 健", Role::Supervisor, {profile.coordinating_desk}});
    seats.push_back({"privacy", "野村 静香", Role::PrivacyOfficer, {}});
    seats.push_back({"admin", "情報 太郎", Role::Administrator, {}});
    return seats;
}

HiredStaff hire_staff(storage::Database& database, const audit::Journal& journal,
                      const municipality::Profile& profile, const std::vector<Seat>& seats,
                      IdSource& ids, Instant since) {
    HiredStaff hired;
    hired.password = demonstration_password;
    accounts::PasswordHasher hasher;
    const auto hash = hasher.hash(PrivateText(hired.password));
    ensure(hash.has_value(), "one hash at a time always finds its turn");
    database.write(profile.code(), [&](storage::Transaction& store) {
        hired.staff = {};
        hired.accounts.clear();
        for (const auto& seat : seats) {
            auto actor = make_account(store, seat, ids.next<AccountId>(since), *hash, since);
            hired.accounts.push_back(shown(profile, seat));
            if (seat.role == Role::Coordinator) hired.staff.coordinator = actor;
            const bool one_desk = seat.desks.size() == 1;
            if (seat.role == Role::DeskWorker && one_desk) hired.staff.desks.push_back(actor);
        }
        municipality::mark_as_demonstration(store, since);
        audit::Entry entry;
        entry.kind = audit::EntryKind::Administration;
        entry.act = "demonstration";
        entry.details = fmt::format("invented: {} accounts", hired.accounts.size());
        journal.append(store, {entry});
        return storage::Outcome::Commit;
    });
    return hired;
}

}  // namespace kasane::cli
