#pragma once

#include <string_view>

namespace kasane::municipality {

/// Files of config/ that every town needs, as they were when the program was built, so that a
/// running program depends on no file beside its database.
[[nodiscard]] std::string_view built_in_codes();     ///< config/codes.toml
[[nodiscard]] std::string_view built_in_holidays();  ///< config/holidays.csv

}  // namespace kasane::municipality
