#include "cli/invented_acts.hpp"

#include <fmt/format.h>
#include "casefile/record_consent.hpp"
#include "casefile/record_note.hpp"
#include "cli/must.hpp"
#include "conference/convene_sitting.hpp"
#include "conference/item_reading.hpp"
#include "conference/record_minutes.hpp"
#include "conference/take_part.hpp"
#include "intake/receive_inquiry.hpp"
#include "intake/screen_inquiry.hpp"
#include "outreach/record_contact.hpp"
#include "people/person_fields.hpp"
#include "plan/assess_household.hpp"
#include "plan/draft_plan.hpp"
#include "plan/follow_plan.hpp"
#include "referral/answer_memo.hpp"
#include "referral/see_reply.hpp"
#include "referral/send_memo.hpp"

namespace kasane::cli {
namespace {

void put_on_agenda(Life& life, const municipality::Meeting& meeting, const Date& held_on,
                   conference::Purpose purpose, std::vector<PersonId> subjects) {
    life.item =
        must(conference::put_on_agenda(life.town(), life.coordinator(),
                                       {.sitting = life.world.calendar.sitting(
                                            life.town(), life.coordinator(), meeting, held_on),
                                        .case_id = life.case_id,
                                        .purpose = purpose,
                                        .question = "役割分担と、これからの支え方",
                                        .subjects = std::move(subjects),
                                        .members = {life.desk.account, life.other.account},
                                        .plan = purpose == conference::Purpose::PlanAppropriateness
                                                    ? std::optional(life.plan)
                                                    : std::nullopt}))
            .item;
}

void record(Life& life, bool with_plan, std::vector<AccountId> accepted_in_room = {}) {
    conference::Minutes minutes{.item = life.item, .minutes = "状況を共有し、役割を確かめました。"};
    minutes.attended = {life.desk.account, life.other.account};
    minutes.accepted_in_room = std::move(accepted_in_room);
    minutes.roles = {{life.other.desk(), "定期の訪問と受診の付添い", life.today().plus_days(30)}};
    if (with_plan) {
        minutes.opinion = conference::Opinion::Appropriate;
        minutes.lead_desk = life.desk.desk();
        minutes.lead_reason = "これまでの関わりが最も深いため";
    }
    static_cast<void>(must(conference::record_minutes(life.town(), life.coordinator(), minutes)));
}

}  // namespace

void receive(Life& life, int number) {
    auto& chance = life.world.chance;
    const auto family = invent_family(chance);
    intake::InquiryForm form;
    form.received_on = life.today();
    form.contact_method = chance.one_in(2) ? "visit" : "phone";
    form.caller.relation = "self";
    form.said = life.trouble->said;
    form.topics = {std::string(life.trouble->topic)};
    form.primary_topic = life.trouble->topic;
    form.urgency = chance.one_in(12) ? "immediate" : "normal";
    const bool elder_first = chance.one_in(2);
    form.persons.push_back(
        invent_person(chance, family, elder_first ? Place::Elder : Place::Adult, life.today()));
    form.persons.back().relation = "self";
    const std::size_t more = chance.below(3);
    for (std::size_t i = 0; i < more; ++i) {
        form.persons.push_back(
            invent_person(chance, family, elder_first ? Place::Adult : Place::Child, life.today()));
        form.persons.back().relation = "child";
    }
    if (number % 40 == 7) {
        form.persons.front().is_protected = true;
        form.persons.front().contact_note = "相手方に居場所を知られないよう、連絡の前に確認";
    }
    if (number % 25 == 3) {
        form.persons = {people::NewPerson{.identity_status = people::IdentityStatus::Unidentified,
                                          .name = std::string(people::unknown_name),
                                          .relation = "self"}};
    }
    const auto received =
        must(intake::receive_inquiry(life.town(), life.desk, life.world.events, form));
    life.case_id = received.case_id;
    life.persons = life.town().read<std::vector<PersonId>>(
        life.desk, "demonstration", [&](access::ReadScope& scope) {
            auto reading = access::CaseReading::open(scope, life.case_id);
            std::vector<PersonId> persons;
            for (const auto& person : people::persons_of_case(scope, *reading)) {
                persons.push_back(person.id);
            }
            return persons;
        });
}

void notice(Life& life) {
    intake::InquiryForm form;
    form.nature = intake::InquiryNature::Hint;
    form.received_on = life.today();
    form.contact_method = "phone";
    form.caller.relation = "neighbor";
    form.caller.is_reporter = true;
    form.said = "夜も明かりがつかない家がある。人を見かけなくなった。";
    form.persons.push_back({.identity_status = people::IdentityStatus::Unidentified,
                            .name = std::string(people::unknown_name),
                            .birth_note = "60代くらい",
                            .relation = "self"});
    static_cast<void>(
        must(intake::receive_inquiry(life.town(), life.coordinator(), life.world.events, form)));
}

void screen(Life& life, intake::ScreeningOutcome outcome) {
    intake::Screening screening{
        .outcome = outcome, .reason = "second_opinion", .note = "窓口で確認"};
    if (outcome == intake::ScreeningOutcome::ReferDesk) screening.to_desk = life.other.desk();
    static_cast<void>(must(intake::screen_inquiry(life.town(), life.desk, life.world.events,
                                                  {life.case_id, screening, std::nullopt})));
}

void note(Life& life, const accounts::Actor& actor, std::string_view mode, std::string text) {
    static_cast<void>(must(casefile::record_note(
        life.town(), actor,
        {.case_id = life.case_id, .contact_mode = std::string(mode), .text = std::move(text)})));
}

void send_memo(Life& life, const DeskId& to) {
    life.memo = must(referral::send_memo(life.town(), life.desk,
                                         {.case_id = life.case_id,
                                          .to_desk = to,
                                          .persons = life.persons,
                                          .request = "respond",
                                          .wish = "一緒に支え方を考えてください。",
                                          .summary = std::string(life.trouble->said),
                                          .done_so_far = "窓口で話を聞きました。",
                                          .urgency = "normal",
                                          .reason = "role_division_needed"}))
                    .id;
}

void answer_memo(Life& life, const accounts::Actor& receiver, referral::MemoEvent event,
                 std::string text) {
    static_cast<void>(must(referral::answer_memo(
        life.town(), receiver, {.memo = life.memo, .event = event, .text = std::move(text)})));
}

void see_reply(Life& life) {
    static_cast<void>(must(referral::see_reply(life.town(), life.desk, life.memo)));
}

void assess(Life& life) {
    plan::Assessment made{.case_id = life.case_id, .made_on = life.today()};
    made.summary = PrivateText(
        fmt::format("{} いくつもの課題が重なり、一つの窓口では支えきれない。", life.trouble->said));
    made.strengths = PrivateText("家族どうしの会話がある。近所に声をかけてくれる人がいる。");
    made.person_wish = PrivateText("いまの家で、落ち着いて暮らしたい。");
    made.direction = PrivateText("窓口が役割を分け、月に一度集まって確かめる。");
    // A child cares for its parents, not the other way round.
    const bool of_child = life.trouble->problem == "young_carer";
    const bool poor = life.trouble->problem == "poverty";
    made.problems = {
        {.person = std::nullopt, .code = poor ? "social_isolation" : "poverty", .is_main = true},
        {.person = of_child ? life.persons.back() : life.persons.front(),
         .code = std::string(life.trouble->problem),
         .is_main = true}};
    static_cast<void>(must(plan::assess_household(life.town(), life.coordinator(), made)));
}

void consent(Life& life, bool obtained) {
    access::ConsentDeclaration declaration{.case_id = life.case_id, .person = life.persons.front()};
    declaration.agreed_on = life.today();
    if (obtained) {
        declaration.method = access::ConsentMethod::Signature;
        declaration.explained_version = "privacy-rules-2026-07";
        declaration.purpose = "相談支援の調整と、支援プランの検討";
        declaration.scopes = {access::ConsentScope::InformationSharing,
                              access::ConsentScope::PlanAndServiceApplication};
        declaration.desks = {life.desk.desk(), life.other.desk(), life.coordinator().desk()};
    } else {
        declaration.status = access::ConsentStatus::NotYet;
        declaration.reason = access::NoConsentReason::NotApproached;
        declaration.reason_note = "声をかけているところ。";
        declaration.next_attempt_on = life.today().plus_days(21);
    }
    static_cast<void>(must(
        casefile::record_consent(life.town(), life.coordinator(), life.world.events, declaration)));
}

void household_on_agenda(Life& life, const Date& held_on) {
    put_on_agenda(life, life.town().profile().support_conference(), held_on,
                  conference::Purpose::InformationSharing, life.persons);
}

void support_conference(Life& life) {
    for (const auto* member : {&life.coordinator(), &std::as_const(life.desk)}) {
        static_cast<void>(must(conference::accept_notice(life.town(), *member, life.item)));
    }
    static_cast<void>(must(conference::contribute(
        life.town(), life.desk,
        {.item = life.item, .text = "窓口で聞いたこと。近所とのつながりは少ない。"})));
    // The other desk comes without having looked at the screen before.
    record(life, false, {life.other.account});
}

void contact(Life& life, std::string_view outcome, std::string_view stage) {
    outreach::Contact made{.case_id = life.case_id, .happened_on = life.today()};
    made.mode = "visit";
    made.outcome = outcome;
    made.stage = stage;
    made.visitors = "二人";
    made.body = PrivateText("玄関先で声をかけ、手紙を置いてきた。");
    // Once they have met, what comes next depends on the answer.
    if (outcome != "met") made.next_on = life.today().plus_days(14);
    static_cast<void>(must(outreach::record_contact(life.town(), life.coordinator(), made)));
}

void draft(Life& life) {
    static_cast<void>(must(plan::recognise_need(life.town(), life.coordinator(), life.case_id,
                                                "複数の課題が重なり、調整が必要なため")));
    plan::Plan made{.case_id = life.case_id, .drafted_on = life.today()};
    made.subjects = {life.persons.front()};
    made.wishes = PrivateText("いまの家で、落ち着いて暮らしたい。");
    made.issues = PrivateText("家計の立直しと、家族の介護の負担。");
    made.policy = PrivateText("無理のない順に、一つずつ整える。");
    made.points_to_note = PrivateText("訪問は二人で行い、夕方は避ける。");
    made.integration = PrivateText("月に一度、関わる窓口が集まって確かめる。");
    made.rows = {{.goal = PrivateText("家計の見通しを立てる"),
                  .due_on = life.today().plus_months(2),
                  .what = PrivateText("収入と支出を一緒に書き出す"),
                  .desk = life.desk.desk(),
                  .frequency = "月2回"},
                 {.goal = PrivateText("体調を整える"),
                  .due_on = life.today().plus_months(3),
                  .what = PrivateText("受診に付き添う"),
                  .desk = life.other.desk(),
                  .frequency = "月1回"}};
    made.starts_on = life.today();
    made.ends_on = life.today().plus_months(6);
    made.next_confirmation_on = life.today().plus_days(28);
    life.plan = must(plan::draft_plan(life.town(), life.coordinator(), made));
}

void plan_on_agenda(Life& life, const Date& held_on) {
    put_on_agenda(life, life.town().profile().coordination_conference(), held_on,
                  conference::Purpose::PlanAppropriateness, {life.persons.front()});
}

void decide(Life& life) {
    record(life, true);
    static_cast<void>(
        must(plan::decide_support(life.town(), life.coordinator(), {.plan = life.plan})));
}

void finish_role(Life& life) {
    const auto roles = life.town().read<std::vector<std::string>>(
        life.other, "demonstration", [&](access::ReadScope& scope) {
            std::vector<std::string> mine;
            for (const auto& view : conference::readable_roles(scope)) {
                if (view.role.item == life.item) mine.push_back(view.role.id);
            }
            return mine;
        });
    for (const auto& role : roles) {
        static_cast<void>(must(conference::finish_role(life.town(), life.other, role)));
    }
}

void monitor(Life& life) {
    static_cast<void>(must(plan::monitor_plan(life.town(), life.coordinator(),
                                              {.plan = life.plan,
                                               .held_on = life.today(),
                                               .findings = "生活は少しずつ落ち着いている。",
                                               .person_voice = "話を聞いてもらえて安心した。",
                                               .next_on = life.today().plus_days(28)})));
}

void evaluate(Life& life) {
    plan::Evaluation made{.plan = life.plan, .case_id = life.case_id, .evaluated_on = life.today()};
    made.achievement = "mostly";
    made.changes = {"mental_stability"};
    made.remaining = PrivateText("家計の相談は続ける。");
    made.person_voice = PrivateText("前より眠れるようになった。");
    static_cast<void>(must(plan::evaluate_case(life.town(), life.coordinator(), made)));
}

void ending_on_agenda(Life& life, const Date& held_on) {
    put_on_agenda(life, life.town().profile().coordination_conference(), held_on,
                  conference::Purpose::ClosureEvaluation, {life.persons.front()});
}

void conclude(Life& life, plan::Conclusion conclusion) {
    record(life, false);
    static_cast<void>(must(plan::conclude_case(life.town(), life.coordinator(), life.world.events,
                                               {.case_id = life.case_id,
                                                .conclusion = conclusion,
                                                .reason = "役割分担が整い、見通しが立ったため",
                                                .remaining = "家族は変わりなく暮らしている。",
                                                .companion = life.desk.desk(),
                                                .next_on = life.today().plus_days(90)})));
}

}  // namespace kasane::cli
