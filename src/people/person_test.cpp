#include "people/person.hpp"

#include <gtest/gtest.h>

#include "access/ground_acts.hpp"
#include "casefile/casefile.hpp"
#include "tests/support/test_town.hpp"

namespace kasane::people {
namespace {

class APerson : public tests::OnBothEngines {
protected:
    tests::TestTown town{database()};
    accounts::Actor desk = town.worker("child");
    accounts::Actor other = town.worker("elderly");

    std::vector<Person> seen_by(const accounts::Actor& reader, const CaseId& case_id) {
        return town.town().read<std::vector<Person>>(
            reader, "case", [&](access::ReadScope& scope) -> std::vector<Person> {
                auto reading = access::CaseReading::open(scope, case_id);
                if (!reading) return {};
                return persons_of_case(scope, *reading);
            });
    }
    Result<Done> change(const CaseId& case_id, const PersonId& person, const NewPerson& facts,
                        std::int64_t version, LocatingFacts locating = LocatingFacts::Entered) {
        return town.town().act<Done>(
            desk, accounts::Act::EditPerson, [&](access::ActScope& act) -> Result<Done> {
                act.wrote(case_id, "person", {person});
                return change_person(act, person, facts, version, locating);
            });
    }
    void open(const CaseId& case_id, access::Opening opening) {
        opening.case_id = case_id;
        auto done = town.town().act<Done>(desk, accounts::Act::EditPerson,
                                          [&](access::ActScope& act) -> Result<Done> {
                                              access::open_grounds(act, opening);
                                              return Done{};
                                          });
        ASSERT_TRUE(done.ok());
    }
};
KASANE_ON_BOTH_ENGINES(APerson);

TEST_P(APerson, is_shown_to_the_desk_that_wrote_them_down_and_to_nobody_else) {
    const auto household = town.household(desk, {"山田 花子", "山田 太郎"});
    const auto seen = seen_by(desk, household.case_id);
    ASSERT_EQ(seen.size(), 2U);
    EXPECT_EQ(seen.front().name.reveal(), "山田 花子");
    EXPECT_EQ(seen.front().relation, "self");
    EXPECT_TRUE(seen_by(other, household.case_id).empty());
}

TEST_P(APerson, is_shown_alone_on_a_ground_about_them_alone) {
    const auto household = town.household(desk, {"山田 花子", "山田 太郎"});
    open(household.case_id, {.subject = household.persons[1],
                             .holder = access::Holder::desk(other.desk()),
                             .basis = access::Basis::Consent,
                             .categories = {access::Category::Identity},
                             .source = "consent"});
    const auto seen = seen_by(other, household.case_id);
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen.front().id, household.persons[1]);
    EXPECT_EQ(household_label(seen), "山田 太郎さんの世帯");
}

TEST_P(APerson, who_is_protected_can_be_located_only_by_a_named_holder) {
    const auto household = town.household(desk, {"山田 花子"});
    const auto& person = household.persons.front();
    const NewPerson facts{.name = "山田 花子",
                          .address = "中央1-2",
                          .phone = "000-0000-0012",
                          .contact_note = "夜は不可",
                          .relation = "self",
                          .is_protected = true};
    ASSERT_TRUE(change(household.case_id, person, facts, 1).ok());
    auto seen = seen_by(desk, household.case_id);
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_FALSE(seen.front().locating.has_value());
    EXPECT_TRUE(seen.front().contact_note.empty());

    open(household.case_id, {.subject = person,
                             .holder = access::Holder::account(desk.account),
                             .basis = access::Basis::Programme,
                             .categories = {access::Category::Protected},
                             .source = "named"});
    seen = seen_by(desk, household.case_id);
    ASSERT_TRUE(seen.front().locating.has_value());
    EXPECT_EQ(seen.front().locating->address.reveal(), "中央1-2");
}

TEST_P(APerson, who_lives_with_somebody_protected_can_be_located_no_more_than_they) {
    const auto household = town.household(desk, {"山田 花子", "山田 はな"});
    const auto& mother = household.persons[0];
    const auto& daughter = household.persons[1];
    ASSERT_TRUE(change(household.case_id, mother,
                       {.name = "山田 花子", .address = "中央1-2", .is_protected = true}, 1)
                    .ok());
    ASSERT_TRUE(change(household.case_id, daughter,
                       {.name = "山田 はな", .address = "中央1-2", .phone = "000-0000-0012"}, 1)
                    .ok());
    for (const auto& person : seen_by(desk, household.case_id)) {
        EXPECT_FALSE(person.locating.has_value()) << person.name.reveal();
    }
    open(household.case_id, {.subject = mother,
                             .holder = access::Holder::account(desk.account),
                             .basis = access::Basis::Programme,
                             .categories = {access::Category::Protected},
                             .source = "named"});
    for (const auto& person : seen_by(desk, household.case_id)) {
        EXPECT_TRUE(person.locating.has_value()) << person.name.reveal();
    }
}

TEST_P(APerson, who_is_protected_stays_so_and_keeps_what_a_form_did_not_show) {
    const auto household = town.household(desk, {"山田 花子"});
    const auto& person = household.persons.front();
    ASSERT_TRUE(change(household.case_id, person,
                       {.name = "山田 花子", .address = "中央1-2", .is_protected = true}, 1)
                    .ok());
    ASSERT_TRUE(
        change(household.case_id, person, {.name = "山田 はな子"}, 2, LocatingFacts::NotShown)
            .ok());
    open(household.case_id, {.subject = person,
                             .holder = access::Holder::account(desk.account),
                             .basis = access::Basis::Programme,
                             .categories = {access::Category::Protected},
                             .source = "named"});
    const auto seen = seen_by(desk, household.case_id);
    EXPECT_TRUE(seen.front().is_protected);
    EXPECT_EQ(seen.front().name.reveal(), "山田 はな子");
    EXPECT_EQ(seen.front().locating->address.reveal(), "中央1-2");
}

TEST_P(APerson, is_not_saved_over_somebody_elses_change) {
    const auto household = town.household(desk, {"山田 花子"});
    const auto& person = household.persons.front();
    ASSERT_TRUE(change(household.case_id, person, {.name = "山田 華子"}, 1).ok());
    const auto second = change(household.case_id, person, {.name = "山田 葉子"}, 1);
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.refusal().kind, RefusalKind::Stale);
    EXPECT_EQ(seen_by(desk, household.case_id).front().name.reveal(), "山田 華子");
}

TEST_P(APerson, gives_the_case_its_label_only_to_those_who_may_know_the_name) {
    const auto mine = town.household(desk, {"山田 花子"});
    const auto theirs = town.household(other, {"佐藤 一郎"});
    const auto unknown = town.household(desk, {"氏名不詳"});
    const auto labels =
        town.town().read<std::vector<CaseLabel>>(desk, "list", [&](access::ReadScope& scope) {
            return labels_of_cases(scope, {mine.case_id, theirs.case_id, unknown.case_id});
        });
    ASSERT_EQ(labels.size(), 3U);
    EXPECT_EQ(labels[0].label, "山田 花子さんの世帯");
    EXPECT_EQ(labels[1].label, "氏名不詳の世帯");
    EXPECT_EQ(labels[2].label, "氏名不詳の世帯");
}

TEST_P(APerson, who_is_protected_warns_everybody_who_works_on_the_case) {
    const auto household = town.household(desk, {"山田 花子", "山田 桜"});
    ASSERT_TRUE(change(household.case_id, household.persons[1],
                       {.name = "山田 桜", .is_protected = true}, 1)
                    .ok());
    const auto labels = town.town().read<std::vector<CaseLabel>>(
        desk, "list",
        [&](access::ReadScope& scope) { return labels_of_cases(scope, {household.case_id}); });
    EXPECT_TRUE(labels.front().contact_warning);
}

}  // namespace
}  // namespace kasane::people
