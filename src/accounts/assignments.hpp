#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/account.hpp"
#include "accounts/roster.hpp"
#include "kernel/result.hpp"

namespace kasane::accounts {

/// 役割と所属 — what somebody is given: roles, and the desks to work at, the primary one first.
struct Assignments {
    std::vector<Role> roles;
    std::vector<DeskId> desks;
};

/// Whether the assignments make sense together: at least one role, a desk for those who work at
/// one, desks that the town has, and no administrator who also works on cases.
/// Basis: rules.md §3, "an administrator reads no case".
[[nodiscard]] std::optional<Refusal> refuse_assignments(const Assignments& assignments,
                                                        const std::vector<DeskId>& known_desks);

/// Brings the rows to the assignments from today on. What is taken away ends yesterday; rows are
/// kept, so that it stays known who held which role when. Returns the facts for the journal, or an
/// empty text when nothing changed.
[[nodiscard]] std::string store_assignments(AccountScope& scope, const AccountId& account,
                                            const Assignments& wanted);

/// A name as people write it: present, one line, not endless.
[[nodiscard]] std::optional<Refusal> refuse_name(std::string_view name);
/// A login that can be typed everywhere: small letters, digits and . _ - @, three to sixty-four.
[[nodiscard]] std::optional<Refusal> refuse_login(std::string_view login);
/// How a login is compared: without spaces around it, in small letters, half-width.
[[nodiscard]] std::string tidy_login(std::string_view typed);

}  // namespace kasane::accounts
