#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "access/scope.hpp"
#include "web/form_guard.hpp"

namespace kasane::access {

/// まち — one running municipality: its rows, its journal, its clock, its profile. Every page and
/// every act goes through it, so that none can forget the role check, the transaction, the
/// journal or the lists that follow the grounds.
class Town {
public:
    /// Runs in the act's transaction after its grounds changed, once per case (search tags …).
    using Watcher = std::function<void(ActScope&, const CaseId&)>;

    Town(storage::Database& database, audit::Journal& journal, const Clock& clock, IdSource& ids,
         std::shared_ptr<const municipality::Profile> profile, const web::FormGuard& guard);

    [[nodiscard]] const municipality::Profile& profile() const { return *profile_; }
    [[nodiscard]] const MunicipalityCode& code() const { return code_; }
    [[nodiscard]] const Clock& clock() const { return clock_; }
    [[nodiscard]] IdSource& ids() { return ids_; }
    [[nodiscard]] storage::Database& database() { return database_; }
    [[nodiscard]] audit::Journal& journal() { return journal_; }

    /// Wired in main.cpp before the first request.
    void watch_grounds(Watcher watcher) { watchers_.push_back(std::move(watcher)); }

    /// One business act: the role is checked, the work runs in one transaction of the writer, a
    /// refusal rolls all of it back (and is journalled), success commits the writes together with
    /// their journal entries and the lists derived from grounds.
    template <class T>
    [[nodiscard]] Result<T> act(const accounts::Actor& actor, accounts::Act act,
                                const std::function<Result<T>(ActScope&)>& work) {
        if (auto refusal = not_permitted(actor, act)) return *refusal;
        std::optional<Result<T>> result;
        database_.write(code_, [&](storage::Transaction& store) {
            ActScope scope(store, actor, clock_.now(), *profile_, act, ids_);
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
        if (!result->ok()) journal_refusal(actor, act, result->refusal());
        return std::move(*result);
    }

    /// One page or list: read on one snapshot, journalled before it is returned.
    template <class T>
    [[nodiscard]] T read(const accounts::Actor& actor, std::string_view page,
                         const std::function<T(ReadScope&)>& work) {
        std::optional<T> made;
        std::vector<audit::Entry> entries;
        database_.read(code_, [&](storage::Reader& rows) {
            ReadScope scope(rows, actor, clock_.now(), *profile_);
            made.emplace(work(scope));
            entries = scope.log.entries(actor, page);
        });
        if (!entries.empty()) journal_.record(code_, entries);
        return std::move(*made);
    }

private:
    [[nodiscard]] std::optional<Refusal> not_permitted(const accounts::Actor& actor,
                                                       accounts::Act act);
    /// Pressing twice does one thing: the second sending is refused with the path of the first.
    [[nodiscard]] std::optional<Refusal> use_form_token(ActScope& scope);
    void finish(ActScope& scope);
    void journal_refusal(const accounts::Actor& actor, accounts::Act act, const Refusal& refusal);

    storage::Database& database_;
    audit::Journal& journal_;
    const Clock& clock_;
    IdSource& ids_;
    std::shared_ptr<const municipality::Profile> profile_;
    const web::FormGuard& guard_;
    MunicipalityCode code_;
    std::vector<Watcher> watchers_;
};

}  // namespace kasane::access
