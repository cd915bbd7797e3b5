#include "casefile/step_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "law/gates.hpp"

namespace kasane::casefile {
namespace {

using accounts::Act;

constexpr std::array step_rules = [] {
    using enum CaseEvent;
    using enum StepTaker;
    using enum StepNeed;
    return std::array{
        StepRule{KeepOwn, Desk, Nothing, Act::ScreenInquiry},
        StepRule{Settle, Desk, Ending, Act::CloseCase},
        StepRule{Dismiss, Desk, Nothing, Act::CloseCase},
        StepRule{StartOutreach, CoordinatingDesk, Nothing, Act::RecordOutreach},
        StepRule{CloseAlone, Desk, CodedEnding, Act::CloseCase},
        StepRule{ReturnToNetwork, Coordinator, Nothing, Act::AcceptCoordination},
        StepRule{Watch, Coordinator, Recheck, Act::AcceptCoordination},
        StepRule{WithdrawToOutreach, Coordinator, Withdrawal, Act::AcceptCoordination},
        StepRule{WithdrawToNetwork, Coordinator, Withdrawal, Act::AcceptCoordination},
        StepRule{ReviewPlan, Coordinator, Withdrawal, Act::AcceptCoordination},
        StepRule{PeriodOver, Coordinator, Ending, Act::CloseCase},
        StepRule{Reopen, Desk, Nothing, Act::ReopenCase},
    };
}();
/// 中断・フォローアップ are still the coordinator's: only they take the case up again.
constexpr StepRule reopen_by_coordinator{CaseEvent::Reopen, StepTaker::Coordinator,
                                         StepNeed::Nothing, Act::ReopenCase};

Refusal not_there() {
    return {.kind = RefusalKind::NotFound,
            .code = "access.not_found",
            .message = "お探しの記録は見つかりませんでした。"};
}

Result<Done> check_taker(const StepRule& rule, const StepFacts& facts) {
    switch (rule.taker) {
        case StepTaker::Coordinator:
            if (!facts.coordinates) return not_there();
            return Done{};
        case StepTaker::CoordinatingDesk:
            if (facts.at_coordinating_desk) return Done{};
            return Refusal{
                .kind = RefusalKind::NotPermitted,
                .code = "role.not_permitted",
                .message =
                    fmt::format("「{}」は、多機関協働の窓口が行います。", label_of(rule.event)),
                .basis = "役割と行為の表",
                .instead = "相談として受け付けるか、多機関協働の窓口へつないでください。"};
        case StepTaker::Desk:
            break;
    }
    // A desk ends alone only what no coordinator holds; the others it asks the coordinator.
    if (rule.need == StepNeed::CodedEnding && is_coordinated(facts.state) && !facts.coordinates) {
        return law::refuse(law::gates::closing,
                           "このケースは多機関協働で対応中です。"
                           "窓口だけで終えることはできません。",
                           "多機関協働の担当者に、終結を相談してください。");
    }
    return Done{};
}

Result<Done> check_ending(const LoneStep& step) {
    if (step.remaining.empty()) {
        return law::refuse_field(law::gates::closing, "remaining",
                                 "世帯に残る人の様子を確認し、入力してください。");
    }
    if (!step.companion) {
        return law::refuse_field(law::gates::closing, "companion",
                                 "終結のあと、伴走する窓口を選んでください。");
    }
    return Done{};
}

Result<Done> check_need(const StepRule& rule, const LoneStep& step, const StepFacts& facts) {
    switch (rule.need) {
        case StepNeed::Nothing:
            return Done{};
        case StepNeed::CodedEnding:
            if (std::ranges::find(lone_ending_reasons, step.reason_code) ==
                lone_ending_reasons.end()) {
                return law::refuse_field(law::gates::closing, "reason_code",
                                         "死亡・転出・重複のどれかを選んでください。"
                                         "ほかの理由では、評価と会議のあとに終結します。");
            }
            return check_ending(step);
        case StepNeed::Ending:
            return check_ending(step);
        case StepNeed::Recheck:
            if (!step.next_on || *step.next_on <= facts.today) {
                return law::refuse_field(law::gates::plan_is_reviewed, "next_on",
                                         "次に様子を確かめる日を、明日以降で入力してください。");
            }
            return Done{};
        case StepNeed::Withdrawal:
            if (!facts.consent_ended) {
                return law::refuse(
                    law::gates::withdrawal, "撤回された同意も、期限の切れた同意もありません。",
                    "撤回の申出があったときは、先に「同意と共有」で記録してください。");
            }
            return Done{};
    }
    broken_invariant("every need is checked", std::source_location::current());
}

}  // namespace

const StepRule* lone_rule(CaseEvent event, CaseState from) {
    if (event == CaseEvent::Reopen && from != CaseState::Closed) return &reopen_by_coordinator;
    const auto found = std::ranges::find(step_rules, event, &StepRule::event);
    return found == step_rules.end() ? nullptr : &*found;
}

StepNeed need_of(CaseEvent event) {
    const auto found = std::ranges::find(step_rules, event, &StepRule::event);
    return found == step_rules.end() ? StepNeed::Nothing : found->need;
}

bool is_lone_step(CaseEvent event) {
    return std::ranges::find(step_rules, event, &StepRule::event) != step_rules.end();
}

std::vector<CaseEvent> lone_steps_from(CaseState state) {
    std::vector<CaseEvent> events;
    for (const auto& row : case_transitions) {
        if (row.from == state && is_lone_step(row.event)) events.push_back(row.event);
    }
    return events;
}

Result<Done> check_lone_step(const LoneStep& step, const StepFacts& facts) {
    if (auto possible = check_transition(facts.state, step.event); !possible) {
        return possible.refusal();
    }
    const auto* rule = lone_rule(step.event, facts.state);
    ensure(rule != nullptr, "a step with a gate of its own has an act of its own");
    if (auto taker = check_taker(*rule, facts); !taker) return taker;
    if (step.reason.empty()) {
        return Refusal{.kind = RefusalKind::Invalid,
                       .code = "case.reason",
                       .message = "理由を入力してください。",
                       .field = "reason"};
    }
    return check_need(*rule, step, facts);
}

Result<CaseState> check_transition(CaseState from, CaseEvent event) {
    if (const auto to = next_state(case_transitions, from, event)) return *to;
    std::string possible;
    for (const auto& row : case_transitions) {
        if (row.from != from) continue;
        if (!possible.empty()) possible += "、";
        possible += label_of(row.event);
    }
    return Refusal{.code = "case.illegal_step",
                   .message = fmt::format("いまの状態「{}」からは「{}」はできません。",
                                          label_of(from), label_of(event)),
                   .basis = "ケースの状態の規則(状態遷移表)",
                   .instead = fmt::format("いまできること: {}", possible)};
}

}  // namespace kasane::casefile
