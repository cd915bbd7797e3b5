#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/chance.hpp"
#include "conference/conference.hpp"
#include "tests/support/test_town.hpp"

namespace kasane::tests {

/// One-time form tokens in the order they are asked for: what one town was given, another is given
/// too. (A token holds chance of its own, which no seed touches.)
using TokenBook = std::vector<std::string>;

/// 偶然の日々 — the acts of a town's staff in random order, allowed and forbidden ones alike, through
/// the same functions that the pages call. Most acts are what the state of a case asks for, so that
/// cases come to their end; the others are whatever somebody might try.
///
/// The same seed does the same acts on another database for as long as both give the same answers.
class RandomLife {
public:
    RandomLife(TestTown& town, unsigned seed, TokenBook& tokens);
    RandomLife(const RandomLife&) = delete;
    RandomLife& operator=(const RandomLife&) = delete;

    void live(int acts);

    /// What was tried and how it was answered, one line each: 「memo.send ok」「plan.decide
    /// gate.plan_decision」, and what the readings showed.
    [[nodiscard]] const std::vector<std::string>& diary() const { return diary_; }

private:
    struct Item {
        SittingId sitting;
        AgendaItemId id;
        bool of_support_conference = false;
    };
    /// What the staff know of one household.
    struct Home {
        accounts::Actor desk;
        CaseId case_id;
        std::vector<PersonId> persons;
        std::vector<MemoId> memos;
        std::vector<ConsentId> consents;
        std::vector<Item> items;
        std::optional<PlanId> plan;
    };

    template <class T>
    std::optional<T> tell(std::string_view act, Result<T> result);
    void sign_everybody_in();

    void one_act();
    void next_step(Home& home);
    void any_act(Home& home, const accounts::Actor& who);

    // intake, referral, people: random_life.cpp
    void receive();
    void send_twice();
    void screen(const Home& home, const accounts::Actor& who);
    void send_memo(Home& home, const accounts::Actor& who, const DeskId& to);
    void answer_memo(Home& home, const accounts::Actor& who, bool accept);
    void note(const Home& home, const accounts::Actor& who);
    void person(Home& home, const accounts::Actor& who);
    void step(const Home& home, const accounts::Actor& who);
    void look(const Home& home, const accounts::Actor& who);
    void keep_draft(const accounts::Actor& who);

    // consent, conference, plan, outreach: random_life_coordination.cpp
    void consent(Home& home, const accounts::Actor& who);
    void withdraw(const Home& home, const accounts::Actor& who);
    void sit(Home& home, const accounts::Actor& who, const municipality::Meeting& meeting,
             conference::Purpose purpose);
    void take_part(const Home& home, const accounts::Actor& who);
    void release(const Home& home, const accounts::Actor& who);
    void minutes(const Home& home, const accounts::Actor& who);
    void finish_role(const accounts::Actor& who);
    void assess(const Home& home, const accounts::Actor& who);
    void draft(Home& home, const accounts::Actor& who);
    void decide(const Home& home, const accounts::Actor& who);
    void follow(const Home& home, const accounts::Actor& who);
    void conclude(const Home& home, const accounts::Actor& who);
    void contact(const Home& home, const accounts::Actor& who);
    /// An emergency with what becomes of it, on dice of its own: what else happens does not shift.
    void rescue();
    /// The same for what is shared by law.
    void share();

    [[nodiscard]] const accounts::Actor& anybody() { return staff_[chance_.below(staff_.size())]; }
    [[nodiscard]] const accounts::Actor& coordinator() const { return staff_.back(); }
    [[nodiscard]] Date today() { return town_.clock().today(); }
    [[nodiscard]] std::string token_for(const accounts::Actor& who);

    TestTown& town_;
    cli::Chance chance_;
    cli::Chance emergencies_;
    std::vector<EmergencyId> openings_;
    std::vector<std::pair<CaseId, SharingId>> sharings_;
    TokenBook& tokens_;
    std::size_t tokens_used_ = 0;
    std::vector<accounts::Actor> staff_;  ///< the coordinator last
    std::vector<Home> homes_;
    std::vector<std::string> diary_;
};

template <class T>
std::optional<T> RandomLife::tell(std::string_view act, Result<T> result) {
    diary_.push_back(std::string(act) + ' ' + (result.ok() ? "ok" : result.refusal().code));
    if (!result.ok()) return std::nullopt;
    return std::move(result).value();
}

}  // namespace kasane::tests
