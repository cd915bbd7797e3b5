#include "accounts/manage_account.hpp"

#include <algorithm>
#include <utility>

#include "accounts/accounts_store.hpp"
#include "accounts/session_token.hpp"
#include "accounts/sessions_store.hpp"

namespace kasane::accounts {
namespace {

Refusal changed_meanwhile() {
    Refusal refusal;
    refusal.kind = RefusalKind::Stale;
    refusal.code = "account.stale";
    refusal.message =
        "ほかの管理者が先に変更しました。最新の内容を確かめて、もう一度保存してください。";
    return refusal;
}

Refusal last_administrator() {
    Refusal refusal;
    refusal.kind = RefusalKind::Rule;
    refusal.code = "account.last_administrator";
    refusal.message = "システム管理者がいなくなるため、この変更はできません。";
    refusal.instead = "先に、ほかの方をシステム管理者として登録してください。";
    return refusal;
}

Refusal already_ended() {
    Refusal refusal;
    refusal.kind = RefusalKind::Rule;
    refusal.code = "account.already_ended";
    refusal.message = "この利用者は、すでに停止しています。";
    return refusal;
}

/// Somebody else stays an administrator whose account does not end.
bool another_administrator(AccountScope& scope, const AccountId& besides) {
    const auto holders =
        accounts_store::holders_of(scope.store, Role::Administrator, scope.today());
    return std::ranges::any_of(holders, [&](const AccountId& each) { return each != besides; });
}

bool is_administrator(AccountScope& scope, const AccountId& account) {
    const auto roles = roles_on(accounts_store::roles_of(scope.store, account), scope.today());
    return std::ranges::find(roles, Role::Administrator) != roles.end();
}

/// One account, found and changed with all that follows from it.
template <class Change>
Result<Done> change_one(AccountScope& scope, const AccountId& id, std::string_view act,
                        Change change) {
    auto account = accounts_store::find(scope.store, id);
    if (!account) return no_such_account();
    auto facts = change(*account);
    if (!facts) return facts.refusal();
    if (!accounts_store::update(scope.store, *account)) return changed_meanwhile();
    scope.wrote(id, act, facts.value());
    scope.leads_to(path_of(id));
    return Done{};
}

std::optional<Refusal> refuse_change(const AccountChange& change,
                                     const std::vector<DeskId>& known_desks, Date today) {
    if (auto refusal = refuse_name(change.name)) return refusal;
    if (auto refusal = refuse_assignments(change.assignments, known_desks)) return refusal;
    if (change.valid_until && *change.valid_until < today) {
        Refusal refusal;
        refusal.kind = RefusalKind::Invalid;
        refusal.code = "account.already_over";
        refusal.field = "valid_until";
        refusal.message = "利用できる最後の日は、今日か今日より後にしてください。";
        refusal.instead = "すぐに使えなくするときは、「利用を停止する」を使ってください。";
        return refusal;
    }
    return std::nullopt;
}

void add_fact(std::string& facts, std::string_view fact) {
    if (!facts.empty()) facts += ' ';
    facts += fact;
}

}  // namespace

Refusal no_such_account() {
    Refusal refusal;
    refusal.kind = RefusalKind::NotFound;
    refusal.code = "account.not_found";
    refusal.message = "この利用者は見つかりませんでした。";
    refusal.instead = "利用者の一覧から選び直してください。";
    return refusal;
}

std::string path_of(const AccountId& account) { return "/settings/accounts/" + account.text(); }

Result<Done> change_account(Roster& roster, const Actor& actor, const AccountChange& change,
                            const std::vector<DeskId>& known_desks) {
    const auto work = [&](AccountScope& scope) -> Result<Done> {
        if (auto refusal = refuse_change(change, known_desks, scope.today())) return *refusal;
        return change_one(
            scope, change.account, "account.change", [&](Account& account) -> Result<std::string> {
                if (account.version != change.version) return changed_meanwhile();
                const auto& roles = change.assignments.roles;
                const bool stays_administrator =
                    std::ranges::find(roles, Role::Administrator) != roles.end() &&
                    !change.valid_until;
                if (!stays_administrator && is_administrator(scope, account.id) &&
                    !another_administrator(scope, account.id)) {
                    return last_administrator();
                }
                std::string facts = store_assignments(scope, account.id, change.assignments);
                if (!facts.empty()) sessions_store::end_all_of(scope.store, account.id, scope.now);
                if (account.name != change.name) add_fact(facts, "name");
                if (account.valid.until != change.valid_until) add_fact(facts, "valid_until");
                account.name = change.name;
                account.valid.until = change.valid_until;
                return facts;
            });
    };
    return roster.manage<Done>(actor, work);
}

Result<Done> end_account(Roster& roster, const Actor& actor, const AccountId& account) {
    return roster.manage<Done>(actor, [&](AccountScope& scope) -> Result<Done> {
        if (is_administrator(scope, account) && !another_administrator(scope, account)) {
            return last_administrator();
        }
        return change_one(scope, account, "account.end",
                          [&](Account& found) -> Result<std::string> {
                              if (found.valid.until && *found.valid.until < scope.today()) {
                                  return already_ended();
                              }
                              found.valid.until = scope.today().plus_days(-1);
                              sessions_store::end_all_of(scope.store, account, scope.now);
                              return std::string("valid_until");
                          });
    });
}

Result<Done> unlock_account(Roster& roster, const Actor& actor, const AccountId& account) {
    return roster.manage<Done>(actor, [&](AccountScope& scope) -> Result<Done> {
        return change_one(scope, account, "account.unlock",
                          [](Account& found) -> Result<std::string> {
                              found.failed_attempts = 0;
                              found.locked_until.reset();
                              return std::string("locked_until");
                          });
    });
}

Result<OneTimePassword> reset_password(Roster& roster, const Actor& actor,
                                       const AccountId& account) {
    if (auto refusal = roster.not_permitted(actor)) return *refusal;
    const PrivateText password(new_one_time_password());
    const auto hash = roster.passwords().hash(password);
    if (!hash) return too_busy();
    std::string login;
    const auto stored = roster.manage<Done>(actor, [&](AccountScope& scope) -> Result<Done> {
        return change_one(scope, account, "account.reset_password",
                          [&](Account& found) -> Result<std::string> {
                              login = found.login;
                              found.password_hash = *hash;
                              found.must_change_password = true;
                              found.failed_attempts = 0;
                              found.locked_until.reset();
                              sessions_store::end_all_of(scope.store, account, scope.now);
                              return std::string("password");
                          });
    });
    if (!stored) return stored.refusal();
    return OneTimePassword{account, login, password};
}

}  // namespace kasane::accounts
