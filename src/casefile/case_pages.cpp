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

/// The coordinator has the ball: from the memo that asks for it on.
bool waits_for_coordinator(CaseState state) {
    return state == CaseState::Referred || is_coordinated(state);
}

/// Who holds the ball: the lead agency once there is one, before that the coordinator for a
/// coordinated case and the receiving desk for others. Nobody for a case that is over.
std::string holder_of(const CaseView& view) {
    const auto& head = view.head;
    if (is_over(head.state)) return {};
    const auto otherwise = waits_for_coordinator(head.state) ? view.scope.profile.coordinating_desk
                                                             : head.receiving_desk;
    return view.scope.profile.desk_name(head.lead_desk.value_or(otherwise));
}

/// What comes next where no room of the house knows it better. A desk that stands on its own record
/// alone learns that the coordinator has the case, and not in which step it is (gate.memo).
std::string sentence_of(const CaseView& view) {
    const auto state = view.head.state;
    if (waits_for_coordinator(state) && !view.reading.stands_on(access::Basis::Coordination)) {
        return "多機関協働で対応しています。窓口での様子と、頼まれたことを記録します。";
    }
    switch (state) {
        case CaseState::Noticed:
            return "寄せられた情報を確かめ、相談として受け付けるか、働きかけを始めます。";
        case CaseState::Received:
            return "受け付けた相談について、どう対応するかを決めます。";
        case CaseState::InNetwork:
            return "窓口どうしの連携で対応します。様子を記録し、必要なときはほかの窓口につなぎます。";
        case CaseState::Referred:
            return "つながれたケースを受理するかを決めます。";
        case CaseState::Assessing:
        case CaseState::ReachingOut:
        case CaseState::Planning:
        case CaseState::Supporting:
        case CaseState::Evaluating:
            return {};
        case CaseState::FollowingUp:
            return "ときどき様子を確かめます。期間が終わり、心配がなければ終結します。";
        case CaseState::Closed:
            return "終結しています。新しい相談があったときは、再開できます。";
        case CaseState::Suspended:
            return "中断しています。動きがあったときは、再開できます。";
    }
    broken_invariant("every state says what comes next", std::source_location::current());
}

/// Where the day's work is to write down how the household is.
bool is_followed_by_notes(const CaseView& view) {
    const auto state = view.head.state;
    return state == CaseState::InNetwork || state == CaseState::FollowingUp ||
           (waits_for_coordinator(state) && !view.reading.stands_on(access::Basis::Coordination));
}

}  // namespace

void spine_tabs(const CaseView& view, std::vector<web::Tab>& tabs) {
    tabs.push_back({"概要", view.path()});
    tabs.push_back({"経過", view.path("/timeline")});
    tabs.push_back({"同意と共有", view.path("/consents")});
}

void spine_records(const CaseView& view, std::vector<web::Link>& records) {
    if (!view.can(accounts::Act::RecordNote)) return;
    records.push_back(
        {fmt::format("経過記録 ({})", view.head.number), view.path("/timeline?new=yes#new")});
}

void offer_spine(const CaseView& view, CaseOffers& offers) {
    auto& next = offers.next;
    next.today = view.scope.today();
    if (view.head.next_on) next.until = view.head.next_on;
    next.holder = holder_of(view);
    next.sentence = sentence_of(view);
    if (view.can(accounts::Act::RecordNote)) {
        web::Act note{.label = "経過を記録する", .path = view.path("/timeline?new=yes#new")};
        (is_followed_by_notes(view) ? next.acts : next.others).push_back(std::move(note));
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
