#pragma once

#include <optional>
#include <string>

#include "conference/conference.hpp"
#include "kernel/codes.hpp"
#include "kernel/date.hpp"
#include "kernel/result.hpp"
#include "municipality/settings.hpp"

namespace kasane::plan {

/// 評価の結果 — how the case goes on after its evaluation.
enum class Conclusion { Close, FollowUp, Replan, Suspend };
struct ConcludeCase {
    CaseId case_id;
    Conclusion conclusion = Conclusion::Close;
    std::string reason_code;  ///< of list closing_reasons or suspension_reasons; may be empty
    std::string reason;
    std::string remaining;            ///< who remains in the household, and how they are
    std::optional<DeskId> companion;  ///< 伴走: who stays at their side
    std::optional<Date> next_on;      ///< 中断: when the companion looks again
};

/// What an ending with a meeting stands on.
struct EndingFacts {
    bool evaluated = false;  ///< since the present round of work began
    /// The meeting of the household's track considered the ending: with somebody's consent the
    /// 重層的支援会議, without anybody's the 支援会議.
    bool considered = false;
    std::optional<conference::Opinion> opinion;  ///< what it found
    municipality::ClosingRole meeting_role = municipality::ClosingRole::Advises;
    std::string meeting_name;
    Date today;
};
/// Whether the case may go on in that way. Basis: gate.closing; a re-plan asks for a reason alone.
[[nodiscard]] Result<Done> check_conclusion(const ConcludeCase& wanted, const EndingFacts& facts);

}  // namespace kasane::plan

namespace kasane {
template <>
inline constexpr auto codes<plan::Conclusion> = std::array{
    Code<plan::Conclusion>{plan::Conclusion::Close, "close", "終結する"},
    Code<plan::Conclusion>{plan::Conclusion::FollowUp, "follow_up",
                           "多機関協働を終え、フォローアップする"},
    Code<plan::Conclusion>{plan::Conclusion::Replan, "replan", "再プランして続ける"},
    Code<plan::Conclusion>{plan::Conclusion::Suspend, "suspend", "中断する"},
};
}  // namespace kasane
