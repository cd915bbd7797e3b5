#include "casefile/step_pages.hpp"

#include <fmt/format.h>

#include <algorithm>

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

/// Death, move, duplicate: what a case ends by without a meeting.
std::vector<web::Choice> ending_reasons(const access::Scope& scope) {
    auto choices = access::code_choices(scope, "closing_reasons");
    std::erase_if(choices, [](const web::Choice& choice) {
        return std::ranges::find(lone_ending_reasons, choice.code) == lone_ending_reasons.end();
    });
    return choices;
}

Html ending_fields(const CaseView& view, StepNeed need, const web::Entered& entered) {
    using namespace web;
    Html fields;
    if (need == StepNeed::CodedEnding) {
        fields += radio_area({.name = "reason_code",
                              .legend = "何によって終えますか",
                              .help = "ほかの理由では、評価と会議のあとに終結します。",
                              .required = true,
                              .groups = ungrouped(ending_reasons(view.scope)),
                              .dense = true},
                             entered);
    }
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
    return fields;
}

Html day_field(const CaseView& view, StepNeed need, const web::Entered& entered) {
    if (need != StepNeed::Recheck) {
        return web::date_field({.name = "next_on", .label = "次に確認する日"}, entered);
    }
    const int days = view.scope.profile.settings.watch_recheck_days.value;
    return web::date_field({.name = "next_on",
                            .label = "次に様子を確かめる日",
                            .help = "その日に、多機関協働の窓口の「今日」に届きます。",
                            .value = view.scope.today().plus_days(days),
                            .required = true},
                           entered);
}

Html step_form(const CaseRoom& room, const web::Request& request, const CaseView& view,
               const StepRule& rule, const std::optional<web::Entered>& typed) {
    using namespace web;
    const auto step = view.path(fmt::format("/steps/{}", code_of(rule.event)));
    const auto [entered, tokens] =
        access::open_form(room.office(), request, view.scope,
                          fmt::format("step:{}:{}", code_of(rule.event), view.head.id.text()),
                          typed, view.head.version);
    Html fields =
        long_text_field({.name = "reason", .label = "理由", .required = true, .rows = 4}, entered);
    const bool ends = rule.need == StepNeed::Ending || rule.need == StepNeed::CodedEnding;
    fields += ends ? ending_fields(view, rule.need, entered) : day_field(view, rule.need, entered);
    fields += submit_row({.buttons = {{.label = std::string(label_of(rule.event))}},
                          .cancel_label = "やめて戻る",
                          .cancel_path = view.path()});
    return group(error_summary(entered), post_form({.action = step, .tokens = tokens}, fields));
}

/// What stands against the step before anything is typed: the table, who may, a missing withdrawal.
Result<Done> check_offer(CaseView& view, CaseEvent event) {
    LoneStep blank{.case_id = view.head.id, .event = event, .reason = "-"};
    auto checked = check_lone_step(blank, step_facts(view.scope, view.reading, view.head));
    if (!checked && checked.refusal().kind == RefusalKind::Invalid) return Done{};
    return checked;
}

web::Response step_with(const CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor, const std::optional<web::Entered>& typed) {
    const auto event = event_of(request);
    if (!event) return access::not_found_page(room.office(), request, actor);
    return room.show(
        request, actor, {"case.step", "", std::string(label_of(*event))},
        [&](CaseView& view, web::PageFrame&) -> std::optional<Html> {
            const auto possible = check_offer(view, *event);
            if (!possible && possible.refusal().kind == RefusalKind::NotFound) return std::nullopt;
            if (!possible) {
                return web::refusal_block({.tried = std::string(label_of(*event)),
                                           .refusal = possible.refusal(),
                                           .ways = {{"ケースへ戻る", view.path()}}});
            }
            return step_form(room, request, view, *lone_rule(*event, view.head.state), typed);
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
    const auto need = need_of(*event);
    const bool ending = need == StepNeed::Ending || need == StepNeed::CodedEnding;
    const auto if_ending = ending ? web::Need::Required : web::Need::Optional;
    const std::vector<std::string> reasons(lone_ending_reasons.begin(), lone_ending_reasons.end());
    step.reason_code =
        form.code("reason_code", "終える理由", reasons,
                  need == StepNeed::CodedEnding ? web::Need::Required : web::Need::Optional)
            .value_or("");
    step.remaining =
        form.long_text("remaining", "世帯に残る人の様子", {web::long_characters, if_ending});
    const auto desks =
        access::desk_codes(room.office().profile(), room.office().town.clock().today());
    if (const auto companion = form.code("companion", "伴走する窓口", desks, if_ending)) {
        step.companion = DeskId(*companion);
    }
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
    const auto facts = step_facts(view.scope, view.reading, view.head);
    for (const CaseEvent event : lone_steps_from(view.head.state)) {
        const auto* rule = lone_rule(event, view.head.state);
        if (!view.can(rule->act)) continue;
        // Nobody is offered, or told of, what others do with the case (gate.memo).
        if (rule->taker == StepTaker::Coordinator && !facts.coordinates) continue;
        if (rule->taker == StepTaker::CoordinatingDesk && !facts.at_coordinating_desk) continue;
        if (rule->need == StepNeed::Withdrawal && !facts.consent_ended) continue;
        auto& place = event == CaseEvent::StartOutreach ? offers.next.acts : offers.next.others;
        place.push_back({.label = std::string(label_of(event)),
                         .path = view.path(fmt::format("/steps/{}", code_of(event)))});
    }
}

}  // namespace kasane::casefile
