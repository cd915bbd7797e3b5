// The shipped profile says what the town's plan says: its words, desks, meetings and periods.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "municipality/profile.hpp"
#include "municipality/profile_text.hpp"
#include "tests/support/tatsuno_profile.hpp"

namespace kasane::municipality {
namespace {

using test_support::profile_vocabulary;
using test_support::tatsuno_profile;
using test_support::tatsuno_toml;

TEST(TatsunoProfile, is_read_without_a_problem) {
    const auto reading = read_profile(tatsuno_toml(), "tatsuno.toml", profile_vocabulary());
    EXPECT_EQ(describe(reading.problems), "");
    ASSERT_TRUE(reading.ok());
    EXPECT_EQ(reading.profile->code().text(), "203823");
    EXPECT_EQ(reading.profile->name, "辰野町");
    EXPECT_EQ(reading.profile->prefecture.source, Source::GeneralKnowledge);
}

TEST(TatsunoProfile, has_three_meetings_with_their_frames) {
    const auto profile = tatsuno_profile();
    ASSERT_EQ(profile->meetings.size(), 3U);
    const auto& link = profile->meetings[0];
    EXPECT_EQ(link.local_name, "リンクネット会議");
    EXPECT_EQ(link.type, MeetingType::InformalMeeting);
    EXPECT_EQ(link.standing, "辰野町による「任意会議」");
    EXPECT_EQ(link.personal_data, PersonalData::DeIdentified);
    EXPECT_EQ(link.members_printed.value(), "庁内各課等からの選出者");

    const auto& support = profile->support_conference();
    EXPECT_EQ(support.local_name, "さぽネット会議");
    EXPECT_EQ(support.legal_basis.value(), "法第106条の6");
    EXPECT_EQ(support.consent, ConsentNeed::NotRequired);
    EXPECT_EQ(support.secrecy.article.value(), "社会福祉法106条の6第6項");
    EXPECT_EQ(support.secrecy.penalty.value(), "社会福祉法159条2号");
    EXPECT_EQ(support.members_printed.value(), "相談支援窓口+支援機関");
    EXPECT_EQ(support.host.value.value(), "多機関協働担当者");

    const auto& coordination = profile->coordination_conference();
    EXPECT_EQ(coordination.local_name, "たつのまるごと会議");
    EXPECT_EQ(coordination.legal_basis.value(), "法第106条の4第2項第5号");
    EXPECT_EQ(coordination.consent, ConsentNeed::Required);
    EXPECT_EQ(coordination.personal_data, PersonalData::Shared);
    EXPECT_EQ(coordination.members_printed.value(), "相談支援窓口+支援機関");

    for (const auto& meeting : profile->meetings) {
        EXPECT_FALSE(meeting.frequency_printed.stated()) << meeting.local_name;
        EXPECT_FALSE(meeting.secretariat.stated()) << meeting.local_name;
    }
}

TEST(TatsunoProfile, speaks_the_towns_words) {
    const auto profile = tatsuno_profile();
    EXPECT_EQ(profile->term("memo"), "つなぎメモ");
    EXPECT_EQ(profile->term(Concept::FrontLineTeam), "ささまる隊");
    EXPECT_EQ(profile->term(Concept::Coordinator), "多機関協働担当者");
    EXPECT_EQ(profile->term(Concept::CoordinationOffice), "重層推進室");
    EXPECT_EQ(profile->term(Concept::SupportConference), "さぽネット会議");
    EXPECT_EQ(profile->term(Concept::CoordinationConference), "たつのまるごと会議");
    EXPECT_EQ(profile->term(Concept::InformalMeeting), "リンクネット会議");
    EXPECT_EQ(profile->term(Concept::HouseholdAssessment), "世帯全体のアセスメント");
    EXPECT_EQ(profile->term(Concept::SupportAgency), "支援機関");
    EXPECT_EQ(profile->term(Concept::RelatedAgency), "関係機関");
}

TEST(TatsunoProfile, falls_back_to_the_nation_wide_word) {
    EXPECT_EQ(tatsuno_profile()->find_term(Concept::SupportDecision), nullptr);
    EXPECT_EQ(tatsuno_profile()->term(Concept::SupportDecision), "支援決定");
    EXPECT_EQ(tatsuno_profile()->term("suspension"), "中断");
}

TEST(TatsunoProfile, is_found_by_both_spellings_of_its_meeting) {
    const auto spellings = tatsuno_profile()->spellings(Concept::SupportConference);
    EXPECT_EQ(spellings,
              (std::vector<std::string>{"さぽネット会議", "さぼネット会議", "支援会議"}));
    for (const auto* word : {"子供", "こども"}) {
        const auto& aliases = tatsuno_profile()->find_field(FieldKey("child"))->aliases;
        EXPECT_NE(std::ranges::find(aliases, word), aliases.end()) << word;
    }
}

TEST(TatsunoProfile, defines_its_terms_as_the_plans_footnotes_do) {
    std::set<std::string> words;
    for (const auto& entry : tatsuno_profile()->glossary) words.insert(entry.word);
    EXPECT_EQ(words, (std::set<std::string>{"ダブルケア", "8050問題", "支援機関",
                                            "多機関協働担当者", "関係機関", "つなぎメモ"}));
}

TEST(TatsunoProfile, has_the_desks_of_the_plan) {
    const auto profile = tatsuno_profile();
    std::set<std::string> counters;
    for (const auto* desk : profile->desks_of_kind(DeskKind::ConsultationCounter)) {
        counters.insert(desk->name);
    }
    EXPECT_EQ(counters,
              (std::set<std::string>{"高齢者相談支援センター", "障がい福祉係", "社会福祉係",
                                     "こども家庭センター", "子育て政策係"}));
    EXPECT_EQ(profile->desk_name(profile->coordinating_desk), "重層推進室");
    EXPECT_EQ(profile->agency_of(DeskId("elderly")).name, "保健福祉課");
    EXPECT_EQ(profile->desk(DeskId("elderly")).category, "community_comprehensive_center");
    EXPECT_FALSE(profile->desk(DeskId("elderly")).contact.stated());
    EXPECT_EQ(profile->find_desk(DeskId("nobody")), nullptr);
    EXPECT_EQ(profile->desk_name(DeskId("gone")), "gone");
}

TEST(TatsunoProfile, shares_no_record_between_the_desks_of_an_agency) {
    for (const auto& desk : tatsuno_profile()->desks) {
        EXPECT_EQ(tatsuno_profile()->desks_sharing_records_with(desk.id), std::vector{desk.id});
    }
}

TEST(SharedRecords, reach_the_sister_desks_of_the_agency_that_says_so) {
    auto text = tatsuno_toml();
    const std::string agency = "key = \"child_support\"\n";
    text.insert(text.find(agency) + agency.size(), "shared_records = true\n");
    const auto reading = read_profile(text, "tatsuno.toml", profile_vocabulary());
    ASSERT_TRUE(reading.ok()) << describe(reading.problems);
    EXPECT_EQ(reading.profile->desks_sharing_records_with(DeskId("child_policy")),
              (std::vector{DeskId("child_policy"), DeskId("child"), DeskId("nursery")}));
    EXPECT_EQ(reading.profile->desks_sharing_records_with(DeskId("elderly")),
              std::vector{DeskId("elderly")});
}

TEST(TatsunoProfile, maps_its_roles_to_those_of_kasane) {
    EXPECT_EQ(tatsuno_profile()->local_role_label("coordinator"), "多機関協働担当者");
    EXPECT_EQ(tatsuno_profile()->local_role_label("desk_worker"), "ささまる隊");
    EXPECT_EQ(tatsuno_profile()->local_role_label("auditor"), "");
}

TEST(TatsunoProfile, tells_what_the_plan_says_from_what_is_a_default) {
    const auto& settings = tatsuno_profile()->settings;
    EXPECT_EQ(settings.memo_answer_business_days, (Sourced<int>{3, Source::Default}));
    EXPECT_EQ(settings.screening_days, (Sourced<int>{14, Source::Default}));
    EXPECT_EQ(settings.lead_when_unsettled,
              (Sourced<LeadDecider>{LeadDecider::Coordinator, Source::Plan}));
    EXPECT_EQ(settings.existing_forms,
              (Sourced<ExistingForms>{ExistingForms::Accepted, Source::Plan}));
}

TEST(TatsunoProfile, runs_from_2026_to_2028_and_began_in_july) {
    const auto& plan = tatsuno_profile()->plan;
    EXPECT_EQ(plan.status, PlanStatus::Draft);
    EXPECT_EQ(plan.issued.value(), "令和8年7月");
    EXPECT_EQ(plan.period.start.value(), *Date::of(2026, 4, 1));
    EXPECT_EQ(plan.period.end.value(), *Date::of(2029, 3, 31));
    EXPECT_EQ(plan.period.project_start.value(), "2026-07");
    EXPECT_EQ(plan.review.cycle, ReviewCycle::WithOtherPlan);
    EXPECT_EQ(plan.philosophy, "ともに理解し支え合う 光と笑顔があふれる 福祉のまち たつの");
}

TEST(TatsunoProfile, keeps_the_misprints_of_the_plan) {
    const auto& notes = tatsuno_profile()->notes;
    for (const auto* text : {"さぼネット会議", "お他計画", "法106条の4", "一緒にを行う"}) {
        EXPECT_TRUE(std::ranges::any_of(notes, [&](const Note& note) {
            return note.kind == NoteKind::Misprint && note.printed.find(text) != std::string::npos;
        })) << text;
    }
}

TEST(ProfileText, shows_a_person_everything_that_was_loaded) {
    const auto text = profile_text(*tatsuno_profile());
    for (const auto* words :
         {"辰野町 (長野県) 市町村コード 203823", "令和8年度 から 令和10年度 まで", "ささまる隊",
          "重層推進室 [coordination]", "3営業日以内 (初期値)", "多機関協働の担当者 (計画に記載)",
          "さぽネット会議 (支援会議)", "開催頻度: 記載なし", "ふれ愛サロン"}) {
        EXPECT_NE(text.find(words), std::string::npos) << words;
    }
}

}  // namespace
}  // namespace kasane::municipality
