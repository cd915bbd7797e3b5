#include "conference/admit_member.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "accounts/staff.hpp"
#include "conference/conference_store.hpp"
#include "conference/item_reading.hpp"
#include "law/gates.hpp"

namespace kasane::conference {

using access::ActScope;

Result<Done> admit_member(access::Town& town, const accounts::Actor& actor,
                          const Admission& admission) {
    return town.act<Done>(
        actor, accounts::Act::ConveneConference, [&](ActScope& act) -> Result<Done> {
            const auto view = read_item(act, admission.item);
            if (!view || !view->hosts) return access::not_found();
            if (view->sitting.state != SittingState::Convened) {
                return law::refuse(
                    law::gates::support_conference,
                    fmt::format("この会議は「{}」のため、参加する人を足すことはできません。",
                                label_of(view->sitting.state)),
                    "次の会議に招集してください。");
            }
            const auto staff = accounts::staff_on(act.store, act.today());
            const auto found =
                std::ranges::find(staff, admission.account, &accounts::StaffMember::account);
            if (found == staff.end()) {
                return law::refuse_field(law::gates::support_conference, "account",
                                         "加える人を、一覧から選んでください。");
            }
            if (std::ranges::find(view->members, admission.account, &ItemMember::account) !=
                view->members.end()) {
                return law::refuse_field(law::gates::support_conference, "account",
                                         "この人は、すでにこの議題に招集されています。");
            }
            insert_member(act, admission.item,
                          {.account = found->account,
                           .name = found->name,
                           .desk = found->desk,
                           .capacity = admission.capacity});
            act.wrote(view->item.case_id,
                      fmt::format("admitted to an item: {}", code_of(admission.capacity)));
            act.leads_to("/conference-items/" + admission.item.text());
            return Done{};
        });
}

}  // namespace kasane::conference
