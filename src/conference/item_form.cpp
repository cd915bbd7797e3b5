#include "conference/item_form.hpp"

#include <fmt/format.h>

#include "access/choices.hpp"
#include "conference/conference_rules.hpp"
#include "conference/item_members_pages.hpp"
#include "conference/record_minutes.hpp"
#include "web/form_reading.hpp"

namespace kasane::conference {
namespace {

using web::Html;

constexpr int role_rows = 4;

/// The desks a role can go to. In a 重層的支援会議 those that the consents reach come first, the others
/// say whose consent is missing.
std::vector<web::ChoiceGroup> role_desks(access::Scope& scope, const ItemView& view) {
    auto desks = access::desk_choices(scope);
    if (view.item.frame != Frame::CoordinationConference) return web::ungrouped(std::move(desks));
    web::ChoiceGroup reached{.label = "同意が及んでいる窓口"};
    web::ChoiceGroup others{.label = "同意が及んでいない窓口"};
    for (auto& desk : desks) {
        const auto standing =
            role_standing(scope, view.item.case_id, view.item.subjects, DeskId(desk.code));
        if (standing.possible()) {
            reached.choices.push_back(std::move(desk));
            continue;
        }
        for (const auto place : standing.not_covered) {
            if (place >= view.subject_names.size()) continue;
            desk.not_possible += fmt::format("{}{}さん", desk.not_possible.empty() ? "" : "、",
                                             view.subject_names[place]);
        }
        desk.not_possible += "の同意がありません";
        others.choices.push_back(std::move(desk));
    }
    std::vector<web::ChoiceGroup> groups;
    for (auto* group : {&reached, &others}) {
        if (!group->choices.empty()) groups.push_back(std::move(*group));
    }
    return groups;
}

Html role_row(const std::vector<web::ChoiceGroup>& desks, int row, const web::Entered& entered) {
    using namespace web;
    return field_row(
        {select_field(
             {.name = fmt::format("role{}_desk", row), .label = "機関・窓口", .groups = desks},
             entered),
         text_field({.name = fmt::format("role{}_what", row), .label = "すること"}, entered),
         date_field({.name = fmt::format("role{}_until", row), .label = "いつまで"}, entered)});
}

}  // namespace

std::string opinion_title(const AgendaItem& item) {
    return item.purpose == Purpose::ClosureEvaluation ? "終結・中断についての意見"
                                                      : "プランの適切性";
}

namespace {

Html decisions(access::Scope& scope, const ItemView& view, const web::Entered& entered) {
    using namespace web;
    Html fields;
    const bool about_ending = view.item.purpose == Purpose::ClosureEvaluation;
    const bool about_plan = view.item.frame == Frame::CoordinationConference && view.item.plan;
    if (about_plan || about_ending) {
        fields +=
            radio_area({.name = "opinion",
                        .legend = opinion_title(view.item),
                        .values = {view.item.opinion ? std::string(code_of(*view.item.opinion))
                                                     : std::string()},
                        .groups = ungrouped(choices_of<Opinion>()),
                        .dense = true},
                       entered);
        fields += text_field({.name = "opinion_note",
                              .label = "修正する点・意見",
                              .value = view.item.opinion_note.reveal(),
                              .width = FieldWidth::Full},
                             entered);
    }
    const auto desks = role_desks(scope, view);
    Html roles;
    for (int row = 1; row <= role_rows; ++row) roles += role_row(desks, row, entered);
    if (desks.size() > 1) {
        std::string reached;
        for (const auto& desk : desks.front().choices) {
            reached += fmt::format("{}{}", reached.empty() ? "" : "、", desk.label);
        }
        roles += tags::p(
            text(fmt::format("役割を決められるのは、同意が及んでいる窓口({})です。", reached)),
            link_to({"同意を記録する",
                     fmt::format("/cases/{}/consents/new", view.item.case_id.text())}));
    }
    fields += field_group(
        {"役割分担",
         "一つの役割に、窓口・すること・いつまでを書きます。担う窓口の「今日」に期限つきで届きます。"},
        roles);
    fields += field_group(
        {std::string(scope.profile.term("lead_agency")),
         "一つの窓口に決めます。会議で決まらないときは、会議の意見を聴いて担当者が決めます。"},
        group(select_field({.name = "lead_desk",
                            .label = "主担当の窓口",
                            .groups = ungrouped(access::desk_choices(scope)),
                            .nothing_chosen = "変更しない"},
                           entered),
              text_field({.name = "lead_reason", .label = "決めた理由", .width = FieldWidth::Full},
                         entered)));
    return fields;
}

/// Who was there. In a 支援会議 whoever has not accepted the notice yet is present only where it was
/// read out to them and accepted in the room.
Html attendance(const access::Scope& scope, const ItemView& view, const web::Entered& entered) {
    using namespace web;
    const bool support = view.item.frame == Frame::SupportConference;
    std::vector<Choice> people;
    std::vector<Choice> in_room;
    std::vector<std::string> attended;
    for (const auto& member : view.members) {
        Choice choice{
            .code = member.account.text(),
            .label = fmt::format("{} {}", scope.profile.desk_name(member.desk), member.name)};
        if (member.attended) attended.push_back(choice.code);
        if (support && !member.knows_the_notice()) {
            in_room.push_back(choice);
            choice.not_possible = "守秘義務の説明を、まだ確認していません";
        }
        people.push_back(std::move(choice));
    }
    Html fields = check_area({.name = "attended",
                              .legend = "出席した人",
                              .values = attended,
                              .groups = ungrouped(people),
                              .dense = true},
                             entered);
    if (in_room.empty() || view.sitting.form == SittingForm::Circulation) return fields;
    fields += check_area({.name = "accepted_in_room",
                          .legend = "説明を読み上げ、その場で確認を得て出席した人",
                          .help = "会議で下の説明を読み上げ、守秘義務の確認を得た人を選びます。"
                                  "確認を得た日と記録した人が残ります。画面の資料は、"
                                  "その人が自分で確認してから開きます。",
                          .groups = ungrouped(in_room),
                          .dense = true},
                         entered);
    fields += more("読み上げる説明", notice_words(view.sitting.held_on));
    return fields;
}

std::vector<NewRole> read_roles(web::FormReader& form, const std::vector<std::string>& desks) {
    std::vector<NewRole> roles;
    for (int row = 1; row <= role_rows; ++row) {
        const auto desk =
            form.code(fmt::format("role{}_desk", row), "機関・窓口", desks).value_or("");
        const auto what =
            form.text(fmt::format("role{}_what", row), "すること", {web::line_characters});
        const auto until = form.date(fmt::format("role{}_until", row), "いつまで");
        if (desk.empty() && what.empty() && !until) continue;
        if (desk.empty()) {
            form.add_error(fmt::format("role{}_desk", row), "役割を担う窓口を選んでください。");
        }
        if (what.empty()) {
            form.add_error(fmt::format("role{}_what", row), "役割の内容を入力してください。");
        }
        if (!until) {
            form.add_error(fmt::format("role{}_until", row), "役割の期限を入力してください。");
        }
        roles.push_back({DeskId(desk), what, until, row});
    }
    return roles;
}

}  // namespace

Html minutes_form(const access::Office& office, const web::Request& request, access::Scope& scope,
                  const ItemView& view, const std::optional<web::Entered>& typed) {
    using namespace web;
    if (!view.hosts || view.sitting.state != SittingState::Convened ||
        !accounts::may(scope.actor, accounts::Act::RecordMinutes)) {
        return {};
    }
    const auto [entered, tokens] = access::open_form(
        office, request, scope, "minutes:" + view.item.id.text(), typed, view.item.version);
    Html both;
    if (entered.stale()) {
        both = both_texts({{"話し合ったこと", view.item.minutes.reveal()},
                           {"修正する点・意見", view.item.opinion_note.reveal()}},
                          {{"話し合ったこと", entered.value("minutes")},
                           {"修正する点・意見", entered.value("opinion_note")}});
    }
    const Html fields = group(both, attendance(scope, view, entered),
                              long_text_field({.name = "minutes",
                                               .label = "話し合ったこと",
                                               .value = view.item.minutes.reveal(),
                                               .required = true,
                                               .rows = 8,
                                               .time_stamp = true},
                                              entered),
                              decisions(scope, view, entered),
                              submit_row({.buttons = {{.label = "会議の記録を保存する"}}}));
    return section(
        {.title = "記録と決定", .id = "minutes", .screen_only = true},
        group(error_summary(entered),
              post_form({.action = fmt::format("/conference-items/{}/minutes", view.item.id.text()),
                         .tokens = tokens},
                        fields)));
}

web::Response minutes_sent(const casefile::CaseRoom& room, const web::Request& request,
                           const accounts::Actor& actor) {
    web::FormReader form(request.form);
    Minutes minutes{.item = AgendaItemId(std::string(request.parameter("item")))};
    minutes.minutes =
        form.long_text("minutes", "話し合ったこと", {web::long_characters, web::Need::Required});
    minutes.attended = form.ids_of<AccountId>("attended", "出席した人");
    minutes.accepted_in_room =
        form.ids_of<AccountId>("accepted_in_room", "説明を読み上げ、確認を得た人");
    const auto desks =
        access::desk_codes(room.office().profile(), room.office().town.clock().today());
    minutes.roles = read_roles(form, desks);
    if (const auto lead = form.code("lead_desk", "主担当の窓口", desks)) {
        minutes.lead_desk = DeskId(*lead);
    }
    minutes.lead_reason = form.text("lead_reason", "決めた理由", {web::line_characters});
    minutes.opinion = form.choice<Opinion>("opinion", "プランの適切性");
    minutes.opinion_note = form.text("opinion_note", "修正する点", {web::line_characters});
    if (form.version() > 0) minutes.expected_version = form.version();
    if (form.ok()) {
        auto done = record_minutes(room.office().town, actor, minutes);
        if (done) return web::see_other("/conference-items/" + minutes.item.text());
        if (!web::returns_form(done.refusal())) {
            return access::refusal_page(room.office(), request, actor, "会議の記録",
                                        done.refusal());
        }
        form.add_error(done.refusal());
    }
    return item_page(room, request, actor, form.entered());
}

}  // namespace kasane::conference
