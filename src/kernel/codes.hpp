#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "kernel/ensure.hpp"

namespace kasane {

/// One choice of a closed list: the value, its stable code (stored, sent by forms) and its
/// Japanese label (shown). An enum gets its list by specialising `codes<E>`.
template <class E>
struct Code {
    E value;
    std::string_view code;
    std::string_view label;
};

/// Specialise as: template <> inline constexpr auto codes<Track> = std::array{Code<Track>{…}, …};
template <class E>
inline constexpr std::array<Code<E>, 0> codes{};

template <class E>
concept Coded = (codes<E>.size() > 0);

template <Coded E>
[[nodiscard]] std::string_view code_of(E value) {
    for (const auto& entry : codes<E>) {
        if (entry.value == value) return entry.code;
    }
    broken_invariant("every enumerator has a code", std::source_location::current());
}

template <Coded E>
[[nodiscard]] std::string_view label_of(E value) {
    for (const auto& entry : codes<E>) {
        if (entry.value == value) return entry.label;
    }
    broken_invariant("every enumerator has a label", std::source_location::current());
}

template <Coded E>
[[nodiscard]] std::optional<E> from_code(std::string_view code) {
    for (const auto& entry : codes<E>) {
        if (entry.code == code) return entry.value;
    }
    return std::nullopt;
}

}  // namespace kasane
