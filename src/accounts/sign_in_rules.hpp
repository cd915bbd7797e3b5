#pragma once

#include <cstdint>
#include <optional>

#include "accounts/account.hpp"
#include "kernel/clock.hpp"
#include "kernel/result.hpp"

namespace kasane::accounts {

/// After how many wrong passwords in a row an account is stopped.
inline constexpr int wrong_passwords_allowed = 5;

/// How long it is stopped: 15 minutes after the fifth wrong password, twice as long after every
/// further five, eight hours at most. Nothing in between.
[[nodiscard]] std::optional<std::int64_t> lock_seconds_after(int failed_attempts);

/// Counts one more wrong password and stops the account when it was one too many. What is tried
/// while the account is stopped does not count: otherwise a stranger could stop it for ever.
void count_failure(Account& account, Instant now);

/// Whether the account may be used now, its password aside.
[[nodiscard]] bool may_sign_in(const Account& account, Instant now);

/// The one answer to every failed sign-in. It does not tell which part was wrong, whether the
/// login exists or whether the account is stopped.
[[nodiscard]] Refusal sign_in_refused();

/// How long a right password waits for its code.
inline constexpr std::int64_t seconds_for_the_code = 5 * 60;
/// The code did not come in time, or the account was stopped meanwhile.
[[nodiscard]] Refusal sign_in_begins_anew();
[[nodiscard]] Refusal wrong_sign_in_code();

/// Too many failures from one place; says nothing about any account.
[[nodiscard]] Refusal too_many_attempts();

}  // namespace kasane::accounts
