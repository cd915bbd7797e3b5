#include <gtest/gtest.h>

#include "conference/convene_sitting.hpp"
#include "plan/draft_plan.hpp"
#include "tests/support/written_household.hpp"

namespace kasane::plan {
namespace {

using tests::must;

TEST(AgendaItem, takes_no_plan_of_another_household) {
    tests::RunningSite site;
    const tests::Writers writers{
        site.person("worker", "窓口 一", {accounts::Role::DeskWorker}, "elderly"),
        site.person("coordinator", "調整 二", {accounts::Role::Coordinator}, "coordination")};
    auto ours = tests::write_household(site, writers, "一", tests::Stage::Planned);
    auto theirs = tests::write_household(site, writers, "二", tests::Stage::Planned);
    auto& town = site.hall().town();
    const PlanId plan(ours["plan"]);

    const auto sitting = must(
        conference::convene_sitting(town, writers.coordinator,
                                    {.meeting = site.hall().profile().coordination_conference().key,
                                     .held_on = site.clock().today()}));
    const auto put = conference::put_on_agenda(town, writers.coordinator,
                                               {.sitting = sitting,
                                                .case_id = CaseId(theirs["case"]),
                                                .purpose = conference::Purpose::PlanAppropriateness,
                                                .question = "プランは適切か",
                                                .subjects = {PersonId(theirs["person"])},
                                                .members = {writers.worker.account},
                                                .plan = plan});
    ASSERT_FALSE(put.ok());
    EXPECT_EQ(put.refusal().kind, RefusalKind::NotFound);
    const auto decided = decide_support(town, writers.coordinator, {.plan = plan});
    ASSERT_FALSE(decided.ok());
    EXPECT_EQ(decided.refusal().code, "gate.plan_decision");
}

}  // namespace
}  // namespace kasane::plan
