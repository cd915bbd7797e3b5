#pragma once

#include "tests/support/written_household.hpp"

namespace kasane::tests {

/// 守られた町 — two households that went through every room, and four people of one and the same
/// role: one whom the records concern, three whom they do not.
class GuardedTown {
public:
    explicit GuardedTown(accounts::Role role, storage::Engine engine = storage::Engine::Sqlite);

    [[nodiscard]] RunningSite& site() { return site_; }

    /// At the coordinating desk, convened to the household's 支援会議 and bound to secrecy there.
    [[nodiscard]] const accounts::Actor& insider() const { return insider_; }
    /// At a desk that never had to do with them.
    [[nodiscard]] const accounts::Actor& outsider() const { return outsider_; }
    /// At a desk that could read until the consent it stood on was withdrawn.
    [[nodiscard]] const accounts::Actor& former() const { return former_; }
    /// At the coordinating desk of the other town in the same database.
    [[nodiscard]] const accounts::Actor& neighbour() const { return neighbour_; }

    /// The records of the household.
    [[nodiscard]] const RecordIds& records() const { return records_; }
    /// Those of the second one, which the insider may read too.
    [[nodiscard]] const RecordIds& other_records() const { return other_records_; }

private:
    RecordIds household(const Writers& writers, std::string_view name);

    RunningSite site_;
    accounts::Actor insider_;
    accounts::Actor outsider_;
    accounts::Actor former_;
    accounts::Actor neighbour_;
    RecordIds records_;
    RecordIds other_records_;
};

}  // namespace kasane::tests
