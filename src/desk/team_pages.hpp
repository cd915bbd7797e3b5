#pragma once

#include "access/scope.hpp"
#include "web/html.hpp"

namespace kasane::desk {

/// チームの状況 on 今日: load by desk, and the cases that stand still. For supervisors.
[[nodiscard]] web::Html team_section(access::Scope& scope);

}  // namespace kasane::desk
