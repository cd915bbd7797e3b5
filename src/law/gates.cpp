#include "law/gates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kernel/ensure.hpp"
#include "law/provisions.hpp"

namespace kasane::law {
namespace {

constexpr std::array no_wrong_door_basis{&comprehensive_consultation, &desk_asks_others};
constexpr std::array coordination_needs_consent_basis{
    &purpose_limit,
    &consent_of_the_person,
    &private_body_disclosure,
};
constexpr std::array support_conference_basis{
    &support_conference,
    &support_conference_exchange,
    &support_conference_request,
    &support_conference_secrecy,
    &support_conference_penalty,
    &support_conference_penalty_until_2025,
    &support_conference_secrecy_until_2025,
};
constexpr std::array frame_basis{
    &support_conference,           &child_council,
    &community_care_conference,    &poverty_support_conference,
    &public_assistance_conference, &loneliness_council,
    &public_servant_secrecy,
};
constexpr std::array conference_information_basis{
    &support_conference_secrecy,
    &support_conference_secrecy_until_2025,
    &support_conference_penalty,
    &support_conference_penalty_until_2025,
};
constexpr std::array consent_moves_the_person_basis{&consent_of_the_person};
constexpr std::array consent_validity_basis{&consent_of_the_person, &understandable_consent};
constexpr std::array withdrawal_basis{&consent_of_the_person, &purpose_limit};
constexpr std::array need_recognised_basis{&need_for_plan};
constexpr std::array plan_contents_basis{&plan_contents};
constexpr std::array plan_decision_basis{&need_for_plan};
constexpr std::array plan_is_reviewed_basis{&plan_review};
constexpr std::array closing_basis{&plan_review, &need_for_plan};
constexpr std::array lead_agency_basis{&multi_agency_cooperation};
constexpr std::array memo_basis{&desk_asks_others};
constexpr std::array council_without_cases_basis{&purpose_limit};
constexpr std::array protected_person_basis{
    &care_for_victims,
    &grounds_of_refusal,
};
constexpr std::array reporter_basis{
    &child_abuse_reporter,
    &elder_abuse_reporter,
    &elder_facility_abuse_reporter,
};
constexpr std::array emergency_basis{&private_body_emergency, &special_reason};
constexpr std::array sharing_by_law_basis{&purpose_limit, &use_within_municipality,
                                          &provision_to_public_bodies, &special_reason};
constexpr std::array my_number_basis{&my_number_collection};

template <class Wanted>
std::string joined(const Gate& gate, Wanted wanted) {
    std::string text;
    for (const auto* provision : gate.provisions) {
        if (!wanted(*provision)) continue;
        if (!text.empty()) text += "、";
        text += provision->article;
    }
    if (!gate.other_basis.empty()) {
        if (!text.empty()) text += "、";
        text += gate.other_basis;
    }
    return text;
}

}  // namespace

namespace gates {

constinit const Gate no_wrong_door{
    .name = "gate.no_wrong_door",
    .title = "断らない相談",
    .rule =
        "どの窓口も、年齢や内容を問わず相談を受け付けます。"
        "受付日と、その人の呼び方(氏名・仮名・「不明」)があれば記録できます。",
    .provisions = no_wrong_door_basis,
};
constinit const Gate coordination_needs_consent{
    .name = "gate.coordination_needs_consent",
    .title = "重層的支援会議と本人の同意",
    .rule =
        "重層的支援会議では、その人の同意が出席する機関に及んでいる間だけ、その人の資料を扱えます。",
    .provisions = coordination_needs_consent_basis,
    .other_basis = "国の重層的支援体制整備事業実施要綱",
};
constinit const Gate support_conference{
    .name = "gate.support_conference",
    .title = "支援会議の資料",
    .rule =
        "支援会議の資料は、その議題に招集された人などが、守秘義務の説明を確認してから開けます。"
        "本人の同意がなくても開催できます。",
    .provisions = support_conference_basis,
};
constinit const Gate frame{
    .name = "gate.frame",
    .title = "議題ごとの会議の枠",
    .rule =
        "議題は、支援会議・重層的支援会議・ほかの法律の会議のどれか一つの枠で扱います。"
        "枠ごとに、出席者と守秘義務が決まります。",
    .provisions = frame_basis,
    .other_basis = "国の重層的支援体制整備事業実施要綱",
    .in_parts = true,
};
constinit const Gate conference_information{
    .name = "gate.conference_information",
    .title = "支援会議で知った情報",
    .rule =
        "支援会議で知った情報は、本人の同意やほかの法律などの根拠があるときだけ、会議の外に出せます。",
    .provisions = conference_information_basis,
};
constinit const Gate consent_moves_the_person{
    .name = "gate.consent_moves_the_person",
    .title = "同意した人だけが移る",
    .rule =
        "同意は、同意した本人についてだけ、その範囲で働きます。"
        "世帯のほかの人の情報は開きません。",
    .provisions = consent_moves_the_person_basis,
    .other_basis = "国の重層的支援体制整備事業実施要綱",
};
constinit const Gate consent_validity{
    .name = "gate.consent_validity",
    .title = "有効な同意",
    .rule =
        "同意は本人が、本人にわかる形で行います。"
        "本人が判断できないときは、権限のある法定代理人が行います。"
        "権限のない家族は同意できません。",
    .provisions = consent_validity_basis,
};
constinit const Gate withdrawal{
    .name = "gate.withdrawal",
    .title = "同意の撤回",
    .rule =
        "本人は、いつでも同意を撤回できます。"
        "撤回すると、その同意による情報の共有はすぐに終わり、プランは見直します。",
    .provisions = withdrawal_basis,
};
constinit const Gate need_recognised{
    .name = "gate.need_recognised",
    .title = "支援の必要性の認定",
    .rule = "プラン案を作る前に、市町村が支援の必要を認めて記録します。",
    .provisions = need_recognised_basis,
};
constinit const Gate plan_contents{
    .name = "gate.plan_contents",
    .title = "プランに書く事項",
    .rule =
        "プランには、意向と課題、目標と達成時期、支援の種類・内容・留意事項、役割分担、一体的な提供の方策が必要です。",
    .provisions = plan_contents_basis,
};
constinit const Gate plan_decision{
    .name = "gate.plan_decision",
    .title = "支援決定",
    .rule = "プランは、重層的支援会議で適切と認められ、市町村が支援決定をしてから始まります。",
    .provisions = plan_decision_basis,
    .other_basis = "国の重層的支援体制整備事業実施要綱",
};
constinit const Gate plan_is_reviewed{
    .name = "gate.plan_is_reviewed",
    .title = "プランの確認日",
    .rule = "プランには、次に確認する日が必要です。",
    .provisions = plan_is_reviewed_basis,
};
constinit const Gate closing{
    .name = "gate.closing",
    .title = "終結",
    .rule =
        "終結には、評価と会議での検討が必要です。"
        "終結のときは、その後だれが見守るかを決めます。",
    .provisions = closing_basis,
    .other_basis = "国の重層的支援体制整備事業実施要綱",
};
constinit const Gate lead_agency{
    .name = "gate.lead_agency",
    .title = "主担当機関",
    .rule =
        "多機関で支援する相談には、主担当の機関を一つだけ決めます。"
        "会議で決まらないときは、多機関協働担当者が会議の意見を聴いて決めます。",
    .provisions = lead_agency_basis,
    .other_basis = "市町村の実施計画",
};
constinit const Gate memo{
    .name = "gate.memo",
    .title = "つなぎメモへの返事",
    .rule =
        "つなぎメモには期限までに返事をします。"
        "受ける・答える・ほかへ回す・理由を添えて断る、のどれかです。",
    .provisions = memo_basis,
    .other_basis = "市町村の実施計画",
};
constinit const Gate council_without_cases{
    .name = "gate.council_without_cases",
    .title = "推進会議と個人情報",
    .rule =
        "推進会議では、個人の情報を扱いません。"
        "件数は、個人がわからない形で示します。",
    .provisions = council_without_cases_basis,
};
constinit const Gate protected_person{
    .name = "gate.protected",
    .title = "居場所などの秘匿",
    .rule = "支援措置を受けている人の居場所がわかる情報は、決められた担当者だけが見られます。",
    .provisions = protected_person_basis,
    .other_basis = "支援措置(住民基本台帳事務処理要領)",
};
constinit const Gate reporter{
    .name = "gate.reporter",
    .title = "通報した人の秘密",
    .rule = "通報や情報提供をした人がわかる記録は、受け付けた窓口だけが見られます。",
    .provisions = reporter_basis,
};
constinit const Gate emergency{
    .name = "gate.emergency",
    .title = "緊急の閲覧",
    .rule =
        "命・身体・財産を守るために必要なときは、理由を書いて、次の開庁日の正午まで開けます。"
        "延長はほかの人が行い、あとで必ず確かめます。",
    .provisions = emergency_basis,
};
constinit const Gate sharing_by_law{
    .name = "gate.sharing_by_law",
    .title = "同意によらない共有",
    .rule =
        "同意によれないときは、条文と目的、当てはまる事実、終わりの日を決めたときだけ、一つの窓口に開けます。",
    .provisions = sharing_by_law_basis,
};
constinit const Gate my_number{
    .name = "gate.my_number",
    .title = "個人番号は記録しない",
    .rule =
        "個人番号(マイナンバー)は記録できません。"
        "伏せ字にして、書いた人に確認します。",
    .provisions = my_number_basis,
};

}  // namespace gates

namespace {

constexpr std::array gate_list{
    &gates::no_wrong_door,
    &gates::coordination_needs_consent,
    &gates::support_conference,
    &gates::frame,
    &gates::conference_information,
    &gates::consent_moves_the_person,
    &gates::consent_validity,
    &gates::withdrawal,
    &gates::need_recognised,
    &gates::plan_contents,
    &gates::plan_decision,
    &gates::plan_is_reviewed,
    &gates::closing,
    &gates::lead_agency,
    &gates::memo,
    &gates::council_without_cases,
    &gates::protected_person,
    &gates::reporter,
    &gates::emergency,
    &gates::sharing_by_law,
    &gates::my_number,
};

}  // namespace

std::string citation(const Gate& gate, const Date& date) {
    return joined(gate, [&date](const Provision& provision) { return in_force(provision, date); });
}

std::string citation(const Gate& gate) {
    return joined(gate, [](const Provision& provision) { return !provision.valid_to; });
}

Refusal refuse(const Gate& gate, std::string message, std::string instead) {
    ensure(!message.empty(), "a refusal says why");
    return Refusal{.kind = RefusalKind::Rule,
                   .code = std::string(gate.name),
                   .message = std::move(message),
                   .basis = citation(gate),
                   .instead = std::move(instead)};
}

Refusal refuse_in_part(const Gate& gate, std::span<const Provision* const> part,
                       std::string message, std::string instead) {
    ensure(gate.in_parts, "only a gate that rules several matters is cited in part");
    Gate narrowed = gate;
    narrowed.provisions = part;
    for (const auto* provision : part) {
        ensure(std::ranges::find(gate.provisions, provision) != gate.provisions.end(),
               "a part of a gate is one of its provisions");
    }
    if (!part.empty()) narrowed.other_basis = {};
    return refuse(narrowed, std::move(message), std::move(instead));
}

Refusal refuse_field(const Gate& gate, std::string_view field, std::string message) {
    ensure(!field.empty(), "what was entered was entered into a field");
    auto refusal = refuse(gate, std::move(message));
    refusal.kind = RefusalKind::Invalid;
    refusal.field = field;
    return refusal;
}

std::span<const Gate* const> all_gates() { return gate_list; }

const Gate* find_gate(std::string_view name) {
    for (const auto* gate : gate_list) {
        if (gate->name == name) return gate;
    }
    return nullptr;
}

}  // namespace kasane::law
