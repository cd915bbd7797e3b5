#include "people/person_keys.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace kasane::people {
namespace {

bool has(const std::vector<PersonKey>& keys, KeyKind kind) {
    return std::ranges::any_of(keys, [&](const PersonKey& key) { return key.kind == kind; });
}

std::vector<std::string> of_kind(const NewPerson& person, KeyKind kind) {
    std::vector<std::string> found;
    for (const auto& key : keys_of(person, "風待町")) {
        if (key.kind == kind) found.push_back(key.match_key);
    }
    return found;
}

TEST(PersonKeys, meet_when_a_name_is_written_with_another_variant) {
    const NewPerson one{.name = "髙橋　花子", .name_kana = "たかはし はなこ"};
    const NewPerson other{.name = "高橋花子", .name_kana = "ﾀｶﾊｼﾊﾅｺ"};
    EXPECT_EQ(keys_of(one, "風待町"), keys_of(other, "風待町"));
}

TEST(PersonKeys, have_no_name_for_somebody_without_one) {
    const NewPerson unknown{.identity_status = IdentityStatus::Unidentified, .name = "氏名不詳"};
    EXPECT_TRUE(keys_of(unknown, "風待町").empty());
}

TEST(PersonKeys, leave_out_every_locating_fact_of_a_protected_person) {
    const NewPerson person{.name = "山田花子",
                           .birth_date = Date::of(1980, 2, 3),
                           .address = "中央1番地2",
                           .phone = "000-0000-0012",
                           .is_protected = true};
    const auto keys = keys_of(person, "風待町");
    EXPECT_TRUE(has(keys, KeyKind::Name));
    EXPECT_TRUE(has(keys, KeyKind::Birth));
    EXPECT_FALSE(has(keys, KeyKind::Address));
    EXPECT_FALSE(has(keys, KeyKind::Phone));
}

TEST(PersonKeys, compare_each_of_several_telephone_numbers_by_its_digits) {
    const NewPerson person{.name = "山田花子", .phone = "000-0000-0012、０００−００００−００１３"};
    EXPECT_EQ(of_kind(person, KeyKind::Phone),
              (std::vector<std::string>{"00000000012", "00000000013"}));
}

TEST(PersonKeys, take_no_number_that_is_too_short_to_be_one) {
    EXPECT_TRUE(of_kind({.name = "山田花子", .phone = "内線 123"}, KeyKind::Phone).empty());
}

TEST(AddressKey, is_one_for_one_place_however_it_is_written) {
    const auto key = address_key("中央1丁目2番地3号", "風待町");
    EXPECT_EQ(address_key("○○県○○郡風待町 中央１－２－３", "風待町"), key);
    EXPECT_EQ(address_key("風待町中央1-2-3", "風待町"), key);
    EXPECT_NE(address_key("風待町中央1-2-4", "風待町"), key);
}

TEST(AddressKey, is_empty_for_an_address_without_a_number) {
    EXPECT_EQ(address_key("風待町", "風待町"), "");
    EXPECT_EQ(address_key("風待町中央", "風待町"), "");
}

}  // namespace
}  // namespace kasane::people
