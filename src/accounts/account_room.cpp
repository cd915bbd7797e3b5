#include "accounts/account_room.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "accounts/session_cookie.hpp"
#include "web/acts.hpp"
#include "web/form_names.hpp"
#include "web/refusal_status.hpp"

namespace kasane::accounts {
std::string page_of(const web::Request& request) {
    if (request.method == web::Method::Get) return web::address_of(request);
    const auto carried = request.form.get(web::form_page_field);
    return web::is_local_path(carried) ? std::string(carried) : std::string();
}

web::FormTokens form_tokens(const web::FormGuard& guard, const web::Request& request,
                            const Actor& actor, std::string_view draft_key) {
    return {.csrf = guard.csrf_token(session_token_of(request)),
            .form_token = guard.issue(actor.account.text()),
            .draft_key = std::string(draft_key),
            .page = page_of(request)};
}

void carry_version(OpenForm& form, std::int64_t version) {
    const auto seen = form.entered.value(web::version_field);
    const bool is_fresh = seen.empty() || form.entered.stale();
    form.tokens.version = is_fresh ? std::to_string(version) : seen;
}

void bring_back(OpenForm& form, web::FormGuard::Draft draft, const Date& today) {
    const auto day = draft.saved_at.date_in_japan();
    form.entered = web::Entered(std::move(draft.fields));
    form.tokens.draft_note =
        fmt::format("{}{}の下書きの続きです。", day == today ? "" : japanese_date(day) + " ",
                    draft.saved_at.time_in_japan());
}

OpenForm open_form(const AccountRoom& room, const web::Request& request, const Actor& actor,
                   std::string_view draft_key, const std::optional<web::Entered>& typed) {
    OpenForm form{.entered = typed.value_or(web::Entered()),
                  .tokens = form_tokens(room.guard, request, actor, draft_key)};
    if (typed) return form;
    auto& roster = room.door.roster;
    roster.database().read(roster.municipality(), [&](storage::Reader& rows) {
        auto draft = room.guard.load_draft(rows, actor.account.text(), draft_key);
        if (draft) bring_back(form, std::move(*draft), roster.clock().today());
    });
    return form;
}

web::Response refusal_answer(const AccountRoom& room, const web::Request& request,
                             const Actor& actor, std::string_view tried, const Refusal& refusal) {
    if (refusal.kind == RefusalKind::Repeated && web::is_local_path(refusal.existing_id)) {
        return web::see_other(refusal.existing_id);
    }
    auto frame = room.frame(request, actor);
    frame.title = refusal.kind == RefusalKind::NotFound ? "見つかりませんでした"
                                                        : "この操作はできませんでした";
    web::RefusalText text{.tried = std::string(tried), .refusal = refusal};
    text.ways.push_back({"「今日」へ戻る", "/"});
    const int status = refusal.kind == RefusalKind::Repeated ? 409 : web::status_of(refusal.kind);
    return web::html_page(web::page(frame, web::refusal_block(text)), status);
}

}  // namespace kasane::accounts
