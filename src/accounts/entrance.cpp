#include "accounts/entrance.hpp"

#include <utility>

#include "accounts/accounts_store.hpp"
#include "accounts/session_cookie.hpp"
#include "web/form_names.hpp"

namespace kasane::accounts {
namespace {

constexpr std::string_view password_path = "/account/password";
constexpr std::string_view second_factor_path = "/account/second-factor";
constexpr std::string_view sign_in_path = "/sign-in";

Refusal form_from_elsewhere() {
    Refusal refusal;
    refusal.kind = RefusalKind::NotPermitted;
    refusal.code = "form.not_ours";
    refusal.message = "この画面から送られたものと確かめられなかったため、保存しませんでした。";
    refusal.instead = "画面を開き直して、もう一度お試しください。";
    return refusal;
}

Refusal form_of_somebody_else(bool kept) {
    Refusal refusal;
    refusal.kind = RefusalKind::NotPermitted;
    refusal.code = "form.of_somebody_else";
    refusal.message =
        "この画面は、別の方がサインインしていたときに開いたものです。保存していません。";
    refusal.instead =
        kept ? "入力した内容は、開いた方の下書きに残しました。その方がサインインすると、"
               "続きから書けます。"
             : "開いた方がサインインし直して、もう一度お試しください。";
    return refusal;
}

Refusal role_forbids(Act act) {
    Refusal refusal;
    refusal.kind = RefusalKind::NotPermitted;
    refusal.code = "role.not_permitted";
    refusal.message = "「" + std::string(label_of(act)) + "」は、いまの役割では行えません。";
    refusal.basis = "役割と行為の表";
    refusal.instead = "必要なときは、所属の係長または多機関協働の担当者にご相談ください。";
    return refusal;
}

audit::Entry refused_entry(const Actor& actor, std::string_view act, const Refusal& refusal) {
    audit::Entry entry;
    entry.kind = audit::EntryKind::Refused;
    entry.act = act;
    entry.actor = actor.account;
    if (actor.has_desk()) entry.actor_desk = actor.desk();
    entry.details = refusal.code;
    entry.request_id = actor.request_id;
    return entry;
}

}  // namespace

bool is_open_before_password_change(std::string_view path) {
    return path == password_path || path == "/sign-out";
}

bool is_open_before_second_factor(std::string_view path) {
    return path.starts_with(second_factor_path) || is_open_before_password_change(path);
}

std::string next_page(std::string_view wanted) {
    const auto path = wanted.substr(0, wanted.find('?'));
    if (!web::is_local_path(wanted) || path == sign_in_path || path == "/sign-out") return "/";
    return std::string(wanted);
}

web::Handler Entrance::signed_in(std::optional<Act> act, PageHandler handler) const {
    return [this, act, handler = std::move(handler)](const web::Request& request) {
        return come_in(request, act, handler);
    };
}

std::vector<web::Route> Entrance::mount(const std::vector<PageRoute>& routes) const {
    std::vector<web::Route> mounted;
    mounted.reserve(routes.size());
    for (const auto& route : routes) {
        mounted.push_back({route.method, route.pattern, signed_in(route.act, route.handler)});
    }
    return mounted;
}

web::Response Entrance::come_in(const web::Request& request, std::optional<Act> act,
                                const PageHandler& handler) const {
    const auto now = room_.door.roster.clock().now();
    auto found = room_.door.sessions.signed_in(session_token_of(request), now);
    if (!found) return send_to_sign_in(request);
    auto& actor = found->actor;
    actor.request_id = request.request_id;
    const bool is_post = request.method == web::Method::Post;
    if (is_post && !room_.guard.is_our_form(request, session_token_of(request))) {
        return refuse_form(request, actor);
    }
    if (found->must_change_password && !is_open_before_password_change(request.path)) {
        return web::see_other(std::string(password_path) +
                              "?next=" + web::url_encode(page_of(request)));
    }
    if (!found->has_second_factor && room_.asks_second_factor(actor) &&
        !is_open_before_second_factor(request.path)) {
        return web::see_other(std::string(second_factor_path) +
                              "?next=" + web::url_encode(page_of(request)));
    }
    if (act && !may(actor, *act)) {
        const auto refusal = role_forbids(*act);
        auto& roster = room_.door.roster;
        roster.journal().record(roster.municipality(),
                                {refused_entry(actor, code_of(*act), refusal)});
        return refusal_answer(room_, request, actor, label_of(*act), refusal);
    }
    if (is_post) {
        actor.form_token.emplace(request.form.get(web::form_token_field));
        actor.draft_key = request.form.get(web::draft_key_field);
    }
    return handler(request, actor);
}

web::Response Entrance::send_to_sign_in(const web::Request& request) const {
    auto next = page_of(request);
    bool kept = false;
    if (request.method == web::Method::Post) {
        if (const auto owner = room_.guard.owner_of(request)) {
            auto late = take_late(request, *owner);
            kept = late.kept;
            if (!late.stored_at.empty()) next = std::move(late.stored_at);
        }
    }
    auto address = std::string(sign_in_path) + "?next=" + web::url_encode(next);
    if (kept) address += "&kept=yes";
    auto response = web::see_other(address);
    if (request.partial) {
        // A part of a page cannot become the sign-in page: the whole page goes there.
        response = web::plain_text("サインインし直してください。", 401);
        response.add_header("HX-Redirect", address);
    }
    return response;
}

Entrance::LateForm Entrance::take_late(const web::Request& request,
                                       const std::string& owner) const {
    const auto draft_key = request.form.get(web::draft_key_field);
    auto& roster = room_.door.roster;
    LateForm late;
    roster.database().write(roster.municipality(), [&](storage::Transaction& store) {
        const auto stored =
            room_.guard.first_led_to(store, owner, request.form.get(web::form_token_field));
        if (stored) {
            late.stored_at = *stored;
            return storage::Outcome::RollBack;
        }
        // One key signs for every town of the database.
        if (draft_key.empty() || !accounts_store::find(store, AccountId(owner))) {
            return storage::Outcome::RollBack;
        }
        late.kept = room_.guard.save_draft(store, owner, draft_key, request.form).ok();
        return late.kept ? storage::Outcome::Commit : storage::Outcome::RollBack;
    });
    return late;
}

// A form of ours whose token does not fit was opened before somebody signed in anew. What was typed
// belongs to whoever opened it: to the same person it comes back with the page, from anybody else
// it is kept. What is nobody's was sent by another site.
web::Response Entrance::refuse_form(const web::Request& request, const Actor& actor) const {
    const auto page = page_of(request);
    auto refusal = form_from_elsewhere();
    if (const auto owner = room_.guard.owner_of(request)) {
        const auto late = take_late(request, *owner);
        if (*owner == actor.account.text()) {
            if (!late.stored_at.empty()) return web::see_other(late.stored_at);
            if (late.kept && !page.empty()) return web::see_other(page);
        } else {
            refusal = form_of_somebody_else(late.kept);
        }
    }
    auto& roster = room_.door.roster;
    roster.journal().record(roster.municipality(), {refused_entry(actor, "form", refusal)});
    return refusal_answer(room_, request, actor, {}, refusal);
}

}  // namespace kasane::accounts
