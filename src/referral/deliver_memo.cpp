#include "referral/deliver_memo.hpp"

#include <fmt/format.h>

#include "access/ground_acts.hpp"
#include "casefile/casefile.hpp"
#include "referral/memo_store.hpp"

namespace kasane::referral {

void deliver(access::ActScope& act, Memo& memo) {
    const auto year = FiscalYear::of(act.today());
    memo.number =
        fmt::format("つ-{}-{:04}", year.short_label(), casefile::next_number(act, "memo", year));
    insert_memo(act, memo);
    act.wrote(memo.case_id, "memo sent to desk:" + memo.to_desk.text(), memo.persons);
    access::open_grounds(act, {.case_id = memo.case_id,
                               .subject = std::nullopt,
                               .holder = access::Holder::desk(memo.to_desk),
                               .basis = access::Basis::Referral,
                               .categories = {access::Category::Case},
                               .source = mark_of(memo.id),
                               .until = std::nullopt});
    casefile::add_task(act, {.case_id = memo.case_id,
                             .holder = access::Holder::desk(memo.to_desk),
                             .kind = "memo.answer",
                             .title = fmt::format("{}への回答", act.profile.term("memo")),
                             .due_on = memo.reply_due_on,
                             .source = mark_of(memo.id)});
}

void end_clock(access::ActScope& act, const Memo& memo) {
    casefile::finish_tasks(act, mark_of(memo.id));
}

std::string source_of_reply(const MemoId& memo) { return mark_of(memo) + ":reply"; }

void bring_reply(access::ActScope& act, const Memo& memo, MemoState now) {
    casefile::finish_tasks(act, source_of_reply(memo.id));
    casefile::add_task(act, {.case_id = memo.case_id,
                             .holder = access::Holder::desk(memo.from_desk),
                             .kind = std::string(reply_task),
                             .title = std::string(label_of(now)),
                             .due_on = act.today(),
                             .source = source_of_reply(memo.id)});
}

void close_to_receiver(access::ActScope& act, const Memo& memo, std::string_view because) {
    access::close_grounds(act,
                          {.case_id = memo.case_id,
                           .basis = access::Basis::Referral,
                           .source = mark_of(memo.id),
                           .holder = access::Holder::desk(memo.to_desk),
                           .subject = std::nullopt,
                           .category = std::nullopt},
                          because);
}

}  // namespace kasane::referral
