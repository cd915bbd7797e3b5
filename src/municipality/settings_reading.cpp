#include <algorithm>

#include <fmt/format.h>

#include "municipality/profile_parts.hpp"

namespace kasane::municipality {
namespace {

struct NumberSetting {
    std::string_view key;
    Sourced<int> Settings::* member;
    int least;
    int most;
};

constexpr NumberSetting number_settings[] = {
    {"memo_answer_business_days", &Settings::memo_answer_business_days, 1, 60},
    {"memo_urgent_answer_business_days", &Settings::memo_urgent_answer_business_days, 0, 10},
    {"screening_days", &Settings::screening_days, 1, 90},
    {"plan_draft_days", &Settings::plan_draft_days, 1, 365},
    {"monitoring_interval_months", &Settings::monitoring_interval_months, 1, 24},
    {"plan_end_notice_days", &Settings::plan_end_notice_days, 1, 180},
    {"consent_retry_days", &Settings::consent_retry_days, 1, 365},
    {"outreach_silence_days", &Settings::outreach_silence_days, 1, 365},
    {"watch_recheck_days", &Settings::watch_recheck_days, 1, 365},
    {"conference_grounds_close_days", &Settings::conference_grounds_close_days, 0, 365},
    {"withdrawal_review_days", &Settings::withdrawal_review_days, 1, 90},
    {"follow_up_months", &Settings::follow_up_months, 0, 60},
    {"pledge_valid_months", &Settings::pledge_valid_months, 1, 60},
    {"session_idle_minutes", &Settings::session_idle_minutes, 5, 480},
    {"session_longest_hours", &Settings::session_longest_hours, 1, 24},
};

template <class E>
Sourced<E> coded(TableReader& table, std::string_view key) {
    return read_sourced<E>(table, key, [](TableReader& at, auto name) { return at.code<E>(name); });
}

/// The town's choices are added to a copy of the standard lists. Nothing can be taken away.
void read_added_choices(TableReader& root, Profile& profile) {
    for (auto& row : root.tables("choice")) {
        const auto name = row.text("list");
        Choice choice;
        choice.code = row.text("code");
        choice.label = row.text("label");
        choice.group = row.text_or("group", "");
        choice.origin = ChoiceOrigin::Town;
        choice.validity = row.validity();
        row.finish();
        if (!choice.code.empty() && !is_key(choice.code)) {
            row.notes().problem(row.path_of("code"),
                                "半角の小文字で始め、小文字・数字・_ を40字までで書いてください。");
        }
        auto* list = profile.codes.find(name);
        if (list == nullptr) {
            if (name.empty()) continue;
            row.notes().problem(row.path_of("list"),
                                fmt::format("「{}」という選択肢の一覧はありません。", name));
        } else if (!choice.code.empty() && !list->add(choice)) {
            row.notes().problem(row.path_of("code"), fmt::format("「{}」は「{}」にもうあります。",
                                                                 choice.code, list->title()));
        }
    }
}

void read_intake(TableReader& root, Profile& profile) {
    auto table = root.table("intake");
    if (!table) return;
    profile.intake_topics = table->texts("topics");
    if (profile.intake_topics.empty()) {
        table->notes().problem(table->path_of("topics"), "相談内容を一つ以上書いてください。");
    }
    for (std::size_t i = 0; i < profile.intake_topics.size(); ++i) {
        if (profile.codes.list("topics").has(profile.intake_topics[i])) continue;
        table->notes().problem(
            fmt::format("{}[{}]", table->path_of("topics"), i + 1),
            fmt::format("「{}」は相談内容の選択肢にありません。", profile.intake_topics[i]));
    }
    table->finish();
}

void read_criteria(TableReader& root, Profile& profile) {
    for (auto& row : root.tables("screening_criterion")) {
        ScreeningCriterion criterion;
        criterion.reason = row.text("reason");
        criterion.text = row.text("text");
        criterion.source = row.code<Source>("source");
        if (!criterion.reason.empty() &&
            !profile.codes.list("referral_reasons").has(criterion.reason)) {
            row.notes().problem(
                row.path_of("reason"),
                fmt::format("「{}」はつなぐ理由の選択肢にありません。", criterion.reason));
        }
        row.finish();
        profile.screening_criteria.push_back(std::move(criterion));
    }
}

}  // namespace

void read_settings(TableReader& root, Profile& profile, const ProfileVocabulary& vocabulary) {
    auto table = root.table("settings");
    if (!table) return;
    auto& settings = profile.settings;
    for (const auto& row : number_settings) {
        settings.*row.member = read_sourced<int>(*table, row.key, [&](TableReader& at, auto key) {
            return at.number(key, row.least, row.most);
        });
    }
    settings.second_factor = read_sourced<std::vector<std::string>>(
        *table, "second_factor",
        [&](TableReader& at, auto key) { return read_role_codes(at, key, vocabulary); });
    settings.pledge = coded<Pledge>(*table, "pledge");
    settings.closing_decided_by_conference =
        coded<ClosingRole>(*table, "closing_decided_by_conference");
    settings.lead_when_unsettled = coded<LeadDecider>(*table, "lead_when_unsettled");
    settings.application_as_consent = coded<ApplicationAsConsent>(*table, "application_as_consent");
    settings.existing_forms = coded<ExistingForms>(*table, "existing_forms");
    table->finish();
}

void read_choices(TableReader& root, Profile& profile, const ProfileVocabulary& vocabulary) {
    profile.codes = vocabulary.codes;
    read_added_choices(root, profile);
    read_intake(root, profile);
    read_criteria(root, profile);
}

}  // namespace kasane::municipality
