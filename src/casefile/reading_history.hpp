#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/town.hpp"
#include "audit/journal_search.hpp"

namespace kasane::casefile {

/// だれが見たか — what an officer asks, as it was typed.
struct HistoryQuestion {
    std::string case_number;
    std::string login;
    std::optional<PersonId> person;  ///< of the case
    std::optional<audit::EntryKind> kind;
    std::string basis;
    std::optional<Date> from;
    std::optional<Date> until;  ///< the last day
    std::optional<std::int64_t> before;
};

/// Somebody of the case, by the place in the household alone: an officer learns no name here.
struct HouseholdMember {
    PersonId person;
    std::string relation;  ///< code of list `relations`
};
struct ReadingHistory {
    bool case_unknown = false;
    bool login_unknown = false;
    std::vector<HouseholdMember> members;  ///< of the case asked about
    std::vector<audit::FoundEntry> entries;
    /// Lists and searches of the last days of the period that showed the case or the person.
    std::vector<audit::FoundEntry> mentions;
    std::optional<Date> mentions_since;
    std::map<AccountId, std::string> names;
    std::map<CaseId, std::string> numbers;
};
inline constexpr std::size_t entries_a_page = 50;

/// Asks the journal, and enters that it was asked. Only for whoever may read it
/// (accounts::Act::ReadJournal): it opens nothing of any case. Basis: rules.md §3 「Reading is an act」.
[[nodiscard]] ReadingHistory read_history(access::Town& town, const accounts::Actor& actor,
                                          const HistoryQuestion& question);

}  // namespace kasane::casefile
