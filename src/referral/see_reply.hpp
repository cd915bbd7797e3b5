#pragma once

#include "access/town.hpp"

namespace kasane::referral {

/// 返事を確認しました — the sending desk has read what became of its memo; it leaves 届いたもの.
[[nodiscard]] Result<Done> see_reply(access::Town& town, const accounts::Actor& actor,
                                     const MemoId& memo);

}  // namespace kasane::referral
