#include "accounts/roster_view.hpp"

#include <utility>

#include "accounts/accounts_store.hpp"
#include "accounts/second_factor_store.hpp"

namespace kasane::accounts {
namespace {

constexpr std::int64_t accounts_on_a_page = 50;

AccountView::State state_of(const Account& account, Instant now) {
    if (!account.valid.contains(now.date_in_japan())) return AccountView::State::Ended;
    if (account.is_locked(now)) return AccountView::State::Locked;
    if (account.must_change_password) return AccountView::State::OneTimePassword;
    return AccountView::State::InUse;
}

AccountView view_of(storage::Reader& rows, const Account& account, Instant now) {
    const auto today = now.date_in_japan();
    const auto factor = second_factor_store::find(rows, account.id);
    return {.id = account.id,
            .login = account.login,
            .name = account.name,
            .valid_until = account.valid.until,
            .version = account.version,
            .roles = roles_on(accounts_store::roles_of(rows, account.id), today),
            .desks = desks_on(accounts_store::desks_of(rows, account.id), today),
            .state = state_of(account, now),
            .locked_until = account.locked_until,
            .has_second_factor = factor && factor->confirmed_at};
}

audit::Entry entry_of(const Actor& actor, audit::EntryKind kind, std::string_view page) {
    audit::Entry entry;
    entry.kind = kind;
    entry.act = page;
    entry.actor = actor.account;
    if (actor.has_desk()) entry.actor_desk = actor.desk();
    entry.request_id = actor.request_id;
    return entry;
}

}  // namespace

RosterPage roster_page(Roster& roster, const Actor& actor, std::string_view after) {
    ensure(may(actor, Act::ManageAccounts), "the route was opened for this act");
    const auto now = roster.clock().now();
    RosterPage page;
    roster.database().read(roster.municipality(), [&](storage::Reader& rows) {
        auto found = accounts_store::after_login(rows, after, accounts_on_a_page + 1);
        if (found.size() > static_cast<std::size_t>(accounts_on_a_page)) {
            found.pop_back();
            page.next_after = found.back().login;
        }
        for (const auto& account : found) page.accounts.push_back(view_of(rows, account, now));
    });
    auto entry = entry_of(actor, audit::EntryKind::List, "accounts.list");
    for (const auto& each : page.accounts) entry.shown.push_back("account:" + each.id.text());
    roster.journal().record(roster.municipality(), {entry});
    return page;
}

std::optional<AccountView> account_view(Roster& roster, const Actor& actor,
                                        const AccountId& account) {
    ensure(may(actor, Act::ManageAccounts), "the route was opened for this act");
    std::optional<AccountView> view;
    roster.database().read(roster.municipality(), [&](storage::Reader& rows) {
        const auto found = accounts_store::find(rows, account);
        if (found) view = view_of(rows, *found, roster.clock().now());
    });
    if (!view) return std::nullopt;
    auto entry = entry_of(actor, audit::EntryKind::Read, "accounts.page");
    entry.subjects = {"account:" + account.text()};
    roster.journal().record(roster.municipality(), {entry});
    return view;
}

}  // namespace kasane::accounts
