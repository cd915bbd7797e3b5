#include "municipality/code_lists.hpp"

#include <gtest/gtest.h>

#include <set>

namespace kasane::municipality {
namespace {

std::vector<Problem> problems_of(std::string_view toml) {
    return read_code_lists(toml, "codes.toml").problems;
}

TEST(StandardCodeLists, hold_every_list_the_path_of_a_case_needs) {
    for (const auto* name : {"topics",
                             "urgency",
                             "urgent_reasons",
                             "contact_method",
                             "intake_channel",
                             "visitor_relation",
                             "referral_reasons",
                             "screening_results",
                             "coordination_results",
                             "memo_requests",
                             "memo_responses",
                             "memo_decline_reasons",
                             "problems",
                             "household_types",
                             "no_consent_reasons",
                             "plan_actor_types",
                             "participation_needs",
                             "outreach_reasons",
                             "agenda_purposes",
                             "conference_opinions",
                             "goal_achievements",
                             "observed_changes",
                             "evaluation_results",
                             "closing_reasons",
                             "suspension_reasons",
                             "contact_partners",
                             "contact_modes",
                             "outreach_outcomes",
                             "relationship_stages",
                             "approach_methods",
                             "agency_categories"}) {
        EXPECT_NE(standard_code_lists().find(name), nullptr) << name;
    }
}

TEST(StandardCodeLists, have_the_sixteen_topics_of_the_national_form_in_its_order) {
    const auto& topics = standard_code_lists().list("topics");
    ASSERT_EQ(topics.all().size(), 16U);
    EXPECT_EQ(topics.all().front().label, "病気や健康、障害のこと");
    EXPECT_EQ(topics.all()[5].code, "debt");
    EXPECT_EQ(topics.all().back().code, "other");
    for (const auto& topic : topics.all()) EXPECT_EQ(topic.origin, ChoiceOrigin::National);
}

TEST(StandardCodeLists, mark_what_was_added_to_a_national_list) {
    const auto& problems = standard_code_lists().list("problems");
    EXPECT_EQ(problems.find("poverty")->origin, ChoiceOrigin::National);
    EXPECT_EQ(problems.find("p8050")->origin, ChoiceOrigin::Kasane);
    EXPECT_EQ(problems.find("p8050")->group, "家族");
}

TEST(StandardCodeLists, show_the_choices_of_a_group_together) {
    for (const auto& name : standard_code_lists().names()) {
        std::set<std::string> closed;
        std::string current;
        for (const auto& choice : standard_code_lists().list(name).all()) {
            if (choice.group == current) continue;
            EXPECT_FALSE(closed.contains(choice.group) && !choice.group.empty())
                << name << ": " << choice.code;
            closed.insert(current);
            current = choice.group;
        }
    }
}

TEST(CodeList, shows_an_old_code_that_is_in_no_list_any_more_as_it_is) {
    EXPECT_EQ(standard_code_lists().list("topics").label("debt"), "債務について");
    EXPECT_EQ(standard_code_lists().list("topics").label("gone"), "gone");
}

TEST(CodeList, offers_a_choice_only_while_it_is_valid) {
    const auto reading = read_code_lists(R"(
[[list]]
name = "roads"
title = "道"
choices = [
    { code = "old", label = "旧道", valid_to = 2026-03-31 },
    { code = "new", label = "新道", valid_from = 2026-04-01 },
]
)",
                                         "codes.toml");
    ASSERT_TRUE(reading.lists.has_value()) << describe(reading.problems);
    const auto& roads = reading.lists->list("roads");
    ASSERT_EQ(roads.offered_on(*Date::of(2026, 3, 31)).size(), 1U);
    EXPECT_EQ(roads.offered_on(*Date::of(2026, 3, 31)).front().code, "old");
    EXPECT_EQ(roads.offered_on(*Date::of(2026, 4, 1)).front().code, "new");
    EXPECT_EQ(roads.label("old"), "旧道");
}

TEST(ReadCodeLists, finds_what_is_wrong_with_line_and_key) {
    const auto twice = problems_of(
        "[[list]]\nname = \"a\"\ntitle = \"A\"\nchoices = [\n    { code = \"x\", label = \"X\" },\n"
        "    { code = \"x\", label = \"Y\" },\n]\n");
    ASSERT_EQ(twice.size(), 1U) << describe(twice);
    EXPECT_EQ(twice.front().line, 6U);
    EXPECT_EQ(twice.front().key, "list[1].choices[2].code");

    EXPECT_EQ(problems_of("[[list]]\nname = \"a\"\ntitle = \"A\"\n").front().key,
              "list[1].choices");
    EXPECT_EQ(problems_of("lists = 1\n").front().key, "lists");
    EXPECT_EQ(problems_of("[[list]]\nname = \"a\"\ntitle = \"A\"\nchoices = [{ code = \"X\","
                          " label = \"X\" }]\n")
                  .front()
                  .key,
              "list[1].choices[1].code");
}

}  // namespace
}  // namespace kasane::municipality
