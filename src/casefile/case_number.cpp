#include "casefile/case_number.hpp"

#include "kernel/utf8.hpp"

namespace kasane::casefile {

std::string as_case_number(std::string_view query) {
    constexpr int full_width_first = 0xFF01;
    constexpr int full_width_last = 0xFF5E;
    constexpr int full_width_distance = 0xFEE0;
    std::string number;
    std::size_t position = 0;
    while (position < query.size()) {
        int letter = next_code_point(query, position);
        if (letter >= full_width_first && letter <= full_width_last) letter -= full_width_distance;
        // What the keyboard makes of a hyphen while Japanese is typed.
        if (letter == 0x30FC || letter == 0x2010 || letter == 0x2212) letter = '-';
        if (letter >= 'a' && letter <= 'z') letter += 'A' - 'a';
        if (letter <= ' ' || letter > '~') return {};
        number += static_cast<char>(letter);
    }
    return number;
}

}  // namespace kasane::casefile
