#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/ids.hpp"

namespace kasane::audit {

/// A secret of this installation that the database does not hold.
struct JournalKey {
    std::string bytes;  ///< 32 bytes
};

/// One row of the journal, column by column as it is stored. The chain is made over exactly these
/// texts, so that nothing has to be parsed to check it.
struct ChainedEntry {
    std::int64_t seq = 0;
    std::string at;
    std::string kind;
    std::string act;
    std::optional<std::string> actor;
    std::optional<std::string> actor_desk;
    std::optional<std::string> case_id;
    std::string subjects;
    std::string categories;
    std::string grounds;
    std::string shown;
    std::string details;
    std::string request_id;
    std::string previous_mac;
    std::string mac;
};

/// The newest entry of a municipality's chain.
struct Head {
    std::int64_t seq = 0;
    std::string mac;
    std::string seal;  ///< made with the key over municipality, seq and mac
};

/// What stands before the first entry.
inline constexpr std::string_view beginning_of_chain = "";

/// HMAC-SHA-256 (64 hexadecimal digits) over every column of the entry, each with its length in
/// front of it, the municipality and the entry before. `entry.mac` itself takes no part.
[[nodiscard]] std::string mac_of(const JournalKey& key, const MunicipalityCode& municipality,
                                 const ChainedEntry& entry);

/// The seal of a head. Without the key nobody can make an older entry look like the newest.
[[nodiscard]] std::string seal_of(const JournalKey& key, const MunicipalityCode& municipality,
                                  std::int64_t seq, std::string_view mac);

/// The same for one line of the checkpoint file.
[[nodiscard]] std::string checkpoint_mac(const JournalKey& key, std::string_view line);

/// Compares two macs without telling by its duration where they differ.
[[nodiscard]] bool same_mac(std::string_view left, std::string_view right);

}  // namespace kasane::audit
