#include <utility>

#include "accounts/accounts_store.hpp"
#include "accounts/manage_account.hpp"
#include "accounts/password_rules.hpp"
#include "accounts/session_token.hpp"
#include "kernel/invalid.hpp"

namespace kasane::accounts {
namespace {

Refusal login_taken() {
    return invalid("account.login_taken", "login",
                   "そのログイン名はもう使われています。別のログイン名にしてください。");
}

std::optional<Refusal> refuse_new(const NewAccount& wanted, const std::vector<DeskId>& known_desks,
                                  Date today) {
    if (auto refusal = refuse_login(wanted.login)) return refusal;
    if (auto refusal = refuse_name(wanted.name)) return refusal;
    if (auto refusal = refuse_assignments(wanted.assignments, known_desks)) return refusal;
    if (wanted.valid_until && *wanted.valid_until < today) {
        return invalid("account.already_over", "valid_until",
                       "利用できる最後の日は、今日か今日より後にしてください。");
    }
    if (wanted.password) return refuse_password(*wanted.password, {wanted.login, wanted.name});
    return std::nullopt;
}

/// What is stored before it is known whether the login is free.
struct Prepared {
    Account account;
    Assignments assignments;
};

Result<Done> store_new(AccountScope& scope, const Prepared& prepared) {
    if (accounts_store::find_by_login(scope.store, prepared.account.login)) return login_taken();
    accounts_store::insert(scope.store, prepared.account);
    const auto facts = store_assignments(scope, prepared.account.id, prepared.assignments);
    scope.wrote(prepared.account.id, "account.create", facts);
    scope.leads_to(path_of(prepared.account.id));
    return Done{};
}

Account account_from(const AccountId& id, const NewAccount& wanted, std::string hash, Instant now) {
    return Account{.id = id,
                   .login = wanted.login,
                   .name = wanted.name,
                   .password_hash = std::move(hash),
                   .must_change_password = !wanted.password.has_value(),
                   .valid = {now.date_in_japan(), wanted.valid_until},
                   .failed_attempts = 0,
                   .locked_until = std::nullopt,
                   .created_at = now,
                   .version = 1};
}

}  // namespace

Result<OneTimePassword> create_account(Roster& roster, const Actor& actor, const NewAccount& wanted,
                                       const std::vector<DeskId>& known_desks) {
    if (auto refusal = roster.not_permitted(actor)) return *refusal;
    const auto now = roster.clock().now();
    if (auto refusal = refuse_new(wanted, known_desks, now.date_in_japan())) return *refusal;
    const auto password = wanted.password.value_or(PrivateText(new_one_time_password()));
    auto hash = roster.passwords().hash(password);
    if (!hash) return too_busy();
    const Prepared prepared{
        account_from(roster.ids().next<AccountId>(now), wanted, std::move(*hash), now),
        wanted.assignments};
    const auto stored =
        roster.manage<Done>(actor, [&](AccountScope& scope) { return store_new(scope, prepared); });
    if (!stored) return stored.refusal();
    return OneTimePassword{prepared.account.id, wanted.login, password};
}

Result<OneTimePassword> found_administrator(Roster& roster, const std::string& login,
                                            const std::string& name) {
    const NewAccount wanted{
        .login = login, .name = name, .assignments = {{Role::Administrator}, {}}};
    const auto now = roster.clock().now();
    if (auto refusal = refuse_new(wanted, {}, now.date_in_japan())) return *refusal;
    const PrivateText password(new_one_time_password());
    auto hash = roster.passwords().hash(password);
    if (!hash) return too_busy();
    const Prepared prepared{
        account_from(roster.ids().next<AccountId>(now), wanted, std::move(*hash), now),
        wanted.assignments};
    const auto stored = roster.commit<Done>(Actor{}, [&](AccountScope& scope) -> Result<Done> {
        if (accounts_store::any(scope.store)) {
            Refusal refusal;
            refusal.kind = RefusalKind::Rule;
            refusal.code = "account.not_the_first";
            refusal.message = "利用者がすでに登録されています。";
            refusal.instead = "追加は、システム管理者が「設定 → 利用者」から行ってください。";
            return refusal;
        }
        return store_new(scope, prepared);
    });
    if (!stored) return stored.refusal();
    return OneTimePassword{prepared.account.id, login, password};
}

}  // namespace kasane::accounts
