#pragma once

#include <vector>

#include "access/office.hpp"
#include "accounts/page_routes.hpp"

namespace kasane::casefile {

/// 緊急の閲覧 on 今日: what the reader was told of, or opened and still has open; nothing where nothing
/// is.
[[nodiscard]] web::Html emergency_part(access::Scope& scope);
/// The way there, for whoever may open in an emergency.
[[nodiscard]] web::Html emergency_way(const access::Scope& scope);

/// 緊急の閲覧 — opening, what became of it, the list of all.
[[nodiscard]] std::vector<accounts::PageRoute> emergency_routes(const access::Office& office);

}  // namespace kasane::casefile
