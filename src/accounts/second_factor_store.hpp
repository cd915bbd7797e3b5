#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/clock.hpp"
#include "kernel/ids.hpp"
#include "storage/database.hpp"

namespace kasane::accounts {

/// The row of an account's authenticator app.
struct StoredFactor {
    std::string sealed_secret;
    std::optional<Instant> confirmed_at;
    std::int64_t last_step = 0;
};

/// A sign-in that waits for its code.
struct WaitingStep {
    AccountId account;
    Instant expires_at;
};

namespace second_factor_store {

[[nodiscard]] std::optional<StoredFactor> find(storage::Reader& rows, const AccountId& account);
/// Begins anew: whatever was there before no longer counts.
void begin(storage::Transaction& store, const AccountId& account, std::string_view sealed_secret,
           Instant at);
void confirm(storage::Transaction& store, const AccountId& account, std::int64_t step, Instant at);
void set_last_step(storage::Transaction& store, const AccountId& account, std::int64_t step);
/// The app and the recovery codes.
void remove(storage::Transaction& store, const AccountId& account);

void put_recovery_codes(storage::Transaction& store, const AccountId& account,
                        const std::vector<std::string>& hashes);
/// True when there was such a code, not used yet; it is used now.
[[nodiscard]] bool use_recovery_code(storage::Transaction& store, const AccountId& account,
                                     std::string_view hash, Instant at);
[[nodiscard]] std::int64_t recovery_codes_left(storage::Reader& rows, const AccountId& account);

void insert_step(storage::Transaction& store, std::string_view token_hash, const WaitingStep& step);
[[nodiscard]] std::optional<WaitingStep> find_step(storage::Reader& rows,
                                                   std::string_view token_hash);
/// Every waiting sign-in of the account is over.
void remove_steps_of(storage::Transaction& store, const AccountId& account);
void remove_steps_before(storage::Transaction& store, Instant moment);

}  // namespace second_factor_store
}  // namespace kasane::accounts
