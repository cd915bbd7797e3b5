#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "audit/chain.hpp"
#include "kernel/clock.hpp"

namespace kasane::audit {

/// 控え — where the chain stood at a moment, kept outside the database. If the database and its
/// head together are replaced by an older copy, this still remembers the newer one.
struct Checkpoint {
    std::int64_t seq = 0;
    std::string mac;
    std::string at;
};

/// What the checkpoint file says of one municipality.
struct RememberedCheckpoints {
    std::vector<Checkpoint> checkpoints;  ///< in the order of the file
    bool has_forged_line = false;         ///< a line whose mac does not fit (any municipality's)
};

/// The file `journal.checkpoints` of the data directory: one line a checkpoint, each with a mac of
/// its own. Without a path nothing is kept and nothing is remembered.
class CheckpointFile {
public:
    CheckpointFile(std::filesystem::path file, JournalKey key);

    /// Appends a line and returns when it is on disk. Throws std::runtime_error if it cannot be.
    void append(const MunicipalityCode& municipality, const Checkpoint& checkpoint) const;
    /// A last line without its line end was cut off by a crash and does not count.
    [[nodiscard]] RememberedCheckpoints remembered(const MunicipalityCode& municipality) const;
    [[nodiscard]] bool kept() const { return !file_.empty(); }

private:
    std::filesystem::path file_;
    JournalKey key_;
};

}  // namespace kasane::audit
