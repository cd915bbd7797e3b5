#pragma once

#include <string>
#include <string_view>

#include "cli/chance.hpp"
#include "cli/invented_names.hpp"
#include "people/person.hpp"

namespace kasane::cli {

/// An invented person of a family; names, places and numbers are made up (000-0000-00NN).
[[nodiscard]] people::NewPerson invent_person(Chance& chance, const FamilyName& family, Place place,
                                              const Date& today);
[[nodiscard]] std::string invent_address(Chance& chance);

/// What people say at a counter, and what weighs on such a household.
struct Trouble {
    std::string_view said;
    std::string_view topic;
    std::string_view problem;
};
[[nodiscard]] const Trouble& invent_trouble(Chance& chance);

}  // namespace kasane::cli
