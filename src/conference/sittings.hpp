#pragma once

#include <optional>
#include <vector>

#include "access/scope.hpp"
#include "conference/conference.hpp"

namespace kasane::conference {

[[nodiscard]] std::optional<Sitting> select_sitting(access::Scope& scope, const SittingId& id);

/// Whether the reader was convened to an item of this sitting.
[[nodiscard]] bool is_convened_to(access::Scope& scope, const SittingId& id);

/// Sittings the reader was convened to, or hosts (`host`), newest day first.
[[nodiscard]] std::vector<Sitting> sittings_for(access::Scope& scope, bool host, std::size_t limit);

[[nodiscard]] std::vector<AgendaItem> items_of(access::Scope& scope, const SittingId& sitting);

[[nodiscard]] std::vector<AgendaItem> items_of_case(access::Scope& scope, const CaseId& case_id);

[[nodiscard]] std::optional<ItemMember> member_of(access::Scope& scope, const AgendaItemId& item,
                                                  const AccountId& account);

/// What the newest recorded item about this plan found, in a 重層的支援会議.
struct PlanOpinion {
    AgendaItemId item;
    Opinion opinion = Opinion::Returned;
    Date held_on;
    Instant recorded_at;
};

}  // namespace kasane::conference
