#include "access/town.hpp"

#include <fmt/format.h>

#include "access/ground_acts.hpp"

namespace kasane::access {

Town::Town(storage::Database& database, audit::Journal& journal, const Clock& clock, IdSource& ids,
           std::shared_ptr<const municipality::Profile> profile, const web::FormGuard& guard)
    : database_(database),
      journal_(journal),
      clock_(clock),
      ids_(ids),
      profile_(std::move(profile)),
      guard_(guard),
      code_(profile_->code()) {}

std::optional<Refusal> Town::not_permitted(const accounts::Actor& actor, accounts::Act act) {
    if (accounts::may(actor, act)) return std::nullopt;
    Refusal refusal;
    refusal.kind = RefusalKind::NotPermitted;
    refusal.code = "role.not_permitted";
    refusal.message = fmt::format("「{}」は、いまの役割では行えません。", label_of(act));
    refusal.basis = "役割と行為の表";
    refusal.instead = "必要なときは、所属の係長または多機関協働の担当者にご相談ください。";
    journal_refusal(actor, act, refusal);
    return refusal;
}

std::optional<Refusal> Town::use_form_token(ActScope& scope) {
    if (!scope.actor.form_token) return std::nullopt;  // not sent by a form
    auto used = guard_.consume(scope.store, scope.actor.account.text(), *scope.actor.form_token);
    if (used) return std::nullopt;
    return used.refusal();
}

void Town::finish(ActScope& scope) {
    const auto account = scope.actor.account.text();
    if (scope.actor.form_token) {
        guard_.remember_result(scope.store, account, *scope.actor.form_token, scope.path());
    }
    if (!scope.actor.draft_key.empty()) {
        guard_.discard_draft(scope.store, account, scope.actor.draft_key);
    }
    ensure(!scope.written().empty(), "every act that writes has a journal entry");
    const auto& changed = scope.changed_cases();
    for (const auto& case_id : scope.cases_moved_up()) {
        if (!changed.contains(case_id)) move_up_in_reading_list(scope.store, case_id, scope.now);
    }
    for (const auto& case_id : changed) {
        refresh_reading_list(scope.store, case_id, scope.now);
        for (const auto& watcher : watchers_) watcher(scope, case_id);
    }
    auto entries = std::move(scope.written());
    for (auto& read : scope.log.entries(scope.actor, code_of(scope.act))) {
        entries.push_back(std::move(read));
    }
    journal_.append(scope.store, entries);
}

void Town::journal_refusal(const accounts::Actor& actor, accounts::Act act,
                           const Refusal& refusal) {
    // A wrong date in a form is no attempt at anything; what a rule or a role forbids is.
    switch (refusal.kind) {
        case RefusalKind::Invalid:
        case RefusalKind::Stale:
        case RefusalKind::Repeated:
            return;
        case RefusalKind::Rule:
        case RefusalKind::NotPermitted:
        case RefusalKind::NotFound:
        case RefusalKind::TooMany:
            break;
    }
    audit::Entry entry;
    entry.kind = audit::EntryKind::Refused;
    entry.act = code_of(act);
    entry.actor = actor.account;
    if (actor.has_desk()) entry.actor_desk = actor.desk();
    entry.details = refusal.code;
    entry.request_id = actor.request_id;
    journal_.record(code_, {entry});
}

}  // namespace kasane::access
