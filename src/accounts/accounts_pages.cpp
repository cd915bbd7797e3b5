#include "accounts/accounts_pages.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "accounts/account_form_pages.hpp"
#include "accounts/manage_account.hpp"
#include "accounts/roster_view.hpp"
#include "accounts/second_factor.hpp"
#include "web/components.hpp"
#include "web/refusal_status.hpp"

namespace kasane::accounts {
namespace {

using web::Html;

constexpr std::string_view list_path = "/settings/accounts";

std::vector<web::Link> above() { return {{"利用者", std::string(list_path)}}; }

Html state_chip(const AccountView& account) {
    switch (account.state) {
        case AccountView::State::InUse:
            return web::chip({"利用中", web::Tone::Good});
        case AccountView::State::OneTimePassword:
            return web::chip({"初回サインイン待ち", web::Tone::Waiting});
        case AccountView::State::Locked:
            return web::chip({"一時停止中", web::Tone::Alert});
        case AccountView::State::Ended:
            return web::chip({"停止", web::Tone::Quiet});
    }
    return {};
}

template <class Items, class Label>
std::string joined(const Items& items, Label label) {
    std::string text;
    for (const auto& item : items) {
        if (!text.empty()) text += "、";
        text += label(item);
    }
    return text;
}

web::Row row_of(const AccountRoom& room, const AccountView& account) {
    const auto role = [&](Role each) { return role_label(room, each); };
    const auto desk = [&](const DeskId& each) { return desk_label(room, each); };
    return {.cells = {web::text(account.name), web::text(account.login),
                      web::text(joined(account.roles, role)),
                      web::text(joined(account.desks, desk)), state_chip(account),
                      account.valid_until ? web::short_day(*account.valid_until) : Html()},
            .path = path_of(account.id)};
}

web::Response list_page(AccountRoom& room, const web::Request& request, const Actor& actor) {
    // The address of a further page names a login; anything else means the first page.
    auto after = request.query.get("after");
    if (refuse_login(after)) after = {};
    const auto page = roster_page(room.door.roster, actor, after);
    web::DataTable table{.caption = "利用者の一覧",
                         .caption_hidden = true,
                         .columns = {{.label = "お名前"},
                                     {.label = "ログイン名", .one_line = true},
                                     {.label = "役割"},
                                     {.label = "窓口"},
                                     {.label = "状態", .one_line = true},
                                     {.label = "最後の日", .one_line = true}}};
    for (const auto& account : page.accounts) table.rows.push_back(row_of(room, account));
    table.empty = web::empty_state("この先に利用者はいません。",
                                   web::Link{"最初から", std::string(list_path)});
    if (!page.next_after.empty()) {
        table.next_path = fmt::format("{}?after={}", list_path, web::url_encode(page.next_after));
    }
    if (!after.empty()) table.first_path = list_path;
    auto frame = room.frame(request, actor);
    frame.title = "利用者";
    frame.current = "settings";
    const Html main = web::group(
        web::tags::p(web::link_to({"利用者を登録する", std::string(list_path) + "/new"})),
        web::data_table(table));
    return web::html_page(web::page(frame, main));
}

web::Response new_form(AccountRoom& room, const web::Request& request, const Actor& actor,
                       const std::optional<web::Entered>& typed) {
    const auto [entered, tokens] = open_form(room, request, actor, "account:new", typed);
    auto frame = room.frame(request, actor);
    frame.title = "利用者の登録";
    frame.current = "settings";
    frame.breadcrumb = above();
    const Html fields = web::group(
        web::text_field({.name = "login",
                         .label = "ログイン名",
                         .help = "半角の英小文字・数字・「. _ - @」で3〜64文字。職員番号やメール"
                                 "アドレスが使えます。あとから変えられません。",
                         .required = true,
                         .maximum = 64},
                        entered),
        account_fields(room, nullptr, entered),
        web::submit_row({.buttons = {{.label = "登録する",
                                      .explanation = "一回限りのパスワードが表示されます"}},
                         .cancel_label = "登録しないで戻る",
                         .cancel_path = std::string(list_path)}));
    return web::html_page(
        web::page(frame,
                  web::group(web::error_summary(entered),
                             web::post_form({.action = std::string(list_path), .tokens = tokens},
                                            fields))),
        web::status_of(typed));
}

/// The one moment in which the password can be read. It is shown by the answer itself: after a
/// redirect it would have to be kept somewhere.
web::Response show_password_once(AccountRoom& room, const web::Request& request, const Actor& actor,
                                 const OneTimePassword& made) {
    auto frame = room.frame(request, actor);
    frame.title = "一回限りのパスワード";
    frame.current = "settings";
    frame.breadcrumb = above();
    frame.notices = {{.kind = web::NoticeKind::Warning,
                      .title = "この画面を閉じると、もう一度表示することはできません。",
                      .body = web::tags::p("ご本人に直接伝えてください。最初のサインインで、"
                                           "ご本人が新しいパスワードに変えます。")}};
    const Html main =
        web::group(web::facts({{"ログイン名", web::text(made.login)},
                               {"一回限りのパスワード", web::tags::kbd(made.password.reveal())}}),
                   web::tags::p(web::link_to({"この利用者の画面へ", path_of(made.account)})),
                   web::tags::p(web::link_to({"利用者の一覧へ", std::string(list_path)})));
    return web::html_page(web::page(frame, main));
}

web::Response new_sent(AccountRoom& room, const web::Request& request, const Actor& actor) {
    web::FormReader reader(request.form);
    const auto fields = read_account(reader, room, web::Need::Required);
    if (reader.ok()) {
        const auto made = create_account(room.door.roster, actor,
                                         {.login = fields.login,
                                          .name = fields.name,
                                          .assignments = fields.assignments,
                                          .valid_until = fields.valid_until},
                                         desk_ids(room));
        if (made) return show_password_once(room, request, actor, *made);
        if (!web::returns_form(made.refusal())) {
            return refusal_answer(room, request, actor, "利用者の登録", made.refusal());
        }
        reader.add_error(made.refusal());
    }
    return new_form(room, request, actor, reader.entered());
}

/// What can be done to the account besides changing it: one small form each.
Html other_acts(const AccountRoom& room, const web::Request& request, const Actor& actor,
                const AccountView& account) {
    const auto tokens = [&] { return form_tokens(room.guard, request, actor); };
    const auto path = path_of(account.id);
    web::NextStep acts;
    acts.others.push_back({.label = "パスワードを再発行する",
                           .path = path + "/password",
                           .explanation = "忘れたときに。いまのパスワードは使えなくなります"});
    if (account.state == AccountView::State::Locked) {
        acts.acts.push_back({.label = "一時停止を解除する",
                             .path = path + "/unlock",
                             .explanation = "ご本人と確かめてから解除してください",
                             .post = tokens()});
    }
    if (account.has_second_factor) {
        acts.others.push_back({.label = "二要素認証の登録を解除する",
                               .path = path + "/second-factor",
                               .explanation = "端末も予備コードも失くしたときに。ご本人と確かめて"
                                              "から解除してください",
                               .post = tokens()});
    } else {
        acts.blocked.push_back(
            {.label = "二要素認証の登録を解除する", .reason = "確認アプリが登録されていません"});
    }
    if (account.state == AccountView::State::Ended) {
        acts.blocked.push_back({.label = "利用を停止する", .reason = "すでに停止しています"});
    } else {
        acts.others.push_back({.label = "利用を停止する",
                               .path = path + "/end",
                               .explanation = "すぐにサインインできなくなります。記録は残ります",
                               .post = tokens()});
    }
    return web::next_step(acts);
}

/// What an account says, for seeing two versions side by side.
web::RecordWords in_words(const AccountRoom& room, const std::string& name,
                          const Assignments& assignments, const std::optional<Date>& valid_until) {
    return {{"お名前", name},
            {"役割", joined(assignments.roles, [&](Role each) { return role_label(room, each); })},
            {"所属する窓口",
             joined(assignments.desks, [&](const DeskId& each) { return desk_label(room, each); })},
            {"利用できる最後の日", valid_until ? japanese_date(*valid_until) : std::string()}};
}

struct EditForm {
    std::optional<web::Entered> typed = std::nullopt;
    AccountFields mine = {};  ///< the same, read
    std::vector<web::Notice> notices = {};
};

web::Response edit_form(AccountRoom& room, const web::Request& request, const Actor& actor,
                        const AccountView& account, EditForm form) {
    auto open = open_form(room, request, actor, "account:" + account.id.text(), form.typed);
    carry_version(open, account.version);
    open.tokens.page = path_of(account.id);
    const auto& entered = open.entered;
    auto frame = room.frame(request, actor);
    frame.title = account.name;
    frame.above_title = "利用者 " + account.login;
    frame.beside_title = state_chip(account);
    frame.current = "settings";
    frame.breadcrumb = above();
    frame.notices = std::move(form.notices);
    Html both;
    if (entered.stale()) {
        both = web::both_texts(
            in_words(room, account.name, {account.roles, account.desks}, account.valid_until),
            in_words(room, form.mine.name, form.mine.assignments, form.mine.valid_until));
    }
    const Html fields = web::group(
        both, account_fields(room, &account, entered),
        web::submit_row({.buttons = {{.label = "変更を保存する",
                                      .explanation = "役割や窓口を変えると、ご本人はサインインし"
                                                     "直しになります"}},
                         .cancel_label = "変更しないで戻る",
                         .cancel_path = std::string(list_path)}));
    return web::html_page(
        web::page(frame,
                  web::group(other_acts(room, request, actor, account), web::error_summary(entered),
                             web::post_form({.action = path_of(account.id), .tokens = open.tokens},
                                            fields))),
        web::status_of(form.typed));
}

/// The account of the path; nothing leads to a 404.
std::optional<AccountView> account_of(AccountRoom& room, const web::Request& request,
                                      const Actor& actor) {
    const auto id = request.parameter("account");
    if (!is_uuid(id)) return std::nullopt;
    return account_view(room.door.roster, actor, AccountId(std::string(id)));
}

web::Response edit_page(AccountRoom& room, const web::Request& request, const Actor& actor) {
    const auto account = account_of(room, request, actor);
    if (!account) return refusal_answer(room, request, actor, {}, no_such_account());
    std::vector<web::Notice> notices;
    if (request.query.has("saved")) {
        notices.push_back({.kind = web::NoticeKind::Success, .title = "保存しました。"});
    }
    return edit_form(room, request, actor, *account, {.notices = std::move(notices)});
}

web::Response edit_sent(AccountRoom& room, const web::Request& request, const Actor& actor) {
    const auto account = account_of(room, request, actor);
    if (!account) return refusal_answer(room, request, actor, {}, no_such_account());
    web::FormReader reader(request.form);
    const auto fields = read_account(reader, room, web::Need::Optional);
    if (reader.ok()) {
        const auto changed = change_account(room.door.roster, actor,
                                            {.account = account->id,
                                             .version = reader.version(),
                                             .name = fields.name,
                                             .assignments = fields.assignments,
                                             .valid_until = fields.valid_until},
                                            desk_ids(room));
        if (changed) return web::see_other(path_of(account->id) + "?saved=yes");
        if (!web::returns_form(changed.refusal())) {
            return refusal_answer(room, request, actor, "利用者の変更", changed.refusal());
        }
        reader.add_error(changed.refusal());
    }
    return edit_form(room, request, actor, *account, {.typed = reader.entered(), .mine = fields});
}

web::Response reset_page(AccountRoom& room, const web::Request& request, const Actor& actor) {
    const auto account = account_of(room, request, actor);
    if (!account) return refusal_answer(room, request, actor, {}, no_such_account());
    auto frame = room.frame(request, actor);
    frame.title = "パスワードの再発行";
    frame.current = "settings";
    frame.breadcrumb = above();
    frame.breadcrumb.push_back({account->name, path_of(account->id)});
    return web::html_page(web::page(
        frame, web::confirmation(
                   {.question = account->name + "さんのパスワードを再発行しますか",
                    .details = web::tags::p("いまのパスワードは使えなくなり、サインイン中の画面は"
                                            "すべて終わります。一回限りのパスワードが一度だけ表示"
                                            "されます。"),
                    .action = path_of(account->id) + "/password",
                    .tokens = form_tokens(room.guard, request, actor),
                    .yes = "再発行する",
                    .no_path = path_of(account->id)})));
}

web::Response reset_sent(AccountRoom& room, const web::Request& request, const Actor& actor) {
    const auto account = account_of(room, request, actor);
    if (!account) return refusal_answer(room, request, actor, {}, no_such_account());
    const auto made = reset_password(room.door.roster, actor, account->id);
    if (!made) return refusal_answer(room, request, actor, "パスワードの再発行", made.refusal());
    return show_password_once(room, request, actor, *made);
}

/// An act that needs nothing but the account.
template <class PlainAct>
auto plain_act(PlainAct act, std::string tried) {
    return [act, tried = std::move(tried)](AccountRoom& room, const web::Request& request,
                                           const Actor& actor) {
        const auto account = account_of(room, request, actor);
        if (!account) return refusal_answer(room, request, actor, {}, no_such_account());
        const auto done = act(room.door.roster, actor, account->id);
        if (!done) return refusal_answer(room, request, actor, tried, done.refusal());
        return web::see_other(path_of(account->id) + "?saved=yes");
    };
}

}  // namespace

std::vector<PageRoute> accounts_routes(AccountRoom& room) {
    using web::Method;
    constexpr auto act = Act::ManageAccounts;
    const auto page = [&room](const auto& handler) {
        return [&room, handler](const web::Request& request, const Actor& actor) {
            return handler(room, request, actor);
        };
    };
    const auto empty_form = [](AccountRoom& in, const web::Request& request, const Actor& actor) {
        return new_form(in, request, actor, std::nullopt);
    };
    return {
        {Method::Get, "/settings/accounts", act, page(list_page)},
        {Method::Get, "/settings/accounts/new", act, page(empty_form)},
        {Method::Post, "/settings/accounts", act, page(new_sent)},
        {Method::Get, "/settings/accounts/{account}", act, page(edit_page)},
        {Method::Post, "/settings/accounts/{account}", act, page(edit_sent)},
        {Method::Get, "/settings/accounts/{account}/password", act, page(reset_page)},
        {Method::Post, "/settings/accounts/{account}/password", act, page(reset_sent)},
        {Method::Post, "/settings/accounts/{account}/unlock", act,
         page(plain_act(unlock_account, "一時停止の解除"))},
        {Method::Post, "/settings/accounts/{account}/second-factor", act,
         page(plain_act(reset_second_factor, "二要素認証の解除"))},
        {Method::Post, "/settings/accounts/{account}/end", act,
         page(plain_act(end_account, "利用の停止"))},
    };
}

}  // namespace kasane::accounts
