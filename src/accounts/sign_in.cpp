#include "accounts/sign_in.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "accounts/accounts_store.hpp"
#include "accounts/assignments.hpp"
#include "accounts/second_factor.hpp"
#include "accounts/second_factor_store.hpp"
#include "accounts/session_token.hpp"
#include "accounts/sessions_store.hpp"
#include "accounts/sign_in_rules.hpp"

namespace kasane::accounts {
namespace {

/// More than any login or password has; longer input is not worth a hash.
constexpr std::size_t longest_input = 1'024;

template <class Attempt>
audit::Entry entry_of(const Attempt& attempt, const std::optional<AccountId>& account,
                      std::string_view outcome) {
    audit::Entry entry;
    entry.kind = audit::EntryKind::SignIn;
    entry.act = "sign_in";
    entry.actor = account;
    entry.details = fmt::format("{} from {}", outcome, attempt.client_address);
    entry.request_id = attempt.request_id;
    return entry;
}

std::optional<Account> load(Roster& roster, const SignInAttempt& attempt) {
    const auto login = tidy_login(attempt.login);
    if (refuse_login(login)) return std::nullopt;
    std::optional<Account> account;
    roster.database().read(roster.municipality(), [&](storage::Reader& rows) {
        account = accounts_store::find_by_login(rows, login);
    });
    return account;
}

/// What the one transaction of an attempt works with.
struct Checked {
    AccountId account;
    bool password_fits = false;
    std::optional<std::string> renewed_hash;
    std::string token;
};

/// Decides on the rows as they are now: meanwhile another attempt may have stopped the account, an
/// administrator may have ended it or given it another password.
std::string_view outcome_of(const Account& now_stored, const Account& when_checked,
                            const Checked& checked, Instant now) {
    if (!now_stored.valid.contains(now.date_in_japan())) return "account not in force";
    if (now_stored.is_locked(now)) return "account locked";
    if (now_stored.password_hash != when_checked.password_hash) return "password changed meanwhile";
    if (!checked.password_fits) return "wrong password";
    return "signed in";
}

void begin_session(SignInDoor& door, storage::Transaction& store, std::string_view old_token,
                   Account& account, const Session& session) {
    const auto now = door.roster.clock().now();
    if (!old_token.empty()) sessions_store::end(store, hash_of_token(old_token), now);
    account.failed_attempts = 0;
    account.locked_until.reset();
    // A new version only with a new hash: a form that an administrator has open stays good.
    accounts_store::set_failures(store, account);
    sessions_store::remove_old_of(store, account.id, now);
    second_factor_store::remove_steps_of(store, account.id);
    sessions_store::insert(store, session);
}

/// The password was right: the session, or the step that waits for the code. The failures stay
/// counted until the code was right too, or codes could be tried for ever.
SignInStep welcome(SignInDoor& door, storage::Transaction& store, const SignInAttempt& attempt,
                   Account& account, const Checked& checked) {
    if (checked.renewed_hash) {
        account.password_hash = *checked.renewed_hash;
        ensure(accounts_store::update(store, account), "nobody else writes now");
    }
    const auto factor = second_factor_store::find(store, account.id);
    if (factor && factor->confirmed_at) {
        second_factor_store::insert_step(
            store, hash_of_token(checked.token),
            {account.id, door.roster.clock().now().plus_seconds(seconds_for_the_code)});
        return {SignInStep::Kind::SecondFactorNeeded, account.id, checked.token, false};
    }
    begin_session(door, store, attempt.old_token, account,
                  door.sessions.begin(account.id, checked.token));
    return {SignInStep::Kind::SignedIn, account.id, checked.token, account.must_change_password};
}

Result<SignInStep> finish(SignInDoor& door, const SignInAttempt& attempt, const Account& account,
                          const Checked& checked) {
    std::optional<Result<SignInStep>> result;
    auto& roster = door.roster;
    roster.database().write(roster.municipality(), [&](storage::Transaction& store) {
        const auto now = roster.clock().now();
        auto stored = accounts_store::find(store, account.id);
        ensure(stored.has_value(), "an account is never deleted");
        auto outcome = outcome_of(*stored, account, checked, now);
        if (outcome == "signed in") {
            result.emplace(welcome(door, store, attempt, *stored, checked));
            if ((*result)->kind == SignInStep::Kind::SecondFactorNeeded) outcome = "code awaited";
        } else {
            if (outcome == "wrong password") count_failure(*stored, now);
            accounts_store::set_failures(store, *stored);
            result.emplace(sign_in_refused());
        }
        roster.journal().append(store, {entry_of(attempt, account.id, outcome)});
        return storage::Outcome::Commit;
    });
    if (!result->ok()) door.limit.failed(attempt.client_address, roster.clock().now());
    return std::move(*result);
}

Result<SignInStep> refuse_unknown(SignInDoor& door, const SignInAttempt& attempt) {
    auto& roster = door.roster;
    if (!roster.passwords().matches_nobody(attempt.password)) return too_busy();
    roster.journal().record(roster.municipality(),
                            {entry_of(attempt, std::nullopt, "unknown login")});
    door.limit.failed(attempt.client_address, roster.clock().now());
    return sign_in_refused();
}

template <class Attempt>
std::optional<Refusal> refuse_address(SignInDoor& door, const Attempt& attempt) {
    auto& roster = door.roster;
    switch (door.limit.ask(attempt.client_address, roster.clock().now())) {
        case AttemptLimit::Answer::Welcome:
            return std::nullopt;
        case AttemptLimit::Answer::JustStopped:
            roster.journal().record(roster.municipality(),
                                    {entry_of(attempt, std::nullopt, "too many attempts")});
            return too_many_attempts();
        case AttemptLimit::Answer::Stopped:
            return too_many_attempts();
    }
    return too_many_attempts();
}

Result<SignInStep> answer_code(SignInDoor& door, storage::Transaction& store,
                               const CodeAttempt& attempt) {
    auto& roster = door.roster;
    const auto now = roster.clock().now();
    const auto waiting = second_factor_store::find_step(store, hash_of_token(attempt.step_token));
    if (!waiting || now >= waiting->expires_at) return sign_in_begins_anew();
    auto account = accounts_store::find(store, waiting->account);
    ensure(account.has_value(), "an account is never deleted");
    const auto note = [&](std::string_view outcome) {
        roster.journal().append(store, {entry_of(attempt, account->id, outcome)});
    };
    if (!may_sign_in(*account, now)) {
        note("account stopped before the code");
        second_factor_store::remove_steps_of(store, account->id);
        return sign_in_begins_anew();
    }
    const auto kind = use_code(roster, store, account->id, attempt.code);
    if (kind == CodeKind::None) {
        note("wrong code");
        count_failure(*account, now);
        accounts_store::set_failures(store, *account);
        return wrong_sign_in_code();
    }
    note(kind == CodeKind::App ? "signed in with a code" : "signed in with a recovery code");
    const auto token = new_session_token();
    begin_session(door, store, attempt.old_token, *account,
                  door.sessions.begin(account->id, token, "password+code"));
    return SignInStep{SignInStep::Kind::SignedIn, account->id, token,
                      account->must_change_password};
}

}  // namespace

Result<SignInStep> sign_in(SignInDoor& door, const SignInAttempt& attempt) {
    if (auto refusal = refuse_address(door, attempt)) return *refusal;
    if (attempt.login.size() > longest_input || attempt.password.reveal().size() > longest_input) {
        return sign_in_refused();
    }
    const auto account = load(door.roster, attempt);
    if (!account) return refuse_unknown(door, attempt);
    auto& passwords = door.roster.passwords();
    const auto fits = passwords.matches(account->password_hash, attempt.password);
    if (!fits) return too_busy();
    Checked checked{account->id, *fits, std::nullopt, new_session_token()};
    if (*fits && passwords.is_outdated(account->password_hash)) {
        checked.renewed_hash = passwords.hash(attempt.password);
    }
    return finish(door, attempt, *account, checked);
}

Result<SignInStep> confirm_sign_in(SignInDoor& door, const CodeAttempt& attempt) {
    if (auto refusal = refuse_address(door, attempt)) return *refusal;
    if (attempt.code.size() > longest_input) return wrong_sign_in_code();
    std::optional<Result<SignInStep>> result;
    auto& roster = door.roster;
    roster.database().write(roster.municipality(), [&](storage::Transaction& store) {
        result.emplace(answer_code(door, store, attempt));
        return storage::Outcome::Commit;
    });
    if (!result->ok()) door.limit.failed(attempt.client_address, roster.clock().now());
    return std::move(*result);
}

void sign_out(Roster& roster, const Actor& actor, const std::string& token) {
    roster.database().write(roster.municipality(), [&](storage::Transaction& store) {
        sessions_store::end(store, hash_of_token(token), roster.clock().now());
        audit::Entry entry;
        entry.kind = audit::EntryKind::SignIn;
        entry.act = "sign_out";
        entry.actor = actor.account;
        entry.details = "signed out";
        entry.request_id = actor.request_id;
        roster.journal().append(store, {entry});
        return storage::Outcome::Commit;
    });
}

}  // namespace kasane::accounts
