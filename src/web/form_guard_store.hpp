#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "kernel/clock.hpp"
#include "storage/database.hpp"

namespace kasane::web {

/// Notes that a one-time token was used; false when it had been used before.
[[nodiscard]] bool insert_used_token(storage::Transaction& store, std::string_view account,
                                     std::string_view token, Instant now);
/// Where the first use led, empty while it led nowhere; nothing when it was not used yet.
[[nodiscard]] std::optional<std::string> result_of_token(storage::Reader& rows,
                                                         std::string_view account,
                                                         std::string_view token);
void set_result_of_token(storage::Transaction& store, std::string_view account,
                         std::string_view token, std::string_view path);
void delete_used_tokens(storage::Transaction& store, Instant before);

void upsert_draft(storage::Transaction& store, std::string_view account, std::string_view draft_key,
                  std::string_view fields, Instant now);
/// The text of the fields and when it was saved; nothing when it is older than `since`.
[[nodiscard]] std::optional<std::pair<std::string, Instant>> find_draft(storage::Reader& rows,
                                                                        std::string_view account,
                                                                        std::string_view draft_key,
                                                                        Instant since);
void delete_draft(storage::Transaction& store, std::string_view account,
                  std::string_view draft_key);
/// Keeps the newest ones of an account.
void delete_surplus_drafts(storage::Transaction& store, std::string_view account, std::size_t keep);
void delete_drafts(storage::Transaction& store, Instant before);

}  // namespace kasane::web
