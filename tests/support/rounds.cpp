#include "tests/support/rounds.hpp"

#include <charconv>
#include <cstdlib>
#include <string_view>

namespace kasane::tests {

int rounds(int usual) {
    const char* wanted = std::getenv("KASANE_TEST_ROUNDS");
    if (wanted == nullptr) return usual;
    const std::string_view digits(wanted);
    int given = usual;
    std::from_chars(digits.data(), digits.data() + digits.size(), given);
    return given;
}

}  // namespace kasane::tests
