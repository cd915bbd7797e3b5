#include "referral/memo_box_pages.hpp"

#include <fmt/format.h>

#include "referral/memo_lists.hpp"
#include "referral/memo_pages.hpp"

namespace kasane::referral {
namespace {

using web::Html;

constexpr std::size_t a_page = 50;

/// The three boxes of a desk, each a page of its own.
enum class Box { Waiting, DealtWith, Sent };

Box box_of(const web::Request& request) {
    const auto asked = request.query.get("box");
    return asked == "dealt" ? Box::DealtWith : asked == "sent" ? Box::Sent : Box::Waiting;
}

std::string path_of(Box box) {
    switch (box) {
        case Box::Waiting:
            return "/memos";
        case Box::DealtWith:
            return "/memos?box=dealt";
        case Box::Sent:
            return "/memos?box=sent";
    }
    broken_invariant("every box has its page", std::source_location::current());
}

std::vector<MemoLine> lines_in(access::Scope& scope, Box box,
                               const std::optional<MemoCursor>& after) {
    switch (box) {
        case Box::Waiting:
            return memos_waiting(scope, a_page, after);
        case Box::DealtWith:
            return memos_dealt_with(scope, a_page, after);
        case Box::Sent:
            return memos_from(scope, a_page, after);
    }
    broken_invariant("every box has its lines", std::source_location::current());
}

Html nothing_in(const access::Scope& scope, Box box) {
    const auto term = scope.profile.term("memo");
    switch (box) {
        case Box::Waiting:
            return web::empty_state(
                fmt::format("返事を待たれている{}はありません。届くと、ここに並びます。", term));
        case Box::DealtWith:
            return web::empty_state(fmt::format("引き受けた{}は、まだありません。", term));
        case Box::Sent:
            return accounts::may(scope.actor, accounts::Act::ReadCases)
                       ? web::empty_state(
                             fmt::format("送った{}は、まだありません。ケースの画面から送れます。",
                                         term),
                             web::Link{"ケースを開く", "/cases"})
                       : web::empty_state(fmt::format("送った{}は、まだありません。", term));
    }
    broken_invariant("every box says how it fills", std::source_location::current());
}

/// 「いつまでに」 while the clock runs; afterwards the day it would have ended.
Html clock_of(const access::Scope& scope, const MemoLine& line) {
    return waits(line.state) ? web::deadline(line.reply_due_on, scope.today())
                             : web::short_day(line.reply_due_on);
}

Html box_table(access::Scope& scope, Box box, const std::optional<MemoCursor>& after) {
    const auto& profile = scope.profile;
    const bool sent = box == Box::Sent;
    web::DataTable table{.caption = sent ? "送ったメモ(新しい順)" : "届いたメモ",
                         .caption_hidden = true,
                         .columns = {{.label = "番号", .one_line = true},
                                     {.label = sent ? "あて先" : "から"},
                                     {.label = sent ? "お願いしたこと" : "お願いされたこと"},
                                     {.label = "状態", .one_line = true},
                                     {.label = "回答の期限", .one_line = true},
                                     {.label = "送付", .one_line = true}}};
    const auto lines = lines_in(scope, box, after);
    for (const auto& line : lines) {
        scope.log.listed(line.case_id);
        table.rows.push_back(
            {.cells = {web::text(line.number),
                       web::text(profile.desk_name(sent ? line.to_desk : line.from_desk)),
                       web::text(profile.codes.list("memo_requests").label(line.request)),
                       web::chip(chip_of(line.state)), clock_of(scope, line),
                       web::short_day(line.sent_at.date_in_japan())},
             .path = "/memos/" + line.id.text(),
             .tone = waits(line.state) && line.reply_due_on < scope.today() ? web::Tone::Alert
                                                                            : web::Tone::Plain});
    }
    table.empty = nothing_in(scope, box);
    if (lines.size() == a_page) {
        const auto& last = lines.back();
        const auto key = box == Box::Waiting ? last.reply_due_on.text() : last.sent_at.text();
        table.next_path =
            fmt::format("{}{}at={}&after={}", path_of(box), box == Box::Waiting ? "?" : "&",
                        web::url_encode(key), last.id.text());
    }
    if (after) table.first_path = path_of(box);
    return web::data_table(table);
}

/// The address of the next page carries where this one ended (keyset).
std::optional<MemoCursor> cursor_of(const web::Request& request) {
    const auto after = request.query.get("after");
    if (!is_uuid(after)) return std::nullopt;
    return MemoCursor{std::string(request.query.get("at")), MemoId(std::string(after))};
}

}  // namespace

web::Response boxes_page(const casefile::CaseRoom& room, const web::Request& request,
                         const accounts::Actor& actor) {
    return access::show_page(
        room.office(), request, actor, "memo.boxes",
        [&](access::ReadScope& scope, web::PageFrame& frame) {
            frame.title = scope.profile.term("memo");
            frame.current = "memos";
            frame.ground = "あなたの窓口に届いたものと、窓口から送ったものだけを表示しています";
            const auto box = box_of(request);
            std::vector<web::Tab> tabs{
                {.label = "返事を待たれているもの", .path = path_of(Box::Waiting)},
                {.label = "引き受けたもの", .path = path_of(Box::DealtWith)},
                {.label = "送ったもの", .path = path_of(Box::Sent)}};
            if (accounts::may(actor, accounts::Act::AnswerMemo)) {
                tabs[0].count = static_cast<int>(count_waiting(scope));
            }
            tabs[static_cast<std::size_t>(box)].current = true;
            return web::group(web::tabs(std::string(scope.profile.term("memo")), tabs),
                              box_table(scope, box, cursor_of(request)));
        });
}

}  // namespace kasane::referral
