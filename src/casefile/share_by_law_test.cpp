#include "casefile/share_by_law.hpp"

#include <gtest/gtest.h>

#include "access/case_reading.hpp"
#include "casefile/casefile.hpp"
#include "tests/support/rule_cases.hpp"
#include "tests/support/rule_words.hpp"
#include "tests/support/test_town.hpp"

namespace kasane::casefile {
namespace {

using access::Basis;
using access::Category;
using tests::RuleCase;

ShareByLaw wish(const CaseId& case_id, const std::optional<PersonId>& person,
                std::string_view desk) {
    return {.case_id = case_id,
            .person = person,
            .desk = DeskId(std::string(desk)),
            .provision = SharingProvision::SpecialReason,
            .extent = SharingExtent::Case,
            .purpose = "安全の確認",
            .reason = "けがが続いている",
            .until_on = Date::of(2026, 10, 31)};
}

TEST(SharingByLawTable, is_followed) {
    tests::check_rule_cases("sharing_by_law", [](const RuleCase& row) {
        EXPECT_EQ(row.when.text("操作"), "決める");
        auto wanted = wish(CaseId("case"), std::nullopt, "desk");
        wanted.provision = tests::by_label<SharingProvision>(row.given.text("条文"));
        if (!row.given.flag("目的")) wanted.purpose.clear();
        if (!row.given.flag("事実")) wanted.reason.clear();
        wanted.until_on = Date::parse(row.given.text("終わる日"));
        auto outcome = tests::outcome_of(check_sharing(
            wanted, {.today = *Date::of(2026, 9, 1),
                     .desk_of_the_town = row.given.text("窓口") == "役場",
                     .own_desk = row.given.flag_or("ご自分の窓口", false),
                     .decided_by_manager = row.given.text("決める人") == "係長・管理者"}));
        outcome["根拠の種類"] = label_of(basis_of(*wanted.provision));
        return outcome;
    });
}

TEST(SharingProvisions, stand_on_a_basis_of_rules_md_and_on_a_text_in_force) {
    for (const auto& each : codes<SharingProvision>) {
        const auto& provision = provision_of(each.value);
        EXPECT_NE(each.label.find(provision.article), std::string_view::npos) << each.label;
        const auto basis = basis_of(each.value);
        EXPECT_TRUE(basis == Basis::PublicUse || basis == Basis::Special ||
                    basis == Basis::OtherStatute || basis == Basis::LegalRequest);
    }
}

class SharingByLaw : public tests::OnBothEngines {
protected:
    void SetUp() override {
        town = std::make_unique<tests::TestTown>(database());
        desk = std::make_unique<accounts::Actor>(town->worker("elderly"));
        coordinator = std::make_unique<accounts::Actor>(town->coordinator());
        receiver = std::make_unique<accounts::Actor>(town->worker("livelihood"));
        home = town->accepted_household(*desk, {"川田 節子", "川田 誠"});
        today = town->clock().today();
    }
    Result<SharingId> share(const accounts::Actor& who, ShareByLaw wanted) {
        wanted.until_on = today.plus_days(30);
        return share_by_law(town->town(), who, wanted);
    }
    bool reads(const accounts::Actor& who, const PersonId& person, Category category) {
        return town->may_read(who, home.case_id,
                              {category, person, access::Holder::desk(desk->desk()), std::nullopt});
    }

    std::unique_ptr<tests::TestTown> town;
    std::unique_ptr<accounts::Actor> desk;
    std::unique_ptr<accounts::Actor> coordinator;
    std::unique_ptr<accounts::Actor> receiver;
    tests::TestTown::Household home;
    Date today = *Date::of(2026, 9, 1);
};
KASANE_ON_BOTH_ENGINES(SharingByLaw);

TEST_P(SharingByLaw, opens_what_was_decided_about_one_person_until_its_day) {
    ASSERT_TRUE(share(*coordinator, wish(home.case_id, home.persons[0], "livelihood")).ok());
    EXPECT_TRUE(reads(*receiver, home.persons[0], Category::Identity));
    EXPECT_TRUE(reads(*receiver, home.persons[0], Category::Case));
    EXPECT_FALSE(reads(*receiver, home.persons[0], Category::Plan));
    EXPECT_FALSE(reads(*receiver, home.persons[1], Category::Identity));
    for (const auto category : {Category::Conference, Category::Protected, Category::Reporter}) {
        EXPECT_FALSE(reads(*receiver, home.persons[0], category)) << label_of(category);
    }
    town->clock().set(Instant::start_of(today.plus_days(31)).plus_seconds(-1));
    EXPECT_TRUE(town->may_open(*receiver, home.case_id));
    town->clock().set(Instant::start_of(today.plus_days(31)));
    EXPECT_FALSE(town->may_open(*receiver, home.case_id));
}

TEST_P(SharingByLaw, ends_at_once_when_it_is_ended_and_only_once) {
    const auto id = share(*coordinator, wish(home.case_id, std::nullopt, "livelihood"));
    ASSERT_TRUE(id.ok());
    EXPECT_TRUE(reads(*receiver, home.persons[1], Category::Case));
    EXPECT_FALSE(end_sharing(town->town(), *coordinator, home.case_id, *id, "").ok());
    ASSERT_TRUE(end_sharing(town->town(), *coordinator, home.case_id, *id, "確認が済んだ").ok());
    EXPECT_FALSE(town->may_open(*receiver, home.case_id));
    EXPECT_FALSE(end_sharing(town->town(), *coordinator, home.case_id, *id, "もう一度").ok());
}

TEST_P(SharingByLaw, is_not_passed_on_by_whom_it_was_shared_with) {
    ASSERT_TRUE(share(*coordinator, wish(home.case_id, home.persons[0], "livelihood")).ok());
    const auto supervisor = town->supervisor("livelihood");
    EXPECT_TRUE(town->may_open(supervisor, home.case_id));
    EXPECT_FALSE(share(supervisor, wish(home.case_id, home.persons[0], "child")).ok());
}

TEST_P(SharingByLaw, is_decided_by_the_desk_itself_only_where_the_case_is_its_alone) {
    const auto supervisor = town->supervisor("elderly");
    EXPECT_FALSE(share(supervisor, wish(home.case_id, home.persons[0], "livelihood")).ok());
    const auto alone = town->household(*desk, {"山本 一"});
    EXPECT_TRUE(share(supervisor, wish(alone.case_id, alone.persons[0], "livelihood")).ok());
    EXPECT_TRUE(town->may_open(*receiver, alone.case_id));
}

TEST_P(SharingByLaw, takes_neither_a_stranger_nor_a_desk_nor_a_case_that_is_not_there) {
    const auto other = town->household(*desk, {"山本 一"});
    EXPECT_FALSE(share(*coordinator, wish(home.case_id, other.persons[0], "livelihood")).ok());
    EXPECT_FALSE(share(*coordinator, wish(home.case_id, home.persons[0], "no-such-desk")).ok());
    EXPECT_FALSE(share(*coordinator, wish(other.case_id, other.persons[0], "livelihood")).ok());
    const auto id = share(*coordinator, wish(home.case_id, home.persons[0], "livelihood"));
    ASSERT_TRUE(id.ok());
    EXPECT_FALSE(end_sharing(town->town(), *coordinator, other.case_id, *id, "確認が済んだ").ok());
}

TEST_P(SharingByLaw, is_listed_to_whoever_may_read_about_the_person) {
    ASSERT_TRUE(share(*coordinator, wish(home.case_id, home.persons[0], "livelihood")).ok());
    const auto listed = [&](const accounts::Actor& who) {
        std::size_t count = 0;
        static_cast<void>(town->town().read<int>(who, "test", [&](access::ReadScope& scope) {
            auto reading = access::CaseReading::open(scope, home.case_id);
            if (reading) count = readable_sharings(scope, *reading).size();
            return 0;
        }));
        return count;
    };
    EXPECT_EQ(listed(*coordinator), 1U);
    EXPECT_EQ(listed(*receiver), 1U);
    // Whom something was shared with reads of that alone.
    ASSERT_TRUE(share(*coordinator, wish(home.case_id, home.persons[0], "child")).ok());
    EXPECT_EQ(listed(*coordinator), 2U);
    EXPECT_EQ(listed(*receiver), 1U);
    EXPECT_EQ(listed(*desk), 0U);  // the coordinator's record, not its own
}

}  // namespace
}  // namespace kasane::casefile
