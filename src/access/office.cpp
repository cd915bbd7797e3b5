#include "access/office.hpp"

#include <fmt/format.h>

#include <utility>

#include "access/case_reading.hpp"
#include "web/form_names.hpp"
#include "web/refusal_status.hpp"

namespace kasane::access {

web::Response show_page(const Office& office, const web::Request& request,
                        const accounts::Actor& actor, std::string_view name,
                        const PageContent& content, int status) {
    std::optional<web::PageFrame> frame;
    const auto made =
        office.town.read<std::optional<web::Html>>(actor, name, [&](ReadScope& scope) {
            frame = office.frame_in(request, scope);
            return content(scope, *frame);
        });
    if (!made) return not_found_page(office, request, actor);
    return web::html_page(web::page(*frame, *made), status);
}

namespace {

std::string draft_note(const Instant& saved_at, const Date& today) {
    const auto day = saved_at.date_in_japan();
    return fmt::format("{}{}の下書きの続きです。", day == today ? "" : japanese_date(day) + " ",
                       saved_at.time_in_japan());
}

}  // namespace

OpenForm open_form(const Office& office, const web::Request& request, Scope& scope,
                   std::string_view draft_key, const std::optional<web::Entered>& typed,
                   std::int64_t version) {
    const auto sent = request.form.get(web::draft_key_field);
    const bool came_back = typed && (sent.empty() || sent == draft_key);
    OpenForm form{.entered = {}, .tokens = office.tokens(request, scope.actor, draft_key)};
    if (version > 0) form.tokens.version = std::to_string(version);
    if (came_back) {
        form.entered = *typed;
    } else if (auto draft = office.draft(scope, draft_key)) {
        form.entered = web::Entered(std::move(draft->fields));
        form.tokens.draft_note = draft_note(draft->saved_at, scope.today());
    }
    return form;
}

web::Response refusal_page(const Office& office, const web::Request& request,
                           const accounts::Actor& actor, std::string_view tried,
                           const Refusal& refusal) {
    if (refusal.kind == RefusalKind::Repeated && !refusal.existing_id.empty()) {
        return web::see_other(refusal.existing_id);
    }
    auto frame = office.frame(request, actor);
    frame.title = refusal.kind == RefusalKind::NotFound ? "見つかりませんでした"
                                                        : "この操作はできませんでした";
    web::RefusalText text{.tried = std::string(tried), .refusal = refusal};
    if (refusal.kind == RefusalKind::Rule) {
        text.ask = std::string(office.profile().term("coordinator"));
    }
    text.ways.push_back({"「今日」へ戻る", "/"});
    return web::html_page(web::page(frame, web::refusal_block(text)), web::status_of(refusal.kind));
}

web::Response not_found_page(const Office& office, const web::Request& request,
                             const accounts::Actor& actor) {
    return refusal_page(office, request, actor, {}, not_found());
}

}  // namespace kasane::access
