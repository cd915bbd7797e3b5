#include <unicode/uchar.h>

#include <algorithm>
#include <span>

#include "kernel/japanese_text.hpp"
#include "kernel/utf8.hpp"

// 個人番号 must never be stored (番号法20条). People type it as on the card (1234 5678 9012), with
// hyphens, without anything between, in full-width digits. A digit run without a break that is longer
// or shorter than twelve is something else: 法人番号 (13), telephone (10 or 11), account numbers.

namespace kasane {
namespace {

constexpr std::size_t number_length = 12;
/// 「1234 - 5678」 has three characters between two groups; more than that is two numbers.
constexpr std::size_t longest_gap = 3;

enum class Gap { None, Spaces, Hyphens };

/// Digits without anything between them.
struct Group {
    std::vector<std::size_t> starts;  ///< byte position of each digit
    std::vector<int> digits;
    std::size_t end = 0;
    Gap before =
        Gap::None;  ///< what joins it to the group before; None when something else stands there
};

bool is_hyphen(UChar32 c) {
    return c == 0x30FC || c == 0xFF70 || c == 0x301C || c == 0x2212 || c == '~' ||
           u_charType(c) == U_DASH_PUNCTUATION;
}

bool is_space(UChar32 c) { return c == '\t' || u_charType(c) == U_SPACE_SEPARATOR; }

/// Walks over the text once and notes every group of digits and what lies between the groups.
std::vector<Group> groups_of(std::string_view text) {
    std::vector<Group> groups;
    bool inside = false;
    Gap gap = Gap::None;
    std::size_t gap_length = longest_gap + 1;  // nothing stands before the first group
    for (std::size_t next = 0; next < text.size();) {
        const std::size_t start = next;
        const int c = next_code_point(text, next);
        const int digit = c < 0 ? -1 : u_charDigitValue(c);
        if (digit >= 0) {
            if (!inside) {
                groups.push_back({{}, {}, 0, gap_length <= longest_gap ? gap : Gap::None});
            }
            groups.back().starts.push_back(start);
            groups.back().digits.push_back(digit);
            groups.back().end = next;
            inside = true;
            gap = Gap::None;
            gap_length = 0;
            continue;
        }
        inside = false;
        if (c >= 0 && is_hyphen(c)) {
            gap = Gap::Hyphens;
            ++gap_length;
        } else if (c >= 0 && is_space(c)) {
            if (gap == Gap::None) gap = Gap::Spaces;
            ++gap_length;
        } else {
            gap_length = longest_gap + 1;
        }
    }
    return groups;
}

std::vector<int> digits_in(std::span<const Group> groups) {
    std::vector<int> digits;
    for (const auto& group : groups) {
        digits.insert(digits.end(), group.digits.begin(), group.digits.end());
    }
    return digits;
}

/// The twelfth digit follows from the eleven before it (番号法施行令8条, 総務省令).
bool has_check_digit(std::span<const Group> groups) {
    const auto digits = digits_in(groups);
    if (digits.size() != number_length) return false;
    int sum = 0;
    for (int n = 1; n <= 11; ++n) {
        const int weight = n <= 6 ? n + 1 : n - 5;
        sum += digits[static_cast<std::size_t>(11 - n)] * weight;
    }
    const int remainder = sum % 11;
    return digits.back() == (remainder <= 1 ? 0 : 11 - remainder);
}

bool all_of_four(std::span<const Group> groups) {
    return std::ranges::all_of(groups, [](const Group& group) { return group.digits.size() == 4; });
}

void mark(std::span<const Group> groups, std::vector<const Group*>& marked) {
    for (const auto& group : groups) marked.push_back(&group);
}

bool held_by_hyphens(std::span<const Group> chain, std::size_t i) {
    return chain[i].before == Gap::Hyphens ||
           (i + 1 < chain.size() && chain[i + 1].before == Gap::Hyphens);
}

/// Groups joined in one way: the whole, each group alone, and 4-4-4 within something longer.
void examine_run(std::span<const Group> run, std::vector<const Group*>& marked) {
    if (has_check_digit(run)) mark(run, marked);
    for (std::size_t i = 0; i < run.size(); ++i) {
        if (has_check_digit(run.subspan(i, 1))) mark(run.subspan(i, 1), marked);
        if (i + 3 > run.size()) continue;
        const auto window = run.subspan(i, 3);
        if (all_of_four(window) && has_check_digit(window)) mark(window, marked);
    }
}

/// One chain of groups with nothing but spaces and hyphens between them. Inside a chain hyphens
/// hold stronger than spaces: 「000-0000-0001 5」 is a telephone number and a five.
void examine_chain(std::span<const Group> chain, std::vector<const Group*>& marked) {
    if (chain.size() == 3 && all_of_four(chain) && has_check_digit(chain)) mark(chain, marked);
    for (std::size_t first = 0; first < chain.size();) {
        std::size_t last = first + 1;
        while (last < chain.size() &&
               (chain[last].before == Gap::Hyphens ||
                (!held_by_hyphens(chain, last) && !held_by_hyphens(chain, last - 1)))) {
            ++last;
        }
        examine_run(chain.subspan(first, last - first), marked);
        first = last;
    }
}

std::vector<const Group*> numbers_in(const std::vector<Group>& groups) {
    std::vector<const Group*> marked;
    const std::span all(groups);
    for (std::size_t first = 0; first < groups.size();) {
        std::size_t last = first + 1;
        while (last < groups.size() && groups[last].before != Gap::None) ++last;
        examine_chain(all.subspan(first, last - first), marked);
        first = last;
    }
    std::ranges::sort(marked);
    const auto repeated = std::ranges::unique(marked);
    marked.erase(repeated.begin(), repeated.end());
    return marked;
}

std::string masked_copy(std::string_view text, const std::vector<const Group*>& numbers) {
    std::string copy;
    std::size_t done = 0;
    for (const auto* group : numbers) {
        copy.append(text, done, group->starts.front() - done);
        for (std::size_t i = 0; i < group->digits.size(); ++i) copy += "●";
        done = group->end;
    }
    copy.append(text, done);
    return copy;
}

}  // namespace

std::optional<std::string> mask_my_number(std::string_view text) {
    std::optional<std::string> masked;
    // Taking one number out can leave another standing alone, hence until nothing is found.
    for (;;) {
        const std::string_view current = masked ? std::string_view(*masked) : text;
        const auto groups = groups_of(current);
        const auto numbers = numbers_in(groups);
        if (numbers.empty()) return masked;
        masked = masked_copy(current, numbers);
    }
}

}  // namespace kasane
