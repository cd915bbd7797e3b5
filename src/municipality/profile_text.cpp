#include "municipality/profile_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>

namespace kasane::municipality {
namespace {

constexpr std::string_view silent = "記載なし";

void heading(std::string& text, std::string_view words) { text += fmt::format("\n■ {}\n", words); }

void line(std::string& text, std::string_view label, std::string_view words) {
    text += fmt::format("  {}: {}\n", label, words);
}

std::string_view or_silent(const Stated<std::string>& words) {
    return words.stated() ? std::string_view(words.value()) : silent;
}

std::string end_of_period(const PlanPeriod& period, const Stated<Date>& date) {
    if (!date.stated()) return std::string(silent);
    if (period.kind == PeriodKind::FiscalYears) return FiscalYear::of(date.value()).label();
    return japanese_date(date.value());
}

std::string joined(const std::vector<std::string>& words) {
    return fmt::format("{}", fmt::join(words, "、"));
}

/// 「3 (初期値)」: a value never appears without where it comes from.
template <class T>
std::string with_source(const T& value, Source source) {
    return fmt::format("{} ({})", value, label_of(source));
}

void add_plan(std::string& text, const Profile& profile) {
    const auto& plan = profile.plan;
    heading(text, "計画");
    line(text, "名称", plan.title);
    if (!plan.edition.empty()) line(text, "版", plan.edition);
    line(text, "状態", label_of(plan.status));
    line(text, "発行", or_silent(plan.issued));
    line(text, "発行者", or_silent(plan.issuer));
    line(text, "根拠", plan.legal_basis);
    if (!plan.philosophy.empty()) line(text, "基本理念", plan.philosophy);
    line(text, "期間",
         fmt::format("{} から {} まで", end_of_period(plan.period, plan.period.start),
                     end_of_period(plan.period, plan.period.end)));
    line(text, "事業の開始", or_silent(plan.period.project_start));
    line(text, "評価・見直し",
         plan.review.printed.empty() ? label_of(plan.review.cycle)
                                     : std::string_view(plan.review.printed));
    for (const auto& related : profile.related_plans) {
        line(text, label_of(related.relation), related.name);
    }
}

void add_organisation(std::string& text, const Profile& profile) {
    heading(text, "分野");
    for (const auto& field : profile.fields) {
        line(text, field.label,
             field.aliases.empty() ? std::string() : "別の表記 " + joined(field.aliases));
    }
    heading(text, "機関");
    for (const auto& agency : profile.agencies) {
        line(text, agency.name,
             fmt::format("{}、{}{}", profile.codes.list("agency_categories").label(agency.category),
                         label_of(agency.belonging),
                         agency.records == RecordKeeping::SharedByAgency ? "、記録を共有" : ""));
    }
    heading(text, "窓口");
    for (const auto& desk : profile.desks) {
        line(text, fmt::format("{} [{}]", desk.name, desk.id.text()),
             fmt::format("{}、{}、連絡先 {}", profile.agency_name(desk.agency),
                         with_source(label_of(desk.kind.value), desk.kind.source),
                         or_silent(desk.contact)));
    }
    line(text, "多機関協働の窓口", profile.desk_name(profile.coordinating_desk));
    heading(text, "役割");
    for (const auto& role : profile.roles) {
        line(text, role.label, with_source(joined(role.roles), role.source));
    }
}

void add_words(std::string& text, const Profile& profile) {
    heading(text, "用語");
    for (const auto& term : profile.terms) {
        line(text, standard_name(term.what),
             term.aliases.empty() ? term.local
                                  : fmt::format("{} ({})", term.local, joined(term.aliases)));
    }
    for (const auto& entry : profile.glossary) line(text, entry.word, entry.meaning);
}

void add_programmes(std::string& text, const Profile& profile) {
    heading(text, "事業");
    for (const auto& programme : profile.programmes) {
        std::vector<std::string> items;
        for (const auto item : programme.items) items.emplace_back(label_of(item));
        text += fmt::format("  {} {} [{}]\n", programme.number, programme.heading, joined(items));
        for (const auto& row : profile.programme_rows) {
            const auto* cell = programme.cell(row.key);
            if (cell == nullptr) continue;
            text += fmt::format("    {}: {}\n", row.label, or_silent(cell->text));
            for (std::size_t i = 0; i < cell->items.size(); ++i) {
                text += fmt::format("      {} {}\n", i + 1, cell->items[i]);
            }
        }
    }
}

void add_meetings(std::string& text, const Profile& profile) {
    heading(text, "会議");
    for (const auto& meeting : profile.meetings) {
        text += fmt::format("  {} ({})\n", meeting.local_name, label_of(meeting.type));
        const auto detail = [&](std::string_view label, std::string_view words) {
            text += fmt::format("    {}: {}\n", label, words);
        };
        detail("根拠", or_silent(meeting.legal_basis));
        detail("本人同意", label_of(meeting.consent));
        detail("個人情報", label_of(meeting.personal_data));
        detail("守秘義務", or_silent(meeting.secrecy.article));
        detail("構成員", or_silent(meeting.members_printed));
        detail("主催", or_silent(meeting.host.value));
        detail("事務局", or_silent(meeting.secretariat));
        detail("開催頻度", or_silent(meeting.frequency_printed));
        for (const auto& purpose : meeting.purposes) detail("目的", purpose);
    }
}

template <class E>
void setting(std::string& text, std::string_view label, const Sourced<E>& value) {
    line(text, label, with_source(label_of(value.value), value.source));
}

void number(std::string& text, std::string_view label, std::string_view unit,
            const Sourced<int>& value) {
    line(text, label, with_source(fmt::format("{}{}", value.value, unit), value.source));
}

void add_settings(std::string& text, const Profile& profile) {
    const auto& settings = profile.settings;
    heading(text, "期間と取決め");
    number(text, profile.spellings(Concept::Memo).front() + "の回答", "営業日以内",
           settings.memo_answer_business_days);
    number(text, "緊急の場合の回答", "営業日以内", settings.memo_urgent_answer_business_days);
    number(text, "受付から振り分けまで", "日", settings.screening_days);
    number(text, "受理からプラン案まで", "日", settings.plan_draft_days);
    number(text, "モニタリングの間隔", "か月", settings.monitoring_interval_months);
    number(text, "プランの終わりの知らせ", "日前", settings.plan_end_notice_days);
    number(text, "同意の働きかけの間隔", "日", settings.consent_retry_days);
    number(text, "接触のないことの知らせ", "日", settings.outreach_silence_days);
    number(text, "見守りの再確認", "日", settings.watch_recheck_days);
    number(text, "会議録の確定から閲覧の終わりまで", "日", settings.conference_grounds_close_days);
    number(text, "同意の撤回からプランの見直しまで", "日", settings.withdrawal_review_days);
    number(text, "終結後のフォローアップ", "か月", settings.follow_up_months);
    number(text, "誓約書の有効期間", "か月", settings.pledge_valid_months);
    number(text, "操作がないときの自動終了", "分", settings.session_idle_minutes);
    number(text, "続けて使える長さ", "時間", settings.session_longest_hours);
    setting(text, "誓約書", settings.pledge);
    setting(text, "終結の判断", settings.closing_decided_by_conference);
    setting(text, "主担当が決まらないとき", settings.lead_when_unsettled);
    setting(text, "利用申込みと本人同意", settings.application_as_consent);
    setting(text, "既存の相談票", settings.existing_forms);
    for (const auto& criterion : profile.screening_criteria) {
        line(text, profile.codes.list("referral_reasons").label(criterion.reason), criterion.text);
    }
}

void add_notes(std::string& text, const Profile& profile) {
    heading(text, "注記");
    for (const auto& note : profile.notes) {
        line(text, fmt::format("{} ({})", label_of(note.kind), note.place), note.text);
    }
}

}  // namespace

std::string profile_text(const Profile& profile) {
    std::string text = fmt::format("{} ({}) 市町村コード {}\n", profile.name,
                                   profile.prefecture.value, profile.municipality.text());
    text += fmt::format("{} 担当 {}\n", profile.programme_name, profile.department);
    add_plan(text, profile);
    add_organisation(text, profile);
    add_words(text, profile);
    add_programmes(text, profile);
    add_meetings(text, profile);
    add_settings(text, profile);
    add_notes(text, profile);
    return text;
}

}  // namespace kasane::municipality
