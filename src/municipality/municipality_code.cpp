#include "municipality/municipality_code.hpp"

#include <algorithm>

namespace kasane::municipality {

bool is_municipality_code(std::string_view text) noexcept {
    if (text.size() != 6) return false;
    if (!std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) return false;
    int sum = 0;
    int weight = 6;
    for (const char digit : text.substr(0, 5)) sum += (digit - '0') * weight--;
    const int check = (11 - sum % 11) % 10;
    return text[5] - '0' == check;
}

}  // namespace kasane::municipality
