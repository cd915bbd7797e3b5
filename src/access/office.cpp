#include "access/office.hpp"

#include <utility>

#include "access/case_reading.hpp"
#include "web/form_names.hpp"
#include "web/refusal_status.hpp"
#include "web/send_again.hpp"

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

OpenForm open_form(const Office& office, const web::Request& request, Scope& scope,
                   std::string_view draft_key, const std::optional<web::Entered>& typed,
                   std::int64_t version) {
    const auto sent = request.form.get(web::draft_key_field);
    const bool came_back = typed && (sent.empty() || sent == draft_key);
    OpenForm form{.entered = {}, .tokens = office.tokens(request, scope.actor, draft_key)};
    if (came_back) {
        form.entered = *typed;
    } else if (auto draft = office.draft(scope, draft_key)) {
        accounts::bring_back(form, std::move(*draft), scope.today());
    }
    if (version > 0) accounts::carry_version(form, version);
    return form;
}

namespace {

/// What was written and is not stored because the whole act was refused: nothing typed is lost.
web::Html unsaved_words(const web::Request& request) {
    const auto words = web::written_words(request.form);
    return web::when(!words.empty(), [&] {
        return web::section(
            {.title = "入力していた内容",
             .explanation = "保存されていません。必要なときは、写してお使いください。"},
            words);
    });
}

}  // namespace

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
    return web::html_page(
        web::page(frame, web::group(web::refusal_block(text), unsaved_words(request))),
        web::status_of(refusal.kind));
}

web::Response not_found_page(const Office& office, const web::Request& request,
                             const accounts::Actor& actor) {
    return refusal_page(office, request, actor, {}, not_found());
}

}  // namespace kasane::access
