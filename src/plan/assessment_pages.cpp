#include <fmt/format.h>

#include "access/choices.hpp"
#include "plan/assess_household.hpp"
#include "plan/plan_pages.hpp"
#include "plan/plan_reading.hpp"
#include "web/form_reading.hpp"

namespace kasane::plan {
namespace {

using casefile::CaseRoom;
using casefile::CaseView;
using web::Html;

/// Problems of the household as a whole, then of each person the reader may identify.
std::string field_for(const std::optional<PersonId>& person) {
    return person ? "problems_" + person->text() : "problems_household";
}

Html problems_area(const CaseView& view, const std::optional<PersonId>& person, std::string legend,
                   const web::Entered& entered) {
    return web::check_area({.name = field_for(person),
                            .legend = std::move(legend),
                            .groups = web::ungrouped(access::code_choices(view.scope, "problems")),
                            .dense = true},
                           entered);
}

Html assessment_form(const CaseRoom& room, const web::Request& request, const CaseView& view,
                     const std::optional<web::Entered>& typed) {
    using namespace web;
    const auto [entered, tokens] = access::open_form(room.office(), request, view.scope,
                                                     "assessment:" + view.head.id.text(), typed);
    Html problems;
    for (const auto& person : view.persons) {
        problems += more(
            person.name.reveal() + "さんの課題",
            problems_area(view, person.id, person.name.reveal() + "さんの課題", entered), true);
    }
    const Html fields = group(
        more("世帯全体の課題", problems_area(view, std::nullopt, "世帯全体の課題", entered), true),
        problems,
        check_area({.name = "main",
                    .legend = "主な課題(三つまで)",
                    .groups = ungrouped(access::code_choices(view.scope, "problems")),
                    .dense = true},
                   entered),
        long_text_field({.name = "summary", .label = "まとめ(課題と背景)", .required = true},
                        entered),
        long_text_field({.name = "strengths", .label = "本人・世帯の強み", .rows = 3}, entered),
        long_text_field({.name = "person_wish", .label = "本人の意向", .rows = 3}, entered),
        long_text_field({.name = "family_wish", .label = "家族の意向", .rows = 3}, entered),
        long_text_field(
            {.name = "agency_issues", .label = "支援する機関が困っていること", .rows = 3}, entered),
        long_text_field({.name = "direction", .label = "支援の方向性", .rows = 3}, entered),
        submit_row({.buttons = {{.label = "アセスメントを記録する"}},
                    .cancel_label = "やめて戻る",
                    .cancel_path = view.path()}));
    return group(error_summary(entered),
                 post_form({.action = view.path("/assessment"), .tokens = tokens}, fields));
}

Html shown(const CaseView& view, access::CaseReading& reading, const Assessment& assessment) {
    using namespace web;
    DataTable table{
        .caption = "課題",
        .columns = {
            {.label = "だれの"}, {.label = "課題"}, {.label = "主な課題", .one_line = true}}};
    const auto owner = access::Holder::desk(view.scope.profile.coordinating_desk);
    for (const auto& problem : assessment.problems) {
        if (!reading.may_read({access::Category::Case, problem.person, owner, std::nullopt})) {
            continue;
        }
        table.rows.push_back(
            {.cells = {text(problem.person ? view.name_of(*problem.person) : "世帯全体"),
                       text(view.scope.profile.codes.list("problems").label(problem.code)),
                       text(problem.is_main ? "主な課題" : "—")}});
    }
    table.empty = empty_state("課題は選ばれていません。");
    return group(
        tags::p(text(fmt::format("{} {}", japanese_date(assessment.made_on), assessment.made_by))),
        facts({{"まとめ", written_text(assessment.summary.reveal())},
               {"強み", written_text(assessment.strengths.reveal())},
               {"本人の意向", written_text(assessment.person_wish.reveal())},
               {"家族の意向", written_text(assessment.family_wish.reveal())},
               {"機関が困っていること", written_text(assessment.agency_issues.reveal())},
               {"支援の方向性", written_text(assessment.direction.reveal())}}),
        data_table(table));
}

web::Response assessment_with(const CaseRoom& room, const web::Request& request,
                              const accounts::Actor& actor,
                              const std::optional<web::Entered>& typed) {
    const auto title = std::string(room.office().profile().term("household_assessment"));
    return room.show(
        request, actor, {"case.assessment", "/assessment", title},
        [&](CaseView& view, web::PageFrame&) {
            Html content;
            const auto owner = access::Holder::desk(view.scope.profile.coordinating_desk);
            // The sheet speaks of the household: whoever may not read all of it reads none.
            const bool whole =
                view.reading.may_read({access::Category::Case, std::nullopt, owner, std::nullopt})
                    .has_value();
            const auto all =
                whole ? assessments_of(view.scope, view.head.id) : std::vector<Assessment>();
            for (std::size_t i = 0; i < all.size(); ++i) {
                const auto head = i == 0 ? "いまのアセスメント" : "以前のアセスメント";
                content +=
                    i == 0 ? web::section({.title = head}, shown(view, view.reading, all[i]))
                           : web::more(fmt::format("{} {}", head, japanese_date(all[i].made_on)),
                                       shown(view, view.reading, all[i]));
            }
            if (all.empty()) {
                content +=
                    web::empty_state(whole ? "アセスメントは、まだ記録されていません。"
                                           : "世帯全体のアセスメントを読める根拠がありません。");
            }
            const bool may_write = view.can(accounts::Act::Assess) &&
                                   view.reading.stands_on(access::Basis::Coordination);
            if (may_write) {
                content += web::section({.title = "新しく記録する"},
                                        assessment_form(room, request, view, typed));
            }
            return content;
        },
        typed ? 422 : 200);
}

Assessment read_assessment(web::FormReader& form, const web::Request& request, const Date& today) {
    Assessment made{.case_id = casefile::case_of(request), .made_on = today};
    const auto main = request.form.all("main");
    const auto is_main = [&](std::string_view code) {
        return std::find(main.begin(), main.end(), code) != main.end();
    };
    constexpr std::string_view prefix = "problems_";
    for (const auto& [name, code] : request.form.entries()) {
        if (!name.starts_with(prefix)) continue;
        const auto whose = name.substr(prefix.size());
        Problem problem{.code = code, .is_main = is_main(code)};
        if (whose != "household") problem.person = PersonId(whose);
        made.problems.push_back(std::move(problem));
    }
    made.summary = PrivateText(
        form.long_text("summary", "まとめ", {web::long_characters, web::Need::Required}));
    made.strengths = PrivateText(form.long_text("strengths", "強み"));
    made.person_wish = PrivateText(form.long_text("person_wish", "本人の意向"));
    made.family_wish = PrivateText(form.long_text("family_wish", "家族の意向"));
    made.agency_issues = PrivateText(form.long_text("agency_issues", "機関が困っていること"));
    made.direction = PrivateText(form.long_text("direction", "支援の方向性"));
    return made;
}

web::Response assessment_sent(const CaseRoom& room, const web::Request& request,
                              const accounts::Actor& actor) {
    web::FormReader form(request.form);
    const auto made = read_assessment(form, request, room.office().town.clock().today());
    if (form.ok()) {
        auto done = assess_household(room.office().town, actor, made);
        if (done) return web::see_other(fmt::format("/cases/{}/assessment", made.case_id.text()));
        if (done.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor, "アセスメントの記録",
                                        done.refusal());
        }
        form.add_error(done.refusal());
    }
    return assessment_with(room, request, actor, form.entered());
}

web::Response need_with(const CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor, const std::optional<web::Entered>& typed) {
    return room.show(
        request, actor, {"case.need", "/plans", "支援の必要を認定する"},
        [&](CaseView& view, web::PageFrame&) {
            using namespace web;
            const auto [entered, tokens] = access::open_form(room.office(), request, view.scope,
                                                             "need:" + view.head.id.text(), typed);
            return group(
                error_summary(entered),
                post_form(
                    {.action = view.path("/need"), .tokens = tokens},
                    group(
                        tags::p(text("社会福祉法106条の4第2項6号により、多機関協働による支援が"
                                     "必要であることを、町として認定し記録します。"
                                     "プラン案は、認定のあとに作ります。")),
                        long_text_field(
                            {.name = "reason", .label = "認定の理由", .required = true, .rows = 4},
                            entered),
                        submit_row({.buttons = {{.label = "支援の必要を認定する"}},
                                    .cancel_label = "やめて戻る",
                                    .cancel_path = view.path()}))));
        },
        typed ? 422 : 200);
}

web::Response need_sent(const CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor) {
    web::FormReader form(request.form);
    const auto reason =
        form.long_text("reason", "認定の理由", {web::long_characters, web::Need::Required});
    if (form.ok()) {
        const auto case_id = casefile::case_of(request);
        auto done = recognise_need(room.office().town, actor, case_id, reason);
        if (done) return web::see_other(fmt::format("/cases/{}/plans", case_id.text()));
        if (done.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor, "支援の必要の認定",
                                        done.refusal());
        }
        form.add_error(done.refusal());
    }
    return need_with(room, request, actor, form.entered());
}

}  // namespace

std::vector<accounts::PageRoute> assessment_routes(const CaseRoom& room) {
    using web::Method;
    return {
        {Method::Get, "/cases/{case}/assessment", accounts::Act::ReadCases,
         [&room](const auto& request, const auto& actor) {
             return assessment_with(room, request, actor, std::nullopt);
         }},
        {Method::Post, "/cases/{case}/assessment", accounts::Act::Assess,
         [&room](const auto& request, const auto& actor) {
             return assessment_sent(room, request, actor);
         }},
        {Method::Get, "/cases/{case}/need", accounts::Act::RecogniseNeed,
         [&room](const auto& request, const auto& actor) {
             return need_with(room, request, actor, std::nullopt);
         }},
        {Method::Post, "/cases/{case}/need", accounts::Act::RecogniseNeed,
         [&room](const auto& request, const auto& actor) {
             return need_sent(room, request, actor);
         }},
    };
}

}  // namespace kasane::plan
