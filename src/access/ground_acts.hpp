#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/ground_rules.hpp"
#include "access/scope.hpp"

namespace kasane::access {

/// What is to be opened. Acts open and close grounds in their own transaction, journalled.
struct Opening {
    CaseId case_id;
    std::optional<PersonId> subject;
    Holder holder = Holder::stored("");
    Basis basis = Basis::OwnDesk;
    std::vector<Category> categories;
    std::string source;
    std::optional<Instant> until;
};

/// Opens one ground row per category; a row that is already open on the same source is not
/// doubled. Returns the rows that are open now.
void open_grounds(ActScope& act, const Opening& opening);

/// Closes at this moment. Returns how many rows were closed.
std::int64_t close_grounds(ActScope& act, const Closing& closing, std::string_view because);

/// Gives open grounds of a source an end (profile's days after minutes are confirmed).
void end_grounds_at(ActScope& act, const Closing& which, Instant until);

/// Puts a person on a track of a case (and into the case, when new).
void set_track(ActScope& act, const CaseId& case_id, const PersonId& person, Track track,
               std::string_view source);

/// Says that something happened in the case now: it moves to the top of the lists.
void touch(ActScope& act, const CaseId& case_id);

/// Brings the reading list of one case in line with its ground rows. Town does this after each
/// act for the cases that changed.
void refresh_reading_list(storage::Transaction& store, const CaseId& case_id, Instant now);
/// The same where nothing but the time of its last activity is another one.
void move_up_in_reading_list(storage::Transaction& store, const CaseId& case_id, Instant now);
/// Makes the whole list anew from the ground rows.
void rebuild_reading_list(storage::Transaction& store, Instant now);

}  // namespace kasane::access
