#include "web/form_guard_store.hpp"

#include <cstdint>
#include <tuple>

#include "kernel/private_text.hpp"

namespace kasane::web {

bool insert_used_token(storage::Transaction& store, std::string_view account,
                       std::string_view token, Instant now) {
    return store.execute(
               "insert into used_form_tokens (municipality, account, token, used_at, result_path) "
               "values ($1, $2, $3, $4, '') "
               "on conflict (municipality, account, token) do nothing",
               store.municipality(), account, token, now) == 1;
}

std::optional<std::string> result_of_token(storage::Reader& rows, std::string_view account,
                                           std::string_view token) {
    auto found = rows.row<std::string>(
        "select result_path from used_form_tokens "
        "where municipality = $1 and account = $2 and token = $3",
        rows.municipality(), account, token);
    if (!found) return std::nullopt;
    return std::move(std::get<0>(*found));
}

void set_result_of_token(storage::Transaction& store, std::string_view account,
                         std::string_view token, std::string_view path) {
    store.execute(
        "update used_form_tokens set result_path = $1 "
        "where municipality = $2 and account = $3 and token = $4",
        path, store.municipality(), account, token);
}

void delete_used_tokens(storage::Transaction& store, Instant before) {
    store.execute("delete from used_form_tokens where municipality = $1 and used_at < $2",
                  store.municipality(), before);
}

void upsert_draft(storage::Transaction& store, std::string_view account, std::string_view draft_key,
                  std::string_view fields, Instant now) {
    store.execute(
        "insert into form_drafts (municipality, account, draft_key, fields, saved_at) "
        "values ($1, $2, $3, $4, $5) "
        "on conflict (municipality, account, draft_key) do update set "
        "fields = excluded.fields, saved_at = excluded.saved_at",
        store.municipality(), account, draft_key, fields, now);
}

std::optional<std::pair<std::string, Instant>> find_draft(storage::Reader& rows,
                                                          std::string_view account,
                                                          std::string_view draft_key,
                                                          Instant since) {
    auto found = rows.row<std::string, Instant>(
        "select fields, saved_at from form_drafts "
        "where municipality = $1 and account = $2 and draft_key = $3 and saved_at >= $4",
        rows.municipality(), account, draft_key, since);
    if (!found) return std::nullopt;
    return std::pair(std::move(std::get<0>(*found)), std::get<1>(*found));
}

void delete_draft(storage::Transaction& store, std::string_view account,
                  std::string_view draft_key) {
    store.execute(
        "delete from form_drafts where municipality = $1 and account = $2 and draft_key = $3",
        store.municipality(), account, draft_key);
}

void delete_surplus_drafts(storage::Transaction& store, std::string_view account,
                           std::size_t keep) {
    const auto oldest_kept = store.rows<Instant>(
        "select saved_at from form_drafts where municipality = $1 and account = $2 "
        "order by saved_at desc, draft_key limit 1 offset $3",
        store.municipality(), account, static_cast<std::int64_t>(keep) - 1);
    if (oldest_kept.empty()) return;
    store.execute(
        "delete from form_drafts where municipality = $1 and account = $2 and saved_at < $3",
        store.municipality(), account, std::get<0>(oldest_kept.front()));
}

void delete_drafts(storage::Transaction& store, Instant before) {
    store.execute("delete from form_drafts where municipality = $1 and saved_at < $2",
                  store.municipality(), before);
}

}  // namespace kasane::web
