#pragma once

#include <map>
#include <vector>

#include "access/scope.hpp"
#include "casefile/events.hpp"
#include "cli/invented_names.hpp"
#include "cli/invented_staff.hpp"
#include "cli/large_plan.hpp"
#include "municipality/profile.hpp"

namespace kasane::cli {

/// Writes the lives of a large town down, step by step in the order of time.
class LargeLives {
public:
    LargeLives(const municipality::Profile& profile, const Staff& staff, LargePlan plan,
               Chance& chance, IdSource& ids);

    /// The steps from this one on, at most `count`; in one transaction.
    void live(storage::Transaction& store, std::size_t from, std::size_t count);
    /// Enters the persons of these cases into the index of names.
    void index_names(storage::Transaction& store, std::size_t from, std::size_t count) const;

    [[nodiscard]] const LargePlan& plan() const { return plan_; }
    [[nodiscard]] std::vector<PlantedDuplicate> planted() const;

private:
    /// What a household's steps leave for the later ones.
    struct Written {
        CaseId case_id;
        std::vector<PersonId> persons;
        MemoId memo;
    };

    void take(storage::Transaction& store, const PlannedStep& planned);
    void receive(access::ActScope& act, std::size_t number);
    [[nodiscard]] people::NewPerson first_person(std::size_t number, const FamilyName& family,
                                                 const Date& today);
    void screen(access::ActScope& act, std::size_t number) const;
    void send_memo(access::ActScope& act, std::size_t number);
    void accept_memo(access::ActScope& act, std::size_t number) const;
    void consent(access::ActScope& act, std::size_t number) const;
    void note(access::ActScope& act, std::size_t number);
    void settle(access::ActScope& act, std::size_t number) const;
    [[nodiscard]] const accounts::Actor& desk_of(std::size_t number, std::size_t which) const;
    [[nodiscard]] const accounts::Actor& actor_of(const PlannedStep& planned);

    const municipality::Profile& profile_;
    const Staff& staff_;
    LargePlan plan_;
    Chance& chance_;
    IdSource& ids_;
    casefile::Events events_;
    std::vector<Written> written_;
    std::map<std::size_t, std::size_t> pair_of_later_;   // the household, its pair
    std::map<std::size_t, people::NewPerson> earlier_;  // the pair, the person of the earlier one
    std::map<std::size_t, people::NewPerson> later_;  // the pair, the same one written again
};

}  // namespace kasane::cli
