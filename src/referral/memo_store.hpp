#pragma once

#include <optional>
#include <vector>

#include "access/scope.hpp"
#include "referral/memo.hpp"
#include "referral/memo_lists.hpp"

namespace kasane::referral {

void insert_memo(access::ActScope& act, const Memo& memo);
/// False when somebody else moved it first.
[[nodiscard]] bool update_memo_state(access::ActScope& act, const Memo& memo, MemoState to,
                                     std::string_view decline_reason = {},
                                     const std::optional<MemoId>& redirected_to = std::nullopt);
void insert_reply(access::ActScope& act, const MemoId& memo, MemoEvent kind, std::string_view body);

/// The case a memo is about; the rest is loaded once a ground is there.
[[nodiscard]] std::optional<CaseId> select_case_of_memo(access::Scope& scope, const MemoId& memo);
[[nodiscard]] std::optional<Memo> select_memo(access::Scope& scope, const MemoId& memo);
[[nodiscard]] std::vector<MemoReply> select_replies(access::Scope& scope, const MemoId& memo);

}  // namespace kasane::referral
