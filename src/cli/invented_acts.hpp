#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/invented_lives.hpp"
#include "intake/screening.hpp"
#include "plan/follow_plan.hpp"
#include "referral/memo.hpp"

namespace kasane::cli {

/// What one household's acts share.
struct Life {
    World& world;
    accounts::Actor desk;
    accounts::Actor other;
    const Trouble* trouble = nullptr;
    CaseId case_id;
    std::vector<PersonId> persons;
    MemoId memo;
    PlanId plan;
    AgendaItemId item;  ///< of the last meeting

    [[nodiscard]] const accounts::Actor& coordinator() const { return world.staff.coordinator; }
    [[nodiscard]] access::Town& town() const { return world.town; }
    [[nodiscard]] Date today() const { return world.clock.today(); }
};

// What happens to an invented household, each a real act that must succeed.

void receive(Life& life, int number);
void notice(Life& life);
void screen(Life& life, intake::ScreeningOutcome outcome);
void note(Life& life, const accounts::Actor& actor, std::string_view mode, std::string text);
void send_memo(Life& life, const DeskId& to);
void answer_memo(Life& life, const accounts::Actor& receiver, referral::MemoEvent event,
                 std::string text);
/// The sender has read what became of the memo.
void see_reply(Life& life);
void assess(Life& life);
void consent(Life& life, bool obtained);
void household_on_agenda(Life& life, const Date& held_on);
void support_conference(Life& life);
void contact(Life& life, std::string_view outcome, std::string_view stage);
void draft(Life& life);
void plan_on_agenda(Life& life, const Date& held_on);
void decide(Life& life);
/// The desk that got a role in the last meeting is done with it.
void finish_role(Life& life);
void monitor(Life& life);
void evaluate(Life& life);
void ending_on_agenda(Life& life, const Date& held_on);
void conclude(Life& life, plan::Conclusion conclusion);

}  // namespace kasane::cli
