#include <fmt/format.h>

#include <algorithm>

#include "access/ground_acts.hpp"
#include "casefile/case_number.hpp"
#include "casefile/case_store.hpp"
#include "casefile/casefile.hpp"
#include "casefile/emergency.hpp"
#include "casefile/emergency_store.hpp"
#include "law/gates.hpp"
#include "people/person.hpp"

namespace kasane::casefile {
namespace {

using access::ActScope;
using access::Category;
using access::Scope;

/// The case that was meant: by its number, or of the person with that name born on that day. Nobody is
/// found by a name in whose household somebody is protected (gate.protected).
std::optional<CaseId> meant_case(ActScope& act, const OpenEmergency& wanted) {
    if (!wanted.case_number.empty()) return case_numbered(act, as_case_number(wanted.case_number));
    const auto cases = people::cases_of_named(act, wanted.name, *wanted.birth_date);
    const auto running = std::ranges::find_if(
        cases, [&](const CaseId& each) { return !is_over(state_of(act, each)); });
    if (running != cases.end()) return *running;
    return cases.empty() ? std::nullopt : std::optional(cases.front());
}

void open_ground(ActScope& act, const EmergencyOpening& opening, Instant until) {
    access::open_grounds(act, {.case_id = opening.case_id,
                               .subject = std::nullopt,
                               .holder = access::Holder::account(opening.account),
                               .basis = access::Basis::Emergency,
                               .categories = {Category::Identity, Category::Case, Category::Plan},
                               .source = source_of(opening.id),
                               .until = until});
}

/// The desks of the case learn that it was opened, and by which desk.
void tell_case(ActScope& act, const EmergencyOpening& opening) {
    const auto head = select_head(act, opening.case_id);
    ensure(head.has_value(), "a case that was found is stored");
    post(act, {.case_id = opening.case_id,
               .kind = EntryKind::Emergency,
               .title = fmt::format("緊急の閲覧({})", act.profile.desk_name(opening.desk)),
               .body = fmt::format(
                   "{}の危険のため、{}の{}まで開かれました。", label_of(opening.danger),
                   japanese_date(opening.until.date_in_japan()), opening.until.time_in_japan()),
               .owner = head->receiving_desk});
}

Refusal nothing_found(const OpenEmergency& wanted) {
    return law::refuse_field(law::gates::emergency,
                             wanted.case_number.empty() ? "name" : "case_number",
                             "該当する記録はありません。入力を確かめるか、危険が迫っているときは、"
                             "記録を待たずに119番・110番に通報してください。");
}

ToldOf told_to(const Scope& scope) { return told_of(scope.actor, scope.profile.coordinating_desk); }

bool may_know(const Scope& scope, const EmergencyOpening& opening) {
    return opening.account == scope.actor.account || told_to(scope).holds(opening);
}

std::vector<EmergencyOpening> listed(Scope& scope, OpeningsOf which, std::size_t limit) {
    auto openings = select_emergencies(scope, told_to(scope), which, limit);
    for (const auto& opening : openings) scope.log.listed(opening.case_id);
    return openings;
}

Result<EmergencyOpening> opening_to_change(ActScope& act, const EmergencyStep& step) {
    auto opening = select_emergency(act, step.id);
    if (!opening || !may_know(act, *opening)) return access::not_found();
    if (step.expected_version && *step.expected_version != opening->version) {
        return Refusal{.kind = RefusalKind::Stale,
                       .code = "emergency.stale",
                       .message = "ほかの人が先に、この緊急の閲覧を延長または確認しました。",
                       .instead = "いまの状態を確かめてください。"};
    }
    return std::move(*opening);
}

}  // namespace

std::string source_of(const EmergencyId& id) { return "emergency:" + id.text(); }

Result<OpenedInEmergency> open_emergency(access::Town& town, const accounts::Actor& actor,
                                         const OpenEmergency& wanted) {
    return town.act<OpenedInEmergency>(
        actor, accounts::Act::OpenInEmergency, [&](ActScope& act) -> Result<OpenedInEmergency> {
            if (auto checked = check_emergency(wanted); !checked) return checked.refusal();
            const auto case_id = meant_case(act, wanted);
            if (!case_id) return nothing_found(wanted);
            const bool waits = has_unreviewed(act, act.actor.account, *case_id);
            if (auto first = check_first_opening(waits); !first) return first.refusal();
            const EmergencyOpening opening{.id = act.new_id<EmergencyId>(),
                                           .case_id = *case_id,
                                           .account = act.actor.account,
                                           .desk = act.actor.desk(),
                                           .danger = *wanted.danger,
                                           .reason = PrivateText(wanted.reason),
                                           .opened_at = act.now,
                                           .until = end_of_emergency(act.now)};
            insert_emergency(act, opening);
            open_ground(act, opening, opening.until);
            tell_case(act, opening);
            act.wrote(*case_id, fmt::format("emergency: {} until {}", code_of(opening.danger),
                                            opening.until.text()));
            act.leads_to("/emergencies/" + opening.id.text());
            return OpenedInEmergency{opening.id, *case_id};
        });
}

Result<Done> renew_emergency(access::Town& town, const accounts::Actor& actor,
                             const EmergencyStep& step) {
    return town.act<Done>(actor, accounts::Act::RenewEmergency, [&](ActScope& act) -> Result<Done> {
        auto opening = opening_to_change(act, step);
        if (!opening) return opening.refusal();
        const auto until = end_of_emergency(act.now);
        if (auto checked = check_renewal(*opening, act.actor.account, step.words, until);
            !checked) {
            return checked;
        }
        ensure(extend_emergency(act, *opening, until, step.words),
               "the writer works alone: a checked version still holds");
        access::close_grounds(act,
                              {.case_id = opening->case_id,
                               .basis = access::Basis::Emergency,
                               .source = source_of(opening->id),
                               .holder = std::nullopt,
                               .subject = std::nullopt,
                               .category = std::nullopt},
                              "renewed");
        open_ground(act, *opening, until);
        act.wrote(opening->case_id, "emergency renewed until " + until.text());
        act.leads_to("/emergencies/" + step.id.text());
        return Done{};
    });
}

Result<Done> see_emergency(access::Town& town, const accounts::Actor& actor,
                           const EmergencyId& id) {
    return town.act<Done>(actor, accounts::Act::SeeEmergency, [&](ActScope& act) -> Result<Done> {
        const auto opening = select_emergency(act, id);
        if (!opening || !told_to(act).holds(*opening)) return access::not_found();
        insert_sighting(act, id);
        act.wrote(opening->case_id, "emergency seen");
        act.leads_to("/emergencies/" + id.text());
        return Done{};
    });
}

Result<Done> review_emergency(access::Town& town, const accounts::Actor& actor,
                              const EmergencyStep& step) {
    return town.act<Done>(
        actor, accounts::Act::ReviewEmergency, [&](ActScope& act) -> Result<Done> {
            auto opening = opening_to_change(act, step);
            if (!opening) return opening.refusal();
            if (auto checked =
                    check_review(*opening, act.actor.account, step.outcome, step.words, act.now);
                !checked) {
                return checked;
            }
            ensure(close_review(act, *opening, *step.outcome, step.words),
                   "the writer works alone: a checked version still holds");
            insert_sighting(act, step.id);
            act.wrote(opening->case_id,
                      fmt::format("emergency reviewed: {}", code_of(*step.outcome)));
            act.leads_to("/emergencies/" + step.id.text());
            return Done{};
        });
}

std::optional<EmergencyView> read_emergency(Scope& scope, const EmergencyId& id) {
    auto opening = select_emergency(scope, id);
    if (!opening || !may_know(scope, *opening)) return std::nullopt;
    scope.log.listed(opening->case_id);
    EmergencyView view{.opening = std::move(*opening),
                       .renewals = renewals_of(scope, id),
                       .sightings = sightings_of(scope, id)};
    const bool is_own = view.opening.account == scope.actor.account;
    const bool open = !view.opening.reviewed_at.has_value() && !is_own;
    view.may_renew = open && accounts::may(scope.actor, accounts::Act::RenewEmergency);
    view.may_review = open && !view.opening.lasts(scope.now) &&
                      accounts::may(scope.actor, accounts::Act::ReviewEmergency);
    view.waits_for_reader = told_to(scope).holds(view.opening) &&
                            std::ranges::find(view.sightings, scope.actor.account,
                                              &EmergencySighting::account) == view.sightings.end();
    return view;
}

std::vector<EmergencyOpening> emergencies_of_the_day(Scope& scope) {
    constexpr std::size_t shown = 50;
    const bool reviews = accounts::may(scope.actor, accounts::Act::ReviewEmergency);
    return listed(scope, reviews ? OpeningsOf::ToReview : OpeningsOf::ToLookAt, shown);
}

std::size_t count_unseen_emergencies(Scope& scope) { return count_unseen(scope, told_to(scope)); }

std::vector<EmergencyOpening> all_emergencies(Scope& scope, std::size_t limit) {
    return listed(scope, OpeningsOf::All, limit);
}

}  // namespace kasane::casefile
