#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "audit/chain.hpp"
#include "storage/database.hpp"

namespace kasane::audit::journal_store {

/// The head of the chain, held for the rest of the transaction: two transactions never continue
/// the same entry. An empty head (seq 0) when nothing was written yet.
[[nodiscard]] Head hold_head(storage::Transaction& transaction);

void insert(storage::Transaction& transaction, const ChainedEntry& entry);
void move_head(storage::Transaction& transaction, const Head& head);

[[nodiscard]] std::optional<Head> head(storage::Reader& rows);
/// Up to `limit` entries after `seq`, in order; from the very first when `seq` is nothing.
[[nodiscard]] std::vector<ChainedEntry> entries_after(storage::Reader& rows,
                                                      std::optional<std::int64_t> seq,
                                                      std::int64_t limit);

}  // namespace kasane::audit::journal_store
