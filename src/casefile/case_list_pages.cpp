#include <fmt/format.h>

#include <utility>

#include "access/reading_list.hpp"
#include "casefile/case_list.hpp"
#include "casefile/case_pages.hpp"

namespace kasane::casefile {
namespace {

using web::Html;

/// The address of the next page carries where this one ended (keyset): time and case.
std::optional<access::ListCursor> cursor_of(const web::Request& request) {
    const auto at = Instant::parse(request.query.get("at"));
    const auto after = request.query.get("after");
    if (!at || !is_uuid(after)) return std::nullopt;
    return access::ListCursor{*at, CaseId(std::string(after))};
}

/// 「R8.11.23 3日前」
Html last_move(const Date& day, const Date& today) {
    const int days = day.days_until(today);
    return web::group(web::short_day(day), web::text(" "),
                      web::text(days <= 0 ? std::string("今日") : fmt::format("{}日前", days)));
}

web::Row row_of(const ListedCaseRow& listed, const access::Scope& scope) {
    const auto& profile = scope.profile;
    return {
        .cells = {web::text(listed.number),
                  web::group(web::text(listed.label), contact_mark(listed.contact_warning)),
                  web::chip(listed.state),
                  web::text(listed.lead_desk ? profile.desk_name(*listed.lead_desk) : "未定"),
                  listed.next_on ? web::deadline(*listed.next_on, scope.today()) : web::text("—"),
                  last_move(listed.last_at.date_in_japan(), scope.today())},
        .path = "/cases/" + listed.case_id.text()};
}

Html list_of(access::ReadScope& scope, const std::optional<access::ListCursor>& after) {
    const auto listed = listed_cases(scope, after);
    auto table = case_table(scope, listed, "ケースの一覧(最近動きのあった順)");
    table.caption_hidden = true;
    const bool receives = accounts::may(scope.actor, accounts::Act::ReceiveInquiry);
    table.empty = web::empty_state(
        "あなたに表示できるケースは、まだありません。相談を受け付けるか、つなぎを引き受けると、"
        "ここに並びます。",
        receives ? std::optional(web::Link{"相談を受け付ける", "/inquiries/new"}) : std::nullopt);
    const auto count = access::count_readable_cases(scope, 1000);
    table.count = web::count_text(static_cast<std::size_t>(count), count >= 1000);
    if (listed.size() == a_page_of_cases) {
        table.next_path =
            fmt::format("/cases?at={}&after={}", web::url_encode(listed.back().last_at.text()),
                        listed.back().case_id.text());
    }
    if (after) table.first_path = "/cases";
    return web::data_table(table);
}

}  // namespace

Html contact_mark(bool due) {
    return web::when(due, [] {
        return web::group(web::text(" "), web::chip({"連絡前に確認", web::Tone::Alert}));
    });
}

web::DataTable case_table(const access::Scope& scope, const std::vector<ListedCaseRow>& listed,
                          std::string caption) {
    web::DataTable table{.caption = std::move(caption),
                         .columns = {{.label = "番号", .one_line = true},
                                     {.label = "世帯"},
                                     {.label = "状態", .one_line = true},
                                     {.label = std::string(scope.profile.term("lead_agency"))},
                                     {.label = "次の予定", .one_line = true},
                                     {.label = "最後の動き", .one_line = true}}};
    for (const auto& each : listed) table.rows.push_back(row_of(each, scope));
    return table;
}

web::Response case_list_page(const CaseRoom& room, const web::Request& request,
                             const accounts::Actor& actor) {
    return access::show_page(
        room.office(), request, actor, "case.list",
        [&](access::ReadScope& scope, web::PageFrame& frame) {
            frame.title = "ケース";
            frame.current = "cases";
            frame.ground = "あなたと窓口に、いま根拠のあるケースだけを表示しています";
            const bool asks = accounts::may(actor, accounts::Act::RecordConsent);
            return web::group(web::when(asks,
                                        [] {
                                            return web::tags::p(web::link_to(
                                                {"同意の期限と働きかけ", "/consents"}));
                                        }),
                              list_of(scope, cursor_of(request)));
        });
}

}  // namespace kasane::casefile
