#include "cli/large_town.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "access/reading_list.hpp"
#include "access/town.hpp"
#include "accounts/accounts_store.hpp"
#include "audit/chain.hpp"
#include "casefile/note_search.hpp"
#include "municipality/profile_store.hpp"
#include "people/person.hpp"
#include "tests/support/tatsuno_profile.hpp"
#include "tests/support/test_database.hpp"

namespace kasane::cli {
namespace {

std::shared_ptr<const municipality::Profile> large_profile() {
    const auto reading =
        municipality::read_profile(with_more_agencies(test_support::tatsuno_toml()), "large",
                                   test_support::profile_vocabulary());
    EXPECT_TRUE(reading.ok()) << municipality::describe(reading.problems);
    return reading.profile;
}

/// A town of 120 cases, asked as its people would ask it.
class LargeTownOf : public tests::OnBothEngines {
protected:
    void SetUp() override {
        database().write(profile_->code(), [&](storage::Transaction& store) {
            municipality::store_profile(store, *profile_, "large", clock_.now());
            return storage::Outcome::Commit;
        });
        made_ = make_large_town(database(), *profile_, key_,
                                {.cases = 120,
                                 .persons = 360,
                                 .entries = 1'200,
                                 .seed = 7,
                                 .until = clock_.today().plus_days(-1)},
                                [this](int percent) { percent_ = percent; });
    }

    std::int64_t count(const std::string& table) {
        std::int64_t counted = 0;
        database().read(profile_->code(), [&](storage::Reader& rows) {
            counted = rows.value<std::int64_t>(
                "select count(*) from " + table + " where municipality = $1", profile_->code());
        });
        return counted;
    }
    accounts::Actor person(std::string_view login) {
        accounts::Actor actor;
        database().read(profile_->code(), [&](storage::Reader& rows) {
            const auto account = accounts::accounts_store::find_by_login(rows, login);
            ASSERT_TRUE(account.has_value());
            actor.account = account->id;
            actor.roles = {accounts::Role::DeskWorker};
            actor.desks = accounts::desks_on(accounts::accounts_store::desks_of(rows, account->id),
                                             clock_.today());
        });
        return actor;
    }
    void read_as(const accounts::Actor& reader,
                 const std::function<void(access::ReadScope&)>& work) {
        static_cast<void>(town_.read<bool>(reader, "test", [&](access::ReadScope& scope) {
            work(scope);
            return true;
        }));
    }

    void lists_what_the_single_check_allows(const accounts::Actor& reader) {
        read_as(reader, [&](access::ReadScope& scope) {
            std::set<CaseId> listed;
            for (const auto& each : access::readable_cases(scope, std::nullopt, 1'000)) {
                listed.insert(each.case_id);
            }
            EXPECT_GT(listed.size(), 5U);
            for (const auto& [case_id] : scope.rows.rows<CaseId>(
                     "select case_id from cases where municipality = $1", scope.municipality())) {
                auto reading = access::CaseReading::open(scope, case_id);
                const bool readable = reading && reading->any(access::Category::Case);
                EXPECT_EQ(readable, listed.contains(case_id));
            }
        });
    }
    void finds_both_records_of(const PlantedDuplicate& planted) {
        auto reader = person("coordination");
        reader.desks = {planted.earlier_desk, planted.later_desk};
        read_as(reader, [&](access::ReadScope& scope) {
            const auto similar = people::similar_persons(scope, planted.typed);
            for (const auto& same : {planted.earlier, planted.later}) {
                EXPECT_NE(std::ranges::find(similar.known, same, &people::FoundPerson::person),
                          similar.known.end());
            }
        });
    }

    std::shared_ptr<const municipality::Profile> profile_ = large_profile();
    FrozenClock clock_{Instant::start_of(*Date::of(2026, 11, 1))};
    audit::JournalKey key_{std::string(32, 'k')};
    audit::Journal journal_{database(), clock_, key_};
    IdSource ids_;
    web::FormGuard guard_{web::ServerKey{std::string(32, 'g')}, clock_};
    access::Town town_{database(), journal_, clock_, ids_, profile_, guard_};
    LargeTown made_;
    int percent_ = 0;
};
KASANE_ON_BOTH_ENGINES(LargeTownOf);

// One test, because a town takes seconds to make on a server.
TEST_P(LargeTownOf, has_the_size_wished_for_and_can_be_read_by_its_people) {
    EXPECT_EQ(count("cases"), 120);
    EXPECT_EQ(count("persons"), 360);
    EXPECT_EQ(count("timeline"), 1'200);
    EXPECT_GT(count("grounds"), 120 * 7);
    EXPECT_EQ(percent_, 100);

    for (const auto* login : {"thirty", "three05", "coordination"}) {
        SCOPED_TRACE(login);
        lists_what_the_single_check_allows(person(login));
    }
    read_as(person("thirty"), [&](access::ReadScope& scope) {
        const auto found = people::find_by_name(scope, "さとう", 50);
        EXPECT_FALSE(found.empty());
        EXPECT_TRUE(std::ranges::all_of(found, [](const people::FoundPerson& each) {
            return each.name_kana.find("サトウ") != std::string::npos;
        }));
        EXPECT_EQ(casefile::find_notes(scope, "介護の負担", 20).size(), 20U);
    });
    ASSERT_EQ(made_.planted.size(), 1U);
    finds_both_records_of(made_.planted.front());
}

}  // namespace
}  // namespace kasane::cli
