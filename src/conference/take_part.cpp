#include "conference/take_part.hpp"

#include <fmt/format.h>

#include "access/ground_acts.hpp"
#include "casefile/casefile.hpp"
#include "conference/conference_rules.hpp"
#include "conference/conference_store.hpp"
#include "conference/item_reading.hpp"
#include "law/gates.hpp"
#include "law/secrecy_notice.hpp"

namespace kasane::conference {

using access::ActScope;

PledgeState pledge_of(access::Scope& scope, const AccountId& account) {
    return {.asked = scope.profile.settings.pledge.value == municipality::Pledge::Asked,
            .valid_until = pledged_until(scope, account)};
}

Result<Done> accept_notice(access::Town& town, const accounts::Actor& actor, const AgendaItemId& id,
                           WithPledge pledge) {
    return town.act<Done>(
        actor, accounts::Act::TakePartInConference, [&](ActScope& act) -> Result<Done> {
            if (!member_of(act, id, actor.account)) return access::not_found();
            const auto item = select_item(act, id);
            ensure(item.has_value(), "somebody is convened to an item that is stored");
            if (item->frame != Frame::SupportConference) {
                return refuse_in_frame(item->frame,
                                       "この議題は本人同意に基づくため、この確認は要りません。");
            }
            const auto sitting = select_sitting(act, item->sitting);
            ensure(sitting.has_value(), "an item belongs to a sitting");
            if (sitting->state != SittingState::Convened) {
                return law::refuse(
                    law::gates::support_conference,
                    fmt::format("この会議は「{}」のため、資料を開くことはできません。",
                                label_of(sitting->state)),
                    "必要なときは、多機関協働の担当者にご相談ください。");
            }
            const auto notice = law::support_conference_notice(act.today());
            accept_notice_row(act, id, notice.version);
            if (pledge == WithPledge::Yes) {
                const int months = act.profile.settings.pledge_valid_months.value;
                insert_pledge(act, act.today().plus_months(months).plus_days(-1), notice.version);
                act.wrote(item->case_id, "pledge of secrecy: " + notice.version);
            }
            access::open_grounds(act, {.case_id = item->case_id,
                                       .subject = std::nullopt,
                                       .holder = access::Holder::account(actor.account),
                                       .basis = access::Basis::SupportConference,
                                       .categories = {access::Category::Conference},
                                       .source = mark_of(id),
                                       .until = std::nullopt});
            act.wrote(item->case_id, "secrecy notice accepted: " + notice.version);
            act.leads_to("/conference-items/" + id.text());
            return Done{};
        });
}

Result<Done> contribute(access::Town& town, const accounts::Actor& actor,
                        const Contribution& contribution) {
    return town.act<Done>(
        actor, accounts::Act::TakePartInConference, [&](ActScope& act) -> Result<Done> {
            const auto item = item_to_take_part(act, contribution.item);
            if (!item) return access::not_found();
            const auto sitting = select_sitting(act, item->sitting);
            ensure(sitting.has_value(), "an item belongs to a sitting");
            if (sitting->state != SittingState::Convened) {
                return law::refuse(
                    law::gates::conference_information,
                    fmt::format("この会議は「{}」のため、資料を足すことはできません。",
                                label_of(sitting->state)),
                    "次の会議の資料として出してください。");
            }
            if (contribution.text.empty()) {
                return Refusal{.kind = RefusalKind::Invalid,
                               .code = "material.text",
                               .message = "資料の内容を入力してください。",
                               .field = "text"};
            }
            insert_material(act, contribution.item, contribution.subject, contribution.text);
            std::vector<PersonId> subjects;
            if (contribution.subject) subjects.push_back(*contribution.subject);
            act.wrote(item->case_id, "conference material", subjects);
            access::touch(act, item->case_id);
            act.leads_to("/conference-items/" + contribution.item.text());
            return Done{};
        });
}

}  // namespace kasane::conference
