#include "accounts/second_factor_store.hpp"

#include <utility>

namespace kasane::accounts::second_factor_store {

std::optional<StoredFactor> find(storage::Reader& rows, const AccountId& account) {
    auto found = rows.row<std::string, std::optional<Instant>, std::int64_t>(
        "select sealed_secret, confirmed_at, last_step from second_factors"
        " where municipality = $1 and account = $2",
        rows.municipality(), account);
    if (!found) return std::nullopt;
    auto& [sealed, confirmed, step] = *found;
    return StoredFactor{std::move(sealed), confirmed, step};
}

void begin(storage::Transaction& store, const AccountId& account, std::string_view sealed_secret,
           Instant at) {
    store.execute(
        "insert into second_factors (municipality, account, sealed_secret, begun_at, confirmed_at,"
        " last_step) values ($1, $2, $3, $4, null, 0)"
        " on conflict (municipality, account) do update set sealed_secret = excluded.sealed_secret,"
        " begun_at = excluded.begun_at, confirmed_at = null, last_step = 0",
        store.municipality(), account, sealed_secret, at);
}

void confirm(storage::Transaction& store, const AccountId& account, std::int64_t step, Instant at) {
    store.execute(
        "update second_factors set confirmed_at = $1, last_step = $2"
        " where municipality = $3 and account = $4",
        at, step, store.municipality(), account);
}

void set_last_step(storage::Transaction& store, const AccountId& account, std::int64_t step) {
    store.execute(
        "update second_factors set last_step = $1 where municipality = $2 and account = $3", step,
        store.municipality(), account);
}

void remove(storage::Transaction& store, const AccountId& account) {
    store.execute("delete from recovery_codes where municipality = $1 and account = $2",
                  store.municipality(), account);
    store.execute("delete from second_factors where municipality = $1 and account = $2",
                  store.municipality(), account);
}

void put_recovery_codes(storage::Transaction& store, const AccountId& account,
                        const std::vector<std::string>& hashes) {
    store.execute("delete from recovery_codes where municipality = $1 and account = $2",
                  store.municipality(), account);
    for (const auto& hash : hashes) {
        store.execute(
            "insert into recovery_codes (municipality, account, code_hash, used_at)"
            " values ($1, $2, $3, null)",
            store.municipality(), account, hash);
    }
}

bool use_recovery_code(storage::Transaction& store, const AccountId& account, std::string_view hash,
                       Instant at) {
    return store.execute(
               "update recovery_codes set used_at = $1 where municipality = $2 and account = $3"
               " and code_hash = $4 and used_at is null",
               at, store.municipality(), account, hash) == 1;
}

std::int64_t recovery_codes_left(storage::Reader& rows, const AccountId& account) {
    return rows.value<std::int64_t>(
        "select count(*) from recovery_codes where municipality = $1 and account = $2"
        " and used_at is null",
        rows.municipality(), account);
}

void insert_step(storage::Transaction& store, std::string_view token_hash,
                 const WaitingStep& step) {
    store.execute(
        "insert into sign_in_steps (municipality, token_hash, account, expires_at)"
        " values ($1, $2, $3, $4)",
        store.municipality(), token_hash, step.account, step.expires_at);
}

std::optional<WaitingStep> find_step(storage::Reader& rows, std::string_view token_hash) {
    auto found = rows.row<AccountId, Instant>(
        "select account, expires_at from sign_in_steps"
        " where municipality = $1 and token_hash = $2",
        rows.municipality(), token_hash);
    if (!found) return std::nullopt;
    auto& [account, expires] = *found;
    return WaitingStep{std::move(account), expires};
}

void remove_steps_of(storage::Transaction& store, const AccountId& account) {
    store.execute("delete from sign_in_steps where municipality = $1 and account = $2",
                  store.municipality(), account);
}

void remove_steps_before(storage::Transaction& store, Instant moment) {
    store.execute("delete from sign_in_steps where municipality = $1 and expires_at < $2",
                  store.municipality(), moment);
}

}  // namespace kasane::accounts::second_factor_store
