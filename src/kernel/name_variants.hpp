#pragma once

#include <span>

namespace kasane {

/// 異体字 — a character of personal names and the common form it is found under.
struct NameVariant {
    char32_t variant;
    char32_t common;
};

/// The table of name_variants.inc, sorted by variant.
[[nodiscard]] std::span<const NameVariant> name_variants();

/// 髙→高, 邉→辺; any other character as it is. For keys, never for storing or showing.
[[nodiscard]] int common_form(int code_point);

}  // namespace kasane
