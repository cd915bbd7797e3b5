#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "access/ground.hpp"
#include "accounts/actor.hpp"
#include "audit/journal.hpp"
#include "kernel/date.hpp"
#include "kernel/id_source.hpp"
#include "kernel/result.hpp"
#include "municipality/profile.hpp"
#include "storage/database.hpp"

namespace kasane::access {

/// What was opened for the reader, gathered while a page is made and written to the journal
/// before the page leaves. Only access/ adds to it.
class ReadLog {
public:
    void opened(const CaseId& case_id, const Ground& ground, const Item& item);
    void listed(const CaseId& case_id) { shown_.insert(case_id.text()); }
    void listed(const PersonId& person) { shown_.insert(person.text()); }
    void listed(const EntryId& entry) { shown_.insert(entry.text()); }
    /// 検索 — somebody looked for something; journalled also when nothing was found. What was
    /// typed is not noted: it may name a person.
    void searched() { searched_ = true; }
    [[nodiscard]] bool empty() const { return cases_.empty() && shown_.empty() && !searched_; }
    /// One entry per case that was opened, one for everything a list or search showed.
    [[nodiscard]] std::vector<audit::Entry> entries(const accounts::Actor& actor,
                                                    std::string_view page) const;

private:
    struct OfCase {
        std::set<std::string> subjects;
        std::set<std::string> categories;
        std::set<std::string> grounds;
    };
    std::map<std::string, OfCase> cases_;
    std::set<std::string> shown_;
    bool searched_ = false;
};

/// What every act and every page stands in: who, when, where, and the rows as they are now.
class Scope {
public:
    Scope(storage::Reader& reader, const accounts::Actor& who, Instant at,
          const municipality::Profile& town_profile)
        : rows(reader), actor(who), now(at), profile(town_profile) {}
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

    storage::Reader& rows;
    const accounts::Actor& actor;
    const Instant now;
    const municipality::Profile& profile;
    ReadLog log;

    [[nodiscard]] const MunicipalityCode& municipality() const { return rows.municipality(); }
    [[nodiscard]] Date today() const { return now.date_in_japan(); }
    /// The holders this person reads as: the account and each desk (with the sister desks of an
    /// agency only where the profile says `shared_records`).
    [[nodiscard]] std::vector<Holder> holders() const;
};

/// 閲覧 — a page being made. Read-only; ends with a journal entry.
class ReadScope : public Scope {
public:
    using Scope::Scope;
};

/// 行為 — one business act, from authorisation to commit. Everything it writes, the journal and
/// the grounds it opens or closes are stored together or not at all.
class ActScope : public Scope {
public:
    ActScope(storage::Transaction& transaction, const accounts::Actor& who, Instant at,
             const municipality::Profile& town_profile, accounts::Act what, IdSource& ids)
        : Scope(transaction, who, at, town_profile), store(transaction), act(what), ids_(ids) {}

    storage::Transaction& store;
    const accounts::Act act;

    /// Identifiers for what the act writes.
    template <class IdType>
    [[nodiscard]] IdType new_id() {
        return ids_.next<IdType>(now);
    }
    [[nodiscard]] std::string new_uuid() { return ids_.uuid(now); }

    /// Notes what was written about a case: the fields or facts, never their contents.
    void wrote(const CaseId& case_id, std::string_view facts,
               const std::vector<PersonId>& subjects = {});
    /// Notes a write that belongs to no case (accounts, settings).
    void wrote_administration(std::string_view facts);
    /// Says that grounds or persons of a case changed, so that what is derived from them (reading
    /// list, search tags) is kept in the same transaction.
    void changed(const CaseId& case_id) { changed_.insert(case_id); }
    /// Says that something happened in a case, which moves it up in the lists.
    void moved_up(const CaseId& case_id) { moved_up_.insert(case_id); }

    /// Where the result of the act can be seen: a second sending of the same form leads there.
    void leads_to(std::string path) { path_ = std::move(path); }

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] const std::set<CaseId>& changed_cases() const { return changed_; }
    [[nodiscard]] const std::set<CaseId>& cases_moved_up() const { return moved_up_; }
    [[nodiscard]] std::vector<audit::Entry>& written() { return written_; }

private:
    IdSource& ids_;
    std::string path_ = "/";
    std::set<CaseId> changed_;
    std::set<CaseId> moved_up_;
    std::vector<audit::Entry> written_;
};

}  // namespace kasane::access
