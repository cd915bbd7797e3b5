#include "referral/memo_reading.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/consent.hpp"
#include "casefile/casefile.hpp"
#include "referral/deliver_memo.hpp"
#include "referral/memo_lists.hpp"
#include "referral/memo_store.hpp"

namespace kasane::referral {

bool words_come_back(access::Scope& scope, const Memo& memo) {
    if (memo.persons.empty()) return false;
    return std::ranges::all_of(memo.persons, [&](const PersonId& person) {
        return access::consent_covers(scope, memo.case_id, person, memo.from_desk,
                                      access::Category::Case);
    });
}

std::optional<MemoView> read_memo(access::Scope& scope, const MemoId& id) {
    auto reading = access::CaseReading::open(scope, select_case_of_memo(scope, id));
    if (!reading) return std::nullopt;
    auto memo = select_memo(scope, id);
    ensure(memo.has_value(), "a memo about a case is stored");

    const auto owner = access::Holder::desk(memo->from_desk);
    const access::Item as_receiver{access::Category::Case, std::nullopt, owner, mark_of(id)};
    const access::Item as_sender{access::Category::Case, std::nullopt, owner, std::nullopt};
    auto grant = reading->may_read(as_receiver);
    auto side = Side::Receiver;
    if (!grant && scope.actor.works_at(memo->from_desk)) {
        grant = reading->may_read(as_sender);
        side = Side::Sender;
    }
    if (!grant) return std::nullopt;

    MemoView view{.memo = std::move(*memo), .side = side};
    view.replies = select_replies(scope, id);
    if (side == Side::Sender && !words_come_back(scope, view.memo)) {
        view.words_withheld = !view.replies.empty();
        for (auto& reply : view.replies) reply.body = PrivateText();
    }
    view.opens_case = reading->would_allow(as_sender) || side == Side::Sender ||
                      reading->stands_on(access::Basis::OwnDesk) ||
                      reading->stands_on(access::Basis::Coordination);
    view.ground = fmt::format("{} ({}〜)", label_of(grant->basis()),
                              japanese_date(grant->ground().opened_at.date_in_japan()));
    return view;
}

std::vector<MemoLine> replied_memos(access::Scope& scope, std::size_t limit) {
    std::vector<MemoId> memos;
    for (const auto& task : casefile::open_tasks(scope, {.only = reply_task, .limit = limit})) {
        constexpr std::string_view prefix = "memo:";
        constexpr std::size_t uuid_letters = 36;
        memos.emplace_back(task.source.substr(prefix.size(), uuid_letters));
    }
    return memos_sent(scope, memos);
}

std::size_t count_replied(access::Scope& scope, std::size_t most) {
    return casefile::count_open_tasks(scope, reply_task, most);
}

bool has_unread_reply(access::Scope& scope, const MemoId& memo) {
    return !casefile::open_tasks(scope,
                                 {.only = reply_task, .source = source_of_reply(memo), .limit = 1})
                .empty();
}

}  // namespace kasane::referral
