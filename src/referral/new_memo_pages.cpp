#include "referral/new_memo_pages.hpp"

#include <fmt/format.h>

#include "access/choices.hpp"
#include "referral/memo_rules.hpp"
#include "referral/send_memo.hpp"
#include "web/form_reading.hpp"

namespace kasane::referral {
namespace {

using web::Html;

std::vector<web::ChoiceGroup> receivers(const casefile::CaseView& view) {
    const auto& profile = view.scope.profile;
    auto groups = access::desks_by_agency(profile, view.scope.today());
    for (auto& group : groups) {
        std::erase_if(group.choices, [&](const web::Choice& choice) {
            return view.scope.actor.works_at(DeskId(choice.code));
        });
        for (auto& choice : group.choices) {
            if (choice.code != profile.coordinating_desk.text()) continue;
            choice.label += fmt::format("({})", profile.term("coordinator"));
        }
    }
    std::erase_if(groups, [](const web::ChoiceGroup& group) { return group.choices.empty(); });
    return groups;
}

std::vector<web::Choice> person_choices(const casefile::CaseView& view) {
    std::vector<web::Choice> choices;
    for (const auto& person : view.persons) {
        choices.push_back({.code = person.id.text(),
                           .label = person.name.reveal(),
                           .help = std::string(label_of(person.track))});
    }
    return choices;
}

std::string draft_key(const casefile::CaseView& view) { return "memo:" + view.head.id.text(); }

/// What was said when the inquiry was received: written once, it need not be typed again.
std::string newest_inquiry(const casefile::CaseView& view) {
    const auto entries = casefile::timeline(view.scope, view.reading, std::nullopt, 1,
                                            {.kind = casefile::EntryKind::Inquiry});
    return entries.empty() ? std::string() : entries.front().body.reveal();
}

Html fields_of(const casefile::CaseView& view, const web::Request& request,
               const web::Entered& entered) {
    using namespace web;
    const auto& profile = view.scope.profile;
    const std::string to(request.query.get("to"));
    const std::string asked_urgency(request.query.get("urgency"));
    const std::string urgency = asked_urgency.empty() ? "normal" : asked_urgency;
    std::vector<std::string> everybody;
    for (const auto& person : view.persons) everybody.push_back(person.id.text());
    return group(
        select_field({.name = "to",
                      .label = "あて先",
                      .value = to,
                      .required = true,
                      .groups = receivers(view),
                      .width = FieldWidth::Long},
                     entered),
        check_area({.name = "persons",
                    .legend = "だれのこと",
                    .help = "選んだ方のお名前だけが、あて先に伝わります。"
                            "同意がない方は、お名前を伏せて送ることもできます。",
                    .values = everybody,
                    .groups = ungrouped(person_choices(view)),
                    .dense = true},
                   entered),
        radio_area({.name = "request",
                    .legend = "お願いしたいこと",
                    .required = true,
                    .groups = ungrouped(access::code_choices(view.scope, "memo_requests")),
                    .dense = true},
                   entered),
        long_text_field({.name = "wish", .label = "何をしてほしいか", .rows = 3}, entered),
        long_text_field({.name = "summary",
                         .label = "概要",
                         .help = "聞いたこと・見たことを、相手に必要なだけ書きます。"
                                 "受付で書いたことを入れてあります。",
                         .value = newest_inquiry(view),
                         .required = true,
                         .time_stamp = true},
                        entered),
        long_text_field({.name = "done_so_far", .label = "これまでに対応したこと", .rows = 3},
                        entered),
        radio_area({.name = "urgency",
                    .legend = "急ぎの度合い",
                    .values = {urgency},
                    .required = true,
                    .groups = ungrouped(access::code_choices(view.scope, "urgency")),
                    .dense = true},
                   entered),
        select_field({.name = "reason",
                      .label = fmt::format("{}へつなぐ理由", profile.term("coordinator")),
                      .help = "ほかの窓口あてのときは、選ばなくてかまいません。",
                      // What the screening found is not asked a second time.
                      .value = std::string(request.query.get("reason")),
                      .groups = ungrouped(access::code_choices(view.scope, "referral_reasons")),
                      .width = FieldWidth::Long},
                     entered),
        date_field({.name = "reply_due_on",
                    .label = "回答の期限",
                    .help = "町の取決めの日を入れてあります。急ぐときは早められます。",
                    .value = reply_due(profile, view.scope.today(), urgency)},
                   entered),
        submit_row(
            {.buttons = {{.label = fmt::format("{}を送る", profile.term("memo")),
                          .explanation = "あて先の窓口は、このメモだけを読めるようになります"}},
             .cancel_label = "やめて戻る",
             .cancel_path = view.path()}));
}

web::Response form_page(const casefile::CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor, const std::optional<web::Entered>& typed) {
    const auto title = fmt::format("{}を書く", room.office().profile().term("memo"));
    return room.show(
        request, actor, {"memo.form", "", title},
        [&](casefile::CaseView& view, web::PageFrame&) {
            const auto [entered, tokens] =
                access::open_form(room.office(), request, view.scope, draft_key(view), typed);
            return web::group(web::error_summary(entered),
                              web::post_form({.action = view.path("/memos/new"), .tokens = tokens},
                                             fields_of(view, request, entered)));
        },
        typed ? 422 : 200);
}

web::Response memo_sent(const casefile::CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor) {
    using web::Need;
    web::FormReader form(request.form);
    SendMemo wanted{.case_id = casefile::case_of(request)};
    const auto& profile = room.office().profile();
    const auto one_of = [&](std::string_view name, std::string_view label, std::string_view list,
                            Need need) {
        return form.code(name, label, profile.codes.list(list).codes(), need).value_or("");
    };
    const auto desks = access::desk_codes(profile, room.office().town.clock().today());
    wanted.to_desk = DeskId(form.code("to", "あて先", desks, Need::Required).value_or(""));
    wanted.persons = form.ids_of<PersonId>("persons", "だれのこと");
    wanted.request = one_of("request", "お願いしたいこと", "memo_requests", Need::Required);
    wanted.wish = form.long_text("wish", "何をしてほしいか");
    wanted.summary = form.long_text("summary", "概要", {web::long_characters, Need::Required});
    wanted.done_so_far = form.long_text("done_so_far", "これまでに対応したこと");
    wanted.urgency = one_of("urgency", "急ぎの度合い", "urgency", Need::Required);
    wanted.reason = one_of("reason", "つなぐ理由", "referral_reasons", Need::Optional);
    wanted.reply_due_on = form.date("reply_due_on", "回答の期限");
    if (form.ok()) {
        auto sent = send_memo(room.office().town, actor, wanted);
        if (sent) return web::see_other("/memos/" + sent->id.text());
        if (sent.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor, "つなぎの送付",
                                        sent.refusal());
        }
        form.add_error(sent.refusal());
    }
    return form_page(room, request, actor, form.entered());
}

}  // namespace

std::vector<accounts::PageRoute> new_memo_routes(const casefile::CaseRoom& room) {
    return {{web::Method::Get, "/cases/{case}/memos/new", accounts::Act::SendMemo,
             [&room](const auto& request, const auto& actor) {
                 return form_page(room, request, actor, std::nullopt);
             }},
            {web::Method::Post, "/cases/{case}/memos/new", accounts::Act::SendMemo,
             [&room](const auto& request, const auto& actor) {
                 return memo_sent(room, request, actor);
             }}};
}

}  // namespace kasane::referral
