#include <gtest/gtest.h>

#include <algorithm>

#include "accounts/assignments.hpp"
#include "accounts/attempt_limit.hpp"
#include "accounts/password_rules.hpp"
#include "accounts/sign_in_rules.hpp"
#include "kernel/date.hpp"

namespace kasane::accounts {
namespace {

const Instant morning = *Instant::parse("2026-09-01T00:30:00.000000Z");

std::string code(const std::optional<Refusal>& refusal) {
    return refusal ? refusal->code : std::string();
}
std::string password_refusal(const std::string& password) {
    return code(refuse_password(PrivateText(password), {"tanaka.k", "田中 和子"}));
}

TEST(PasswordRules, accept_words_that_have_nothing_to_do_with_each_other) {
    EXPECT_EQ(password_refusal("midori kawa densha 7"), "");
    EXPECT_EQ(password_refusal("みどりの川をわたる電車"), "password.too_short");
    EXPECT_EQ(password_refusal("みどりの川をわたる朝の電車"), "");
}
TEST(PasswordRules, refuse_what_anybody_would_try_first) {
    for (const auto* common : {"Password1234", "passwordpassword", "123456789012", "QWERTYuiop99",
                               "P@ssw0rd!!!!", "aaaaaaaaaaaaaa", "kasane202609!"}) {
        EXPECT_EQ(password_refusal(common), "password.common") << common;
    }
}
TEST(PasswordRules, refuse_what_is_made_of_the_login_or_the_name) {
    EXPECT_EQ(password_refusal("xx Tanaka.K 2026 yy"), "password.names_owner");
    EXPECT_EQ(password_refusal("わたしは田中和子ですよろしく"), "password.names_owner");
}
TEST(PasswordRules, refuse_what_cannot_be_typed_again) {
    EXPECT_EQ(password_refusal("midori kawa\ndensha"), "password.characters");
    EXPECT_EQ(password_refusal(std::string("midori\0kawa densha", 18)), "password.characters");
    EXPECT_EQ(password_refusal(std::string(129, 'x')), "password.too_long");
}
TEST(PasswordRules, never_repeat_the_password_in_what_they_say) {
    const auto refusal = refuse_password(PrivateText("password2026!"), {"x", "y"});
    ASSERT_TRUE(refusal);
    EXPECT_EQ((refusal->message + refusal->instead).find("2026"), std::string::npos);
}

TEST(SignInRules, stop_an_account_longer_with_every_five_wrong_passwords) {
    EXPECT_EQ(lock_seconds_after(4), std::nullopt);
    EXPECT_EQ(lock_seconds_after(5), 15 * 60);
    EXPECT_EQ(lock_seconds_after(6), std::nullopt);
    EXPECT_EQ(lock_seconds_after(10), 30 * 60);
    EXPECT_EQ(lock_seconds_after(15), 60 * 60);
    EXPECT_EQ(lock_seconds_after(1'000), 8 * 60 * 60);
}
TEST(SignInRules, do_not_count_what_is_tried_while_the_account_is_stopped) {
    Account account{.valid = {*Date::of(2026, 4, 1), std::nullopt}};
    for (int i = 0; i < 5; ++i) count_failure(account, morning);
    ASSERT_TRUE(account.is_locked(morning));
    const auto until = account.locked_until;
    for (int i = 0; i < 100; ++i) count_failure(account, morning.plus_seconds(60));
    EXPECT_EQ(account.failed_attempts, 5);
    EXPECT_EQ(account.locked_until, until);
}
TEST(SignInRules, let_an_account_in_from_its_first_day_to_its_last) {
    const Account account{.valid = {*Date::of(2026, 9, 1), Date::of(2026, 9, 30)}};
    EXPECT_FALSE(may_sign_in(account, Instant::start_of(*Date::of(2026, 9, 1)).plus_seconds(-1)));
    EXPECT_TRUE(may_sign_in(account, Instant::start_of(*Date::of(2026, 9, 1))));
    EXPECT_TRUE(may_sign_in(account, Instant::start_of(*Date::of(2026, 10, 1)).plus_seconds(-1)));
    EXPECT_FALSE(may_sign_in(account, Instant::start_of(*Date::of(2026, 10, 1))));
}

using Answer = AttemptLimit::Answer;

TEST(AttemptLimit, turns_an_address_away_after_its_failures_and_lets_it_back_after_the_window) {
    AttemptLimit limit({.failures = 3, .window_seconds = 600, .addresses = 10});
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(limit.ask("192.0.2.1", morning), Answer::Welcome);
        limit.failed("192.0.2.1", morning);
    }
    EXPECT_EQ(limit.ask("192.0.2.1", morning), Answer::JustStopped);
    EXPECT_EQ(limit.ask("192.0.2.1", morning), Answer::Stopped);
    EXPECT_EQ(limit.ask("192.0.2.2", morning), Answer::Welcome);
    EXPECT_EQ(limit.ask("192.0.2.1", morning.plus_seconds(600)), Answer::Welcome);
}
TEST(AttemptLimit, counts_the_addresses_of_one_subscriber_together) {
    EXPECT_EQ(network_of("2001:db8:1:2:3::1"), network_of("2001:db8:1:2:ffff::9"));
    EXPECT_NE(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:3::1"));
    EXPECT_NE(network_of("192.0.2.1"), network_of("192.0.2.2"));
    EXPECT_NE(network_of("::ffff:192.0.2.1"), network_of("::ffff:192.0.2.2"));
}
TEST(AttemptLimit, forgets_the_harmless_before_the_stopped_when_it_is_full) {
    AttemptLimit limit({.failures = 2, .window_seconds = 600, .addresses = 3});
    limit.failed("192.0.2.1", morning);
    limit.failed("192.0.2.1", morning);
    for (int i = 2; i < 200; ++i) limit.failed("192.0.2." + std::to_string(i), morning);
    EXPECT_EQ(limit.ask("192.0.2.1", morning), Answer::JustStopped);
}

TEST(RoleTable, lets_an_administrator_manage_accounts_and_nothing_about_cases) {
    for (const auto& act : codes<Act>) {
        EXPECT_EQ(may(Role::Administrator, act.value), act.value == Act::ManageAccounts)
            << act.code;
    }
}
TEST(RoleTable, gives_nobody_who_reads_cases_the_journal_or_the_accounts) {
    for (const auto& role : codes<Role>) {
        if (!may(role.value, Act::ReadCases)) continue;
        EXPECT_FALSE(may(role.value, Act::ManageAccounts)) << role.code;
        EXPECT_FALSE(may(role.value, Act::ReadJournal)) << role.code;
    }
}
TEST(RoleTable, leaves_no_act_that_nobody_may_do) {
    for (const auto& act : codes<Act>) {
        EXPECT_TRUE(std::ranges::any_of(codes<Role>, [&](const auto& role) {
            return may(role.value, act.value);
        })) << act.code;
    }
}
TEST(RoleTable, lets_every_desk_receive_an_inquiry) {
    for (const auto role : {Role::DeskWorker, Role::Supervisor, Role::Coordinator}) {
        EXPECT_TRUE(may(role, Act::ReceiveInquiry)) << code_of(role);
    }
}

const std::vector<DeskId> desks{DeskId("elderly"), DeskId("child")};

TEST(Assignments, keep_an_administrator_out_of_cases) {
    EXPECT_EQ(code(refuse_assignments({{Role::Administrator}, {}}, desks)), "");
    EXPECT_EQ(
        code(refuse_assignments({{Role::Administrator, Role::DeskWorker}, {desks[0]}}, desks)),
        "account.administrator_reads_no_case");
}
TEST(Assignments, need_a_role_and_a_desk_that_the_town_has) {
    EXPECT_EQ(code(refuse_assignments({{}, {desks[0]}}, desks)), "account.no_role");
    EXPECT_EQ(code(refuse_assignments({{Role::DeskWorker}, {}}, desks)), "account.no_desk");
    EXPECT_EQ(code(refuse_assignments({{Role::DeskWorker}, {DeskId("moon")}}, desks)),
              "account.unknown_desk");
    EXPECT_EQ(code(refuse_assignments({{Role::DeskWorker}, {desks[0], desks[0]}}, desks)),
              "account.repeated");
    EXPECT_EQ(code(refuse_assignments({{Role::DeskWorker}, desks}, desks)), "");
}
TEST(Assignments, that_ended_yesterday_do_not_count_today) {
    const Date today = *Date::of(2026, 9, 1);
    EXPECT_EQ(roles_on({{Role::Supervisor, {*Date::of(2026, 4, 1), today.plus_days(-1)}},
                        {Role::DeskWorker, {*Date::of(2026, 4, 1), today}},
                        {Role::Coordinator, {today.plus_days(1), std::nullopt}}},
                       today),
              std::vector{Role::DeskWorker});
}
TEST(Login, is_the_same_however_it_is_typed) {
    EXPECT_EQ(tidy_login("  Tanaka.K "), "tanaka.k");
    EXPECT_EQ(code(refuse_login("tanaka.k@town")), "");
    for (const auto* odd : {"ab", "田中さん", "tanaka k", "<b>tanaka"}) {
        EXPECT_EQ(code(refuse_login(odd)), "account.login_form") << odd;
    }
}

}  // namespace
}  // namespace kasane::accounts
