#pragma once

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "people/person.hpp"

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

/// Where somebody stands in an invented household.
enum class Place { Elder, Adult, Child };

/// An invented person of a family; names, places and numbers are made up (000-0000-00NN).
[[nodiscard]] people::NewPerson invent_person(Chance& chance, std::string_view family,
                                              std::string_view family_kana, Place place,
                                              const Date& today);

struct FamilyName {
    std::string_view name;
    std::string_view kana;
};
[[nodiscard]] const FamilyName& invent_family(Chance& chance);

/// What people say at a counter, and what weighs on such a household.
struct Trouble {
    std::string_view said;
    std::string_view topic;
    std::string_view problem;
};
[[nodiscard]] const Trouble& invent_trouble(Chance& chance);

}  // namespace kasane::cli
