#include "plan/plan_rules.hpp"

#include <algorithm>
#include <utility>

#include "law/gates.hpp"

namespace kasane::plan {
namespace {

Refusal missing(std::string_view field, std::string message) {
    return law::refuse_field(law::gates::plan_contents, field, std::move(message));
}

/// 34条の8: regular confirmation.
Refusal not_confirmed(std::string message) {
    return law::refuse_field(law::gates::plan_is_reviewed, "next_confirmation_on",
                             std::move(message));
}

}  // namespace

Result<Done> check_contents(const Plan& plan) {
    // 34条の7: 意向と課題.
    if (plan.wishes.empty()) return missing("wishes", "ご本人の意向を入力してください。");
    if (plan.issues.empty()) return missing("issues", "解決したい課題を入力してください。");
    // 目標と達成時期: a date per goal.
    if (plan.rows.empty()) return missing("row1_goal", "目標を一つ以上入力してください。");
    for (std::size_t i = 0; i < plan.rows.size(); ++i) {
        const auto& row = plan.rows[i];
        const auto field = "row" + std::to_string(i + 1);
        if (row.goal.empty()) return missing(field + "_goal", "目標を入力してください。");
        if (!row.due_on) return missing(field + "_due", "目標の達成時期を入力してください。");
        // 種類・内容 and 役割分担.
        if (row.what.empty()) return missing(field + "_what", "取り組む内容を入力してください。");
        if (row.actor_type == ActorType::Supporter && !row.desk) {
            return missing(field + "_desk", "担当する機関・窓口を選んでください。");
        }
    }
    // 留意事項.
    if (plan.points_to_note.empty())
        return missing("points_to_note", "留意事項を入力してください。");
    // 一体的に提供するための方策.
    if (plan.integration.empty()) {
        return missing("integration", "一体的に支援するための方策を入力してください。");
    }
    if (!plan.starts_on) return missing("starts_on", "プランの開始日を入力してください。");
    if (!plan.ends_on) return missing("ends_on", "プランの終了日を入力してください。");
    if (!plan.next_confirmation_on) {
        return not_confirmed("次に状況を確認する日を入力してください。");
    }
    if (plan.subjects.empty()) {
        return missing("subjects", "だれのためのプランかを選んでください。");
    }
    return check_dates(plan);
}

std::string trouble_with_goal_date(const Plan& plan, const Date& due_on) {
    if (plan.starts_on && due_on < *plan.starts_on) {
        return "達成時期が、プランの開始日より前になっています。";
    }
    if (plan.ends_on && due_on > *plan.ends_on) {
        return "達成時期が、プランの終了日よりあとになっています。";
    }
    return {};
}

Result<Done> check_dates(const Plan& plan) {
    if (plan.starts_on && plan.ends_on && *plan.ends_on < *plan.starts_on) {
        return missing("ends_on", "プランの終了日が、開始日より前になっています。");
    }
    for (std::size_t i = 0; i < plan.rows.size(); ++i) {
        const auto& due_on = plan.rows[i].due_on;
        if (!due_on) continue;
        auto trouble = trouble_with_goal_date(plan, *due_on);
        if (trouble.empty()) continue;
        return missing("row" + std::to_string(i + 1) + "_due", std::move(trouble));
    }
    if (!plan.next_confirmation_on) return Done{};
    if (plan.starts_on && *plan.next_confirmation_on < *plan.starts_on) {
        return not_confirmed("次に状況を確認する日が、プランの開始日より前になっています。");
    }
    if (plan.ends_on && *plan.next_confirmation_on > *plan.ends_on) {
        return not_confirmed(
            "次に状況を確認する日が、プランの終了日よりあとになっています。"
            "終了日までの日にしてください。");
    }
    return Done{};
}

Result<Done> check_draft_dates(const Plan& plan, const Date& today) {
    if (auto together = check_dates(plan); !together) return together;
    if (plan.ends_on && *plan.ends_on < today) {
        return missing("ends_on", "プランの終了日が、過ぎています。");
    }
    if (plan.next_confirmation_on && *plan.next_confirmation_on < today) {
        return not_confirmed(
            "次に状況を確認する日が、過ぎています。今日か、これからの日にしてください。");
    }
    return Done{};
}

Result<Done> check_decision(const Plan& plan, const DecisionFacts& facts) {
    if (!next_state(plan_transitions, plan.state, PlanEvent::Decide)) {
        return law::refuse(law::gates::plan_decision, "このプランは、すでに支援決定されています。",
                           "内容を変えるときは、見直しの手続をしてください。");
    }
    if (!facts.need_recognised) {
        return law::refuse(law::gates::need_recognised,
                           "支援の必要の認定が、まだ記録されていません。",
                           "先に「支援の必要を認定する」を記録してください。");
    }
    if (!facts.subjects_consent) {
        return law::refuse(law::gates::coordination_needs_consent,
                           "プランの対象の方に、同意が確認できない方がいます。",
                           "同意を確認するか、対象の方を見直してください。");
    }
    if (!facts.found_appropriate && !facts.found_conditional) {
        return law::refuse(law::gates::plan_decision,
                           "重層的支援会議で「適切」と認められた記録がありません。",
                           "プラン案を重層的支援会議の議題にし、適切性の意見を記録してください。"
                           "持ち回り・書面による開催も認められます。");
    }
    if (facts.found_conditional && !facts.change_made) {
        return law::refuse(law::gates::plan_decision,
                           "会議の意見は「修正のうえ適切」です。修正した内容の記録が必要です。",
                           "プランを修正し、修正した点を入力してください。");
    }
    if (facts.found_appropriate && facts.changed_since) {
        return law::refuse(law::gates::plan_decision,
                           "会議で「適切」と認められたあとに、プラン案が直されています。",
                           "直したプラン案を、もう一度会議の議題にしてください。"
                           "持ち回り・書面による開催も認められます。");
    }
    if (!facts.has_lead) {
        return law::refuse(law::gates::lead_agency, "主担当の窓口が、まだ決まっていません。",
                           "会議の記録で主担当を決めるか、会議の意見を聴いて"
                           "「主担当を決める」で記録してください。");
    }
    return check_contents(plan);
}

}  // namespace kasane::plan
