#pragma once

#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "cli/chance.hpp"
#include "kernel/ids.hpp"
#include "people/person.hpp"

namespace kasane::cli {

/// In what the second record of somebody differs from the first.
enum class Difference {
    OtherKanji,    ///< 髙橋 and 高橋; moved
    InKana,        ///< only the reading was known
    OtherAddress,  ///< the address written in another way; no birthday
    OtherName,     ///< another family name since; the same telephone
};
inline constexpr std::size_t difference_count = 4;

/// Two households whose first persons are the same, by their numbers.
struct PlantedPair {
    std::size_t earlier = 0;
    std::size_t later = 0;
    Difference difference = Difference::OtherKanji;
};

/// The same person as another desk writes them down.
[[nodiscard]] people::NewPerson written_again(const people::NewPerson& person,
                                              Difference difference, Chance& chance);

/// 正解 — one person who is in the town twice, as a third desk would type them.
struct PlantedDuplicate {
    Difference difference = Difference::OtherKanji;
    PersonId earlier;
    PersonId later;
    DeskId earlier_desk;
    DeskId later_desk;
    people::NewPerson typed;
};
/// Writes them as CSV with a line of names.
void write_truth(const std::filesystem::path& file, std::span<const PlantedDuplicate> planted);

}  // namespace kasane::cli
