#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "kernel/result.hpp"

namespace kasane {

/// 入力のまちがい — what was entered in a field cannot be taken, and what to enter instead.
[[nodiscard]] inline Refusal invalid(std::string_view code, std::string_view field,
                                     std::string message) {
    return {.kind = RefusalKind::Invalid,
            .code = std::string(code),
            .message = std::move(message),
            .field = std::string(field)};
}

}  // namespace kasane
