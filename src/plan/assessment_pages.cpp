#include <fmt/format.h>

#include <algorithm>
#include <set>

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

constexpr std::string_view main_field = "main";

/// Who has which problem: one table for the whole household, filled with what is known.
web::TickTable problem_table(const CaseView& view, const Assessment* known) {
    const auto codes_of = [&](const std::optional<PersonId>& person) {
        std::vector<std::string> codes;
        if (known == nullptr) return codes;
        for (const auto& problem : known->problems) {
            if (problem.person == person) codes.push_back(problem.code);
        }
        return codes;
    };
    web::TickTable table{.legend = "だれに、どの課題がありますか",
                         .help = "あてはまるところに印を付けます。「主な課題」は三つまでです。",
                         .row_label = "課題",
                         .rows = access::code_choices(view.scope, "problems")};
    table.columns.push_back({field_for(std::nullopt), "世帯全体", codes_of(std::nullopt)});
    for (const auto& person : view.persons) {
        table.columns.push_back({field_for(person.id), person.name.reveal(), codes_of(person.id)});
    }
    web::TickColumn main{std::string(main_field), "主な課題"};
    if (known != nullptr) {
        for (const auto& problem : known->problems) {
            if (problem.is_main) main.values.push_back(problem.code);
        }
    }
    table.columns.push_back(std::move(main));
    return table;
}

/// The form begins with what the newest assessment says: nothing known is asked again.
Html assessment_form(const access::OpenForm& form, const CaseView& view, const Assessment* known) {
    using namespace web;
    const auto text_of = [&](const PrivateText Assessment::* member) {
        return known == nullptr ? std::string() : (known->*member).reveal();
    };
    const auto words = [&](std::string name, std::string label,
                           const PrivateText Assessment::* member) {
        return long_text_field({.name = std::move(name),
                                .label = std::move(label),
                                .value = text_of(member),
                                .rows = 3},
                               form.entered);
    };
    const Html fields =
        group(tick_table(problem_table(view, known), form.entered),
              long_text_field({.name = "summary",
                               .label = "まとめ(課題と背景)",
                               .value = text_of(&Assessment::summary),
                               .required = true},
                              form.entered),
              words("strengths", "本人・世帯の強み", &Assessment::strengths),
              words("person_wish", "本人の意向", &Assessment::person_wish),
              words("family_wish", "家族の意向", &Assessment::family_wish),
              words("agency_issues", "支援する機関が困っていること", &Assessment::agency_issues),
              words("direction", "支援の方向性", &Assessment::direction),
              submit_row({.buttons = {{.label = "アセスメントを記録する"}},
                          .cancel_label = "やめて戻る",
                          .cancel_path = view.path()}));
    return group(error_summary(form.entered),
                 post_form({.action = view.path("/assessment"), .tokens = form.tokens}, fields));
}

/// What is written down and what is still open, calmly.
Html completeness(const Assessment& assessment) {
    int done = assessment.problems.empty() ? 0 : 1;
    int total = 1;
    for (const auto* words :
         {&assessment.summary, &assessment.strengths, &assessment.person_wish,
          &assessment.family_wish, &assessment.agency_issues, &assessment.direction}) {
        ++total;
        if (!words->empty()) ++done;
    }
    return web::progress(
        {.label = "見立ての記入",
         .done = done,
         .total = total,
         .note = done == total ? "" : "分からないところは、未確認のままで構いません。"});
}

Html shown(const CaseView& view, const Assessment& assessment) {
    using namespace web;
    DataTable table{
        .caption = "課題",
        .columns = {
            {.label = "だれの"}, {.label = "課題"}, {.label = "主な課題", .one_line = true}}};
    for (const auto& problem : assessment.problems) {
        table.rows.push_back(
            {.cells = {text(problem.person ? view.name_of(*problem.person) : "世帯全体"),
                       text(view.scope.profile.codes.list("problems").label(problem.code)),
                       text(problem.is_main ? "主な課題" : "—")}});
    }
    table.empty = empty_state("課題は選ばれていません。");
    return group(
        tags::p(text(fmt::format("{} {}", japanese_date(assessment.made_on), assessment.made_by))),
        completeness(assessment),
        facts({{"まとめ", written_text(assessment.summary.reveal())},
               {"強み", written_text(assessment.strengths.reveal())},
               {"本人の意向", written_text(assessment.person_wish.reveal())},
               {"家族の意向", written_text(assessment.family_wish.reveal())},
               {"機関が困っていること", written_text(assessment.agency_issues.reveal())},
               {"支援の方向性", written_text(assessment.direction.reveal())}}),
        data_table(table));
}

/// The assessments with the problems the reader may know of.
std::vector<Assessment> readable_assessments(CaseView& view) {
    auto all = assessments_of(view.scope, view.head.id);
    const auto owner = access::Holder::desk(view.scope.profile.coordinating_desk);
    for (auto& assessment : all) {
        std::erase_if(assessment.problems, [&](const Problem& problem) {
            return !view.reading.may_read(
                {access::Category::Case, problem.person, owner, std::nullopt});
        });
    }
    return all;
}

}  // namespace

std::optional<Assessment> newest_readable_assessment(CaseView& view) {
    if (!may_read_assessment(view)) return std::nullopt;
    auto all = readable_assessments(view);
    if (all.empty()) return std::nullopt;
    return std::move(all.front());
}

namespace {

web::Response assessment_with(const CaseRoom& room, const web::Request& request,
                              const accounts::Actor& actor,
                              const std::optional<web::Entered>& typed) {
    const auto title = std::string(room.office().profile().term("household_assessment"));
    return room.show(
        request, actor, {"case.assessment", "/assessment", title},
        [&](CaseView& view, web::PageFrame&) {
            const bool whole = may_read_assessment(view);
            const auto all = whole ? readable_assessments(view) : std::vector<Assessment>();
            Html content;
            if (all.empty()) {
                content +=
                    web::empty_state(whole ? "アセスメントは、まだ記録されていません。"
                                           : "世帯全体のアセスメントを読める根拠がありません。");
            } else {
                content += web::section({.title = "いまのアセスメント"}, shown(view, all.front()));
            }
            if (view.can(accounts::Act::Assess) &&
                view.reading.stands_on(access::Basis::Coordination)) {
                const auto form = access::open_form(room.office(), request, view.scope,
                                                    "assessment:" + view.head.id.text(), typed);
                const auto* known = all.empty() ? nullptr : &all.front();
                const bool open = known == nullptr || form.entered.present();
                content += web::more(known == nullptr ? "アセスメントを記録する"
                                                      : "いまの内容をもとに、新しく記録する",
                                     assessment_form(form, view, known), open, "new");
            }
            for (std::size_t i = 1; i < all.size(); ++i) {
                content +=
                    web::more(fmt::format("以前のアセスメント {}", japanese_date(all[i].made_on)),
                              shown(view, all[i]));
            }
            return content;
        },
        typed ? 422 : 200);
}

/// The problems of each area, and which of them weigh most.
std::vector<Problem> read_problems(web::FormReader& form, const web::Request& request,
                                   const municipality::CodeList& list) {
    const auto known = list.codes();
    constexpr std::string_view prefix = "problems_";
    std::set<std::string> areas;
    for (const auto& [name, code] : request.form.entries()) {
        if (name.starts_with(prefix)) areas.insert(name);
    }
    std::vector<Problem> problems;
    for (const auto& area : areas) {
        const auto whose = area.substr(prefix.size());
        for (const auto& code : form.codes_of(area, "課題", known)) {
            Problem problem{.code = code};
            if (whose != "household") problem.person = PersonId(whose);
            problems.push_back(std::move(problem));
        }
    }
    for (const auto& main : form.codes_of("main", "主な課題", known)) {
        bool chosen = false;
        for (auto& problem : problems) {
            if (problem.code != main) continue;
            problem.is_main = true;
            chosen = true;
        }
        if (!chosen) form.add_error("main", "主な課題は、上で選んだ課題の中から選んでください。");
    }
    return problems;
}

Assessment read_assessment(web::FormReader& form, const web::Request& request,
                           const municipality::CodeList& problems, const Date& today) {
    Assessment made{.case_id = casefile::case_of(request), .made_on = today};
    made.problems = read_problems(form, request, problems);
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
    const auto made = read_assessment(form, request, room.office().profile().codes.list("problems"),
                                      room.office().town.clock().today());
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

/// What the need usually stands on and is not there yet; neither bars the way (L-20).
Html not_there_yet(const CaseView& view) {
    using namespace web;
    Html made;
    if (assessments_of(view.scope, view.head.id).empty()) {
        made += notice(
            {.kind = NoticeKind::Warning,
             .title = fmt::format("{}の記録が、まだありません",
                                  view.scope.profile.term("household_assessment")),
             .body = group(
                 text("急ぐときは、このまま認定できます。そのときは、何をもとに必要と認めたかを"
                      "理由に書いてください。"),
                 text(" "),
                 link_to({"先にアセスメントを記録する", view.path("/assessment#new")}))});
    }
    const bool consents = std::ranges::any_of(view.persons, [](const people::Person& person) {
        return person.track == access::Track::Consented;
    });
    if (!consents) {
        made += notice({.kind = NoticeKind::Information,
                        .title = "同意のある方が、まだいません",
                        .body = text("認定は同意がなくても記録できますが、プラン案は、"
                                     "同意のある方についてだけ作れます。")});
    }
    return made;
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
                error_summary(entered), not_there_yet(view),
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

bool may_read_assessment(const CaseView& view) {
    const auto owner = access::Holder::desk(view.scope.profile.coordinating_desk);
    return view.reading.may_read({access::Category::Case, std::nullopt, owner, std::nullopt})
        .has_value();
}

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
