#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "accounts/assignments.hpp"
#include "accounts/roster.hpp"

namespace kasane::accounts {

/// A password somebody is told once, and must replace at the first sign-in.
struct OneTimePassword {
    AccountId account;
    std::string login;
    PrivateText password;
};

struct NewAccount {
    std::string login;
    std::string name;
    Assignments assignments;
    std::optional<Date> valid_until;
    /// Given by a command that sets up a town; otherwise a one-time password is made.
    std::optional<PrivateText> password;
};

/// 利用者の登録 — refused when the login is taken or the assignments make no sense.
[[nodiscard]] Result<OneTimePassword> create_account(Roster& roster, const Actor& actor,
                                                     const NewAccount& wanted,
                                                     const std::vector<DeskId>& known_desks);

/// 最初の管理者 — the one account that nobody creates. Refused once there is any account.
[[nodiscard]] Result<OneTimePassword> found_administrator(Roster& roster, const std::string& login,
                                                          const std::string& name);

struct AccountChange {
    AccountId account;
    std::int64_t version = 0;  ///< of the account the form was filled from
    std::string name;
    Assignments assignments;
    std::optional<Date> valid_until;
};

/// 利用者の変更 — takes effect with the next page: whoever loses or gains a role or a desk signs in
/// anew. The last administrator cannot be taken away.
[[nodiscard]] Result<Done> change_account(Roster& roster, const Actor& actor,
                                          const AccountChange& change,
                                          const std::vector<DeskId>& known_desks);

/// 利用の停止 — at once: the account ends and so does every session of it.
[[nodiscard]] Result<Done> end_account(Roster& roster, const Actor& actor,
                                       const AccountId& account);

/// 一時停止の解除 — after too many wrong passwords.
[[nodiscard]] Result<Done> unlock_account(Roster& roster, const Actor& actor,
                                          const AccountId& account);

/// パスワードの再発行 — a new one-time password; every session of the account ends.
[[nodiscard]] Result<OneTimePassword> reset_password(Roster& roster, const Actor& actor,
                                                     const AccountId& account);

/// 「見つかりません」 for an account that is not in this town's roster.
[[nodiscard]] Refusal no_such_account();

/// Where the page of an account is.
[[nodiscard]] std::string path_of(const AccountId& account);

}  // namespace kasane::accounts
