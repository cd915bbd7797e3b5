#pragma once

#include <string>

namespace kasane {

/// A secret of this installation that the database does not hold: 32 random bytes in a file that
/// only its owner may read (mode 0600). Reads the file, or makes it when there is none. Throws
/// std::runtime_error with a sentence for the operator when the file cannot be used.
[[nodiscard]] std::string load_or_create_secret(const std::string& file);

/// The same, but a missing file is an error: for commands that must not make a new secret.
[[nodiscard]] std::string load_secret(const std::string& file);

}  // namespace kasane
