#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "accounts/account.hpp"
#include "storage/database.hpp"

namespace kasane::accounts::accounts_store {

[[nodiscard]] std::optional<Account> find(storage::Reader& rows, const AccountId& account);
[[nodiscard]] std::optional<Account> find_by_login(storage::Reader& rows, std::string_view login);
/// The accounts of the municipality, ended ones too, by login: up to `limit` after the given one.
[[nodiscard]] std::vector<Account> after_login(storage::Reader& rows, std::string_view login,
                                               std::int64_t limit);
[[nodiscard]] bool any(storage::Reader& rows);

[[nodiscard]] std::vector<RoleAssignment> roles_of(storage::Reader& rows, const AccountId& account);
/// The primary desk first.
[[nodiscard]] std::vector<DeskAssignment> desks_of(storage::Reader& rows, const AccountId& account);
/// The accounts that hold the role on the day and may sign in on it.
[[nodiscard]] std::vector<AccountId> holders_of(storage::Reader& rows, Role role, const Date& day);

void insert(storage::Transaction& store, const Account& account);
/// Everything but the login; counts the version up. False when somebody else saved first.
[[nodiscard]] bool update(storage::Transaction& store, const Account& account);
/// Wrong passwords count without a new version: no form shows them.
void set_failures(storage::Transaction& store, const Account& account);

void put_role(storage::Transaction& store, const AccountId& account, const RoleAssignment& role);
void put_desk(storage::Transaction& store, const AccountId& account, const DeskAssignment& desk);

}  // namespace kasane::accounts::accounts_store
