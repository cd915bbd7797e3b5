#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "audit/chain.hpp"
#include "audit/checkpoints.hpp"
#include "kernel/clock.hpp"
#include "kernel/codes.hpp"
#include "kernel/ids.hpp"
#include "storage/database.hpp"

namespace kasane::audit {

/// What kind of entry it is. Basis of keeping them: rules.md §3 「Reading is an act」, §4 no. 2.
enum class EntryKind { Read, List, Search, Write, SignIn, Refused, Administration };

}  // namespace kasane::audit

namespace kasane {
template <>
inline constexpr auto codes<audit::EntryKind> = std::array{
    Code<audit::EntryKind>{audit::EntryKind::Read, "read", "閲覧"},
    Code<audit::EntryKind>{audit::EntryKind::List, "list", "一覧"},
    Code<audit::EntryKind>{audit::EntryKind::Search, "search", "検索"},
    Code<audit::EntryKind>{audit::EntryKind::Write, "write", "記録"},
    Code<audit::EntryKind>{audit::EntryKind::SignIn, "sign_in", "サインイン"},
    Code<audit::EntryKind>{audit::EntryKind::Refused, "refused", "拒否"},
    Code<audit::EntryKind>{audit::EntryKind::Administration, "administration", "管理"},
};
}  // namespace kasane

namespace kasane::audit {

/// 記録の履歴 — one line of the journal before it is chained. It names records, categories and
/// grounds, never contents: no names of people, no note bodies, no passwords.
struct Entry {
    EntryKind kind = EntryKind::Read;
    std::string act;                      ///< the act or page: "memo.send", "case.page"
    std::optional<AccountId> actor;       ///< nobody: sign-in attempts, jobs
    std::optional<DeskId> actor_desk;
    std::optional<CaseId> case_id;
    std::vector<std::string> subjects;    ///< persons concerned
    std::vector<std::string> categories;  ///< what was opened
    std::vector<std::string> grounds;     ///< "own_desk:<ground>", the grounds it stood on
    std::vector<std::string> shown;       ///< ids a list or search showed
    std::string details;                  ///< field names, counts, codes
    std::string request_id;
};

/// Reads the key file, or makes one (mode 0600) when there is none.
[[nodiscard]] JournalKey load_or_create_key(const std::string& file);

/// What verification found.
enum class Finding {
    Whole,             ///< every entry is as it was written, none is missing
    Changed,           ///< an entry, or its place, is not what was written
    Removed,           ///< an entry is missing
    OlderCopy,         ///< the whole database was replaced by an older copy
    CheckpointForged,  ///< the checkpoint file was written by somebody without the key
    KeyDoesNotFit,     ///< nothing fits: most likely the wrong key file
};

/// `broken_at` is the first entry that does not fit its chain.
struct Verification {
    Finding finding = Finding::Whole;
    std::int64_t entries = 0;
    std::optional<std::int64_t> broken_at;
    std::string sentence;  ///< in Japanese, for the operator
    [[nodiscard]] bool holds() const noexcept { return finding == Finding::Whole; }
};

/// 記録簿 — append-only and chained: each entry carries the HMAC-SHA-256 of its contents and of
/// the entry before it, so that a change, a removal or a reordering shows.
class Journal {
public:
    /// `checkpoints` is the file outside the database; an empty path keeps none (tests).
    Journal(storage::Database& database, const Clock& clock, JournalKey key,
            std::filesystem::path checkpoints = {});
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    /// Appends within the act's own transaction: both are stored or neither.
    void append(storage::Transaction& transaction, const std::vector<Entry>& entries) const;

    /// Appends reads and returns when they are on disk. Calls that arrive together share one
    /// transaction; nobody waits for a group to fill.
    void record(const MunicipalityCode& municipality, const std::vector<Entry>& entries);

    /// Notes outside the database where the chain stands now: at start and at stop. In between it
    /// is done every 10,000 entries and every hour.
    void checkpoint(const MunicipalityCode& municipality) const;

    /// Walks the whole chain of one municipality and compares it with the checkpoints.
    [[nodiscard]] Verification verify(const MunicipalityCode& municipality) const;

private:
    struct Waiting;
    struct Noted {
        std::int64_t seq = 0;
        Instant at;
    };
    void write_group(const MunicipalityCode& municipality,
                     const std::vector<const Waiting*>& group) const;
    Head chain(storage::Transaction& transaction, Head head, const Entry& entry,
               const std::string& at) const;
    void finish(storage::Transaction& transaction, Head head) const;
    void note_progress(const MunicipalityCode& municipality, const Head& head) const;

    storage::Database& database_;
    const Clock& clock_;
    JournalKey key_;
    CheckpointFile checkpoints_;

    std::mutex mutex_;
    std::deque<Waiting*> queue_;
    bool writing_ = false;

    mutable std::mutex noted_mutex_;
    mutable std::map<MunicipalityCode, Noted> noted_;
};

}  // namespace kasane::audit
