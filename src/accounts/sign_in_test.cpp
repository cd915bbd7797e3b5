#include "accounts/sign_in.hpp"

#include <gtest/gtest.h>

#include "accounts/accounts_store.hpp"
#include "accounts/manage_account.hpp"
#include "tests/support/running_site.hpp"

namespace kasane::accounts {
namespace {

const std::string right = "midori kawa densha 7";

class SignIn : public testing::TestWithParam<storage::Engine> {
protected:
    tests::RunningSite site{GetParam()};
    AttemptLimit limit;
    SignInDoor door{site.hall().roster(), site.hall().sessions(), limit};
    Actor administrator = site.person("second", "管理 次郎", {Role::Administrator}, "");
    AccountId worker = register_worker("tanaka");

    AccountId register_worker(const std::string& login) {
        const auto created = create_account(site.hall().roster(), administrator,
                                            {.login = login,
                                             .name = "受付 一郎",
                                             .assignments = {{Role::DeskWorker}, {desk()}},
                                             .password = PrivateText(right)},
                                            {desk()});
        EXPECT_TRUE(created.ok()) << created.refusal().message;
        return created->account;
    }
    static DeskId desk() { return DeskId("elderly"); }

    Result<SignInStep> try_with(const std::string& login, const std::string& password,
                                const std::string& old_token = "") {
        return sign_in(door, {.login = login,
                              .password = PrivateText(password),
                              .client_address = "192.0.2.7",
                              .request_id = "r",
                              .old_token = old_token});
    }
    std::optional<Actor> who(const std::string& token) {
        return site.hall().sessions().actor_of(token, site.clock().now());
    }
    /// 「wrong password」 and so on: what the journal says of the last attempts, oldest first.
    std::vector<std::string> outcomes() {
        std::vector<std::string> all;
        site.database().read(
            site.hall().code(),
            [&](storage::Reader& rows) {
                for (auto& [details] : rows.rows<std::string>(
                         "select details from journal where municipality = $1 and act = 'sign_in'"
                         " and details like '%192.0.2.7' order by seq",
                         rows.municipality())) {
                    all.push_back(details.substr(0, details.find(" from ")));
                }
            },
            storage::Rows::Journal);
        return all;
    }
};
KASANE_ON_BOTH_ENGINES(SignIn);

TEST_P(SignIn, gives_a_session_to_the_right_password_only) {
    const auto refused = try_with("tanaka", "not " + right);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.refusal().code, "sign_in.refused");
    const auto step = try_with(" Tanaka ", right);
    ASSERT_TRUE(step.ok());
    const auto actor = who(step->token);
    ASSERT_TRUE(actor);
    EXPECT_EQ(actor->account, worker);
    EXPECT_EQ(actor->roles, std::vector{Role::DeskWorker});
    EXPECT_EQ(actor->desk(), desk());
    EXPECT_EQ(outcomes(), (std::vector<std::string>{"wrong password", "signed in"}));
}
TEST_P(SignIn, answers_an_unknown_login_like_a_wrong_password) {
    const auto unknown = try_with("nobody", right);
    const auto wrong = try_with("tanaka", "something else entirely");
    ASSERT_FALSE(unknown.ok());
    ASSERT_FALSE(wrong.ok());
    EXPECT_EQ(unknown.refusal().message, wrong.refusal().message);
    EXPECT_EQ(unknown.refusal().instead, wrong.refusal().instead);
    EXPECT_EQ(unknown.refusal().kind, wrong.refusal().kind);
}
TEST_P(SignIn, stops_the_account_after_five_wrong_passwords_and_says_nothing_else) {
    std::string said;
    for (int i = 0; i < 5; ++i) said = try_with("tanaka", "wrong wrong wrong").refusal().message;
    const auto right_but_stopped = try_with("tanaka", right);
    ASSERT_FALSE(right_but_stopped.ok());
    EXPECT_EQ(right_but_stopped.refusal().message, said);
    EXPECT_EQ(outcomes().back(), "account locked");
    site.clock().advance_seconds(15 * 60);
    EXPECT_TRUE(try_with("tanaka", right).ok());
}
TEST_P(SignIn, turns_one_address_away_after_a_thousand_wrong_passwords_and_fills_no_journal) {
    std::size_t turned_away = 0;
    for (int i = 0; i < 1'000; ++i) {
        const auto answer = try_with("nobody" + std::to_string(i), "wrong wrong wrong");
        ASSERT_FALSE(answer.ok());
        if (answer.refusal().code == "sign_in.too_many") ++turned_away;
    }
    EXPECT_EQ(turned_away, 970U);
    EXPECT_EQ(outcomes().size(), 31U);
    EXPECT_EQ(outcomes().back(), "too many attempts");
}
TEST_P(SignIn, forgets_the_failures_once_the_password_was_right) {
    for (int i = 0; i < 4; ++i) ASSERT_FALSE(try_with("tanaka", "wrong wrong wrong").ok());
    ASSERT_TRUE(try_with("tanaka", right).ok());
    for (int i = 0; i < 4; ++i) ASSERT_FALSE(try_with("tanaka", "wrong wrong wrong").ok());
    EXPECT_TRUE(try_with("tanaka", right).ok());
}
TEST_P(SignIn, ends_the_session_the_browser_had_before) {
    const auto before = try_with("tanaka", right);
    const auto after = try_with("tanaka", right, before->token);
    ASSERT_TRUE(after.ok());
    EXPECT_NE(before->token, after->token);
    EXPECT_FALSE(who(before->token));
    EXPECT_TRUE(who(after->token));
}
TEST_P(SignIn, is_over_on_the_day_after_the_last) {
    ASSERT_TRUE(change_account(site.hall().roster(), administrator,
                               {.account = worker,
                                .version = 1,
                                .name = "受付 一郎",
                                .assignments = {{Role::DeskWorker}, {desk()}},
                                .valid_until = site.clock().today()},
                               {desk()})
                    .ok());
    const auto today = try_with("tanaka", right);
    ASSERT_TRUE(today.ok());
    site.clock().set(Instant::start_of(site.clock().today().plus_days(1)));
    EXPECT_FALSE(who(today->token));
    EXPECT_FALSE(try_with("tanaka", right).ok());
    EXPECT_EQ(outcomes().back(), "account not in force");
}
TEST_P(SignIn, of_a_session_ends_after_half_an_hour_without_a_page) {
    const auto token = try_with("tanaka", right)->token;
    site.clock().advance_seconds(29 * 60);
    ASSERT_TRUE(who(token));
    site.hall().sessions().flush();
    site.clock().advance_seconds(29 * 60);
    ASSERT_TRUE(who(token));
    site.hall().sessions().flush();
    site.clock().advance_seconds(30 * 60);
    EXPECT_FALSE(who(token));
}
TEST_P(SignIn, of_a_session_ends_after_half_a_day_however_busy_it_was) {
    const auto token = try_with("tanaka", right)->token;
    for (int passed = 0; passed < 12 * 60 - 20; passed += 20) {
        site.clock().advance_seconds(20 * 60);
        ASSERT_TRUE(who(token)) << passed;
        site.hall().sessions().flush();
    }
    site.clock().advance_seconds(20 * 60);
    EXPECT_FALSE(who(token));
}
TEST_P(SignIn, is_forgotten_by_a_sign_out) {
    const auto token = try_with("tanaka", right)->token;
    sign_out(site.hall().roster(), *who(token), token);
    EXPECT_FALSE(who(token));
}
TEST_P(SignIn, leaves_no_token_and_no_password_in_the_database) {
    const auto token = try_with("tanaka", right)->token;
    site.database().read(site.hall().code(), [&](storage::Reader& rows) {
        EXPECT_EQ(rows.value<std::int64_t>("select count(*) from sessions where municipality = $1"
                                           " and token_hash = $2",
                                           rows.municipality(), token),
                  0);
        EXPECT_EQ(rows.value<std::int64_t>("select count(*) from accounts where municipality = $1"
                                           " and password_hash not like '$argon2id$%'",
                                           rows.municipality()),
                  0);
    });
}

TEST_P(SignIn, with_a_changed_password_ends_every_other_session) {
    const auto here = try_with("tanaka", right);
    const auto elsewhere = try_with("tanaka", right);
    const auto change = [&](const std::string& current, const std::string& wanted,
                            const std::string& repeated) {
        return change_own_password(
            door, *who(here->token),
            {PrivateText(current), PrivateText(wanted), PrivateText(repeated)});
    };
    const std::string wanted = "akai yama no densha 8";
    EXPECT_EQ(change("wrong", wanted, wanted).refusal().field, "current_password");
    EXPECT_EQ(change(right, wanted, "another one 99").refusal().field, "repeated_password");
    EXPECT_EQ(change(right, right, right).refusal().code, "password.same");
    auto tokened = *who(here->token);
    tokened.form_token = site.site().guard().issue(worker.text());
    const auto changed = change_own_password(
        door, tokened, {PrivateText(right), PrivateText(wanted), PrivateText(wanted)});
    ASSERT_TRUE(changed.ok()) << changed.refusal().message;
    EXPECT_FALSE(who(here->token));
    EXPECT_FALSE(who(elsewhere->token));
    EXPECT_TRUE(who(changed->token));
    EXPECT_FALSE(try_with("tanaka", right).ok());
    EXPECT_TRUE(try_with("tanaka", wanted).ok());
}
TEST_P(SignIn, of_a_one_time_password_asks_for_an_own_one) {
    const auto issued = reset_password(site.hall().roster(), administrator, worker);
    ASSERT_TRUE(issued.ok()) << issued.refusal().message;
    EXPECT_FALSE(try_with("tanaka", right).ok());
    const auto step = try_with("tanaka", issued->password.reveal());
    ASSERT_TRUE(step.ok());
    EXPECT_TRUE(step->must_change_password);
}

}  // namespace
}  // namespace kasane::accounts
