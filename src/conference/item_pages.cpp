#include <fmt/format.h>
#include <fmt/ranges.h>

#include "conference/conference_pages.hpp"
#include "conference/item_form.hpp"
#include "conference/item_members_pages.hpp"
#include "conference/record_minutes.hpp"
#include "conference/release_pages.hpp"
#include "conference/sittings.hpp"
#include "conference/take_off_pages.hpp"
#include "conference/take_part.hpp"
#include "web/form_reading.hpp"

namespace kasane::conference {
namespace {

using casefile::CaseRoom;
using web::Html;

Html roles_table(const access::Scope& scope, const ItemView& view) {
    web::DataTable table{.caption = "決まった役割",
                         .columns = {{.label = "窓口"},
                                     {.label = "すること"},
                                     {.label = "いつまで", .one_line = true},
                                     {.label = "状態", .one_line = true}}};
    for (const auto& role : view.roles) {
        table.rows.push_back(
            {.cells = {web::text(scope.profile.desk_name(role.desk)), web::text(role.what.reveal()),
                       web::deadline(role.until_on, scope.today()),
                       web::text(role.ended_at ? "終わりました" : "進行中")}});
    }
    table.empty = web::empty_state("役割は、まだ決まっていません。");
    return web::data_table(table);
}

Html material_form(const access::Office& office, const web::Request& request, access::Scope& scope,
                   const ItemView& view, const std::optional<web::Entered>& typed) {
    using namespace web;
    if (view.sitting.state != SittingState::Convened) return {};
    const auto [entered, tokens] =
        access::open_form(office, request, scope, "material:" + view.item.id.text(), typed);
    return group(
        error_summary(entered),
        post_form(
            {.action = fmt::format("/conference-items/{}/materials", view.item.id.text()),
             .tokens = tokens},
            group(long_text_field({.name = "text",
                                   .label = "資料・知っていることを出す",
                                   .help = "事実と、聞いたこと・思ったことを分けて書きます。",
                                   .rows = 4},
                                  entered),
                  submit_row({.buttons = {{.label = "資料を出す", .kind = ButtonKind::Other}}}))));
}

Html dropped_notice(const ItemView& view) {
    if (view.dropped.empty()) return {};
    return web::notice(
        {.kind = web::NoticeKind::Warning,
         .title = "同意が及んでいない方がいます",
         .body = web::text(fmt::format(
             "{}人について、参加する窓口への同意がないため、この議題では何も表示しません。",
             view.dropped.size()))});
}

Html item_content(const CaseRoom& room, const web::Request& request, access::ReadScope& scope,
                  const ItemView& view, const std::optional<web::Entered>& typed) {
    const auto& office = room.office();
    auto link = take_off_link(scope, view.sitting, view.item);
    const Html take_off = link.empty() ? Html() : web::tags::p(std::move(link));
    if (view.awaits_notice) {
        return web::group(notice_form(office, request, scope, view),
                          view.hosts ? take_off : Html());
    }
    Html made = dropped_notice(view);
    if (!view.subject_names.empty()) {
        made += web::facts(
            {{"だれについて", web::text(fmt::format("{}", fmt::join(view.subject_names, "、")))}});
    }
    made +=
        web::section({.title = "話し合いたいこと"}, web::written_text(view.item.question.reveal()));
    if (view.item.plan) {
        made += web::tags::p(web::link_to({"プラン案を開く", "/plans/" + view.item.plan->text()}));
    }
    made += web::section({.title = "資料"},
                         web::group(materials_part(scope, view),
                                    material_form(office, request, scope, view, typed)));
    if (!view.item.minutes.empty()) {
        made +=
            web::section({.title = "会議の記録"}, web::written_text(view.item.minutes.reveal()));
    }
    if (view.item.opinion) {
        made += web::section(
            {.title = opinion_title(view.item)},
            web::group(web::chip({std::string(label_of(*view.item.opinion)), web::Tone::Good}),
                       web::written_text(view.item.opinion_note.reveal())));
    }
    made += web::section({.title = "役割分担"}, roles_table(scope, view));
    made += minutes_form(office, request, scope, view, typed);
    made += web::section({.title = "参加する人"},
                         web::group(frame_facts(scope, view), members_table(scope, view),
                                    admission_form(office, request, scope, view, typed)));
    if (view.hosts) {
        made += web::link_to({"このケースを開く", "/cases/" + view.item.case_id.text()});
        made += take_off;
    }
    return made;
}

web::Response after(const CaseRoom& room, const web::Request& request, const accounts::Actor& actor,
                    std::string_view tried, const Result<Done>& done, const std::string& path) {
    if (!done) return access::refusal_page(room.office(), request, actor, tried, done.refusal());
    return web::see_other(path);
}

web::Response notice_accepted(const CaseRoom& room, const web::Request& request,
                              const accounts::Actor& actor) {
    const AgendaItemId id(std::string(request.parameter("item")));
    web::FormReader form(request.form);
    const auto pledge = form.checked("pledge") ? WithPledge::Yes : WithPledge::No;
    return after(room, request, actor, "守秘義務の確認",
                 accept_notice(room.office().town, actor, id, pledge),
                 "/conference-items/" + id.text());
}

web::Response material_sent(const CaseRoom& room, const web::Request& request,
                            const accounts::Actor& actor) {
    web::FormReader form(request.form);
    Contribution contribution{.item = AgendaItemId(std::string(request.parameter("item")))};
    contribution.text = form.long_text("text", "資料", {web::long_characters, web::Need::Required});
    if (form.ok()) {
        auto done = contribute(room.office().town, actor, contribution);
        if (done) return web::see_other("/conference-items/" + contribution.item.text());
        if (done.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor, "資料の提出",
                                        done.refusal());
        }
        form.add_error(done.refusal());
    }
    return item_page(room, request, actor, form.entered());
}

}  // namespace

web::Response item_page(const CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor, const std::optional<web::Entered>& typed) {
    return access::show_page(
        room.office(), request, actor, "conference.item",
        [&](access::ReadScope& scope, web::PageFrame& frame) -> std::optional<Html> {
            const auto view =
                read_item(scope, AgendaItemId(std::string(request.parameter("item"))));
            if (!view) return std::nullopt;
            const auto* meeting = scope.profile.find_meeting(view->sitting.meeting);
            ensure(meeting != nullptr, "a sitting belongs to a meeting of the profile");
            frame.title =
                fmt::format("議題{} {}", view->item.position,
                            view->awaits_notice ? "守秘義務の確認" : label_of(view->item.purpose));
            frame.above_title =
                fmt::format("{} {}", meeting->local_name, japanese_date(view->sitting.held_on));
            frame.beside_title =
                web::chip({std::string(label_of(view->item.frame)), web::Tone::Plain});
            frame.current = "conferences";
            frame.breadcrumb = {{"会議", "/conferences"}};
            // An item can stand open to somebody who was not convened to its sitting.
            if (opens_sitting(scope, view->sitting.id)) {
                frame.breadcrumb.push_back(
                    {frame.above_title, "/conferences/" + view->sitting.id.text()});
            }
            frame.ground = view->ground;
            frame.print.ground = view->ground;
            return item_content(room, request, scope, *view, typed);
        },
        web::status_of(typed));
}

std::vector<accounts::PageRoute> item_routes(const CaseRoom& room) {
    using web::Method;
    const auto take_part = accounts::Act::TakePartInConference;
    const auto page = [&room](auto handler) {
        return [&room, handler](const web::Request& request, const accounts::Actor& actor) {
            return handler(room, request, actor);
        };
    };
    std::vector<accounts::PageRoute> routes{
        {Method::Get, "/conference-items/{item}", take_part,
         [&room](const auto& request, const auto& actor) {
             return item_page(room, request, actor, std::nullopt);
         }},
        {Method::Post, "/conference-items/{item}/notice", take_part, page(notice_accepted)},
        {Method::Post, "/conference-items/{item}/materials", take_part, page(material_sent)},
        {Method::Post, "/conference-items/{item}/minutes", accounts::Act::RecordMinutes,
         page(minutes_sent)},
    };
    for (auto& route : item_member_routes(room)) routes.push_back(std::move(route));
    for (auto& route : take_off_routes(room)) routes.push_back(std::move(route));
    for (auto& route : release_routes(room)) routes.push_back(std::move(route));
    return routes;
}

}  // namespace kasane::conference
