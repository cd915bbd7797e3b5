#include "tests/support/written_household.hpp"

#include <fmt/format.h>

#include <array>

#include "access/case_reading.hpp"
#include "attachments/attachment.hpp"
#include "casefile/consent_evidence.hpp"
#include "casefile/emergency.hpp"
#include "casefile/record_consent.hpp"
#include "casefile/record_note.hpp"
#include "casefile/share_by_law.hpp"
#include "conference/convene_sitting.hpp"
#include "conference/item_reading.hpp"
#include "conference/record_minutes.hpp"
#include "conference/take_part.hpp"
#include "intake/receive_inquiry.hpp"
#include "people/person.hpp"
#include "plan/assess_household.hpp"
#include "plan/draft_plan.hpp"
#include "plan/follow_plan.hpp"
#include "referral/answer_memo.hpp"
#include "referral/send_memo.hpp"

namespace kasane::tests {
namespace {

std::string secret(std::string_view words) {
    return fmt::format("{}のこと: {}", secret_word, words);
}

/// What the acts of one household share.
struct Story {
    RunningSite& site;
    const Writers& writers;
    std::string name;
    RecordIds ids = {};

    [[nodiscard]] access::Town& town() const { return site.hall().town(); }
    [[nodiscard]] Date today() const { return site.clock().today(); }
    [[nodiscard]] CaseId case_id() const { return CaseId(ids.at("case")); }
    [[nodiscard]] PersonId person() const { return PersonId(ids.at("person")); }
    [[nodiscard]] PlanId plan() const { return PlanId(ids.at("plan")); }
    [[nodiscard]] DeskId coordination() const { return town().profile().coordinating_desk; }
};

void receive(Story& story) {
    intake::InquiryForm form;
    form.received_on = story.today();
    form.persons.push_back({.name = fmt::format("{} {}", secret_word, story.name),
                            .name_kana = "ひすい",
                            .address = secret("住所"),
                            .phone = "000-0000-0011",
                            .relation = "self"});
    form.said = secret("話されたこと");
    form.attached.push_back({fmt::format("{}.txt", secret_word), secret("相談票")});
    const auto received = must(intake::receive_inquiry(story.town(), story.writers.worker,
                                                       story.site.hall().events(), form));
    story.ids["case"] = received.case_id.text();
    story.ids["inquiry"] = received.inquiry.text();
    story.town().database().read(story.town().code(), [&](storage::Reader& rows) {
        const auto file =
            attachments::of_source(rows, "inquiry:" + received.inquiry.text()).front();
        story.ids["attachment"] = file.id.text();
        story.ids["person"] = file.subject->text();
    });
}

void refer(Story& story) {
    const auto memo = must(referral::send_memo(story.town(), story.writers.worker,
                                               {.case_id = story.case_id(),
                                                .to_desk = story.coordination(),
                                                .persons = {story.person()},
                                                .request = "respond",
                                                .summary = secret("概要"),
                                                .urgency = "normal",
                                                .reason = "second_opinion"}));
    story.ids["memo"] = memo.id.text();
}

void accept(Story& story) {
    static_cast<void>(must(referral::answer_memo(
        story.town(), story.writers.coordinator,
        {.memo = MemoId(story.ids["memo"]), .event = referral::MemoEvent::Accept})));
    static_cast<void>(must(casefile::record_note(
        story.town(), story.writers.coordinator,
        {.case_id = story.case_id(), .contact_mode = "phone", .text = secret("経過")})));
}

AgendaItemId sit(Story& story, const municipality::Meeting& meeting, conference::Purpose purpose,
                 const std::vector<AccountId>& members, SittingId& sitting) {
    const auto& coordinator = story.writers.coordinator;
    sitting = must(conference::convene_sitting(story.town(), coordinator,
                                               {.meeting = meeting.key, .held_on = story.today()}));
    const bool about_plan = purpose == conference::Purpose::PlanAppropriateness;
    return must(conference::put_on_agenda(
                    story.town(), coordinator,
                    {.sitting = sitting,
                     .case_id = story.case_id(),
                     .purpose = purpose,
                     .question = secret("話し合いたいこと"),
                     .subjects = {story.person()},
                     .members = members,
                     .plan = about_plan ? std::optional(story.plan()) : std::nullopt}))
        .item;
}

void consider(Story& story) {
    auto members = story.writers.convened;
    members.push_back(story.writers.worker.account);
    SittingId sitting;
    const auto item = sit(story, story.town().profile().support_conference(),
                          conference::Purpose::InformationSharing, members, sitting);
    static_cast<void>(
        must(conference::accept_notice(story.town(), story.writers.coordinator, item)));
    static_cast<void>(must(conference::contribute(story.town(), story.writers.coordinator,
                                                  {.item = item, .text = secret("資料")})));
    story.ids["sitting"] = sitting.text();
    story.ids["item"] = item.text();
    story.ids["material"] = story.town().read<std::string>(
        story.writers.coordinator, "test", [&](access::ReadScope& scope) {
            return conference::read_item(scope, item)->materials.front().id;
        });
}

void record(Story& story) {
    const AgendaItemId item(story.ids["item"]);
    const auto& coordinator = story.writers.coordinator;
    static_cast<void>(must(conference::record_minutes(
        story.town(), coordinator,
        {.item = item,
         .minutes = secret("会議の記録"),
         .roles = {{story.coordination(), secret("役割"), story.today().plus_months(1)}}})));
    story.ids["role"] =
        story.town().read<std::string>(coordinator, "test", [&](access::ReadScope& scope) {
            for (const auto& view : conference::readable_roles(scope)) {
                if (view.role.item == item) return view.role.id;
            }
            return std::string();
        });
}

void consent(Story& story) {
    access::ConsentDeclaration declaration{.case_id = story.case_id(), .person = story.person()};
    declaration.agreed_on = story.today();
    declaration.method = access::ConsentMethod::Signature;
    declaration.explained_version = "test";
    declaration.scopes = {access::ConsentScope::InformationSharing,
                          access::ConsentScope::PlanAndServiceApplication};
    declaration.desks = {story.coordination(), story.writers.worker.desk(), DeskId("disability")};
    const auto& coordinator = story.writers.coordinator;
    story.ids["consent"] = must(casefile::record_consent(story.town(), coordinator,
                                                         story.site.hall().events(), declaration))
                               .text();
    const ConsentId given(story.ids["consent"]);
    static_cast<void>(must(casefile::add_evidence(story.town(), coordinator,
                                                  {.case_id = story.case_id(),
                                                   .consent = given,
                                                   .kept_at = secret("書庫"),
                                                   .files = {{"同意書.txt", secret("同意書")}}})));
    story.town().database().read(story.town().code(), [&](storage::Reader& rows) {
        story.ids["evidence"] =
            attachments::of_source(rows, "consent:" + given.text()).front().id.text();
    });
    static_cast<void>(must(plan::assess_household(story.town(), coordinator,
                                                  {.case_id = story.case_id(),
                                                   .made_on = story.today(),
                                                   .summary = PrivateText(secret("見立て"))})));
}

void draft(Story& story) {
    const auto& coordinator = story.writers.coordinator;
    static_cast<void>(must(
        plan::recognise_need(story.town(), coordinator, story.case_id(), secret("認定の理由"))));
    plan::Plan made{.case_id = story.case_id(), .drafted_on = story.today()};
    made.subjects = {story.person()};
    made.wishes = PrivateText(secret("意向"));
    made.issues = PrivateText(secret("課題"));
    made.points_to_note = PrivateText(secret("留意事項"));
    made.integration = PrivateText(secret("方策"));
    made.rows = {{.goal = PrivateText(secret("目標")),
                  .due_on = story.today().plus_months(2),
                  .what = PrivateText(secret("取り組むこと")),
                  .desk = story.coordination()}};
    made.starts_on = story.today();
    made.ends_on = story.today().plus_months(6);
    made.next_confirmation_on = story.today().plus_months(1);
    story.ids["plan"] = must(plan::draft_plan(story.town(), coordinator, made)).text();
}

void find_appropriate(Story& story) {
    SittingId sitting;
    const auto item =
        sit(story, story.town().profile().coordination_conference(),
            conference::Purpose::PlanAppropriateness, {story.writers.worker.account}, sitting);
    static_cast<void>(
        must(conference::record_minutes(story.town(), story.writers.coordinator,
                                        {.item = item,
                                         .minutes = secret("協議の記録"),
                                         .lead_desk = story.writers.worker.desk(),
                                         .lead_reason = secret("主担当の理由"),
                                         .opinion = conference::Opinion::Appropriate})));
}

void decide(Story& story) {
    static_cast<void>(must(
        plan::decide_support(story.town(), story.writers.coordinator, {.plan = story.plan()})));
}

void evaluate(Story& story) {
    plan::Evaluation made{
        .plan = story.plan(), .case_id = story.case_id(), .evaluated_on = story.today()};
    made.achievement = "mostly";
    made.remaining = PrivateText(secret("残された課題"));
    static_cast<void>(must(plan::evaluate_case(story.town(), story.writers.coordinator, made)));
}

/// The coordinator shares what concerns the person with a desk that nothing else is about.
void share(Story& story) {
    story.ids["sharing"] =
        must(casefile::share_by_law(story.town(), story.writers.coordinator,
                                    {.case_id = story.case_id(),
                                     .person = story.person(),
                                     .desk = DeskId("livelihood"),
                                     .provision = casefile::SharingProvision::WithinMunicipality,
                                     .extent = casefile::SharingExtent::Case,
                                     .purpose = secret("目的"),
                                     .reason = secret("事実"),
                                     .until_on = story.today().plus_months(1)}))
            .text();
}

/// Somebody opens the case in an emergency; the number of the case is known then.
void rescue(Story& story) {
    story.town().database().read(story.town().code(), [&](storage::Reader& rows) {
        story.ids["number"] = rows.value<std::string>(
            "select number from cases where municipality = $1 and case_id = $2",
            rows.municipality(), story.case_id());
    });
    if (!story.writers.rescuer) return;
    auto& clock = story.site.clock();
    const auto now = clock.now();
    constexpr std::int64_t a_day = 24 * 60 * 60;
    clock.set(now.plus_seconds(-a_day * story.writers.rescued_days_ago));
    const auto opened = must(casefile::open_emergency(story.town(), *story.writers.rescuer,
                                                      {.case_number = story.ids["number"],
                                                       .name = {},
                                                       .birth_date = std::nullopt,
                                                       .danger = casefile::Danger::Life,
                                                       .reason = "返事がない"}));
    clock.set(now);
    story.ids["opening"] = opened.id.text();
}

}  // namespace

RecordIds write_household(RunningSite& site, const Writers& writers, std::string_view name,
                          Stage until) {
    static constexpr std::array steps{receive, refer, accept,           consider, record,
                                      consent, draft, find_appropriate, decide,   evaluate};
    Story story{.site = site, .writers = writers, .name = std::string(name)};
    for (std::size_t step = 0; step <= static_cast<std::size_t>(until); ++step) {
        steps.at(step)(story);
    }
    if (until >= Stage::Accepted) share(story);
    rescue(story);
    story.ids["account"] = writers.worker.account.text();
    story.ids["event"] = "close_alone";
    story.ids["file"] = "style.css";
    return story.ids;
}

std::string address_of(std::string_view pattern, const RecordIds& ids) {
    std::string address;
    while (!pattern.empty()) {
        const auto open = std::min(pattern.find('{'), pattern.size());
        address += pattern.substr(0, open);
        if (open == pattern.size()) break;
        const auto close = pattern.find('}', open);
        const auto id = ids.find(pattern.substr(open + 1, close - open - 1));
        ensure(id != ids.end(), "every parameter of a route has an id in the written household");
        address += id->second;
        pattern = pattern.substr(close + 1);
    }
    return address;
}

RecordIds unknown_records() {
    RecordIds ids;
    for (const auto* name :
         {"case", "inquiry", "person", "attachment", "memo", "sitting", "item", "material", "role",
          "consent", "plan", "account", "opening", "sharing", "evidence"}) {
        ids[name] = "0192f0c1-2345-7abc-8def-0123456789ab";
    }
    ids["event"] = "close_alone";
    ids["file"] = "no-such-file.css";
    return ids;
}

std::vector<std::string> parameters_of(std::string_view pattern) {
    std::vector<std::string> names;
    for (auto open = pattern.find('{'); open != std::string_view::npos;
         open = pattern.find('{', open + 1)) {
        names.emplace_back(pattern.substr(open + 1, pattern.find('}', open) - open - 1));
    }
    return names;
}

}  // namespace kasane::tests
