#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>

#include "accounts/account.hpp"
#include "accounts/sessions_store.hpp"
#include "kernel/clock.hpp"
#include "storage/database.hpp"

namespace kasane::accounts {

/// How long somebody stays signed in. The first comes from the town's profile.
struct SessionLimits {
    std::int64_t idle_seconds = 30 * 60;
    std::int64_t absolute_seconds = 12 * 60 * 60;
};

/// Somebody who is signed in, with what the pages need besides the actor.
struct SignedIn {
    Actor actor;
    std::string token_hash;  ///< what form tokens and the CSRF mark are bound to
    bool must_change_password = false;
    bool has_second_factor = false;
};

/// Whether a session may still be used.
enum class SessionState { InForce, Ended, Idle, Expired };
[[nodiscard]] SessionState state_of(const Session& session, const SessionLimits& limits,
                                    Instant now);

/// 利用中の人 — answers who a session token belongs to. Three indexed reads a page; nothing is
/// kept in memory, so that an ended session or a changed role counts from the next page on.
class Sessions {
public:
    Sessions(storage::Database& database, const Clock& clock, MunicipalityCode municipality,
             SessionLimits limits = {});
    Sessions(const Sessions&) = delete;
    Sessions& operator=(const Sessions&) = delete;
    /// Writes down who was seen last.
    ~Sessions();

    /// The person with the roles and desks of today; nothing when signed out.
    [[nodiscard]] std::optional<SignedIn> signed_in(std::string_view token, Instant now);
    [[nodiscard]] std::optional<Actor> actor_of(std::string_view token, Instant now);

    /// A session row for a new token, not yet stored.
    [[nodiscard]] Session begin(const AccountId& account, std::string_view token,
                                std::string_view factors = "password") const;

    /// Removes the rows of sessions that were over a day ago; once a day is enough.
    void remove_old();

    /// Stores now what is otherwise stored within a moment; what was seen before the call is on
    /// disk when it returns.
    void flush();

    [[nodiscard]] const SessionLimits& limits() const { return limits_; }

private:
    void note_seen(const Session& session, Instant now);
    void keep_storing(const std::stop_token& stop);

    storage::Database& database_;
    const Clock& clock_;
    MunicipalityCode municipality_;
    SessionLimits limits_;

    std::mutex storing_;  ///< taken before mutex_: one group is stored at a time
    std::mutex mutex_;
    std::condition_variable_any something_seen_;
    std::map<std::string, Instant, std::less<>> seen_;  ///< by token hash, not stored yet
    std::jthread writer_;  ///< last: it uses the others
};

}  // namespace kasane::accounts
