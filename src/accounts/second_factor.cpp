#include "accounts/second_factor.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "accounts/accounts_store.hpp"
#include "accounts/manage_account.hpp"
#include "accounts/one_time_codes.hpp"
#include "accounts/second_factor_store.hpp"
#include "accounts/session_token.hpp"
#include "accounts/sessions_store.hpp"
#include "accounts/sign_in_rules.hpp"

namespace kasane::accounts {
namespace {

constexpr std::string_view own_page = "/account/second-factor";

Refusal rule(std::string code, std::string message, std::string instead = {}) {
    Refusal refusal;
    refusal.kind = RefusalKind::Rule;
    refusal.code = std::move(code);
    refusal.message = std::move(message);
    refusal.instead = std::move(instead);
    return refusal;
}

Account account_of(storage::Reader& rows, const AccountId& id) {
    auto account = accounts_store::find(rows, id);
    ensure(account.has_value(), "somebody who is signed in has an account");
    return std::move(*account);
}

BegunFactor given(const PrivateText& secret, std::string_view town, std::string_view login) {
    return {secret, code_address(secret, town, login)};
}

std::vector<std::string> store_recovery_codes(AccountScope& scope) {
    auto codes = new_recovery_codes();
    std::vector<std::string> hashes;
    for (const auto& code : codes) hashes.push_back(hash_of_token(tidy_recovery_code(code)));
    second_factor_store::put_recovery_codes(scope.store, scope.actor.account, hashes);
    return codes;
}

/// Somebody at an unlocked screen must not get in by trying: a wrong code counts like a wrong
/// password, in a transaction of its own because the refused act is rolled back.
void note_failure(Roster& roster, const Actor& actor) {
    roster.database().write(roster.municipality(), [&](storage::Transaction& store) {
        auto account = account_of(store, actor.account);
        count_failure(account, roster.clock().now());
        accounts_store::set_failures(store, account);
        return storage::Outcome::Commit;
    });
}

/// An act on the own second factor that a right code must allow.
template <class T>
Result<T> with_code(Roster& roster, const Actor& actor, std::string_view code,
                    const std::function<Result<T>(AccountScope&)>& work) {
    bool was_wrong = false;
    auto result = roster.commit<T>(actor, [&](AccountScope& scope) -> Result<T> {
        if (!may_sign_in(account_of(scope.store, actor.account), scope.now)) {
            return sign_in_refused();
        }
        if (use_code(roster, scope.store, actor.account, code) == CodeKind::None) {
            was_wrong = true;
            return wrong_sign_in_code();
        }
        return work(scope);
    });
    if (was_wrong) note_failure(roster, actor);
    return result;
}

}  // namespace

CodeKind use_code(Roster& roster, storage::Transaction& store, const AccountId& account,
                  std::string_view typed) {
    const auto now = roster.clock().now();
    const auto factor = second_factor_store::find(store, account);
    if (!factor || !factor->confirmed_at) return CodeKind::None;
    const auto recovery = tidy_recovery_code(typed);
    if (const auto secret = roster.secrets().open(factor->sealed_secret)) {
        const auto step = step_of_code(PrivateText(*secret), typed, now, factor->last_step);
        if (step) {
            second_factor_store::set_last_step(store, account, *step);
            return CodeKind::App;
        }
    }
    if (second_factor_store::use_recovery_code(store, account, hash_of_token(recovery), now)) {
        return CodeKind::Recovery;
    }
    return CodeKind::None;
}

SecondFactor second_factor_of(Roster& roster, const AccountId& account) {
    SecondFactor state;
    roster.database().read(roster.municipality(), [&](storage::Reader& rows) {
        const auto factor = second_factor_store::find(rows, account);
        state.is_begun = factor && !factor->confirmed_at;
        state.is_confirmed = factor && factor->confirmed_at;
        state.recovery_codes_left = second_factor_store::recovery_codes_left(rows, account);
    });
    return state;
}

Result<BegunFactor> begin_second_factor(Roster& roster, const Actor& actor, std::string_view town) {
    const auto secret = new_code_secret();
    return roster.commit<BegunFactor>(actor, [&](AccountScope& scope) -> Result<BegunFactor> {
        const auto factor = second_factor_store::find(scope.store, actor.account);
        if (factor && factor->confirmed_at) {
            return rule("second_factor.already", "確認アプリはもう登録されています。",
                        "別の端末に替えるときは、先に今の登録を解除してください。");
        }
        second_factor_store::begin(scope.store, actor.account,
                                   roster.secrets().seal(secret.reveal()), scope.now);
        scope.wrote(actor.account, "second_factor.begin", "");
        scope.leads_to(std::string(own_page));
        return given(secret, town, account_of(scope.store, actor.account).login);
    });
}

Result<BegunFactor> begun_second_factor(Roster& roster, const Actor& actor, std::string_view town) {
    std::optional<BegunFactor> begun;
    roster.database().read(roster.municipality(), [&](storage::Reader& rows) {
        const auto factor = second_factor_store::find(rows, actor.account);
        if (!factor || factor->confirmed_at) return;
        const auto secret = roster.secrets().open(factor->sealed_secret);
        if (!secret) return;
        begun = given(PrivateText(*secret), town, account_of(rows, actor.account).login);
    });
    if (begun) return std::move(*begun);
    return rule("second_factor.not_begun", "確認アプリの登録は始まっていません。",
                "登録を始めてください。");
}

Result<std::vector<std::string>> confirm_second_factor(Roster& roster, const Actor& actor,
                                                       std::string_view code) {
    using Codes = std::vector<std::string>;
    return roster.commit<Codes>(actor, [&](AccountScope& scope) -> Result<Codes> {
        const auto factor = second_factor_store::find(scope.store, actor.account);
        const auto secret = factor ? roster.secrets().open(factor->sealed_secret) : std::nullopt;
        if (!secret || factor->confirmed_at) {
            return rule("second_factor.not_begun", "確認アプリの登録は始まっていません。",
                        "登録を始めてください。");
        }
        const auto step = step_of_code(PrivateText(*secret), code, scope.now, factor->last_step);
        if (!step) return wrong_sign_in_code();
        second_factor_store::confirm(scope.store, actor.account, *step, scope.now);
        scope.wrote(actor.account, "second_factor.confirm", "");
        scope.leads_to(std::string(own_page));
        return store_recovery_codes(scope);
    });
}

Result<std::vector<std::string>> renew_recovery_codes(Roster& roster, const Actor& actor,
                                                      std::string_view code) {
    using Codes = std::vector<std::string>;
    return with_code<Codes>(roster, actor, code, [&](AccountScope& scope) -> Result<Codes> {
        scope.wrote(actor.account, "second_factor.recovery_codes", "");
        scope.leads_to(std::string(own_page));
        return store_recovery_codes(scope);
    });
}

Result<Done> remove_second_factor(Roster& roster, const Actor& actor, std::string_view code) {
    return with_code<Done>(roster, actor, code, [&](AccountScope& scope) -> Result<Done> {
        second_factor_store::remove(scope.store, actor.account);
        scope.wrote(actor.account, "second_factor.remove", "");
        scope.leads_to(std::string(own_page));
        return Done{};
    });
}

Result<Done> reset_second_factor(Roster& roster, const Actor& actor, const AccountId& account) {
    return roster.manage<Done>(actor, [&](AccountScope& scope) -> Result<Done> {
        if (!accounts_store::find(scope.store, account)) return no_such_account();
        second_factor_store::remove(scope.store, account);
        second_factor_store::remove_steps_of(scope.store, account);
        sessions_store::end_all_of(scope.store, account, scope.now);
        scope.wrote(account, "second_factor.reset", "");
        scope.leads_to(path_of(account));
        return Done{};
    });
}

}  // namespace kasane::accounts
