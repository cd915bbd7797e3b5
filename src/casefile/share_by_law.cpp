#include "casefile/share_by_law.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/ground_acts.hpp"
#include "casefile/casefile.hpp"
#include "casefile/sharing_store.hpp"
#include "law/gates.hpp"

namespace kasane::casefile {
namespace {

using access::ActScope;
using access::Basis;

std::string source_of(const SharingId& id) { return "sharing:" + id.text(); }

Result<access::CaseReading> authorise_sharing(ActScope& act, const CaseId& case_id) {
    auto authorised = access::authorise(act, case_id);
    if (!authorised || may_share(act, *authorised)) return authorised;
    return law::refuse(law::gates::sharing_by_law,
                       "このケースの共有は、多機関協働の担当者が決めます。",
                       "ご自分の窓口だけのケースのほかは、多機関協働の担当者に依頼してください。");
}

/// Whoever reads about the person reads this: with whom, on what and why stands on the page of consents.
void tell_case(ActScope& act, const CaseId& case_id, const std::optional<PersonId>& person,
               std::string title) {
    post(act, {.case_id = case_id,
               .kind = EntryKind::Sharing,
               .subject = person,
               .title = std::move(title),
               .body = {},
               .link = fmt::format("/cases/{}/consents", case_id.text())});
}

}  // namespace

bool may_share(access::Scope& scope, const access::CaseReading& reading) {
    if (reading.stands_on(Basis::Coordination)) return true;
    return reading.stands_on(Basis::OwnDesk) && !is_kept_elsewhere(scope, reading.case_id());
}

Result<SharingId> share_by_law(access::Town& town, const accounts::Actor& actor,
                               const ShareByLaw& wanted) {
    return town.act<SharingId>(
        actor, accounts::Act::ShareByLaw, [&](ActScope& act) -> Result<SharingId> {
            auto authorised = authorise_sharing(act, wanted.case_id);
            if (!authorised) return authorised.refusal();
            if (wanted.person && !knows_person(act, *authorised, *wanted.person)) {
                return access::not_found();
            }
            if (wanted.desk) {
                auto known = act.profile.check_desk(*wanted.desk, act.today(), "desk");
                if (!known) return known.refusal();
            }
            const SharingFacts facts{
                .today = act.today(),
                .desk_of_the_town = wanted.desk && act.profile.is_of_the_town(*wanted.desk),
                .own_desk = wanted.desk && act.actor.works_at(*wanted.desk),
                .decided_by_manager = act.actor.has(accounts::Role::Supervisor)};
            if (auto checked = check_sharing(wanted, facts); !checked) return checked.refusal();
            auto id = act.new_id<SharingId>();
            insert_sharing(act, id, wanted);
            access::open_grounds(act, {.case_id = wanted.case_id,
                                       .subject = wanted.person,
                                       .holder = access::Holder::desk(*wanted.desk),
                                       .basis = basis_of(*wanted.provision),
                                       .categories = opened_by(*wanted.extent),
                                       .source = source_of(id),
                                       .until = Instant::start_of(wanted.until_on->plus_days(1))});
            tell_case(act, wanted.case_id, wanted.person, "法律に基づく共有を決めました");
            std::vector<PersonId> subjects;
            if (wanted.person) subjects.push_back(*wanted.person);
            act.wrote(wanted.case_id, fmt::format("shared by law: {}", code_of(*wanted.provision)),
                      subjects);
            act.leads_to(fmt::format("/cases/{}/consents", wanted.case_id.text()));
            return id;
        });
}

Result<Done> end_sharing(access::Town& town, const accounts::Actor& actor, const CaseId& case_id,
                         const SharingId& id, std::string_view reason) {
    return town.act<Done>(actor, accounts::Act::ShareByLaw, [&](ActScope& act) -> Result<Done> {
        auto authorised = authorise_sharing(act, case_id);
        if (!authorised) return authorised.refusal();
        const auto sharing = select_sharing(act, id);
        if (!sharing || sharing->case_id != case_id) return access::not_found();
        if (sharing->person && !knows_person(act, *authorised, *sharing->person)) {
            return access::not_found();
        }
        if (auto checked = check_end(*sharing, reason, act.today()); !checked) return checked;
        end_sharing_row(act, id, reason);
        access::close_grounds(act,
                              {.case_id = sharing->case_id,
                               .basis = basis_of(sharing->provision),
                               .source = source_of(id),
                               .holder = std::nullopt,
                               .subject = std::nullopt,
                               .category = std::nullopt},
                              "sharing ended");
        tell_case(act, sharing->case_id, sharing->person, "法律に基づく共有を終えました");
        act.wrote(sharing->case_id, "sharing by law ended");
        act.leads_to(fmt::format("/cases/{}/consents", sharing->case_id.text()));
        return Done{};
    });
}

std::vector<Sharing> readable_sharings(access::Scope& scope, access::CaseReading& reading) {
    auto all = select_sharings(scope, reading.case_id());
    const bool decides = may_share(scope, reading);
    std::erase_if(all, [&](const Sharing& sharing) {
        // Whom something was shared with reads of that alone.
        if (!decides && !scope.actor.works_at(sharing.desk)) return true;
        return !reading.may_read({access::Category::Case, sharing.person,
                                  access::Holder::desk(sharing.decided_desk), std::nullopt});
    });
    return all;
}

}  // namespace kasane::casefile
