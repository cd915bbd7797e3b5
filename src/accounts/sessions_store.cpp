#include "accounts/sessions_store.hpp"

#include <utility>

namespace kasane::accounts::sessions_store {

void insert(storage::Transaction& store, const Session& session) {
    store.execute(
        "insert into sessions (municipality, token_hash, account, created_at, last_seen_at, "
        "expires_at, ended_at, factors) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        store.municipality(), session.token_hash, session.account, session.created_at,
        session.last_seen_at, session.expires_at, session.ended_at, session.factors);
}

std::optional<Session> find(storage::Reader& rows, std::string_view token_hash) {
    auto found =
        rows.row<AccountId, Instant, Instant, Instant, std::optional<Instant>, std::string>(
            "select account, created_at, last_seen_at, expires_at, ended_at, factors from sessions "
            "where municipality = $1 and token_hash = $2",
            rows.municipality(), token_hash);
    if (!found) return std::nullopt;
    auto& [account, created, seen, expires, ended, factors] = *found;
    return Session{std::string(token_hash), std::move(account), created, seen, expires, ended,
                   std::move(factors)};
}

std::optional<SessionWithAccount> find_with_account(storage::Reader& rows,
                                                    std::string_view token_hash) {
    auto found = rows.row<AccountId, Instant, Instant, Instant, std::optional<Instant>, std::string,
                          std::string, bool, bool, Date, std::optional<Date>>(
        "select s.account, s.created_at, s.last_seen_at, s.expires_at, s.ended_at, s.factors, a.name, "
        "a.must_change_password, case when f.confirmed_at is null then 0 else 1 end, "
        "a.valid_from, a.valid_until from sessions s join accounts a "
        "on a.municipality = s.municipality and a.account = s.account "
        "left join second_factors f on f.municipality = s.municipality and f.account = s.account "
        "where s.municipality = $1 and s.token_hash = $2",
        rows.municipality(), token_hash);
    if (!found) return std::nullopt;
    auto& [account, created, seen, expires, ended, factors, name, must_change, has_factor, from,
           until] = *found;
    return SessionWithAccount{{std::string(token_hash), std::move(account), created, seen, expires,
                               ended, std::move(factors)},
                              std::move(name),
                              must_change,
                              has_factor,
                              {from, until}};
}

void set_last_seen(storage::Transaction& store, std::string_view token_hash, Instant at) {
    store.execute(
        "update sessions set last_seen_at = $1 "
        "where municipality = $2 and token_hash = $3 and last_seen_at < $1",
        at, store.municipality(), token_hash);
}

void end(storage::Transaction& store, std::string_view token_hash, Instant at) {
    store.execute(
        "update sessions set ended_at = $1 "
        "where municipality = $2 and token_hash = $3 and ended_at is null",
        at, store.municipality(), token_hash);
}

void end_all_of(storage::Transaction& store, const AccountId& account, Instant at) {
    store.execute(
        "update sessions set ended_at = $1 "
        "where municipality = $2 and account = $3 and ended_at is null",
        at, store.municipality(), account);
}

void remove_old_of(storage::Transaction& store, const AccountId& account, Instant now) {
    store.execute(
        "delete from sessions where municipality = $1 and account = $2 "
        "and (ended_at is not null or expires_at <= $3)",
        store.municipality(), account, now);
}

void remove_expired_before(storage::Transaction& store, Instant moment) {
    store.execute("delete from sessions where municipality = $1 and expires_at < $2",
                  store.municipality(), moment);
}

}  // namespace kasane::accounts::sessions_store
