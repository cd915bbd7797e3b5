#pragma once

#include <string_view>

namespace kasane::municipality {

/// 全国地方公共団体コード: six digits, the last of them the 検査数字 over the first five
/// (weights 6 5 4 3 2, modulus 11). Basis: 総務省「全国地方公共団体コード仕様」.
[[nodiscard]] bool is_municipality_code(std::string_view text) noexcept;

}  // namespace kasane::municipality
