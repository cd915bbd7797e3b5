#include "referral/memo_pages.hpp"

#include <fmt/format.h>

#include "access/choices.hpp"
#include "referral/answer_memo.hpp"
#include "referral/memo_lists.hpp"
#include "referral/memo_reading.hpp"
#include "referral/new_memo_pages.hpp"
#include "web/form_reading.hpp"

namespace kasane::referral {
namespace {

using web::Html;

web::Tone tone_of(MemoState state) {
    switch (state) {
        case MemoState::Sent:
        case MemoState::Received:
            return web::Tone::Waiting;
        case MemoState::Accepted:
            return web::Tone::Active;
        case MemoState::Answered:
            return web::Tone::Good;
        case MemoState::Redirected:
        case MemoState::Declined:
            return web::Tone::Quiet;
    }
    broken_invariant("every state of a memo has a tone", std::source_location::current());
}

bool waits(MemoState state) { return state == MemoState::Sent || state == MemoState::Received; }

enum class Box { In, Out };

Html box_table(const access::Scope& scope, Box box, const std::vector<MemoLine>& lines) {
    const auto& profile = scope.profile;
    web::DataTable table{.caption = box == Box::In ? "届いたもの" : "送ったもの",
                         .columns = {{.label = "番号", .one_line = true},
                                     {.label = box == Box::In ? "から" : "あて先"},
                                     {.label = "お願いされたこと"},
                                     {.label = "状態", .one_line = true},
                                     {.label = "回答の期限", .one_line = true},
                                     {.label = "送付", .one_line = true}}};
    if (box == Box::Out) table.columns[2].label = "お願いしたこと";
    for (const auto& line : lines) {
        const auto& other = box == Box::In ? line.from_desk : line.to_desk;
        web::Row row{.cells = {web::text(line.number), web::text(profile.desk_name(other)),
                               web::text(profile.codes.list("memo_requests").label(line.request)),
                               web::chip({std::string(label_of(line.state)), tone_of(line.state)}),
                               waits(line.state) ? web::deadline(line.reply_due_on, scope.today())
                                                 : web::short_day(line.reply_due_on),
                               web::short_day(line.sent_at.date_in_japan())},
                     .path = "/memos/" + line.id.text()};
        if (waits(line.state) && line.reply_due_on < scope.today()) row.tone = web::Tone::Alert;
        table.rows.push_back(std::move(row));
    }
    table.empty = web::empty_state(
        box == Box::In
            ? fmt::format("届いている{}はありません。", profile.term("memo"))
            : fmt::format("送った{}はありません。ケースの画面から送れます。", profile.term("memo")),
        web::Link{"ケースを開く", "/cases"});
    return web::data_table(table);
}

web::Response boxes_page(const casefile::CaseRoom& room, const web::Request& request,
                         const accounts::Actor& actor) {
    return access::show_page(
        room.office(), request, actor, "memo.boxes",
        [](access::ReadScope& scope, web::PageFrame& frame) {
            frame.title = scope.profile.term("memo");
            frame.current = "memos";
            const auto in = memos_to(scope, 50);
            const auto out = memos_from(scope, 50);
            for (const auto& line : in) scope.log.listed(line.case_id);
            for (const auto& line : out) scope.log.listed(line.case_id);
            return web::group(
                web::section({.title = "届いたもの"}, box_table(scope, Box::In, in)),
                web::section({.title = "送ったもの"}, box_table(scope, Box::Out, out)));
        });
}

Html letter_of(const access::Scope& scope, const MemoView& view) {
    const auto& memo = view.memo;
    const auto& codes = scope.profile.codes;
    web::Letter letter{.title = std::string(scope.profile.term("memo")),
                       .number = memo.number,
                       .date = japanese_date(memo.sent_at.date_in_japan()),
                       .from = scope.profile.desk_name(memo.from_desk) + " " + memo.from_name,
                       .to = scope.profile.desk_name(memo.to_desk),
                       .until = waits(memo.state) ? web::deadline(memo.reply_due_on, scope.today())
                                                  : web::day(memo.reply_due_on)};
    const auto part = [&](std::string label, Html text) {
        letter.parts.push_back({std::move(label), std::move(text)});
    };
    part("だれのこと", web::text(memo.about.reveal()));
    part("何をしてほしい", web::group(web::text(codes.list("memo_requests").label(memo.request)),
                                      web::written_text(memo.wish.reveal())));
    part("概要", web::written_text(memo.summary.reveal()));
    if (!memo.done_so_far.empty()) part("これまで", web::written_text(memo.done_so_far.reveal()));
    part("急ぎの度合い", web::text(codes.list("urgency").label(memo.urgency)));
    if (!memo.reason.empty()) {
        part("つなぐ理由", web::text(codes.list("referral_reasons").label(memo.reason)));
    }
    for (const auto& reply : view.replies) {
        letter.replies.push_back(
            {scope.profile.desk_name(reply.by_desk) + " " + reply.by_name,
             japanese_date(reply.at.date_in_japan()) + " " + reply.at.time_in_japan(),
             std::string(label_of(reply.kind)), reply.body.reveal()});
    }
    return web::letter(letter);
}

/// What the sender may know when the words do not come back.
Html progress_notice(const MemoView& view) {
    if (!view.words_withheld) return {};
    return web::notice({.kind = web::NoticeKind::Information,
                        .title = std::string(label_of(view.memo.state)),
                        .body = web::text("ご本人の同意がないため、回答の内容はお伝えできません。"
                                          "進み具合だけをお知らせしています。")});
}

std::vector<web::Choice> other_desks(const access::Scope& scope, const Memo& memo) {
    auto choices = access::desk_choices(scope);
    std::erase_if(choices, [&](const web::Choice& choice) {
        return choice.code == memo.to_desk.text() || choice.code == memo.from_desk.text();
    });
    return choices;
}

/// One click and one sentence for each way a memo can go on.
Html answer_form(const access::Office& office, const web::Request& request, access::Scope& scope,
                 const MemoView& view, const std::optional<web::Entered>& typed) {
    using namespace web;
    const auto& memo = view.memo;
    if (view.side != Side::Receiver || !accounts::may(scope.actor, accounts::Act::AnswerMemo)) {
        return {};
    }
    std::vector<Outcome> outcomes;
    for (const auto& row : memo_transitions) {
        if (row.from != memo.state) continue;
        Outcome outcome{.value = std::string(code_of(row.event)),
                        .label = std::string(label_of(row.event))};
        switch (row.event) {
            case MemoEvent::Open:
                outcome.explanation = "受け取ったことが、送り手に伝わります";
                break;
            case MemoEvent::Accept:
                outcome.main = true;
                outcome.explanation = memo.to_desk == scope.profile.coordinating_desk
                                          ? "多機関協働として受理し、アセスメントを始めます"
                                          : "この窓口の記録が開き、担当が決まったことが伝わります";
                break;
            case MemoEvent::Answer:
                outcome.explanation = "助言や結果を返して、このメモを終えます";
                break;
            case MemoEvent::Redirect:
                outcome.explanation = "選んだ窓口に届き、この窓口からは読めなくなります";
                break;
            case MemoEvent::Decline:
                outcome.explanation = "理由を選んで返します。この窓口からは読めなくなります";
                break;
        }
        outcomes.push_back(std::move(outcome));
    }
    if (outcomes.empty()) return {};
    const auto [entered, tokens] = access::open_form(
        office, request, scope, "memo-answer:" + memo.id.text(), typed, memo.version);
    Html fields = long_text_field({.name = "text", .label = "ひとこと", .rows = 3}, entered);
    if (waits(memo.state)) {
        fields += more(
            "ほかの窓口へ回す・お断りするとき",
            group(select_field({.name = "redirect_to",
                                .label = "回す先の窓口",
                                .groups = ungrouped(other_desks(scope, memo))},
                               entered),
                  select_field(
                      {.name = "decline_reason",
                       .label = "お断りする理由",
                       .groups = ungrouped(access::code_choices(scope, "memo_decline_reasons"))},
                      entered)),
            !entered.errors().empty());
    }
    fields += outcome_buttons("このメモをどうしますか", outcomes);
    return section(
        {.title = "回答する"},
        group(error_summary(entered),
              post_form({.action = "/memos/" + memo.id.text(), .tokens = tokens}, fields)));
}

web::Response memo_with(const casefile::CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor, const std::optional<web::Entered>& typed) {
    return access::show_page(
        room.office(), request, actor, "memo.page",
        [&](access::ReadScope& scope, web::PageFrame& frame) -> std::optional<Html> {
            const auto view = read_memo(scope, MemoId(std::string(request.parameter("memo"))));
            if (!view) return std::nullopt;
            const auto term = std::string(scope.profile.term("memo"));
            frame.title = fmt::format("{} {}", term, view->memo.number);
            frame.current = "memos";
            frame.breadcrumb = {{term, "/memos"}};
            frame.ground = view->ground;
            frame.print.ground = view->ground;
            frame.beside_title =
                web::chip({std::string(label_of(view->memo.state)), tone_of(view->memo.state)});
            Html made = group(progress_notice(*view), letter_of(scope, *view),
                              answer_form(room.office(), request, scope, *view, typed));
            if (view->opens_case) {
                made += web::link_to({"このケースを開く", "/cases/" + view->memo.case_id.text()});
            }
            return made;
        },
        typed ? 422 : 200);
}

web::Response answer_sent(const casefile::CaseRoom& room, const web::Request& request,
                          const accounts::Actor& actor) {
    web::FormReader form(request.form);
    AnswerMemo answer{.memo = MemoId(std::string(request.parameter("memo")))};
    const auto event = from_code<MemoEvent>(form.act());
    if (!event) {
        form.add_error("act", "このメモをどうするか、ボタンで選んでください。");
    } else {
        answer.event = *event;
    }
    answer.text = form.long_text("text", "ひとこと");
    answer.decline_reason = form.text("decline_reason", "お断りする理由");
    const auto redirect = form.text("redirect_to", "回す先の窓口");
    if (!redirect.empty()) answer.redirect_to = DeskId(redirect);
    if (form.version() > 0) answer.expected_version = form.version();
    if (form.ok()) {
        auto done = answer_memo(room.office().town, actor, answer);
        if (done) {
            const bool still_mine = *done != MemoState::Redirected && *done != MemoState::Declined;
            return web::see_other(still_mine && *done != MemoState::Answered
                                      ? "/memos/" + answer.memo.text()
                                      : "/memos");
        }
        if (done.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor, label_of(answer.event),
                                        done.refusal());
        }
        form.add_error(done.refusal());
    }
    return memo_with(room, request, actor, form.entered());
}

}  // namespace

std::vector<accounts::PageRoute> memo_routes(const casefile::CaseRoom& room) {
    using web::Method;
    std::vector<accounts::PageRoute> routes{
        {Method::Get, "/memos", accounts::Act::SendMemo,
         [&room](const auto& request, const auto& actor) {
             return boxes_page(room, request, actor);
         }},
        {Method::Get, "/memos/{memo}", accounts::Act::SendMemo,
         [&room](const auto& request, const auto& actor) {
             return memo_with(room, request, actor, std::nullopt);
         }},
        {Method::Post, "/memos/{memo}", accounts::Act::AnswerMemo,
         [&room](const auto& request, const auto& actor) {
             return answer_sent(room, request, actor);
         }},
    };
    for (auto& route : new_memo_routes(room)) routes.push_back(std::move(route));
    return routes;
}

void offer_memos(const casefile::CaseView& view, casefile::CaseOffers& offers) {
    if (view.head.state == casefile::CaseState::Closed || !view.can(accounts::Act::SendMemo)) {
        return;
    }
    const auto term = view.scope.profile.term("memo");
    web::Act send{.label = fmt::format("{}を送る", term), .path = view.path("/memos/new")};
    const bool early = view.head.state == casefile::CaseState::Received ||
                       view.head.state == casefile::CaseState::InNetwork;
    (early ? offers.next.acts : offers.next.others).push_back(std::move(send));
    const auto lines = memos_of_case(view.scope, view.head.id);
    if (lines.empty()) return;
    offers.overview.push_back(web::section(
        {.title = std::string(term)}, web::group(web::each(lines, [&](const MemoLine& line) {
            return web::tags::p(
                web::link_to({fmt::format("{} {} → {}", line.number,
                                          view.scope.profile.desk_name(line.from_desk),
                                          view.scope.profile.desk_name(line.to_desk)),
                              "/memos/" + line.id.text()}),
                web::text(" "),
                web::chip({std::string(label_of(line.state)), tone_of(line.state)}));
        }))));
}

}  // namespace kasane::referral
