#include <fmt/format.h>

#include <array>

#include "access/consent.hpp"
#include "casefile/emergency.hpp"
#include "casefile/record_consent.hpp"
#include "casefile/share_by_law.hpp"
#include "conference/convene_sitting.hpp"
#include "conference/item_reading.hpp"
#include "conference/record_minutes.hpp"
#include "conference/release_information.hpp"
#include "conference/take_part.hpp"
#include "outreach/record_contact.hpp"
#include "plan/assess_household.hpp"
#include "plan/draft_plan.hpp"
#include "plan/follow_plan.hpp"
#include "tests/support/random_life.hpp"

namespace kasane::tests {

void RandomLife::consent(Home& home, const accounts::Actor& who) {
    access::ConsentDeclaration declaration{
        .case_id = home.case_id,
        .person = home.persons[chance_.below(chance_.one_in(4) ? home.persons.size() : 1)]};
    declaration.agreed_on = today();
    if (chance_.one_in(4)) {
        declaration.status = access::ConsentStatus::NotYet;
        declaration.reason = access::NoConsentReason::NotApproached;
        declaration.next_attempt_on = today().plus_days(14);
    } else {
        declaration.method = access::ConsentMethod::Signature;
        declaration.explained_version = "privacy-rules";
        declaration.scopes = {access::ConsentScope::InformationSharing,
                              access::ConsentScope::PlanAndServiceApplication};
        for (const auto& each : staff_) {
            if (!chance_.one_in(16)) declaration.desks.push_back(each.desk());
        }
        if (chance_.one_in(10)) declaration.expires_on = today().plus_days(20);
    }
    auto recorded = tell("consent.record",
                         casefile::record_consent(town_.town(), who, town_.events(), declaration));
    if (recorded) home.consents.push_back(*recorded);
}

void RandomLife::withdraw(const Home& home, const accounts::Actor& who) {
    if (home.consents.empty()) return;
    access::Withdrawal withdrawal{.consent = chance_.of(home.consents), .note = "取り消したい"};
    if (chance_.one_in(2)) withdrawal.desk = anybody().desk();
    tell("consent.withdraw",
         casefile::withdraw_consent(town_.town(), who, town_.events(), withdrawal));
}

void RandomLife::sit(Home& home, const accounts::Actor& who, const municipality::Meeting& meeting,
                     conference::Purpose purpose) {
    const auto sitting = tell(
        "conference.convene",
        conference::convene_sitting(
            town_.town(), who,
            {.meeting = meeting.key, .held_on = today(), .starts_at = "14:00", .place = "会議室"}));
    if (!sitting) return;
    auto put = tell("conference.put",
                    conference::put_on_agenda(town_.town(), who,
                                              {.sitting = *sitting,
                                               .case_id = home.case_id,
                                               .purpose = purpose,
                                               .question = "役割を決めたい",
                                               .subjects = {home.persons.front()},
                                               .members = {home.desk.account, anybody().account},
                                               .plan = home.plan}));
    if (put)
        home.items.push_back(
            {*sitting, put->item, meeting.type == municipality::MeetingType::SupportConference});
}

void RandomLife::take_part(const Home& home, const accounts::Actor& who) {
    if (home.items.empty()) return;
    const auto& item = home.items.back().id;
    const auto pledge =
        chance_.one_in(3) ? conference::WithPledge::Yes : conference::WithPledge::No;
    tell("notice.accept", conference::accept_notice(town_.town(), who, item, pledge));
    conference::Contribution brought{.item = item, .text = "窓口で聞いたこと"};
    if (chance_.one_in(2)) brought.subject = home.persons.front();
    tell("conference.contribute", conference::contribute(town_.town(), who, brought));
}

void RandomLife::release(const Home& home, const accounts::Actor& who) {
    conference::Release release{.item = home.items.back().id,
                                .basis = conference::ReleaseBasis::Emergency,
                                .reason = "今夜の安全のため",
                                .contributor = conference::ContributorStep::Told};
    release.material =
        town_.town().read<std::string>(who, "item", [&](access::ReadScope& scope) -> std::string {
            const auto view = conference::read_item(scope, release.item);
            return view && !view->materials.empty() ? view->materials.front().id : "";
        });
    tell("conference.release", conference::release_information(town_.town(), who, release));
}

void RandomLife::minutes(const Home& home, const accounts::Actor& who) {
    using enum conference::Opinion;
    if (home.items.empty()) return;
    static constexpr std::array opinions{Appropriate, Appropriate, Appropriate, Conditional,
                                         Returned};
    const auto& item = home.items.back();
    if (chance_.one_in(3)) {
        take_part(home, who);
        release(home, who);
    }
    if (chance_.one_in(4)) {
        tell("minutes.confirm", conference::confirm_minutes(town_.town(), who, item.sitting));
        return;
    }
    conference::Minutes written{.item = item.id, .minutes = "役割を確かめた"};
    written.attended = {home.desk.account};
    if (item.of_support_conference && !chance_.one_in(3)) {
        written.accepted_in_room = {home.desk.account};
    }
    const auto helps = chance_.one_in(3) ? anybody().desk() : home.desk.desk();
    written.roles = {{helps, "受診の付添い", today().plus_days(30)}};
    if (chance_.one_in(2)) {
        written.lead_desk = home.desk.desk();
        written.lead_reason = "関わりが深いため";
    }
    if (home.plan) written.opinion = chance_.of(opinions);
    tell("minutes.record", conference::record_minutes(town_.town(), who, written));
}

void RandomLife::finish_role(const accounts::Actor& who) {
    const auto roles = town_.town().read<std::vector<conference::RoleView>>(
        who, "roles", [](access::ReadScope& scope) { return conference::readable_roles(scope); });
    if (roles.empty()) return;
    tell("role.finish", conference::finish_role(town_.town(), who, roles.front().role.id));
}

void RandomLife::assess(const Home& home, const accounts::Actor& who) {
    plan::Assessment made{.case_id = home.case_id, .made_on = today()};
    made.summary = PrivateText("いくつもの課題が重なる");
    made.strengths = PrivateText("近所に声をかける人がいる");
    made.problems = {{.person = std::nullopt, .code = "poverty", .is_main = true},
                     {.person = home.persons.front(), .code = "p8050", .is_main = true}};
    tell("household.assess", plan::assess_household(town_.town(), who, made));
    tell("need.recognise",
         plan::recognise_need(town_.town(), who, home.case_id, "調整が必要なため"));
}

void RandomLife::draft(Home& home, const accounts::Actor& who) {
    plan::Plan made{.case_id = home.case_id, .drafted_on = today()};
    if (home.plan && chance_.one_in(2)) made.id = *home.plan;
    made.subjects = {home.persons.front()};
    made.wishes = PrivateText("家で暮らしたい");
    made.issues = PrivateText("家計と介護");
    made.points_to_note = PrivateText("訪問は二人で");
    made.integration = PrivateText("月に一度集まる");
    made.rows = {{.goal = PrivateText("家計の見通しを立てる"),
                  .due_on = today().plus_months(2),
                  .what = PrivateText("収支を書き出す"),
                  .desk = home.desk.desk(),
                  .frequency = "月2回"}};
    made.starts_on = today();
    made.ends_on = today().plus_months(6);
    made.next_confirmation_on = today().plus_days(28);
    auto drafted = tell("plan.draft", plan::draft_plan(town_.town(), who, made));
    if (drafted) home.plan = *drafted;
}

void RandomLife::decide(const Home& home, const accounts::Actor& who) {
    if (!home.plan) return;
    tell("support.decide",
         plan::decide_support(
             town_.town(), who,
             {.plan = *home.plan, .change_made = chance_.one_in(2) ? "時期を改めた" : ""}));
}

void RandomLife::follow(const Home& home, const accounts::Actor& who) {
    if (!home.plan) return;
    if (chance_.one_in(2)) {
        plan::MonitorPlan seen{.plan = *home.plan,
                               .held_on = today(),
                               .findings = "落ち着いている",
                               .person_voice = "安心した"};
        if (!chance_.one_in(4)) seen.next_on = today().plus_days(28);
        tell("plan.monitor", plan::monitor_plan(town_.town(), who, seen));
        return;
    }
    plan::Evaluation made{.plan = home.plan, .case_id = home.case_id, .evaluated_on = today()};
    made.achievement = "mostly";
    made.changes = {"mental_stability"};
    made.remaining = PrivateText("家計の相談は続ける");
    tell("plan.evaluate", plan::evaluate_case(town_.town(), who, made));
}

void RandomLife::conclude(const Home& home, const accounts::Actor& who) {
    using enum plan::Conclusion;
    static constexpr std::array conclusions{Close, FollowUp, Replan, Suspend};
    plan::ConcludeCase wanted{.case_id = home.case_id, .conclusion = chance_.of(conclusions)};
    wanted.reason = "役割が整った";
    wanted.remaining = "家族は変わりなく暮らしている";
    if (!chance_.one_in(4)) wanted.companion = home.desk.desk();
    wanted.next_on = today().plus_days(60);
    tell(fmt::format("case.conclude {}", code_of(wanted.conclusion)),
         plan::conclude_case(town_.town(), who, town_.events(), wanted));
}

void RandomLife::contact(const Home& home, const accounts::Actor& who) {
    static constexpr std::array outcomes{"absent", "letter_left", "voice", "met"};
    outreach::Contact made{.case_id = home.case_id, .happened_on = today()};
    made.mode = "visit";
    made.outcome = chance_.of(outcomes);
    made.stage = "indirect";
    made.visitors = "二人";
    made.body = PrivateText("玄関先で声をかけた");
    if (chance_.one_in(2)) made.person = home.persons.front();
    if (!chance_.one_in(3)) made.next_on = today().plus_days(14);
    tell("outreach.record", outreach::record_contact(town_.town(), who, made));
}

void RandomLife::rescue() {
    auto& town = town_.town();
    const auto& who = staff_[emergencies_.below(staff_.size())];
    const auto& home = homes_[emergencies_.below(homes_.size())];
    std::string number;
    town.database().read(town.code(), [&](storage::Reader& rows) {
        number = rows.value<std::string>(
            "select number from cases where municipality = $1 and case_id = $2",
            rows.municipality(), home.case_id);
    });
    const auto opened =
        tell("emergency.open",
             casefile::open_emergency(town, who,
                                      {.case_number = emergencies_.one_in(4) ? "R8-9999" : number,
                                       .name = {},
                                       .birth_date = std::nullopt,
                                       .danger = casefile::Danger::Body,
                                       .reason = emergencies_.one_in(8) ? "" : "返事がない"}));
    if (opened) openings_.push_back(opened->id);
    if (openings_.empty()) return;
    const auto& one = openings_[emergencies_.below(openings_.size())];
    const auto officer = town_.privacy_officer();
    switch (emergencies_.below(3)) {
        case 0:
            tell("emergency.see", casefile::see_emergency(town, officer, one));
            return;
        case 1:
            tell("emergency.renew", casefile::renew_emergency(town, coordinator(),
                                                              {.id = one, .words = "まだ危ない"}));
            return;
        default:
            tell("emergency.review",
                 casefile::review_emergency(town, officer,
                                            {.id = one,
                                             .words = "電話で確かめた",
                                             .outcome = casefile::ReviewOutcome::Justified}));
    }
}

void RandomLife::share() {
    auto& town = town_.town();
    if (homes_.empty()) return;
    if (!sharings_.empty() && emergencies_.one_in(3)) {
        const auto& [case_id, sharing] = sharings_[emergencies_.below(sharings_.size())];
        tell("sharing.end",
             casefile::end_sharing(town, coordinator(), case_id, sharing, "確認が済んだ"));
        return;
    }
    const auto& home = homes_[emergencies_.below(homes_.size())];
    const auto& to = staff_[emergencies_.below(staff_.size())];
    const auto shared =
        tell("sharing.decide",
             casefile::share_by_law(
                 town, coordinator(),
                 {.case_id = home.case_id,
                  .person = home.persons.front(),
                  .desk = to.desk(),
                  .provision = emergencies_.one_in(2) ? casefile::SharingProvision::SpecialReason
                                                      : casefile::SharingProvision::ElderAbuse,
                  .extent = casefile::SharingExtent::Case,
                  .purpose = "安全の確認",
                  .reason = emergencies_.one_in(8) ? "" : "けがが続いている",
                  .until_on = today().plus_days(14)}));
    if (shared) sharings_.emplace_back(home.case_id, *shared);
}

}  // namespace kasane::tests
