#pragma once

#include "law/provision.hpp"
#include "law/provision_days.hpp"

// 社会福祉法 and its 施行規則: what the programme itself rests on.

namespace kasane::law {

// ---- 社会福祉法 — 地域福祉の推進、重層的支援体制整備事業

inline constexpr Provision understandable_consent{
    .id = "understandable_consent",
    .act = "社会福祉法",
    .article = "社会福祉法5条2項",
    .title = "本人にわかる形での意思の確認",
    .summary = "本人の意思を、その人にわかる形で確かめて尊重します。",
    .valid_from = day(2026, 6, 25),
    .note = doubt_article_5,
};
inline constexpr Provision desk_asks_others{
    .id = "desk_asks_others",
    .act = "社会福祉法",
    .article = "社会福祉法106条の2",
    .title = "相談を受けた窓口の努力義務",
    .summary = "自分の窓口だけで解決が難しいときは、支援関係機関に支援を求めるよう努めます。",
    .valid_from = programme_start,
    .note = reform_2026,
};
inline constexpr Provision comprehensive_system{
    .id = "comprehensive_system",
    .act = "社会福祉法",
    .article = "社会福祉法106条の3",
    .title = "包括的な支援体制の整備",
    .summary = "市町村は、困りごとを包括的に受け止める体制づくりに努めます。",
    .valid_from = programme_start,
    .note = reform_2026,
};
inline constexpr Provision layered_programme{
    .id = "layered_programme",
    .act = "社会福祉法",
    .article = "社会福祉法106条の4第2項",
    .title = "重層的支援体制整備事業",
    .summary =
        "市町村は、相談支援・参加支援・地域づくりなど六つの事業を一体として行うことができます。",
    .valid_from = programme_start,
    .note = reform_2026,
};
inline constexpr Provision comprehensive_consultation{
    .id = "comprehensive_consultation",
    .act = "社会福祉法",
    .article = "社会福祉法106条の4第2項1号",
    .title = "包括的相談支援事業",
    .summary = "介護・障害・子ども・困窮の相談を、年齢や属性を問わず受け止めます。",
    .valid_from = programme_start,
    .note = reform_2026,
};
inline constexpr Provision participation_support{
    .id = "participation_support",
    .act = "社会福祉法",
    .article = "社会福祉法106条の4第2項2号",
    .title = "参加支援事業",
    .summary = "本人と社会とのつながりを、受け入れ先とともに作ります。",
    .valid_from = programme_start,
    .note = reform_2026,
};
inline constexpr Provision community_building{
    .id = "community_building",
    .act = "社会福祉法",
    .article = "社会福祉法106条の4第2項3号",
    .title = "地域づくり事業",
    .summary = "居場所や交流の場など、支え合う地域を育てます。",
    .valid_from = programme_start,
    .note = reform_2026,
};
inline constexpr Provision outreach_programme{
    .id = "outreach_programme",
    .act = "社会福祉法",
    .article = "社会福祉法106条の4第2項4号",
    .title = "アウトリーチ等を通じた継続的支援事業",
    .summary = "支援が届いていない人を訪ね、関係づくりから継続して関わります。",
    .valid_from = programme_start,
    .note = reform_2026,
};
inline constexpr Provision multi_agency_cooperation{
    .id = "multi_agency_cooperation",
    .act = "社会福祉法",
    .article = "社会福祉法106条の4第2項5号",
    .title = "多機関協働事業",
    .summary = "複数の機関の役割を整理し、支援の全体を調整します。",
    .valid_from = programme_start,
    .note = reform_2026,
};
inline constexpr Provision need_for_plan{
    .id = "need_for_plan",
    .act = "社会福祉法",
    .article = "社会福祉法106条の4第2項6号",
    .title = "支援プランの作成",
    .summary =
        "市町村が必要と認めた住民について、支援の種類と内容を定めた計画を作り、一体的に支援します。",
    .valid_from = programme_start,
    .note = reform_2026,
};
inline constexpr Provision entrustment{
    .id = "entrustment",
    .act = "社会福祉法",
    .article = "社会福祉法106条の4第5項",
    .title = "事業の委託",
    .summary = "市町村は、事業の全部または一部を委託できます。",
    .valid_from = programme_start,
    .note = reform_2026,
};
inline constexpr Provision contractor_secrecy{
    .id = "contractor_secrecy",
    .act = "社会福祉法",
    .article = "社会福祉法106条の4第6項",
    .title = "受託者の守秘義務",
    .summary =
        "委託を受けた者とその役職員は、辞めた後も、業務で知った秘密を正当な理由なく漏らしてはなりません。",
    .valid_from = programme_start,
    .note = reform_2026,
};
inline constexpr Provision implementation_plan{
    .id = "implementation_plan",
    .act = "社会福祉法",
    .article = "社会福祉法106条の5",
    .title = "実施計画",
    .summary =
        "市町村は実施計画を作り、意見を聴き、公表するよう努め、ほかの計画との調和を保ちます。",
    .valid_from = programme_start,
    .note = reform_2026,
};
inline constexpr Provision support_conference{
    .id = "support_conference",
    .act = "社会福祉法",
    .article = "社会福祉法106条の6第1項",
    .title = "支援会議の組織",
    .summary = "市町村は、支援関係機関などによる支援会議を組織できます。",
    .valid_from = programme_start,
    .note = reform_2026,
};
inline constexpr Provision support_conference_exchange{
    .id = "support_conference_exchange",
    .act = "社会福祉法",
    .article = "社会福祉法106条の6第2項",
    .title = "支援会議での情報交換と検討",
    .summary = "支援会議は、本人への支援に必要な情報を交換し、支援体制を検討します。",
    .valid_from = programme_start,
    .note = reform_2026,
};
inline constexpr Provision support_conference_request{
    .id = "support_conference_request",
    .act = "社会福祉法",
    .article = "社会福祉法106条の6第3項",
    .title = "資料提供などの求め",
    .summary = "支援会議は、必要なときに関係機関などへ資料や意見、協力を求めることができます。",
    .valid_from = programme_start,
    .note = reform_2026,
};
inline constexpr Provision support_conference_response{
    .id = "support_conference_response",
    .act = "社会福祉法",
    .article = "社会福祉法106条の6第4項",
    .title = "求めに応じる努力義務",
    .summary = "求めを受けた機関は、応じるよう努めます。",
    .valid_from = programme_start,
    .note = reform_2026,
};
inline constexpr Provision support_conference_links{
    .id = "support_conference_links",
    .act = "社会福祉法",
    .article = "社会福祉法106条の6第5項",
    .title = "ほかの会議との連携",
    .summary = "支援会議は、生活保護の調整会議や生活困窮者の支援会議と連携するよう努めます。",
    .valid_from = day(2025, 4, 1),
    .note = reform_2026,
};
inline constexpr Provision support_conference_secrecy{
    .id = "support_conference_secrecy",
    .act = "社会福祉法",
    .article = "社会福祉法106条の6第6項",
    .title = "支援会議の守秘義務",
    .summary =
        "支援会議の事務に携わる人と携わった人は、正当な理由がないのに、そこで知った秘密を漏らしてはなりません。",
    .valid_from = day(2025, 4, 1),
    .note = reform_2026,
};
inline constexpr Provision support_conference_secrecy_until_2025{
    .id = "support_conference_secrecy_until_2025",
    .act = "社会福祉法",
    .article = "社会福祉法106条の6第5項",
    .title = "支援会議の守秘義務",
    .summary =
        "支援会議の事務に携わる人と携わった人は、正当な理由がないのに、そこで知った秘密を漏らしてはなりません。",
    .valid_from = programme_start,
    .valid_to = day(2025, 3, 31),
    .note = earlier_wording,
};
inline constexpr Provision support_conference_other_matters{
    .id = "support_conference_other_matters",
    .act = "社会福祉法",
    .article = "社会福祉法106条の6第7項",
    .title = "支援会議の運営",
    .summary = "このほかの必要な事項は、支援会議が定めます。",
    .valid_from = day(2025, 4, 1),
    .note = reform_2026,
};
inline constexpr Provision contractor_secrecy_penalty{
    .id = "contractor_secrecy_penalty",
    .act = "社会福祉法",
    .article = "社会福祉法159条1号",
    .title = "受託者の守秘義務違反の罰則",
    .summary =
        "受託者の守秘義務に違反すると、一年以下の拘禁刑または百万円以下の罰金に処せられます。",
    .valid_from = day(2025, 6, 1),
    .note = reform_2026,
};
inline constexpr Provision support_conference_penalty{
    .id = "support_conference_penalty",
    .act = "社会福祉法",
    .article = "社会福祉法159条2号",
    .title = "支援会議の守秘義務違反の罰則",
    .summary =
        "支援会議の守秘義務に違反すると、一年以下の拘禁刑または百万円以下の罰金に処せられます。",
    .valid_from = day(2025, 6, 1),
    .note = reform_2026,
};
inline constexpr Provision support_conference_penalty_until_2025{
    .id = "support_conference_penalty_until_2025",
    .act = "社会福祉法",
    .article = "社会福祉法159条2号",
    .title = "支援会議の守秘義務違反の罰則",
    .summary =
        "支援会議の守秘義務に違反すると、一年以下の懲役または百万円以下の罰金に処せられます。",
    .valid_from = programme_start,
    .valid_to = day(2025, 5, 31),
    .note = earlier_wording,
};

// ---- 社会福祉法施行規則

inline constexpr Provision plan_contents{
    .id = "plan_contents",
    .act = "社会福祉法施行規則",
    .article = "社会福祉法施行規則34条の7",
    .title = "支援プランに書く事項",
    .summary =
        "プランには、意向と課題、目標と達成時期、支援の種類・内容・留意事項、役割分担、一体的な提供の方策を書きます。",
    .valid_from = programme_start,
    .note = reform_2026,
};
inline constexpr Provision plan_review{
    .id = "plan_review",
    .act = "社会福祉法施行規則",
    .article = "社会福祉法施行規則34条の8",
    .title = "支援プランの確認と見直し",
    .summary = "プランの実施状況を定期的に確認し、必要なときは見直します。",
    .valid_from = programme_start,
    .note = reform_2026,
};
inline constexpr Provision implementation_plan_contents{
    .id = "implementation_plan_contents",
    .act = "社会福祉法施行規則",
    .article = "社会福祉法施行規則34条の10",
    .title = "実施計画に書く事項",
    .summary =
        "実施計画には、基本方針、提供体制の確保の内容と時期、その目標、機関の連携を書きます。",
    .valid_from = programme_start,
    .note = reform_2026,
};

}  // namespace kasane::law
