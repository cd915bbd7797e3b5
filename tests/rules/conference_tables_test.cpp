// 会議の枠, 支援会議の資料, 会議の外に出すこと, 主担当 — the tables of the meetings.

#include <gtest/gtest.h>

#include <algorithm>

#include "access/ground_rules.hpp"
#include "conference/admit_member.hpp"
#include "conference/conference_rules.hpp"
#include "conference/convene_sitting.hpp"
#include "conference/decide_lead.hpp"
#include "conference/item_reading.hpp"
#include "conference/sittings.hpp"
#include "conference/take_off_agenda.hpp"
#include "conference/take_part.hpp"
#include "tests/support/case_driver.hpp"
#include "tests/support/rule_words.hpp"
#include "tests/support/tatsuno_profile.hpp"

namespace kasane::tests {
namespace {

using access::ConsentScope;
using casefile::CaseState;
using conference::Frame;
using conference::Opinion;
using conference::Purpose;

std::vector<PersonId> persons_named(const CaseDriver& driver, const std::vector<std::string>& who) {
    std::vector<PersonId> persons;
    for (const auto& each : who) {
        if (each != "なし") persons.push_back(each == "母" ? driver.mother() : driver.son());
    }
    return persons;
}

std::string names_of(const CaseDriver& driver, const std::vector<PersonId>& persons) {
    std::vector<std::string> names;
    if (std::ranges::find(persons, driver.mother()) != persons.end()) names.emplace_back("母");
    if (std::ranges::find(persons, driver.son()) != persons.end()) names.emplace_back("息子");
    return listed(names);
}

// ---- gate.coordination_needs_consent

void give_consents(CaseDriver& driver, const RuleCase& row) {
    std::vector<std::string> desks{"elderly", "disability", "coordination"};
    if (row.given.has("同意の窓口")) {
        desks.clear();
        for (const auto& desk : row.given.list("同意の窓口")) desks.push_back(desk_called(desk));
    }
    std::vector<ConsentScope> scopes{ConsentScope::InformationSharing};
    if (row.given.has("同意の範囲")) {
        scopes = {by_label<ConsentScope>(row.given.text("同意の範囲"))};
    }
    for (const auto& person : persons_named(driver, row.given.list("同意した人"))) {
        auto declaration = driver.declaration_of(person, scopes, desks);
        if (row.given.has("同意の期限")) {
            const bool over = row.given.text("同意の期限") == "昨日";
            declaration.agreed_on = driver.today().plus_days(-30);
            declaration.expires_on = driver.today().plus_days(over ? -1 : 10);
        }
        static_cast<void>(must_do(driver.declare(driver.crew().coordinator, declaration)));
    }
}

Result<conference::OnAgenda> put(CaseDriver& driver, const municipality::Meeting& meeting,
                                 const std::vector<PersonId>& subjects) {
    const auto& crew = driver.crew();
    const auto sitting = must_do(driver.convene(meeting, conference::SittingForm::InRoom));
    return conference::put_on_agenda(driver.town(), crew.coordinator,
                                     {.sitting = sitting,
                                      .case_id = driver.id(),
                                      .question = "役割を決めたい",
                                      .subjects = subjects,
                                      .members = {crew.desk.account, crew.other.account}});
}

/// What happens between the agenda and the sitting.
void happen(CaseDriver& driver, const std::string& what, const AgendaItemId& item) {
    if (what == "撤回" || what == "息子の撤回") {
        static_cast<void>(must_do(driver.withdraw()));
    } else if (what == "こども家庭センターの人が加わる") {
        static_cast<void>(must_do(
            conference::admit_member(driver.town(), driver.crew().coordinator,
                                     {.item = item, .account = driver.crew().stranger.account})));
    }
}

Outcome open_papers(CaseDriver& driver, const AgendaItemId& item) {
    return driver.town().read<Outcome>(driver.crew().other, "test", [&](access::ReadScope& scope) {
        const auto view = conference::read_item(scope, item);
        auto outcome = outcome_of_sight(view && !view->item.subjects.empty());
        if (view) outcome["見える人"] = names_of(driver, view->item.subjects);
        return outcome;
    });
}

/// A role is given to a desk; then what that desk can read of it, and on which ground it says.
Outcome give_role(CaseDriver& driver, const AgendaItemId& item, const RuleCase& row) {
    const auto& crew = driver.crew();
    const DeskId desk(desk_called(row.given.text("役割の窓口")));
    const auto done = conference::record_minutes(
        driver.town(), crew.coordinator,
        {.item = item,
         .minutes = "役割を決めた",
         .roles = {{desk, "訪問に同行する", driver.today().plus_months(3)}}});
    auto outcome = outcome_of(done);
    if (row.given.has("役割を決めてからの日数")) {
        crew.site.clock().advance_seconds(row.given.number("役割を決めてからの日数") * 86'400);
    }
    const auto& reader = desk == crew.coordinator.desk() ? crew.coordinator
                         : desk == crew.other.desk()     ? crew.other
                                                         : crew.stranger;
    outcome["表示の根拠"] =
        driver.town().read<std::string>(reader, "test", [&](access::ReadScope& scope) {
            for (const auto& view : conference::readable_roles(scope)) {
                if (view.role.item == item) return view.ground.substr(0, view.ground.find(' '));
            }
            return std::string("なし");
        });
    return outcome;
}

TEST(CoordinationNeedsConsent, follows_its_table) {
    RunningSite site;
    Crew crew(site);
    const auto& profile = site.hall().town().profile();
    check_rule_cases("coordination_needs_consent", [&](const RuleCase& row) {
        CaseDriver driver(crew);
        driver.bring_to(CaseState::Assessing);
        give_consents(driver, row);
        const bool support = row.given.text_or("会議", "重層的支援会議") == "支援会議";
        const auto on_agenda =
            put(driver, support ? profile.support_conference() : profile.coordination_conference(),
                persons_named(driver, row.given.list("議題にする人")));
        const auto& act = row.when.text("操作");
        if (act == "議題にする") {
            auto outcome = outcome_of(on_agenda);
            if (!on_agenda) return outcome;
            auto wanted = persons_named(driver, row.given.list("議題にする人"));
            std::erase_if(wanted, [&](const PersonId& person) {
                return std::ranges::find(on_agenda->dropped, person) != on_agenda->dropped.end();
            });
            outcome["議題に載る人"] = names_of(driver, wanted);
            outcome["外れる人"] = names_of(driver, on_agenda->dropped);
            return outcome;
        }
        const auto item = must_do(on_agenda).item;
        happen(driver, row.given.text_or("そのあと", ""), item);
        if (act == "資料を開く") return open_papers(driver, item);
        if (act == "役割を決める") return give_role(driver, item, row);
        return outcome_of(driver.record(item, std::nullopt, std::nullopt));
    });
}

// ---- gate.support_conference

struct Reader {
    accounts::Actor who;
    std::optional<conference::Capacity> admitted_as;  ///< nothing: as convened, or not at all
};

Reader reader_of(const Crew& crew, const std::string& word) {
    if (word == "事務局") return {crew.coordinator, std::nullopt};
    if (word == "招集された人") return {crew.other, std::nullopt};
    if (word == "招集されていない人") return {crew.stranger, std::nullopt};
    return {crew.stranger, by_label<conference::Capacity>(word)};
}

/// The item of a 支援会議 and how long ago its minutes were confirmed.
struct Sat {
    SittingId sitting;
    AgendaItemId item;
};

Sat sit(CaseDriver& driver, conference::SittingForm form = conference::SittingForm::InRoom) {
    const auto& crew = driver.crew();
    const auto sitting =
        must_do(driver.convene(driver.town().profile().support_conference(), form));
    const auto put =
        must_do(conference::put_on_agenda(driver.town(), crew.coordinator,
                                          {.sitting = sitting,
                                           .case_id = driver.id(),
                                           .question = "訪問の仕方",
                                           .subjects = {driver.mother(), driver.son()},
                                           .members = {crew.desk.account, crew.other.account}}));
    return {sitting, put.item};
}

void confirm(CaseDriver& driver, const Sat& sat, std::int64_t days_ago) {
    const auto& crew = driver.crew();
    static_cast<void>(conference::accept_notice(driver.town(), crew.coordinator, sat.item));
    static_cast<void>(must_do(conference::record_minutes(
        driver.town(), crew.coordinator,
        {.item = sat.item,
         .minutes = "訪問を続ける",
         .accepted_in_room = {crew.other.account},
         .roles = {{crew.other.desk(), "訪問に同行する", driver.today().plus_months(3)}}})));
    static_cast<void>(
        must_do(conference::confirm_minutes(driver.town(), crew.coordinator, sat.sitting)));
    crew.site.clock().advance_seconds(days_ago * 86'400);
}

std::string pledge_word(const conference::PledgeState& pledge, const Date& today) {
    if (pledge.holds_on(today)) return "有効です";
    return pledge.valid_until ? "期限が切れています" : "ありません";
}

Outcome look(CaseDriver& driver, const accounts::Actor& reader, const AgendaItemId& item) {
    return driver.town().read<Outcome>(reader, "test", [&](access::ReadScope& scope) {
        const auto view = conference::read_item(scope, item);
        auto outcome = outcome_of_sight(view && !view->awaits_notice);
        outcome["見えるもの"] = !view ? "何も見えない" : view->awaits_notice ? "説明だけ" : "資料";
        if (view && view->awaits_notice) {
            EXPECT_TRUE(view->item.question.empty() && view->materials.empty());
        }
        outcome["誓約"] = pledge_word(conference::pledge_of(scope, reader.account), scope.today());
        return outcome;
    });
}

/// The secretariat records that somebody was there, and what became of what they may see.
Outcome attend(CaseDriver& driver, const accounts::Actor& who, const AgendaItemId& item,
               const RuleCase& row) {
    const auto& coordinator = driver.crew().coordinator;
    static_cast<void>(conference::accept_notice(driver.town(), coordinator, item));
    conference::Minutes minutes{.item = item, .minutes = "訪問を続ける"};
    if (row.given.flag("読み上げて確認")) {
        minutes.accepted_in_room = {who.account};
    } else {
        minutes.attended = {who.account};
    }
    auto outcome = outcome_of(conference::record_minutes(driver.town(), coordinator, minutes));
    const auto member = driver.town().read<std::optional<conference::ItemMember>>(
        coordinator, "test",
        [&](access::ReadScope& scope) { return conference::member_of(scope, item, who.account); });
    outcome["出席"] = member && member->attended ? "はい" : "いいえ";
    outcome["読み上げの記録"] = member && member->notice_read_out_at ? "はい" : "いいえ";
    outcome["見えるもの"] = look(driver, who, item)["見えるもの"];
    return outcome;
}

Outcome read_role(CaseDriver& driver, const accounts::Actor& reader) {
    return driver.town().read<Outcome>(reader, "test", [&](access::ReadScope& scope) {
        const auto roles = conference::readable_roles(scope);
        return outcome_of_sight(std::ranges::any_of(roles, [&](const conference::RoleView& view) {
            return view.role.case_id == driver.id();
        }));
    });
}

TEST(SupportConference, follows_its_table) {
    check_rule_cases("support_conference", [&](const RuleCase& row) {
        RunningSite site;  // a pledge of one row would hold in the next
        Crew crew(site);
        CaseDriver driver(crew);
        driver.bring_to(CaseState::ReachingOut);
        const auto reader = reader_of(crew, row.given.text("読む人"));
        const auto pledge = row.given.text_or("誓約", "");
        if (pledge == "13か月前") {
            const auto before = sit(driver);
            static_cast<void>(must_do(conference::accept_notice(
                driver.town(), reader.who, before.item, conference::WithPledge::Yes)));
            site.clock().advance_seconds(std::int64_t{395} * 86'400);
        }
        const auto sat =
            sit(driver, by_label<conference::SittingForm>(row.given.text_or("開き方", "集まって")));
        const auto& act = row.when.text("操作");
        const bool admits = reader.admitted_as && act != "議題に加える";
        if (admits) {
            static_cast<void>(must_do(
                conference::admit_member(driver.town(), crew.coordinator,
                                         {sat.item, reader.who.account, *reader.admitted_as})));
        }
        if (row.given.flag("守秘義務の確認")) {
            static_cast<void>(conference::accept_notice(
                driver.town(), reader.who, sat.item,
                pledge == "いま" ? conference::WithPledge::Yes : conference::WithPledge::No));
        }
        if (row.given.has("会議録の確定からの日数")) {
            confirm(driver, sat, row.given.number("会議録の確定からの日数"));
        }
        if (row.given.text_or("そのあと", "") == "議題から外す") {
            static_cast<void>(must_do(conference::take_off_agenda(
                driver.town(), crew.coordinator, {sat.item, "本人が延期を望んだ"})));
        }
        if (act == "資料を開く") return look(driver, reader.who, sat.item);
        if (act == "自分の役割を読む") return read_role(driver, reader.who);
        if (act == "出席を記録する") return attend(driver, reader.who, sat.item, row);
        if (act == "守秘義務を確認する") {
            return outcome_of(conference::accept_notice(driver.town(), reader.who, sat.item));
        }
        return outcome_of(
            conference::admit_member(driver.town(), crew.coordinator,
                                     {sat.item, reader.who.account,
                                      reader.admitted_as.value_or(conference::Capacity::Deputy)}));
    });
}

// ---- gate.frame, gate.council_without_cases

const municipality::Meeting& meeting_called(const std::string& name) {
    for (const auto& meeting : test_support::tatsuno_profile()->meetings) {
        if (meeting.local_name == name) return meeting;
    }
    throw BrokenRuleCase(name + " is no meeting of the profile");
}

/// The frame of a meeting and what binds those who take part.
Outcome framed(const RuleCase& row) {
    const auto frame = conference::frame_of(meeting_called(row.given.text("会議")));
    auto outcome = outcome_of(frame);
    if (!frame) return outcome;
    outcome["枠"] = label_of(*frame);
    const auto day = row.given.has("開催日") ? row.given.date("開催日") : *Date::of(2026, 9, 1);
    std::vector<std::string> articles;
    for (const auto* provision : conference::secrecy_of(*frame, day)) {
        articles.emplace_back(provision->article);
    }
    outcome["守秘義務"] = listed(articles);
    return outcome;
}

Outcome in_its_frame(CaseDriver& driver, const RuleCase& row) {
    const auto& meeting = meeting_called(row.given.text("会議"));
    const auto& crew = driver.crew();
    auto& town = driver.town();
    driver.bring_to(CaseState::Assessing);
    static_cast<void>(must_do(driver.consent_of(driver.mother())));
    const auto on_agenda = must_do(put(driver, meeting, {driver.mother()}));
    const auto sitting = driver.sitting_of(on_agenda.item);
    const auto minutes = row.given.text_or("会議録", "記録なし");
    if (minutes != "記録なし") {
        static_cast<void>(must_do(driver.record(on_agenda.item, std::nullopt, std::nullopt)));
    }
    if (minutes == "確定") {
        static_cast<void>(must_do(conference::confirm_minutes(town, crew.coordinator, sitting)));
    }
    const auto& act = row.when.text("操作");
    if (act == "議題にする") {
        return outcome_of(conference::put_on_agenda(town, crew.coordinator,
                                                    {.sitting = sitting,
                                                     .case_id = driver.id(),
                                                     .question = "もう一つ",
                                                     .subjects = {driver.mother()},
                                                     .members = {crew.desk.account}}));
    }
    if (act == "守秘義務を確認する") {
        return outcome_of(conference::accept_notice(town, crew.desk, on_agenda.item));
    }
    if (act == "会議録を確定する") {
        return outcome_of(conference::confirm_minutes(town, crew.coordinator, sitting));
    }
    if (act == "議題から外す") {
        if (row.given.has("開催日からの日数")) {
            crew.site.clock().advance_seconds(row.given.number("開催日からの日数") * 86'400);
        }
        const std::string reason = row.given.flag_or("理由", true) ? "本人が延期を望んだ" : "";
        return outcome_of(
            conference::take_off_agenda(town, crew.coordinator, {on_agenda.item, reason}));
    }
    if (act == "会議を中止する") {
        return outcome_of(
            conference::cancel_sitting(town, crew.coordinator, sitting, "大雪のため"));
    }
    if (meeting.type == municipality::MeetingType::SupportConference) {
        static_cast<void>(
            must_do(conference::accept_notice(town, crew.coordinator, on_agenda.item)));
    }
    const bool on_plan = act == "プランの適切性を記録する";
    return outcome_of(driver.record(on_agenda.item,
                                    on_plan ? std::optional(Opinion::Appropriate) : std::nullopt,
                                    std::nullopt));
}

TEST(FrameOfAnItem, follows_its_table) {
    RunningSite site;
    Crew crew(site);
    check_rule_cases("frame", [&](const RuleCase& row) {
        if (row.when.text("操作") == "議題にする" && !row.given.has("会議録")) return framed(row);
        CaseDriver driver(crew);
        return in_its_frame(driver, row);
    });
}

TEST(Minutes, are_not_recorded_before_the_day_of_the_sitting) {
    RunningSite site;
    Crew crew(site);
    CaseDriver driver(crew);
    driver.bring_to(CaseState::Assessing);
    static_cast<void>(must_do(driver.consent_of(driver.mother())));
    const auto& meeting = driver.town().profile().coordination_conference();
    const auto record_for = [&](conference::SittingForm form) {
        const auto sitting = must_do(conference::convene_sitting(
            driver.town(), crew.coordinator,
            {.meeting = meeting.key, .held_on = driver.today().plus_days(1), .form = form}));
        const auto on_agenda = must_do(conference::put_on_agenda(driver.town(), crew.coordinator,
                                                                 {.sitting = sitting,
                                                                  .case_id = driver.id(),
                                                                  .question = "これからの支え方",
                                                                  .subjects = {driver.mother()},
                                                                  .members = {crew.desk.account}}));
        return driver.record(on_agenda.item, std::nullopt, std::nullopt);
    };
    const auto early = record_for(conference::SittingForm::InRoom);
    ASSERT_FALSE(early.ok());
    EXPECT_EQ(early.refusal().field, "minutes");
    EXPECT_TRUE(record_for(conference::SittingForm::Circulation).ok());
}

TEST(Minutes, are_confirmed_also_when_a_case_has_ended_since) {
    RunningSite site;
    Crew crew(site);
    CaseDriver driver(crew);
    driver.bring_to(CaseState::Assessing);
    static_cast<void>(must_do(driver.consent_of(
        driver.mother(), {access::ConsentScope::InformationSharing}, {"elderly", "disability"})));
    const auto on_agenda =
        must_do(put(driver, driver.town().profile().coordination_conference(), {driver.mother()}));
    static_cast<void>(must_do(driver.record(on_agenda.item, std::nullopt, std::nullopt)));
    static_cast<void>(must_do(driver.take(casefile::CaseEvent::CloseAlone)));
    const auto sitting = driver.sitting_of(on_agenda.item);
    EXPECT_FALSE(conference::confirm_minutes(driver.town(), crew.desk, sitting).ok());
    EXPECT_TRUE(conference::confirm_minutes(driver.town(), crew.coordinator, sitting).ok());
}

TEST(CouncilWithoutCases, follows_its_table) {
    check_rule_cases("council_without_cases", [](const RuleCase& row) {
        EXPECT_EQ(row.when.text("操作"), "議題にする");
        municipality::Meeting meeting;
        meeting.local_name = "会議";
        meeting.type = by_label<municipality::MeetingType>(row.given.text("会議の種類"));
        return outcome_of(conference::frame_of(meeting));
    });
}

// ---- gate.conference_information

std::optional<conference::ReleaseBasis> basis_from(const std::string& word) {
    using conference::ReleaseBasis;
    if (word == "本人の同意") return ReleaseBasis::ConsentOfPerson;
    if (word == "ほかの法律") return ReleaseBasis::OtherStatute;
    if (word == "通報") return ReleaseBasis::DutyToReport;
    if (word == "緊急") return ReleaseBasis::Emergency;
    if (word == "照会") return ReleaseBasis::StatutoryInquiry;
    return std::nullopt;
}

Outcome released(const RuleCase& row) {
    conference::Release release{.basis = basis_from(row.given.text("根拠"))};
    if (row.given.flag("理由")) release.reason = "訪問の前に知らせるため";
    const auto& contributor = row.given.text("資料を出した人");
    if (contributor == "了解した") release.contributor = conference::ContributorStep::Agreed;
    if (contributor == "知らせた") release.contributor = conference::ContributorStep::Told;
    return outcome_of(conference::check_release(
        release, {.frame = by_label<Frame>(row.given.text("枠")),
                  .about_one_person = row.given.text("だれについて") == "一人",
                  .person_consents = row.given.flag("本人の同意"),
                  .released_already = row.given.flag_or("すでに出した", false)}));
}

/// The rule that every page and list asks, with one ground and one item.
Outcome read_marked(const RuleCase& row) {
    using access::Basis;
    using access::Category;
    const auto own = access::Holder::desk(DeskId("disability"));
    access::Ground ground{.holder = own};
    const auto& word = row.given.text("根拠");
    if (word.starts_with("支援会議")) {
        ground.basis = Basis::SupportConference;
        ground.category = Category::Conference;
        ground.source = word == "支援会議(議題1)" ? "item:1" : "item:2";
    } else {
        ground.basis = by_label<Basis>(word);
    }
    const auto& what = row.given.text("資料");
    access::Item item{.owner = access::Holder::desk(DeskId("coordination"))};
    if (what == "議題1の資料") {
        item.category = Category::Conference;
        item.mark = "item:1";
    } else if (what == "自分の窓口の経過") {
        item.owner = own;
    }
    return outcome_of_sight(access::covers(ground, item));
}

TEST(ConferenceInformation, follows_its_table) {
    check_rule_cases("conference_information", [](const RuleCase& row) {
        return row.when.text("操作") == "読む" ? read_marked(row) : released(row);
    });
}

// ---- gate.lead_agency

Outcome decided_in_meeting(CaseDriver& driver, const RuleCase& row) {
    driver.bring_to(CaseState::Assessing);
    static_cast<void>(must_do(driver.consent_of(driver.mother())));
    const auto item =
        must_do(driver.put_on_agenda(driver.town().profile().coordination_conference(),
                                     Purpose::InformationSharing, {driver.mother()}));
    conference::Minutes minutes{.item = item, .minutes = "話し合った"};
    minutes.lead_desk = DeskId("elderly");
    if (row.given.text("会議の記録") == "主担当と理由") minutes.lead_reason = "関わりが深いため";
    auto outcome =
        outcome_of(conference::record_minutes(driver.town(), driver.crew().coordinator, minutes));
    if (row.given.text_or("そのあと", "") == "別の窓口に変える") {
        driver.crew().site.clock().advance_seconds(60);
        static_cast<void>(must_do(
            conference::decide_lead(driver.town(), driver.crew().coordinator,
                                    {driver.id(), DeskId("disability"), "障害の支援が中心"})));
    }
    const auto decisions = driver.lead_decisions();
    outcome["主担当"] = driver.lead_name();
    outcome["決定の数"] = std::to_string(decisions.size());
    if (!decisions.empty()) {
        outcome["決めた人"] = decisions.front().decided_by;
        outcome["理由の記録"] = decisions.front().reason.empty() ? "いいえ" : "はい";
    }
    return outcome;
}

TEST(LeadAgency, follows_its_table) {
    RunningSite site;
    Crew crew(site);
    check_rule_cases("lead_agency", [&](const RuleCase& row) {
        if (row.when.text("操作") == "会議を記録する") {
            CaseDriver driver(crew);
            return decided_in_meeting(driver, row);
        }
        conference::LeadChoice choice{.desk = DeskId("elderly")};
        if (row.given.flag("理由")) choice.reason = "関わりが深いため";
        return outcome_of(conference::check_lead(
            choice, {.meeting_heard = row.given.flag("会議の意見を聴いた"),
                     .of_the_town = row.given.text_or("担当者の所属", "庁内") == "庁内",
                     .town_decides = row.given.text_or("決める人", "担当者") == "市町村"}));
    });
}

}  // namespace
}  // namespace kasane::tests
