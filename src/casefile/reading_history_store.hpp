#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/scope.hpp"
#include "casefile/reading_history.hpp"

namespace kasane::casefile {

/// For the officer who reads the journal: ids for what was typed, and what ids are called.
[[nodiscard]] std::optional<AccountId> account_called(access::Scope& scope, std::string_view login);
[[nodiscard]] std::vector<HouseholdMember> members_of_case(access::Scope& scope,
                                                           const CaseId& case_id);
[[nodiscard]] std::map<AccountId, std::string> account_names(
    access::Scope& scope, const std::vector<AccountId>& accounts);
[[nodiscard]] std::map<CaseId, std::string> case_numbers(access::Scope& scope,
                                                         const std::vector<CaseId>& cases);

}  // namespace kasane::casefile
