#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/town.hpp"
#include "conference/conference.hpp"
#include "conference/sittings.hpp"

namespace kasane::conference {

/// A role as it is decided: which desk does what until when.
struct NewRole {
    DeskId desk;
    std::string what;
    std::optional<Date> until_on;
    int row = 0;  ///< its place on the form, for what is said beside it; 0: on none
};
/// 会議の記録 — minutes and what was decided about one item.
struct Minutes {
    AgendaItemId item;
    std::string minutes;
    std::vector<AccountId> attended;
    /// Present, and accepted the notice as the chair read it out (支援会議).
    std::vector<AccountId> accepted_in_room = {};
    std::vector<NewRole> roles;          ///< added to those decided before
    std::optional<DeskId> lead_desk;     ///< 主担当; each change with its reason
    std::string lead_reason;
    std::optional<Opinion> opinion;      ///< on the plan, in a 重層的支援会議
    std::string opinion_note;
    std::optional<std::int64_t> expected_version;
};
/// Nobody attends a 支援会議 without the notice, accepted before or in the room.
/// A role of a 重層的支援会議 goes only to a desk that the consent of each person covers.
/// Writes the minutes; each role becomes a dated task and opens itself (`role`) to its desk for as
/// long as it lasts. Basis: gate.lead_agency, gate.support_conference.
[[nodiscard]] Result<Done> record_minutes(access::Town& town, const accounts::Actor& actor,
                                          const Minutes& minutes);

/// 会議録を確定する — from now on corrections are additions; what the 支援会議 opened closes after the
/// profile's days, roles stay open while they last.
[[nodiscard]] Result<Done> confirm_minutes(access::Town& town, const accounts::Actor& actor,
                                           const SittingId& sitting);

/// 役割を終える — by its desk or the coordinator; its ground closes with it.
[[nodiscard]] Result<Done> finish_role(access::Town& town, const accounts::Actor& actor,
                                       const std::string& role);

/// What the newest recorded item of a 重層的支援会議 said about the plan, for plan/.
/// An item about another case says nothing about this plan, whatever it names (gate.plan_decision).
[[nodiscard]] std::optional<PlanOpinion> opinion_on_plan(access::Scope& scope,
                                                         const CaseId& case_id, const PlanId& plan);
/// The newest recorded item of the case in that frame for that purpose since that moment, for
/// closing.
struct RecordedItem {
    AgendaItemId item;
    std::optional<Opinion> opinion;
    Instant recorded_at;
};
[[nodiscard]] std::optional<RecordedItem> recorded_item(access::Scope& scope, const CaseId& case_id,
                                                        Frame frame, Purpose purpose,
                                                        Instant since);

/// Ends the roles that no consent of this person covers any more: withdrawn, or the desk excluded by a
/// newer one (wired to casefile::Events). Basis: gate.withdrawal.
void end_roles_without_consent(access::ActScope& act, const CaseId& case_id,
                               const PersonId& person);
/// Ends every open role of a case that was closed.
void close_roles_of_case(access::ActScope& act, const CaseId& case_id);

}  // namespace kasane::conference
