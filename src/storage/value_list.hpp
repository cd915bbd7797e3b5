#pragma once

#include <fmt/format.h>

#include <bit>
#include <cstddef>
#include <iterator>
#include <string>

#include "storage/value.hpp"

namespace kasane::storage {

/// Binds items behind what is bound already; `$n, $n+1, …` for an `in (…)` whose length varies. The
/// last item is repeated up to a power of two, so that few different statements are prepared.
template <class Items, class TextOf>
[[nodiscard]] std::string bind_list(Values& bound, const Items& items, const TextOf& text_of) {
    std::string numbers;
    const auto bind = [&](const auto& item) {
        bound.push_back(to_value(text_of(item)));
        numbers += fmt::format("{}${}", numbers.empty() ? "" : ", ", bound.size());
    };
    std::size_t count = 0;
    for (const auto& item : items) {
        bind(item);
        ++count;
    }
    if (count == 0) return numbers;
    for (auto whole = std::bit_ceil(count); count < whole; ++count)
        bind(*std::prev(std::end(items)));
    return numbers;
}

/// The same for ids, holders and whatever else tells its text.
template <class Items>
[[nodiscard]] std::string bind_list(Values& bound, const Items& items) {
    return bind_list(bound, items, [](const auto& item) { return item.text(); });
}

}  // namespace kasane::storage
