#include "tests/support/tatsuno_profile.hpp"

#include <fstream>
#include <sstream>

#include "accounts/actor.hpp"
#include "kernel/ensure.hpp"

namespace kasane::test_support {

std::string tatsuno_toml() {
    std::ifstream file("config/municipalities/tatsuno.toml");
    ensure(file.good(), "tests run in the root of the checkout");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

municipality::ProfileVocabulary profile_vocabulary() {
    municipality::ProfileVocabulary vocabulary{municipality::standard_code_lists(), {}};
    for (const auto& role : codes<accounts::Role>) vocabulary.roles.emplace_back(role.code);
    return vocabulary;
}

std::shared_ptr<const municipality::Profile> tatsuno_profile() {
    static const auto profile = [] {
        auto reading =
            municipality::read_profile(tatsuno_toml(), "tatsuno.toml", profile_vocabulary());
        ensure(reading.ok(), municipality::describe(reading.problems));
        return reading.profile;
    }();
    return profile;
}

std::shared_ptr<const municipality::Profile> tatsuno_with(std::string_view text,
                                                          std::string_view instead) {
    auto toml = tatsuno_toml();
    const auto at = toml.find(text);
    ensure(at != std::string::npos, "what a test replaces stands in the profile");
    toml.replace(at, text.size(), instead);
    auto reading = municipality::read_profile(toml, "changed.toml", profile_vocabulary());
    ensure(reading.ok(), municipality::describe(reading.problems));
    return reading.profile;
}

}  // namespace kasane::test_support
