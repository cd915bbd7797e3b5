// Whatever bytes arrive as a profile: no crash, and what is refused says why and where. The bytes
// are read as they are, and laid over a small valid beginning so that the depths are reached too.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "municipality/calendar.hpp"
#include "municipality/code_lists.hpp"
#include "municipality/profile.hpp"
#include "municipality/profile_text.hpp"

namespace {

using namespace kasane::municipality;

void expect_answer(const ProfileReading& reading) {
    if (reading.ok() != reading.problems.empty()) std::abort();
    for (const auto& problem : reading.problems) {
        if (problem.message.empty() || problem.file.empty()) std::abort();
    }
    if (reading.ok() && profile_text(*reading.profile).empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static const ProfileVocabulary vocabulary{standard_code_lists(), {"coordinator"}};
    expect_answer(read_profile(text, "fuzz.toml", vocabulary));
    static const std::string beginning =
        "format = 1\n[municipality]\ncode = \"203823\"\nkey = \"town\"\nname = \"町\"\n";
    expect_answer(read_profile(beginning + std::string(text), "fuzz.toml", vocabulary));

    const auto lists = read_code_lists(text, "fuzz.toml");
    if (lists.lists.has_value() != lists.problems.empty()) std::abort();
    const auto calendar = BusinessCalendar::parse(text);
    if (!calendar.ok() && calendar.refusal().message.empty()) std::abort();
    return 0;
}
