#include "referral/memo_pages.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/choices.hpp"
#include "access/consent.hpp"
#include "people/person.hpp"
#include "referral/answer_memo.hpp"
#include "referral/memo_box_pages.hpp"
#include "referral/memo_lists.hpp"
#include "referral/memo_reading.hpp"
#include "referral/new_memo_pages.hpp"
#include "referral/see_reply.hpp"
#include "web/form_reading.hpp"

namespace kasane::referral {
namespace {

using web::Html;

/// The button of the coordinating desk beside 「引き受ける」.
constexpr std::string_view to_support_conference = "accept_for_support_conference";

/// Whether the persons the memo names agreed that its receiver may know.
std::string consent_text(access::Scope& scope, const Memo& memo) {
    if (memo.persons.empty()) return "お名前を伏せて送られたメモです。";
    const auto covered = std::ranges::count_if(memo.persons, [&](const PersonId& person) {
        return access::consent_covers(scope, memo.case_id, person, memo.to_desk,
                                      access::Category::Case);
    });
    const auto all = static_cast<std::ptrdiff_t>(memo.persons.size());
    if (covered == all) return "あて先の窓口との情報共有に、同意をいただいています。";
    if (covered == 0) return "あて先の窓口との情報共有の同意は、まだいただいていません。";
    return fmt::format("{}人のうち{}人から、あて先の窓口との情報共有に同意をいただいています。",
                       all, covered);
}

Html letter_of(access::Scope& scope, const MemoView& view) {
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
    part("同意", web::text(consent_text(scope, memo)));
    part("急ぎの度合い", web::text(codes.list("urgency").label(memo.urgency)));
    if (!memo.reason.empty()) {
        part("つなぐ理由", web::text(codes.list("referral_reasons").label(memo.reason)));
    }
    for (const auto& reply : view.replies) {
        letter.replies.push_back(
            {scope.profile.desk_name(reply.by_desk) + " " + reply.by_name,
             japanese_date(reply.at.date_in_japan()) + " " + reply.at.time_in_japan(),
             std::string(told_as(reply.kind)), reply.body.reveal()});
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

/// Who has the memo in hand and until when; for the sender, the button that puts a reply away.
Html next_of(const access::Office& office, const web::Request& request, access::Scope& scope,
             const MemoView& view) {
    const auto& memo = view.memo;
    web::NextStep next{.today = scope.today()};
    if (waits(memo.state)) {
        next.holder = scope.profile.desk_name(memo.to_desk);
        next.until = memo.reply_due_on;
        next.sentence = view.side == Side::Receiver ? "読んで、引き受けるか、返事をします。"
                                                    : "あて先の窓口の返事を待っています。";
    } else if (view.side == Side::Sender && has_unread_reply(scope, memo.id)) {
        next.sentence =
            fmt::format("{}。確認したら「今日」の届いたものから外します。", label_of(memo.state));
        next.acts.push_back({.label = "返事を確認しました",
                             .path = fmt::format("/memos/{}/seen", memo.id.text()),
                             .post = office.tokens(request, scope.actor, "")});
    } else {
        return {};
    }
    return web::next_step(next);
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
        if (row.event == MemoEvent::Accept && memo.to_desk == scope.profile.coordinating_desk) {
            outcomes.push_back(
                {.value = std::string(to_support_conference),
                 .label = "引き受けて支援会議に諮る",
                 .explanation = fmt::format("同意がまだないとき。{}で話し合い、働きかけます",
                                            scope.profile.support_conference().local_name)});
        }
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
            frame.beside_title = web::chip(chip_of(view->memo.state));
            const bool is_protected = people::is_anybody_protected(scope, view->memo.persons);
            Html made = group(web::when(is_protected,
                                        [] {
                                            return web::safety_mark(
                                                "連絡前に確認",
                                                "連絡先や居場所を伏せている方がいます。連絡の前に、"
                                                "送った窓口に確認してください。");
                                        }),
                              next_of(room.office(), request, scope, *view), progress_notice(*view),
                              letter_of(scope, *view),
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
    const bool for_conference = form.act() == to_support_conference;
    const auto event =
        for_conference ? std::optional(MemoEvent::Accept) : from_code<MemoEvent>(form.act());
    if (for_conference) answer.accepted_for = AcceptedFor::SupportConference;
    if (!event) {
        form.add_error("text", "このメモをどうするか、ボタンで選んでください。");
    } else {
        answer.event = *event;
    }
    answer.text = form.long_text("text", "ひとこと");
    const auto& profile = room.office().profile();
    answer.decline_reason = form.code("decline_reason", "お断りする理由",
                                      profile.codes.list("memo_decline_reasons").codes())
                                .value_or("");
    const auto desks = access::desk_codes(profile, room.office().town.clock().today());
    if (const auto desk = form.code("redirect_to", "回す先の窓口", desks)) {
        answer.redirect_to = DeskId(*desk);
    }
    if (form.version() > 0) answer.expected_version = form.version();
    if (form.ok()) {
        auto done = answer_memo(room.office().town, actor, answer);
        if (done) return web::see_other(path_after(answer.memo, *done));
        if (done.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor, label_of(answer.event),
                                        done.refusal());
        }
        form.add_error(done.refusal());
    }
    return memo_with(room, request, actor, form.entered());
}

web::Response reply_seen(const casefile::CaseRoom& room, const web::Request& request,
                         const accounts::Actor& actor) {
    auto seen =
        see_reply(room.office().town, actor, MemoId(std::string(request.parameter("memo"))));
    if (!seen) {
        return access::refusal_page(room.office(), request, actor, "返事の確認", seen.refusal());
    }
    return web::see_other("/");
}

}  // namespace

web::Chip chip_of(MemoState state) {
    const auto tone = [&] {
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
    };
    return {std::string(label_of(state)), tone()};
}

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
        {Method::Post, "/memos/{memo}/seen", accounts::Act::SendMemo,
         [&room](const auto& request, const auto& actor) {
             return reply_seen(room, request, actor);
         }},
        {Method::Post, "/memos/{memo}", accounts::Act::AnswerMemo,
         [&room](const auto& request, const auto& actor) {
             return answer_sent(room, request, actor);
         }},
    };
    for (auto& route : new_memo_routes(room)) routes.push_back(std::move(route));
    return routes;
}

void memo_records(const casefile::CaseView& view, std::vector<web::Link>& records) {
    if (casefile::is_over(view.head.state) || !view.can(accounts::Act::SendMemo)) return;
    records.push_back({fmt::format("{} ({})", view.scope.profile.term("memo"), view.head.number),
                       view.path("/memos/new")});
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
                web::text(" "), web::chip(chip_of(line.state)));
        }))));
}

}  // namespace kasane::referral
