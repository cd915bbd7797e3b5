// Desks come and go; a form offers, and an act accepts, those there are on its day.
#include <gtest/gtest.h>

#include <algorithm>

#include "municipality/profile.hpp"
#include "tests/support/tatsuno_profile.hpp"

namespace kasane::municipality {
namespace {

using test_support::tatsuno_profile;
using test_support::tatsuno_with;

const DeskId disability("disability");

/// 障がい福祉係 from 1 April 2026 until 31 March 2027.
std::shared_ptr<const Profile> with_an_ending_desk() {
    return tatsuno_with(
        "name = \"障がい福祉係\"\nkind",
        "name = \"障がい福祉係\"\nvalid_from = 2026-04-01\nvalid_to = 2027-03-31\nkind");
}

bool offered(const Profile& profile, const Date& day) {
    return std::ranges::any_of(profile.desks_on(day),
                               [](const Desk* desk) { return desk->id == disability; });
}

TEST(DesksOfTheDay, are_those_whose_days_hold_it) {
    const auto profile = with_an_ending_desk();
    EXPECT_FALSE(offered(*profile, *Date::of(2026, 3, 31)));
    EXPECT_TRUE(offered(*profile, *Date::of(2026, 4, 1)));
    EXPECT_TRUE(offered(*profile, *Date::of(2027, 3, 31)));
    EXPECT_FALSE(offered(*profile, *Date::of(2027, 4, 1)));
    EXPECT_EQ(profile->desks_on(*Date::of(2027, 4, 1)).size() + 1, profile->desks.size());
}

TEST(DesksOfTheDay, end_with_their_agency) {
    const auto profile = tatsuno_with("key = \"child_support\"\n",
                                      "key = \"child_support\"\nvalid_to = 2027-03-31\n");
    const auto of_agency = profile->desks_of(AgencyId("child_support")).size();
    ASSERT_GT(of_agency, 0U);
    EXPECT_EQ(profile->desks_on(*Date::of(2027, 3, 31)).size(), profile->desks.size());
    EXPECT_EQ(profile->desks_on(*Date::of(2027, 4, 1)).size() + of_agency, profile->desks.size());
}

TEST(DesksOfTheDay, of_a_meeting_are_those_its_list_of_members_names) {
    const auto profile = with_an_ending_desk();
    const auto& meeting = profile->support_conference();
    const auto before = profile->member_desks(meeting, *Date::of(2027, 3, 31));
    const auto after = profile->member_desks(meeting, *Date::of(2027, 4, 1));
    EXPECT_NE(std::ranges::find(before, disability), before.end());
    EXPECT_EQ(std::ranges::find(after, disability), after.end());
    // 重層推進室 keeps the papers; the plan does not list it among the members.
    EXPECT_EQ(std::ranges::find(before, profile->coordinating_desk), before.end());
    EXPECT_EQ(before.size(), after.size() + 1);
}

TEST(DesksOfTheDay, are_the_only_ones_an_act_may_name) {
    const auto profile = with_an_ending_desk();
    EXPECT_TRUE(profile->check_desk(disability, *Date::of(2027, 3, 31), "to").ok());
    const auto ended = profile->check_desk(disability, *Date::of(2027, 4, 1), "to");
    ASSERT_FALSE(ended.ok());
    EXPECT_EQ(ended.refusal().kind, RefusalKind::Invalid);
    EXPECT_EQ(ended.refusal().field, "to");
    EXPECT_EQ(
        ended.refusal().message,
        "「障がい福祉係」は令和9年3月31日で終わった窓口です。いまある窓口から選んでください。");
    const auto early = profile->check_desk(disability, *Date::of(2026, 3, 31), "to");
    ASSERT_FALSE(early.ok());
    EXPECT_EQ(early.refusal().message,
              "「障がい福祉係」は令和8年4月1日からの窓口です。いまある窓口から選んでください。");
    EXPECT_FALSE(profile->check_desk(DeskId("nowhere"), *Date::of(2027, 4, 1), "to").ok());
}

}  // namespace
}  // namespace kasane::municipality
