#include "access/ground_acts.hpp"

#include <fmt/format.h>

#include "access/ground_store.hpp"

namespace kasane::access {

void open_grounds(ActScope& act, const Opening& opening) {
    for (const Category category : opening.categories) {
        const Ground ground{act.new_id<GroundId>(), opening.case_id, opening.subject,
                            opening.holder,         category,        opening.basis,
                            opening.source,         act.now,         opening.until};
        if (is_open_already(act.store, ground, act.now)) continue;
        insert_ground(act.store, ground, act.actor.account);
        std::vector<PersonId> subjects;
        if (opening.subject) subjects.push_back(*opening.subject);
        act.wrote(opening.case_id,
                  fmt::format("ground opened: {} {} {}", code_of(opening.basis), code_of(category),
                              opening.holder.text()),
                  subjects);
    }
    act.changed(opening.case_id);
}

std::int64_t close_grounds(ActScope& act, const Closing& closing, std::string_view because) {
    const auto closed = close_ground_rows(act.store, closing, act.now, because);
    if (closed > 0) {
        std::vector<PersonId> subjects;
        if (closing.subject) subjects.push_back(*closing.subject);
        act.wrote(closing.case_id, fmt::format("grounds closed: {} ({})", closed, because),
                  subjects);
        act.changed(closing.case_id);
    }
    return closed;
}

void end_grounds_at(ActScope& act, const Closing& which, Instant until) {
    const auto ended = end_ground_rows(act.store, which, act.now, until);
    if (ended == 0) return;
    act.wrote(which.case_id, fmt::format("grounds will end: {} at {}", ended, until.text()));
    act.changed(which.case_id);
}

void set_track(ActScope& act, const CaseId& case_id, const PersonId& person, Track track,
               std::string_view source) {
    upsert_track(act.store, {case_id, person, track, source}, act.now);
    act.wrote(case_id, fmt::format("track: {}", code_of(track)), {person});
    act.changed(case_id);
}

void touch(ActScope& act, const CaseId& case_id) {
    set_last_activity(act.store, case_id, act.now);
    act.moved_up(case_id);
}

}  // namespace kasane::access
