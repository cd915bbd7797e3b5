#include "web/acts.hpp"

#include <string_view>
#include <utility>
#include <vector>

#include "kernel/ensure.hpp"
#include "web/form_fields.hpp"
#include "web/icons.hpp"

namespace kasane::web {

using namespace tags;

namespace {

Html act_control(const Act& act, bool main) {
    const auto kind = attr("data-kind", main ? "main" : "other");
    if (!act.post) return a(cls("k-button"), kind, href(act.path), act.label);
    return post_form({.action = act.path, .tokens = *act.post, .plain = true},
                     button(cls("k-button"), kind, attr("type", "submit"), act.label));
}

Html act_with_explanation(const Act& act, bool main) {
    return div(cls("k-act"), act_control(act, main),
               when(!act.explanation.empty(), [&] { return p(cls("k-help"), act.explanation); }));
}

Html blocked_act(const BlockedAct& act) {
    return li(
        cls("k-blocked"), strong(cls("k-blocked__label"), icon(Icon::Stop), act.label),
        p("いまはできません: ", act.reason),
        when(!act.basis.empty(), [&] { return p(cls("k-basis"), "根拠: ", act.basis); }),
        when(!act.instead.empty(), [&] { return p(cls("k-blocked__instead"), act.instead); }));
}

Html other_acts(const NextStep& step) {
    if (step.others.empty() && step.blocked.empty()) return {};
    return more("その他の操作",
                group(when(!step.others.empty(),
                           [&] {
                               return ul(cls("k-acts"), each(step.others, [](const Act& act) {
                                             return li(act_with_explanation(act, false));
                                         }));
                           }),
                      when(!step.blocked.empty(),
                           [&] { return ul(cls("k-acts"), each(step.blocked, blocked_act)); })));
}

Html list_of(const std::vector<std::string>& items) {
    if (items.size() == 1) return text(items.front());
    if (items.empty()) return {};
    return ul(cls("k-plain-list"), each(items, [](const std::string& item) { return li(item); }));
}

}  // namespace

Html next_step(const NextStep& step) {
    bool main = true;
    Html acts;
    for (const auto& act : step.acts) {
        acts += act_with_explanation(act, main);
        main = false;
    }
    const Html until = when(step.until.has_value(), [&] {
        ensure(step.today.has_value(), "a deadline is shown beside the day it is shown on");
        return deadline(*step.until, *step.today);
    });
    return tags::section(
        cls("k-next"), attr("aria-label", "次にすること"),
        div(cls("k-next__head"),
            when(!step.sentence.empty(),
                 [&] {
                     return p(cls("k-next__sentence"), strong("次にすること"), text(" "),
                              step.sentence);
                 }),
            when(!step.holder.empty() || !until.empty(),
                 [&] {
                     return p(cls("k-next__holder"),
                              when(!step.holder.empty(),
                                   [&] { return span(icon(Icon::Person), "担当: ", step.holder); }),
                              until);
                 })),
        when(!acts.empty(), [&] { return div(cls("k-next__acts"), acts); }), other_acts(step));
}

Html opening(const Opening& opening) {
    std::vector<Fact> rows;
    rows.push_back({.label = "誰について", .value = text(opening.about)});
    if (!opening.desks.empty()) {
        rows.push_back({.label = "どの窓口に", .value = list_of(opening.desks)});
    }
    if (!opening.people.empty()) {
        rows.push_back({.label = "どの人に", .value = list_of(opening.people)});
    }
    if (!opening.categories.empty()) {
        rows.push_back({.label = "何を", .value = list_of(opening.categories)});
    }
    rows.push_back({.label = "いつまで", .value = text(opening.until)});
    if (!opening.basis.empty()) {
        rows.push_back({.label = "根拠", .value = text(opening.basis)});
    }
    if (!opening.closes.empty()) {
        rows.push_back({.label = "閉じるもの", .value = text(opening.closes)});
    }
    return tags::section(cls("k-opening"), attr("aria-label", "開く範囲"),
                         p(cls("k-opening__title"), icon(Icon::Lock), "開く範囲"), facts(rows));
}

Html confirmation(const Confirmation& confirmation) {
    Html carried;
    for (const auto& [name, value] : confirmation.carried) carried += hidden_field(name, value);
    std::vector<Button> buttons{
        {.label = confirmation.yes,
         .kind = confirmation.danger ? ButtonKind::Danger : ButtonKind::Main}};
    if (!confirmation.no_act.empty()) {
        buttons.push_back({.label = confirmation.no_label,
                           .value = confirmation.no_act,
                           .kind = ButtonKind::Quiet});
    }
    return div(cls("k-confirmation"), p(cls("k-confirmation__question"), confirmation.question),
               when(confirmation.opens.has_value(), [&] { return opening(*confirmation.opens); }),
               confirmation.details,
               post_form({.action = confirmation.action, .tokens = confirmation.tokens},
                         group(carried, submit_row({.buttons = std::move(buttons),
                                                    .cancel_label = confirmation.no_label,
                                                    .cancel_path = confirmation.no_path}))));
}

Html refusal_block(const RefusalText& content) {
    const auto& refusal = content.refusal;
    std::vector<Fact> rows;
    if (!content.tried.empty()) {
        rows.push_back({.label = "しようとしたこと", .value = text(content.tried)});
    }
    if (!refusal.basis.empty()) {
        rows.push_back({.label = "もとになる決まり", .value = text(refusal.basis)});
    }
    if (!refusal.instead.empty()) {
        rows.push_back({.label = "代わりにできること", .value = text(refusal.instead)});
    }
    if (!content.ask.empty()) {
        rows.push_back({.label = "たずねる先", .value = text(content.ask)});
    }
    return tags::section(cls("k-refusal"), attr("role", "alert"),
                         p(cls("k-refusal__message"), icon(Icon::Stop), refusal.message),
                         facts(rows), when(!content.ways.empty(), [&] {
                             return p(
                                 cls("k-refusal__ways"),
                                 each(content.ways, [](const Link& way) { return link_to(way); }));
                         }));
}

}  // namespace kasane::web
