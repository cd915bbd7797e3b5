#include "municipality/terms.hpp"

namespace kasane::municipality {
namespace {

constexpr bool follows_the_enumeration() {
    const auto& glossary = codes<Concept>;
    for (std::size_t i = 0; i < glossary.size(); ++i) {
        if (static_cast<std::size_t>(glossary[i].value) != i) return false;
    }
    return glossary.size() == static_cast<std::size_t>(Concept::CommunityPlace) + 1;
}
static_assert(follows_the_enumeration(), "every concept has its row, in order");

}  // namespace

std::string_view standard_name(Concept what) {
    return codes<Concept>.at(static_cast<std::size_t>(what)).label;
}

}  // namespace kasane::municipality
