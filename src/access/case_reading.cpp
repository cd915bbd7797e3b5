#include "access/case_reading.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/ground_store.hpp"

namespace kasane::access {

namespace {

/// A ground that ends at midnight was open until the day before.
Date last_day_before(Instant end) { return Instant(end.microseconds() - 1).date_in_japan(); }

}  // namespace

std::optional<CaseReading> CaseReading::open(Scope& scope, const CaseId& case_id) {
    if (!is_uuid(case_id.text())) return std::nullopt;
    auto opened = open_all(scope, std::span(&case_id, 1));
    if (opened.empty()) return std::nullopt;
    return std::move(opened.begin()->second);
}

CaseReadings CaseReading::open_all(Scope& scope, std::span<const CaseId> cases) {
    CaseReadings opened;
    for (auto& ground : open_grounds_of(scope.rows, cases, scope.holders(), scope.now)) {
        const auto at =
            opened.try_emplace(ground.case_id, CaseReading(scope, ground.case_id)).first;
        at->second.grounds_.push_back(std::move(ground));
    }
    if (opened.empty()) return opened;
    for (auto& [case_id, concerned] : concerned_of(scope.rows, cases)) {
        const auto at = opened.find(case_id);
        if (at != opened.end()) at->second.concerned_.push_back(std::move(concerned));
    }
    for (auto& [case_id, reading] : opened) {
        reading.household_categories_ =
            categories_of_whole_household(reading.grounds_, reading.concerned_);
    }
    return opened;
}

std::optional<CaseReading> CaseReading::open(Scope& scope, const std::optional<CaseId>& case_id) {
    static const CaseId nobodys("00000000-0000-0000-0000-000000000000");
    return open(scope, case_id ? *case_id : nobodys);
}

std::optional<Grant> CaseReading::may_read(const Item& item) {
    const Ground* ground = ground_for(grounds_, household_categories_, item);
    if (ground == nullptr) return std::nullopt;
    scope_->log.opened(case_id_, *ground, item);
    return Grant(case_id_, item.category, item.subject, *ground);
}

bool CaseReading::would_allow(const Item& item) const {
    return ground_for(grounds_, household_categories_, item) != nullptr;
}

std::optional<Grant> CaseReading::any(Category category) {
    const auto found = std::ranges::find_if(grounds_, [&](const Ground& ground) {
        return ground.category == category && !bound_to_its_source(ground.basis);
    });
    if (found == grounds_.end()) return std::nullopt;
    scope_->log.opened(case_id_, *found, {category, found->subject, found->holder, std::nullopt});
    return Grant(case_id_, category, found->subject, *found);
}

bool CaseReading::shared_about(const PersonId& person, Category category) const {
    return std::ranges::any_of(grounds_, [&](const Ground& ground) {
        return ground.category == category && ground.basis != Basis::OwnDesk &&
               (!ground.subject || ground.subject == person);
    });
}

bool CaseReading::stands_on(Basis basis) const {
    return std::ranges::find(grounds_, basis, &Ground::basis) != grounds_.end();
}

std::vector<std::string> CaseReading::ground_line() const {
    // One line per basis: since its earliest opening, until its latest end when all have one.
    std::vector<std::string> lines;
    for (const auto& choice : codes<Basis>) {
        const Ground* earliest = nullptr;
        std::optional<Instant> end;
        bool endless = false;
        for (const auto& ground : grounds_) {
            if (ground.basis != choice.value) continue;
            if (earliest == nullptr || ground.opened_at < earliest->opened_at) earliest = &ground;
            if (!ground.until) endless = true;
            if (ground.until && (!end || *end < *ground.until)) end = ground.until;
        }
        if (earliest == nullptr) continue;
        lines.push_back(fmt::format(
            "{} ({}〜{})", choice.label, japanese_date(earliest->opened_at.date_in_japan()),
            endless || !end ? std::string() : japanese_date(last_day_before(*end))));
    }
    return lines;
}

CaseReading::Filter CaseReading::filter(std::string_view alias, int next) const {
    const auto holders = scope_->holders();
    Filter filter;
    const int now = next++;
    filter.values.emplace_back(scope_->now.text());
    const auto list = holder_list(holders, next);
    filter.values.insert(filter.values.end(), list.values.begin(), list.values.end());
    filter.sql = item_condition({.alias = alias,
                                 .now = now,
                                 .holders = list.sql,
                                 .household_categories = household_categories_});
    return filter;
}

void CaseReading::noted(const std::vector<Item>& items) {
    for (const auto& item : items) {
        const Ground* ground = ground_for(grounds_, household_categories_, item);
        ensure(ground != nullptr, "a list shows nothing that the single check refuses");
        scope_->log.opened(case_id_, *ground, item);
    }
}

Result<CaseReading> authorise(Scope& scope, const CaseId& case_id, Category category) {
    return authorise(scope, std::optional(case_id), category);
}

Result<CaseReading> authorise(Scope& scope, const std::optional<CaseId>& case_id,
                              Category category) {
    auto reading = CaseReading::open(scope, case_id);
    if (!reading || !reading->any(category)) return not_found();
    return std::move(*reading);
}

Refusal not_found() {
    Refusal refusal;
    refusal.kind = RefusalKind::NotFound;
    refusal.code = "access.not_found";
    refusal.message = "お探しの記録は見つかりませんでした。";
    refusal.instead =
        "アドレスをご確認ください。担当のはずのケースが見えないときは、多機関協働の担当者にご相談ください。";
    return refusal;
}

}  // namespace kasane::access
