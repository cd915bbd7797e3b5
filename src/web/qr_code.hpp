#pragma once

#include <string_view>

#include "web/html.hpp"

namespace kasane::web {

/// 二次元コード — the text as a drawing a telephone reads from the screen or from paper. `label` is
/// what somebody hears who does not see it; the text itself should stand beside it.
[[nodiscard]] Html qr_code(std::string_view text, std::string_view label);

}  // namespace kasane::web
