#pragma once

#include <optional>
#include <vector>

#include "access/scope.hpp"
#include "conference/conference.hpp"
#include "conference/conference_rules.hpp"
#include "conference/sittings.hpp"

namespace kasane::conference {

void insert_sitting(access::ActScope& act, const Sitting& sitting);
[[nodiscard]] bool confirm_sitting(access::ActScope& act, const Sitting& sitting);
[[nodiscard]] bool cancel_sitting_row(access::ActScope& act, const Sitting& sitting);

/// Whether the plan is one of this case: an item takes no other.
[[nodiscard]] bool is_plan_of(access::Scope& scope, const PlanId& plan, const CaseId& case_id);
void insert_item(access::ActScope& act, const AgendaItem& item);
/// The case an item is about; the rest is loaded once a ground or a convocation is there.
[[nodiscard]] std::optional<CaseId> case_of_item(access::Scope& scope, const AgendaItemId& id);
[[nodiscard]] std::optional<AgendaItem> select_item(access::Scope& scope, const AgendaItemId& id);
/// The number of the next item; that of one taken off is not given again.
[[nodiscard]] int next_position(access::Scope& scope, const SittingId& sitting);
/// From now on the item is on no agenda; none of the questions here finds it.
[[nodiscard]] bool take_off_row(access::ActScope& act, const AgendaItem& item,
                                std::string_view reason);
/// False when somebody saved before.
[[nodiscard]] bool save_minutes(access::ActScope& act, const AgendaItem& item);

[[nodiscard]] std::optional<PlanOpinion> newest_opinion(access::Scope& scope, const CaseId& case_id,
                                                        const PlanId& plan);

void insert_member(access::ActScope& act, const AgendaItemId& item, const ItemMember& member);
[[nodiscard]] std::vector<ItemMember> members_of(access::Scope& scope, const AgendaItemId& item);
void accept_notice_row(access::ActScope& act, const AgendaItemId& item, std::string_view version);
/// The acting account records that it read the notice out and that this member accepted it there.
void read_notice_out(access::ActScope& act, const AgendaItemId& item, const AccountId& account,
                     std::string_view version);
/// The last day of the newest pledge; nothing when none was ever given.
[[nodiscard]] std::optional<Date> pledged_until(access::Scope& scope, const AccountId& account);
void insert_pledge(access::ActScope& act, const Date& valid_until, std::string_view notice_version);
void mark_attended(access::ActScope& act, const AgendaItemId& item, const AccountId& account,
                   bool attended);

void insert_material(access::ActScope& act, const AgendaItemId& item,
                     const std::optional<PersonId>& subject, std::string_view body);
[[nodiscard]] std::vector<Material> materials_of(access::Scope& scope, const AgendaItemId& item);

void insert_release(access::ActScope& act, const Release& release);

void insert_role(access::ActScope& act, const ConferenceRole& role);
[[nodiscard]] std::vector<ConferenceRole> roles_of_item(access::Scope& scope,
                                                        const AgendaItemId& item);
/// Open roles of the reader's desks.
[[nodiscard]] std::vector<ConferenceRole> roles_of_desks(access::Scope& scope);
[[nodiscard]] std::vector<ConferenceRole> open_roles_of_case(access::Scope& scope,
                                                             const CaseId& case_id);
void end_role(access::ActScope& act, const std::string& role);

}  // namespace kasane::conference
