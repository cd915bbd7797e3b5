#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include "access/ground_acts.hpp"
#include "access/identity_store.hpp"
#include "casefile/casefile.hpp"
#include "kernel/japanese_text.hpp"
#include "people/person.hpp"
#include "tests/support/test_town.hpp"

namespace kasane::people {
namespace {

struct Name {
    std::string written;
    std::string kana;
};

const std::vector<Name> names{{"佐藤 花子", "さとう はなこ"}, {"佐藤 一郎", "さとう いちろう"},
                              {"齋藤 華", "さいとう はな"},   {"斉藤 花", "さいとう はな"},
                              {"髙橋 佐", "たかはし たすく"}, {"氏名不詳", ""}};
const std::vector<std::string> searches{"佐藤",        "さとう", "サイトウ", "斎藤", "花",  "はな",
                                        "佐藤 はなこ", "高橋",   "たすく",   "藤",   "不詳"};
const std::vector<std::string> desks{"child", "elderly", "livelihood"};

class FindByName : public tests::OnBothEngines {
protected:
    /// Cases begun at the town, and readers at its desks.
    struct World {
        explicit World(storage::Database& database) : town(database) {
            for (const auto& desk : desks) readers.push_back(town.worker(desk));
            readers.push_back(town.coordinator());
        }
        tests::TestTown town;
        std::vector<accounts::Actor> readers;
        std::vector<tests::TestTown::Household> households;
    };

    static std::set<PersonId> found_by(World& world, const accounts::Actor& reader,
                                       std::string_view words, std::size_t limit = 5000) {
        return world.town.town().read<std::set<PersonId>>(
            reader, "search", [&](access::ReadScope& scope) {
                std::set<PersonId> found;
                for (const auto& person : find_by_name(scope, words, limit)) {
                    found.insert(person.person);
                }
                return found;
            });
    }

    static std::set<PersonId> of_this_round(const World& world, const std::set<PersonId>& all) {
        std::set<PersonId> kept;
        for (const auto& household : world.households) {
            for (const auto& person : household.persons) {
                if (all.contains(person)) kept.insert(person);
            }
        }
        return kept;
    }

    static bool matches(const Person& person, std::string_view words) {
        const auto name = search_key(person.name.reveal());
        const auto kana = search_key(person.name_kana.reveal());
        std::string word;
        std::vector<std::string> all;
        for (const char c : std::string(words) + " ") {
            if (c != ' ') word += c;
            if (c == ' ' && !word.empty()) all.push_back(std::exchange(word, {}));
        }
        return std::ranges::all_of(all, [&](const std::string& each) {
            const auto key = search_key(each);
            return name.find(key) != std::string::npos || kana.find(key) != std::string::npos;
        });
    }

    /// Everybody whom the single check shows this reader in some case, and who fits the words.
    static std::set<PersonId> expected(World& world, const accounts::Actor& reader,
                                       std::string_view words) {
        return world.town.town().read<std::set<PersonId>>(
            reader, "test", [&](access::ReadScope& scope) {
                std::set<PersonId> all;
                for (const auto& household : world.households) {
                    auto reading = access::CaseReading::open(scope, household.case_id);
                    if (!reading) continue;
                    for (const auto& person : persons_of_case(scope, *reading)) {
                        if (matches(person, words)) all.insert(person.id);
                    }
                }
                return all;
            });
    }
};
KASANE_ON_BOTH_ENGINES(FindByName);

TEST_P(FindByName, finds_exactly_those_whom_the_single_check_shows) {
    World world(database());
    rc::check("the set of a search equals the set of its persons that pass the check", [&] {
        world.households.clear();  // what earlier rounds left is not asked about again
        const auto count = *rc::gen::inRange(1, 6);
        for (int i = 0; i < count; ++i) {
            const auto& desk = world.readers[*rc::gen::inRange<std::size_t>(0, desks.size())];
            std::vector<std::string> members;
            const auto size = *rc::gen::inRange(1, 4);
            for (int k = 0; k < size; ++k) {
                members.push_back(names[*rc::gen::inRange<std::size_t>(0, names.size())].written);
            }
            world.households.push_back(world.town.household(desk, members));
        }
        const auto changes = *rc::gen::inRange(0, 10);
        for (int i = 0; i < changes; ++i) {
            const auto& household =
                world.households[*rc::gen::inRange<std::size_t>(0, world.households.size())];
            const auto& reader =
                world.readers[*rc::gen::inRange<std::size_t>(0, world.readers.size())];
            std::optional<PersonId> subject;
            if (*rc::gen::arbitrary<bool>()) {
                subject =
                    household.persons[*rc::gen::inRange<std::size_t>(0, household.persons.size())];
            }
            const auto holder = *rc::gen::arbitrary<bool>()
                                    ? access::Holder::desk(reader.desk())
                                    : access::Holder::account(reader.account);
            const auto basis = *rc::gen::element(access::Basis::OwnDesk, access::Basis::Consent,
                                                 access::Basis::Coordination);
            const bool close = *rc::gen::inRange(0, 4) == 0;
            const auto seconds = *rc::gen::inRange(0, 3) * 3600;
            auto done = world.town.town().act<Done>(
                world.readers.front(), accounts::Act::EditPerson,
                [&](access::ActScope& act) -> Result<Done> {
                    if (close) {
                        access::close_grounds(act, {.case_id = household.case_id, .holder = holder},
                                              "test");
                        act.wrote(household.case_id, "test");
                        return Done{};
                    }
                    std::optional<Instant> until;
                    if (seconds > 0) until = act.now.plus_seconds(seconds);
                    access::open_grounds(act, {household.case_id,
                                               subject,
                                               holder,
                                               basis,
                                               {access::Category::Identity},
                                               "test",
                                               until});
                    act.wrote(household.case_id, "test");
                    return Done{};
                });
            RC_ASSERT(done.ok());
            // Grounds that end by themselves end without anybody touching the index.
            if (*rc::gen::inRange(0, 3) == 0) world.town.clock().advance_seconds(4000);
        }
        const auto& words = searches[*rc::gen::inRange<std::size_t>(0, searches.size())];
        for (const auto& reader : world.readers) {
            RC_ASSERT(of_this_round(world, found_by(world, reader, words)) ==
                      expected(world, reader, words));
        }
    });
}

TEST_P(FindByName, goes_on_behind_those_whose_ground_has_ended) {
    World world(database());
    const auto& reader = world.readers.front();
    const auto stays = world.town.household(reader, {"佐藤 花子"});
    for (int i = 0; i < 5; ++i) {
        const auto ends = world.town.household(reader, {"佐藤 一郎"});
        auto done = world.town.town().act<Done>(
            reader, accounts::Act::EditPerson, [&](access::ActScope& act) -> Result<Done> {
                access::end_grounds_at(act, {.case_id = ends.case_id}, act.now.plus_seconds(60));
                return Done{};
            });
        ASSERT_TRUE(done.ok());
    }
    world.town.clock().advance_seconds(61);
    EXPECT_EQ(found_by(world, reader, "佐藤", 2), (std::set<PersonId>{stays.persons.front()}));
}

TEST_P(FindByName, forgets_the_old_name_when_it_is_corrected) {
    World world(database());
    const auto& reader = world.readers.front();
    const auto household = world.town.household(reader, {"佐藤 花子"});
    auto changed = world.town.town().act<Done>(
        reader, accounts::Act::EditPerson, [&](access::ActScope& act) -> Result<Done> {
            act.wrote(household.case_id, "person");
            return change_person(act, household.persons.front(),
                                 {.name = "齋藤 花子", .relation = "self"}, 1);
        });
    ASSERT_TRUE(changed.ok());
    EXPECT_TRUE(found_by(world, reader, "佐藤").empty());
    EXPECT_EQ(found_by(world, reader, "斎藤").size(), 1U);
}

}  // namespace
}  // namespace kasane::people
