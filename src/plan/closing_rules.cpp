#include "plan/closing_rules.hpp"

#include <fmt/format.h>

#include "law/gates.hpp"

namespace kasane::plan {
namespace {

Result<Done> check_meeting(const EndingFacts& facts) {
    if (!facts.evaluated) {
        return law::refuse(law::gates::closing, "評価が、まだ記録されていません。",
                           "先に評価を記録してください。");
    }
    if (!facts.considered) {
        return law::refuse(
            law::gates::closing,
            fmt::format("「{}」で、終結・中断の評価をした記録がありません。", facts.meeting_name),
            "会議の目的を「終結・中断の評価」にして議題にし、意見を記録してください。");
    }
    const bool agreed = facts.opinion == conference::Opinion::Appropriate ||
                        facts.opinion == conference::Opinion::Conditional;
    if (facts.meeting_role == municipality::ClosingRole::Decides && !agreed) {
        return law::refuse(law::gates::closing,
                           fmt::format("終結・中断は「{}」が決めます。認めた記録がありません。",
                                       facts.meeting_name),
                           "会議の記録で、終結・中断についての意見を選んでください。");
    }
    return Done{};
}

}  // namespace

Result<Done> check_conclusion(const ConcludeCase& wanted, const EndingFacts& facts) {
    if (wanted.reason.empty()) {
        return law::refuse_field(law::gates::closing, "reason", "理由を入力してください。");
    }
    if (wanted.conclusion == Conclusion::Replan) return Done{};
    if (auto meeting = check_meeting(facts); !meeting) return meeting;
    if (wanted.remaining.empty()) {
        return law::refuse_field(law::gates::closing, "remaining",
                                 "世帯に残る人の様子を確認し、入力してください。");
    }
    if (!wanted.companion) {
        return law::refuse_field(law::gates::closing, "companion",
                                 "終結のあと、伴走する窓口を選んでください。");
    }
    const bool suspends = wanted.conclusion == Conclusion::Suspend;
    if (suspends && (!wanted.next_on || *wanted.next_on <= facts.today)) {
        return law::refuse_field(law::gates::closing, "next_on",
                                 "次に様子を確かめる日を、明日以降で入力してください。");
    }
    return Done{};
}

}  // namespace kasane::plan
