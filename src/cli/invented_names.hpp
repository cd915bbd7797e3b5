#pragma once

#include <string>
#include <string_view>

#include "cli/chance.hpp"
#include "people/person.hpp"

namespace kasane::cli {

/// Where somebody stands in an invented household.
enum class Place { Elder, Adult, Child };

struct FamilyName {
    std::string name;
    std::string kana;
};
/// 姓 — as frequent as in Japan: 佐藤 is one and a half in a hundred, the hundred most frequent are
/// a third of all people, the others are put together of the kanji that family names are made of.
/// Some write theirs with another form of its kanji (髙橋, 渡邉, 小澤).
[[nodiscard]] FamilyName invent_family(Chance& chance);

struct GivenName {
    std::string name;
    std::string kana;
    people::Gender gender = people::Gender::Unknown;
};
/// 名 — of the fashion of somebody's generation.
[[nodiscard]] GivenName invent_given(Chance& chance, Place place);

/// 異体字 — the same family name as another desk writes it (髙橋 and 高橋); the name itself where none
/// of its kanji has another form.
[[nodiscard]] std::string written_otherwise(std::string_view family);

}  // namespace kasane::cli
