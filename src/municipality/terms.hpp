#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/codes.hpp"
#include "municipality/stated.hpp"

namespace kasane::municipality {

/// 概念 — the things every town has a word for. Pages name a concept and show the town's word.
enum class Concept {
    Programme,
    ImplementationPlan,
    ComprehensiveConsultation,
    Participation,
    CommunityDevelopment,
    Outreach,
    MultiAgency,
    SupportPlanning,
    Inquiry,
    IntakeForm,
    ExistingForm,
    Screening,
    Memo,
    ConsultationCounter,
    FrontLineTeam,
    CoordinationOffice,
    Coordinator,
    SupportAgency,
    RelatedAgency,
    LeadAgency,
    SupportConference,
    CoordinationConference,
    PromotionCouncil,
    InformalMeeting,
    Case,
    Household,
    HouseholdAssessment,
    Consent,
    NeedRecognition,
    Plan,
    SupportDecision,
    Progress,
    Evaluation,
    Closing,
    Suspension,
    FollowUp,
    Accompaniment,
    OutreachList,
    Commissioner,
    SocialWelfareCouncil,
    LifeSupportCoordinator,
    CommunityPlace,
};

/// The name used nation-wide, for towns without a word of their own and for help texts.
[[nodiscard]] std::string_view standard_name(Concept what);

/// 用語 — what this town calls a concept.
struct Term {
    Concept what = Concept::Programme;
    std::string local;
    std::vector<std::string> aliases;  ///< other spellings, found by search
    std::string meaning;               ///< in our own words; empty where the plan gives none
    Validity validity;
};

}  // namespace kasane::municipality

namespace kasane {

/// The standard glossary: each concept, its code in profiles, its nation-wide name.
template <>
inline constexpr auto codes<municipality::Concept> = std::array{
    Code<municipality::Concept>{municipality::Concept::Programme, "programme",
                                "重層的支援体制整備事業"},
    Code<municipality::Concept>{municipality::Concept::ImplementationPlan, "implementation_plan",
                                "重層的支援体制整備事業実施計画"},
    Code<municipality::Concept>{municipality::Concept::ComprehensiveConsultation,
                                "comprehensive_consultation", "包括的相談支援事業"},
    Code<municipality::Concept>{municipality::Concept::Participation, "participation",
                                "参加支援事業"},
    Code<municipality::Concept>{municipality::Concept::CommunityDevelopment,
                                "community_development", "地域づくり事業"},
    Code<municipality::Concept>{municipality::Concept::Outreach, "outreach",
                                "アウトリーチ等を通じた継続的支援事業"},
    Code<municipality::Concept>{municipality::Concept::MultiAgency, "multi_agency",
                                "多機関協働事業"},
    Code<municipality::Concept>{municipality::Concept::SupportPlanning, "support_planning",
                                "支援プランの作成"},
    Code<municipality::Concept>{municipality::Concept::Inquiry, "inquiry", "相談受付"},
    Code<municipality::Concept>{municipality::Concept::IntakeForm, "intake_form",
                                "相談受付・申込票"},
    Code<municipality::Concept>{municipality::Concept::ExistingForm, "existing_form", "相談票"},
    Code<municipality::Concept>{municipality::Concept::Screening, "screening", "振り分け"},
    Code<municipality::Concept>{municipality::Concept::Memo, "memo", "つなぎシート"},
    Code<municipality::Concept>{municipality::Concept::ConsultationCounter, "consultation_counter",
                                "相談窓口"},
    Code<municipality::Concept>{municipality::Concept::FrontLineTeam, "front_line_team",
                                "包括的相談支援の担当者"},
    Code<municipality::Concept>{municipality::Concept::CoordinationOffice, "coordination_office",
                                "多機関協働の担当部署"},
    Code<municipality::Concept>{municipality::Concept::Coordinator, "coordinator",
                                "多機関協働事業者"},
    Code<municipality::Concept>{municipality::Concept::SupportAgency, "support_agency",
                                "支援関係機関"},
    Code<municipality::Concept>{municipality::Concept::RelatedAgency, "related_agency", "関係機関"},
    Code<municipality::Concept>{municipality::Concept::LeadAgency, "lead_agency", "主担当"},
    Code<municipality::Concept>{municipality::Concept::SupportConference, "support_conference",
                                "支援会議"},
    Code<municipality::Concept>{municipality::Concept::CoordinationConference,
                                "coordination_conference", "重層的支援会議"},
    Code<municipality::Concept>{municipality::Concept::PromotionCouncil, "promotion_council",
                                "推進会議"},
    Code<municipality::Concept>{municipality::Concept::InformalMeeting, "informal_meeting",
                                "情報共有の会議"},
    Code<municipality::Concept>{municipality::Concept::Case, "case", "ケース"},
    Code<municipality::Concept>{municipality::Concept::Household, "household", "世帯"},
    Code<municipality::Concept>{municipality::Concept::HouseholdAssessment, "household_assessment",
                                "世帯のアセスメント"},
    Code<municipality::Concept>{municipality::Concept::Consent, "consent", "本人同意"},
    Code<municipality::Concept>{municipality::Concept::NeedRecognition, "need_recognition",
                                "支援の必要の認定"},
    Code<municipality::Concept>{municipality::Concept::Plan, "plan", "支援プラン"},
    Code<municipality::Concept>{municipality::Concept::SupportDecision, "support_decision",
                                "支援決定"},
    Code<municipality::Concept>{municipality::Concept::Progress, "progress", "モニタリング"},
    Code<municipality::Concept>{municipality::Concept::Evaluation, "evaluation", "評価"},
    Code<municipality::Concept>{municipality::Concept::Closing, "closing", "終結"},
    Code<municipality::Concept>{municipality::Concept::Suspension, "suspension", "中断"},
    Code<municipality::Concept>{municipality::Concept::FollowUp, "follow_up", "フォローアップ"},
    Code<municipality::Concept>{municipality::Concept::Accompaniment, "accompaniment", "伴走支援"},
    Code<municipality::Concept>{municipality::Concept::OutreachList, "outreach_list",
                                "アウトリーチの対象者名簿"},
    Code<municipality::Concept>{municipality::Concept::Commissioner, "commissioner",
                                "民生委員・児童委員"},
    Code<municipality::Concept>{municipality::Concept::SocialWelfareCouncil,
                                "social_welfare_council", "社会福祉協議会"},
    Code<municipality::Concept>{municipality::Concept::LifeSupportCoordinator,
                                "life_support_coordinator", "生活支援コーディネーター"},
    Code<municipality::Concept>{municipality::Concept::CommunityPlace, "community_place", "居場所"},
};

}  // namespace kasane
