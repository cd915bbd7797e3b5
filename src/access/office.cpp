#include "access/office.hpp"

#include "access/case_reading.hpp"
#include "web/refusal_status.hpp"

namespace kasane::access {

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
