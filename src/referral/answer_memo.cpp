#include "referral/answer_memo.hpp"

#include <fmt/format.h>

#include "access/ground_acts.hpp"
#include "casefile/casefile.hpp"
#include "law/gates.hpp"
#include "referral/deliver_memo.hpp"
#include "referral/memo_store.hpp"

namespace kasane::referral {
namespace {

using access::ActScope;
using access::Basis;
using access::Holder;

bool is_coordination(const ActScope& act, const Memo& memo) {
    return memo.to_desk == act.profile.coordinating_desk;
}

/// The receiver holds the ground of this very memo; nobody else may answer it.
Result<Memo> memo_to_answer(ActScope& act, const MemoId& id) {
    auto reading = access::CaseReading::open(act, select_case_of_memo(act, id));
    if (!reading) return access::not_found();
    auto memo = select_memo(act, id);
    ensure(memo.has_value(), "a memo about a case is stored");
    const access::Item item{access::Category::Case, std::nullopt, Holder::desk(memo->from_desk),
                            mark_of(id)};
    if (!act.actor.works_at(memo->to_desk) || !reading->may_read(item)) return access::not_found();
    return std::move(*memo);
}

void open_own_record(ActScope& act, const Memo& memo) {
    const auto holder = Holder::desk(memo.to_desk);
    for (const auto& person : memo.persons) {
        access::open_grounds(act, {memo.case_id,
                                   person,
                                   holder,
                                   Basis::OwnDesk,
                                   {access::Category::Identity},
                                   mark_of(memo.id),
                                   {}});
    }
    access::open_grounds(act, {memo.case_id,
                               std::nullopt,
                               holder,
                               Basis::OwnDesk,
                               access::opened_by(Basis::OwnDesk),
                               mark_of(memo.id),
                               {}});
}

Result<Done> accept(ActScope& act, const Memo& memo) {
    if (!is_coordination(act, memo)) {
        open_own_record(act, memo);
    } else {
        access::open_grounds(act, {memo.case_id,
                                   std::nullopt,
                                   Holder::desk(memo.to_desk),
                                   Basis::Coordination,
                                   access::opened_by(Basis::Coordination),
                                   mark_of(memo.id),
                                   {}});
        auto reading = access::CaseReading::open(act, memo.case_id);
        ensure(reading.has_value(), "the coordination has just opened the case");
        const auto head = casefile::head_for_act(act, *reading);
        if (head.state == casefile::CaseState::Referred) {
            auto moved = casefile::move_case(
                act, memo.case_id,
                {casefile::CaseEvent::Accept, "つなぎの受理", mark_of(memo.id), std::nullopt});
            if (!moved) return moved.refusal();
            const int days = act.profile.settings.plan_draft_days.value;
            casefile::add_task(act, {.case_id = memo.case_id,
                                     .holder = Holder::desk(memo.to_desk),
                                     .kind = "plan.draft",
                                     .title = "アセスメントとプラン案",
                                     .due_on = act.today().plus_days(days),
                                     .source = "case:" + memo.case_id.text()});
        }
    }
    // The letter becomes part of the receiver's own record.
    casefile::post(
        act, {.case_id = memo.case_id,
              .kind = casefile::EntryKind::Memo,
              .title = fmt::format("{}からの{}を引き受けました",
                                   act.profile.desk_name(memo.from_desk), act.profile.term("memo")),
              .body = memo.summary.reveal(),
              .link = "/memos/" + memo.id.text()});
    return Done{};
}

/// A memo the coordinator does not take up: the case goes back to the desk's network.
Result<Done> return_to_network(ActScope& act, const Memo& memo, std::string_view advice) {
    const auto state = casefile::state_of(act, memo.case_id);
    if (!is_coordination(act, memo) || state != casefile::CaseState::Referred) return Done{};
    auto moved = casefile::move_case(act, memo.case_id,
                                     {casefile::CaseEvent::ReturnWithAdvice, std::string(advice),
                                      mark_of(memo.id), std::nullopt});
    if (!moved) return moved.refusal();
    return Done{};
}

Result<MemoId> redirect(ActScope& act, const Memo& memo, const AnswerMemo& answer) {
    if (answer.redirect_to) {
        auto known = act.profile.check_desk(*answer.redirect_to, act.today(), "redirect_to");
        if (!known) return known.refusal();
    }
    if (!answer.redirect_to || *answer.redirect_to == memo.to_desk) {
        return Refusal{.kind = RefusalKind::Invalid,
                       .code = "memo.redirect_to",
                       .message = "回す先の窓口を選んでください。",
                       .field = "redirect_to"};
    }
    Memo onward = memo;  // the same letter from the same sender, who stays visible
    onward.id = act.new_id<MemoId>();
    onward.to_desk = *answer.redirect_to;
    onward.state = MemoState::Sent;
    onward.sent_at = act.now;
    onward.redirected_from = memo.id;
    deliver(act, onward);
    return onward.id;
}

std::optional<Refusal> check(const ActScope& act, const Memo& memo, const AnswerMemo& answer) {
    if (!next_state(memo_transitions, memo.state, answer.event)) {
        return law::refuse(
            law::gates::memo,
            fmt::format("この{}は「{}」のため、「{}」はできません。", act.profile.term("memo"),
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
        return Refusal{.kind = RefusalKind::Invalid,
                       .code = "memo.text",
                       .message = "相手に伝えることを、ひとこと入力してください。",
                       .field = "text"};
    }
    if (answer.event == MemoEvent::Decline &&
        !act.profile.codes.list("memo_decline_reasons").has(answer.decline_reason)) {
        return law::refuse_field(law::gates::memo, "decline_reason",
                                 "お引き受けできない理由を選んでください。");
    }
    return std::nullopt;
}

}  // namespace

Result<MemoState> answer_memo(ActScope& act, const AnswerMemo& answer) {
    auto found = memo_to_answer(act, answer.memo);
    if (!found) return found.refusal();
    const Memo& memo = *found;
    if (auto refusal = check(act, memo, answer)) return *refusal;
    const auto to = *next_state(memo_transitions, memo.state, answer.event);

    std::optional<MemoId> onward;
    switch (answer.event) {
        case MemoEvent::Open:
            break;
        case MemoEvent::Accept:
            if (auto done = accept(act, memo); !done) return done.refusal();
            end_clock(act, memo);
            break;
        case MemoEvent::Answer:
            if (auto done = return_to_network(act, memo, answer.text); !done) {
                return done.refusal();
            }
            end_clock(act, memo);
            if (memo.state != MemoState::Accepted) {
                close_to_receiver(act, memo, "memo answered");
            }
            break;
        case MemoEvent::Redirect: {
            auto moved = redirect(act, memo, answer);
            if (!moved) return moved.refusal();
            onward = *moved;
            end_clock(act, memo);
            close_to_receiver(act, memo, "memo redirected");
            break;
        }
        case MemoEvent::Decline:
            if (auto done = return_to_network(act, memo, answer.text); !done) {
                return done.refusal();
            }
            end_clock(act, memo);
            close_to_receiver(act, memo, "memo declined");
            break;
    }
    ensure(update_memo_state(act, memo, to, answer.decline_reason, onward),
           "the writer works alone: a checked version still holds");
    if (to != MemoState::Received) bring_reply(act, memo, to);
    if (!answer.text.empty()) insert_reply(act, memo.id, answer.event, answer.text);
    act.wrote(memo.case_id, fmt::format("memo: {}", code_of(to)), memo.persons);
    access::touch(act, memo.case_id);
    act.leads_to("/memos/" + memo.id.text());
    return to;
}

Result<MemoState> answer_memo(access::Town& town, const accounts::Actor& actor,
                              const AnswerMemo& answer) {
    return town.act<MemoState>(actor, accounts::Act::AnswerMemo,
                               [&](ActScope& act) { return answer_memo(act, answer); });
}

}  // namespace kasane::referral
