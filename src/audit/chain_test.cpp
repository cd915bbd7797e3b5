#include "audit/chain.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "storage/database.hpp"

namespace kasane::audit {
namespace {

const JournalKey key{std::string(32, 'k')};
const MunicipalityCode town("203823");

std::optional<std::string> any_optional() {
    return *rc::gen::oneOf(rc::gen::just(std::optional<std::string>()),
                           rc::gen::map(rc::gen::string<std::string>(), [](std::string text) {
                               return std::optional(std::move(text));
                           }));
}

std::string any_text() { return *rc::gen::string<std::string>(); }

ChainedEntry any_entry() {
    ChainedEntry entry;
    entry.seq = *rc::gen::arbitrary<std::int64_t>();
    for (auto* column :
         {&entry.at, &entry.kind, &entry.act, &entry.subjects, &entry.categories, &entry.grounds,
          &entry.shown, &entry.details, &entry.request_id, &entry.previous_mac}) {
        *column = any_text();
    }
    entry.actor = any_optional();
    entry.actor_desk = any_optional();
    entry.case_id = any_optional();
    return entry;
}

auto columns_of(const ChainedEntry& entry) {
    return std::tie(entry.seq, entry.at, entry.kind, entry.act, entry.actor, entry.actor_desk,
                    entry.case_id, entry.subjects, entry.categories, entry.grounds, entry.shown,
                    entry.details, entry.request_id, entry.previous_mac);
}

TEST(Chain, gives_two_entries_the_same_mac_only_when_every_column_is_equal) {
    EXPECT_TRUE(rc::check([] {
        const auto one = any_entry();
        const auto other = any_entry();
        const bool equal = columns_of(one) == columns_of(other);
        RC_ASSERT((mac_of(key, town, one) == mac_of(key, town, other)) == equal);
    }));
}

TEST(Chain, notices_when_text_moves_between_neighbouring_columns) {
    EXPECT_TRUE(rc::check([] {
        const auto entry = any_entry();
        RC_PRE(!entry.details.empty());
        auto moved = entry;
        moved.shown += moved.details.front();
        moved.details.erase(0, 1);
        RC_ASSERT(mac_of(key, town, entry) != mac_of(key, town, moved));
    }));
}

TEST(Chain, notices_any_single_changed_byte) {
    EXPECT_TRUE(rc::check([] {
        auto entry = any_entry();
        const auto before = mac_of(key, town, entry);
        auto* column = *rc::gen::element(&entry.at, &entry.act, &entry.subjects, &entry.grounds,
                                         &entry.shown, &entry.details, &entry.request_id);
        RC_PRE(!column->empty());
        const auto place = *rc::gen::inRange<std::size_t>(0, column->size());
        (*column)[place] = static_cast<char>((*column)[place] ^ *rc::gen::inRange(1, 128));
        RC_ASSERT(before != mac_of(key, town, entry));
    }));
}

TEST(Chain, depends_on_the_key_and_on_the_town) {
    const ChainedEntry entry{.seq = 1, .at = "2026-11-21T01:00:00.000000Z"};
    const auto mac = mac_of(key, town, entry);
    EXPECT_EQ(mac.size(), 64U);
    EXPECT_NE(mac, mac_of({std::string(32, 'x')}, town, entry));
    EXPECT_NE(mac, mac_of(key, MunicipalityCode("072028"), entry));
}

TEST(Chain, never_takes_a_mac_made_for_one_purpose_for_another) {
    const ChainedEntry empty;
    EXPECT_NE(mac_of(key, town, empty), seal_of(key, town, 0, ""));
    EXPECT_NE(seal_of(key, town, 0, ""), checkpoint_mac(key, ""));
}

}  // namespace
}  // namespace kasane::audit
