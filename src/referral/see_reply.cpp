#include "referral/see_reply.hpp"

#include "casefile/casefile.hpp"
#include "law/gates.hpp"
#include "referral/deliver_memo.hpp"
#include "referral/memo_reading.hpp"

namespace kasane::referral {

Result<Done> see_reply(access::Town& town, const accounts::Actor& actor, const MemoId& memo) {
    return town.act<Done>(
        actor, accounts::Act::SendMemo, [&](access::ActScope& act) -> Result<Done> {
            const auto view = read_memo(act, memo);
            if (!view) return access::not_found();
            if (view->side != Side::Sender) {
                return law::refuse(law::gates::memo, "返事は、メモを送った窓口が確認します。");
            }
            casefile::finish_tasks(act, source_of_reply(memo));
            act.wrote(view->memo.case_id, "memo reply seen");
            act.leads_to("/");
            return Done{};
        });
}

}  // namespace kasane::referral
