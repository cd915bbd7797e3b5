#pragma once

#include "law/provision.hpp"
#include "law/provision_days.hpp"

// 個人情報保護法: on what personal data may be used and disclosed at all.

namespace kasane::law {

// ---- 個人情報保護法 — 市町村には令和5年4月1日から直接適用

inline constexpr Provision private_body_emergency{
    .id = "private_body_emergency",
    .act = "個人情報保護法",
    .article = "個人情報保護法27条1項2号",
    .title = "民間の機関が緊急に提供できる場合",
    .summary =
        "人の生命・身体・財産を守るために必要で、本人の同意を得ることが難しいときは、民間の機関も個人データを提供できます。",
    .valid_from = day(2022, 4, 1),
};
inline constexpr Provision private_body_disclosure{
    .id = "private_body_disclosure",
    .act = "個人情報保護法",
    .article = "個人情報保護法27条1項",
    .title = "民間の機関による第三者提供の制限",
    .summary =
        "民間の機関は、法律に定める場合を除き、本人の同意なしに個人データを第三者に提供できません。",
    .valid_from = day(2022, 4, 1),
};
inline constexpr Provision breach_report{
    .id = "breach_report",
    .act = "個人情報保護法",
    .article = "個人情報保護法68条",
    .title = "漏えい等の報告",
    .summary = "漏えいなどが起きたときは、個人情報保護委員会に報告し、本人に知らせます。",
    .valid_from = day(2023, 4, 1),
};
inline constexpr Provision purpose_limit{
    .id = "purpose_limit",
    .act = "個人情報保護法",
    .article = "個人情報保護法69条1項",
    .title = "利用と提供の制限",
    .summary =
        "法令に基づく場合を除き、利用目的以外のために個人情報を利用したり提供したりできません。",
    .valid_from = day(2023, 4, 1),
};
inline constexpr Provision consent_of_the_person{
    .id = "consent_of_the_person",
    .act = "個人情報保護法",
    .article = "個人情報保護法69条2項1号",
    .title = "本人の同意による提供",
    .summary = "本人の同意があるとき、または本人に提供するときは、目的外でも提供できます。",
    .valid_from = day(2023, 4, 1),
};
inline constexpr Provision use_within_municipality{
    .id = "use_within_municipality",
    .act = "個人情報保護法",
    .article = "個人情報保護法69条2項2号",
    .title = "内部での利用",
    .summary =
        "法令の定める事務に必要な限度で、相当な理由があるときは、市町村の内部で利用できます。",
    .valid_from = day(2023, 4, 1),
};
inline constexpr Provision provision_to_public_bodies{
    .id = "provision_to_public_bodies",
    .act = "個人情報保護法",
    .article = "個人情報保護法69条2項3号",
    .title = "ほかの行政機関への提供",
    .summary = "相手の行政機関などの事務に必要な限度で、相当な理由があるときは、提供できます。",
    .valid_from = day(2023, 4, 1),
};
inline constexpr Provision special_reason{
    .id = "special_reason",
    .act = "個人情報保護法",
    .article = "個人情報保護法69条2項4号",
    .title = "特別の理由による提供",
    .summary = "明らかに本人の利益になるとき、または特別の理由があるときは、提供できます。",
    .valid_from = day(2023, 4, 1),
};
inline constexpr Provision file_register{
    .id = "file_register",
    .act = "個人情報保護法",
    .article = "個人情報保護法75条",
    .title = "個人情報ファイル簿",
    .summary = "市町村は、個人情報ファイルの名称や利用目的などを記した帳簿を作り、公表します。",
    .valid_from = day(2023, 4, 1),
};
inline constexpr Provision disclosure_request{
    .id = "disclosure_request",
    .act = "個人情報保護法",
    .article = "個人情報保護法76条",
    .title = "開示請求",
    .summary =
        "だれでも、市町村が持つ自分の情報の開示を請求できます。法定代理人なども本人に代わって請求できます。",
    .valid_from = day(2023, 4, 1),
};
inline constexpr Provision grounds_of_refusal{
    .id = "grounds_of_refusal",
    .act = "個人情報保護法",
    .article = "個人情報保護法78条1項",
    .title = "不開示情報",
    .summary = "開示すると本人やほかの人の権利や事務に支障がある情報は、開示しません。",
    .valid_from = day(2023, 4, 1),
};
inline constexpr Provision partial_disclosure{
    .id = "partial_disclosure",
    .act = "個人情報保護法",
    .article = "個人情報保護法79条",
    .title = "部分開示",
    .summary = "不開示の部分を分けられるときは、残りを開示します。",
    .valid_from = day(2023, 4, 1),
};
inline constexpr Provision existence_not_confirmed{
    .id = "existence_not_confirmed",
    .act = "個人情報保護法",
    .article = "個人情報保護法81条",
    .title = "存否を明らかにしない拒否",
    .summary =
        "あるかないかを答えるだけで不開示情報がわかるときは、存否を明らかにせずに拒むことができます。",
    .valid_from = day(2023, 4, 1),
};
inline constexpr Provision opinion_of_third_party{
    .id = "opinion_of_third_party",
    .act = "個人情報保護法",
    .article = "個人情報保護法86条",
    .title = "第三者の意見",
    .summary =
        "第三者の情報が含まれるときは、開示を決める前に、その人に意見を述べる機会を与えることができます。",
    .valid_from = day(2023, 4, 1),
};
inline constexpr Provision correction{
    .id = "correction",
    .act = "個人情報保護法",
    .article = "個人情報保護法90条",
    .title = "訂正の請求",
    .summary = "開示を受けた自分の情報が事実と違うときは、訂正を請求できます。",
    .valid_from = day(2023, 4, 1),
};
inline constexpr Provision stop_of_use{
    .id = "stop_of_use",
    .act = "個人情報保護法",
    .article = "個人情報保護法98条",
    .title = "利用停止の請求",
    .summary = "自分の情報が法律に反して扱われているときは、利用の停止などを請求できます。",
    .valid_from = day(2023, 4, 1),
};

}  // namespace kasane::law
