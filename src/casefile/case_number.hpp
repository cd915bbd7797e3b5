#pragma once

#include <string>
#include <string_view>

namespace kasane::casefile {

/// 「ｒ８－０１２３」 as a case number is written: half-width, capital letters; empty for what is none.
[[nodiscard]] std::string as_case_number(std::string_view query);

}  // namespace kasane::casefile
