#include "conference/agenda_pages.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "accounts/staff.hpp"
#include "casefile/case_list.hpp"
#include "conference/convene_sitting.hpp"
#include "conference/sittings.hpp"
#include "web/form_reading.hpp"

namespace kasane::conference {
namespace {

using casefile::CaseRoom;
using web::Html;

/// Everybody who can be convened, the desks of the meeting's own members first.
std::vector<web::ChoiceGroup> staff_by_desk(access::Scope& scope, const Sitting& sitting) {
    const auto* meeting = scope.profile.find_meeting(sitting.meeting);
    std::vector<DeskId> members;
    if (meeting != nullptr) members = scope.profile.member_desks(*meeting, scope.today());
    web::ChoiceGroup of_meeting{.label = "この会議の構成員"};
    web::ChoiceGroup others{.label = "ほかの窓口"};
    for (const auto& person : accounts::staff_on(scope.rows, scope.today())) {
        if (person.account == scope.actor.account) continue;
        const bool member = std::ranges::find(members, person.desk) != members.end();
        (member ? of_meeting : others)
            .choices.push_back({.code = person.account.text(),
                                .label = person.name,
                                .help = std::string(scope.profile.desk_name(person.desk))});
    }
    std::vector<web::ChoiceGroup> groups;
    for (auto* group : {&of_meeting, &others}) {
        if (!group->choices.empty()) groups.push_back(std::move(*group));
    }
    return groups;
}

/// 「たつのまるごと会議 令和8年11月26日」
std::string sitting_title(const municipality::Profile& profile, const Sitting& sitting) {
    return fmt::format("{} {}", meeting_name(profile, sitting), japanese_date(sitting.held_on));
}

/// Without a case: the reader's coordinated cases, each leading to the form.
web::Response choose_case_page(const CaseRoom& room, const web::Request& request,
                               const accounts::Actor& actor) {
    const SittingId id(std::string(request.parameter("sitting")));
    const std::string path = fmt::format("/conferences/{}/items/new", id.text());
    return access::show_page(
        room.office(), request, actor, "conference.choose_case",
        [&](access::ReadScope& scope, web::PageFrame& frame) -> std::optional<Html> {
            const auto sitting = is_uuid(id.text()) ? select_sitting(scope, id) : std::nullopt;
            if (!sitting) return std::nullopt;
            frame.title = "議題にするケースを選ぶ";
            frame.above_title = sitting_title(scope.profile, *sitting);
            frame.current = "conferences";
            frame.breadcrumb = {{"会議", "/conferences"},
                                {frame.above_title, "/conferences/" + id.text()}};
            frame.ground = "多機関協働で担当しているケースだけを表示しています";
            std::optional<CaseId> after;
            if (const auto asked = request.query.get("after"); is_uuid(asked)) {
                after = CaseId(std::string(asked));
            }
            const auto listed = casefile::coordinated_cases(scope, after);
            auto table = casefile::case_table(scope, listed, "多機関協働のケース(新しい順)");
            table.caption_hidden = true;
            for (std::size_t i = 0; i < listed.size(); ++i) {
                table.rows[i].path = fmt::format("{}?case={}", path, listed[i].case_id.text());
            }
            table.empty = web::empty_state(
                "議題にできるケースは、まだありません。多機関協働で受理したケースが、ここに並びます。");
            if (listed.size() == casefile::a_page_of_cases) {
                table.next_path = fmt::format("{}?after={}", path, listed.back().case_id.text());
            }
            if (after) table.first_path = path;
            return web::data_table(table);
        });
}

/// Adding a case: first the case (from its own page), then whom it is about and who comes.
web::Response new_item_page(const CaseRoom& room, const web::Request& request,
                            const accounts::Actor& actor,
                            const std::optional<web::Entered>& typed) {
    const auto carried = [&](std::string_view name) {
        const auto asked = request.query.get(name);
        return std::string(asked.empty() ? request.form.get(name) : asked);
    };
    const auto case_text = carried("case");
    const auto plan = carried("plan");
    const std::string sitting(request.parameter("sitting"));
    const CaseRoom::Page page{
        .name = "conference.item_form",
        .tab = "",
        .title = "会議の議題にする",
        .find_case = [&](access::Scope&) { return std::optional(CaseId(case_text)); }};
    return room.show(
        request, actor, page,
        [&](casefile::CaseView& view, web::PageFrame& frame) -> std::optional<Html> {
            const auto held =
                is_uuid(sitting) ? select_sitting(view.scope, SittingId(sitting)) : std::nullopt;
            if (!held) return std::nullopt;
            using namespace web;
            frame.title = sitting_title(view.scope.profile, *held) + "の議題にする";
            const auto [entered, tokens] =
                access::open_form(room.office(), request, view.scope,
                                  fmt::format("item:{}:{}", sitting, case_text), typed);
            std::vector<Choice> persons;
            const bool by_consent = held->type == municipality::MeetingType::CoordinationConference;
            for (const auto& person : view.persons) {
                const bool possible = !by_consent || person.track == access::Track::Consented;
                persons.push_back(
                    {.code = person.id.text(),
                     .label = person.name.reveal(),
                     .help = std::string(label_of(person.track)),
                     .not_possible = possible ? "" : "同意がないため、この会議では扱えません"});
            }
            const Html fields = group(
                hidden_field("case", case_text), hidden_field("plan", plan),
                radio_area(
                    {.name = "purpose",
                     .legend = "目的",
                     .values = {plan.empty() ? std::string()
                                             : std::string(code_of(Purpose::PlanAppropriateness))},
                     .required = true,
                     .groups = ungrouped(choices_of<Purpose>())},
                    entered),
                check_area({.name = "subjects",
                            .legend = "だれについて",
                            .required = true,
                            .groups = ungrouped(persons)},
                           entered),
                long_text_field(
                    {.name = "question", .label = "話し合いたいこと", .required = true, .rows = 4},
                    entered),
                check_area({.name = "members",
                            .legend = "参加する人",
                            .required = true,
                            .groups = staff_by_desk(view.scope, *held)},
                           entered),
                submit_row({.buttons = {{.label = "議題にして招集する",
                                         .explanation =
                                             "選んだ人に届きます。資料は、支援会議では守秘義務の"
                                             "確認のあと、重層的支援会議では同意の範囲で開きます"}},
                            .cancel_label = "やめて戻る",
                            .cancel_path = "/conferences/" + sitting}));
            return group(error_summary(entered),
                         post_form({.action = fmt::format("/conferences/{}/items", sitting),
                                    .tokens = tokens},
                                   fields));
        },
        web::status_of(typed));
}

web::Response item_sent(const CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor) {
    using web::Need;
    web::FormReader form(request.form);
    PutOnAgenda wanted{.sitting = SittingId(std::string(request.parameter("sitting")))};
    wanted.case_id = CaseId(form.id("case", "ケース", Need::Required).value_or(""));
    wanted.purpose = form.choice<Purpose>("purpose", "目的", Need::Required)
                         .value_or(Purpose::InformationSharing);
    wanted.question =
        form.long_text("question", "話し合いたいこと", {web::long_characters, Need::Required});
    wanted.subjects = form.ids_of<PersonId>("subjects", "だれについて", Need::Required);
    wanted.members = form.ids_of<AccountId>("members", "参加する人", Need::Required);
    if (const auto plan = form.id("plan", "プラン")) wanted.plan = PlanId(*plan);
    if (form.ok()) {
        auto put = put_on_agenda(room.office().town, actor, wanted);
        if (put) {
            auto path = "/conferences/" + wanted.sitting.text();
            const auto dropped = std::min<std::size_t>(put->dropped.size(), 9);
            if (dropped > 0) path += fmt::format("?dropped={}", dropped);
            return web::see_other(path);
        }
        if (put.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor, "会議の議題にすること",
                                        put.refusal());
        }
        form.add_error(put.refusal());
    }
    return new_item_page(room, request, actor, form.entered());
}

}  // namespace

std::vector<accounts::PageRoute> agenda_routes(const CaseRoom& room) {
    using web::Method;
    const auto convene = accounts::Act::ConveneConference;
    return {{Method::Get, "/conferences/{sitting}/items/new", convene,
             [&room](const auto& request, const auto& actor) {
                 return request.query.get("case").empty()
                            ? choose_case_page(room, request, actor)
                            : new_item_page(room, request, actor, std::nullopt);
             }},
            {Method::Post, "/conferences/{sitting}/items", convene,
             [&room](const auto& request, const auto& actor) {
                 return item_sent(room, request, actor);
             }}};
}

}  // namespace kasane::conference
