#include <fmt/format.h>

#include <algorithm>
#include <map>

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

web::Row row_of(const ListedCaseRow& listed, const access::Scope& scope) {
    const auto& profile = scope.profile;
    auto label = web::text(listed.label);
    if (listed.contact_warning) {
        label = web::group(label, web::text(" "), web::chip({"連絡前に確認", web::Tone::Alert}));
    }
    return {
        .cells = {web::text(listed.number), label,
                  web::chip({listed.state_label, web::Tone::Plain}),
                  web::text(listed.lead_desk ? profile.desk_name(*listed.lead_desk) : "未定"),
                  listed.next_on ? web::deadline(*listed.next_on, scope.today()) : web::text("—"),
                  web::short_day(listed.last_at.date_in_japan())},
        .path = "/cases/" + listed.case_id.text()};
}

Html table_of(access::ReadScope& scope, const std::vector<ListedCaseRow>& listed, bool first) {
    web::DataTable table{.caption = "ケースの一覧(最近動きのあった順)",
                         .caption_hidden = true,
                         .columns = {{.label = "番号", .one_line = true},
                                     {.label = "世帯"},
                                     {.label = "状態", .one_line = true},
                                     {.label = std::string(scope.profile.term("lead_agency"))},
                                     {.label = "次の予定", .one_line = true},
                                     {.label = "最後の動き", .one_line = true}}};
    for (const auto& each : listed) table.rows.push_back(row_of(each, scope));
    table.empty = web::empty_state("あなたの窓口が担当するケースは、まだありません。",
                                   web::Link{"相談を受け付ける", "/inquiries/new"});
    const auto count = access::count_readable_cases(scope, 1000);
    table.count = web::count_text(static_cast<std::size_t>(count), count >= 1000);
    if (listed.size() == 50) {
        table.next_path =
            fmt::format("/cases?at={}&after={}", web::url_encode(listed.back().last_at.text()),
                        listed.back().case_id.text());
    }
    if (!first) table.first_path = "/cases";
    return web::data_table(table);
}

}  // namespace

web::Response case_list_page(const CaseRoom& room, const web::Request& request,
                             const accounts::Actor& actor) {
    return access::show_page(room.office(), request, actor, "case.list",
                             [&](access::ReadScope& scope, web::PageFrame& frame) {
                                 frame.title = "ケース";
                                 frame.current = "cases";
                                 frame.ground =
                                     "あなたと窓口に、いま根拠のあるケースだけを表示しています";
                                 const auto cursor = cursor_of(request);
                                 return table_of(scope, listed_cases(scope, cursor), !cursor);
                             });
}

}  // namespace kasane::casefile
