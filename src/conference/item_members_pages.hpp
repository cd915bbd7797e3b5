#pragma once

#include "access/office.hpp"
#include "accounts/page_routes.hpp"
#include "casefile/case_room.hpp"
#include "conference/item_reading.hpp"

namespace kasane::conference {

/// 守秘義務の説明 in the wording of the day, with the pledge the town asks for; accepting opens the item.
[[nodiscard]] web::Html notice_form(const access::Office& office, const web::Request& request,
                                    access::Scope& scope, const ItemView& view);
/// What is read out in the room: the same words.
[[nodiscard]] web::Html notice_words(const Date& day);
/// 枠 — in which lawful frame the item is considered, and which articles bind those who take part.
[[nodiscard]] web::Html frame_facts(const access::Scope& scope, const ItemView& view);
/// Who was convened, in which capacity, and who accepted the notice.
[[nodiscard]] web::Html members_table(const access::Scope& scope, const ItemView& view);
/// For the secretariat: a deputy, somebody asked, somebody admitted on the spot.
[[nodiscard]] web::Html admission_form(const access::Office& office, const web::Request& request,
                                       access::Scope& scope, const ItemView& view,
                                       const std::optional<web::Entered>& typed);
[[nodiscard]] std::vector<accounts::PageRoute> item_member_routes(const casefile::CaseRoom& room);

}  // namespace kasane::conference
