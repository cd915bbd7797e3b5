#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "accounts/account.hpp"
#include "accounts/actor.hpp"
#include "accounts/password_hash.hpp"
#include "audit/journal.hpp"
#include "kernel/clock.hpp"
#include "kernel/id_source.hpp"
#include "kernel/result.hpp"
#include "kernel/sealed_text.hpp"
#include "storage/database.hpp"
#include "web/form_guard.hpp"

namespace kasane::accounts {

/// One act on accounts, from authorisation to commit.
class AccountScope {
public:
    AccountScope(storage::Transaction& transaction, const Actor& who, Instant at)
        : store(transaction), actor(who), now(at) {}
    AccountScope(const AccountScope&) = delete;
    AccountScope& operator=(const AccountScope&) = delete;

    storage::Transaction& store;
    const Actor& actor;
    const Instant now;

    [[nodiscard]] Date today() const { return now.date_in_japan(); }
    /// Notes what was written about an account: names of fields and codes, never contents.
    void wrote(const AccountId& about, std::string_view act, std::string_view facts);
    /// Where the person goes after the act; a second sending of the same form goes there too.
    void leads_to(std::string path) { path_ = std::move(path); }

    [[nodiscard]] const std::vector<audit::Entry>& written() const { return written_; }
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::vector<audit::Entry> written_;
    std::string path_;
};

/// 利用者名簿 — the accounts of one municipality and what acts on them need. The acts have the same
/// shape as those of access/town.hpp, which lies above this room: authorise, load, decide, and one
/// transaction for the rows and the journal.
class Roster {
public:
    Roster(storage::Database& database, audit::Journal& journal, const Clock& clock, IdSource& ids,
           MunicipalityCode municipality, PasswordHasher& passwords, const web::FormGuard& guard,
           const SealedTexts& secrets)
        : database_(database),
          journal_(journal),
          clock_(clock),
          ids_(ids),
          municipality_(std::move(municipality)),
          passwords_(passwords),
          guard_(guard),
          secrets_(secrets) {}

    [[nodiscard]] const MunicipalityCode& municipality() const { return municipality_; }
    [[nodiscard]] const Clock& clock() const { return clock_; }
    [[nodiscard]] IdSource& ids() { return ids_; }
    [[nodiscard]] PasswordHasher& passwords() { return passwords_; }
    /// Opens what the database keeps sealed: the secrets of authenticator apps.
    [[nodiscard]] const SealedTexts& secrets() const { return secrets_; }
    [[nodiscard]] storage::Database& database() { return database_; }
    [[nodiscard]] audit::Journal& journal() { return journal_; }

    /// 利用者の管理 — the role is checked first; a refusal leaves nothing behind but its journal
    /// entry.
    template <class T>
    [[nodiscard]] Result<T> manage(const Actor& actor,
                                   const std::function<Result<T>(AccountScope&)>& work) {
        if (auto refusal = not_permitted(actor)) return *refusal;
        return commit<T>(actor, work);
    }

    /// What anybody may do to the own account, and what is done before there is anybody.
    template <class T>
    [[nodiscard]] Result<T> commit(const Actor& actor,
                                   const std::function<Result<T>(AccountScope&)>& work) {
        std::optional<Result<T>> result;
        database_.write(municipality_, [&](storage::Transaction& store) {
            AccountScope scope(store, actor, clock_.now());
            if (auto repeated = use_form_token(scope)) {
                result.emplace(std::move(*repeated));
                return storage::Outcome::RollBack;
            }
            result.emplace(work(scope));
            if (!result->ok()) return storage::Outcome::RollBack;
            finish(scope);
            return storage::Outcome::Commit;
        });
        ensure(result.has_value(), "a committed act has a result");
        if (!result->ok()) journal_refusal(actor, result->refusal());
        return std::move(*result);
    }

    /// Whether the person may manage accounts; a "no" is journalled. Asked before the dear part
    /// of an act (a password hash) is done.
    [[nodiscard]] std::optional<Refusal> not_permitted(const Actor& actor);

private:
    [[nodiscard]] std::optional<Refusal> use_form_token(AccountScope& scope);
    void finish(AccountScope& scope);
    void journal_refusal(const Actor& actor, const Refusal& refusal);

    storage::Database& database_;
    audit::Journal& journal_;
    const Clock& clock_;
    IdSource& ids_;
    MunicipalityCode municipality_;
    PasswordHasher& passwords_;
    const web::FormGuard& guard_;
    const SealedTexts& secrets_;
};

/// 「ただいま混み合っています」 — too many passwords are being checked at this moment.
[[nodiscard]] Refusal too_busy();

}  // namespace kasane::accounts
