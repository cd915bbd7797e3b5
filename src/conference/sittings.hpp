#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "access/scope.hpp"
#include "conference/conference.hpp"
#include "municipality/profile.hpp"

namespace kasane::conference {

/// 「たつのまるごと会議」 — as the town calls it.
[[nodiscard]] std::string meeting_name(const municipality::Profile& profile,
                                       const Sitting& sitting);

[[nodiscard]] std::optional<Sitting> select_sitting(access::Scope& scope, const SittingId& id);

/// Whether the reader was convened to an item of this sitting.
[[nodiscard]] bool is_convened_to(access::Scope& scope, const SittingId& id);

/// Whoever convenes sees every sitting of the town: place, day, number of items.
[[nodiscard]] inline bool hosts(const access::Scope& scope) {
    return accounts::may(scope.actor, accounts::Act::ConveneConference);
}
/// Whether the page of this sitting opens to the reader.
[[nodiscard]] inline bool opens_sitting(access::Scope& scope, const SittingId& id) {
    return hosts(scope) || is_convened_to(scope, id);
}

/// 招集 — an item of a 支援会議 still to come whose notice the reader has not accepted yet.
struct Invitation {
    Sitting sitting;
    AgendaItemId item;
};
/// Those that wait for the reader, the nearest first; and how many, for the frame.
[[nodiscard]] std::vector<Invitation> waiting_invitations(access::Scope& scope);
[[nodiscard]] std::int64_t count_invitations(access::Scope& scope);

/// What stood on the agenda of a sitting and was taken off it, for the secretariat.
struct TakenOff {
    int position = 1;
    Instant at;
    std::string by_name;
};
[[nodiscard]] std::vector<TakenOff> taken_off_of(access::Scope& scope, const SittingId& sitting);

/// Where a page of the list of sittings begins: behind this one.
struct SittingCursor {
    Date held_on;
    SittingId sitting;
};

/// Sittings the reader was convened to, or hosts (`host`), newest day first.
[[nodiscard]] std::vector<Sitting> sittings_for(access::Scope& scope, bool host, std::size_t limit,
                                                const std::optional<SittingCursor>& after = {});
/// Those convened for today or later, the nearest first: their agenda still takes items.
[[nodiscard]] std::vector<Sitting> coming_sittings(access::Scope& scope);

/// The case of each agenda item of these sittings, in one question.
[[nodiscard]] std::map<SittingId, std::vector<CaseId>> cases_of_sittings(
    access::Scope& scope, const std::vector<Sitting>& sittings);

[[nodiscard]] std::vector<AgendaItem> items_of(access::Scope& scope, const SittingId& sitting);

[[nodiscard]] std::vector<AgendaItem> items_of_case(access::Scope& scope, const CaseId& case_id);

[[nodiscard]] std::optional<ItemMember> member_of(access::Scope& scope, const AgendaItemId& item,
                                                  const AccountId& account);

/// What the newest recorded item about this plan found, in a 重層的支援会議.
// NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): a Date has no empty value
struct PlanOpinion {
    AgendaItemId item;
    Opinion opinion = Opinion::Returned;
    Date held_on;
    Instant recorded_at;
};

}  // namespace kasane::conference
