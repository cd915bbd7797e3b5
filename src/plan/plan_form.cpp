#include "plan/plan_form.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/choices.hpp"
#include "plan/plan_pages.hpp"
#include "plan/plan_rules.hpp"

namespace kasane::plan {
namespace {

using casefile::CaseView;
using web::Html;

std::string row_field(int row, std::string_view part) { return fmt::format("row{}_{}", row, part); }

Html row_fields(const CaseView& view, int number, const PlanRow* row, const web::Entered& entered) {
    using namespace web;
    const auto text_of = [&](const PrivateText PlanRow::* member) {
        return row == nullptr ? std::string() : (row->*member).reveal();
    };
    return field_group(
        {fmt::format("目標 {}", number), {}},
        group(text_field({.name = row_field(number, "goal"),
                          .label = "目標",
                          .value = text_of(&PlanRow::goal),
                          .width = FieldWidth::Full},
                         entered),
              date_field({.name = row_field(number, "due"),
                          .label = "達成時期",
                          .value = row == nullptr ? std::nullopt : row->due_on},
                         entered),
              text_field({.name = row_field(number, "what"),
                          .label = "取り組むこと",
                          .value = text_of(&PlanRow::what),
                          .width = FieldWidth::Full},
                         entered),
              field_row(
                  {select_field({.name = row_field(number, "actor"),
                                 .label = "だれが",
                                 .value = row == nullptr ? "supporter"
                                                         : std::string(code_of(row->actor_type)),
                                 .groups = ungrouped(choices_of<ActorType>()),
                                 .nothing_chosen = ""},
                                entered),
                   select_field(
                       {.name = row_field(number, "desk"),
                        .label = "担当の機関・窓口",
                        .value = row != nullptr && row->desk ? row->desk->text() : std::string(),
                        .groups = ungrouped(access::desk_choices(view.scope))},
                       entered),
                   text_field({.name = row_field(number, "frequency"),
                               .label = "頻度",
                               .value = row == nullptr ? std::string() : row->frequency,
                               .width = FieldWidth::Short},
                              entered)})));
}

std::vector<web::Choice> consenting(const CaseView& view) {
    std::vector<web::Choice> choices;
    for (const auto& person : view.persons) {
        const bool consents = person.track == access::Track::Consented;
        choices.push_back({.code = person.id.text(),
                           .label = person.name.reveal(),
                           .not_possible = consents ? "" : "同意がないため、対象にできません"});
    }
    return choices;
}

}  // namespace

Plan plan_begun_from(const CaseView& view, const Assessment& assessment) {
    Plan plan{.case_id = view.head.id, .drafted_on = view.scope.today()};
    for (const auto& person : view.persons) {
        if (person.track == access::Track::Consented) plan.subjects.push_back(person.id);
    }
    std::string issues;
    const auto& problems = view.scope.profile.codes.list("problems");
    for (const auto& problem : assessment.problems) {
        const bool theirs = !problem.person || std::ranges::find(plan.subjects, *problem.person) !=
                                                   plan.subjects.end();
        if (!problem.is_main || !theirs) continue;
        issues += fmt::format(
            "{}{} — {}", issues.empty() ? "" : "\n", problems.label(problem.code),
            problem.person ? view.name_of(*problem.person) + "さん" : std::string("世帯全体"));
    }
    plan.wishes = assessment.person_wish;
    plan.issues = PrivateText(issues);
    plan.policy = assessment.direction;
    return plan;
}

Html plan_fields(const CaseView& view, const std::optional<Plan>& plan,
                 const web::Entered& entered) {
    using namespace web;
    const auto stored = [&](const PrivateText Plan::* member) {
        return plan ? ((*plan).*member).reveal() : std::string();
    };
    std::vector<std::string> subjects;
    if (plan) {
        for (const auto& person : plan->subjects) subjects.push_back(person.text());
    }
    Html rows;
    for (int number = 1; number <= plan_form_rows; ++number) {
        const auto index = static_cast<std::size_t>(number - 1);
        const PlanRow* row = plan && index < plan->rows.size() ? &plan->rows[index] : nullptr;
        rows += row_fields(view, number, row, entered);
    }
    return group(
        plan && !plan->id.empty() ? hidden_field("plan", plan->id.text()) : Html(),
        check_area({.name = "subjects",
                    .legend = "だれのためのプランですか",
                    .values = subjects,
                    .required = true,
                    .groups = ungrouped(consenting(view))},
                   entered),
        long_text_field({.name = "wishes",
                         .label = "本人・世帯の意向",
                         .value = stored(&Plan::wishes),
                         .rows = 4},
                        entered),
        long_text_field({.name = "issues",
                         .label = "解決したい課題",
                         .value = stored(&Plan::issues),
                         .rows = 4},
                        entered),
        long_text_field(
            {.name = "policy", .label = "支援の方針", .value = stored(&Plan::policy), .rows = 3},
            entered),
        rows,
        long_text_field({.name = "points_to_note",
                         .label = "留意事項",
                         .value = stored(&Plan::points_to_note),
                         .rows = 3},
                        entered),
        long_text_field({.name = "integration",
                         .label = "一体的に支援するための方策",
                         .value = stored(&Plan::integration),
                         .rows = 3},
                        entered),
        field_row({date_field({.name = "starts_on",
                               .label = "プランの開始",
                               .value = plan ? plan->starts_on : std::nullopt},
                              entered),
                   date_field({.name = "ends_on",
                               .label = "プランの終了",
                               .value = plan ? plan->ends_on : std::nullopt},
                              entered)}),
        date_field({.name = "next_confirmation_on",
                    .label = "次に状況を確認する日",
                    .help = "プランは、定期的に確認します(施行規則34条の8)。",
                    .value = plan ? plan->next_confirmation_on : std::nullopt},
                   entered));
}

web::RecordWords plan_in_words(const municipality::Profile& profile, const Plan& plan) {
    const auto day_of = [](const std::optional<Date>& date) {
        return date ? japanese_date(*date) : std::string();
    };
    web::RecordWords words{{"本人・世帯の意向", plan.wishes.reveal()},
                           {"解決したい課題", plan.issues.reveal()},
                           {"支援の方針", plan.policy.reveal()},
                           {"留意事項", plan.points_to_note.reveal()},
                           {"一体的に支援するための方策", plan.integration.reveal()},
                           {"プランの開始", day_of(plan.starts_on)},
                           {"プランの終了", day_of(plan.ends_on)},
                           {"次に状況を確認する日", day_of(plan.next_confirmation_on)}};
    for (std::size_t i = 0; i < plan.rows.size(); ++i) {
        const auto& row = plan.rows[i];
        words.emplace_back(
            fmt::format("目標 {}", i + 1),
            fmt::format("{}\n達成時期: {}\n取り組むこと: {}\nだれが: {} {}\n頻度: {}",
                        row.goal.reveal(), day_of(row.due_on), row.what.reveal(),
                        label_of(row.actor_type), row.desk ? profile.desk_name(*row.desk) : "",
                        row.frequency));
    }
    return words;
}

Plan read_plan(web::FormReader& form, const web::Request& request,
               const municipality::Profile& profile, const Date& today) {
    const auto words = [&](std::string_view name, std::string_view label) {
        return PrivateText(form.long_text(name, label));
    };
    Plan plan{.case_id = casefile::case_of(request), .drafted_on = today};
    if (const auto id = form.id("plan", "プラン")) plan.id = PlanId(*id);
    plan.version = form.version();
    plan.subjects = form.ids_of<PersonId>("subjects", "だれのためのプランか", web::Need::Required);
    plan.wishes = words("wishes", "意向");
    plan.issues = words("issues", "解決したい課題");
    plan.policy = words("policy", "支援の方針");
    plan.points_to_note = words("points_to_note", "留意事項");
    plan.integration = words("integration", "一体的に支援するための方策");
    plan.starts_on = form.date("starts_on", "プランの開始");
    plan.ends_on = form.date("ends_on", "プランの終了");
    plan.next_confirmation_on = form.date("next_confirmation_on", "次に状況を確認する日");
    const auto desks = access::desk_codes(profile, today);
    for (int number = 1; number <= plan_form_rows; ++number) {
        const web::TextLimit line{web::line_characters};
        PlanRow row{
            .goal = PrivateText(form.text(row_field(number, "goal"), "目標", line)),
            .due_on = form.date(row_field(number, "due"), "達成時期"),
            .what = PrivateText(form.text(row_field(number, "what"), "取り組むこと", line))};
        row.actor_type = form.choice<ActorType>(row_field(number, "actor"), "だれが")
                             .value_or(ActorType::Supporter);
        if (const auto desk = form.code(row_field(number, "desk"), "担当の機関・窓口", desks)) {
            row.desk = DeskId(*desk);
        }
        row.frequency = form.text(row_field(number, "frequency"), "頻度");
        if (row.goal.empty() && row.what.empty() && !row.due_on && !row.desk &&
            row.frequency.empty()) {
            continue;
        }
        // Here the row still has the number it has on the page.
        if (!row.due_on) {
            form.add_error(row_field(number, "due"), "目標の達成時期を入力してください。");
        } else if (const auto trouble = trouble_with_goal_date(plan, *row.due_on);
                   !trouble.empty()) {
            form.add_error(row_field(number, "due"), trouble);
        }
        plan.rows.push_back(std::move(row));
    }
    return plan;
}

Html plan_sheet(const CaseView& view, const Plan& plan) {
    using namespace web;
    std::string subjects;
    for (const auto& person : plan.subjects) {
        subjects += fmt::format("{}{}さん", subjects.empty() ? "" : "、", view.name_of(person));
    }
    DataTable table{.caption = "目標と役割分担",
                    .columns = {{.label = "目標"},
                                {.label = "達成時期", .one_line = true},
                                {.label = "取り組むこと"},
                                {.label = "だれが"},
                                {.label = "頻度"}}};
    for (const auto& row : plan.rows) {
        table.rows.push_back(
            {.cells = {text(row.goal.reveal()), row.due_on ? day(*row.due_on) : text("—"),
                       text(row.what.reveal()),
                       text(row.desk ? view.scope.profile.desk_name(*row.desk)
                                     : std::string(label_of(row.actor_type))),
                       text(row.frequency)}});
    }
    table.empty = empty_state("目標は、まだ入力されていません。");
    const auto date_or = [](const std::optional<Date>& date) {
        return date ? day(*date) : text("未定");
    };
    return group(
        facts({{"対象の方", text(subjects)},
               {"意向", written_text(plan.wishes.reveal())},
               {"解決したい課題", written_text(plan.issues.reveal())},
               {"支援の方針", written_text(plan.policy.reveal())}}),
        data_table(table),
        facts({{"留意事項", written_text(plan.points_to_note.reveal())},
               {"一体的に支援するための方策", written_text(plan.integration.reveal())},
               {"期間", group(date_or(plan.starts_on), text(" 〜 "), date_or(plan.ends_on))},
               {"次に状況を確認する日", date_or(plan.next_confirmation_on)},
               {"支援決定", plan.decided_on
                                ? group(text(plan.decision_number + " "), day(*plan.decided_on),
                                        text(" 決裁: " + plan.decided_by_name))
                                : text("まだ決定されていません")}}));
}

}  // namespace kasane::plan
