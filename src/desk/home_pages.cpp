#include "desk/home_pages.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "desk/home_reading.hpp"
#include "web/components.hpp"

namespace kasane::desk {
namespace {

using web::Html;

constexpr std::string_view only_with_ground =
    "あなたと窓口に、いま根拠のあるものだけを表示しています";

std::string meeting_name(const municipality::Profile& profile, const conference::Sitting& sitting) {
    const auto* meeting = profile.find_meeting(sitting.meeting);
    return meeting == nullptr ? std::string(label_of(sitting.type)) : meeting->local_name;
}

// ---- 届いたもの --------------------------------------------------------------------------------

Html arrived_table(const access::Scope& scope, const Home& home) {
    const auto& profile = scope.profile;
    web::DataTable table{.caption = "届いたもの",
                         .caption_hidden = true,
                         .columns = {{.label = "届いたもの"},
                                     {.label = "から"},
                                     {.label = "お願い"},
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
        table.rows.push_back({.cells = {web::text(meeting_name(profile, invitation.sitting)),
                                        web::text(profile.desk_name(profile.coordinating_desk)),
                                        web::text("守秘義務の説明を確認してください"),
                                        web::deadline(invitation.sitting.held_on, scope.today())},
                              .path = "/conference-items/" + invitation.item.text()});
    }
    table.empty = web::empty_state(
        fmt::format("届いているものはありません。{}や会議の招集が届くと、ここに並びます。",
                    profile.term("memo")));
    return web::data_table(table);
}

/// 「R8-0123 山田 花子さんの世帯」, leading there; a dash where there is no ground.
Html case_cell(const std::optional<casefile::ListedCaseRow>& of_case) {
    if (!of_case) return web::text("—");
    return web::group(web::link_to({of_case->number, "/cases/" + of_case->case_id.text()}),
                      web::text(" " + of_case->label));
}

// ---- 今日まで・過ぎたもの ----------------------------------------------------------------------

/// The page on which a task is done. Where the case may not be opened, only what the task itself
/// stands on leads anywhere.
web::Link act_of(const TaskLine& line) {
    const auto& task = line.task;
    const auto in_case = "/cases/" + task.case_id.text();
    if (task.kind == "memo.answer") {
        const auto memo = task.source.substr(task.source.find(':') + 1);
        return {"読んで答える", "/memos/" + memo};
    }
    if (!line.of_case) return {};
    if (task.kind == "screening") return {"振り分ける", in_case + "/screening"};
    if (task.kind == "memo.write") return {"書いて送る", in_case + "/memos/new"};
    if (task.kind == "consent.retry") return {"同意を記録する", in_case + "/consents/new"};
    return {"ケースを開く", in_case};
}

Html task_table(const access::Scope& scope, const std::vector<TaskLine>& lines, std::string caption,
                Html empty) {
    web::DataTable table{.caption = std::move(caption),
                         .caption_hidden = true,
                         .columns = {{.label = "すること"},
                                     {.label = "ケース"},
                                     {.label = "期限", .one_line = true},
                                     {.label = "操作", .one_line = true, .label_hidden = true}},
                         .empty = std::move(empty)};
    for (const auto& line : lines) {
        const auto act = act_of(line);
        table.rows.push_back(
            {.cells = {web::text(line.task.title), case_cell(line.of_case),
                       web::deadline(line.task.due_on, scope.today()),
                       act.path.empty() ? Html() : web::link_to(act)},
             .tone = line.task.due_on < scope.today() ? web::Tone::Alert : web::Tone::Plain});
    }
    return web::data_table(table);
}

Html tasks(const access::Scope& scope, const Home& home) {
    Html all = task_table(scope, home.due, "今日まで・過ぎたもの",
                          web::empty_state("今日までにすることは、ありません。"));
    if (!home.later.empty()) {
        all += web::more(fmt::format("明日からのもの({}件)", home.later.size()),
                         task_table(scope, home.later, "明日からのもの", {}));
    }
    return all;
}

// ---- 今日の予定 --------------------------------------------------------------------------------

Html appointment_table(const access::Scope& scope, const Home& home) {
    web::DataTable table{.caption = "今日から7日間の会議",
                         .caption_hidden = true,
                         .columns = {{.label = "会議"},
                                     {.label = "日にち", .one_line = true},
                                     {.label = "時刻", .one_line = true},
                                     {.label = "場所"},
                                     {.label = "議題", .numeric = true}}};
    for (const auto& each : home.appointments) {
        const auto& sitting = each.sitting;
        table.rows.push_back(
            {.cells = {web::text(meeting_name(scope.profile, sitting)),
                       sitting.held_on == scope.today() ? web::chip({"今日", web::Tone::Waiting})
                                                        : web::short_day(sitting.held_on),
                       web::text(sitting.starts_at.empty() ? "—" : sitting.starts_at),
                       web::text(sitting.place.empty() ? "—" : sitting.place),
                       web::text(fmt::format("{}件", each.items))},
             .path = "/conferences/" + sitting.id.text()});
    }
    table.empty = web::empty_state("今日から7日間に、あなたが招集されている会議はありません。");
    return web::data_table(table);
}

// ---- 会議で決まった役割 ------------------------------------------------------------------------

Html role_table(const access::Scope& scope, const Home& home,
                const std::function<web::FormTokens()>& tokens) {
    web::DataTable table{.caption = "会議で決まった役割",
                         .caption_hidden = true,
                         .columns = {{.label = "すること"},
                                     {.label = "ケース"},
                                     {.label = "いつまで", .one_line = true},
                                     {.label = "表示の根拠"},
                                     {.label = "操作", .one_line = true, .label_hidden = true}}};
    for (const auto& [view, of_case] : home.roles) {
        const auto& [role, ground] = view;
        const Html finish =
            web::post_form({.action = "/conference-roles/" + role.id + "/finish",
                            .tokens = tokens(),
                            .plain = true},
                           web::tags::button(web::cls("k-button"), web::attr("data-kind", "other"),
                                             web::attr("type", "submit"), "役割を終える"));
        table.rows.push_back(
            {.cells = {web::text(role.what.reveal()), web::text(scope.profile.desk_name(role.desk)),
                       web::deadline(role.until_on, scope.today()), web::text(ground), finish}});
    }
    return web::data_table(table);
}

// ---- 担当ケース --------------------------------------------------------------------------------

std::string days_since(const Date& day, const Date& today) {
    const int days = day.days_until(today);
    if (days <= 0) return "今日";
    return fmt::format("{}日前", days);
}

Html case_table(const access::Scope& scope, const Home& home) {
    web::DataTable table{.caption = "担当ケース",
                         .caption_hidden = true,
                         .columns = {{.label = "番号", .one_line = true},
                                     {.label = "世帯"},
                                     {.label = "状態", .one_line = true},
                                     {.label = "次の予定", .one_line = true},
                                     {.label = "最後の動き", .one_line = true}}};
    for (const auto& each : home.cases) {
        auto label = web::text(each.label);
        if (each.contact_warning) {
            label += web::text(" ");
            label += web::chip({"連絡前に確認", web::Tone::Alert});
        }
        table.rows.push_back(
            {.cells = {web::text(each.number), label,
                       web::chip({each.state_label, web::Tone::Plain}),
                       each.next_on ? web::deadline(*each.next_on, scope.today()) : web::text("—"),
                       web::text(days_since(each.last_at.date_in_japan(), scope.today()))},
             .path = "/cases/" + each.case_id.text()});
    }
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
    Html all = web::section({.title = "届いたもの"}, arrived_table(scope, home));
    all += web::section({.title = "今日まで・過ぎたもの"}, tasks(scope, home));
    if (!home.roles.empty()) {
        all += web::section(
            {.title = "会議で決まった役割",
             .explanation = "終えると、その役割のために見られた情報は見られなくなります。"},
            role_table(scope, home,
                       [&] { return office.tokens(request, scope.actor, std::string_view()); }));
    }
    all += web::section({.title = "今日の予定"}, appointment_table(scope, home));
    all += web::section({.title = "担当ケース"}, case_table(scope, home));
    return all;
}

/// Somebody who works on no case: an administrator sees the accounts and nothing else.
Html without_cases(const accounts::Actor& actor) {
    if (accounts::may(actor, accounts::Act::ManageAccounts)) {
        return web::section(
            {.title = "利用者の管理",
             .explanation = "システム管理者は、利用者を登録し、役割と窓口を決めます。"
                            "ケースの内容は表示されません。"},
            web::tags::p(web::link_to({"利用者の一覧を開く", "/settings/accounts"})));
    }
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
                                     return without_cases(actor);
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
