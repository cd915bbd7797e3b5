#pragma once

#include "law/provision.hpp"
#include "law/provision_days.hpp"

// Abuse and violence, the councils of other acts, secrecy and inquiries.

namespace kasane::law {

// ---- 虐待や暴力の防止

inline constexpr Provision child_abuse_report{
    .id = "child_abuse_report",
    .act = "児童虐待防止法",
    .article = "児童虐待防止法6条1項",
    .title = "児童虐待の通告義務",
    .summary =
        "虐待を受けたと思われる子どもに気づいた人は、すぐに市町村か児童相談所へ通告しなければなりません。",
    .valid_from = programme_start,
};
inline constexpr Provision child_abuse_reporter{
    .id = "child_abuse_reporter",
    .act = "児童虐待防止法",
    .article = "児童虐待防止法7条",
    .title = "児童虐待の通告者の秘密",
    .summary = "通告を受けた機関の職員は、だれが通告したかがわかることを漏らしてはなりません。",
    .valid_from = programme_start,
};
inline constexpr Provision elder_abuse_report{
    .id = "elder_abuse_report",
    .act = "高齢者虐待防止法",
    .article = "高齢者虐待防止法7条",
    .title = "養護者による高齢者虐待の通報",
    .summary = "生命や身体に重大な危険があるときは通報が義務、そのほかのときは努力義務です。",
    .valid_from = programme_start,
};
inline constexpr Provision elder_abuse_reporter{
    .id = "elder_abuse_reporter",
    .act = "高齢者虐待防止法",
    .article = "高齢者虐待防止法8条",
    .title = "養護者による高齢者虐待の通報者の秘密",
    .summary = "通報を受けた職員は、だれが通報したかがわかることを漏らしてはなりません。",
    .valid_from = programme_start,
};
inline constexpr Provision elder_facility_abuse_report{
    .id = "elder_facility_abuse_report",
    .act = "高齢者虐待防止法",
    .article = "高齢者虐待防止法21条",
    .title = "施設職員による高齢者虐待の通報",
    .summary =
        "施設などの職員が、自分の施設での虐待に気づいたときは通報が義務です。ほかの人も、重大な危険があるときは義務です。",
    .valid_from = programme_start,
};
inline constexpr Provision elder_facility_abuse_reporter{
    .id = "elder_facility_abuse_reporter",
    .act = "高齢者虐待防止法",
    .article = "高齢者虐待防止法23条",
    .title = "施設での高齢者虐待の通報者の秘密",
    .summary = "通報を受けた職員は、だれが通報したかがわかることを漏らしてはなりません。",
    .valid_from = programme_start,
};
inline constexpr Provision disability_abuse_report{
    .id = "disability_abuse_report",
    .act = "障害者虐待防止法",
    .article = "障害者虐待防止法7条1項",
    .title = "養護者による障害者虐待の通報",
    .summary =
        "虐待を受けたと思われる障害のある人に気づいた人は、すぐに市町村へ通報しなければなりません。",
    .valid_from = programme_start,
    .note = from_knowledge,
};
inline constexpr Provision spousal_violence_report{
    .id = "spousal_violence_report",
    .act = "配偶者暴力防止法",
    .article = "配偶者暴力防止法6条1項",
    .title = "配偶者からの暴力の通報",
    .summary =
        "配偶者からの暴力を受けている人に気づいた人は、支援センターか警察へ通報するよう努めます。",
    .valid_from = programme_start,
    .note = from_knowledge,
};
inline constexpr Provision care_for_victims{
    .id = "care_for_victims",
    .act = "配偶者暴力防止法",
    .article = "配偶者暴力防止法23条1項",
    .title = "被害者の安全と秘密への配慮",
    .summary = "職務で関わる人は、被害者の安全の確保と秘密の保持に十分に配慮します。",
    .valid_from = programme_start,
    .note = from_knowledge,
};

// ---- ほかの会議

inline constexpr Provision child_council{
    .id = "child_council",
    .act = "児童福祉法",
    .article = "児童福祉法25条の2",
    .title = "要保護児童対策地域協議会",
    .summary = "要保護児童などの支援のため、関係機関が情報を交換し協議します。",
    .valid_from = programme_start,
};
inline constexpr Provision community_care_conference{
    .id = "community_care_conference",
    .act = "介護保険法",
    .article = "介護保険法115条の48",
    .title = "地域ケア会議",
    .summary = "市町村は、高齢者の支援を検討する会議を置くよう努めます。",
    .valid_from = programme_start,
};
inline constexpr Provision poverty_support_conference{
    .id = "poverty_support_conference",
    .act = "生活困窮者自立支援法",
    .article = "生活困窮者自立支援法9条",
    .title = "生活困窮者の支援会議",
    .summary = "生活困窮者の支援に必要な情報を交換し、支援体制を検討します。",
    .valid_from = programme_start,
};
inline constexpr Provision public_assistance_conference{
    .id = "public_assistance_conference",
    .act = "生活保護法",
    .article = "生活保護法27条の3",
    .title = "調整会議",
    .summary = "生活保護を受ける人の支援のため、関係機関が情報を交換し協議します。",
    .valid_from = day(2025, 4, 1),
};
inline constexpr Provision loneliness_council{
    .id = "loneliness_council",
    .act = "孤独・孤立対策推進法",
    .article = "孤独・孤立対策推進法15条",
    .title = "孤独・孤立対策地域協議会",
    .summary = "孤独・孤立の状態にある人の支援のため、関係機関が情報を交換し協議します。",
    .valid_from = day(2024, 4, 1),
};

// ---- そのほか

inline constexpr Provision my_number_collection{
    .id = "my_number_collection",
    .act = "番号法",
    .article = "番号法20条",
    .title = "個人番号の収集と保管の制限",
    .summary = "法律に定める事務のほかでは、個人番号を集めたり保管したりできません。",
    .valid_from = programme_start,
};
inline constexpr Provision public_servant_secrecy{
    .id = "public_servant_secrecy",
    .act = "地方公務員法",
    .article = "地方公務員法34条",
    .title = "地方公務員の守秘義務",
    .summary = "職員は、辞めた後も、職務で知った秘密を漏らしてはなりません。",
    .valid_from = programme_start,
};
inline constexpr Provision criminal_inquiry{
    .id = "criminal_inquiry",
    .act = "刑事訴訟法",
    .article = "刑事訴訟法197条2項",
    .title = "捜査関係事項の照会",
    .summary = "捜査機関は、役所や団体に必要な事項の報告を求めることができます。",
    .valid_from = programme_start,
    .note = from_knowledge,
};
inline constexpr Provision bar_inquiry{
    .id = "bar_inquiry",
    .act = "弁護士法",
    .article = "弁護士法23条の2",
    .title = "弁護士会照会",
    .summary = "弁護士会は、役所や団体に必要な事項の報告を求めることができます。",
    .valid_from = programme_start,
    .note = from_knowledge,
};

}  // namespace kasane::law
