#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/town.hpp"
#include "casefile/events.hpp"
#include "tests/support/test_database.hpp"

namespace kasane::tests {

/// A town in a test: a migrated database, a clock that stands still, the profile, the journal and
/// the wiring of main.cpp between the rooms; people who work at its desks.
class TestTown {
public:
    /// The shipped profile, or one that a test has changed. Two towns with one seed make the same
    /// identifiers for the same acts.
    explicit TestTown(storage::Database& database,
                      std::shared_ptr<const municipality::Profile> profile = {},
                      std::uint64_t seed = 1);
    TestTown(const TestTown&) = delete;
    TestTown& operator=(const TestTown&) = delete;
    ~TestTown();

    [[nodiscard]] access::Town& town();
    [[nodiscard]] FrozenClock& clock();
    [[nodiscard]] casefile::Events& events();
    [[nodiscard]] audit::Journal& journal();
    [[nodiscard]] const web::FormGuard& guard();
    [[nodiscard]] const municipality::Profile& profile();

    /// Somebody who works at the desk; the account is made when it is asked for first.
    [[nodiscard]] accounts::Actor worker(std::string_view desk, std::string_view name = "佐久間");
    [[nodiscard]] accounts::Actor coordinator(std::string_view name = "宮下");
    [[nodiscard]] accounts::Actor supervisor(std::string_view desk);
    [[nodiscard]] accounts::Actor administrator();
    [[nodiscard]] accounts::Actor privacy_officer();

    /// A case at the worker's desk with one person for each name; own_desk grounds are open.
    struct Household {
        CaseId case_id;
        std::vector<PersonId> persons;
    };
    [[nodiscard]] Household household(const accounts::Actor& worker,
                                      const std::vector<std::string>& names);
    /// The same, handed to the coordinator by a memo and accepted.
    [[nodiscard]] Household accepted_household(const accounts::Actor& worker,
                                               const std::vector<std::string>& names);
    /// The person's consent to sharing (and the plan) with these desks, recorded by the actor.
    ConsentId consent(const accounts::Actor& actor, const CaseId& case_id, const PersonId& person,
                      const std::vector<std::string>& desks);

    /// What the reader can do with a case right now.
    [[nodiscard]] bool may_open(const accounts::Actor& reader, const CaseId& case_id);
    [[nodiscard]] bool may_read(const accounts::Actor& reader, const CaseId& case_id,
                                const access::Item& item);
    [[nodiscard]] std::string state(const CaseId& case_id);

private:
    accounts::Actor actor(std::string_view login, std::string_view name, accounts::Role role,
                          const std::optional<DeskId>& desk);
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace kasane::tests
