#pragma once

#include <optional>
#include <vector>

#include "access/case_reading.hpp"
#include "referral/memo.hpp"

namespace kasane::referral {

/// From which side somebody reads a memo.
enum class Side { Sender, Receiver };

/// A memo as one reader may see it.
struct MemoView {
    Memo memo;
    Side side = Side::Sender;
    std::vector<MemoReply> replies;  ///< with their words only where the reader may know them
    bool words_withheld = false;     ///< the sender learns how far it is, not what was said
    bool opens_case = false;         ///< the reader may also open the case itself
    std::string ground;              ///< 「つなぎの受け手 (令和8年9月1日〜)」
};

/// The memo, or nothing without a ground (404). Basis: gate.memo.
[[nodiscard]] std::optional<MemoView> read_memo(access::Scope& scope, const MemoId& id);

/// Whether the words of a reply come back to the sender: every person the memo names consents to
/// sharing with the sender's desk. Without names nothing comes back but the state.
[[nodiscard]] bool words_come_back(access::Scope& scope, const Memo& memo);

}  // namespace kasane::referral
