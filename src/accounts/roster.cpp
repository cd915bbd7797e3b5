#include "accounts/roster.hpp"

#include <fmt/format.h>

namespace kasane::accounts {

void AccountScope::wrote(const AccountId& about, std::string_view act, std::string_view facts) {
    audit::Entry entry;
    entry.kind = audit::EntryKind::Administration;
    entry.act = act;
    if (!actor.account.empty()) entry.actor = actor.account;
    if (actor.has_desk()) entry.actor_desk = actor.desk();
    entry.subjects = {"account:" + about.text()};
    entry.details = facts;
    entry.request_id = actor.request_id;
    written_.push_back(std::move(entry));
}

std::optional<Refusal> Roster::not_permitted(const Actor& actor) {
    if (may(actor, Act::ManageAccounts)) return std::nullopt;
    Refusal refusal;
    refusal.kind = RefusalKind::NotPermitted;
    refusal.code = "role.not_permitted";
    refusal.message =
        fmt::format("「{}」は、いまの役割では行えません。", label_of(Act::ManageAccounts));
    refusal.basis = "役割と行為の表";
    refusal.instead = "利用者の追加や変更は、システム管理者にご依頼ください。";
    journal_refusal(actor, refusal);
    return refusal;
}

std::optional<Refusal> Roster::use_form_token(AccountScope& scope) {
    if (!scope.actor.form_token) return std::nullopt;  // not sent by a form
    auto used = guard_.consume(scope.store, scope.actor.account.text(), *scope.actor.form_token);
    if (used) return std::nullopt;
    return used.refusal();
}

void Roster::finish(AccountScope& scope) {
    if (scope.actor.form_token) {
        guard_.remember_result(scope.store, scope.actor.account.text(), *scope.actor.form_token,
                               scope.path());
    }
    if (!scope.actor.draft_key.empty()) {
        guard_.discard_draft(scope.store, scope.actor.account.text(), scope.actor.draft_key);
    }
    ensure(!scope.written().empty(), "every act that writes has a journal entry");
    journal_.append(scope.store, scope.written());
}

void Roster::journal_refusal(const Actor& actor, const Refusal& refusal) {
    // A field that was filled in wrongly is no attempt at anything; what a rule or role forbids is.
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
    entry.act = code_of(Act::ManageAccounts);
    if (!actor.account.empty()) entry.actor = actor.account;
    if (actor.has_desk()) entry.actor_desk = actor.desk();
    entry.details = refusal.code;
    entry.request_id = actor.request_id;
    journal_.record(municipality_, {entry});
}

Refusal too_busy() {
    Refusal refusal;
    refusal.kind = RefusalKind::TooMany;
    refusal.code = "password.too_busy";
    refusal.message = "ただいま混み合っています。";
    refusal.instead = "少し待ってから、もう一度送ってください。";
    return refusal;
}

}  // namespace kasane::accounts
