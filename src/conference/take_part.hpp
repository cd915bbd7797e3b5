#pragma once

#include <optional>
#include <string>

#include "access/town.hpp"
#include "conference/conference.hpp"

namespace kasane::conference {

/// Whether the reader has pledged, where the town asks for it; a lapsed one warns.
[[nodiscard]] PledgeState pledge_of(access::Scope& scope, const AccountId& account);

/// Whether the accepting account pledges in the same step (誓約・誓約の更新).
enum class WithPledge { No, Yes };

/// 守秘義務の説明を確認する — before any material of a 支援会議 opens, the notice of 106条の6第6項 and
/// 159条 in the text of that day is shown; accepting it opens the item to this one account.
/// Basis: gate.support_conference.
[[nodiscard]] Result<Done> accept_notice(access::Town& town, const accounts::Actor& actor,
                                         const AgendaItemId& item,
                                         WithPledge pledge = WithPledge::No);

/// 資料を出す — what a member brings; marked with the conference from the first moment.
struct Contribution {
    AgendaItemId item;
    std::optional<PersonId> subject;
    std::string text;
};
[[nodiscard]] Result<Done> contribute(access::Town& town, const accounts::Actor& actor,
                                      const Contribution& contribution);

}  // namespace kasane::conference
