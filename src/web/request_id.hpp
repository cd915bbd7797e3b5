#pragma once

#include <string>

namespace kasane::web {

/// 「K7F3-9Q2M」 — eight characters that are easy to read out on the telephone (no I, L, O, U).
[[nodiscard]] std::string new_request_id();

}  // namespace kasane::web
