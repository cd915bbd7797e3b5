#include <fmt/format.h>

#include <algorithm>

#include "accounts/staff.hpp"
#include "conference/conference_pages.hpp"
#include "conference/convene_sitting.hpp"
#include "conference/item_reading.hpp"
#include "conference/record_minutes.hpp"
#include "conference/role_pages.hpp"
#include "conference/sittings.hpp"
#include "web/form_reading.hpp"

namespace kasane::conference {
namespace {

using casefile::CaseRoom;
using web::Html;

std::string meeting_name(const municipality::Profile& profile, const Sitting& sitting) {
    const auto* meeting = profile.find_meeting(sitting.meeting);
    return meeting == nullptr ? std::string(label_of(sitting.type)) : meeting->local_name;
}

bool hosts(const access::Scope& scope) {
    return accounts::may(scope.actor, accounts::Act::ConveneConference);
}

web::Response list_page(const CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor) {
    return access::show_page(
        room.office(), request, actor, "conference.list",
        [](access::ReadScope& scope, web::PageFrame& frame) {
            frame.title = "会議";
            frame.current = "conferences";
            web::DataTable table{.caption = "会議の一覧",
                                 .caption_hidden = true,
                                 .columns = {{.label = "開催日", .one_line = true},
                                             {.label = "会議"},
                                             {.label = "場所"},
                                             {.label = "議題", .numeric = true},
                                             {.label = "状態", .one_line = true}}};
            for (const auto& sitting : sittings_for(scope, hosts(scope), 50)) {
                const auto items = items_of(scope, sitting.id);
                for (const auto& item : items) scope.log.listed(item.case_id);
                table.rows.push_back(
                    {.cells = {web::day(sitting.held_on),
                               web::text(meeting_name(scope.profile, sitting)),
                               web::text(sitting.place.empty() ? "—" : sitting.place),
                               web::text(std::to_string(items.size())),
                               web::chip({std::string(label_of(sitting.state)),
                                          sitting.state == SittingState::Convened
                                              ? web::Tone::Waiting
                                              : web::Tone::Quiet})},
                     .path = "/conferences/" + sitting.id.text()});
            }
            table.empty = web::empty_state(
                hosts(scope) ? "会議は、まだ招集されていません。"
                             : "あなたが招集された会議はありません。",
                hosts(scope) ? std::optional(web::Link{"会議を招集する", "/conferences/new"})
                             : std::nullopt);
            Html made = web::data_table(table);
            if (hosts(scope)) made += web::link_to({"会議を招集する", "/conferences/new"});
            return made;
        });
}

Html convene_form(const CaseRoom& room, const web::Request& request, access::Scope& scope,
                  const std::optional<web::Entered>& typed) {
    using namespace web;
    const auto [entered, tokens] =
        access::open_form(room.office(), request, scope, "sitting", typed);
    std::vector<Choice> meetings;
    for (const auto& meeting : scope.profile.meetings) {
        if (meeting.type != municipality::MeetingType::SupportConference &&
            meeting.type != municipality::MeetingType::CoordinationConference) {
            continue;
        }
        meetings.push_back(
            {.code = meeting.key.text(),
             .label = meeting.local_name,
             .help = meeting.type == municipality::MeetingType::SupportConference
                         ? "支援会議(社会福祉法106条の6)。本人の同意がなくても開けます。"
                           "参加する人には守秘義務があります。"
                         : "重層的支援会議。本人の同意がある方についてだけ話し合います。"});
    }
    const std::string back(request.query.get("case"));
    const Html fields = group(
        hidden_field("case", back),
        radio_area(
            {.name = "meeting", .legend = "会議", .required = true, .groups = ungrouped(meetings)},
            entered),
        field_row({date_field({.name = "held_on", .label = "開催日", .required = true}, entered),
                   text_field({.name = "starts_at",
                               .label = "開始時刻",
                               .help = "例: 14:00",
                               .width = FieldWidth::Short},
                              entered)}),
        text_field({.name = "place", .label = "場所"}, entered),
        radio_area({.name = "form",
                    .legend = "開き方",
                    .values = {"in_room"},
                    .groups = ungrouped(choices_of<SittingForm>()),
                    .dense = true},
                   entered),
        submit_row(
            {.buttons = {{.label = "会議を招集する",
                          .explanation = "次の画面で、議題にするケースと参加する人を選びます"}},
             .cancel_label = "やめて戻る",
             .cancel_path = "/conferences"}));
    return group(error_summary(entered),
                 post_form({.action = "/conferences", .tokens = tokens}, fields));
}

web::Response convene_page(const CaseRoom& room, const web::Request& request,
                           const accounts::Actor& actor, const std::optional<web::Entered>& typed) {
    return access::show_page(
        room.office(), request, actor, "conference.form",
        [&](access::ReadScope& scope, web::PageFrame& frame) -> std::optional<Html> {
            // The case it is convened for, when it was called from one: it must be the reader's.
            const std::string back(request.query.get("case"));
            if (!back.empty() && !access::CaseReading::open(scope, CaseId(back))) {
                return std::nullopt;
            }
            frame.title = "会議を招集する";
            frame.current = "conferences";
            frame.breadcrumb = {{"会議", "/conferences"}};
            return convene_form(room, request, scope, typed);
        },
        typed ? 422 : 200);
}

web::Response convened(const CaseRoom& room, const web::Request& request,
                       const accounts::Actor& actor) {
    using web::Need;
    web::FormReader form(request.form);
    ConveneSitting wanted;
    std::vector<std::string> meetings;
    for (const auto& meeting : room.office().profile().meetings) {
        meetings.push_back(meeting.key.text());
    }
    wanted.meeting = municipality::MeetingKey(
        form.code("meeting", "会議", meetings, Need::Required).value_or(""));
    wanted.held_on = form.date("held_on", "開催日", Need::Required);
    wanted.starts_at = form.text("starts_at", "開始時刻", {5});
    wanted.place = form.text("place", "場所");
    wanted.form = form.choice<SittingForm>("form", "開き方").value_or(SittingForm::InRoom);
    const auto for_case = form.id("case", "ケース");
    if (form.ok()) {
        auto sitting = convene_sitting(room.office().town, actor, wanted);
        if (sitting) {
            return web::see_other(fmt::format("/conferences/{}{}{}", sitting->text(),
                                              for_case ? "/items/new?case=" : "",
                                              for_case.value_or("")));
        }
        if (sitting.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor, "会議の招集",
                                        sitting.refusal());
        }
        form.add_error(sitting.refusal());
    }
    return convene_page(room, request, actor, form.entered());
}

/// One agenda item in a list: the label only for those who may read it.
Html item_line(access::Scope& scope, const AgendaItem& item) {
    const auto view = read_item(scope, item.id);
    if (!view) {
        return web::tags::li(web::text("議題(あなたには招集されていません)"));
    }
    auto state = view->awaits_notice ? web::chip({"守秘義務の確認が必要です", web::Tone::Waiting})
                 : view->item.recorded_at ? web::chip({"記録あり", web::Tone::Good})
                                          : web::chip({"未記録", web::Tone::Plain});
    return web::tags::li(
        web::link_to({fmt::format("議題{} {}", item.position, label_of(item.purpose)),
                      "/conference-items/" + item.id.text()}),
        web::text(" "), state);
}

Html cancel_form(const CaseRoom& room, const web::Request& request, access::ReadScope& scope,
                 const std::vector<AgendaItem>& items, const Sitting& sitting,
                 const std::optional<web::Entered>& typed) {
    using namespace web;
    const bool recorded = std::ranges::any_of(
        items, [](const AgendaItem& item) { return item.recorded_at.has_value(); });
    if (recorded) return {};
    const auto [entered, tokens] =
        access::open_form(room.office(), request, scope, "cancel-sitting:" + sitting.id.text(),
                          typed, sitting.version);
    return more(
        "会議を中止する",
        group(error_summary(entered),
              post_form(
                  {.action = fmt::format("/conferences/{}/cancel", sitting.id.text()),
                   .tokens = tokens},
                  group(text_field({.name = "reason",
                                    .label = "中止の理由",
                                    .required = true,
                                    .width = FieldWidth::Full},
                                   entered),
                        submit_row({.buttons = {{.label = "この会議を中止する",
                                                 .kind = ButtonKind::Danger,
                                                 .explanation =
                                                     "議題のケースの経過に、理由が残ります"}}})))),
        entered.present());
}

web::Response sitting_with(const CaseRoom& room, const web::Request& request,
                           const accounts::Actor& actor, const std::optional<web::Entered>& typed) {
    const SittingId id(std::string(request.parameter("sitting")));
    return access::show_page(
        room.office(), request, actor, "conference.sitting",
        [&](access::ReadScope& scope, web::PageFrame& frame) -> std::optional<Html> {
            if (!is_uuid(id.text())) return std::nullopt;
            if (!hosts(scope) && !is_convened_to(scope, id)) return std::nullopt;
            const auto sitting = select_sitting(scope, id);
            if (!sitting) return std::nullopt;
            const auto items = items_of(scope, id);
            frame.current = "conferences";
            frame.breadcrumb = {{"会議", "/conferences"}};
            frame.title = fmt::format("{} {}", meeting_name(scope.profile, *sitting),
                                      japanese_date(sitting->held_on));
            frame.beside_title = web::chip(
                {std::string(label_of(sitting->state)),
                 sitting->state == SittingState::Convened ? web::Tone::Waiting : web::Tone::Quiet});
            Html made =
                web::facts({{"開催", web::text(japanese_date_with_weekday(sitting->held_on) + " " +
                                               sitting->starts_at)},
                            {"場所", web::text(sitting->place)},
                            {"開き方", web::text(label_of(sitting->form))}});
            made += web::section({.title = "議題"},
                                 items.empty()
                                     ? web::empty_state("議題はまだありません。")
                                     : web::tags::ol(web::each(items, [&](const AgendaItem& item) {
                                           return item_line(scope, item);
                                       })));
            if (hosts(scope) && sitting->state == SittingState::Convened) {
                // An item begins from its case, which the address of its form has to name.
                made += web::tags::p(web::text("議題は、ケースの「議題にする」から足します。 "),
                                     web::link_to({"ケースの一覧へ", "/cases"}));
                made += web::post_form(
                    {.action = fmt::format("/conferences/{}/confirm", id.text()),
                     .tokens = room.office().tokens(request, actor, "")},
                    web::submit_row(
                        {.buttons = {{.label = "会議録を確定する",
                                      .kind = web::ButtonKind::Other,
                                      .explanation =
                                          "確定すると書き換えられません。支援会議の資料は、"
                                          "町の取決めの日数が過ぎると閉じます"}}}));
                made += cancel_form(room, request, scope, items, *sitting, typed);
            }
            return made;
        },
        typed ? 422 : 200);
}

web::Response sitting_page(const CaseRoom& room, const web::Request& request,
                           const accounts::Actor& actor) {
    return sitting_with(room, request, actor, std::nullopt);
}

web::Response cancel_sent(const CaseRoom& room, const web::Request& request,
                          const accounts::Actor& actor) {
    const SittingId id(std::string(request.parameter("sitting")));
    web::FormReader form(request.form);
    const auto reason =
        form.text("reason", "中止の理由", {web::line_characters, web::Need::Required});
    if (form.ok()) {
        auto done = cancel_sitting(room.office().town, actor, id, reason);
        if (done) return web::see_other("/conferences/" + id.text());
        if (done.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor, "会議の中止",
                                        done.refusal());
        }
        form.add_error(done.refusal());
    }
    return sitting_with(room, request, actor, form.entered());
}

web::Response confirm_sent(const CaseRoom& room, const web::Request& request,
                           const accounts::Actor& actor) {
    const SittingId id(std::string(request.parameter("sitting")));
    auto done = confirm_minutes(room.office().town, actor, id);
    if (!done) {
        return access::refusal_page(room.office(), request, actor, "会議録の確定", done.refusal());
    }
    return web::see_other("/conferences/" + id.text());
}

}  // namespace

std::vector<accounts::PageRoute> conference_routes(const CaseRoom& room) {
    using web::Method;
    const auto convene = accounts::Act::ConveneConference;
    const auto take_part = accounts::Act::TakePartInConference;
    std::vector<accounts::PageRoute> routes{
        {Method::Get, "/conferences", take_part,
         [&room](const auto& request, const auto& actor) {
             return list_page(room, request, actor);
         }},
        {Method::Get, "/conferences/new", convene,
         [&room](const auto& request, const auto& actor) {
             return convene_page(room, request, actor, std::nullopt);
         }},
        {Method::Post, "/conferences", convene,
         [&room](const auto& request, const auto& actor) {
             return convened(room, request, actor);
         }},
        {Method::Get, "/conferences/{sitting}", take_part,
         [&room](const auto& request, const auto& actor) {
             return sitting_page(room, request, actor);
         }},
        {Method::Post, "/conferences/{sitting}/cancel", convene,
         [&room](const auto& request, const auto& actor) {
             return cancel_sent(room, request, actor);
         }},
        {Method::Post, "/conferences/{sitting}/confirm", accounts::Act::RecordMinutes,
         [&room](const auto& request, const auto& actor) {
             return confirm_sent(room, request, actor);
         }},
    };
    for (auto& route : item_routes(room)) routes.push_back(std::move(route));
    for (auto& route : role_routes(room.office())) routes.push_back(std::move(route));
    for (auto& route : lead_routes(room)) routes.push_back(std::move(route));
    return routes;
}

void offer_conferences(const casefile::CaseView& view, casefile::CaseOffers& offers) {
    if (!view.reading.stands_on(access::Basis::Coordination) ||
        !view.can(accounts::Act::ConveneConference)) {
        return;
    }
    const auto& profile = view.scope.profile;
    web::Act act{.label = "会議を招集し、議題にする",
                 .path = "/conferences/new?case=" + view.head.id.text(),
                 .explanation = fmt::format("{}・{}", profile.support_conference().local_name,
                                            profile.coordination_conference().local_name)};
    // In プラン案 the plan itself is put on the agenda; see what its room offers.
    const bool now = view.head.state == casefile::CaseState::Evaluating ||
                     view.head.state == casefile::CaseState::ReachingOut;
    (now ? offers.next.acts : offers.next.others).push_back(std::move(act));
    if (view.can(accounts::Act::DecideLeadAgency)) {
        offers.next.others.push_back(
            {.label = fmt::format("{}を決める", profile.term("lead_agency")),
             .path = view.path("/lead")});
    }
    Html list;
    for (const auto& item : items_of_case(view.scope, view.head.id)) {
        list += item_line(view.scope, item);
    }
    if (!list.empty()) {
        offers.overview.push_back(web::section({.title = "会議"}, web::tags::ul(list)));
    }
}

}  // namespace kasane::conference
