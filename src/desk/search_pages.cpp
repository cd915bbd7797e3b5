#include "desk/search_pages.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "casefile/emergency_pages.hpp"
#include "desk/excerpt.hpp"
#include "desk/search_reading.hpp"
#include "kernel/japanese_text.hpp"
#include "web/components.hpp"

namespace kasane::desk {
namespace {

using web::Html;

constexpr std::size_t longest_query = 100;

/// 「12件」, or 「50件以上」 where the search stopped: only what is shown is ever counted.
std::string count_of(std::size_t shown) { return web::count_text(shown, shown >= shown_hits); }

std::string case_path(const CaseId& case_id) { return "/cases/" + case_id.text(); }

Html case_cell(const std::optional<casefile::ListedCaseRow>& of_case) {
    if (!of_case) return web::text("—");
    return web::group(web::link_to({of_case->number, case_path(of_case->case_id)}), web::text(" "),
                      web::chip(of_case->state), casefile::contact_mark(of_case->contact_warning));
}

Html number_section(const casefile::ListedCaseRow& row) {
    return web::section({.title = "ケース番号"},
                        web::tags::p(web::link_to({fmt::format("{} {}", row.number, row.label),
                                                   case_path(row.case_id)}),
                                     web::text(" "), web::chip(row.state)));
}

Html person_section(const std::vector<PersonHit>& hits) {
    web::DataTable table{.caption = "お名前が合う人",
                         .caption_hidden = true,
                         .columns = {{.label = "お名前"},
                                     {.label = "ふりがな"},
                                     {.label = "生年月日", .one_line = true},
                                     {.label = "ケース"}}};
    for (const auto& hit : hits) {
        table.rows.push_back(
            {.cells = {web::text(hit.person.name),
                       web::text(hit.person.name_kana.empty() ? "—" : hit.person.name_kana),
                       hit.person.birth_date ? web::short_day(*hit.person.birth_date)
                                             : web::text("未確認"),
                       case_cell(hit.of_case)}});
    }
    table.count = count_of(hits.size());
    return web::section({.title = "お名前"}, web::data_table(table));
}

Html note_section(const std::vector<NoteHit>& hits, const std::vector<std::string>& words) {
    web::DataTable table{.caption = "ことばが出てくる記録(新しい順)",
                         .caption_hidden = true,
                         .columns = {{.label = "日にち", .one_line = true},
                                     {.label = "種類", .one_line = true},
                                     {.label = "記録"},
                                     {.label = "ケース"}},
                         .first_is_head = false};
    for (const auto& [note, of_case] : hits) {
        const auto text = excerpt(note.body.reveal(), words);
        const auto target = note.link.empty() ? case_path(note.case_id) + "/timeline" : note.link;
        table.rows.push_back(
            {.cells = {
                 web::short_day(note.occurred_at.date_in_japan()), web::text(label_of(note.kind)),
                 web::group(
                     web::link_to(
                         {note.title.empty() ? std::string("経過の記録") : note.title, target}),
                     web::when(!text.empty(), [&] { return web::tags::p(web::text(text)); })),
                 case_cell(of_case)}});
    }
    table.count = count_of(hits.size());
    return web::section({.title = "記録のことば", .explanation = "新しい順に表示しています。"},
                        web::data_table(table));
}

Html result_of(access::Scope& scope, const std::string& query) {
    const auto result = search(scope, query);
    if (result.empty()) {
        return web::group(
            web::empty_state(fmt::format(
                "「{}」は見つかりませんでした。ひらがな・カタカナや、短いことばでもさがせます。"
                "表示されるのは、あなたと窓口に根拠のある記録だけです。",
                query)),
            casefile::emergency_way(scope));
    }
    Html all;
    if (result.numbered) all += number_section(*result.numbered);
    if (!result.persons.empty()) all += person_section(result.persons);
    if (!result.notes.empty()) all += note_section(result.notes, words_of(query));
    return all;
}

/// Why the search is not made, or nothing.
std::string not_searched(const std::string& query) {
    if (query.empty()) {
        return "上の欄に、お名前・ふりがな・ケース番号(R8-0001 など)・記録の中のことばを"
               "入れてください。ことばの間を空けると、すべてを含むものをさがします。";
    }
    if (character_count(query) > longest_query || !is_clean_text(query)) {
        return fmt::format("さがすことばは{}文字までにしてください。", longest_query);
    }
    if (mask_my_number(query)) {
        return "個人番号(マイナンバー)ではさがせません。個人番号は記録されていません。";
    }
    return {};
}

web::Response search_page(const access::Office& office, const web::Request& request,
                          const accounts::Actor& actor) {
    const auto query = tidy_text(request.query.get("q"));
    return access::show_page(
        office, request, actor, "search", [&](access::ReadScope& scope, web::PageFrame& frame) {
            frame.title = "さがす";
            frame.search_text = mask_my_number(query).value_or(query);
            if (const auto why = not_searched(query); !why.empty()) return web::empty_state(why);
            frame.above_title = fmt::format("「{}」", query);
            frame.window_title = "さがした結果";  // a name may have been typed
            frame.ground = "あなたと窓口に、いま根拠のあるものだけを表示しています";
            return result_of(scope, query);
        });
}

}  // namespace

std::vector<accounts::PageRoute> search_routes(const access::Office& office) {
    return {{web::Method::Get, "/search", accounts::Act::ReadCases,
             [&office](const web::Request& request, const accounts::Actor& actor) {
                 return search_page(office, request, actor);
             }}};
}

}  // namespace kasane::desk
