#include "law/secrecy_notice.hpp"

#include <fmt/format.h>

#include "kernel/ensure.hpp"
#include "law/provisions.hpp"

namespace kasane::law {
namespace {

const Provision& wording_of(const Date& date, const Provision& present, const Provision& earlier) {
    return in_force(present, date) ? present : earlier;
}

}  // namespace

SecrecyNotice support_conference_notice(const Date& date) {
    const auto& secrecy =
        wording_of(date, support_conference_secrecy, support_conference_secrecy_until_2025);
    const auto& penalty =
        wording_of(date, support_conference_penalty, support_conference_penalty_until_2025);
    ensure(in_force(secrecy, date) && in_force(penalty, date),
           "a support conference is held after the programme began");
    return SecrecyNotice{
        .title = "支援会議の守秘義務について",
        .paragraphs =
            {
                "この議題は、支援会議の議題です。本人の同意がない情報も含まれます。",
                fmt::format("{}({})", secrecy.summary, secrecy.article),
                fmt::format("{}({})", penalty.summary, penalty.article),
                "支援会議で知ったことは、職場の記録に写したり、会議の外の人に話したりしないでください。",
            },
        .provisions = {&secrecy, &penalty},
        .version = fmt::format("{}+{}", secrecy.id, penalty.id),
    };
}

}  // namespace kasane::law
