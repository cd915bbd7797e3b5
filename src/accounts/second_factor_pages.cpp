#include "accounts/second_factor_pages.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "accounts/entrance.hpp"
#include "accounts/second_factor.hpp"
#include "accounts/session_cookie.hpp"
#include "web/components.hpp"
#include "web/qr_code.hpp"
#include "web/refusal_status.hpp"

namespace kasane::accounts {
namespace {

using web::Html;

constexpr std::string_view own_path = "/account/second-factor";
constexpr std::string_view code_field = "code";
/// Two forms stand on one page; each has a field of its own, so that a mistake shows in one alone.
constexpr std::string_view renew_field = "renew_code";
constexpr std::string_view remove_field = "remove_code";
constexpr std::string_view next_field = "next";

Html code_input(std::string_view name, const web::Entered& entered, std::string label,
                std::string help) {
    return web::text_field({.name = std::string(name),
                            .label = std::move(label),
                            .help = std::move(help),
                            .required = true,
                            .width = web::FieldWidth::Short,
                            .maximum = 20,
                            .autocomplete = "one-time-code"},
                           web::Entered({}, entered.errors()));
}

web::Notice notice_of(const Refusal& refusal) {
    return {.kind = web::NoticeKind::Error,
            .title = refusal.message,
            .body = refusal.instead.empty() ? Html() : web::tags::p(refusal.instead)};
}

/// One small form of the page: a button, with or without a code before it.
struct SmallForm {
    std::string below;  ///< path below the page
    Html fields;
    web::SubmitRow row;
};
Html small_form(const AccountRoom& room, const web::Request& request, const Actor& actor,
                const SmallForm& form) {
    return web::post_form({.action = std::string(own_path) + form.below,
                           .tokens = form_tokens(room.guard, request, actor)},
                          web::group(std::move(form.fields), web::submit_row(form.row)));
}

Html intro(const AccountRoom& room, const web::Request& request, const Actor& actor) {
    return web::group(
        web::tags::p("サインインのとき、パスワードに加えて、ご自分の端末の確認アプリに出る6桁の"
                     "数字を入れます。パスワードが知られても、ほかの人は入れません。"),
        web::tags::p("確認アプリは、時刻をもとに数字を出すもの(TOTP)なら何でも使えます。"
                     "電波や回線は要りません。"),
        small_form(room, request, actor, {"/begin", {}, {.buttons = {{.label = "登録を始める"}}}}));
}

Html registration(const AccountRoom& room, const web::Request& request, const Actor& actor,
                  const BegunFactor& begun, const web::Entered& entered) {
    return web::group(
        web::tags::ol(web::tags::li("端末の確認アプリで、この二次元コードを読み取ります。"),
                      web::tags::li("読み取れないときは、次の文字をアプリに入れます。 ",
                                    web::tags::kbd(begun.secret.reveal())),
                      web::tags::li("アプリに出た6桁の数字を入れて、登録を終えます。")),
        web::qr_code(begun.address.reveal(), "確認アプリの登録用の二次元コード"),
        small_form(
            room, request, actor,
            {"/confirm",
             code_input(code_field, entered, "確認コード(6桁)", {}),
             {.buttons = {{.label = "登録を終える", .explanation = "予備コードが表示されます"}}}}));
}

Html registered(const AccountRoom& room, const web::Request& request, const Actor& actor,
                const SecondFactor& factor, const web::Entered& entered) {
    const auto code = [&](std::string_view name) {
        return code_input(name, entered, "確認コードまたは予備コード", {});
    };
    return web::group(
        web::facts(
            {{"確認アプリ", web::text("登録済み")},
             {"残っている予備コード", web::text(fmt::format("{}個", factor.recovery_codes_left))}}),
        web::tags::h2("予備コードを作り直す"),
        web::tags::p("端末が手元にないときに一度ずつ使えます。作り直すと、前のものは使えません。"),
        small_form(room, request, actor,
                   {"/recovery-codes", code(renew_field), {.buttons = {{.label = "作り直す"}}}}),
        web::tags::h2("登録を解除する"),
        web::tags::p("端末を替えるときは、解除してから新しい端末で登録します。"),
        small_form(room, request, actor,
                   {"/remove", code(remove_field), {.buttons = {{.label = "解除する"}}}}));
}

struct Talk {
    std::vector<web::Notice> notices;
    web::Entered entered;
    int status = 200;
};

web::Response own_page(AccountRoom& room, const web::Request& request, const Actor& actor,
                       Talk talk) {
    auto frame = room.frame(request, actor);
    frame.title = "二要素認証";
    frame.notices = std::move(talk.notices);
    const auto factor = second_factor_of(room.door.roster, actor.account);
    Html content;
    if (factor.is_confirmed) {
        content = registered(room, request, actor, factor, talk.entered);
    } else if (const auto begun = begun_second_factor(room.door.roster, actor, room.site.town);
               factor.is_begun && begun.ok()) {
        content = registration(room, request, actor, *begun, talk.entered);
    } else {
        content = intro(room, request, actor);
    }
    return web::html_page(
        web::page(frame, web::group(web::error_summary(talk.entered), std::move(content))),
        talk.status);
}

web::Response show_own(AccountRoom& room, const web::Request& request, const Actor& actor) {
    Talk talk;
    if (request.query.has(next_field)) {
        talk.notices.push_back(
            {.kind = web::NoticeKind::Information,
             .title = "この役割の方は、はじめに確認アプリを登録してください。",
             .body = web::tags::p("登録が済むと、すべての画面が使えるようになります。")});
    }
    return own_page(room, request, actor, std::move(talk));
}

web::Response refused(AccountRoom& room, const web::Request& request, const Actor& actor,
                      const Refusal& refusal, std::string_view field = code_field) {
    if (refusal.kind == RefusalKind::Repeated) return web::see_other(std::string(own_path));
    Talk talk{.status = web::status_of(refusal.kind)};
    if (refusal.field.empty()) {
        talk.notices.push_back(notice_of(refusal));
    } else {
        talk.entered = web::Entered({}, {{std::string(field), refusal.message}});
    }
    return own_page(room, request, actor, std::move(talk));
}

/// The one moment in which the recovery codes can be read; printed, they lie in a drawer.
web::Response show_codes_once(AccountRoom& room, const web::Request& request, const Actor& actor,
                              const std::vector<std::string>& codes) {
    auto frame = room.frame(request, actor);
    frame.title = "予備コード";
    frame.notices = {{.kind = web::NoticeKind::Warning,
                      .title = "この画面を閉じると、もう一度表示することはできません。",
                      .body = web::tags::p("印刷するか書き写して、鍵のかかる所に置いてください。"
                                           "端末が手元にないとき、一つずつ使えます。")}};
    Html list;
    for (const auto& code : codes) list += web::tags::li(web::tags::kbd(code));
    return web::html_page(
        web::page(frame, web::group(web::tags::ul(web::cls("k-codes"), std::move(list)),
                                    web::tags::p(web::link_to({"「今日」へ", "/"})))));
}

web::Response begin_sent(AccountRoom& room, const web::Request& request, const Actor& actor) {
    const auto begun = begin_second_factor(room.door.roster, actor, room.site.town);
    if (!begun) return refused(room, request, actor, begun.refusal());
    return web::see_other(std::string(own_path));
}

web::Response confirm_sent(AccountRoom& room, const web::Request& request, const Actor& actor) {
    const auto codes = confirm_second_factor(room.door.roster, actor, request.form.get(code_field));
    if (!codes) return refused(room, request, actor, codes.refusal());
    return show_codes_once(room, request, actor, *codes);
}

web::Response renew_sent(AccountRoom& room, const web::Request& request, const Actor& actor) {
    const auto codes = renew_recovery_codes(room.door.roster, actor, request.form.get(renew_field));
    if (!codes) return refused(room, request, actor, codes.refusal(), renew_field);
    return show_codes_once(room, request, actor, *codes);
}

web::Response remove_sent(AccountRoom& room, const web::Request& request, const Actor& actor) {
    const auto removed =
        remove_second_factor(room.door.roster, actor, request.form.get(remove_field));
    if (!removed) return refused(room, request, actor, removed.refusal(), remove_field);
    return web::see_other(std::string(own_path));
}

// --- between the password and the session ---------------------------------------------------------

web::Response code_form(const AccountRoom& room, const web::Request& request, std::string_view next,
                        const web::Entered& entered, std::vector<web::Notice> notices, int status) {
    const Html fields = web::group(
        web::hidden_field(next_field, next),
        code_input(code_field, entered, "確認コード",
                   "確認アプリに出ている6桁の数字を入れてください。端末が手元にないときは、"
                   "予備コードを入れてください。"),
        web::submit_row({.buttons = {{.label = "サインイン"}},
                         .cancel_label = "はじめからやり直す",
                         .cancel_path = "/sign-in"}));
    const web::BareFrame frame{
        .site = room.site, .title = "確認コード", .notices = std::move(notices)};
    return web::html_page(
        web::bare_page(
            frame,
            web::group(web::error_summary(entered),
                       web::post_form(
                           {.action = "/sign-in/code",
                            .tokens = {.csrf = room.guard.csrf_token(visitor_token_of(request))}},
                           fields))),
        status);
}

web::Response code_page(AccountRoom& room, const web::Request& request) {
    if (step_token_of(request).empty()) return web::see_other("/sign-in");
    return code_form(room, request, next_page(request.query.get(next_field)), {}, {}, 200);
}

web::Response code_sent(AccountRoom& room, const web::Request& request) {
    const auto visitor = visitor_token_of(request);
    if (visitor.empty() || !room.guard.is_our_form(request, visitor)) {
        return web::see_other("/sign-in");
    }
    const auto next = next_page(request.form.get(next_field));
    const auto step =
        confirm_sign_in(room.door, {.step_token = std::string(step_token_of(request)),
                                    .code = std::string(request.form.get(code_field)),
                                    .client_address = request.client_address,
                                    .request_id = request.request_id,
                                    .old_token = std::string(session_token_of(request))});
    if (step) {
        auto response = web::see_other(
            step->must_change_password ? "/account/password?next=" + web::url_encode(next) : next);
        give_session(response, request, step->token);
        take_step(response, request);
        return response;
    }
    const auto& refusal = step.refusal();
    if (refusal.field.empty()) {
        auto response = web::see_other("/sign-in?again=yes&next=" + web::url_encode(next));
        take_step(response, request);
        return response;
    }
    return code_form(room, request, next, web::Entered({}, {{refusal.field, refusal.message}}), {},
                     web::status_of(refusal.kind));
}

}  // namespace

std::vector<web::Route> sign_in_code_routes(AccountRoom& room) {
    return {{web::Method::Get, "/sign-in/code",
             [&room](const web::Request& request) { return code_page(room, request); }},
            {web::Method::Post, "/sign-in/code",
             [&room](const web::Request& request) { return code_sent(room, request); }}};
}

std::vector<PageRoute> second_factor_routes(AccountRoom& room) {
    using web::Method;
    const auto page = [&room](auto handler) {
        return [&room, handler](const web::Request& request, const Actor& actor) {
            return handler(room, request, actor);
        };
    };
    return {{Method::Get, "/account/second-factor", std::nullopt, page(show_own)},
            {Method::Post, "/account/second-factor/begin", std::nullopt, page(begin_sent)},
            {Method::Post, "/account/second-factor/confirm", std::nullopt, page(confirm_sent)},
            {Method::Post, "/account/second-factor/recovery-codes", std::nullopt, page(renew_sent)},
            {Method::Post, "/account/second-factor/remove", std::nullopt, page(remove_sent)}};
}

}  // namespace kasane::accounts
