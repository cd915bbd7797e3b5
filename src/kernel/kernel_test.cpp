// The small words of the kernel: ids, refusals, invariants, transition tables, codes.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <thread>
#include <unordered_set>
#include <vector>

#include "kernel/codes.hpp"
#include "kernel/ensure.hpp"
#include "kernel/id_source.hpp"
#include "kernel/ids.hpp"
#include "kernel/private_text.hpp"
#include "kernel/result.hpp"
#include "kernel/transition_table.hpp"

namespace kasane {

enum class Lamp { Red, Green, Blue };
template <>
inline constexpr auto codes<Lamp> =
    std::array{Code<Lamp>{Lamp::Red, "red", "赤"}, Code<Lamp>{Lamp::Green, "green", "緑"}};

namespace {

enum class Press { Next, Reset };
constexpr std::array lamp_table{
    Transition<Lamp, Press>{Lamp::Red, Press::Next, Lamp::Green},
    Transition<Lamp, Press>{Lamp::Green, Press::Reset, Lamp::Red},
};
static_assert(is_deterministic(lamp_table));
static_assert(next_state(lamp_table, Lamp::Red, Press::Next) == Lamp::Green);
static_assert(next_state(lamp_table, Lamp::Red, Press::Reset) == std::nullopt);
static_assert(can_reach(lamp_table, Lamp::Red, Lamp::Green));
static_assert(can_reach(lamp_table, Lamp::Green, Lamp::Green));
static_assert(!can_reach(lamp_table, Lamp::Red, Lamp::Blue));

constexpr std::array ambiguous_table{
    Transition<Lamp, Press>{Lamp::Red, Press::Next, Lamp::Green},
    Transition<Lamp, Press>{Lamp::Red, Press::Next, Lamp::Blue},
};
static_assert(!is_deterministic(ambiguous_table));
static_assert(can_reach(ambiguous_table, Lamp::Red, Lamp::Blue));

constexpr std::array<Transition<Lamp, Press>, 0> empty_table{};
static_assert(is_deterministic(empty_table));
static_assert(!can_reach(empty_table, Lamp::Red, Lamp::Green));

template <class Text>
concept CanBeStreamed = requires(std::ostream& out, const Text& text) { out << text; };
static_assert(CanBeStreamed<std::string> && !CanBeStreamed<PrivateText>);
static_assert(!std::is_convertible_v<PrivateText, std::string>);
static_assert(!std::is_convertible_v<CaseId, PersonId> &&
              !std::is_constructible_v<CaseId, PersonId>);

TEST(Ids, made_one_after_another_sort_in_that_order) {
    const Instant now(1'795'242'704'123'456);
    IdSource ids;
    std::vector<std::string> made;
    made.reserve(10'000);
    for (int i = 0; i < 10'000; ++i) made.push_back(ids.uuid(now));
    EXPECT_TRUE(std::ranges::is_sorted(made));
    EXPECT_EQ(std::unordered_set<std::string>(made.begin(), made.end()).size(), made.size());
    EXPECT_LT(made.back(), ids.uuid(now.plus_seconds(60)));
}

TEST(Ids, never_repeat_between_threads) {
    constexpr std::size_t each = 2'000;
    IdSource ids;
    std::array<std::vector<std::string>, 4> made;
    {
        std::vector<std::jthread> threads;
        threads.reserve(made.size());
        for (auto& part : made) {
            threads.emplace_back([&ids, &part] {
                for (std::size_t i = 0; i < each; ++i) part.push_back(ids.uuid(Instant(0)));
            });
        }
    }
    std::unordered_set<std::string> all;
    for (const auto& part : made) all.insert(part.begin(), part.end());
    EXPECT_EQ(all.size(), made.size() * each);
}

TEST(Ids, are_the_same_for_the_same_seed_and_others_without_one) {
    const Instant now(1'795'242'704'123'456);
    const auto three = [&](IdSource&& ids) {
        return std::array{ids.uuid(now), ids.uuid(now), ids.uuid(now.plus_seconds(1))};
    };
    EXPECT_EQ(three(IdSource(7)), three(IdSource(7)));
    EXPECT_NE(three(IdSource(7)), three(IdSource(8)));
    EXPECT_NE(three(IdSource()), three(IdSource()));
}

TEST(Ids, are_uuids_of_version_seven) {
    const auto id = IdSource().next<CaseId>(Instant(1'795'242'704'123'456));
    EXPECT_TRUE(is_uuid(id.text()));
    EXPECT_EQ(id.text()[14], '7');
    EXPECT_NE(std::string("89ab").find(id.text()[19]), std::string::npos);
    EXPECT_TRUE(CaseId().empty());
}

TEST(Ids, from_outside_are_taken_in_one_form_only) {
    for (const char* text :
         {"", "1", "019A0000-0000-7000-8000-000000000000", "019a00000000-7000-8000-0000000000000",
          "019a0000-0000-7000-8000-00000000000g", "019a0000-0000-7000-8000-000000000000 ",
          "../../../../../../../../../../etc/pw"}) {
        EXPECT_FALSE(is_uuid(text)) << text;
    }
    EXPECT_TRUE(is_uuid("019a0000-0000-7000-8000-000000000000"));
}

TEST(Invariants, throw_with_the_sentence_that_should_hold) {
    EXPECT_NO_THROW(ensure(true, "water is wet"));
    try {
        ensure(false, "water is wet");
        FAIL();
    } catch (const BrokenInvariant& broken) {
        EXPECT_NE(std::string(broken.what()).find("water is wet"), std::string::npos);
        EXPECT_NE(std::string(broken.what()).find("kernel_test.cpp"), std::string::npos);
    }
}

TEST(Results, are_read_only_as_what_they_are) {
    const Result<int> number(7);
    EXPECT_TRUE(number.ok());
    EXPECT_EQ(*number, 7);
    EXPECT_THROW(static_cast<void>(number.refusal()), BrokenInvariant);

    const Result<int> refused(Refusal{.kind = RefusalKind::Rule, .code = "gate.memo"});
    EXPECT_FALSE(refused.ok());
    EXPECT_EQ(refused.refusal().code, "gate.memo");
    EXPECT_THROW(static_cast<void>(refused.value()), BrokenInvariant);
}

TEST(Codes, lead_from_value_to_text_and_back) {
    EXPECT_EQ(code_of(Lamp::Red), "red");
    EXPECT_EQ(label_of(Lamp::Green), "緑");
    EXPECT_EQ(from_code<Lamp>("green"), Lamp::Green);
    EXPECT_EQ(from_code<Lamp>("yellow"), std::nullopt);
    EXPECT_THROW(static_cast<void>(code_of(Lamp::Blue)), BrokenInvariant);
}

}  // namespace
}  // namespace kasane
