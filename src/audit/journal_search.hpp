#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit/journal.hpp"
#include "storage/database.hpp"

namespace kasane::audit {

/// 閲覧履歴への問い — what an officer asks the journal; what is not asked does not narrow.
struct JournalQuestion {
    std::optional<CaseId> case_id;
    std::optional<PersonId> subject;  ///< whose data was opened or written
    std::optional<AccountId> actor;
    std::optional<EntryKind> kind;
    std::string basis;  ///< the code of a basis on which something was opened
    std::optional<Instant> from;
    std::optional<Instant> until;  ///< before this moment
    std::optional<std::int64_t> before;  ///< older than this entry: where a page begins
    std::size_t limit = 50;
};

/// One entry as it is shown to an officer: ids and codes, as it was written.
struct FoundEntry {
    std::int64_t seq = 0;
    Instant at;
    EntryKind kind = EntryKind::Read;
    std::string act;
    std::optional<AccountId> actor;
    std::optional<DeskId> actor_desk;
    std::optional<CaseId> case_id;
    std::vector<std::string> categories;
    std::vector<std::string> grounds;  ///< "own_desk:<ground>"
};

/// The entries that answer the question, the newest first. Read with storage::Rows::Journal.
[[nodiscard]] std::vector<FoundEntry> find_entries(storage::Reader& rows,
                                                   const JournalQuestion& question);
/// Lists and searches that showed this record (a case, a person), of the question's period and actor; it
/// has to look at every list of that time, so that the period is needed.
[[nodiscard]] std::vector<FoundEntry> find_mentions(storage::Reader& rows,
                                                    const std::vector<std::string>& records,
                                                    const JournalQuestion& question);

}  // namespace kasane::audit
