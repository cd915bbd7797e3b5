#include "accounts/second_factor.hpp"

#include <gtest/gtest.h>

#include "accounts/manage_account.hpp"
#include "accounts/one_time_codes.hpp"
#include "accounts/sign_in.hpp"
#include "tests/support/running_site.hpp"

namespace kasane::accounts {
namespace {

const Instant moment = *Instant::parse("2026-09-01T01:00:00.000000Z");

TEST(OneTimeCodes, are_those_of_rfc_6238) {
    // 「12345678901234567890」 in base32; the RFC prints eight digits, an app shows the last six.
    const PrivateText secret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    EXPECT_EQ(code_at(secret, Instant(59'000'000)), "287082");
    EXPECT_EQ(code_at(secret, Instant(1'111'111'109'000'000)), "081804");
    EXPECT_EQ(code_at(secret, Instant(20'000'000'000'000'000)), "353130");
}
TEST(OneTimeCodes, of_a_clock_that_is_half_a_minute_off_are_good) {
    const auto secret = new_code_secret();
    for (const int off : {-30, 0, 30}) {
        EXPECT_TRUE(step_of_code(secret, code_at(secret, moment.plus_seconds(off)), moment, 0))
            << off;
    }
    EXPECT_FALSE(step_of_code(secret, code_at(secret, moment.plus_seconds(-90)), moment, 0));
    EXPECT_FALSE(step_of_code(secret, code_at(secret, moment.plus_seconds(90)), moment, 0));
}
TEST(OneTimeCodes, work_once) {
    const auto secret = new_code_secret();
    const auto code = code_at(secret, moment);
    const auto step = step_of_code(secret, code, moment, 0);
    ASSERT_TRUE(step);
    EXPECT_FALSE(step_of_code(secret, code, moment, *step));
    EXPECT_TRUE(step_of_code(secret, code_at(secret, moment.plus_seconds(30)),
                             moment.plus_seconds(30), *step));
}
TEST(OneTimeCodes, are_read_as_people_type_them) {
    const PrivateText secret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    const Instant at(1'111'111'109'000'000);
    EXPECT_TRUE(step_of_code(secret, "081 804", at, 0));
    EXPECT_TRUE(step_of_code(secret, "０８１８０４", at, 0));
    for (const auto* odd : {"", "81804", "0818040", "abcdef", "08180x", "-81804"}) {
        EXPECT_FALSE(step_of_code(secret, odd, at, 0)) << odd;
    }
}
TEST(RecoveryCodes, are_ten_different_ones_compared_as_people_type_them) {
    auto codes = new_recovery_codes();
    std::sort(codes.begin(), codes.end());
    EXPECT_EQ(codes.size(), 10U);
    EXPECT_EQ(std::unique(codes.begin(), codes.end()), codes.end());
    EXPECT_EQ(tidy_recovery_code(" ABCDE-23456 "), "abcde23456");
    EXPECT_EQ(tidy_recovery_code("ＡＢ"), "");
}

const std::string password(tests::RunningSite::password);

class SecondFactorSignIn : public testing::TestWithParam<storage::Engine> {
protected:
    tests::RunningSite site{GetParam()};
    Roster& roster = site.hall().roster();
    AttemptLimit limit;
    SignInDoor door{roster, site.hall().sessions(), limit};
    Actor worker = site.person("tanaka", "受付 一郎", {Role::DeskWorker}, "elderly");
    PrivateText secret;
    std::vector<std::string> recovery_codes = enrol();

    Actor with_token() {
        auto actor = worker;
        actor.form_token = site.site().guard().issue(worker.account.text());
        return actor;
    }
    std::vector<std::string> enrol() {
        const auto begun = begin_second_factor(roster, with_token(), "辰野町");
        EXPECT_TRUE(begun.ok());
        secret = begun->secret;
        const auto codes = confirm_second_factor(roster, with_token(), now_shown());
        EXPECT_TRUE(codes.ok()) << codes.refusal().message;
        site.clock().advance_seconds(30);
        return *codes;
    }
    std::string now_shown() { return code_at(secret, site.clock().now()); }

    SignInStep with_password() {
        const auto step = sign_in(
            door,
            {.login = "tanaka", .password = PrivateText(password), .client_address = "192.0.2.7"});
        EXPECT_TRUE(step.ok());
        return *step;
    }
    Result<SignInStep> with_code(const std::string& step, const std::string& code) {
        return confirm_sign_in(
            door,
            {.step_token = step, .code = code, .client_address = "192.0.2.7", .request_id = "r"});
    }
    bool is_in(const std::string& token) {
        return site.hall().sessions().actor_of(token, site.clock().now()).has_value();
    }
};
KASANE_ON_BOTH_ENGINES(SecondFactorSignIn);

TEST_P(SecondFactorSignIn, gives_no_session_for_the_password_alone) {
    const auto step = with_password();
    EXPECT_EQ(step.kind, SignInStep::Kind::SecondFactorNeeded);
    EXPECT_FALSE(is_in(step.token));
    const auto done = with_code(step.token, now_shown());
    ASSERT_TRUE(done.ok()) << done.refusal().message;
    EXPECT_TRUE(is_in(done->token));
    EXPECT_NE(done->token, step.token);
}
TEST_P(SecondFactorSignIn, takes_each_code_once) {
    const auto code = now_shown();
    ASSERT_TRUE(with_code(with_password().token, code).ok());
    EXPECT_EQ(with_code(with_password().token, code).refusal().code, "sign_in.wrong_code");
    site.clock().advance_seconds(30);
    EXPECT_TRUE(with_code(with_password().token, now_shown()).ok());
}
TEST_P(SecondFactorSignIn, takes_a_recovery_code_once) {
    ASSERT_TRUE(with_code(with_password().token, recovery_codes[3]).ok());
    EXPECT_FALSE(with_code(with_password().token, recovery_codes[3]).ok());
    EXPECT_EQ(second_factor_of(roster, worker.account).recovery_codes_left, 9);
}
TEST_P(SecondFactorSignIn, is_stopped_by_five_wrong_codes_whatever_the_password) {
    for (int i = 0; i < 5; ++i) {
        // A right password in between must not give the counting back.
        EXPECT_EQ(with_code(with_password().token, "000000").refusal().code, "sign_in.wrong_code");
    }
    EXPECT_FALSE(sign_in(door, {.login = "tanaka",
                                .password = PrivateText(password),
                                .client_address = "192.0.2.8"})
                     .ok());
}
TEST_P(SecondFactorSignIn, begins_anew_after_five_minutes_and_after_a_success) {
    const auto late = with_password();
    site.clock().advance_seconds(5 * 60);
    EXPECT_EQ(with_code(late.token, now_shown()).refusal().code, "sign_in.anew");
    const auto first = with_password();
    const auto second = with_password();
    ASSERT_TRUE(with_code(first.token, now_shown()).ok());
    site.clock().advance_seconds(30);
    EXPECT_EQ(with_code(second.token, now_shown()).refusal().code, "sign_in.anew");
    EXPECT_EQ(with_code("made up", now_shown()).refusal().code, "sign_in.anew");
}
TEST_P(SecondFactorSignIn, is_taken_away_with_a_code_only) {
    EXPECT_EQ(remove_second_factor(roster, with_token(), "123").refusal().field, "code");
    ASSERT_TRUE(remove_second_factor(roster, with_token(), now_shown()).ok());
    EXPECT_EQ(with_password().kind, SignInStep::Kind::SignedIn);
}
TEST_P(SecondFactorSignIn, shows_a_wrong_code_beside_the_form_that_was_sent) {
    const auto answer =
        site.post("/account/second-factor/remove", {{"remove_code", "111"}}, worker);
    EXPECT_EQ(answer.status, 422);
    EXPECT_NE(answer.content().find("field-remove_code-error"), std::string_view::npos);
    EXPECT_EQ(answer.content().find("field-renew_code-error"), std::string_view::npos);
}
TEST_P(SecondFactorSignIn, counts_wrong_codes_of_somebody_at_an_unlocked_screen) {
    for (int i = 0; i < 5; ++i) {
        EXPECT_FALSE(renew_recovery_codes(roster, with_token(), "000000").ok());
    }
    EXPECT_EQ(renew_recovery_codes(roster, with_token(), now_shown()).refusal().code,
              "sign_in.refused");
}
TEST_P(SecondFactorSignIn, replaces_all_recovery_codes) {
    const auto renewed = renew_recovery_codes(roster, with_token(), now_shown());
    ASSERT_TRUE(renewed.ok());
    EXPECT_FALSE(with_code(with_password().token, recovery_codes[0]).ok());
    EXPECT_TRUE(with_code(with_password().token, (*renewed)[0]).ok());
}
TEST_P(SecondFactorSignIn, is_reset_by_an_administrator_for_a_lost_telephone) {
    const auto administrator = site.person("second", "管理 次郎", {Role::Administrator}, "");
    const auto done = with_code(with_password().token, now_shown());
    EXPECT_EQ(reset_second_factor(roster, worker, worker.account).refusal().kind,
              RefusalKind::NotPermitted);
    ASSERT_TRUE(reset_second_factor(roster, administrator, worker.account).ok());
    EXPECT_FALSE(is_in(done->token));
    EXPECT_EQ(with_password().kind, SignInStep::Kind::SignedIn);
}
TEST_P(SecondFactorSignIn, keeps_its_secret_unreadable_in_the_database) {
    site.database().read(site.hall().code(), [&](storage::Reader& rows) {
        const auto sealed = rows.value<std::string>(
            "select sealed_secret from second_factors where municipality = $1",
            rows.municipality());
        EXPECT_EQ(sealed.find(secret.reveal()), std::string::npos);
        for (const auto& code : recovery_codes) {
            EXPECT_EQ(rows.value<std::int64_t>(
                          "select count(*) from recovery_codes where municipality = $1"
                          " and (code_hash = $2 or code_hash = $3)",
                          rows.municipality(), code, tidy_recovery_code(code)),
                      0);
        }
    });
}

std::string location_of(const web::Response& answer) {
    for (const auto& [name, value] : answer.headers) {
        if (name == "Location") return value;
    }
    return {};
}

class SecondFactorWall : public testing::Test {
protected:
    tests::RunningSite site{storage::Engine::Sqlite, tests::RunningSite::Towns::One,
                            tests::RunningSite::SecondFactor::AsTheProfileSays};
};

TEST_F(SecondFactorWall, leads_a_coordinator_without_an_app_to_its_registration_alone) {
    const auto coordinator = site.person("coord", "調整 花子", {Role::Coordinator}, "coordination");
    for (const auto* path : {"/", "/cases", "/memos", "/conferences"}) {
        const auto answer = site.get(path, coordinator);
        EXPECT_EQ(answer.status, 303) << path;
        EXPECT_TRUE(location_of(answer).starts_with("/account/second-factor?next=")) << path;
    }
    EXPECT_EQ(site.post("/inquiries", {}, coordinator).status, 303);
    EXPECT_EQ(site.get("/account/second-factor", coordinator).status, 200);
    const auto begun = begin_second_factor(
        site.hall().roster(),
        [&] {
            auto actor = coordinator;
            actor.form_token = site.site().guard().issue(coordinator.account.text());
            return actor;
        }(),
        "辰野町");
    const auto confirmed =
        site.post("/account/second-factor/confirm",
                  {{"code", code_at(begun->secret, site.clock().now())}}, coordinator);
    EXPECT_EQ(confirmed.status, 200);
    EXPECT_EQ(site.get("/cases", coordinator).status, 200);
}
TEST_F(SecondFactorWall, leaves_roles_alone_that_the_profile_does_not_name) {
    const auto worker = site.person("tanaka", "受付 一郎", {Role::DeskWorker}, "elderly");
    EXPECT_EQ(site.get("/cases", worker).status, 200);
}

}  // namespace
}  // namespace kasane::accounts
