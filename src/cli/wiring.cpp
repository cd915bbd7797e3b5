#include "cli/wiring.hpp"

#include "casefile/note_search.hpp"
#include "conference/record_minutes.hpp"
#include "outreach/record_contact.hpp"
#include "people/person.hpp"
#include "plan/follow_plan.hpp"

namespace kasane::cli {

void wire(access::Town& town, casefile::Events& events) {
    town.watch_grounds(people::refresh_search);
    town.watch_grounds(casefile::refresh_note_search);
    events.consent_arrived.listen(outreach::move_on_consent);
    events.consent_withdrawn.listen(
        [](access::ActScope& act, const casefile::ConsentWithdrawn& event) {
            conference::end_roles_without_consent(act, event.case_id, event.person);
            plan::review_after_withdrawal(act, event.case_id, event.person);
        });
    events.coordination_ended.listen(
        [](access::ActScope& act, const casefile::CoordinationEnded& event) {
            plan::end_plans_of_case(act, event.case_id);
        });
    events.case_closed.listen([](access::ActScope& act, const casefile::CaseClosed& event) {
        conference::close_roles_of_case(act, event.case_id);
    });
}

}  // namespace kasane::cli
