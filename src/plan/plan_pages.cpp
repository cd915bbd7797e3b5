#include "plan/plan_pages.hpp"

#include <fmt/format.h>

#include "conference/record_minutes.hpp"
#include "plan/coordination.hpp"
#include "plan/draft_plan.hpp"
#include "plan/follow_plan.hpp"
#include "plan/plan_form.hpp"
#include "plan/plan_reading.hpp"
#include "plan/plan_rules.hpp"
#include "web/form_reading.hpp"

namespace kasane::plan {
namespace {

using casefile::CaseRoom;
using casefile::CaseView;
using web::Html;

/// A new plan of a case and the correction of one are two drafts.
std::string draft_key(const CaseView& view, const std::optional<PlanId>& plan) {
    return "plan:" + (plan ? plan->text() : view.head.id.text());
}

bool coordinates(const CaseView& view, accounts::Act act) {
    return view.can(act) && view.reading.stands_on(access::Basis::Coordination);
}

/// /plans/{plan} is the short address that decisions and timelines carry; the page stands in the
/// plan's case.
CaseRoom::Page page_of_plan(std::string name, std::string title, const PlanId& id) {
    return {.name = std::move(name),
            .tab = "/plans",
            .title = std::move(title),
            .find_case = [id](access::Scope& scope) { return case_of_plan(scope, id); }};
}

std::optional<Plan> readable_plan(CaseView& view, const PlanId& id) {
    auto plan = select_plan(view.scope, id);
    if (!plan || plan->case_id != view.head.id) return std::nullopt;
    if (!may_read_plan(view.scope, view.reading, *plan)) return std::nullopt;
    return plan;
}

PlanId plan_named(const web::Request& request) {
    return PlanId(std::string(request.parameter("plan")));
}

Html monitorings_part(const CaseView& view, const Plan& plan) {
    web::DataTable table{.caption = "これまでのモニタリング",
                         .columns = {{.label = "確認した日", .one_line = true},
                                     {.label = "状況"},
                                     {.label = "本人の声"},
                                     {.label = "記録した人"},
                                     {.label = "次回", .one_line = true}}};
    for (const auto& each : monitorings_of(view.scope, plan.id)) {
        table.rows.push_back(
            {.cells = {web::short_day(each.held_on), web::written_text(each.findings.reveal()),
                       web::written_text(each.person_voice.reveal()), web::text(each.recorded_by),
                       web::short_day(each.next_on)}});
    }
    table.empty = web::empty_state("モニタリングの記録は、まだありません。");
    return web::data_table(table);
}

Html decision_form(const CaseRoom& room, const web::Request& request, const CaseView& view,
                   const Plan& plan, const std::optional<web::Entered>& typed) {
    using namespace web;
    const bool open = plan.state == PlanState::Draft || plan.state == PlanState::UnderReview;
    if (!open || !coordinates(view, accounts::Act::DecideSupport)) return {};
    const auto [entered, tokens] = access::open_form(
        room.office(), request, view.scope, "decision:" + plan.id.text(), typed, plan.version);
    const auto opinion = conference::opinion_on_plan(view.scope, plan.case_id, plan.id);
    const Html state =
        opinion
            ? facts({{"会議の意見", chip({std::string(label_of(opinion->opinion)), Tone::Good})},
                     {"会議の日", day(opinion->held_on)}})
            : notice({.kind = NoticeKind::Information,
                      .title = "重層的支援会議の意見がまだありません",
                      .body = link_to({"会議を招集し、このプランを議題にする",
                                       fmt::format("/conferences/new?case={}&plan={}",
                                                   view.head.id.text(), plan.id.text())})});
    return section(
        {.title = "支援決定", .id = "decision", .screen_only = true},
        group(
            state, error_summary(entered),
            post_form(
                {.action = fmt::format("/plans/{}/decision", plan.id.text()), .tokens = tokens},
                group(long_text_field({.name = "change_made",
                                       .label = "修正した点",
                                       .help = "会議の意見が「修正のうえ適切」のときに入力します。",
                                       .rows = 3},
                                      entered),
                      submit_row({.buttons = {{.label = "支援決定を記録する",
                                               .explanation = "決定番号が付き、プランの内容が"
                                                              "固定されます"}}})))));
}

Html monitoring_form(const CaseRoom& room, const web::Request& request, const CaseView& view,
                     const Plan& plan, const std::optional<web::Entered>& typed) {
    using namespace web;
    if (plan.state != PlanState::Decided || !coordinates(view, accounts::Act::MonitorPlan)) {
        return {};
    }
    const auto [entered, tokens] = access::open_form(room.office(), request, view.scope,
                                                     "monitoring:" + plan.id.text(), typed);
    const int months = view.scope.profile.settings.monitoring_interval_months.value;
    return section(
        {.title = "モニタリングを記録する", .id = "monitoring", .screen_only = true},
        group(
            error_summary(entered),
            post_form(
                {.action = fmt::format("/plans/{}/monitorings", plan.id.text()), .tokens = tokens},
                group(date_field({.name = "held_on",
                                  .label = "確認した日",
                                  .value = view.scope.today(),
                                  .required = true},
                                 entered),
                      long_text_field(
                          {.name = "findings", .label = "状況", .required = true, .rows = 4},
                          entered),
                      long_text_field({.name = "person_voice", .label = "本人の声", .rows = 3},
                                      entered),
                      date_field({.name = "next_on",
                                  .label = "次に確認する日",
                                  .value = view.scope.today().plus_months(months),
                                  .required = true},
                                 entered),
                      submit_row({.buttons = {{.label = "モニタリングを記録する"}}})))));
}

web::Response plan_with(const CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor, const std::optional<web::Entered>& typed) {
    const auto id = plan_named(request);
    return room.show(
        request, actor, page_of_plan("plan.page", "支援プラン", id),
        [&](CaseView& view, web::PageFrame& frame) -> std::optional<Html> {
            const auto plan = readable_plan(view, id);
            if (!plan) return std::nullopt;
            frame.title = fmt::format("支援プラン {}", plan->number);
            frame.beside_title = web::chip(
                {std::string(label_of(plan->state)),
                 plan->state == PlanState::Decided ? web::Tone::Good : web::Tone::Waiting});
            Html content = plan_sheet(view, *plan);
            const bool open =
                plan->state == PlanState::Draft || plan->state == PlanState::UnderReview;
            if (open && coordinates(view, accounts::Act::DraftPlan)) {
                content +=
                    web::tags::p(web::flag("data-screen-only"),
                                 web::link_to({"プラン案を直す",
                                               fmt::format("/plans/{}/edit", plan->id.text())}));
            }
            content += decision_form(room, request, view, *plan, typed);
            if (plan->state != PlanState::Draft) {
                content += web::section({.title = "モニタリング"}, monitorings_part(view, *plan));
            }
            content += monitoring_form(room, request, view, *plan, typed);
            return content;
        },
        typed ? 422 : 200);
}

web::Response list_page(const CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor) {
    return room.show(
        request, actor, {"case.plans", "/plans", "プラン"}, [&](CaseView& view, web::PageFrame&) {
            web::DataTable table{.caption = "支援プラン",
                                 .caption_hidden = true,
                                 .columns = {{.label = "番号", .one_line = true},
                                             {.label = "状態", .one_line = true},
                                             {.label = "期間", .one_line = true},
                                             {.label = "次の確認", .one_line = true}}};
            for (const auto& plan : plans_of(view.scope, view.head.id)) {
                if (!may_read_plan(view.scope, view.reading, plan)) continue;
                const auto short_or = [](const std::optional<Date>& date) {
                    return date ? short_japanese_date(*date) : std::string("未定");
                };
                table.rows.push_back(
                    {.cells = {web::text(plan.number),
                               web::chip({std::string(label_of(plan.state)),
                                          plan.state == PlanState::Decided ? web::Tone::Good
                                                                           : web::Tone::Waiting}),
                               web::text(short_or(plan.starts_on) + " 〜 " +
                                         short_or(plan.ends_on)),
                               web::text(short_or(plan.next_confirmation_on))},
                     .path = "/plans/" + plan.id.text()});
            }
            table.empty = web::empty_state("支援プランは、まだありません。");
            Html content = web::data_table(table);
            if (view.reading.any(access::Category::Plan)) {
                const auto need = newest_need(view.scope, view.head.id);
                content += web::section(
                    {.title = "支援の必要の認定"},
                    need ? web::facts({{"認定した日", web::day(need->recognised_on)},
                                       {"認定した人", web::text(need->recognised_by)},
                                       {"理由", web::written_text(need->reason.reveal())}})
                         : web::empty_state("まだ認定されていません。"));
            }
            return content;
        });
}

struct PlanForm {
    std::optional<PlanId> id = std::nullopt;
    std::optional<web::Entered> typed = std::nullopt;
    std::optional<Plan> mine = std::nullopt;  ///< the same as a plan
};

web::Response form_page(const CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor, const PlanForm& form) {
    const auto& id = form.id;
    const auto page = id ? page_of_plan("plan.form", "プラン案を直す", *id)
                         : CaseRoom::Page{"plan.form", "/plans", "プラン案を作る"};
    return room.show(
        request, actor, page,
        [&](CaseView& view, web::PageFrame&) -> std::optional<Html> {
            std::optional<Plan> plan;
            if (id) plan = readable_plan(view, *id);
            if (id && !plan) return std::nullopt;
            const auto [entered, tokens] =
                access::open_form(room.office(), request, view.scope, draft_key(view, id),
                                  form.typed, plan ? plan->version : 0);
            auto shown = plan;
            if (!plan) {
                if (const auto assessment = newest_readable_assessment(view)) {
                    shown = plan_begun_from(view, *assessment);
                }
            }
            Html both;
            if (entered.stale() && plan && form.mine) {
                const auto& profile = view.scope.profile;
                both = web::both_texts(plan_in_words(profile, *plan),
                                       plan_in_words(profile, *form.mine));
            }
            return web::group(
                web::error_summary(entered),
                web::post_form(
                    {.action = view.path("/plans"), .tokens = tokens},
                    web::group(both, plan_fields(view, shown, entered),
                               web::submit_row({.buttons = {{.label = "プラン案を保存する"}},
                                                .cancel_label = "やめて戻る",
                                                .cancel_path = view.path("/plans"),
                                                .note = "途中でも保存できます。支援決定までに、"
                                                        "すべての項目をうめます。"}))));
        },
        web::status_of(form.typed));
}

web::Response edit_page(const CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor) {
    return form_page(room, request, actor, {.id = plan_named(request)});
}

web::Response plan_sent(const CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor) {
    web::FormReader form(request.form);
    const auto plan =
        read_plan(form, request, room.office().profile(), room.office().town.clock().today());
    if (form.ok()) {
        auto saved = draft_plan(room.office().town, actor, plan);
        if (saved) return web::see_other("/plans/" + saved->text());
        if (!web::returns_form(saved.refusal())) {
            return access::refusal_page(room.office(), request, actor, "プランの作成",
                                        saved.refusal());
        }
        form.add_error(saved.refusal());
    }
    const auto id = plan.id.empty() ? std::nullopt : std::optional(plan.id);
    return form_page(room, request, actor, {.id = id, .typed = form.entered(), .mine = plan});
}

web::Response decision_sent(const CaseRoom& room, const web::Request& request,
                            const accounts::Actor& actor) {
    web::FormReader form(request.form);
    DecideSupport decision{.plan = PlanId(std::string(request.parameter("plan")))};
    decision.change_made = form.long_text("change_made", "修正した点");
    if (form.version() > 0) decision.expected_version = form.version();
    if (form.ok()) {
        auto done = decide_support(room.office().town, actor, decision);
        if (done) return web::see_other("/plans/" + decision.plan.text());
        if (done.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor, "支援決定", done.refusal());
        }
        form.add_error(done.refusal());
    }
    return plan_with(room, request, actor, form.entered());
}

web::Response monitoring_sent(const CaseRoom& room, const web::Request& request,
                              const accounts::Actor& actor) {
    using web::Need;
    web::FormReader form(request.form);
    MonitorPlan monitoring{.plan = PlanId(std::string(request.parameter("plan")))};
    monitoring.held_on = form.date("held_on", "確認した日", Need::Required);
    monitoring.findings =
        form.long_text("findings", "状況", {web::long_characters, Need::Required});
    monitoring.person_voice = form.long_text("person_voice", "本人の声");
    monitoring.next_on = form.date("next_on", "次に確認する日", Need::Required);
    if (form.ok()) {
        auto done = monitor_plan(room.office().town, actor, monitoring);
        if (done) return web::see_other("/plans/" + monitoring.plan.text());
        if (done.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor, "モニタリングの記録",
                                        done.refusal());
        }
        form.add_error(done.refusal());
    }
    return plan_with(room, request, actor, form.entered());
}

}  // namespace

std::vector<accounts::PageRoute> plan_routes(const CaseRoom& room, const casefile::Events& events) {
    using web::Method;
    const auto page = [&room](auto handler) {
        return [&room, handler](const web::Request& request, const accounts::Actor& actor) {
            return handler(room, request, actor);
        };
    };
    const auto read = accounts::Act::ReadCases;
    std::vector<accounts::PageRoute> routes{
        {Method::Get, "/cases/{case}/plans", read, page(list_page)},
        {Method::Get, "/cases/{case}/plans/new", accounts::Act::DraftPlan,
         [&room](const auto& request, const auto& actor) {
             return form_page(room, request, actor, {});
         }},
        {Method::Post, "/cases/{case}/plans", accounts::Act::DraftPlan, page(plan_sent)},
        {Method::Get, "/plans/{plan}", read,
         [&room](const auto& request, const auto& actor) {
             return plan_with(room, request, actor, std::nullopt);
         }},
        {Method::Get, "/plans/{plan}/edit", accounts::Act::DraftPlan, page(edit_page)},
        {Method::Post, "/plans/{plan}/decision", accounts::Act::DecideSupport, page(decision_sent)},
        {Method::Post, "/plans/{plan}/monitorings", accounts::Act::MonitorPlan,
         page(monitoring_sent)},
    };
    for (auto& route : assessment_routes(room)) routes.push_back(std::move(route));
    for (auto& route : ending_routes(room, events)) routes.push_back(std::move(route));
    return routes;
}

}  // namespace kasane::plan
