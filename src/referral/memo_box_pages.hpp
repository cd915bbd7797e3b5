#pragma once

#include "casefile/case_room.hpp"

namespace kasane::referral {

/// 返事を待たれているもの・引き受けたもの・送ったもの: the memos of somebody's desks, 50 a page.
[[nodiscard]] web::Response boxes_page(const casefile::CaseRoom& room, const web::Request& request,
                                       const accounts::Actor& actor);

}  // namespace kasane::referral
