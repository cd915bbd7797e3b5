#include "conference/item_members_pages.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "accounts/staff.hpp"
#include "conference/admit_member.hpp"
#include "conference/conference_rules.hpp"
#include "conference/item_form.hpp"
#include "conference/take_part.hpp"
#include "law/secrecy_notice.hpp"
#include "web/form_reading.hpp"

namespace kasane::conference {
namespace {

using web::Html;

std::vector<web::Choice> capacities() {
    auto choices = web::choices_of<Capacity>();
    // The secretariat is whoever works at the coordinating desk; nobody is made it here.
    std::erase_if(choices, [](const web::Choice& choice) {
        return choice.code == code_of(Capacity::Secretariat);
    });
    return choices;
}

/// Everybody who is not convened for the item yet, under the name of their desk.
std::vector<web::ChoiceGroup> others(access::Scope& scope, const ItemView& view) {
    std::vector<web::ChoiceGroup> groups;
    for (const auto& person : accounts::staff_on(scope.rows, scope.today())) {
        if (std::ranges::find(view.members, person.account, &ItemMember::account) !=
            view.members.end()) {
            continue;
        }
        const auto desk = scope.profile.desk_name(person.desk);
        if (groups.empty() || groups.back().label != desk) groups.push_back({.label = desk});
        groups.back().choices.push_back({.code = person.account.text(), .label = person.name});
    }
    return groups;
}

/// What the town asks for besides the notice: given, run out, or never given.
Html pledge_field(const access::Scope& scope, const PledgeState& pledge) {
    using namespace web;
    if (!pledge.asked) return {};
    if (pledge.holds_on(scope.today())) {
        return tags::p(text(
            fmt::format("守秘義務の誓約は、{}まで有効です。", japanese_date(*pledge.valid_until))));
    }
    const auto what = pledge.valid_until ? fmt::format("誓約は{}で期限が切れています。",
                                                       japanese_date(*pledge.valid_until))
                                         : std::string("誓約がまだありません。");
    return group(notice({.kind = NoticeKind::Warning,
                         .title = what,
                         .body = text("誓約がなくても資料は開けますが、事務局にそのことが"
                                      "分かります。")}),
                 check_field({.name = "pledge",
                              .label = "上の守秘義務を守ることを誓約します",
                              .help = "誓約した日が記録され、更新されます。"}));
}

Html secrecy_cell(const access::Scope& scope, const ItemView& view, const ItemMember& member) {
    if (view.item.frame != Frame::SupportConference) return web::text("本人同意による");
    if (!member.knows_the_notice()) return web::text("まだ");
    const auto known_at =
        member.notice_accepted_at ? member.notice_accepted_at : member.notice_read_out_at;
    Html cell = web::short_day(known_at->date_in_japan());
    if (!member.notice_accepted_at) cell += web::text(" 会議で読み上げ");
    const PledgeState pledge{
        .asked = scope.profile.settings.pledge.value == municipality::Pledge::Asked,
        .valid_until = member.pledged_until};
    if (!pledge.holds_on(scope.today())) {
        cell += web::text(" ");
        cell +=
            web::chip({member.pledged_until ? "誓約の期限切れ" : "誓約なし", web::Tone::Waiting});
    }
    return cell;
}

web::Response admission_sent(const casefile::CaseRoom& room, const web::Request& request,
                             const accounts::Actor& actor) {
    web::FormReader form(request.form);
    Admission admission{.item = AgendaItemId(std::string(request.parameter("item")))};
    admission.account =
        AccountId(form.id("account", "加える人", web::Need::Required).value_or(std::string()));
    admission.capacity =
        form.choice<Capacity>("capacity", "立場", web::Need::Required).value_or(Capacity::Deputy);
    if (form.ok()) {
        auto done = admit_member(room.office().town, actor, admission);
        if (done) return web::see_other("/conference-items/" + admission.item.text());
        if (done.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor, "議題に人を加えること",
                                        done.refusal());
        }
        form.add_error(done.refusal());
    }
    return item_page(room, request, actor, form.entered());
}

}  // namespace

Html notice_words(const Date& day) {
    using namespace web;
    const auto notice = law::support_conference_notice(day);
    Html words;
    for (const auto& paragraph : notice.paragraphs) words += tags::p(text(paragraph));
    Html provisions;
    for (const auto* provision : notice.provisions) {
        provisions += tags::li(text(provision->article), text(" "), text(provision->summary));
    }
    return group(words, tags::ul(provisions));
}

Html notice_form(const access::Office& office, const web::Request& request, access::Scope& scope,
                 const ItemView& view) {
    using namespace web;
    const auto notice = law::support_conference_notice(scope.today());
    return section(
        {.title = notice.title},
        group(
            notice_words(scope.today()),
            post_form({.action = fmt::format("/conference-items/{}/notice", view.item.id.text()),
                       .tokens = office.tokens(request, scope.actor, "")},
                      group(pledge_field(scope, pledge_of(scope, scope.actor.account)),
                            submit_row({.buttons = {{.label = "確認し、資料を開く",
                                                     .explanation = "確認した日時が記録されます"}},
                                        .cancel_label = "いまは開かない",
                                        .cancel_path = "/conferences"})))));
}

Html frame_facts(const access::Scope& scope, const ItemView& view) {
    std::string articles;
    for (const auto* provision : secrecy_of(view.item.frame, view.sitting.held_on)) {
        articles += fmt::format("{}{}({})", articles.empty() ? "" : "、", provision->article,
                                provision->title);
    }
    const auto* meeting = scope.profile.find_meeting(view.sitting.meeting);
    const bool support = view.item.frame == Frame::SupportConference;
    return web::facts(
        {{"会議の枠", web::text(label_of(view.item.frame))},
         {"もとになる決まり",
          web::text(meeting == nullptr ? std::string()
                                       : meeting->legal_basis.value_or(meeting->standing))},
         {"本人の同意", web::text(support ? "なくても扱えます" : "及んでいる方だけを扱います")},
         {"守秘義務", web::text(articles)}});
}

Html members_table(const access::Scope& scope, const ItemView& view) {
    web::DataTable table{.caption = "参加する人",
                         .columns = {{.label = "窓口"},
                                     {.label = "氏名"},
                                     {.label = "立場"},
                                     {.label = "守秘義務の確認", .one_line = true},
                                     {.label = "出席", .one_line = true}}};
    for (const auto& member : view.members) {
        table.rows.push_back(
            {.cells = {web::text(scope.profile.desk_name(member.desk)), web::text(member.name),
                       web::text(label_of(member.capacity)), secrecy_cell(scope, view, member),
                       web::text(member.attended ? "出席" : "—")}});
    }
    return web::data_table(table);
}

Html admission_form(const access::Office& office, const web::Request& request, access::Scope& scope,
                    const ItemView& view, const std::optional<web::Entered>& typed) {
    using namespace web;
    if (!view.hosts || view.sitting.state != SittingState::Convened ||
        !accounts::may(scope.actor, accounts::Act::ConveneConference)) {
        return {};
    }
    const auto [entered, tokens] = access::open_form(
        office, request, scope, "admission:" + view.item.id.text(), typed, view.item.version);
    const bool support = view.item.frame == Frame::SupportConference;
    return more(
        "代理の人・協力を求めた人・当日の参加者を加える",
        group(
            error_summary(entered),
            post_form({.action = fmt::format("/conference-items/{}/members", view.item.id.text()),
                       .tokens = tokens},
                      group(select_field({.name = "account",
                                          .label = "加える人",
                                          .required = true,
                                          .groups = others(scope, view)},
                                         entered),
                            radio_area({.name = "capacity",
                                        .legend = "立場",
                                        .required = true,
                                        .groups = ungrouped(capacities()),
                                        .dense = true},
                                       entered),
                            submit_row(
                                {.buttons = {{.label = "この人を加える",
                                              .kind = ButtonKind::Other,
                                              .explanation =
                                                  support ? "資料は、その人が守秘義務を確認してから"
                                                            "開きます"
                                                          : "その窓口に同意が及ばない方の資料は、"
                                                            "議題から外れます"}}})))),
        !entered.errors().empty());
}

std::vector<accounts::PageRoute> item_member_routes(const casefile::CaseRoom& room) {
    return {{web::Method::Post, "/conference-items/{item}/members",
             accounts::Act::ConveneConference, [&room](const auto& request, const auto& actor) {
                 return admission_sent(room, request, actor);
             }}};
}

}  // namespace kasane::conference
