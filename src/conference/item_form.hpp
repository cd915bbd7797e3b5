#pragma once

#include "casefile/case_room.hpp"
#include "conference/item_reading.hpp"

namespace kasane::conference {

/// What the opinion of an item is about: 「プランの適切性」 or the ending.
[[nodiscard]] std::string opinion_title(const AgendaItem& item);

/// 会議の記録 — minutes, attendance, roles typed as fast as spoken, opinion and lead.
[[nodiscard]] web::Html minutes_form(const access::Office& office, const web::Request& request,
                                     access::Scope& scope, const ItemView& view,
                                     const std::optional<web::Entered>& typed);
/// Reads it and records, or shows the item again with what was typed.
[[nodiscard]] web::Response minutes_sent(const casefile::CaseRoom& room,
                                         const web::Request& request, const accounts::Actor& actor);
/// The page of one item; `typed` brings a form back.
[[nodiscard]] web::Response item_page(const casefile::CaseRoom& room, const web::Request& request,
                                      const accounts::Actor& actor,
                                      const std::optional<web::Entered>& typed);
}  // namespace kasane::conference
