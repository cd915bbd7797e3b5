#pragma once

#include "kernel/result.hpp"

namespace kasane::web {

/// The one table from kinds of refusal to HTTP statuses.
[[nodiscard]] int status_of(RefusalKind kind);

}  // namespace kasane::web
