#include "desk/home_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <utility>

#include "casefile/emergency_pages.hpp"
#include "conference/sittings.hpp"
#include "desk/home_reading.hpp"
#include "desk/team_pages.hpp"
#include "referral/memo_pages.hpp"
#include "web/components.hpp"

namespace kasane::desk {
namespace {

using web::Html;

constexpr std::string_view only_with_ground =
    "あなたと窓口に、いま根拠のあるものだけを表示しています";

/// A one-time token for each small form of the page.
using MakeTokens = std::function<web::FormTokens()>;

/// A block of the first page is short: what is more opens below it.
Html short_table(web::DataTable table) {
    constexpr std::size_t shown = 10;
    if (table.rows.size() <= shown + 2) return web::data_table(table);
    auto rest = table;
    rest.rows.assign(table.rows.begin() + shown, table.rows.end());
    rest.caption += "(続き)";
    const auto more = fmt::format("ほかの{}", web::count_text(rest.rows.size(), false));
    table.rows.resize(shown);
    return web::group(web::data_table(table), web::more(more, web::data_table(rest)));
}

// ---- 届いたもの --------------------------------------------------------------------------------

web::Row reply_row(const access::Scope& scope, const referral::MemoLine& memo,
                   const web::FormTokens& tokens) {
    return {
        .cells = {web::text(fmt::format("{} {} への返事", scope.profile.term("memo"), memo.number)),
                  web::text(scope.profile.desk_name(memo.to_desk)),
                  web::chip(referral::chip_of(memo.state)),
                  web::post_form(
                      {.action = fmt::format("/memos/{}/seen", memo.id.text()),
                       .tokens = tokens,
                       .plain = true},
                      web::tags::button(web::cls("k-button"), web::attr("data-kind", "other"),
                                        web::attr("type", "submit"), "確認しました"))},
        .path = "/memos/" + memo.id.text()};
}

web::DataTable arrived_table(const access::Scope& scope, const Home& home,
                             const MakeTokens& tokens) {
    const auto& profile = scope.profile;
    web::DataTable table{.caption = "届いたもの",
                         .caption_hidden = true,
                         .columns = {{.label = "届いたもの"},
                                     {.label = "から"},
                                     {.label = "お願い・返事"},
                                     {.label = "いつまでに", .one_line = true}}};
    for (const auto& memo : home.memos) {
        table.rows.push_back(
            {.cells = {web::text(fmt::format("{} {}", profile.term("memo"), memo.number)),
                       web::text(profile.desk_name(memo.from_desk)),
                       web::text(profile.codes.list("memo_requests").label(memo.request)),
                       web::deadline(memo.reply_due_on, scope.today())},
             .path = "/memos/" + memo.id.text(),
             .tone = memo.reply_due_on < scope.today() ? web::Tone::Alert : web::Tone::Plain});
    }
    for (const auto& invitation : home.invitations) {
        table.rows.push_back(
            {.cells = {web::text(conference::meeting_name(profile, invitation.sitting)),
                       web::text(profile.desk_name(profile.coordinating_desk)),
                       web::text("守秘義務の説明を確認してください"),
                       web::deadline(invitation.sitting.held_on, scope.today())},
             .path = "/conference-items/" + invitation.item.text()});
    }
    for (const auto& memo : home.replies) table.rows.push_back(reply_row(scope, memo, tokens()));
    table.empty = web::empty_state(fmt::format(
        "届いているものはありません。{}や、その返事、会議の招集が届くと、ここに並びます。",
        profile.term("memo")));
    return table;
}

/// 「R8-0123 山田 花子さんの世帯」, leading there; a dash where there is no ground.
Html case_cell(const std::optional<casefile::ListedCaseRow>& of_case) {
    if (!of_case) return web::text("—");
    return web::group(web::link_to({of_case->number, "/cases/" + of_case->case_id.text()}),
                      web::text(" "), web::text(of_case->label),
                      casefile::contact_mark(of_case->contact_warning));
}

// ---- 今日まで・過ぎたもの ----------------------------------------------------------------------

/// The page on which a task is done. Where the case may not be opened, only what the task itself
/// stands on leads anywhere.
web::Link act_of(const accounts::Actor& actor, const TaskLine& line) {
    using accounts::Act;
    const auto& task = line.task;
    if (line.role)
        return {"終える", fmt::format("/conference-roles/{}/finish", line.role->role.id)};
    if (!line.of_case) return {};
    const auto in_case = "/cases/" + task.case_id.text();
    const auto source = task.source.substr(task.source.find(':') + 1);
    struct Way {
        std::string_view kind;
        Act act;
        web::Link link;
    };
    // Whoever may not do it themself sees the case all the same.
    for (auto& way : std::array{
             Way{"screening", Act::ScreenInquiry, {"振り分ける", in_case + "/screening"}},
             Way{"memo.write", Act::SendMemo, {"書いて送る", in_case + "/memos/new"}},
             Way{"consent.retry",
                 Act::RecordConsent,
                 {"同意を記録する", in_case + "/consents/new"}},
             Way{"plan.draft", Act::Assess, {"アセスメントを記録する", in_case + "/assessment"}},
             Way{"monitoring",
                 Act::MonitorPlan,
                 {"状況を記録する", "/plans/" + source + "#monitoring"}},
             Way{"outreach",
                 Act::RecordOutreach,
                 {"働きかけを記録する", in_case + "/outreach#new"}}}) {
        if (task.kind == way.kind && accounts::may(actor, way.act)) return std::move(way.link);
    }
    return {"ケースを開く", in_case};
}

/// What is to be done; a role also says on which ground its holder sees it.
Html what_of(const TaskLine& line) {
    if (!line.role) return web::text(line.task.title);
    return web::group(web::text(line.task.title), web::tags::br(),
                      web::tags::small(web::text("会議で決まった役割 ・ 表示の根拠: "),
                                       web::text(line.role->ground)));
}

web::DataTable task_table(const access::Scope& scope, const std::vector<TaskLine>& lines,
                          std::string caption) {
    web::DataTable table{.caption = std::move(caption),
                         .caption_hidden = true,
                         .columns = {{.label = "すること"},
                                     {.label = "ケース"},
                                     {.label = "期限", .one_line = true},
                                     {.label = "操作", .one_line = true, .label_hidden = true}}};
    for (const auto& line : lines) {
        const auto act = act_of(scope.actor, line);
        table.rows.push_back(
            {.cells = {what_of(line), case_cell(line.of_case),
                       web::deadline(line.task.due_on, scope.today()),
                       act.path.empty() ? Html() : web::link_to(act)},
             .tone = line.task.due_on < scope.today() ? web::Tone::Alert : web::Tone::Plain});
    }
    return table;
}

Html tasks(const access::Scope& scope, const Home& home) {
    auto due = task_table(scope, home.due, "今日まで・過ぎたもの");
    due.empty = web::empty_state("今日までにすることは、ありません。");
    Html all = short_table(std::move(due));
    if (!home.later.empty()) {
        all +=
            web::more(fmt::format("明日からのもの({})", web::count_text(home.later.size(), false)),
                      web::data_table(task_table(scope, home.later, "明日からのもの")));
    }
    return all;
}

// ---- 今日の予定 --------------------------------------------------------------------------------

Html day_of(const Date& day, const Date& today) {
    return day == today ? web::chip({"今日", web::Tone::Waiting}) : web::short_day(day);
}

/// Visits and meetings of the week in the order of their days.
Html appointment_table(const access::Scope& scope, const Home& home) {
    std::vector<std::pair<Date, web::Row>> all;
    for (const auto& visit : home.visits) {
        const auto act = act_of(scope.actor, visit);
        all.push_back({visit.task.due_on,
                       {.cells = {act.path.empty() ? web::text(visit.task.title)
                                                   : web::link_to({visit.task.title, act.path}),
                                  day_of(visit.task.due_on, scope.today()), web::text("—"),
                                  case_cell(visit.of_case)}}});
    }
    for (const auto& each : home.appointments) {
        const auto& sitting = each.sitting;
        all.push_back(
            {sitting.held_on,
             {.cells = {web::link_to({conference::meeting_name(scope.profile, sitting),
                                      "/conferences/" + sitting.id.text()}),
                        day_of(sitting.held_on, scope.today()),
                        web::text(sitting.starts_at.empty() ? "—" : sitting.starts_at),
                        web::text(fmt::format("{} 議題{}件", sitting.place, each.items))}}});
    }
    std::ranges::stable_sort(all, {}, [](const auto& each) { return each.first; });
    web::DataTable table{.caption = "今日から7日間の訪問と会議",
                         .caption_hidden = true,
                         .columns = {{.label = "予定"},
                                     {.label = "日にち", .one_line = true},
                                     {.label = "時刻", .one_line = true},
                                     {.label = "世帯・場所"}}};
    for (auto& each : all) table.rows.push_back(std::move(each.second));
    table.empty = web::empty_state("今日から7日間の訪問と会議の予定は、ありません。");
    return short_table(std::move(table));
}

// ---- 担当ケース --------------------------------------------------------------------------------

Html own_cases(const access::Scope& scope, const Home& home) {
    auto table = casefile::case_table(scope, home.cases, "担当ケース");
    table.caption_hidden = true;
    const bool receives = accounts::may(scope.actor, accounts::Act::ReceiveInquiry);
    table.empty = web::empty_state(
        "あなたの窓口が担当するケースは、まだありません。",
        receives ? std::optional(web::Link{"相談を受け付ける", "/inquiries/new"}) : std::nullopt);
    Html all = web::data_table(table);
    if (home.more_cases) all += web::tags::p(web::link_to({"すべてのケースを見る", "/cases"}));
    return all;
}

// ---- the page ----------------------------------------------------------------------------------

Html desk_of_the_day(const access::Office& office, const web::Request& request,
                     access::Scope& scope) {
    const auto home = read_home(scope);
    const MakeTokens tokens = [&] { return office.tokens(request, scope.actor, {}); };
    Html all = casefile::emergency_part(scope);
    all += web::section({.title = "届いたもの"}, short_table(arrived_table(scope, home, tokens)));
    all += web::section({.title = "今日まで・過ぎたもの"}, tasks(scope, home));
    all += web::section({.title = "今日の予定"}, appointment_table(scope, home));
    if (scope.actor.has(accounts::Role::Supervisor)) all += team_section(scope);
    all += web::section({.title = "担当ケース"}, own_cases(scope, home));
    all += casefile::emergency_way(scope);
    return all;
}

/// Somebody who may send memos and reads no cases, as a commissioner: what arrived, and where
/// replies are.
Html with_memos_only(const access::Scope& scope) {
    const auto term = std::string(scope.profile.term("memo"));
    return web::section(
        {.title = term},
        web::group(web::tags::p(web::text(fmt::format(
                       "あなたの窓口に届いた{}と、送った{}の進み具合を確認できます。気になる世帯が"
                       "あるときは、相談窓口にお知らせください。窓口が相談として受け付けます。",
                       term, term))),
                   web::tags::p(web::link_to({term + "を開く", "/memos"}))));
}

/// The privacy officer: what was opened without another ground and waits to be reviewed; the auditor: the
/// journal alone.
Html for_oversight(access::Scope& scope) {
    Html all = casefile::emergency_part(scope);
    if (all.empty() && accounts::may(scope.actor, accounts::Act::ReviewEmergency)) {
        all = web::empty_state("確認を待っている緊急の閲覧は、ありません。");
    }
    all += web::section(
        {.title = "閲覧の履歴",
         .explanation = "だれが、いつ、どの根拠で見たかを、ケース・見た人・期間から調べます。"},
        web::tags::p(web::link_to({"履歴を調べる", "/journal"})));
    return all;
}

/// Somebody who works on no case: an administrator sees the accounts and nothing else.
Html without_cases(access::Scope& scope) {
    const auto& actor = scope.actor;
    if (accounts::may(actor, accounts::Act::SendMemo)) return with_memos_only(scope);
    if (accounts::may(actor, accounts::Act::ManageAccounts)) {
        return web::section(
            {.title = "利用者の管理",
             .explanation = "システム管理者は、利用者を登録し、役割と窓口を決めます。"
                            "ケースの内容は表示されません。"},
            web::tags::p(web::link_to({"利用者の一覧を開く", "/settings/accounts"})));
    }
    if (accounts::may(actor, accounts::Act::ReadJournal)) return for_oversight(scope);
    return web::empty_state(
        "いまの役割で使える画面は、まだありません。"
        "役割については、システム管理者にご確認ください。");
}

web::Response home_page(const access::Office& office, const web::Request& request,
                        const accounts::Actor& actor) {
    return access::show_page(office, request, actor, "home",
                             [&](access::ReadScope& scope, web::PageFrame& frame) {
                                 frame.title = "今日";
                                 frame.current = "today";
                                 frame.above_title = japanese_date_with_weekday(scope.today());
                                 if (!accounts::may(actor, accounts::Act::ReadCases))
                                     return without_cases(scope);
                                 frame.ground = only_with_ground;
                                 return desk_of_the_day(office, request, scope);
                             });
}

}  // namespace

std::vector<accounts::PageRoute> home_routes(const access::Office& office) {
    return {{web::Method::Get, "/", std::nullopt,
             [&office](const web::Request& request, const accounts::Actor& actor) {
                 return home_page(office, request, actor);
             }}};
}

}  // namespace kasane::desk
