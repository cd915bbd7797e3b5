#pragma once

#include <iosfwd>
#include <string>

#include "cli/command.hpp"
#include "cli/data_location.hpp"
#include "municipality/profile.hpp"

namespace kasane::cli {

/// `kasane profile check FILE | show MUNICIPALITY | load FILE`
void add_profile_command(CLI::App& program, Ending& ending);

/// What profiles are checked against: the built-in choice lists and the roles of Kasane.
[[nodiscard]] municipality::ProfileVocabulary profile_vocabulary();

/// Reads a profile's file; what is wrong goes to `errors`, with file, line and key.
[[nodiscard]] municipality::ProfileReading read_profile_file(const std::string& file,
                                                             std::ostream& errors);

/// Reads the whole file and says what is wrong with it.
[[nodiscard]] Ending check_profile_file(const std::string& file, std::ostream& output,
                                        std::ostream& errors);
/// Shows config/municipalities/<key>.toml, or the stored profile where a place of data is given.
[[nodiscard]] Ending show_profile(const std::string& municipality, const std::string& folder,
                                  const DataLocation& data, std::ostream& output,
                                  std::ostream& errors);
/// Checks a file and stores it as the newest version.
[[nodiscard]] Ending load_profile_file(const std::string& file, const DataLocation& data,
                                       std::ostream& output, std::ostream& errors);

}  // namespace kasane::cli
