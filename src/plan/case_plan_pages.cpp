#include <fmt/format.h>

#include <algorithm>

#include "conference/record_minutes.hpp"
#include "law/gates.hpp"
#include "plan/coordination.hpp"
#include "plan/plan_pages.hpp"
#include "plan/plan_reading.hpp"

// What this room adds to the pages of a case: tabs, the next acts of the coordinator, and how the
// household was understood and what was planned, for 概要.

namespace kasane::plan {
namespace {

using casefile::CaseView;
using web::Html;

/// The newest plan the reader may read that has not ended.
std::optional<Plan> plan_in_force(const CaseView& view) {
    for (auto& plan : plans_of(view.scope, view.head.id)) {
        if (plan.state == PlanState::Ended) continue;
        if (may_read_plan(view.scope, view.reading, plan)) return std::move(plan);
    }
    return std::nullopt;
}

/// First the household is understood, then somebody's consent is sought; while nobody consents, the
/// 支援会議 is the way on.
void offer_assessing(const CaseView& view, web::NextStep& next) {
    web::Act assess{.label = "アセスメントを記録する", .path = view.path("/assessment#new")};
    const bool assessed = !assessments_of(view.scope, view.head.id).empty();
    const bool consents = std::ranges::any_of(view.persons, [](const people::Person& person) {
        return person.track == access::Track::Consented;
    });
    next.sentence = "世帯全体を見立て、同意を確かめます。";
    (assessed ? next.others : next.acts).push_back(std::move(assess));
    if (assessed && !consents) {
        next.sentence =
            fmt::format("同意を働きかけます。得られないときは、{}に諮って支え方を考えます。",
                        view.scope.profile.support_conference().local_name);
        next.acts.push_back({.label = "同意を記録する", .path = view.path("/consents/new")});
        next.acts.push_back(
            {.label = "会議の議題にする", .path = "/conferences/new?case=" + view.head.id.text()});
        next.others.push_back({.label = "支援の必要を認定する", .path = view.path("/need")});
        return;
    }
    if (newest_need(view.scope, view.head.id)) {
        next.acts.push_back({.label = "プラン案を作る", .path = view.path("/plans/new")});
        return;
    }
    next.acts.push_back({.label = "支援の必要を認定する", .path = view.path("/need")});
    next.blocked.push_back({.label = "プラン案を作る",
                            .reason = "支援の必要の認定が、まだ記録されていません。",
                            .basis = law::citation(law::gates::need_recognised, view.scope.today()),
                            .instead = "先に「支援の必要を認定する」を記録します。"});
}

/// A draft goes to the meeting, and after its opinion to the decision.
void offer_planning(const CaseView& view, const std::optional<Plan>& plan, web::NextStep& next) {
    next.sentence = "プラン案をまとめ、会議で適切性を確かめて支援決定します。";
    if (!plan) {
        next.acts.push_back({.label = "プラン案を作る", .path = view.path("/plans/new")});
        return;
    }
    const auto path = "/plans/" + plan->id.text();
    const auto meeting = view.scope.profile.coordination_conference().local_name;
    web::Act convene{.label = fmt::format("{}の議題にする", meeting),
                     .path = fmt::format("/conferences/new?case={}&plan={}", view.head.id.text(),
                                         plan->id.text())};
    if (conference::opinion_on_plan(view.scope, plan->case_id, plan->id)) {
        next.acts.push_back(
            {.label = "会議の意見を確かめ、支援決定する", .path = path + "#decision"});
        next.others.push_back(std::move(convene));
        return;
    }
    next.acts.push_back({.label = "プラン案を開く", .path = path});
    next.acts.push_back(std::move(convene));
    next.blocked.push_back({.label = "支援決定する",
                            .reason = fmt::format("{}の意見が、まだ記録されていません。", meeting),
                            .basis = law::citation(law::gates::plan_decision, view.scope.today()),
                            .instead = "先に会議の議題にして、意見を記録します。"});
}

void offer_supporting(const CaseView& view, const std::optional<Plan>& plan, web::NextStep& next) {
    next.sentence = "決めた役割で支援し、定期的に状況を確認します。";
    if (plan && plan->state == PlanState::Decided) {
        next.acts.push_back({.label = "状況を確認し、モニタリングを記録する",
                             .path = fmt::format("/plans/{}#monitoring", plan->id.text())});
    } else {
        next.acts.push_back({.label = "プランを開く", .path = view.path("/plans")});
    }
    next.others.push_back({.label = "評価を記録する", .path = view.path("/evaluation")});
}

/// The one or two acts that make sense in each state.
void offer_next(const CaseView& view, const std::optional<Plan>& plan, web::NextStep& next) {
    switch (view.head.state) {
        case casefile::CaseState::Assessing:
            offer_assessing(view, next);
            return;
        case casefile::CaseState::Planning:
            offer_planning(view, plan, next);
            return;
        case casefile::CaseState::Supporting:
            offer_supporting(view, plan, next);
            return;
        case casefile::CaseState::Evaluating:
            next.sentence = "会議で評価し、続け方を決めます。";
            next.acts.push_back({.label = "評価の結果を決める", .path = view.path("/conclusion")});
            return;
        case casefile::CaseState::ReachingOut:
            next.others.push_back(
                {.label = "アセスメントを記録する", .path = view.path("/assessment#new")});
            next.others.push_back({.label = "評価を記録する", .path = view.path("/evaluation")});
            next.others.push_back(
                {.label = "会議を経て終結する", .path = view.path("/conclusion")});
            return;
        case casefile::CaseState::Noticed:
        case casefile::CaseState::Received:
        case casefile::CaseState::InNetwork:
        case casefile::CaseState::Referred:
        case casefile::CaseState::FollowingUp:
        case casefile::CaseState::Closed:
        case casefile::CaseState::Suspended:
            return;
    }
}

/// 主な課題 — of the newest assessment, whose they are and what they are; nothing to whoever may
/// not read all of it.
Html understanding(const CaseView& view) {
    if (!may_read_assessment(view)) return {};
    const auto all = assessments_of(view.scope, view.head.id);
    if (all.empty()) return {};
    const auto& newest = all.front();
    const auto& problems = view.scope.profile.codes.list("problems");
    Html main;
    const auto owner = access::Holder::desk(view.scope.profile.coordinating_desk);
    for (const auto& problem : newest.problems) {
        const access::Item item{access::Category::Case, problem.person, owner, std::nullopt};
        if (!problem.is_main || !view.reading.may_read(item)) continue;
        main += web::tags::li(web::text(fmt::format(
            "{} — {}", problems.label(problem.code),
            problem.person ? view.name_of(*problem.person) + "さん" : std::string("世帯全体"))));
    }
    return web::section(
        {.title = std::string(view.scope.profile.term("household_assessment")),
         .beside = web::link_to({"見立ての全体", view.path("/assessment")})},
        web::facts({{"主な課題", main.empty() ? Html() : web::tags::ul(main)},
                    {"本人の意向", web::written_text(newest.person_wish.reveal())},
                    {"支援の方向性", web::written_text(newest.direction.reveal())}}));
}

Html in_force(const CaseView& view, const Plan& plan) {
    web::DataTable table{.caption = "目標と役割",
                         .caption_hidden = true,
                         .columns = {{.label = "目標"},
                                     {.label = "取り組むこと"},
                                     {.label = "だれが"},
                                     {.label = "達成時期", .one_line = true}}};
    for (const auto& row : plan.rows) {
        table.rows.push_back(
            {.cells = {web::text(row.goal.reveal()), web::text(row.what.reveal()),
                       web::text(row.desk ? view.scope.profile.desk_name(*row.desk)
                                          : std::string(label_of(row.actor_type))),
                       row.due_on ? web::short_day(*row.due_on) : web::text("未定")}});
    }
    table.empty = web::empty_state("目標は、まだ入力されていません。");
    Html head = web::link_to({plan.number, "/plans/" + plan.id.text()});
    head += web::text(" ");
    head += web::chip({std::string(label_of(plan.state)),
                       plan.state == PlanState::Decided ? web::Tone::Good : web::Tone::Waiting});
    return web::section({.title = "支援プラン", .beside = head}, web::data_table(table));
}

}  // namespace

void plan_tabs(const CaseView& view, std::vector<web::Tab>& tabs) {
    tabs.push_back({"アセスメント", view.path("/assessment")});
    tabs.push_back({"プラン", view.path("/plans")});
}

void offer_plans(const CaseView& view, casefile::CaseOffers& offers) {
    const auto plan = plan_in_force(view);
    if (view.can(accounts::Act::DraftPlan) && view.reading.stands_on(access::Basis::Coordination)) {
        offer_next(view, plan, offers.next);
    }
    if (auto section = understanding(view); !section.empty()) {
        offers.overview.push_back(std::move(section));
    }
    if (plan) offers.overview.push_back(in_force(view, *plan));
}

}  // namespace kasane::plan
