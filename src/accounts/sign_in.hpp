#pragma once

#include <string>

#include "accounts/attempt_limit.hpp"
#include "accounts/roster.hpp"
#include "accounts/sessions.hpp"
#include "kernel/private_text.hpp"
#include "kernel/result.hpp"

namespace kasane::accounts {

/// Somebody who wants to come in.
struct SignInAttempt {
    std::string login;  ///< as typed
    PrivateText password;
    std::string client_address;
    std::string request_id;
    std::string old_token;  ///< the session this browser had before; it ends
};

/// How far a sign-in came. With a second factor there is a step in between; the page asks `kind`
/// and shows what is needed next.
struct SignInStep {
    enum class Kind { SignedIn, SecondFactorNeeded };
    Kind kind = Kind::SignedIn;
    AccountId account;
    std::string token;  ///< of the new session, or of the step that waits for a code
    bool must_change_password = false;
};

/// What a sign-in needs besides the roster.
struct SignInDoor {
    Roster& roster;
    Sessions& sessions;
    AttemptLimit& limit;
};

/// サインイン — checks the password and begins a session with a new token. An unknown login takes
/// as long as a wrong password, and every failure gets the same answer. Each attempt is one entry
/// of the journal; what was typed is in none of them.
[[nodiscard]] Result<SignInStep> sign_in(SignInDoor& door, const SignInAttempt& attempt);

/// 確認コード — the second half of a sign-in.
struct CodeAttempt {
    std::string step_token;
    std::string code;  ///< of the app, or a recovery code; as typed
    std::string client_address;
    std::string request_id;
    std::string old_token;
};
/// Begins the session when the code is right. A wrong one counts like a wrong password; after a few
/// minutes, and once the account is stopped, the sign-in begins anew.
[[nodiscard]] Result<SignInStep> confirm_sign_in(SignInDoor& door, const CodeAttempt& attempt);

/// サインアウト — the session of the token ends; the journal says so.
void sign_out(Roster& roster, const Actor& actor, const std::string& token);

struct PasswordChange {
    PrivateText current;
    PrivateText wanted;
    PrivateText repeated;
};

/// パスワードの変更 — of the own account. Every session of it ends; the step carries the token of
/// a new one. A wrong current password counts like a wrong one at sign-in.
[[nodiscard]] Result<SignInStep> change_own_password(SignInDoor& door, const Actor& actor,
                                                     const PasswordChange& change);

}  // namespace kasane::accounts
