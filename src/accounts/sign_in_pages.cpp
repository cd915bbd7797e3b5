#include "accounts/sign_in_pages.hpp"

#include <string>
#include <utility>

#include "accounts/entrance.hpp"
#include "accounts/session_cookie.hpp"
#include "accounts/session_token.hpp"
#include "accounts/sign_in_rules.hpp"
#include "web/components.hpp"
#include "web/refusal_status.hpp"

namespace kasane::accounts {
namespace {

using web::Html;

constexpr std::string_view next_field = "next";
constexpr std::string_view login_field = "login";
constexpr std::string_view password_field = "password";

web::Notice notice_of(const Refusal& refusal) {
    return {.kind = web::NoticeKind::Error,
            .title = refusal.message,
            .body = web::tags::p(refusal.instead)};
}

/// What the sign-in page says above its form.
struct SignInTalk {
    std::vector<web::Notice> notices;
    int status = 200;
};

web::Response sign_in_form(const AccountRoom& room, const web::Request& request,
                           std::string_view next, SignInTalk talk) {
    // There is no session yet; the form is bound to a mark of this browser instead.
    std::string visitor(visitor_token_of(request));
    const bool is_new = visitor.empty();
    if (is_new) visitor = new_session_token();
    const Html fields =
        web::group(web::hidden_field(next_field, next),
                   web::text_field({.name = std::string(login_field),
                                    .label = "ログイン名",
                                    .value = std::string(request.form.get(login_field)),
                                    .required = true,
                                    .autocomplete = "username"}),
                   web::text_field({.name = std::string(password_field),
                                    .label = "パスワード",
                                    .required = true,
                                    .kind = web::TextKind::Password,
                                    .autocomplete = "current-password"}),
                   web::submit_row({.buttons = {{.label = "サインイン"}}}));
    const web::BareFrame frame{
        .site = room.site, .title = "サインイン", .notices = std::move(talk.notices)};
    auto response = web::html_page(
        web::bare_page(frame, web::post_form({.action = "/sign-in",
                                              .tokens = {.csrf = room.guard.csrf_token(visitor)}},
                                             fields)),
        talk.status);
    if (is_new) give_visitor_token(response, request, visitor);
    return response;
}

web::Response show_sign_in(AccountRoom& room, const web::Request& request) {
    const auto now = room.door.roster.clock().now();
    const auto next = next_page(request.query.get(next_field));
    if (room.door.sessions.signed_in(session_token_of(request), now)) return web::see_other(next);
    SignInTalk talk;
    if (request.query.has("signed_out")) {
        talk.notices.push_back(
            {.kind = web::NoticeKind::Success, .title = "サインアウトしました。"});
    } else if (request.query.has("again")) {
        talk.notices.push_back(notice_of(sign_in_begins_anew()));
    } else if (request.query.has("kept")) {
        talk.notices.push_back({.kind = web::NoticeKind::Information,
                                .title = "時間がたったため、もう一度サインインしてください。",
                                .body = web::tags::p("入力していた内容は下書きに残っています。"
                                                     "サインインすると、続きから書けます。")});
    } else if (!session_token_of(request).empty()) {
        talk.notices.push_back({.kind = web::NoticeKind::Information,
                                .title = "時間がたったため、もう一度サインインしてください。"});
    }
    return sign_in_form(room, request, next, std::move(talk));
}

web::Response sign_in_sent(AccountRoom& room, const web::Request& request) {
    const auto next = next_page(request.form.get(next_field));
    const auto visitor = visitor_token_of(request);
    if (visitor.empty() || !room.guard.is_our_form(request, visitor)) {
        web::Notice stale{
            .kind = web::NoticeKind::Error,
            .title = "画面を開いてから時間がたっています。もう一度入力してください。",
            .body = web::tags::p("続けて表示されるときは、ブラウザーの設定でCookieが使えるか"
                                 "確かめてください。")};
        return sign_in_form(room, request, next, {{std::move(stale)}, 403});
    }
    const auto step =
        sign_in(room.door, {.login = std::string(request.form.get(login_field)),
                            .password = PrivateText(std::string(request.form.get(password_field))),
                            .client_address = request.client_address,
                            .request_id = request.request_id,
                            .old_token = std::string(session_token_of(request))});
    if (!step) {
        return sign_in_form(room, request, next,
                            {{notice_of(step.refusal())}, web::status_of(step.refusal().kind)});
    }
    if (step->kind == SignInStep::Kind::SecondFactorNeeded) {
        auto response = web::see_other("/sign-in/code?next=" + web::url_encode(next));
        give_step(response, request, step->token);
        return response;
    }
    auto response = web::see_other(
        step->must_change_password ? "/account/password?next=" + web::url_encode(next) : next);
    give_session(response, request, step->token);
    return response;
}

web::Response sign_out_sent(AccountRoom& room, const web::Request& request, const Actor& actor) {
    sign_out(room.door.roster, actor, std::string(session_token_of(request)));
    auto response = web::see_other("/sign-in?signed_out=yes");
    take_session(response, request);
    return response;
}

Html password_fields(const web::Entered& entered, std::string_view next) {
    const auto secret = [&](std::string name, std::string label, std::string help,
                            std::string autocomplete) {
        return web::text_field({.name = std::move(name),
                                .label = std::move(label),
                                .help = std::move(help),
                                .required = true,
                                .kind = web::TextKind::Password,
                                .autocomplete = std::move(autocomplete)},
                               web::Entered({}, entered.errors()));
    };
    return web::group(
        web::hidden_field(next_field, next),
        secret("current_password", "いまのパスワード", {}, "current-password"),
        secret("new_password", "新しいパスワード",
               "12文字以上。関係のない言葉をいくつか並べると、覚えやすく推測されにくくなります。"
               "ログイン名やお名前は含められません。",
               "new-password"),
        secret("repeated_password", "新しいパスワード (確認のためもう一度)", {}, "new-password"),
        web::submit_row({.buttons = {{.label = "パスワードを変更する",
                                      .explanation = "ほかの端末でのサインインは終わります"}},
                         .cancel_label = "変更しないで戻る",
                         .cancel_path = "/"}));
}

web::Response password_form(const AccountRoom& room, const web::Request& request,
                            const Actor& actor, const web::Entered& entered,
                            std::vector<web::Notice> notices, int status = 200) {
    const bool is_post = request.method == web::Method::Post;
    const auto next =
        next_page(is_post ? request.form.get(next_field) : request.query.get(next_field));
    auto frame = room.frame(request, actor);
    frame.title = "パスワードの変更";
    frame.notices = std::move(notices);
    return web::html_page(
        web::page(frame,
                  web::group(web::error_summary(entered),
                             web::post_form({.action = "/account/password",
                                             .tokens = form_tokens(room.guard, request, actor)},
                                            password_fields(entered, next)))),
        status);
}

web::Response show_password(AccountRoom& room, const web::Request& request, const Actor& actor) {
    std::vector<web::Notice> notices;
    if (request.query.has(next_field)) {
        notices.push_back(
            {.kind = web::NoticeKind::Information,
             .title = "はじめに、ご自分だけが知っているパスワードに変えてください。",
             .body = web::tags::p("一回限りのパスワードは、変更すると使えなくなります。")});
    }
    return password_form(room, request, actor, {}, std::move(notices));
}

web::Response password_sent(AccountRoom& room, const web::Request& request, const Actor& actor) {
    const auto secret = [&](std::string_view name) {
        return PrivateText(std::string(request.form.get(name)));
    };
    const auto step = change_own_password(room.door, actor,
                                          {.current = secret("current_password"),
                                           .wanted = secret("new_password"),
                                           .repeated = secret("repeated_password")});
    if (step) {
        auto response = web::see_other(next_page(request.form.get(next_field)));
        give_session(response, request, step->token);
        return response;
    }
    const auto& refusal = step.refusal();
    if (refusal.kind == RefusalKind::Repeated) return web::see_other("/");
    const int status = web::status_of(refusal.kind);
    if (refusal.field.empty()) {
        return password_form(room, request, actor, {}, {notice_of(refusal)}, status);
    }
    return password_form(room, request, actor, web::Entered({}, {{refusal.field, refusal.message}}),
                         {}, status);
}

}  // namespace

std::vector<web::Route> sign_in_routes(AccountRoom& room) {
    return {{web::Method::Get, "/sign-in",
             [&room](const web::Request& request) { return show_sign_in(room, request); }},
            {web::Method::Post, "/sign-in",
             [&room](const web::Request& request) { return sign_in_sent(room, request); }}};
}

std::vector<PageRoute> own_account_routes(AccountRoom& room) {
    const auto page = [&room](auto handler) {
        return [&room, handler](const web::Request& request, const Actor& actor) {
            return handler(room, request, actor);
        };
    };
    return {{web::Method::Post, "/sign-out", std::nullopt, page(sign_out_sent)},
            {web::Method::Get, "/account/password", std::nullopt, page(show_password)},
            {web::Method::Post, "/account/password", std::nullopt, page(password_sent)}};
}

}  // namespace kasane::accounts
