#include "referral/answer_memo.hpp"

#include <fmt/format.h>

#include "access/ground_acts.hpp"
#include "casefile/casefile.hpp"
#include "casefile/coordination.hpp"
#include "referral/deliver_memo.hpp"
#include "referral/memo_rules.hpp"
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

Result<Done> accept(ActScope& act, const Memo& memo, AcceptedFor accepted_for) {
    if (!is_coordination(act, memo)) {
        open_own_record(act, memo);
    } else {
        const bool to_conference = accepted_for == AcceptedFor::SupportConference;
        auto taken = casefile::take_up(
            act, {.case_id = memo.case_id,
                  .persons = memo.persons,
                  .event = to_conference ? casefile::CaseEvent::PutToSupportConference
                                         : casefile::CaseEvent::Accept,
                  .reason = to_conference ? "つなぎを受け、支援会議に諮る" : "つなぎの受理",
                  .source = mark_of(memo.id)});
        if (!taken) return taken.refusal();
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

/// The case goes where the letter goes: to the coordinator, or back from there.
Result<Done> follow_redirect(ActScope& act, const Memo& from, const Memo& onward) {
    if (is_coordination(act, from)) {
        return return_to_network(act, from, act.profile.desk_name(onward.to_desk) + "へ回しました");
    }
    const auto state = casefile::state_of(act, onward.case_id);
    const auto event = casefile::CaseEvent::Refer;
    if (!is_coordination(act, onward) || !next_state(casefile::case_transitions, state, event)) {
        return Done{};
    }
    auto moved = casefile::move_case(
        act, onward.case_id,
        {event, act.profile.desk_name(from.to_desk) + "から回りました", mark_of(onward.id), {}});
    if (!moved) return moved.refusal();
    return Done{};
}

Result<MemoId> redirect(ActScope& act, const Memo& memo, const DeskId& to) {
    Memo onward = memo;  // the same letter from the same sender, who stays visible
    onward.id = act.new_id<MemoId>();
    onward.to_desk = to;
    onward.state = MemoState::Sent;
    onward.sent_at = act.now;
    onward.redirected_from = memo.id;
    deliver(act, onward);
    if (auto followed = follow_redirect(act, memo, onward); !followed) return followed.refusal();
    return onward.id;
}

}  // namespace

Result<MemoState> answer_memo(ActScope& act, const AnswerMemo& answer) {
    auto found = memo_to_answer(act, answer.memo);
    if (!found) return found.refusal();
    const Memo& memo = *found;
    auto checked = check_answer(memo, answer, act.profile, act.today());
    if (!checked) return checked.refusal();
    const auto to = *next_state(memo_transitions, memo.state, answer.event);

    std::optional<MemoId> onward;
    switch (answer.event) {
        case MemoEvent::Open:
            break;
        case MemoEvent::Accept:
            if (auto done = accept(act, memo, answer.accepted_for); !done) return done.refusal();
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
            auto moved = redirect(act, memo, *answer.redirect_to);
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
    act.leads_to(path_after(memo.id, to));
    return to;
}

std::string path_after(const MemoId& memo, MemoState state) {
    switch (state) {
        case MemoState::Sent:
        case MemoState::Received:
        case MemoState::Accepted:
            return "/memos/" + memo.text();
        case MemoState::Answered:
        case MemoState::Redirected:
        case MemoState::Declined:
            return "/memos";
    }
    broken_invariant("every state of a memo has a page", std::source_location::current());
}

Result<MemoState> answer_memo(access::Town& town, const accounts::Actor& actor,
                              const AnswerMemo& answer) {
    return town.act<MemoState>(actor, accounts::Act::AnswerMemo,
                               [&](ActScope& act) { return answer_memo(act, answer); });
}

}  // namespace kasane::referral
