#pragma once

#include <cstddef>
#include <string_view>

namespace kasane {

/// The code point at the position, which moves behind it; a negative number (and one step or more
/// forward) where the bytes are not valid UTF-8.
[[nodiscard]] int next_code_point(std::string_view text, std::size_t& position);

}  // namespace kasane
