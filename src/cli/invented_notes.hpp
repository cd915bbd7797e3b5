#pragma once

#include <string>
#include <string_view>

#include "cli/chance.hpp"

namespace kasane::cli {

/// Words that an invented note holds now and then: once in a thousand notes, and once in fifty
/// thousand. Whoever measures a search looks for them.
inline constexpr std::string_view rare_words = "転倒骨折";
inline constexpr std::string_view rarest_words = "猫屋敷";

/// 経過の記録 — two to four sentences as a worker writes them after a call or a visit.
[[nodiscard]] std::string invent_note(Chance& chance);

}  // namespace kasane::cli
