#pragma once

#include <functional>
#include <memory>
#include <string>

#include "cli/data_location.hpp"
#include "kernel/clock.hpp"
#include "municipality/profile.hpp"

namespace CLI {
class App;
}

namespace kasane::cli {

/// Which municipality a new town is, as the command line says it.
struct TownWords {
    std::string municipality;  ///< the short name, which is also that of its profile
    std::string profiles = "config/municipalities";
};
void add_town_options(CLI::App& command, TownWords& words);

/// A profile's file: its text, which is stored, and what it says.
struct ProfileFile {
    std::string toml;
    std::shared_ptr<const municipality::Profile> profile;
};
/// Throws CommandRefused where the file is missing or has mistakes.
[[nodiscard]] ProfileFile read_town(const TownWords& words);
/// The same, with `change` made to the text before it is read.
[[nodiscard]] ProfileFile read_town(const TownWords& words,
                                    const std::function<std::string(std::string)>& change);

/// 新しいまち — makes or opens the place of data, brings it to this program's state and stores the
/// profile. Throws CommandRefused where the municipality has people already; a beginning that was
/// cut short is taken up again.
[[nodiscard]] std::unique_ptr<storage::Database> begin_town(const DataLocation& location,
                                                            const ProfileFile& town, Instant now);

}  // namespace kasane::cli
