#include <optional>
#include <utility>

#include "accounts/accounts_store.hpp"
#include "accounts/manage_account.hpp"
#include "accounts/password_rules.hpp"
#include "accounts/second_factor_store.hpp"
#include "accounts/session_token.hpp"
#include "accounts/sessions_store.hpp"
#include "accounts/sign_in.hpp"
#include "accounts/sign_in_rules.hpp"
#include "kernel/invalid.hpp"

namespace kasane::accounts {
namespace {

Refusal wrong_current() {
    return invalid("password.wrong_current", "current_password",
                   "いまのパスワードが違います。入れ直してください。");
}

std::optional<Refusal> refuse_wanted(const PasswordChange& change, const Account& account) {
    if (auto refusal = refuse_password(change.wanted, {account.login, account.name})) {
        return refusal;
    }
    if (change.wanted == change.current) {
        return invalid("password.same", "new_password",
                       "いまと同じパスワードです。別のパスワードにしてください。");
    }
    if (change.wanted != change.repeated) {
        return invalid("password.not_repeated", "repeated_password",
                       "二つの新しいパスワードが一致しません。同じものを入れてください。");
    }
    return std::nullopt;
}

/// Somebody at an unlocked screen must not find the password by trying.
void note_failure(Roster& roster, const Actor& actor) {
    roster.database().write(roster.municipality(), [&](storage::Transaction& store) {
        auto account = accounts_store::find(store, actor.account);
        ensure(account.has_value(), "somebody who is signed in has an account");
        count_failure(*account, roster.clock().now());
        accounts_store::set_failures(store, *account);
        audit::Entry entry;
        entry.kind = audit::EntryKind::SignIn;
        entry.act = "password.change";
        entry.actor = actor.account;
        entry.details = "wrong current password";
        entry.request_id = actor.request_id;
        roster.journal().append(store, {entry});
        return storage::Outcome::Commit;
    });
}

/// The new session stands on what the old one stood on.
std::string_view factors_of(storage::Reader& rows, const Actor& actor) {
    const auto factor = second_factor_store::find(rows, actor.account);
    return factor && factor->confirmed_at ? "password+code" : "password";
}

}  // namespace

Result<SignInStep> change_own_password(SignInDoor& door, const Actor& actor,
                                       const PasswordChange& change) {
    auto& roster = door.roster;
    std::optional<Account> account;
    roster.database().read(roster.municipality(), [&](storage::Reader& rows) {
        account = accounts_store::find(rows, actor.account);
    });
    if (!account) return no_such_account();
    if (!may_sign_in(*account, roster.clock().now())) return sign_in_refused();
    const auto fits = roster.passwords().matches(account->password_hash, change.current);
    if (!fits) return too_busy();
    if (!*fits) {
        note_failure(roster, actor);
        return wrong_current();
    }
    if (auto refusal = refuse_wanted(change, *account)) return *refusal;
    auto hash = roster.passwords().hash(change.wanted);
    if (!hash) return too_busy();
    const auto token = new_session_token();
    return roster.commit<SignInStep>(actor, [&](AccountScope& scope) -> Result<SignInStep> {
        auto stored = accounts_store::find(scope.store, actor.account);
        ensure(stored.has_value(), "an account is never deleted");
        if (stored->password_hash != account->password_hash) return wrong_current();
        stored->password_hash = *hash;
        stored->must_change_password = false;
        stored->failed_attempts = 0;
        stored->locked_until.reset();
        ensure(accounts_store::update(scope.store, *stored), "nobody else writes at this moment");
        sessions_store::end_all_of(scope.store, actor.account, scope.now);
        sessions_store::insert(
            scope.store, door.sessions.begin(actor.account, token, factors_of(scope.store, actor)));
        scope.wrote(actor.account, "password.change", "password");
        scope.leads_to("/");
        return SignInStep{SignInStep::Kind::SignedIn, actor.account, token, false};
    });
}

}  // namespace kasane::accounts
