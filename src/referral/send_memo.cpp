#include "referral/send_memo.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/ground_acts.hpp"
#include "casefile/casefile.hpp"
#include "law/gates.hpp"
#include "people/person.hpp"
#include "referral/deliver_memo.hpp"
#include "referral/memo_rules.hpp"
#include "referral/memo_store.hpp"

namespace kasane::referral {
namespace {

using access::ActScope;

Refusal invalid(std::string_view field, std::string_view message) {
    return {.kind = RefusalKind::Invalid,
            .code = "memo.invalid",
            .message = std::string(message),
            .field = std::string(field)};
}

std::optional<Refusal> check(const ActScope& act, const SendMemo& wanted) {
    const auto& profile = act.profile;
    if (auto known = profile.check_desk(wanted.to_desk, act.today(), "to"); !known) {
        return known.refusal();
    }
    if (act.actor.works_at(wanted.to_desk)) {
        return invalid("to", "ご自分の窓口あてには送れません。ほかの窓口を選んでください。");
    }
    if (!profile.codes.list("memo_requests").has(wanted.request)) {
        return invalid("request", "お願いしたいことを選んでください。");
    }
    if (!profile.codes.list("urgency").has(wanted.urgency)) {
        return invalid("urgency", "急ぎの度合いを選んでください。");
    }
    if (wanted.summary.empty()) return invalid("summary", "概要を入力してください。");
    if (wanted.to_desk == profile.coordinating_desk &&
        !profile.codes.list("referral_reasons").has(wanted.reason)) {
        return invalid("reason", "つなぐ理由を選んでください。「判断に迷う」でもかまいません。");
    }
    if (wanted.reply_due_on && *wanted.reply_due_on < act.today()) {
        return invalid("reply_due_on", "回答の期限が、今日より前になっています。");
    }
    return std::nullopt;
}

/// The names as they stand in the letter; the receiver knows no more of them than this.
std::string about_of(ActScope& act, access::CaseReading& reading,
                     const std::vector<PersonId>& named) {
    std::string about;
    for (const auto& person : people::persons_of_case(act, reading)) {
        if (std::ranges::find(named, person.id) == named.end()) continue;
        const auto relation = act.profile.codes.list("relations").label(person.relation);
        about += fmt::format("{}{}さん{}", about.empty() ? "" : "、", person.name.reveal(),
                             relation.empty() ? "" : fmt::format("({})", relation));
    }
    return about.empty() ? "世帯全体のこと(お名前は伏せています)" : about;
}

/// Whether the case goes over to the coordinator with this memo.
Result<Done> refer_when_to_coordinator(ActScope& act, const SendMemo& wanted,
                                       const casefile::CaseHead& head, const MemoId& memo) {
    if (wanted.to_desk != act.profile.coordinating_desk) return Done{};
    const bool can_go = casefile::check_step(head, casefile::CaseEvent::Refer).ok();
    if (!can_go) return Done{};  // the coordinator has it already: the memo is one more letter
    auto moved =
        casefile::move_case(act, wanted.case_id,
                            {casefile::CaseEvent::Refer,
                             act.profile.codes.list("referral_reasons").label(wanted.reason),
                             mark_of(memo),
                             {}});
    if (!moved) return moved.refusal();
    return Done{};
}

}  // namespace

Result<SentMemo> send_memo(ActScope& act, const SendMemo& wanted) {
    auto authorised = access::authorise(act, wanted.case_id);
    if (!authorised) return authorised.refusal();
    if (auto refusal = check(act, wanted)) return *refusal;
    for (const auto& person : wanted.persons) {
        if (!casefile::knows_person(act, *authorised, person)) return access::not_found();
    }
    const auto head = casefile::head_for_act(act, *authorised);
    if (head.state == casefile::CaseState::Closed) {
        return law::refuse(law::gates::memo, "終結したケースからは、つなぎメモを送れません。",
                           "再開してから送ってください。");
    }
    Memo memo{.id = act.new_id<MemoId>(),
              .case_id = wanted.case_id,
              .from_desk = act.actor.desk(),
              .to_desk = wanted.to_desk,
              .about = PrivateText(about_of(act, *authorised, wanted.persons)),
              .request = wanted.request,
              .wish = PrivateText(wanted.wish),
              .summary = PrivateText(wanted.summary),
              .done_so_far = PrivateText(wanted.done_so_far),
              .urgency = wanted.urgency,
              .reason = wanted.reason,
              .reply_due_on =
                  wanted.reply_due_on.value_or(reply_due(act.profile, act.today(), wanted.urgency)),
              .sent_at = act.now,
              .persons = wanted.persons};
    deliver(act, memo);
    // What was to go to the coordinator waits until it does: a letter to another desk is one more.
    const bool owed = head.state == casefile::CaseState::Referred &&
                      wanted.to_desk != act.profile.coordinating_desk;
    if (!owed) casefile::finish_tasks(act, casefile::memo_task_source(wanted.case_id));
    if (auto referred = refer_when_to_coordinator(act, wanted, head, memo.id); !referred) {
        return referred.refusal();
    }
    casefile::post(act, {.case_id = wanted.case_id,
                         .kind = casefile::EntryKind::Memo,
                         .title = fmt::format("{}を{}へ送りました", act.profile.term("memo"),
                                              act.profile.desk_name(wanted.to_desk)),
                         .body = wanted.summary,
                         .link = "/memos/" + memo.id.text()});
    act.leads_to("/memos/" + memo.id.text());
    return SentMemo{memo.id, memo.number};
}

Result<SentMemo> send_memo(access::Town& town, const accounts::Actor& actor,
                           const SendMemo& wanted) {
    return town.act<SentMemo>(actor, accounts::Act::SendMemo,
                              [&](ActScope& act) { return send_memo(act, wanted); });
}

}  // namespace kasane::referral
