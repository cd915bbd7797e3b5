#include "casefile/consent_watch_pages.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/case_reading.hpp"
#include "access/consent.hpp"
#include "casefile/case_list.hpp"
#include "people/person.hpp"
#include "web/components.hpp"

namespace kasane::casefile {
namespace {

using web::Html;

/// What ran out not long ago is asked for again; what runs out soon is asked for in time.
constexpr int days_back = 30;
constexpr int days_ahead = 60;

/// The lines of the cases, each once.
std::vector<ListedCaseRow> cases_of(access::Scope& scope,
                                    const std::vector<access::WatchedConsent>& watched) {
    std::vector<access::ListedCase> listed;
    for (const auto& each : watched) {
        const bool known =
            std::ranges::find(listed, each.case_id, &access::ListedCase::case_id) != listed.end();
        if (!known) listed.push_back({each.case_id, scope.now});
    }
    for (const auto& each : listed) scope.log.listed(each.case_id);
    return lines_of_cases(scope, listed);
}

/// What the person is called, where the reader may know it.
std::string name_of(access::Scope& scope, access::CaseReadings& readings,
                    const access::WatchedConsent& each) {
    const auto reading = readings.find(each.case_id);
    if (reading == readings.end()) return "世帯員";
    const auto person = people::person_of_case(scope, reading->second, each.person);
    return person ? person->name.reveal() : std::string("世帯員");
}

Html table_of(access::Scope& scope, const std::vector<access::WatchedConsent>& watched) {
    const auto cases = cases_of(scope, watched);
    std::vector<CaseId> ids;
    for (const auto& line : cases) ids.push_back(line.case_id);
    auto readings = access::CaseReading::open_all(scope, ids);
    web::DataTable table{.caption = "同意の期限と働きかけ",
                         .caption_hidden = true,
                         .columns = {{.label = "いつ", .one_line = true},
                                     {.label = "だれの"},
                                     {.label = "状況", .one_line = true},
                                     {.label = "ケース"},
                                     {.label = "操作", .one_line = true, .label_hidden = true}},
                         .first_is_head = false};
    for (const auto& each : watched) {
        const auto line = std::ranges::find(cases, each.case_id, &ListedCaseRow::case_id);
        if (line == cases.end() || line->is_over) continue;
        const bool obtained = each.status == access::ConsentStatus::Obtained;
        const bool over = each.on < scope.today();
        const auto path = "/cases/" + each.case_id.text();
        table.rows.push_back({.cells = {web::deadline(each.on, scope.today()),
                                        web::text(name_of(scope, readings, each)),
                                        web::text(!obtained ? "次の働きかけ"
                                                  : over    ? "同意の期限切れ"
                                                            : "同意の期限"),
                                        web::group(web::link_to({line->number, path + "/consents"}),
                                                   web::text(" " + line->label),
                                                   contact_mark(line->contact_warning)),
                                        web::link_to({"同意を記録する", path + "/consents/new"})},
                              .tone = over ? web::Tone::Alert : web::Tone::Plain});
    }
    table.empty = web::empty_state("期限の近い同意も、働きかけの予定もありません。");
    return web::data_table(table);
}

web::Response watch_page(const access::Office& office, const web::Request& request,
                         const accounts::Actor& actor) {
    return access::show_page(
        office, request, actor, "consent.watch",
        [&](access::ReadScope& scope, web::PageFrame& frame) -> std::optional<Html> {
            frame.title = "同意の期限と働きかけ";
            frame.current = "cases";
            frame.breadcrumb = {{"ケース", "/cases"}};
            frame.ground = "あなたと窓口に、いま根拠のあるものだけを表示しています";
            const auto today = scope.today();
            const auto watched = access::watched_consents(scope, today.plus_days(-days_back),
                                                          today.plus_days(days_ahead));
            return web::group(
                web::tags::p(web::text(fmt::format(
                    "期限が{}日前から{}日先までの同意と、約束した働きかけを、早い順に並べています。"
                    "期限を過ぎた同意による閲覧は、ひとりでに閉じています。",
                    days_back, days_ahead))),
                table_of(scope, watched));
        });
}

}  // namespace

std::vector<accounts::PageRoute> consent_watch_routes(const access::Office& office) {
    return {{web::Method::Get, "/consents", accounts::Act::RecordConsent,
             [&office](const web::Request& request, const accounts::Actor& actor) {
                 return watch_page(office, request, actor);
             }}};
}

}  // namespace kasane::casefile
