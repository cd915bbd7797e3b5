#include "intake/inquiry_pages.hpp"

#include <fmt/format.h>

#include <map>

#include "access/office.hpp"
#include "casefile/case_list.hpp"
#include "intake/inquiry_fields.hpp"
#include "intake/inquiry_record.hpp"
#include "intake/inquiry_views.hpp"
#include "intake/screen_inquiry.hpp"
#include "web/form_reading.hpp"

namespace kasane::intake {
namespace {

using casefile::CaseRoom;
using casefile::CaseView;
using web::Html;

constexpr std::size_t a_page = 50;

web::Chip outcome_chip(const ListedInquiry& listed) {
    if (!listed.needs_screening) return {"ケースに追加", web::Tone::Plain};
    if (!listed.outcome) return {"振り分け待ち", web::Tone::Waiting};
    return {std::string(label_of(*listed.outcome)), web::Tone::Good};
}

web::Chip urgency_chip(const access::Scope& scope, const ListedInquiry& listed) {
    const auto& list = scope.profile.codes.list("urgency");
    const auto tone = listed.urgency == "immediate" ? web::Tone::Alert : web::Tone::Plain;
    return {list.label(listed.urgency), tone};
}

web::Row row_of(const access::Scope& scope, const ListedInquiry& listed,
                const people::CaseLabel& label) {
    const auto& codes = scope.profile.codes;
    return {
        .cells = {web::short_day(listed.received_on),
                  web::group(web::text(label.label), casefile::contact_mark(label.contact_warning)),
                  web::text(codes.list("topics").label(listed.primary_topic)),
                  listed.urgency.empty() ? web::text("—") : web::chip(urgency_chip(scope, listed)),
                  web::text(codes.list("contact_method").label(listed.contact_method)),
                  web::chip(outcome_chip(listed))},
        .path = "/inquiries/" + listed.id.text(),
        .tone = listed.needs_screening && !listed.outcome ? web::Tone::Waiting : web::Tone::Plain};
}

Html table_of(access::ReadScope& scope, const std::optional<InquiryId>& after) {
    const auto listed = listed_inquiries(scope, after, a_page);
    std::vector<CaseId> cases;
    for (const auto& each : listed) cases.push_back(each.case_id);
    std::map<CaseId, people::CaseLabel> labels;
    for (auto& label : people::labels_of_cases(scope, cases)) {
        labels.emplace(label.case_id, std::move(label));
    }
    web::DataTable table{
        .caption = "相談の一覧(新しい順)",
        .caption_hidden = true,
        .columns = {{.label = "受付日", .one_line = true},
                    {.label = "世帯"},
                    {.label = "おもな内容"},
                    {.label = "緊急性", .one_line = true},
                    {.label = "受付方法", .one_line = true},
                    {.label = std::string(scope.profile.term("screening")), .one_line = true}}};
    for (const auto& each : listed) {
        table.rows.push_back(row_of(scope, each, labels.at(each.case_id)));
    }
    table.empty = web::empty_state("あなたの窓口で受け付けた相談は、まだありません。",
                                   web::Link{"相談を受け付ける", "/inquiries/new"});
    if (listed.size() == a_page) table.next_path = "/inquiries?after=" + listed.back().id.text();
    if (after) table.first_path = "/inquiries";
    return web::data_table(table);
}

web::Response screening_with(const CaseRoom& room, const web::Request& request,
                             const accounts::Actor& actor,
                             const std::optional<web::Entered>& typed) {
    const auto title = std::string(room.office().profile().term("screening"));
    return room.show(
        request, actor, {"inquiry.screening", "/screening", title},
        [&](CaseView& view, web::PageFrame& frame) -> Html {
            frame.current = "inquiries";
            if (auto possible = casefile::check_step(view.head, casefile::CaseEvent::KeepOwn);
                !possible) {
                return web::refusal_block({.tried = title,
                                           .refusal = possible.refusal(),
                                           .ways = {{"ケースへ戻る", view.path()}}});
            }
            return screening_form(room, request, view, typed);
        },
        typed ? 422 : 200);
}

}  // namespace

web::Response list_page(const CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor) {
    std::optional<InquiryId> after;
    if (const auto last = request.query.get("after"); is_uuid(last)) {
        after = InquiryId(std::string(last));
    }
    return access::show_page(
        room.office(), request, actor, "inquiry.list",
        [&](access::ReadScope& scope, web::PageFrame& frame) {
            frame.title = "相談";
            frame.current = "inquiries";
            frame.ground = "あなたの窓口が受け付けた相談だけを表示しています";
            const Html act = web::when(accounts::may(actor, accounts::Act::ReceiveInquiry), [] {
                return web::tags::p(web::link_to({"相談を受け付ける", "/inquiries/new"}));
            });
            return web::group(act, table_of(scope, after));
        });
}

web::Response screening_page(const CaseRoom& room, const web::Request& request,
                             const accounts::Actor& actor) {
    return screening_with(room, request, actor, std::nullopt);
}

web::Response screening_sent(const CaseRoom& room, const casefile::Events& events,
                             const web::Request& request, const accounts::Actor& actor) {
    const auto& profile = room.office().profile();
    web::FormReader form(request.form);
    ScreeningRequest wanted{.case_id = casefile::case_of(request)};
    if (form.version() > 0) wanted.expected_version = form.version();
    if (const auto screening = read_screening(form, profile)) {
        wanted.screening = *screening;
    } else {
        form.add_error("screening_reason", "どうするかを、ボタンで選んでください。");
    }
    if (form.ok()) {
        auto screened = screen_inquiry(room.office().town, actor, events, wanted);
        if (screened) return web::see_other(screened->next_path);
        if (screened.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor, profile.term("screening"),
                                        screened.refusal());
        }
        form.add_error(screened.refusal());
    }
    return screening_with(room, request, actor, form.entered());
}

void offer_intake(const CaseView& view, casefile::CaseOffers& offers) {
    if (view.can(accounts::Act::ReceiveInquiry)) {
        const bool noticed = view.head.state == casefile::CaseState::Noticed;
        web::Act receive{.label = noticed ? "相談として受け付ける" : "相談を追加で受け付ける",
                         .path = "/inquiries/new?case=" + view.head.id.text()};
        if (noticed) offers.next.sentence = "だれのことか、何に困っているかを確かめます。";
        (noticed ? offers.next.acts : offers.next.others).push_back(std::move(receive));
    }
    const auto newest = inquiry_to_screen(view.scope, view.reading);
    if (newest && !casefile::is_over(view.head.state)) {
        const auto inquiry = find_inquiry(view.scope, view.reading, *newest);
        ensure(inquiry.has_value(), "what may be read is found");
        auto notice = report_duty_notice(view, *inquiry);
        if (!notice.empty()) offers.overview.push_back(std::move(notice));
    }
    if (view.head.state != casefile::CaseState::Received ||
        !view.can(accounts::Act::ScreenInquiry)) {
        return;
    }
    const auto screening = std::string(view.scope.profile.term("screening"));
    offers.next.sentence = fmt::format("受け付けた相談の{}を決めます", screening);
    if (newest) {
        offers.next.acts.push_back({.label = "相談の内容を読み、" + screening + "を決める",
                                    .path = "/inquiries/" + newest->text()});
    } else {
        offers.next.acts.push_back(
            {.label = screening + "を決める", .path = view.path("/screening")});
    }
}

std::vector<accounts::PageRoute> inquiry_routes(const CaseRoom& room,
                                                const casefile::Events& events) {
    using accounts::Act;
    using web::Method;
    const auto page = [&room](auto handler) {
        return [&room, handler](const web::Request& request, const accounts::Actor& actor) {
            return handler(room, request, actor);
        };
    };
    const auto sent = [&room, &events](auto handler) {
        return
            [&room, &events, handler](const web::Request& request, const accounts::Actor& actor) {
                return handler(room, events, request, actor);
            };
    };
    return {
        {Method::Get, "/inquiries", Act::ReadCases, page(list_page)},
        {Method::Get, "/inquiries/new", Act::ReceiveInquiry, page(new_page)},
        {Method::Post, "/inquiries", Act::ReceiveInquiry, sent(inquiry_sent)},
        {Method::Get, "/inquiries/{inquiry}", Act::ReadCases, page(inquiry_page)},
        {Method::Get, "/inquiries/{inquiry}/attachments/{attachment}", Act::ReadCases,
         page(attachment_file)},
        {Method::Get, "/cases/{case}/screening", Act::ScreenInquiry, page(screening_page)},
        {Method::Post, "/cases/{case}/screening", Act::ScreenInquiry, sent(screening_sent)},
    };
}

}  // namespace kasane::intake
