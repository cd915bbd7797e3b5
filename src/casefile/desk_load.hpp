#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "access/reading_list.hpp"

namespace kasane::casefile {

/// 窓口の担当の量 — what lies on one desk of the reader's own; each number stops at `counted_at_most`.
struct DeskLoad {
    DeskId desk;
    std::int64_t open_cases = 0;  ///< neither 終結 nor 中断
    std::int64_t memos = 0;  ///< that wait for an answer
    std::int64_t overdue = 0;  ///< things to do whose day has passed
};
inline constexpr std::int64_t counted_at_most = 1000;
[[nodiscard]] DeskLoad load_of(access::Scope& scope, const DeskId& desk);

/// 動きの止まったケース — cases of the reader's desks that are not over and in which nothing happened
/// since that moment, the quietest first.
[[nodiscard]] std::vector<access::ListedCase> quiet_cases(access::Scope& scope, Instant since,
                                                          std::size_t limit);

}  // namespace kasane::casefile
