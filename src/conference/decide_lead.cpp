#include "conference/decide_lead.hpp"

#include <algorithm>

#include "casefile/casefile.hpp"
#include "casefile/coordination.hpp"
#include "conference/sittings.hpp"
#include "law/gates.hpp"

namespace kasane::conference {
Result<Done> check_lead(const LeadChoice& choice, const LeadFacts& facts) {
    if (!facts.meeting_heard) {
        return law::refuse(law::gates::lead_agency, "会議の意見を聴いた記録が、まだありません。",
                           "主担当について会議で話し合い、その記録を残してから決めてください。");
    }
    if (facts.town_decides && !facts.of_the_town) {
        return law::refuse(law::gates::lead_agency,
                           "会議で決まらないとき、主担当は市町村が決めます。",
                           "市町村の担当課に、決定を依頼してください。");
    }
    if (choice.reason.empty()) {
        return law::refuse_field(law::gates::lead_agency, "reason",
                                 "主担当を決めた理由を入力してください。");
    }
    return Done{};
}

Result<Done> decide_lead(access::Town& town, const accounts::Actor& actor,
                         const LeadChoice& choice) {
    return town.act<Done>(
        actor, accounts::Act::DecideLeadAgency, [&](access::ActScope& act) -> Result<Done> {
            auto authorised = casefile::authorise_coordination(act, choice.case_id);
            if (!authorised) return authorised.refusal();
            const auto version = casefile::head_for_act(act, *authorised).version;
            if (choice.expected_version && *choice.expected_version != version) {
                return Refusal{.kind = RefusalKind::Stale,
                               .code = "lead.stale",
                               .message = "ほかの人が先にこのケースを更新しました。",
                               .instead = "いまの主担当と、その理由を確認してから決めてください。"};
            }
            const auto items = items_of_case(act, choice.case_id);
            const LeadFacts facts{
                .meeting_heard = std::ranges::any_of(
                    items, [](const AgendaItem& item) { return item.recorded_at.has_value(); }),
                .of_the_town = act.actor.has_desk() && act.profile.is_of_the_town(act.actor.desk()),
                .town_decides = act.profile.settings.lead_when_unsettled.value ==
                                municipality::LeadDecider::Municipality};
            if (auto checked = check_lead(choice, facts); !checked) return checked;
            auto known = act.profile.check_desk(choice.desk, act.today(), "desk");
            if (!known) return known;
            casefile::set_lead(act, choice.case_id, choice.desk, choice.reason,
                               "decided after the meeting");
            act.leads_to("/cases/" + choice.case_id.text());
            return Done{};
        });
}

}  // namespace kasane::conference
