#pragma once

#include <string>
#include <string_view>

#include "kernel/codes.hpp"
#include "tests/support/rule_cases.hpp"

namespace kasane::tests {

/// The value whose label stands in a rule table; a label nobody has is a BrokenRuleCase.
template <Coded E>
[[nodiscard]] E by_label(std::string_view label) {
    for (const auto& entry : codes<E>) {
        if (entry.label == label) return entry.value;
    }
    throw BrokenRuleCase(std::string(label) + " is no label of the list");
}

/// The desk of the shipped profile that is called so.
[[nodiscard]] std::string desk_called(std::string_view name);

/// できる, or できない without a reason: to somebody without a ground a record does not exist.
[[nodiscard]] inline Outcome outcome_of_sight(bool seen) {
    return {{"結果", seen ? "できる" : "できない"}};
}

/// The texts with 、 between; 「なし」 for none.
[[nodiscard]] std::string listed(const std::vector<std::string>& texts);

}  // namespace kasane::tests
