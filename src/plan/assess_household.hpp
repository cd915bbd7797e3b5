#pragma once

#include "access/town.hpp"
#include "plan/plan.hpp"

namespace kasane::plan {

/// 世帯全体のアセスメントを記録する — problems per person and of the household, up to three main ones,
/// strengths, wishes, the problems of the agencies themselves. Basis: forms.md §3.4.
[[nodiscard]] Result<Done> assess_household(access::Town& town, const accounts::Actor& actor,
                                            const Assessment& assessment);

/// 支援の必要を認定する — by the municipality, before the draft (社会福祉法106条の4第2項6号).
/// Basis: gate.need_recognised.
[[nodiscard]] Result<Done> recognise_need(access::Town& town, const accounts::Actor& actor,
                                          const CaseId& case_id, std::string_view reason);

}  // namespace kasane::plan
