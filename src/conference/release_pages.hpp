#pragma once

#include "accounts/page_routes.hpp"
#include "casefile/case_room.hpp"
#include "conference/item_reading.hpp"

namespace kasane::conference {

/// The material of an item; the secretariat may take a piece of a 支援会議 out on a stated basis.
[[nodiscard]] web::Html materials_part(const access::Scope& scope, const ItemView& view);
/// 会議の外に出す.
[[nodiscard]] std::vector<accounts::PageRoute> release_routes(const casefile::CaseRoom& room);

}  // namespace kasane::conference
