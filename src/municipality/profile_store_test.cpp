#include "municipality/profile_store.hpp"

#include <gtest/gtest.h>

#include "tests/support/tatsuno_profile.hpp"
#include "tests/support/test_database.hpp"

namespace kasane::municipality {
namespace {

using test_support::profile_vocabulary;
using test_support::tatsuno_profile;
using test_support::tatsuno_toml;
using tests::one_town;
using tests::other_town;

class StoredTown : public tests::OnBothEngines {
protected:
    ProfileChange store(const std::string& toml) {
        auto change = ProfileChange::Unchanged;
        database().write(one_town(), [&](storage::Transaction& transaction) {
            change = store_profile(transaction, *tatsuno_profile(), toml, Instant(1'000'000));
            return storage::Outcome::Commit;
        });
        return change;
    }
    std::optional<StoredProfile> newest(const MunicipalityCode& town) {
        std::optional<StoredProfile> found;
        database().read(town, [&](storage::Reader& rows) { found = newest_profile(rows); });
        return found;
    }
};
KASANE_ON_BOTH_ENGINES(StoredTown);

TEST_P(StoredTown, comes_back_from_the_database_as_it_was_loaded) {
    EXPECT_EQ(store(tatsuno_toml()), ProfileChange::NewVersion);

    const auto stored = newest(one_town());
    ASSERT_TRUE(stored.has_value());
    EXPECT_EQ(stored->version, 1);
    EXPECT_EQ(stored->profile_key, "tatsuno");
    EXPECT_EQ(stored->toml, tatsuno_toml());
    EXPECT_EQ(stored->sha256, sha256_of(tatsuno_toml()));
    EXPECT_EQ(stored->loaded_at, Instant(1'000'000));

    const auto reading = load_profile(database(), one_town(), profile_vocabulary());
    ASSERT_TRUE(reading.ok()) << describe(reading.problems);
    EXPECT_EQ(reading.profile->name, "辰野町");
}

TEST_P(StoredTown, keeps_every_version_and_none_twice) {
    EXPECT_EQ(store(tatsuno_toml()), ProfileChange::NewVersion);
    EXPECT_EQ(store(tatsuno_toml()), ProfileChange::Unchanged);
    EXPECT_EQ(store(tatsuno_toml() + "\n# 一行ふえた\n"), ProfileChange::NewVersion);
    EXPECT_EQ(newest(one_town())->version, 2);
}

TEST_P(StoredTown, is_unknown_to_another_town) {
    EXPECT_EQ(store(tatsuno_toml()), ProfileChange::NewVersion);
    EXPECT_FALSE(newest(other_town()).has_value());

    const auto reading = load_profile(database(), other_town(), profile_vocabulary());
    EXPECT_FALSE(reading.ok());
    ASSERT_EQ(reading.problems.size(), 1U);
    EXPECT_NE(reading.problems.front().message.find("kasane profile load"), std::string::npos);
}

TEST_P(StoredTown, is_among_the_municipalities_that_are_served) {
    EXPECT_TRUE(stored_municipalities(database()).empty());
    EXPECT_EQ(store(tatsuno_toml()), ProfileChange::NewVersion);
    EXPECT_EQ(stored_municipalities(database()), std::vector{one_town()});
}

TEST(Sha256, of_nothing_is_the_published_value) {
    EXPECT_EQ(sha256_of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

}  // namespace
}  // namespace kasane::municipality
