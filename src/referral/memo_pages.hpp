#pragma once

#include <vector>

#include "accounts/page_routes.hpp"
#include "casefile/case_room.hpp"
#include "referral/memo.hpp"

namespace kasane::referral {

/// つなぎメモ: inbox and outbox, one memo as a letter, a new one, and what its receiver does.
[[nodiscard]] std::vector<accounts::PageRoute> memo_routes(const casefile::CaseRoom& room);

/// The state of a memo as a chip.
[[nodiscard]] web::Chip chip_of(MemoState state);

/// What this room adds to the page of a case: 「つなぎメモを送る」 and the memos of the case.
void memo_records(const casefile::CaseView& view, std::vector<web::Link>& records);
void offer_memos(const casefile::CaseView& view, casefile::CaseOffers& offers);

}  // namespace kasane::referral
