#include "kernel/name_variants.hpp"

#include <algorithm>
#include <array>

namespace kasane {
namespace {

constexpr auto sorted_variants = [] {
    auto table = std::to_array<NameVariant>({
#include "kernel/name_variants.inc"
    });
    std::ranges::sort(table, {}, &NameVariant::variant);
    return table;
}();

/// No variant twice, and no common form that is itself a variant: one look is enough, and looking
/// again changes nothing.
constexpr bool table_is_sound() {
    for (std::size_t i = 0; i < sorted_variants.size(); ++i) {
        if (i > 0 && sorted_variants[i].variant == sorted_variants[i - 1].variant) return false;
        if (std::ranges::binary_search(sorted_variants, sorted_variants[i].common, {},
                                       &NameVariant::variant)) {
            return false;
        }
    }
    return true;
}
static_assert(table_is_sound());

}  // namespace

std::span<const NameVariant> name_variants() { return sorted_variants; }

int common_form(int code_point) {
    constexpr int first_ideograph = 0x3400;
    if (code_point < first_ideograph) return code_point;
    const auto wanted = static_cast<char32_t>(code_point);
    const auto found = std::ranges::lower_bound(sorted_variants, wanted, {}, &NameVariant::variant);
    if (found == sorted_variants.end() || found->variant != wanted) return code_point;
    return static_cast<int>(found->common);
}

}  // namespace kasane
