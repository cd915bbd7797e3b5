#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "access/ground.hpp"
#include "storage/database.hpp"

namespace kasane::access {

/// `$next, $next+1, …` for a list of holders, with the values to bind.
struct HolderList {
    std::string sql;
    storage::Values values;
};
[[nodiscard]] HolderList holder_list(std::span<const Holder> holders, int next);

/// Names and numbers that `item_condition` puts into its text.
struct ItemCondition {
    std::string_view alias;  ///< of the rows with columns category, subject, owner, mark
    int now = 0;             ///< parameter number of the moment
    std::string_view holders;
    std::span<const Category> household_categories;
};
/// The sentence of ground_rules.cpp (`covers`, `ground_for`) as SQL over item rows; $1 and $2 are
/// municipality and case. A property test holds the two equal.
[[nodiscard]] std::string item_condition(const ItemCondition& words);

/// The open grounds of these holders on these cases at that moment, oldest first in each case.
[[nodiscard]] std::vector<Ground> open_grounds_of(storage::Reader& rows,
                                                  std::span<const CaseId> cases,
                                                  std::span<const Holder> holders, Instant now);
/// Every ground row of one case, open or closed, oldest first.
[[nodiscard]] std::vector<Ground> all_grounds_of(storage::Reader& rows, const CaseId& case_id);
/// Everybody who has a ground of any kind on the case, now or at a later moment, sorted: whom a
/// search tags its entries with. Wider than what may be read; each entry is asked about besides.
[[nodiscard]] std::vector<Holder> holders_on_case(storage::Reader& rows, const CaseId& case_id,
                                                  Instant now);
[[nodiscard]] std::vector<Concerned> concerned_of(storage::Reader& rows, const CaseId& case_id);
/// Those of several cases, each with its case.
[[nodiscard]] std::vector<std::pair<CaseId, Concerned>> concerned_of(storage::Reader& rows,
                                                                     std::span<const CaseId> cases);

void insert_ground(storage::Transaction& store, const Ground& ground, const AccountId& opened_by);
/// Closes the open rows a Closing names; returns how many.
std::int64_t close_ground_rows(storage::Transaction& store, const Closing& closing, Instant now,
                               std::string_view because);
/// Gives them an end in the future; rows that end sooner keep their own.
std::int64_t end_ground_rows(storage::Transaction& store, const Closing& which, Instant now,
                             Instant until);

struct TrackRow {
    CaseId case_id;
    PersonId person;
    Track track = Track::Unconsented;
    std::string_view source;
};
void upsert_track(storage::Transaction& store, const TrackRow& row, Instant since);
void set_last_activity(storage::Transaction& store, const CaseId& case_id, Instant at);
[[nodiscard]] bool is_open_already(storage::Reader& rows, const Ground& like, Instant now);

}  // namespace kasane::access
