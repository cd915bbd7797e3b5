#include "casefile/case_pages.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "casefile/case_list.hpp"
#include "casefile/record_note.hpp"
#include "casefile/step_pages.hpp"
#include "casefile/timeline_pages.hpp"

namespace kasane::casefile {
namespace {

using web::Html;

/// 概要: what the other rooms have to say, then the newest entries.
web::Response overview_page(const CaseRoom& room, const web::Request& request,
                            const accounts::Actor& actor) {
    return room.show(request, actor, {"case.overview", "", ""},
                     [&](CaseView& view, web::PageFrame&) {
                         const auto offers = room.offers(view);
                         Html content = web::next_step(offers.next);
                         for (const auto& part : offers.overview) content += part;
                         content += web::section({.title = "最近の経過"}, newest_entries(view, 5));
                         return content;
                     });
}

Html lead_table(CaseView& view, const access::Grant& grant) {
    web::DataTable table{.caption = "主担当の決定",
                         .columns = {{.label = "決めた日", .one_line = true},
                                     {.label = "主担当"},
                                     {.label = "決めた人"},
                                     {.label = "理由"}}};
    for (const auto& decision : lead_history(view.scope, grant)) {
        table.rows.push_back(
            {.cells = {web::short_day(decision.decided_on),
                       web::text(view.scope.profile.desk_name(decision.desk)),
                       web::text(decision.decided_by), web::text(decision.reason)}});
    }
    table.empty = web::empty_state("主担当は、まだ決まっていません。");
    return web::data_table(table);
}

/// 記録の履歴: the steps of the state as they stand on the timeline, and who led.
web::Response history_page(const CaseRoom& room, const web::Request& request,
                           const accounts::Actor& actor) {
    return room.show(request, actor, {"case.history", "/history", "記録の履歴"},
                     [&](CaseView& view, web::PageFrame&) {
                         const auto grant = view.reading.any(access::Category::Case);
                         ensure(grant.has_value(), "a case that is shown stands on a ground");
                         return web::group(
                             web::section({.title = "状態の移り変わり"}, state_entries(view)),
                             web::section({.title = "主担当"}, lead_table(view, *grant)));
                     });
}

}  // namespace

void spine_tabs(const CaseView& view, std::vector<web::Tab>& tabs) {
    tabs.push_back({"概要", view.path()});
    tabs.push_back({"経過", view.path("/timeline")});
    tabs.push_back({"同意と共有", view.path("/consents")});
}

void offer_spine(const CaseView& view, CaseOffers& offers) {
    auto& next = offers.next;
    next.today = view.scope.today();
    if (view.head.next_on) next.until = view.head.next_on;
    next.holder = view.head.lead_desk ? view.scope.profile.desk_name(*view.head.lead_desk)
                                      : view.scope.profile.desk_name(view.head.receiving_desk);
    if (view.can(accounts::Act::RecordNote)) {
        next.others.push_back({.label = "経過を記録する", .path = view.path("/timeline#new")});
    }
    if (view.can(accounts::Act::RecordConsent)) {
        next.others.push_back({.label = "同意を記録する", .path = view.path("/consents/new")});
    }
    offer_steps(view, offers);
}

std::vector<accounts::PageRoute> case_routes(const CaseRoom& room, const Events& events) {
    using web::Method;
    const auto page = [&room](auto handler) {
        return [&room, handler](const web::Request& request, const accounts::Actor& actor) {
            return handler(room, request, actor);
        };
    };
    auto routes = std::vector<accounts::PageRoute>{
        {Method::Get, "/cases", accounts::Act::ReadCases, page(case_list_page)},
        {Method::Get, "/cases/{case}", accounts::Act::ReadCases, page(overview_page)},
        {Method::Get, "/cases/{case}/timeline", accounts::Act::ReadCases, page(timeline_page)},
        {Method::Post, "/cases/{case}/timeline", accounts::Act::RecordNote, page(note_sent)},
        {Method::Get, "/cases/{case}/history", accounts::Act::ReadCases, page(history_page)},
    };
    for (auto& route : step_routes(room, events)) routes.push_back(std::move(route));
    return routes;
}

}  // namespace kasane::casefile
