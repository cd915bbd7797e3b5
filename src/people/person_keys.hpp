#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/codes.hpp"
#include "people/person.hpp"

namespace kasane::people {

/// What somebody is found again by.
enum class KeyKind { Name, Kana, Phone, Birth, Address };

/// 名寄せの鍵 — one fact of a person, folded so that two desks writing it differently meet.
struct PersonKey {
    KeyKind kind = KeyKind::Name;
    std::string match_key;
    friend auto operator<=>(const PersonKey&, const PersonKey&) = default;
};

/// The keys of a person as somebody wrote them down. Somebody without a name gets no name key;
/// a protected person gets no locating key, so that a protected fact never takes part in a
/// comparison. Basis: gate.protected, rules.md §3 「Masked hit」.
[[nodiscard]] std::vector<PersonKey> keys_of(const NewPerson& person, std::string_view town_name);

/// 「○○町中央1番地2」 and 「長野県○○郡○○町 中央1-2」 have one key; nothing without a number.
[[nodiscard]] std::string address_key(std::string_view address, std::string_view town_name);

}  // namespace kasane::people

namespace kasane {
template <>
inline constexpr auto codes<people::KeyKind> = std::array{
    Code<people::KeyKind>{people::KeyKind::Name, "name", "氏名"},
    Code<people::KeyKind>{people::KeyKind::Kana, "kana", "ふりがな"},
    Code<people::KeyKind>{people::KeyKind::Phone, "phone", "電話番号"},
    Code<people::KeyKind>{people::KeyKind::Birth, "birth", "生年月日"},
    Code<people::KeyKind>{people::KeyKind::Address, "address", "住所"},
};
}  // namespace kasane
