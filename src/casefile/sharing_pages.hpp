#pragma once

#include <vector>

#include "accounts/page_routes.hpp"
#include "casefile/case_room.hpp"

namespace kasane::casefile {

/// 法律に基づく共有, on the page of consents: what desks may read without consent, and why.
[[nodiscard]] web::Html sharing_section(CaseView& view);
/// A new decision, its end.
[[nodiscard]] std::vector<accounts::PageRoute> sharing_routes(const CaseRoom& room);

}  // namespace kasane::casefile
