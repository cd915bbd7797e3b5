#include <gtest/gtest.h>

#include "access/consent.hpp"
#include "casefile/record_consent.hpp"
#include "tests/support/test_town.hpp"

namespace kasane::casefile {
namespace {

using access::ConsentStatus;

class WatchedConsents : public tests::OnBothEngines {
protected:
    void SetUp() override {
        town = std::make_unique<tests::TestTown>(database());
        desk = std::make_unique<accounts::Actor>(town->worker("elderly"));
        home = town->household(*desk, {"川田 節子", "川田 誠"});
        today = town->clock().today();
    }
    void agrees(std::size_t who, const Date& until) {
        access::ConsentDeclaration declaration{.case_id = home.case_id,
                                               .person = home.persons[who]};
        declaration.method = access::ConsentMethod::Signature;
        declaration.agreed_on = today;
        declaration.explained_version = "1";
        declaration.scopes = {access::ConsentScope::InformationSharing};
        declaration.desks = {DeskId("child")};
        declaration.expires_on = until;
        ASSERT_TRUE(record_consent(town->town(), *desk, town->events(), declaration).ok());
    }
    void does_not_agree(std::size_t who, const Date& next_attempt) {
        access::ConsentDeclaration declaration{
            .case_id = home.case_id, .person = home.persons[who], .status = ConsentStatus::NotYet};
        declaration.reason = access::NoConsentReason::NotApproached;
        declaration.agreed_on = today;
        declaration.next_attempt_on = next_attempt;
        ASSERT_TRUE(record_consent(town->town(), *desk, town->events(), declaration).ok());
    }
    std::vector<access::WatchedConsent> seen_by(const accounts::Actor& who) {
        std::vector<access::WatchedConsent> seen;
        static_cast<void>(town->town().read<int>(who, "test", [&](access::ReadScope& scope) {
            const auto now = scope.today();
            seen = access::watched_consents(scope, now.plus_days(-30), now.plus_days(60));
            return 0;
        }));
        return seen;
    }

    std::unique_ptr<tests::TestTown> town;
    std::unique_ptr<accounts::Actor> desk;
    tests::TestTown::Household home;
    Date today = *Date::of(2026, 9, 1);
};
KASANE_ON_BOTH_ENGINES(WatchedConsents);

TEST_P(WatchedConsents, are_those_that_run_out_soon_or_did_and_attempts_that_were_promised) {
    agrees(0, today.plus_days(20));
    does_not_agree(1, today.plus_days(3));
    const auto seen = seen_by(*desk);
    ASSERT_EQ(seen.size(), 2U);
    EXPECT_EQ(seen[0].person, home.persons[1]);
    EXPECT_EQ(seen[0].status, ConsentStatus::NotYet);
    EXPECT_EQ(seen[0].on, today.plus_days(3));
    EXPECT_EQ(seen[1].on, today.plus_days(20));
    town->clock().advance_seconds(std::int64_t{24} * 60 * 60 * 30);
    EXPECT_EQ(seen_by(*desk).size(), 2U);
    town->clock().advance_seconds(std::int64_t{24} * 60 * 60 * 30);
    EXPECT_EQ(seen_by(*desk).size(), 1U);  // the attempt is still owed
}

TEST_P(WatchedConsents, leave_out_what_runs_out_late_and_what_a_newer_declaration_replaced) {
    agrees(0, today.plus_days(90));
    EXPECT_TRUE(seen_by(*desk).empty());
    agrees(0, today.plus_days(20));
    EXPECT_EQ(seen_by(*desk).size(), 1U);
    agrees(0, today.plus_days(300));
    EXPECT_TRUE(seen_by(*desk).empty());
}

TEST_P(WatchedConsents, are_shown_to_whoever_may_read_about_the_person_and_nobody_else) {
    agrees(0, today.plus_days(20));
    does_not_agree(1, today.plus_days(3));
    EXPECT_EQ(seen_by(town->worker("child")).size(), 1U);  // the mother's, on her own consent
    EXPECT_TRUE(seen_by(town->worker("livelihood")).empty());
    // A consent that has run out closes itself: the desk it named reads of it no more.
    town->clock().set(Instant::start_of(today.plus_days(21)));
    EXPECT_TRUE(seen_by(town->worker("child")).empty());
    EXPECT_EQ(seen_by(*desk).size(), 2U);
}

}  // namespace
}  // namespace kasane::casefile
