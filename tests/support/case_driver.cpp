#include "tests/support/case_driver.hpp"

#include <algorithm>

#include "access/case_reading.hpp"
#include "casefile/record_consent.hpp"
#include "casefile/step_case.hpp"
#include "conference/convene_sitting.hpp"
#include "conference/item_reading.hpp"
#include "conference/take_part.hpp"
#include "intake/receive_inquiry.hpp"
#include "intake/screen_inquiry.hpp"
#include "plan/assess_household.hpp"
#include "plan/draft_plan.hpp"
#include "plan/follow_plan.hpp"
#include "referral/memo_lists.hpp"
#include "referral/send_memo.hpp"

namespace kasane::tests {
namespace {

using accounts::Role;
using casefile::CaseEvent;
using casefile::CaseState;
using conference::Purpose;

template <class T>
Result<Done> done(const Result<T>& result) {
    if (!result.ok()) return result.refusal();
    return Done{};
}

std::vector<people::NewPerson> family() {
    people::NewPerson mother;
    mother.name = "川田 節子";
    mother.relation = "self";
    people::NewPerson son;
    son.name = "川田 誠";
    son.relation = "child";
    return {mother, son};
}

}  // namespace

Crew::Crew(RunningSite& running)
    : site(running),
      desk(site.person("crew_desk", "佐久間 一", {Role::DeskWorker}, "elderly")),
      other(site.person("crew_other", "野沢 二葉", {Role::DeskWorker}, "disability")),
      stranger(site.person("crew_stranger", "平出 三郎", {Role::DeskWorker}, "child")),
      coordinator(
          site.person("crew_coordinator", "宮下 四季", {Role::Coordinator}, "coordination")) {}

CaseState CaseDriver::state() const {
    std::string found;
    town().database().read(town().code(), [&](storage::Reader& rows) {
        found = rows.value<std::string>(
            "select state from cases where municipality = $1 and case_id = $2", rows.municipality(),
            case_id_);
    });
    const auto state = from_code<CaseState>(found);
    ensure(state.has_value(), "a stored state is one of the table");
    return *state;
}

std::vector<CaseEvent> CaseDriver::events_so_far() const {
    std::vector<CaseEvent> events;
    town().database().read(town().code(), [&](storage::Reader& rows) {
        for (auto& [event, reason, actor] : rows.rows<CaseEvent, std::string, AccountId>(
                 "select event, reason, actor from case_transitions where municipality = $1"
                 " and case_id = $2 order by entry",
                 rows.municipality(), case_id_)) {
            ensure(!reason.empty() && !actor.empty(), "every step says why and who");
            events.push_back(event);
        }
    });
    return events;
}

void CaseDriver::receive() {
    intake::InquiryForm form;
    form.received_on = today();
    form.contact_method = "phone";
    form.said = "母の介護と家計のこと";
    form.persons = family();
    receive(form);
}

void CaseDriver::receive(const intake::InquiryForm& form) {
    const auto received = must_do(intake::receive_inquiry(town(), crew_.desk, events(), form));
    case_id_ = received.case_id;
    inquiry_ = received.inquiry;
    persons_ = town().read<std::vector<PersonId>>(crew_.desk, "test", [&](access::ReadScope& at) {
        auto reading = access::CaseReading::open(at, case_id_);
        std::vector<PersonId> persons;
        for (const auto& person : people::persons_of_case(at, *reading)) {
            persons.push_back(person.id);
        }
        return persons;
    });
}

void CaseDriver::notice() {
    intake::InquiryForm form;
    form.nature = intake::InquiryNature::Hint;
    form.received_on = today();
    form.said = "明かりのつかない家がある";
    form.persons = family();
    case_id_ = must_do(intake::receive_inquiry(town(), crew_.coordinator, events(), form)).case_id;
}

Result<Done> CaseDriver::refer_to(const DeskId& desk) {
    auto sent = referral::send_memo(town(), crew_.desk,
                                    {.case_id = case_id_,
                                     .to_desk = desk,
                                     .persons = persons_,
                                     .request = "respond",
                                     .summary = "課題が重なっています。",
                                     .urgency = "normal",
                                     .reason = "second_opinion"});
    if (sent) memo_ = sent->id;
    return done(sent);
}

Result<Done> CaseDriver::answer(referral::AnswerMemo answer) {
    answer.memo = memo_;
    return done(referral::answer_memo(town(), crew_.coordinator, answer));
}

Result<ConsentId> CaseDriver::consent_of(const PersonId& person,
                                         std::vector<access::ConsentScope> scopes,
                                         const std::vector<std::string>& desks) {
    return consent_of_by(crew_.coordinator, person, std::move(scopes), desks);
}

Result<ConsentId> CaseDriver::consent_of_by(const accounts::Actor& who, const PersonId& person,
                                            std::vector<access::ConsentScope> scopes,
                                            const std::vector<std::string>& desks) {
    return declare(who, declaration_of(person, std::move(scopes), desks));
}

access::ConsentDeclaration CaseDriver::declaration_of(const PersonId& person,
                                                      std::vector<access::ConsentScope> scopes,
                                                      const std::vector<std::string>& desks) const {
    access::ConsentDeclaration declaration{.case_id = case_id_, .person = person};
    declaration.method = access::ConsentMethod::Signature;
    declaration.explained_version = "test";
    declaration.agreed_on = today();
    declaration.scopes = std::move(scopes);
    for (const auto& desk : desks) declaration.desks.emplace_back(desk);
    return declaration;
}

Result<ConsentId> CaseDriver::declare(const accounts::Actor& who,
                                      const access::ConsentDeclaration& declaration) {
    auto recorded = casefile::record_consent(town(), who, events(), declaration);
    if (recorded) consent_ = *recorded;
    return recorded;
}

Result<ConsentId> CaseDriver::consent_of(const PersonId& person) {
    return consent_of(
        person,
        {access::ConsentScope::InformationSharing, access::ConsentScope::PlanAndServiceApplication},
        {"elderly", "disability", "coordination"});
}

Result<Done> CaseDriver::withdraw() {
    return done(casefile::withdraw_consent(town(), crew_.coordinator, events(),
                                           {consent_, std::nullopt, "もうやめたい"}));
}

Result<SittingId> CaseDriver::convene(const municipality::Meeting& meeting,
                                      conference::SittingForm form) {
    return conference::convene_sitting(town(), crew_.coordinator,
                                       {.meeting = meeting.key, .held_on = today(), .form = form});
}

Result<AgendaItemId> CaseDriver::put_on_agenda(const municipality::Meeting& meeting,
                                               Purpose purpose, std::vector<PersonId> subjects,
                                               conference::SittingForm form) {
    const auto sitting = convene(meeting, form);
    if (!sitting) return sitting.refusal();
    const bool about_plan = purpose == Purpose::PlanAppropriateness;
    auto put =
        conference::put_on_agenda(town(), crew_.coordinator,
                                  {.sitting = *sitting,
                                   .case_id = case_id_,
                                   .purpose = purpose,
                                   .question = "役割を決めたい",
                                   .subjects = std::move(subjects),
                                   .members = {crew_.desk.account, crew_.other.account},
                                   .plan = about_plan ? std::optional(plan_) : std::nullopt});
    if (!put) return put.refusal();
    return put->item;
}

Result<Done> CaseDriver::record(const AgendaItemId& item,
                                std::optional<conference::Opinion> opinion,
                                const std::optional<DeskId>& lead) {
    conference::Minutes minutes{.item = item, .minutes = "話し合った", .opinion = opinion};
    if (opinion == conference::Opinion::Conditional) minutes.opinion_note = "訪問の回数を増やす";
    if (lead) {
        minutes.lead_desk = lead;
        minutes.lead_reason = "関わりが深いため";
    }
    return conference::record_minutes(town(), crew_.coordinator, minutes);
}

plan::Plan CaseDriver::whole_plan() const {
    plan::Plan plan{.case_id = case_id_, .drafted_on = today()};
    plan.subjects = {mother()};
    plan.wishes = PrivateText("家で暮らしたい");
    plan.issues = PrivateText("介護と生計");
    plan.points_to_note = PrivateText("訪問は二人で");
    plan.integration = PrivateText("月に一度、窓口が集まる");
    plan.rows = {{.goal = PrivateText("介護サービスを使い始める"),
                  .due_on = today().plus_months(2),
                  .what = PrivateText("認定の申請を手伝う"),
                  .desk = DeskId("elderly")}};
    plan.starts_on = today();
    plan.ends_on = today().plus_months(6);
    plan.next_confirmation_on = today().plus_months(1);
    return plan;
}

Result<Done> CaseDriver::draft(const plan::Plan& wanted) {
    auto drafted = plan::draft_plan(town(), crew_.coordinator, wanted);
    if (drafted) plan_ = *drafted;
    return done(drafted);
}

Result<Done> CaseDriver::decide(const std::string& change_made) {
    return plan::decide_support(town(), crew_.coordinator,
                                {.plan = plan_, .change_made = change_made});
}

Result<Done> CaseDriver::evaluate() {
    return plan::evaluate_case(town(), crew_.coordinator,
                               {.case_id = case_id_,
                                .evaluated_on = today(),
                                .achievement = "achieved",
                                .remaining = PrivateText("なし")});
}

bool CaseDriver::anybody_consents() const {
    return town().read<bool>(crew_.coordinator, "test", [&](access::ReadScope& scope) {
        const auto reading = access::CaseReading::open(scope, case_id_);
        return reading && std::ranges::any_of(reading->concerned(), [](const auto& concerned) {
                   return concerned.track == access::Track::Consented;
               });
    });
}

Result<Done> CaseDriver::consider_ending(std::optional<conference::Opinion> opinion) {
    const auto& profile = town().profile();
    return consider_ending_in(
        anybody_consents() ? profile.coordination_conference() : profile.support_conference(),
        opinion);
}

Result<Done> CaseDriver::consider_ending_in(const municipality::Meeting& meeting,
                                            std::optional<conference::Opinion> opinion) {
    auto item = put_on_agenda(meeting, Purpose::ClosureEvaluation, {mother()});
    if (!item) return item.refusal();
    if (meeting.type == municipality::MeetingType::SupportConference) {
        auto accepted = conference::accept_notice(town(), crew_.coordinator, *item);
        if (!accepted) return accepted;
    }
    return record(*item, opinion, std::nullopt);
}

std::vector<casefile::LeadDecision> CaseDriver::lead_decisions() const {
    return town().read<std::vector<casefile::LeadDecision>>(
        crew_.coordinator, "test", [&](access::ReadScope& scope) {
            auto reading = access::CaseReading::open(scope, case_id_);
            ensure(reading.has_value(), "the coordinator keeps a record of the case");
            return casefile::lead_history(scope, *reading->any(access::Category::Case));
        });
}

std::string CaseDriver::lead_name() const {
    const auto decisions = lead_decisions();
    return decisions.empty() ? "" : town().profile().desk_name(decisions.front().desk);
}

SittingId CaseDriver::sitting_of(const AgendaItemId& item) const {
    return town().read<SittingId>(crew_.coordinator, "test", [&](access::ReadScope& scope) {
        for (const auto& each : conference::items_of_case(scope, case_id_)) {
            if (each.id == item) return each.sitting;
        }
        broken_invariant("an item belongs to a sitting", std::source_location::current());
    });
}

MemoId CaseDriver::newest_memo_to(const accounts::Actor& who) const {
    return town().read<MemoId>(who, "test", [&](access::ReadScope& scope) {
        for (const auto& line : referral::memos_waiting(scope, 500)) {
            if (line.case_id == case_id_) return line.id;
        }
        broken_invariant("a memo waits for this desk", std::source_location::current());
    });
}

plan::ConcludeCase CaseDriver::conclusion(plan::Conclusion conclusion) const {
    return {.case_id = case_id_,
            .conclusion = conclusion,
            .reason = "役割が整った",
            .remaining = "二人で落ち着いて暮らしている",
            .companion = DeskId("elderly"),
            .next_on = today().plus_days(90)};
}

Result<Done> CaseDriver::conclude(const plan::ConcludeCase& wanted) {
    return plan::conclude_case(town(), crew_.coordinator, events(), wanted);
}

casefile::LoneStep CaseDriver::lone(CaseEvent event) const {
    return {.case_id = case_id_,
            .event = event,
            .reason = "理由",
            .reason_code = event == CaseEvent::CloseAlone ? "deceased" : "",
            .remaining = "息子が一人で暮らす",
            .companion = DeskId("elderly"),
            .next_on = today().plus_days(30)};
}

Result<Done> CaseDriver::step(const accounts::Actor& who, const casefile::LoneStep& step) {
    return done(casefile::step_case(town(), who, events(), step));
}

const accounts::Actor& CaseDriver::taker(CaseEvent event) const {
    const auto now = state();
    const auto* rule = casefile::lone_rule(event, now);
    ensure(rule != nullptr, "a lone step has a rule");
    const bool of_desk = rule->taker == casefile::StepTaker::Desk &&
                         !casefile::is_coordinated(now) && now != CaseState::Noticed;
    return of_desk ? crew_.desk : crew_.coordinator;
}

Result<Done> CaseDriver::to_support_conference() {
    if (state() == CaseState::Referred) {
        return answer({.accepted_for = referral::AcceptedFor::SupportConference});
    }
    return done(put_on_agenda(town().profile().support_conference(), Purpose::InformationSharing,
                              persons_));
}

Result<Done> CaseDriver::plan_step(CaseEvent event) {
    switch (event) {
        case CaseEvent::DraftPlan:
            static_cast<void>(
                must_do(plan::recognise_need(town(), crew_.coordinator, case_id_, "課題が重なる")));
            static_cast<void>(must_do(consent_of(mother())));
            return draft(whole_plan());
        case CaseEvent::DecideSupport: {
            const auto item = must_do(put_on_agenda(town().profile().coordination_conference(),
                                                    Purpose::PlanAppropriateness, {mother()}));
            static_cast<void>(
                must_do(record(item, conference::Opinion::Appropriate, DeskId("elderly"))));
            return decide("");
        }
        case CaseEvent::Monitor:
            return plan::monitor_plan(town(), crew_.coordinator,
                                      {.plan = plan_,
                                       .held_on = today(),
                                       .findings = "落ち着いている",
                                       .next_on = today().plus_months(1)});
        default:
            ensure(false, "a step of the plan has its act");
            return Done{};
    }
}

Result<Done> CaseDriver::take(CaseEvent event) {
    using plan::Conclusion;
    const auto end_by_meeting = [&](Conclusion conclusion) -> Result<Done> {
        if (state() == CaseState::ReachingOut) static_cast<void>(must_do(evaluate()));
        if (conclusion != Conclusion::Replan) {
            static_cast<void>(must_do(consider_ending(conference::Opinion::Appropriate)));
        }
        return conclude(this->conclusion(conclusion));
    };
    const auto screen = [&](intake::ScreeningOutcome outcome) {
        return done(intake::screen_inquiry(
            town(), crew_.desk, events(),
            {case_id_, {.outcome = outcome, .note = "窓口の案内"}, std::nullopt}));
    };
    switch (event) {
        case CaseEvent::Receive: {
            intake::InquiryForm form;
            form.case_id = case_id_;
            form.received_on = today();
            return done(intake::receive_inquiry(town(), crew_.coordinator, events(), form));
        }
        case CaseEvent::KeepOwn:
            return screen(intake::ScreeningOutcome::OwnDesk);
        case CaseEvent::InformAndClose:
            return screen(intake::ScreeningOutcome::InformationOnly);
        case CaseEvent::Refer:
            return refer_to(town().profile().coordinating_desk);
        case CaseEvent::Accept:
            return answer({});
        case CaseEvent::ReturnWithAdvice:
            return answer({.event = referral::MemoEvent::Answer, .text = "窓口で続けられます"});
        case CaseEvent::PutToSupportConference:
            return to_support_conference();
        case CaseEvent::ConsentArrives:
            return done(consent_of(mother()));
        case CaseEvent::DraftPlan:
        case CaseEvent::DecideSupport:
        case CaseEvent::Monitor:
            return plan_step(event);
        case CaseEvent::Evaluate:
            return evaluate();
        case CaseEvent::Replan:
            return end_by_meeting(Conclusion::Replan);
        case CaseEvent::FollowUp:
            return end_by_meeting(Conclusion::FollowUp);
        case CaseEvent::Suspend:
            return end_by_meeting(Conclusion::Suspend);
        case CaseEvent::Close:
            return end_by_meeting(Conclusion::Close);
        case CaseEvent::WithdrawToOutreach:
        case CaseEvent::WithdrawToNetwork:
        case CaseEvent::ReviewPlan:
            static_cast<void>(must_do(withdraw()));
            return step(taker(event), lone(event));
        case CaseEvent::StartOutreach:
        case CaseEvent::Dismiss:
        case CaseEvent::Settle:
        case CaseEvent::ReturnToNetwork:
        case CaseEvent::Watch:
        case CaseEvent::CloseAlone:
        case CaseEvent::PeriodOver:
        case CaseEvent::Reopen:
            return step(taker(event), lone(event));
    }
    broken_invariant("every event is taken by an act", std::source_location::current());
}

void CaseDriver::bring_to(CaseState state) {
    const auto by = [&](CaseState before, CaseEvent event) {
        bring_to(before);
        static_cast<void>(must_do(take(event)));
        // Acts of one moment have no order; the clock of a town never stands still.
        crew_.site.clock().advance_seconds(60);
    };
    switch (state) {
        case CaseState::Noticed:
            return notice();
        case CaseState::Received:
            return receive();
        case CaseState::InNetwork:
            return by(CaseState::Received, CaseEvent::KeepOwn);
        case CaseState::Referred:
            return by(CaseState::Received, CaseEvent::Refer);
        case CaseState::Assessing:
            return by(CaseState::Referred, CaseEvent::Accept);
        case CaseState::ReachingOut:
            return by(CaseState::Referred, CaseEvent::PutToSupportConference);
        case CaseState::Planning:
            return by(CaseState::Assessing, CaseEvent::DraftPlan);
        case CaseState::Supporting:
            return by(CaseState::Planning, CaseEvent::DecideSupport);
        case CaseState::Evaluating:
            return by(CaseState::Supporting, CaseEvent::Evaluate);
        case CaseState::FollowingUp:
            return by(CaseState::Evaluating, CaseEvent::FollowUp);
        case CaseState::Suspended:
            return by(CaseState::Evaluating, CaseEvent::Suspend);
        case CaseState::Closed:
            return by(CaseState::Received, CaseEvent::InformAndClose);
    }
}

bool CaseDriver::may_read(const accounts::Actor& who, const access::Item& item) const {
    return town().read<bool>(who, "test", [&](access::ReadScope& scope) {
        auto reading = access::CaseReading::open(scope, case_id_);
        return reading && reading->may_read(item).has_value();
    });
}

}  // namespace kasane::tests
