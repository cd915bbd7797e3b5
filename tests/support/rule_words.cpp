#include "tests/support/rule_words.hpp"

#include "tests/support/tatsuno_profile.hpp"

namespace kasane::tests {

std::string desk_called(std::string_view name) {
    for (const auto& desk : test_support::tatsuno_profile()->desks) {
        if (desk.name == name) return desk.id.text();
    }
    throw BrokenRuleCase(std::string(name) + " is no desk of the profile");
}

std::string listed(const std::vector<std::string>& texts) {
    std::string all;
    for (const auto& each : texts) all += (all.empty() ? "" : "、") + each;
    return all.empty() ? "なし" : all;
}

}  // namespace kasane::tests
