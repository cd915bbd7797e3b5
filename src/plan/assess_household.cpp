#include "plan/assess_household.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "casefile/casefile.hpp"
#include "casefile/coordination.hpp"
#include "law/gates.hpp"
#include "plan/coordination.hpp"
#include "plan/plan_store.hpp"

namespace kasane::plan {
namespace {

using access::ActScope;

constexpr std::size_t most_main_problems = 3;

std::optional<Refusal> check(ActScope& act, access::CaseReading& reading,
                             const Assessment& assessment) {
    const auto& known = act.profile.codes.list("problems");
    std::size_t main = 0;
    for (const auto& problem : assessment.problems) {
        if (!known.has(problem.code)) {
            return Refusal{.kind = RefusalKind::Invalid,
                           .code = "assessment.problem",
                           .message = "課題を、一覧から選んでください。",
                           .field = "problems_household"};
        }
        if (problem.person && !casefile::knows_person(act, reading, *problem.person)) {
            return access::not_found();
        }
        if (problem.is_main) ++main;
    }
    if (main > most_main_problems) {
        return Refusal{.kind = RefusalKind::Invalid,
                       .code = "assessment.main",
                       .message = "主な課題は、三つまでにしてください。",
                       .field = "main"};
    }
    if (assessment.summary.empty()) {
        return Refusal{.kind = RefusalKind::Invalid,
                       .code = "assessment.summary",
                       .message = "アセスメントのまとめを入力してください。",
                       .field = "summary"};
    }
    return std::nullopt;
}

}  // namespace

Result<Done> assess_household(access::Town& town, const accounts::Actor& actor,
                              const Assessment& assessment) {
    return town.act<Done>(actor, accounts::Act::Assess, [&](ActScope& act) -> Result<Done> {
        auto authorised = casefile::authorise_coordination(act, assessment.case_id);
        if (!authorised) return authorised.refusal();
        if (auto refusal = check(act, *authorised, assessment)) return *refusal;
        Assessment made = assessment;
        made.id = act.new_uuid();
        made.made_on = act.today();
        insert_assessment(act, made);
        casefile::post(act, {.case_id = made.case_id,
                             .kind = casefile::EntryKind::Assessment,
                             .title = fmt::format("{}を記録しました",
                                                  act.profile.term("household_assessment")),
                             .body = made.summary.reveal(),
                             .link = fmt::format("/cases/{}/assessment", made.case_id.text())});
        act.leads_to(fmt::format("/cases/{}/assessment", made.case_id.text()));
        return Done{};
    });
}

Result<Done> recognise_need(access::Town& town, const accounts::Actor& actor, const CaseId& case_id,
                            std::string_view reason) {
    return town.act<Done>(actor, accounts::Act::RecogniseNeed, [&](ActScope& act) -> Result<Done> {
        auto authorised = access::authorise(act, case_id);
        if (!authorised) return authorised.refusal();
        const auto head = casefile::head_for_act(act, *authorised);
        if (head.state != casefile::CaseState::Assessing &&
            head.state != casefile::CaseState::Planning) {
            return law::refuse(law::gates::need_recognised,
                               fmt::format("「{}」のケースでは、支援の必要の認定は記録できません。",
                                           label_of(head.state)),
                               "多機関協働で受理し、アセスメントをしてから認定してください。");
        }
        if (reason.empty()) {
            return law::refuse_field(law::gates::need_recognised, "reason",
                                     "認定の理由を入力してください。");
        }
        insert_need(act, case_id, reason);
        casefile::post(act, {.case_id = case_id,
                             .kind = casefile::EntryKind::Plan,
                             .title = "支援の必要を認定しました",
                             .body = std::string(reason),
                             .link = fmt::format("/cases/{}/plans", case_id.text())});
        act.leads_to(fmt::format("/cases/{}/plans", case_id.text()));
        return Done{};
    });
}

}  // namespace kasane::plan
