#include "intake/check_similar_persons.hpp"

#include <fmt/format.h>

#include "intake/inquiry_store.hpp"

namespace kasane::intake {

Result<people::SimilarPersons> check_similar_persons(access::Town& town,
                                                     const accounts::Actor& actor,
                                                     const people::NewPerson& person) {
    return town.act<people::SimilarPersons>(
        actor, accounts::Act::ReceiveInquiry,
        [&](access::ActScope& act) -> Result<people::SimilarPersons> {
            constexpr std::int64_t hour = 3600;
            if (count_similar_checks(act.rows, act.actor.account, act.now.plus_seconds(-hour)) >=
                similar_checks_an_hour) {
                return Refusal{.kind = RefusalKind::TooMany,
                               .code = "similar.too_many",
                               .message = "「似た人を確認」は、1時間に60回までです。",
                               .basis = "マスク表示の規則(回数の制限)",
                               .instead =
                                   "このまま受け付けを保存できます。"
                                   "世帯の重なりは、多機関協働の担当者に確認してください。"};
            }
            insert_similar_check(act);
            auto similar = people::similar_persons(act, person);
            act.wrote_administration(fmt::format("similar persons asked: {} shown, masked {}",
                                                 similar.known.size(),
                                                 similar.another_agency_may_know ? "yes" : "no"));
            return similar;
        });
}

}  // namespace kasane::intake
