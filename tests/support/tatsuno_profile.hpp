#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "municipality/profile.hpp"

namespace kasane::test_support {

/// The text of config/municipalities/tatsuno.toml.
[[nodiscard]] std::string tatsuno_toml();

/// The shipped profile of 辰野町, read once for all tests.
[[nodiscard]] std::shared_ptr<const municipality::Profile> tatsuno_profile();

/// The profile with one text of its file replaced: a town that differs in one point.
[[nodiscard]] std::shared_ptr<const municipality::Profile> tatsuno_with(std::string_view text,
                                                                        std::string_view instead);

/// The role codes of Kasane, as `kasane profile check` hands them in.
[[nodiscard]] municipality::ProfileVocabulary profile_vocabulary();

}  // namespace kasane::test_support
