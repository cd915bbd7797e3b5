#include "conference/convene_pages.hpp"

#include <fmt/format.h>

#include "conference/conference_rules.hpp"
#include "conference/convene_sitting.hpp"
#include "conference/sittings.hpp"
#include "web/form_reading.hpp"

namespace kasane::conference {
namespace {

using casefile::CaseRoom;
using web::Html;

/// The case, and perhaps the plan, that the meeting is wanted for; both go along to the agenda.
struct WantedFor {
    std::string case_id;
    std::string plan;

    [[nodiscard]] std::string query() const {
        if (case_id.empty()) return {};
        return "?case=" + case_id + (plan.empty() ? "" : "&plan=" + plan);
    }
};

WantedFor wanted_for(const web::Request& request) {
    const auto id = [&](std::string_view name) {
        const auto asked = request.query.get(name);
        const auto value = asked.empty() ? request.form.get(name) : asked;
        return is_uuid(value) ? std::string(value) : std::string();
    };
    return {id("case"), id("plan")};
}

/// What is convened already comes first: a meeting takes many cases.
Html convened_already(access::Scope& scope, const WantedFor& wanted) {
    if (wanted.case_id.empty()) return {};
    const auto coming = coming_sittings(scope);
    if (coming.empty()) return {};
    web::DataTable table{
        .caption = "招集済みの会議",
        .caption_hidden = true,
        .columns = {{.label = "会議"}, {.label = "開催日", .one_line = true}, {.label = "場所"}}};
    for (const auto& sitting : coming) {
        table.rows.push_back(
            {.cells = {web::text(meeting_name(scope.profile, sitting) + "の議題にする"),
                       web::text(japanese_date_with_weekday(sitting.held_on) + " " +
                                 sitting.starts_at),
                       web::text(sitting.place.empty() ? "—" : sitting.place)},
             .path =
                 fmt::format("/conferences/{}/items/new{}", sitting.id.text(), wanted.query())});
    }
    return web::group(web::section({.title = "招集済みの会議の議題にする"}, web::data_table(table)),
                      web::tags::h2(web::text("新しく招集する")));
}

std::vector<web::Choice> meeting_choices(const municipality::Profile& profile) {
    std::vector<web::Choice> meetings;
    for (const auto& meeting : profile.meetings) {
        if (!frame_of(meeting)) continue;
        meetings.push_back(
            {.code = meeting.key.text(),
             .label = meeting.local_name,
             .help = meeting.type == municipality::MeetingType::SupportConference
                         ? "支援会議(社会福祉法106条の6)。本人の同意がなくても開けます。"
                           "参加する人には守秘義務があります。"
                         : "重層的支援会議。本人の同意がある方についてだけ話し合います。"});
    }
    return meetings;
}

Html convene_form(const CaseRoom& room, const web::Request& request, access::Scope& scope,
                  const std::optional<web::Entered>& typed) {
    using namespace web;
    const auto [entered, tokens] =
        access::open_form(room.office(), request, scope, "sitting", typed);
    const auto wanted = wanted_for(request);
    const Html fields = group(
        hidden_field("case", wanted.case_id), hidden_field("plan", wanted.plan),
        radio_area({.name = "meeting",
                    .legend = "会議",
                    .required = true,
                    .groups = ungrouped(meeting_choices(scope.profile))},
                   entered),
        field_row({date_field({.name = "held_on", .label = "開催日", .required = true}, entered),
                   text_field({.name = "starts_at",
                               .label = "開始時刻",
                               .help = "例: 14:00",
                               .width = FieldWidth::Short,
                               .kind = TextKind::Time},
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
             .cancel_path = wanted.case_id.empty() ? "/conferences" : "/cases/" + wanted.case_id}));
    return group(error_summary(entered), convened_already(scope, wanted),
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
        web::status_of(typed));
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
    wanted.starts_at = form.time_of_day("starts_at", "開始時刻");
    wanted.place = form.text("place", "場所");
    wanted.form = form.choice<SittingForm>("form", "開き方").value_or(SittingForm::InRoom);
    const WantedFor wanted_case{form.id("case", "ケース").value_or(""),
                                form.id("plan", "プラン").value_or("")};
    if (form.ok()) {
        auto sitting = convene_sitting(room.office().town, actor, wanted);
        if (sitting) {
            return web::see_other(
                fmt::format("/conferences/{}/items/new{}", sitting->text(), wanted_case.query()));
        }
        if (sitting.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor, "会議の招集",
                                        sitting.refusal());
        }
        form.add_error(sitting.refusal());
    }
    return convene_page(room, request, actor, form.entered());
}

}  // namespace

std::vector<accounts::PageRoute> convene_routes(const CaseRoom& room) {
    using web::Method;
    const auto convene = accounts::Act::ConveneConference;
    return {
        {Method::Get, "/conferences/new", convene,
         [&room](const auto& request, const auto& actor) {
             return convene_page(room, request, actor, std::nullopt);
         }},
        {Method::Post, "/conferences", convene, [&room](const auto& request, const auto& actor) {
             return convened(room, request, actor);
         }}};
}

}  // namespace kasane::conference
