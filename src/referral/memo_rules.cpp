#include "referral/memo_rules.hpp"

#include <fmt/format.h>

#include "law/gates.hpp"
#include "municipality/calendar.hpp"

namespace kasane::referral {
namespace {

Result<Done> check_redirect(const Memo& memo, const AnswerMemo& answer,
                            const municipality::Profile& profile, const Date& today) {
    const auto refuse = [](std::string message) {
        return law::refuse_field(law::gates::memo, "redirect_to", std::move(message));
    };
    if (!answer.redirect_to) return refuse("回す先の窓口を選んでください。");
    auto known = profile.check_desk(*answer.redirect_to, today, "redirect_to");
    if (!known) return known;
    if (*answer.redirect_to == memo.to_desk) {
        return refuse("ご自分の窓口には回せません。ほかの窓口を選んでください。");
    }
    if (*answer.redirect_to == memo.from_desk) {
        return refuse("送り手の窓口には回せません。回答するか、お断りしてください。");
    }
    return Done{};
}

}  // namespace

Result<Done> check_answer(const Memo& memo, const AnswerMemo& answer,
                          const municipality::Profile& profile, const Date& today) {
    if (!next_state(memo_transitions, memo.state, answer.event)) {
        return law::refuse(
            law::gates::memo,
            fmt::format("この{}は「{}」のため、「{}」はできません。", profile.term("memo"),
                        label_of(memo.state), label_of(answer.event)),
            "続きの連絡は、新しいメモでお送りください。");
    }
    if (answer.expected_version && *answer.expected_version != memo.version) {
        return Refusal{.kind = RefusalKind::Stale,
                       .code = "memo.stale",
                       .message = "同じ窓口のほかの人が、先にこのメモを進めました。",
                       .instead = "最新の内容を確認してください。"};
    }
    const bool needs_text = answer.event == MemoEvent::Answer || answer.event == MemoEvent::Decline;
    if (needs_text && answer.text.empty()) {
        return law::refuse_field(law::gates::memo, "text",
                                 "相手に伝えることを、ひとこと入力してください。");
    }
    if (answer.event == MemoEvent::Decline &&
        !profile.codes.list("memo_decline_reasons").has(answer.decline_reason)) {
        return law::refuse_field(law::gates::memo, "decline_reason",
                                 "お引き受けできない理由を選んでください。");
    }
    if (answer.event == MemoEvent::Redirect) {
        return check_redirect(memo, answer, profile, today);
    }
    return Done{};
}

Date reply_due(const municipality::Profile& profile, const Date& today, std::string_view urgency) {
    const auto& settings = profile.settings;
    const int days = urgency == "immediate" ? settings.memo_urgent_answer_business_days.value
                                            : settings.memo_answer_business_days.value;
    return municipality::BusinessCalendar::standard().business_days_after(today, days).day;
}

}  // namespace kasane::referral
