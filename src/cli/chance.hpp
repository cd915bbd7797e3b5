#pragma once

#include <cstddef>
#include <random>

namespace kasane::cli {

/// Chance that is the same for the same seed.
class Chance {
public:
    explicit Chance(unsigned seed) : engine_(seed) {}
    [[nodiscard]] std::size_t below(std::size_t bound) { return engine_() % bound; }
    [[nodiscard]] bool one_in(std::size_t n) { return below(n) == 0; }
    template <class Items>
    [[nodiscard]] const auto& of(const Items& items) {
        return items[below(items.size())];
    }

private:
    std::mt19937 engine_;
};

}  // namespace kasane::cli
