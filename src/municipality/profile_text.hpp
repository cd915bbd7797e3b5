#pragma once

#include <string>

#include "municipality/profile.hpp"

namespace kasane::municipality {

/// The whole profile as plain text to be read by people: what `kasane profile show` prints.
[[nodiscard]] std::string profile_text(const Profile& profile);

}  // namespace kasane::municipality
