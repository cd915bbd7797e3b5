#include <fmt/format.h>

#include <algorithm>

#include "access/reading_list.hpp"
#include "casefile/case_list.hpp"
#include "conference/agenda_pages.hpp"
#include "conference/conference_pages.hpp"
#include "conference/convene_pages.hpp"
#include "conference/convene_sitting.hpp"
#include "conference/item_reading.hpp"
#include "conference/record_minutes.hpp"
#include "conference/role_pages.hpp"
#include "conference/sittings.hpp"
#include "conference/take_off_agenda.hpp"
#include "conference/take_off_pages.hpp"
#include "web/form_reading.hpp"

namespace kasane::conference {
namespace {

using casefile::CaseRoom;
using web::Html;

/// Whether it is still to come, held with minutes that wait, or over.
web::Chip chip_of(const Sitting& sitting, const Date& today) {
    if (sitting.state != SittingState::Convened) {
        return {std::string(label_of(sitting.state)), web::Tone::Quiet};
    }
    if (sitting.held_on >= today) {
        return {std::string(label_of(sitting.state)), web::Tone::Active};
    }
    return {"会議録の確定待ち", web::Tone::Waiting};
}

constexpr std::size_t a_page = 50;

/// The address of the next page carries where this one ended (keyset): day and sitting.
std::optional<SittingCursor> cursor_of(const web::Request& request) {
    const auto day = Date::parse(request.query.get("on"));
    const auto after = request.query.get("after");
    if (!day || !is_uuid(after)) return std::nullopt;
    return SittingCursor{*day, SittingId(std::string(after))};
}

web::Response list_page(const CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor) {
    return access::show_page(
        room.office(), request, actor, "conference.list",
        [&](access::ReadScope& scope, web::PageFrame& frame) {
            frame.title = "会議";
            frame.current = "conferences";
            web::DataTable table{.caption = "会議の一覧(新しい順)",
                                 .caption_hidden = true,
                                 .columns = {{.label = "開催日", .one_line = true},
                                             {.label = "会議"},
                                             {.label = "場所"},
                                             {.label = "議題", .numeric = true},
                                             {.label = "状態", .one_line = true}}};
            const auto after = cursor_of(request);
            const auto sittings = sittings_for(scope, hosts(scope), a_page, after);
            const auto cases = cases_of_sittings(scope, sittings);
            for (const auto& sitting : sittings) {
                const auto items = cases.find(sitting.id);
                const std::size_t count = items == cases.end() ? 0 : items->second.size();
                if (count > 0)
                    std::ranges::for_each(
                        items->second, [&](const CaseId& case_id) { scope.log.listed(case_id); });
                table.rows.push_back(
                    {.cells = {web::day(sitting.held_on),
                               web::text(meeting_name(scope.profile, sitting)),
                               web::text(sitting.place.empty() ? "—" : sitting.place),
                               web::text(std::to_string(count)),
                               web::chip(chip_of(sitting, scope.today()))},
                     .path = "/conferences/" + sitting.id.text()});
            }
            if (sittings.size() == a_page) {
                table.next_path =
                    fmt::format("/conferences?on={}&after={}", sittings.back().held_on.text(),
                                sittings.back().id.text());
            }
            if (after) table.first_path = "/conferences";
            const web::Link convene{"会議を招集する", "/conferences/new"};
            table.empty = web::empty_state(hosts(scope) ? "会議は、まだ招集されていません。"
                                                        : "あなたが招集された会議はありません。",
                                           hosts(scope) ? std::optional(convene) : std::nullopt);
            const bool above = hosts(scope) && !table.rows.empty();
            return web::group(above ? web::tags::p(web::link_to(convene)) : Html(),
                              web::data_table(table));
        });
}

/// What a list says of an agenda item: its label leads there only for those who may read it.
struct ItemLine {
    std::string label;
    std::string path;
    web::Chip state;
};

/// Nothing for whoever was not convened to it; whoever convenes sees that there is one.
std::optional<ItemLine> line_of(access::Scope& scope, const AgendaItem& item) {
    const auto view = read_item(scope, item.id);
    if (!view && !hosts(scope)) return std::nullopt;
    if (!view) return ItemLine{"議題(あなたには招集されていません)", {}, {"—", web::Tone::Quiet}};
    return ItemLine{.label = fmt::format("議題{} {}", item.position, label_of(item.purpose)),
                    .path = "/conference-items/" + item.id.text(),
                    .state = view->awaits_notice
                                 ? web::Chip{"守秘義務の確認が必要です", web::Tone::Waiting}
                             : view->item.recorded_at ? web::Chip{"記録あり", web::Tone::Good}
                                                      : web::Chip{"未記録", web::Tone::Plain}};
}

/// The agenda, with the household of each item where the reader may list its case.
Html agenda(access::Scope& scope, const std::vector<AgendaItem>& items) {
    std::vector<access::ListedCase> listed;
    for (const auto& item : items) {
        if (!access::may_list(scope, item.case_id)) continue;
        scope.log.listed(item.case_id);
        listed.push_back({item.case_id, scope.now});
    }
    const auto cases = casefile::lines_of_cases(scope, listed);
    web::DataTable table{
        .caption = "議題の一覧",
        .caption_hidden = true,
        .columns = {{.label = "議題"}, {.label = "ケース"}, {.label = "状態", .one_line = true}}};
    for (const auto& item : items) {
        const auto line = line_of(scope, item);
        if (!line) continue;
        const auto found =
            std::ranges::find(cases, item.case_id, &casefile::ListedCaseRow::case_id);
        table.rows.push_back(
            {.cells = {web::text(line->label),
                       found == cases.end()
                           ? web::text("—")
                           : web::text(fmt::format("{} {}", found->number, found->label)),
                       web::chip(line->state)},
             .path = line->path});
    }
    table.empty = web::empty_state("議題はまだありません。");
    return web::data_table(table);
}

bool is_recorded(const std::vector<AgendaItem>& items) {
    return std::ranges::any_of(items,
                               [](const AgendaItem& item) { return item.recorded_at.has_value(); });
}

Html cancel_form(const CaseRoom& room, const web::Request& request, access::ReadScope& scope,
                 const std::vector<AgendaItem>& items, const Sitting& sitting,
                 const std::optional<web::Entered>& typed) {
    using namespace web;
    if (is_recorded(items) || !tends_agenda(scope)) return {};
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

/// Whom an item just put on the agenda left out: the chair sees it (gate.coordination_needs_consent).
Html dropped_notice(const access::Scope& scope, const web::Request& request) {
    const auto count = request.query.get("dropped");
    const bool told = count.size() == 1 && count.front() > '0' && count.front() <= '9';
    if (!told || !hosts(scope)) return {};
    return web::notice(
        {.kind = web::NoticeKind::Warning,
         .title = fmt::format("{}人を、いまの議題から除きました", count),
         .body = web::text("参加する窓口のすべてには、その方の同意が及んでいません。")});
}

web::Response sitting_with(const CaseRoom& room, const web::Request& request,
                           const accounts::Actor& actor, const std::optional<web::Entered>& typed) {
    const SittingId id(std::string(request.parameter("sitting")));
    return access::show_page(
        room.office(), request, actor, "conference.sitting",
        [&](access::ReadScope& scope, web::PageFrame& frame) -> std::optional<Html> {
            if (!is_uuid(id.text())) return std::nullopt;
            if (!opens_sitting(scope, id)) return std::nullopt;
            const auto sitting = select_sitting(scope, id);
            if (!sitting) return std::nullopt;
            const auto items = items_of(scope, id);
            frame.current = "conferences";
            frame.breadcrumb = {{"会議", "/conferences"}};
            frame.title = fmt::format("{} {}", meeting_name(scope.profile, *sitting),
                                      japanese_date(sitting->held_on));
            frame.beside_title = web::chip(chip_of(*sitting, scope.today()));
            Html made =
                web::facts({{"開催", web::text(japanese_date_with_weekday(sitting->held_on) + " " +
                                               sitting->starts_at)},
                            {"場所", web::text(sitting->place)},
                            {"開き方", web::text(label_of(sitting->form))}});
            made += dropped_notice(scope, request);
            made += web::section({.title = "議題"}, agenda(scope, items));
            if (hosts(scope) && sitting->state == SittingState::Convened) {
                const auto below = "/conferences/" + id.text();
                made += web::tags::p(web::link_to({"議題を足す", below + "/items/new"}));
                if (sitting->held_on <= scope.today() || is_recorded(items)) {
                    made += web::tags::p(
                        web::link_to({"記録を確かめ、会議録を確定する", below + "/confirm"}));
                }
                made += take_off_part(scope, *sitting, items);
                made += cancel_form(room, request, scope, items, *sitting, typed);
            }
            return made;
        },
        web::status_of(typed));
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

/// What stands recorded of one item, before it is fixed.
web::Row checked_row(access::Scope& scope, const AgendaItem& item) {
    const auto view = read_item(scope, item.id);
    if (!view || view->awaits_notice) {
        return {.cells = {web::text("あなたには表示できない議題"), web::text("—"), web::text("—"),
                          web::text("—")},
                .tone = web::Tone::Waiting};
    }
    const auto attended = std::ranges::count_if(view->members, &ItemMember::attended);
    const bool recorded = view->item.recorded_at.has_value();
    return {.cells = {web::text(fmt::format("議題{} {}", item.position, label_of(item.purpose))),
                      recorded ? web::chip({"記録あり", web::Tone::Good})
                               : web::chip({"記録がありません", web::Tone::Waiting}),
                      web::text(fmt::format("{}人", attended)),
                      web::text(fmt::format("{}件", view->roles.size()))},
            .path = "/conference-items/" + item.id.text(),
            .tone = recorded ? web::Tone::Plain : web::Tone::Waiting};
}

/// 会議録を確かめる画面 — what was recorded and what confirming does, before it is done.
web::Response confirm_page(const CaseRoom& room, const web::Request& request,
                           const accounts::Actor& actor) {
    const SittingId id(std::string(request.parameter("sitting")));
    return access::show_page(
        room.office(), request, actor, "conference.confirm",
        [&](access::ReadScope& scope, web::PageFrame& frame) -> std::optional<Html> {
            const auto sitting = is_uuid(id.text()) ? select_sitting(scope, id) : std::nullopt;
            if (!sitting) return std::nullopt;
            const auto back = "/conferences/" + id.text();
            frame.current = "conferences";
            frame.title = "会議録を確定する";
            frame.above_title = fmt::format("{} {}", meeting_name(scope.profile, *sitting),
                                            japanese_date(sitting->held_on));
            frame.breadcrumb = {{"会議", "/conferences"}, {frame.above_title, back}};
            web::DataTable table{.caption = "議題と記録",
                                 .columns = {{.label = "議題"},
                                             {.label = "記録", .one_line = true},
                                             {.label = "出席", .numeric = true},
                                             {.label = "決まった役割", .numeric = true}}};
            for (const auto& item : items_of(scope, id)) {
                scope.log.listed(item.case_id);
                table.rows.push_back(checked_row(scope, item));
            }
            table.empty = web::empty_state("議題がありません。",
                                           web::Link{"議題を足す", back + "/items/new"});
            const int days = scope.profile.settings.conference_grounds_close_days.value;
            return web::confirmation(
                {.question = "この記録で確定しますか",
                 .details = web::group(web::data_table(table),
                                       web::tags::p(web::text(fmt::format(
                                           "確定すると、書き換えられません(訂正は追記になります)。"
                                           "支援会議の資料は、{}まで開き、そのあと閉じます。"
                                           "決まった役割は、終わるまで担う窓口に開いています。",
                                           japanese_date(scope.today().plus_days(days)))))),
                 .action = back + "/confirm",
                 .tokens = room.office().tokens(request, actor, ""),
                 .yes = "会議録を確定する",
                 .no_label = "会議に戻る",
                 .no_path = back});
        });
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
        {Method::Get, "/conferences/{sitting}", take_part,
         [&room](const auto& request, const auto& actor) {
             return sitting_page(room, request, actor);
         }},
        {Method::Post, "/conferences/{sitting}/cancel", convene,
         [&room](const auto& request, const auto& actor) {
             return cancel_sent(room, request, actor);
         }},
        {Method::Get, "/conferences/{sitting}/confirm", accounts::Act::RecordMinutes,
         [&room](const auto& request, const auto& actor) {
             return confirm_page(room, request, actor);
         }},
        {Method::Post, "/conferences/{sitting}/confirm", accounts::Act::RecordMinutes,
         [&room](const auto& request, const auto& actor) {
             return confirm_sent(room, request, actor);
         }},
    };
    for (auto& route : convene_routes(room)) routes.push_back(std::move(route));
    for (auto& route : agenda_routes(room)) routes.push_back(std::move(route));
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
    const auto items = items_of_case(view.scope, view.head.id);
    if (items.empty()) return;
    offers.overview.push_back(web::section(
        {.title = "会議"}, web::tags::ul(web::each(items, [&](const AgendaItem& item) {
            const auto line = line_of(view.scope, item);
            if (!line) return Html();
            const auto sitting = select_sitting(view.scope, item.sitting);
            ensure(sitting.has_value(), "an item belongs to a sitting");
            const auto label = fmt::format("{} {} {}", meeting_name(view.scope.profile, *sitting),
                                           japanese_date(sitting->held_on), line->label);
            return web::tags::li(
                line->path.empty() ? web::text(label) : web::link_to({label, line->path}),
                web::text(" "), web::chip(line->state));
        }))));
}

}  // namespace kasane::conference
