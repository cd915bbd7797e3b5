#include "casefile/step_pages.hpp"

#include <fmt/format.h>

#include "access/choices.hpp"
#include "casefile/step_case.hpp"
#include "web/form_reading.hpp"

namespace kasane::casefile {
namespace {

using web::Html;

std::optional<CaseEvent> event_of(const web::Request& request) {
    const auto event = from_code<CaseEvent>(request.parameter("event"));
    if (!event || !is_lone_step(*event)) return std::nullopt;
    return event;
}

bool ends(CaseEvent event) {
    return event == CaseEvent::Settle || event == CaseEvent::CloseAlone ||
           event == CaseEvent::PeriodOver;
}

Html step_form(const CaseRoom& room, const web::Request& request, const CaseView& view,
               CaseEvent event, const std::optional<web::Entered>& typed) {
    using namespace web;
    const auto [entered, tokens] = access::open_form(
        room.office(), request, view.scope,
        fmt::format("step:{}:{}", code_of(event), view.head.id.text()), typed, view.head.version);
    Html fields =
        long_text_field({.name = "reason", .label = "理由", .required = true, .rows = 4}, entered);
    if (ends(event)) {
        fields += long_text_field(
            {.name = "remaining",
             .label = "世帯に残る人の様子",
             .help = "終えたあと、世帯に残る人の暮らしに心配がないかを確認して書きます。",
             .required = true,
             .rows = 4},
            entered);
        fields += select_field({.name = "companion",
                                .label = "終結のあと伴走する窓口",
                                .required = true,
                                .groups = ungrouped(access::desk_choices(view.scope))},
                               entered);
    } else {
        fields += date_field({.name = "next_on", .label = "次に確認する日"}, entered);
    }
    fields += submit_row({.buttons = {{.label = std::string(label_of(event))}},
                          .cancel_label = "やめて戻る",
                          .cancel_path = view.path()});
    return group(
        error_summary(entered),
        post_form({.action = view.path(fmt::format("/steps/{}", code_of(event))), .tokens = tokens},
                  fields));
}

web::Response step_with(const CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor, const std::optional<web::Entered>& typed) {
    const auto event = event_of(request);
    if (!event) return access::not_found_page(room.office(), request, actor);
    return room.show(
        request, actor, {"case.step", "", std::string(label_of(*event))},
        [&](CaseView& view, web::PageFrame&) -> Html {
            const auto possible = check_step(view.head, *event);
            if (!possible) {
                return web::refusal_block({.tried = std::string(label_of(*event)),
                                           .refusal = possible.refusal(),
                                           .ways = {{"ケースへ戻る", view.path()}}});
            }
            return step_form(room, request, view, *event, typed);
        },
        typed ? 422 : 200);
}

web::Response step_sent(const CaseRoom& room, const Events& events, const web::Request& request,
                        const accounts::Actor& actor) {
    const auto event = event_of(request);
    if (!event) return access::not_found_page(room.office(), request, actor);
    web::FormReader form(request.form);
    LoneStep step{.case_id = case_of(request), .event = *event};
    step.reason = form.long_text("reason", "理由", {web::long_characters, web::Need::Required});
    step.remaining = form.long_text("remaining", "世帯に残る人の様子");
    const auto companion = form.text("companion", "伴走する窓口");
    if (!companion.empty()) step.companion = DeskId(companion);
    step.next_on = form.date("next_on", "次に確認する日");
    if (form.version() > 0) step.expected_version = form.version();
    if (form.ok()) {
        auto moved = step_case(room.office().town, actor, events, step);
        if (moved) return web::see_other("/cases/" + step.case_id.text());
        if (moved.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor, label_of(*event),
                                        moved.refusal());
        }
        form.add_error(moved.refusal());
    }
    return step_with(room, request, actor, form.entered());
}

}  // namespace

std::vector<accounts::PageRoute> step_routes(const CaseRoom& room, const Events& events) {
    return {{web::Method::Get, "/cases/{case}/steps/{event}", accounts::Act::ReadCases,
             [&room](const web::Request& request, const accounts::Actor& actor) {
                 return step_with(room, request, actor, std::nullopt);
             }},
            {web::Method::Post, "/cases/{case}/steps/{event}", accounts::Act::ReadCases,
             [&room, &events](const web::Request& request, const accounts::Actor& actor) {
                 return step_sent(room, events, request, actor);
             }}};
}

void offer_steps(const CaseView& view, CaseOffers& offers) {
    const bool coordinates = view.reading.stands_on(access::Basis::Coordination);
    for (const CaseEvent event : lone_steps_from(view.head.state)) {
        if (needs_coordinator(event) && !coordinates) {
            continue;  // the desk does not learn the coordinator's ways (gate.memo)
        }
        offers.next.others.push_back({.label = std::string(label_of(event)),
                                      .path = view.path(fmt::format("/steps/{}", code_of(event)))});
    }
}

}  // namespace kasane::casefile
