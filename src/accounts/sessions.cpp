#include "accounts/sessions.hpp"

#include <spdlog/spdlog.h>

#include <exception>
#include <utility>

#include "accounts/accounts_store.hpp"
#include "accounts/second_factor_store.hpp"
#include "accounts/session_token.hpp"

namespace kasane::accounts {
namespace {

/// A page does not wait for the disk only because somebody is still there.
constexpr std::int64_t seconds_between_stored_visits = 60;

}  // namespace

SessionState state_of(const Session& session, const SessionLimits& limits, Instant now) {
    if (session.ended_at) return SessionState::Ended;
    if (now >= session.expires_at) return SessionState::Expired;
    if (now >= session.last_seen_at.plus_seconds(limits.idle_seconds)) return SessionState::Idle;
    return SessionState::InForce;
}

Sessions::Sessions(storage::Database& database, const Clock& clock, MunicipalityCode municipality,
                   SessionLimits limits)
    : database_(database),
      clock_(clock),
      municipality_(std::move(municipality)),
      limits_(limits),
      writer_([this](const std::stop_token& stop) { keep_storing(stop); }) {}

Sessions::~Sessions() {
    writer_.request_stop();
    writer_.join();
    try {
        flush();
    } catch (const std::exception& fault) {
        spdlog::warn("最後に画面を開いた時刻を保存できませんでした。{}", fault.what());
    }
}

std::optional<SignedIn> Sessions::signed_in(std::string_view token, Instant now) {
    if (token.empty()) return std::nullopt;
    const auto hash = hash_of_token(token);
    const auto today = now.date_in_japan();
    std::optional<SignedIn> person;
    std::optional<SessionWithAccount> found;
    database_.read(municipality_, [&](storage::Reader& rows) {
        found = sessions_store::find_with_account(rows, hash);
        if (!found || state_of(found->session, limits_, now) != SessionState::InForce) return;
        if (!found->valid.contains(today)) return;
        const auto& account = found->session.account;
        person.emplace();
        person->actor.roles = roles_on(accounts_store::roles_of(rows, account), today);
        person->actor.desks = desks_on(accounts_store::desks_of(rows, account), today);
    });
    if (!person) return std::nullopt;
    person->actor.account = found->session.account;
    person->actor.name = std::move(found->name);
    person->token_hash = hash;
    person->must_change_password = found->must_change_password;
    person->has_second_factor = found->has_second_factor;
    note_seen(found->session, now);
    return person;
}

std::optional<Actor> Sessions::actor_of(std::string_view token, Instant now) {
    auto found = signed_in(token, now);
    if (!found) return std::nullopt;
    return std::move(found->actor);
}

Session Sessions::begin(const AccountId& account, std::string_view token,
                        std::string_view factors) const {
    const auto now = clock_.now();
    return {hash_of_token(token),
            account,
            now,
            now,
            now.plus_seconds(limits_.absolute_seconds),
            std::nullopt,
            std::string(factors)};
}

void Sessions::remove_old() {
    constexpr std::int64_t day_seconds = 24 * 60 * 60;
    database_.write(municipality_, [&](storage::Transaction& store) {
        sessions_store::remove_expired_before(store, clock_.now().plus_seconds(-day_seconds));
        second_factor_store::remove_steps_before(store, clock_.now());
        return storage::Outcome::Commit;
    });
}

void Sessions::note_seen(const Session& session, Instant now) {
    if (now < session.last_seen_at.plus_seconds(seconds_between_stored_visits)) return;
    {
        const std::lock_guard lock(mutex_);
        seen_[session.token_hash] = now;
    }
    something_seen_.notify_one();
}

void Sessions::flush() {
    const std::lock_guard one_at_a_time(storing_);
    std::map<std::string, Instant, std::less<>> seen;
    {
        const std::lock_guard lock(mutex_);
        seen.swap(seen_);
    }
    if (seen.empty()) return;
    database_.write(municipality_, [&](storage::Transaction& store) {
        for (const auto& [hash, at] : seen) sessions_store::set_last_seen(store, hash, at);
        return storage::Outcome::Commit;
    });
}

void Sessions::keep_storing(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(mutex_);
            something_seen_.wait(lock, stop, [&] { return !seen_.empty(); });
        }
        if (stop.stop_requested()) return;
        try {
            flush();
        } catch (const std::exception& fault) {
            // The next page of the same person tries again.
            spdlog::warn("最後に画面を開いた時刻を保存できませんでした。{}", fault.what());
        }
    }
}

}  // namespace kasane::accounts
