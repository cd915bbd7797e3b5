#include <algorithm>

#include <fmt/format.h>

#include "municipality/municipality_code.hpp"
#include "municipality/profile.hpp"
#include "municipality/profile_parts.hpp"
#include "municipality/toml_document.hpp"

namespace kasane::municipality {
namespace {

/// The only format of profiles so far; a later one is read by a later program.
constexpr int known_format = 1;

void read_municipality(TableReader& root, Profile& profile) {
    auto table = root.table("municipality");
    if (!table) return;
    const auto code = table->text("code");
    if (!code.empty() && !is_municipality_code(code)) {
        table->notes().problem(table->path_of("code"),
                               fmt::format("「{}」は全国地方公共団体コードではありません。"
                                           "検査数字を含む6桁の数字を書いてください。",
                                           code));
    }
    profile.municipality = MunicipalityCode(code);
    profile.key = table->text("key");
    if (!profile.key.empty() && !is_key(profile.key)) {
        table->notes().problem(table->path_of("key"),
                               "半角の小文字で始め、小文字・数字・_ を40字までで書いてください。");
    }
    profile.name = table->text("name");
    profile.prefecture = read_sourced<std::string>(
        *table, "prefecture", [](TableReader& at, auto key) { return at.text(key); });
    profile.programme_name = table->text("programme_name");
    profile.department = table->text("department");
    table->finish();
}

void read_period(TableReader& plan, PlanFrame& frame) {
    auto table = plan.table("period");
    if (!table) return;
    auto& period = frame.period;
    period.kind = table->code<PeriodKind>("kind");
    period.start = table->stated_date("start");
    period.end = table->stated_date("end");
    period.printed = table->text("printed");
    period.project_start = table->stated_text("project_start");
    if (period.start.stated() && period.end.stated() && period.end.value() < period.start.value()) {
        table->notes().problem(table->path_of("end"),
                               "計画期間の終わりが始まりより前になっています。");
    }
    if (period.kind == PeriodKind::FiscalYears) {
        if (period.start.stated() &&
            period.start.value() != FiscalYear::of(period.start.value()).first_day()) {
            table->notes().problem(table->path_of("start"),
                                   "年度で表す期間は4月1日から始めてください。");
        }
        if (period.end.stated() &&
            period.end.value() != FiscalYear::of(period.end.value()).last_day()) {
            table->notes().problem(table->path_of("end"),
                                   "年度で表す期間は3月31日で終えてください。");
        }
    }
    if (period.project_start.stated() &&
        !Date::parse(period.project_start.value() + "-01").has_value()) {
        table->notes().problem(table->path_of("project_start"),
                               "事業の開始は 2026-07 のように年と月で書いてください。");
    }
    table->finish();
}

void read_review(TableReader& plan, PlanFrame& frame) {
    auto table = plan.table("review");
    if (!table) return;
    frame.review.cycle = table->code<ReviewCycle>("cycle");
    frame.review.printed = table->text_or("printed", "");
    if (frame.review.cycle == ReviewCycle::WithOtherPlan) {
        frame.review.with_plan = table->reference("with_plan", ReferenceKind::RelatedPlan);
    }
    table->finish();
}

void read_related_plans(TableReader& root, Profile& profile) {
    for (auto& row : root.tables("related_plan")) {
        RelatedPlan plan;
        plan.key = row.defined_key("key", ReferenceKind::RelatedPlan);
        plan.name = row.text("name");
        plan.relation = row.code<PlanRelation>("relation");
        plan.period = row.stated_text("period");
        plan.remark = row.text_or("remark", "");
        row.finish();
        profile.related_plans.push_back(std::move(plan));
    }
}

void read_notes(TableReader& root, Profile& profile) {
    for (auto& row : root.tables("note")) {
        Note note;
        note.kind = row.code<NoteKind>("kind");
        note.place = row.text("place");
        note.printed =
            note.kind == NoteKind::Gap ? row.text_or("printed", "") : row.text("printed");
        note.text = row.text("text");
        row.finish();
        profile.notes.push_back(std::move(note));
    }
}

}  // namespace

void read_frame(TableReader& root, Profile& profile) {
    read_municipality(root, profile);
    if (auto table = root.table("plan")) {
        auto& plan = profile.plan;
        plan.title = table->text("title");
        plan.edition = table->text_or("edition", "");
        plan.status = table->code<PlanStatus>("status");
        plan.status_printed = table->text_or("status_printed", "");
        plan.issued = table->stated_text("issued");
        plan.issuer = table->stated_text("issuer");
        plan.legal_basis = table->text("legal_basis");
        plan.philosophy = table->text_or("philosophy", "");
        read_period(*table, plan);
        read_review(*table, plan);
        table->finish();
    }
    read_related_plans(root, profile);
    read_notes(root, profile);
}

void read_words(TableReader& root, Profile& profile) {
    for (auto& row : root.tables("term")) {
        Term term;
        const auto code = row.text("concept");
        if (const auto what = from_code<Concept>(code)) {
            term.what = *what;
            if (profile.find_term(*what) != nullptr) {
                row.notes().problem(row.path_of("concept"),
                                    fmt::format("「{}」の用語は前にもあります。", code));
            }
        } else if (!code.empty()) {
            row.notes().problem(row.path_of("concept"),
                                fmt::format("「{}」という概念はありません。", code));
        }
        term.local = row.text("local");
        term.aliases = row.texts("aliases");
        term.meaning = row.text_or("meaning", "");
        term.validity = row.validity();
        row.finish();
        profile.terms.push_back(std::move(term));
    }
    for (auto& row : root.tables("glossary")) {
        GlossaryEntry entry{row.text("word"), row.text("meaning"), row.validity()};
        row.finish();
        profile.glossary.push_back(std::move(entry));
    }
}

ProfileReading read_profile(std::string_view toml, std::string_view file,
                            const ProfileVocabulary& vocabulary) {
    ProfileReading result;
    const auto parsed = parse_toml(toml, file);
    if (!parsed.root) {
        result.problems = parsed.problems;
        return result;
    }
    ReadingNotes notes(file);
    TableReader root(*parsed.root, "", notes);
    auto profile = std::make_shared<Profile>();
    if (root.number("format", 1, 1'000) != known_format) {
        notes.problem("format", "この形式のプロファイルは、このプログラムでは読めません。");
    }
    read_frame(root, *profile);
    read_words(root, *profile);
    read_organisation(root, *profile, vocabulary);
    read_programmes(root, *profile);
    read_meetings(root, *profile);
    read_settings(root, *profile, vocabulary);
    read_choices(root, *profile, vocabulary);
    root.finish();
    notes.resolve();
    check_profile(*profile, notes);
    result.problems = notes.sorted_problems();
    if (notes.clean()) result.profile = std::move(profile);
    return result;
}

}  // namespace kasane::municipality
