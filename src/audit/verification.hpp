#pragma once

#include "audit/checkpoints.hpp"
#include "audit/journal.hpp"
#include "storage/database.hpp"

namespace kasane::audit {

/// 記録簿の検証 — walks one municipality's chain from its first entry to its head on one snapshot,
/// page by page, and holds it against what is remembered outside the database. It finds the first
/// entry that was changed, moved, added or removed, a head that was moved back, and a database
/// that was replaced by an older copy of itself.
[[nodiscard]] Verification verify_chain(storage::Reader& rows, const JournalKey& key,
                                        const RememberedCheckpoints& remembered);

}  // namespace kasane::audit
