#include "outreach/outreach_pages.hpp"

#include <fmt/format.h>

#include "access/choices.hpp"
#include "casefile/case_list.hpp"
#include "outreach/outreach_reading.hpp"
#include "outreach/record_contact.hpp"
#include "web/form_reading.hpp"

namespace kasane::outreach {
namespace {

using casefile::CaseRoom;
using casefile::CaseView;
using web::Html;

bool reaches_out(const CaseView& view) {
    return view.can(accounts::Act::RecordOutreach) &&
           (view.reading.stands_on(access::Basis::Coordination) ||
            view.reading.stands_on(access::Basis::Programme));
}

Html contact_form(const CaseRoom& room, const web::Request& request, const CaseView& view,
                  const std::optional<web::Entered>& typed) {
    using namespace web;
    if (!view.can(accounts::Act::RecordOutreach)) return {};
    const auto [entered, tokens] = access::open_form(room.office(), request, view.scope,
                                                     "outreach:" + view.head.id.text(), typed);
    std::vector<Choice> persons{{.code = "", .label = "世帯全体"}};
    for (const auto& person : view.persons) {
        persons.push_back({.code = person.id.text(), .label = person.name.reveal()});
    }
    return section(
        {.title = "働きかけを記録する", .id = "new"},
        group(error_summary(entered),
              post_form(
                  {.action = view.path("/outreach"), .tokens = tokens},
                  group(radio_area(
                            {.name = "mode",
                             .legend = "方法",
                             .required = true,
                             .groups = ungrouped(access::code_choices(view.scope, "contact_modes")),
                             .dense = true},
                            entered),
                        radio_area({.name = "outcome",
                                    .legend = "結果",
                                    .required = true,
                                    .groups = ungrouped(
                                        access::code_choices(view.scope, "outreach_outcomes"))},
                                   entered),
                        radio_area({.name = "stage",
                                    .legend = "いまの関係",
                                    .required = true,
                                    .groups = ungrouped(
                                        access::code_choices(view.scope, "relationship_stages")),
                                    .dense = true},
                                   entered),
                        field_row({select_field({.name = "person",
                                                 .label = "だれに",
                                                 .groups = ungrouped(persons),
                                                 .nothing_chosen = ""},
                                                entered),
                                   date_field({.name = "happened_on",
                                               .label = "働きかけた日",
                                               .value = view.scope.today(),
                                               .required = true},
                                              entered)}),
                        text_field({.name = "visitors",
                                    .label = "訪問した職員",
                                    .help = "二人で訪ねたときは、二人とも書きます。"},
                                   entered),
                        long_text_field({.name = "body", .label = "様子・話したこと", .rows = 4},
                                        entered),
                        date_field({.name = "next_on", .label = "次に働きかける日"}, entered),
                        submit_row({.buttons = {{.label = "働きかけを記録する"}}})))));
}

Html contacts_table(CaseView& view) {
    const auto& codes = view.scope.profile.codes;
    web::DataTable table{.caption = "これまでの働きかけ",
                         .columns = {{.label = "日", .one_line = true},
                                     {.label = "方法"},
                                     {.label = "結果"},
                                     {.label = "関係"},
                                     {.label = "様子"},
                                     {.label = "訪問・記録した職員"},
                                     {.label = "次回", .one_line = true}}};
    for (const auto& contact : contacts_of(view.scope, view.head.id)) {
        if (!view.reading.may_read({access::Category::Case, contact.person,
                                    access::Holder::desk(contact.recorded_desk), std::nullopt})) {
            continue;
        }
        table.rows.push_back(
            {.cells = {web::short_day(contact.happened_on),
                       web::text(codes.list("contact_modes").label(contact.mode)),
                       web::text(codes.list("outreach_outcomes").label(contact.outcome)),
                       web::text(codes.list("relationship_stages").label(contact.stage)),
                       web::written_text(contact.body.reveal()),
                       web::text(contact.visitors.empty() ? contact.recorded_by : contact.visitors),
                       contact.next_on ? web::short_day(*contact.next_on) : web::text("—")}});
    }
    table.empty = web::empty_state("働きかけの記録は、まだありません。");
    return web::data_table(table);
}

Html moves_part(CaseView& view) {
    Html parts;
    for (const auto& move : moves_of(view.scope, view.head.id)) {
        if (!view.reading.shared_about(move.person, access::Category::Case)) continue;
        const auto list = [](const std::vector<std::string>& lines) {
            return web::tags::ul(web::each(
                lines, [](const std::string& line) { return web::tags::li(web::text(line)); }));
        };
        parts += web::section(
            {.title = fmt::format("{}さんの同意による移行", view.name_of(move.person)), .level = 3},
            web::facts({{"移った日", web::day(move.moved_at.date_in_japan())},
                        {"引き継いだもの", list(move.carried)},
                        {"残したもの", list(move.stays)}}));
    }
    return parts.empty() ? parts : web::section({.title = "同意による移行"}, parts);
}

web::Response contacts_with(const CaseRoom& room, const web::Request& request,
                            const accounts::Actor& actor,
                            const std::optional<web::Entered>& typed) {
    return room.show(
        request, actor,
        {"case.outreach", "/outreach", std::string(room.office().profile().term("outreach"))},
        [&](CaseView& view, web::PageFrame& frame) {
            frame.current = "outreach";
            return web::group(moves_part(view), contact_form(room, request, view, typed),
                              contacts_table(view));
        },
        typed ? 422 : 200);
}

web::Response contact_sent(const CaseRoom& room, const web::Request& request,
                           const accounts::Actor& actor) {
    using web::Need;
    web::FormReader form(request.form);
    const auto today = room.office().town.clock().today();
    Contact contact{.case_id = casefile::case_of(request), .happened_on = today};
    const auto one_of = [&](std::string_view name, std::string_view label, std::string_view list) {
        const auto& codes = room.office().profile().codes.list(list);
        return form.code(name, label, codes.codes(), Need::Required).value_or("");
    };
    contact.mode = one_of("mode", "方法", "contact_modes");
    contact.outcome = one_of("outcome", "結果", "outreach_outcomes");
    contact.stage = one_of("stage", "いまの関係", "relationship_stages");
    if (const auto person = form.id("person", "だれに")) contact.person = PersonId(*person);
    contact.happened_on = form.date("happened_on", "働きかけた日", Need::Required).value_or(today);
    contact.visitors = form.text("visitors", "訪問した職員");
    contact.body = PrivateText(form.long_text("body", "様子"));
    contact.next_on = form.date("next_on", "次に働きかける日");
    if (form.ok()) {
        auto done = record_contact(room.office().town, actor, contact);
        if (done) return web::see_other(fmt::format("/cases/{}/outreach", contact.case_id.text()));
        if (done.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor, "アウトリーチの記録",
                                        done.refusal());
        }
        form.add_error(done.refusal());
    }
    return contacts_with(room, request, actor, form.entered());
}

/// How an attempt ended, in one word: 「声を交わした」 of 「声を交わした(ドア越し・電話)」.
std::string short_outcome(const access::Scope& scope, const Attempt& attempt) {
    const auto label = scope.profile.codes.list("outreach_outcomes").label(attempt.outcome);
    return std::string(label.substr(0, label.find('(')));
}

web::Row target_row(const access::Scope& scope, const TargetLine& line,
                    const casefile::ListedCaseRow& of_case) {
    const auto label =
        web::group(web::text(of_case.label), casefile::contact_mark(of_case.contact_warning));
    if (line.attempts.empty()) {
        return {.cells = {web::text(of_case.number), label, web::text("—"),
                          web::text("まだありません"), web::text("—"),
                          line.next_on ? web::deadline(*line.next_on, scope.today())
                                       : web::text("決まっていません")},
                .path = fmt::format("/cases/{}/outreach", line.case_id.text())};
    }
    const auto& last = line.attempts.front();
    std::string marks;
    for (const auto& attempt : line.attempts) {
        marks += (marks.empty() ? "" : "、") + short_outcome(scope, attempt);
    }
    return {.cells = {web::text(of_case.number), label,
                      web::text(scope.profile.codes.list("relationship_stages").label(last.stage)),
                      web::group(web::short_day(last.happened_on), web::text(" "),
                                 web::text(last.recorded_by)),
                      web::text(marks),
                      line.next_on ? web::deadline(*line.next_on, scope.today())
                                   : web::text("決まっていません")},
            .path = fmt::format("/cases/{}/outreach", line.case_id.text())};
}

web::Response targets_page(const CaseRoom& room, const web::Request& request,
                           const accounts::Actor& actor) {
    return access::show_page(
        room.office(), request, actor, "outreach.targets",
        [](access::ReadScope& scope, web::PageFrame& frame) {
            frame.title = scope.profile.term("outreach");
            frame.current = "outreach";
            frame.ground = "あなたと窓口に、いま根拠のあるケースだけを表示しています";
            web::DataTable table{.caption = "対象の一覧(次の働きかけの順)",
                                 .caption_hidden = true,
                                 .columns = {{.label = "番号", .one_line = true},
                                             {.label = "世帯"},
                                             {.label = "関係", .one_line = true},
                                             {.label = "前回", .one_line = true},
                                             {.label = "結果(新しい順)"},
                                             {.label = "次回", .one_line = true}}};
            const auto lines = target_list(scope, 50);
            std::vector<access::ListedCase> listed;
            for (const auto& line : lines) listed.push_back({line.case_id, scope.now});
            const auto cases = casefile::lines_of_cases(scope, listed);
            for (std::size_t i = 0; i < lines.size(); ++i) {
                scope.log.listed(lines[i].case_id);
                table.rows.push_back(target_row(scope, lines[i], cases[i]));
            }
            table.empty = web::empty_state(
                "いま、アウトリーチの対象はありません。支援会議の議題にしたケースが、ここに並びます。");
            return web::data_table(table);
        });
}

}  // namespace

std::vector<accounts::PageRoute> outreach_routes(const CaseRoom& room) {
    using web::Method;
    return {
        {Method::Get, "/outreach", accounts::Act::RecordOutreach,
         [&room](const auto& request, const auto& actor) {
             return targets_page(room, request, actor);
         }},
        {Method::Get, "/cases/{case}/outreach", accounts::Act::ReadCases,
         [&room](const auto& request, const auto& actor) {
             return contacts_with(room, request, actor, std::nullopt);
         }},
        {Method::Post, "/cases/{case}/outreach", accounts::Act::RecordOutreach,
         [&room](const auto& request, const auto& actor) {
             return contact_sent(room, request, actor);
         }},
    };
}

void outreach_tabs(const CaseView& view, std::vector<web::Tab>& tabs) {
    if (!reaches_out(view)) return;
    tabs.push_back({"アウトリーチ", view.path("/outreach")});  // the short word: tabs are one line
}

void offer_outreach(const CaseView& view, casefile::CaseOffers& offers) {
    if (!reaches_out(view)) return;
    if (view.head.state == casefile::CaseState::ReachingOut) {
        offers.next.sentence = "会議で支え方を考えながら、関係をつくり、同意を働きかけます。";
        offers.next.acts.push_back(
            {.label = "働きかけを記録する", .path = view.path("/outreach#new")});
        offers.next.acts.push_back({.label = "同意を記録する", .path = view.path("/consents/new")});
    }
}

}  // namespace kasane::outreach
