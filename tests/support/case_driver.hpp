#pragma once

#include <memory>
#include <string>
#include <vector>

#include "access/consent.hpp"
#include "casefile/step_rules.hpp"
#include "conference/record_minutes.hpp"
#include "intake/inquiry.hpp"
#include "plan/closing_rules.hpp"
#include "plan/plan.hpp"
#include "referral/answer_memo.hpp"
#include "tests/support/running_site.hpp"

namespace kasane::tests {

/// The people of a town whose cases are driven, each at a desk of their own.
struct Crew {
    explicit Crew(RunningSite& site);

    RunningSite& site;
    accounts::Actor desk;         ///< 高齢者相談支援センター: received the inquiry
    accounts::Actor other;        ///< 障がい福祉係: takes part, gets roles
    accounts::Actor stranger;     ///< こども家庭センター: never had to do with it
    accounts::Actor coordinator;  ///< 重層推進室
};

/// 一つのケース — a household of two, mother and son, brought through the process by the acts that the
/// pages call. Tests bring it where a rule is asked and then ask the rule.
class CaseDriver {
public:
    explicit CaseDriver(Crew& crew) : crew_(crew) {}

    /// Brings the case to the state by the shortest lawful way.
    void bring_to(casefile::CaseState state);
    /// Takes one step of the process with everything it asks for, by whoever may.
    [[nodiscard]] Result<Done> take(casefile::CaseEvent event);

    [[nodiscard]] casefile::CaseState state() const;
    [[nodiscard]] const CaseId& id() const { return case_id_; }
    [[nodiscard]] const PersonId& mother() const { return persons_.at(0); }
    [[nodiscard]] const PersonId& son() const { return persons_.at(1); }
    [[nodiscard]] const InquiryId& inquiry() const { return inquiry_; }
    [[nodiscard]] const MemoId& memo() const { return memo_; }
    [[nodiscard]] const PlanId& plan() const { return plan_; }
    [[nodiscard]] const Crew& crew() const { return crew_; }
    [[nodiscard]] access::Town& town() const { return crew_.site.hall().town(); }
    [[nodiscard]] const casefile::Events& events() const { return crew_.site.hall().events(); }
    [[nodiscard]] Date today() const { return crew_.site.clock().today(); }

    // The acts, each with one thing left open.
    void receive();
    void receive(const intake::InquiryForm& form);
    void notice();
    [[nodiscard]] Result<Done> refer_to(const DeskId& desk);
    [[nodiscard]] Result<Done> answer(referral::AnswerMemo answer);
    /// A whole declaration of somebody who agrees, for a test to change.
    [[nodiscard]] access::ConsentDeclaration declaration_of(
        const PersonId& person, std::vector<access::ConsentScope> scopes,
        const std::vector<std::string>& desks) const;
    [[nodiscard]] Result<ConsentId> declare(const accounts::Actor& who,
                                            const access::ConsentDeclaration& declaration);
    [[nodiscard]] Result<ConsentId> consent_of(const PersonId& person,
                                               std::vector<access::ConsentScope> scopes,
                                               const std::vector<std::string>& desks);
    [[nodiscard]] Result<ConsentId> consent_of_by(const accounts::Actor& who,
                                                  const PersonId& person,
                                                  std::vector<access::ConsentScope> scopes,
                                                  const std::vector<std::string>& desks);
    /// To sharing and the plan, with every desk of the crew.
    [[nodiscard]] Result<ConsentId> consent_of(const PersonId& person);
    [[nodiscard]] Result<Done> withdraw();
    [[nodiscard]] Result<SittingId> convene(const municipality::Meeting& meeting,
                                            conference::SittingForm form);
    [[nodiscard]] Result<AgendaItemId> put_on_agenda(
        const municipality::Meeting& meeting, conference::Purpose purpose,
        std::vector<PersonId> subjects,
        conference::SittingForm form = conference::SittingForm::InRoom);
    [[nodiscard]] Result<Done> record(const AgendaItemId& item,
                                      std::optional<conference::Opinion> opinion,
                                      const std::optional<DeskId>& lead);
    /// A plan with everything it needs.
    [[nodiscard]] plan::Plan whole_plan() const;
    [[nodiscard]] Result<Done> draft(const plan::Plan& wanted);
    [[nodiscard]] Result<Done> decide(const std::string& change_made);
    [[nodiscard]] Result<Done> evaluate();
    /// The meeting of the household's track considers the ending.
    [[nodiscard]] Result<Done> consider_ending(std::optional<conference::Opinion> opinion);
    [[nodiscard]] Result<Done> consider_ending_in(const municipality::Meeting& meeting,
                                                  std::optional<conference::Opinion> opinion);
    [[nodiscard]] plan::ConcludeCase conclusion(plan::Conclusion conclusion) const;
    [[nodiscard]] Result<Done> conclude(const plan::ConcludeCase& wanted);
    [[nodiscard]] casefile::LoneStep lone(casefile::CaseEvent event) const;
    [[nodiscard]] Result<Done> step(const accounts::Actor& who, const casefile::LoneStep& step);

    /// What somebody can read of the case right now.
    [[nodiscard]] bool may_read(const accounts::Actor& who, const access::Item& item) const;
    [[nodiscard]] std::vector<casefile::CaseEvent> events_so_far() const;
    /// Decisions about the lead agency, newest first; its name, empty for none.
    [[nodiscard]] std::vector<casefile::LeadDecision> lead_decisions() const;
    [[nodiscard]] std::string lead_name() const;
    [[nodiscard]] SittingId sitting_of(const AgendaItemId& item) const;
    [[nodiscard]] MemoId newest_memo_to(const accounts::Actor& who) const;

private:
    [[nodiscard]] const accounts::Actor& taker(casefile::CaseEvent event) const;
    [[nodiscard]] Result<Done> plan_step(casefile::CaseEvent event);
    [[nodiscard]] Result<Done> to_support_conference();
    [[nodiscard]] bool anybody_consents() const;

    Crew& crew_;
    CaseId case_id_;
    std::vector<PersonId> persons_;
    InquiryId inquiry_;
    MemoId memo_;
    ConsentId consent_;
    PlanId plan_;
};

/// The value of an act that must succeed on a test's way to what it asks.
template <class T>
T must_do(Result<T> result) {
    if (!result.ok()) {
        broken_invariant(result.refusal().code + " " + result.refusal().message,
                         std::source_location::current());
    }
    return std::move(result).value();
}

}  // namespace kasane::tests
