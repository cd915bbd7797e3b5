#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/clock.hpp"
#include "municipality/profile.hpp"
#include "storage/database.hpp"

namespace kasane::municipality {

/// One stored version of a town's profile.
struct StoredProfile {
    int version = 0;
    std::string profile_key;
    std::string toml;
    std::string sha256;
    Instant loaded_at;
};

/// What storing a profile did.
enum class ProfileChange { Unchanged, NewVersion };

/// Keeps the text of a profile as the newest version, and the town in the list of municipalities.
/// The same text again changes nothing. The profile is the one that was read from the text and
/// belongs to the transaction's municipality.
ProfileChange store_profile(storage::Transaction& store, const Profile& profile,
                            std::string_view toml, Instant now);

/// The newest version, or nothing for a town that has none.
[[nodiscard]] std::optional<StoredProfile> newest_profile(storage::Reader& rows);

/// Reads the newest stored version. A database without one, or one this program cannot read,
/// comes back with problems that say what to do.
[[nodiscard]] ProfileReading load_profile(storage::Database& database,
                                          const MunicipalityCode& municipality,
                                          const ProfileVocabulary& vocabulary);

/// The municipalities this database serves, by code.
[[nodiscard]] std::vector<MunicipalityCode> stored_municipalities(storage::Database& database);

/// SHA-256 as 64 hexadecimal digits.
[[nodiscard]] std::string sha256_of(std::string_view text);

}  // namespace kasane::municipality
