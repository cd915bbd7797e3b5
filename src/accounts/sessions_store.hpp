#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "accounts/account.hpp"
#include "storage/database.hpp"

namespace kasane::accounts {

/// 利用中の記録 — one browser that signed in. Known by the hash of its token alone.
struct Session {
    std::string token_hash;
    AccountId account;
    Instant created_at;
    Instant last_seen_at;
    Instant expires_at;  ///< whatever happens, it is over then
    std::optional<Instant> ended_at;
    /// How the person proved who they are: 「password」, 「password+code」, 「oidc」.
    std::string factors = "password";
};

/// A session together with what every page needs of its account.
struct SessionWithAccount {
    Session session;
    std::string name;
    bool must_change_password = false;
    bool has_second_factor = false;
    Period valid;
};

namespace sessions_store {

void insert(storage::Transaction& store, const Session& session);
[[nodiscard]] std::optional<Session> find(storage::Reader& rows, std::string_view token_hash);
[[nodiscard]] std::optional<SessionWithAccount> find_with_account(storage::Reader& rows,
                                                                  std::string_view token_hash);
void set_last_seen(storage::Transaction& store, std::string_view token_hash, Instant at);
/// Sign-out. The row stays until the account signs in again.
void end(storage::Transaction& store, std::string_view token_hash, Instant at);
/// The password, the roles or the desks changed, or the account ended.
void end_all_of(storage::Transaction& store, const AccountId& account, Instant at);
/// Ended and expired sessions of the account.
void remove_old_of(storage::Transaction& store, const AccountId& account, Instant now);

/// Sessions that were over before the moment, of everybody.
void remove_expired_before(storage::Transaction& store, Instant moment);

}  // namespace sessions_store
}  // namespace kasane::accounts
