#include <gtest/gtest.h>

#include "access/ground_acts.hpp"
#include "casefile/casefile.hpp"
#include "people/person.hpp"
#include "tests/support/test_town.hpp"

namespace kasane::people {
namespace {

/// Two desks that know each other's households only by the masked hit.
class SimilarPersonsOf : public tests::OnBothEngines {
protected:
    tests::TestTown town{database()};
    accounts::Actor child_desk = town.worker("child");
    accounts::Actor elderly_desk = town.worker("elderly");

    CaseId register_person(const accounts::Actor& desk, const std::vector<NewPerson>& persons) {
        auto made = town.town().act<CaseId>(
            desk, accounts::Act::ReceiveInquiry, [&](access::ActScope& act) -> Result<CaseId> {
                const auto household = begin_household(act);
                const auto case_id = casefile::begin_case(
                    act, {.household = household, .received_on = act.today(), .reason = "相談"});
                for (const auto& person : persons) {
                    access::set_track(act, case_id, add_person(act, household, person),
                                      access::Track::Unconsented, "inquiry");
                }
                access::open_grounds(act, {.case_id = case_id,
                                           .holder = access::Holder::desk(desk.desk()),
                                           .basis = access::Basis::OwnDesk,
                                           .categories = {access::Category::Identity},
                                           .source = "inquiry"});
                return case_id;
            });
        return made.value();
    }

    SimilarPersons asked_by(const accounts::Actor& desk, const NewPerson& person) {
        return town.town().read<SimilarPersons>(desk, "similar", [&](access::ReadScope& scope) {
            return similar_persons(scope, person);
        });
    }
};
KASANE_ON_BOTH_ENGINES(SimilarPersonsOf);

const NewPerson hanako{.name = "山田 花子",
                       .name_kana = "やまだ はなこ",
                       .birth_date = Date::of(1980, 2, 3),
                       .address = "中央1-2",
                       .phone = "000-0000-0012"};

TEST_P(SimilarPersonsOf, ones_own_desk_are_shown_with_their_case) {
    const auto case_id = register_person(child_desk, {hanako});
    const auto similar = asked_by(child_desk, {.name = "山田花子"});
    ASSERT_EQ(similar.known.size(), 1U);
    EXPECT_EQ(similar.known.front().case_id, case_id);
    EXPECT_EQ(similar.known.front().name, "山田 花子");
    EXPECT_FALSE(similar.another_agency_may_know);
}

TEST_P(SimilarPersonsOf, another_desk_are_one_masked_line_and_nothing_more) {
    register_person(elderly_desk, {hanako});
    register_person(elderly_desk, {hanako});
    const auto similar =
        asked_by(child_desk, {.name = "山田花子", .birth_date = Date::of(1980, 2, 3)});
    EXPECT_TRUE(similar.known.empty());
    EXPECT_TRUE(similar.another_agency_may_know);
}

TEST_P(SimilarPersonsOf, another_desk_stay_unsaid_when_only_the_name_agrees) {
    register_person(elderly_desk, {hanako});
    EXPECT_FALSE(asked_by(child_desk, {.name = "山田花子", .name_kana = "やまだはなこ"})
                     .another_agency_may_know);
}

TEST_P(SimilarPersonsOf, another_desk_stay_silent_about_a_protected_person) {
    auto hidden = hanako;
    hidden.is_protected = true;
    register_person(elderly_desk, {hidden});
    EXPECT_FALSE(asked_by(child_desk, hanako).another_agency_may_know);
}

TEST_P(SimilarPersonsOf, a_household_with_a_protected_person_stay_silent_about_everybody) {
    const NewPerson mother{.name = "山田 桜", .is_protected = true};
    register_person(elderly_desk, {hanako, mother});
    EXPECT_FALSE(asked_by(child_desk, hanako).another_agency_may_know);
}

TEST_P(SimilarPersonsOf, a_protected_persons_address_and_number_find_nobody) {
    auto hidden = hanako;
    hidden.is_protected = true;
    register_person(child_desk, {hidden});
    const NewPerson stranger{.name = "佐藤 一郎", .address = "中央1-2", .phone = "000-0000-0012"};
    const auto similar = asked_by(child_desk, stranger);
    EXPECT_TRUE(similar.known.empty());
    EXPECT_FALSE(similar.another_agency_may_know);
}

TEST_P(SimilarPersonsOf, a_birthday_alone_is_nobody) {
    register_person(child_desk, {hanako});
    EXPECT_TRUE(asked_by(child_desk, {.name = "氏名不詳", .birth_date = Date::of(1980, 2, 3)})
                    .known.empty());
}

TEST_P(SimilarPersonsOf, somebody_whose_ground_has_ended_are_masked_again) {
    const auto case_id = register_person(child_desk, {hanako});
    auto closed = town.town().act<std::int64_t>(
        child_desk, accounts::Act::EditPerson, [&](access::ActScope& act) -> Result<std::int64_t> {
            return access::close_grounds(act, {.case_id = case_id}, "test");
        });
    ASSERT_TRUE(closed.ok());
    const auto similar = asked_by(child_desk, hanako);
    EXPECT_TRUE(similar.known.empty());
    EXPECT_TRUE(similar.another_agency_may_know);
}

}  // namespace
}  // namespace kasane::people
