#include "accounts/sign_in.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "accounts/accounts_store.hpp"
#include "accounts/assignments.hpp"
#include "accounts/session_token.hpp"
#include "accounts/sessions_store.hpp"
#include "accounts/sign_in_rules.hpp"

namespace kasane::accounts {
namespace {

/// More than any login or password has; longer input is not worth a hash.
constexpr std::size_t longest_input = 1'024;

audit::Entry entry_of(const SignInAttempt& attempt, const std::optional<AccountId>& account,
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

void begin_session(SignInDoor& door, storage::Transaction& store, const SignInAttempt& attempt,
                   const Checked& checked, Instant now) {
    if (!attempt.old_token.empty()) {
        sessions_store::end(store, hash_of_token(attempt.old_token), now);
    }
    sessions_store::remove_old_of(store, checked.account, now);
    sessions_store::insert(store, door.sessions.begin(checked.account, checked.token));
}

Result<SignInStep> finish(SignInDoor& door, const SignInAttempt& attempt, const Account& account,
                          const Checked& checked) {
    std::optional<Result<SignInStep>> result;
    auto& roster = door.roster;
    roster.database().write(roster.municipality(), [&](storage::Transaction& store) {
        const auto now = roster.clock().now();
        auto stored = accounts_store::find(store, account.id);
        ensure(stored.has_value(), "an account is never deleted");
        const auto outcome = outcome_of(*stored, account, checked, now);
        if (outcome == "signed in") {
            stored->failed_attempts = 0;
            stored->locked_until.reset();
            // A new version only with a new hash: a form that an administrator has open stays good.
            accounts_store::set_failures(store, *stored);
            if (checked.renewed_hash) {
                stored->password_hash = *checked.renewed_hash;
                ensure(accounts_store::update(store, *stored), "nobody else writes now");
            }
            begin_session(door, store, attempt, checked, now);
            result.emplace(SignInStep{SignInStep::Kind::SignedIn, account.id, checked.token,
                                      stored->must_change_password});
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

std::optional<Refusal> refuse_address(SignInDoor& door, const SignInAttempt& attempt) {
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
