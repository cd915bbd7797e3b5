#include "conference/take_off_pages.hpp"

#include <fmt/format.h>

#include "conference/conference_rules.hpp"
#include "conference/sittings.hpp"
#include "conference/take_off_agenda.hpp"
#include "web/form_reading.hpp"

namespace kasane::conference {
namespace {

using casefile::CaseRoom;
using web::Html;

std::string path_of(const AgendaItemId& item) {
    return fmt::format("/conference-items/{}/take-off", item.text());
}

/// What closes, before it is done.
std::string what_closes(const TakeOffView& view) {
    if (view.item.frame != Frame::SupportConference) {
        return "招集された人の予定から外れます。同意に基づく閲覧は、変わりません。";
    }
    return fmt::format(
        "招集された{}人の予定から外れます。この議題の資料は、いま開いている{}人にも、"
        "すぐに閉じます。",
        view.convened, view.opened);
}

web::Response take_off_with(const CaseRoom& room, const web::Request& request,
                            const accounts::Actor& actor,
                            const std::optional<web::Entered>& typed) {
    const AgendaItemId id(std::string(request.parameter("item")));
    return access::show_page(
        room.office(), request, actor, "conference.take_off",
        [&](access::ReadScope& scope, web::PageFrame& frame) -> std::optional<Html> {
            const auto view = view_to_take_off(scope, id);
            if (!view) return std::nullopt;
            const auto& item = view->item;
            const auto& sitting = view->sitting;
            scope.log.listed(item.case_id);
            const auto back = "/conferences/" + sitting.id.text();
            frame.title = fmt::format("議題{}を外す", item.position);
            frame.current = "conferences";
            frame.above_title = fmt::format("{} {}", meeting_name(scope.profile, sitting),
                                            japanese_date(sitting.held_on));
            frame.breadcrumb = {{"会議", "/conferences"}, {frame.above_title, back}};
            using namespace web;
            if (!tends_agenda(scope)) {
                return group(
                    notice({.kind = NoticeKind::Information,
                            .title = "議題を外せるのは、会議の事務局だけです",
                            .body = text(fmt::format(
                                "{}に依頼してください。",
                                scope.profile.desk_name(scope.profile.coordinating_desk)))}),
                    tags::p(link_to({"会議に戻る", back})));
            }
            if (!view->possible) {
                const auto& refusal = view->possible.refusal();
                return group(notice({.kind = NoticeKind::Information,
                                     .title = refusal.message,
                                     .body = text(refusal.instead)}),
                             tags::p(link_to({"会議に戻る", back})));
            }
            const auto [entered, tokens] = access::open_form(
                room.office(), request, scope, "take-off:" + id.text(), typed, item.version);
            const bool support = item.frame == Frame::SupportConference;
            return group(
                error_summary(entered), tags::p(text(what_closes(*view))),
                post_form(
                    {.action = path_of(id), .tokens = tokens},
                    group(long_text_field(
                              {.name = "reason",
                               .label = "外す理由",
                               .help = support ? "ケースの経過に残り、経過を読める窓口に見えます。"
                                                 "支援会議で知ったことは、書かないでください。"
                                               : "ケースの経過に残り、経過を読める窓口に見えます。",
                               .required = true,
                               .rows = 3},
                              entered),
                          submit_row(
                              {.buttons = {{.label = "議題から外す", .kind = ButtonKind::Danger}},
                               .cancel_label = "やめて戻る",
                               .cancel_path = back}))));
        },
        web::status_of(typed));
}

web::Response take_off_sent(const CaseRoom& room, const web::Request& request,
                            const accounts::Actor& actor) {
    web::FormReader form(request.form);
    TakeOff wanted{.item = AgendaItemId(std::string(request.parameter("item")))};
    wanted.reason =
        form.long_text("reason", "外す理由", {web::long_characters, web::Need::Required});
    if (form.ok()) {
        auto done = take_off_agenda(room.office().town, actor, wanted);
        if (done) return web::see_other("/conferences/" + done->text());
        if (done.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor, "議題を外すこと",
                                        done.refusal());
        }
        form.add_error(done.refusal());
    }
    return take_off_with(room, request, actor, form.entered());
}

}  // namespace

Html take_off_link(access::Scope& scope, const Sitting& sitting, const AgendaItem& item) {
    if (!tends_agenda(scope) || !may_take_off(scope, sitting, item)) return {};
    return web::link_to({fmt::format("議題{}を外す", item.position), path_of(item.id)});
}

Html take_off_part(access::Scope& scope, const Sitting& sitting,
                   const std::vector<AgendaItem>& items) {
    using namespace web;
    if (!tends_agenda(scope)) return {};
    Html links;
    for (const auto& item : items) {
        auto link = take_off_link(scope, sitting, item);
        if (!link.empty()) links += tags::li(std::move(link));
    }
    Html over;
    for (const auto& item : taken_off_of(scope, sitting.id)) {
        over += tags::p(text(fmt::format("議題{}は、{}に外されました({})。", item.position,
                                         japanese_date(item.at.date_in_japan()), item.by_name)));
    }
    return group(std::move(over),
                 links.empty() ? Html() : more("議題を外す", tags::ul(std::move(links))));
}

std::vector<accounts::PageRoute> take_off_routes(const CaseRoom& room) {
    using web::Method;
    const auto convene = accounts::Act::ConveneConference;
    constexpr std::string_view path = "/conference-items/{item}/take-off";
    return {{Method::Get, path, convene,
             [&room](const auto& request, const auto& actor) {
                 return take_off_with(room, request, actor, std::nullopt);
             }},
            {Method::Post, path, convene, [&room](const auto& request, const auto& actor) {
                 return take_off_sent(room, request, actor);
             }}};
}

}  // namespace kasane::conference
