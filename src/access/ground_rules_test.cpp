#include "access/ground_rules.hpp"

#include <gtest/gtest.h>

namespace kasane::access {
namespace {

const PersonId mother("00000000-0000-7000-8000-000000000001");
const PersonId son("00000000-0000-7000-8000-000000000002");
const auto elderly = Holder::desk(DeskId("elderly"));
const auto child = Holder::desk(DeskId("child"));
const Instant noon = *Instant::parse("2026-09-01T03:00:00.000000Z");

Ground ground(Basis basis, Category category, std::optional<PersonId> subject = std::nullopt,
              std::string source = "source") {
    Ground made;
    made.holder = elderly;
    made.basis = basis;
    made.category = category;
    made.subject = std::move(subject);
    made.source = std::move(source);
    made.opened_at = noon;
    return made;
}

TEST(Ground, is_in_force_from_its_opening_until_just_before_its_end) {
    auto made = ground(Basis::Consent, Category::Case);
    made.until = noon.plus_seconds(60);
    EXPECT_FALSE(in_force(made, noon.plus_seconds(-1)));
    EXPECT_TRUE(in_force(made, noon));
    EXPECT_TRUE(in_force(made, noon.plus_seconds(59)));
    EXPECT_FALSE(in_force(made, noon.plus_seconds(60)));
}

TEST(Ground, of_one_person_opens_nothing_about_another) {
    const auto of_mother = ground(Basis::Consent, Category::Case, mother);
    EXPECT_TRUE(covers(of_mother, {Category::Case, mother, child, {}}));
    EXPECT_FALSE(covers(of_mother, {Category::Case, son, child, {}}));
    EXPECT_FALSE(covers(of_mother, {Category::Case, std::nullopt, child, {}}));
}

TEST(Ground, of_the_own_desk_opens_the_desks_own_record_only) {
    const auto own = ground(Basis::OwnDesk, Category::Case);
    EXPECT_TRUE(covers(own, {Category::Case, mother, elderly, {}}));
    EXPECT_FALSE(covers(own, {Category::Case, mother, child, {}}));
}

TEST(Ground, of_the_own_desk_identifies_the_persons_a_memo_named_to_it) {
    const auto named = ground(Basis::OwnDesk, Category::Identity, mother);
    EXPECT_TRUE(covers(named, {Category::Identity, mother, child, {}}));
    EXPECT_FALSE(covers(named, {Category::Identity, son, child, {}}));
}

TEST(Ground, of_a_conference_opens_that_conference_and_no_other) {
    const auto convened =
        ground(Basis::SupportConference, Category::Conference, std::nullopt, "item:1");
    EXPECT_TRUE(covers(convened, {Category::Conference, std::nullopt, child, "item:1"}));
    EXPECT_FALSE(covers(convened, {Category::Conference, std::nullopt, child, "item:2"}));
    EXPECT_FALSE(covers(convened, {Category::Conference, std::nullopt, child, std::nullopt}));
}

TEST(Ground, of_a_memo_opens_the_memo_and_not_the_case) {
    const auto memo = ground(Basis::Referral, Category::Case, std::nullopt, "memo:1");
    EXPECT_TRUE(covers(memo, {Category::Case, std::nullopt, child, "memo:1"}));
    EXPECT_FALSE(covers(memo, {Category::Case, std::nullopt, child, std::nullopt}));
    EXPECT_FALSE(covers(memo, {Category::Case, mother, child, std::nullopt}));
}

TEST(Ground, of_the_coordination_does_not_open_what_a_conference_learnt) {
    const auto coordination = ground(Basis::Coordination, Category::Case);
    EXPECT_TRUE(covers(coordination, {Category::Case, son, child, std::nullopt}));
    EXPECT_FALSE(covers(coordination, {Category::Conference, std::nullopt, child, "item:1"}));
}

TEST(WholeHousehold, opens_only_when_each_person_concerned_is_covered) {
    const std::vector<Concerned> both{{mother, Track::Consented}, {son, Track::Unconsented}};
    const std::vector<Ground> mothers{ground(Basis::Consent, Category::Case, mother)};
    EXPECT_TRUE(categories_of_whole_household(mothers, both).empty());

    const std::vector<Concerned> son_is_out{{mother, Track::Consented}, {son, Track::NotConcerned}};
    EXPECT_EQ(categories_of_whole_household(mothers, son_is_out),
              std::vector<Category>{Category::Case});
    EXPECT_TRUE(categories_of_whole_household(mothers, {}).empty());
}

TEST(ConsentScope, never_opens_conference_protected_or_reporter) {
    for (const auto& scope : codes<ConsentScope>) {
        for (const Category category : opened_by(scope.value)) {
            EXPECT_NE(category, Category::Conference);
            EXPECT_NE(category, Category::Protected);
            EXPECT_NE(category, Category::Reporter);
            EXPECT_NE(category, Category::Role);
        }
    }
}

}  // namespace
}  // namespace kasane::access
