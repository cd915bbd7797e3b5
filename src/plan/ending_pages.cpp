#include <fmt/format.h>

#include "access/choices.hpp"
#include "plan/follow_plan.hpp"
#include "plan/plan_pages.hpp"
#include "web/form_reading.hpp"

namespace kasane::plan {
namespace {

using casefile::CaseRoom;
using casefile::CaseView;
using web::Html;

web::Response evaluation_with(const CaseRoom& room, const web::Request& request,
                              const accounts::Actor& actor,
                              const std::optional<web::Entered>& typed) {
    return room.show(
        request, actor, {"case.evaluation", "/plans", "評価を記録する"},
        [&](CaseView& view, web::PageFrame&) {
            using namespace web;
            const auto [entered, tokens] = access::open_form(
                room.office(), request, view.scope, "evaluation:" + view.head.id.text(), typed);
            return group(
                error_summary(entered),
                post_form(
                    {.action = view.path("/evaluation"), .tokens = tokens},
                    group(radio_area({.name = "achievement",
                                      .legend = "目標の達成状況",
                                      .required = true,
                                      .groups = ungrouped(
                                          access::code_choices(view.scope, "goal_achievements"))},
                                     entered),
                          check_area({.name = "changes",
                                      .legend = "見られた変化",
                                      .groups = ungrouped(
                                          access::code_choices(view.scope, "observed_changes")),
                                      .dense = true},
                                     entered),
                          long_text_field({.name = "remaining",
                                           .label = "残された課題",
                                           .required = true,
                                           .rows = 4},
                                          entered),
                          long_text_field({.name = "person_voice", .label = "本人の声", .rows = 3},
                                          entered),
                          submit_row({.buttons = {{.label = "評価を記録する"}},
                                      .cancel_label = "やめて戻る",
                                      .cancel_path = view.path()}))));
        },
        typed ? 422 : 200);
}

web::Response evaluation_sent(const CaseRoom& room, const web::Request& request,
                              const accounts::Actor& actor) {
    using web::Need;
    web::FormReader form(request.form);
    const auto today = room.office().town.clock().today();
    Evaluation made{
        .plan = std::nullopt, .case_id = casefile::case_of(request), .evaluated_on = today};
    const auto& lists = room.office().profile().codes;
    made.achievement = form.code("achievement", "目標の達成状況",
                                 lists.list("goal_achievements").codes(), Need::Required)
                           .value_or("");
    made.changes = form.codes_of("changes", "見られた変化", lists.list("observed_changes").codes());
    made.remaining = PrivateText(
        form.long_text("remaining", "残された課題", {web::long_characters, Need::Required}));
    made.person_voice = PrivateText(form.long_text("person_voice", "本人の声"));
    if (form.ok()) {
        auto done = evaluate_case(room.office().town, actor, made);
        if (done) return web::see_other("/cases/" + made.case_id.text());
        if (done.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor, "評価の記録",
                                        done.refusal());
        }
        form.add_error(done.refusal());
    }
    return evaluation_with(room, request, actor, form.entered());
}

web::Response conclusion_with(const CaseRoom& room, const web::Request& request,
                              const accounts::Actor& actor,
                              const std::optional<web::Entered>& typed) {
    return room.show(
        request, actor, {"case.conclusion", "/plans", "評価の結果を決める"},
        [&](CaseView& view, web::PageFrame&) {
            using namespace web;
            const auto [entered, tokens] = access::open_form(
                room.office(), request, view.scope, "conclusion:" + view.head.id.text(), typed);
            return group(
                error_summary(entered),
                post_form(
                    {.action = view.path("/conclusion"), .tokens = tokens},
                    group(
                        radio_area({.name = "conclusion",
                                    .legend = "どうしますか",
                                    .help = "終結・中断は、評価と会議での評価のあとに決めます。"
                                            "急いで終える必要はありません。",
                                    .required = true,
                                    .groups = ungrouped(choices_of<Conclusion>())},
                                   entered),
                        select_field({.name = "reason_code",
                                      .label = "理由の区分",
                                      .help = "終結・中断のときに選びます。報告の件数になります。",
                                      .groups = {{.label = "終結の理由",
                                                  .choices = access::code_choices(
                                                      view.scope, "closing_reasons")},
                                                 {.label = "中断の理由",
                                                  .choices = access::code_choices(
                                                      view.scope, "suspension_reasons")}}},
                                     entered),
                        long_text_field(
                            {.name = "reason", .label = "理由", .required = true, .rows = 3},
                            entered),
                        long_text_field(
                            {.name = "remaining", .label = "世帯に残る人の様子", .rows = 3},
                            entered),
                        select_field({.name = "companion",
                                      .label = "終結のあと伴走する窓口",
                                      .groups = ungrouped(access::desk_choices(view.scope))},
                                     entered),
                        date_field({.name = "next_on",
                                    .label = "次に様子を確かめる日",
                                    .help = "中断するときに入力します。伴走する窓口に届きます。",
                                    .value = view.scope.today().plus_days(
                                        view.scope.profile.settings.watch_recheck_days.value)},
                                   entered),
                        submit_row({.buttons = {{.label = "この結果で記録する"}},
                                    .cancel_label = "やめて戻る",
                                    .cancel_path = view.path()}))));
        },
        typed ? 422 : 200);
}

web::Response conclusion_sent(const CaseRoom& room, const casefile::Events& events,
                              const web::Request& request, const accounts::Actor& actor) {
    using web::Need;
    web::FormReader form(request.form);
    ConcludeCase wanted{.case_id = casefile::case_of(request)};
    wanted.conclusion = form.choice<Conclusion>("conclusion", "評価の結果", Need::Required)
                            .value_or(Conclusion::Replan);
    auto reasons = room.office().profile().codes.list("closing_reasons").codes();
    std::ranges::copy(room.office().profile().codes.list("suspension_reasons").codes(),
                      std::back_inserter(reasons));
    wanted.reason_code = form.code("reason_code", "理由の区分", reasons).value_or("");
    wanted.reason = form.long_text("reason", "理由", {web::long_characters, Need::Required});
    wanted.remaining = form.long_text("remaining", "世帯に残る人の様子");
    if (const auto companion = form.code(
            "companion", "伴走する窓口",
            access::desk_codes(room.office().profile(), room.office().town.clock().today()))) {
        wanted.companion = DeskId(*companion);
    }
    wanted.next_on = form.date("next_on", "次に様子を確かめる日");
    if (form.ok()) {
        auto done = conclude_case(room.office().town, actor, events, wanted);
        if (done) return web::see_other("/cases/" + wanted.case_id.text());
        if (done.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor, "評価の結果の記録",
                                        done.refusal());
        }
        form.add_error(done.refusal());
    }
    return conclusion_with(room, request, actor, form.entered());
}

}  // namespace

std::vector<accounts::PageRoute> ending_routes(const CaseRoom& room,
                                               const casefile::Events& events) {
    using web::Method;
    return {
        {Method::Get, "/cases/{case}/evaluation", accounts::Act::EvaluatePlan,
         [&room](const auto& request, const auto& actor) {
             return evaluation_with(room, request, actor, std::nullopt);
         }},
        {Method::Post, "/cases/{case}/evaluation", accounts::Act::EvaluatePlan,
         [&room](const auto& request, const auto& actor) {
             return evaluation_sent(room, request, actor);
         }},
        {Method::Get, "/cases/{case}/conclusion", accounts::Act::EvaluatePlan,
         [&room](const auto& request, const auto& actor) {
             return conclusion_with(room, request, actor, std::nullopt);
         }},
        {Method::Post, "/cases/{case}/conclusion", accounts::Act::EvaluatePlan,
         [&room, &events](const auto& request, const auto& actor) {
             return conclusion_sent(room, events, request, actor);
         }},
    };
}

}  // namespace kasane::plan
