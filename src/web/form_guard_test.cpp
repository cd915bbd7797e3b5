#include "web/form_guard.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/test_database.hpp"
#include "web/form_names.hpp"

namespace kasane::web {
namespace {

constexpr const char* account = "01937b5c-0000-7000-8000-000000000001";
constexpr const char* other_account = "01937b5c-0000-7000-8000-000000000002";
constexpr std::int64_t day = 24 * 60 * 60;

class FormGuarded : public tests::OnBothEngines {
protected:
    FrozenClock clock_{*Instant::parse("2026-11-21T01:32:00.000000Z")};
    FormGuard guard_{{std::string(32, 'k')}, clock_};

    /// Uses a token up as an act does; says where the first sending led when it was not the first.
    std::optional<Refusal> send(const std::string& token, const std::string& path,
                                storage::Outcome outcome = storage::Outcome::Commit,
                                const char* who = account) {
        std::optional<Refusal> refusal;
        database().write(tests::one_town(), [&](storage::Transaction& store) {
            const auto used = guard_.consume(store, who, token);
            if (!used) {
                refusal = used.refusal();
                return storage::Outcome::RollBack;
            }
            guard_.remember_result(store, who, token, path);
            return outcome;
        });
        return refusal;
    }
    bool save(const std::string& key, const Fields& fields, const char* who = account) {
        bool saved = false;
        database().write(tests::one_town(), [&](storage::Transaction& store) {
            saved = guard_.save_draft(store, who, key, fields).ok();
            return saved ? storage::Outcome::Commit : storage::Outcome::RollBack;
        });
        return saved;
    }
    std::optional<FormGuard::Draft> load(const std::string& key, const char* who = account,
                                         const MunicipalityCode& town = tests::one_town()) {
        std::optional<FormGuard::Draft> draft;
        database().read(town,
                        [&](storage::Reader& rows) { draft = guard_.load_draft(rows, who, key); });
        return draft;
    }
};
KASANE_ON_BOTH_ENGINES(FormGuarded);

Fields with(std::string name, std::string value) {
    Fields fields;
    fields.add(std::move(name), std::move(value));
    return fields;
}

TEST_P(FormGuarded, does_one_thing_when_a_form_is_sent_twice) {
    const auto token = guard_.issue(account);
    EXPECT_FALSE(send(token, "/cases/1").has_value());
    const auto again = send(token, "/cases/2");
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->kind, RefusalKind::Repeated);
    EXPECT_EQ(again->existing_id, "/cases/1");
}

TEST_P(FormGuarded, lets_a_form_be_sent_again_when_the_act_was_rolled_back) {
    const auto token = guard_.issue(account);
    EXPECT_FALSE(send(token, "/cases/1", storage::Outcome::RollBack).has_value());
    EXPECT_FALSE(send(token, "/cases/1").has_value());
}

TEST_P(FormGuarded, refuses_an_empty_foreign_changed_or_old_token) {
    const auto token = guard_.issue(account);
    auto changed = token;
    changed.back() = changed.back() == '0' ? '1' : '0';
    for (const auto& wrong : {std::string(), std::string("x"), std::string(200, '0'), changed,
                              guard_.issue(other_account)}) {
        const auto refusal = send(wrong, "/cases/1");
        ASSERT_TRUE(refusal.has_value()) << wrong;
        EXPECT_EQ(refusal->kind, RefusalKind::Invalid);
    }
    clock_.advance_seconds(day + 1);
    EXPECT_TRUE(send(token, "/cases/1").has_value());
}

TEST_P(FormGuarded, keeps_used_tokens_as_long_as_they_could_be_sent) {
    const auto token = guard_.issue(account);
    EXPECT_FALSE(send(token, "/cases/1").has_value());
    clock_.advance_seconds(day);
    database().write(tests::one_town(), [&](storage::Transaction& store) {
        guard_.remove_old(store);
        return storage::Outcome::Commit;
    });
    EXPECT_EQ(send(token, "/cases/2")->kind, RefusalKind::Repeated);
}

TEST_P(FormGuarded, brings_a_draft_back_as_it_was_typed) {
    Fields typed;
    typed.add("said", "<b>髙橋</b> 𠮷\r\n=1+1");
    typed.add("topic", "1");
    typed.add("topic", "2");
    typed.add(std::string(version_field), "3");
    typed.add(std::string(csrf_field), "secret");
    typed.add(std::string(form_token_field), "secret");
    typed.add("new_password", "secret");
    ASSERT_TRUE(save("inquiry", typed));
    const auto draft = load("inquiry");
    ASSERT_TRUE(draft.has_value());
    EXPECT_EQ(draft->saved_at, clock_.now());
    EXPECT_EQ(draft->fields.get("said"), "<b>髙橋</b> 𠮷\r\n=1+1");
    EXPECT_EQ(draft->fields.all("topic").size(), 2U);
    EXPECT_EQ(draft->fields.get(version_field), "3");
    EXPECT_EQ(draft->fields.entries().size(), 4U);
}

TEST_P(FormGuarded, keeps_a_draft_from_everybody_else) {
    ASSERT_TRUE(save("inquiry", with("said", "秘密")));
    EXPECT_FALSE(load("inquiry", other_account).has_value());
    EXPECT_FALSE(load("inquiry", account, tests::other_town()).has_value());
    EXPECT_FALSE(load("memo").has_value());
}

TEST_P(FormGuarded, masks_numbers_in_a_draft) {
    ASSERT_TRUE(save("inquiry", with("said", "番号 1234 5678 9018 です")));
    EXPECT_EQ(load("inquiry")->fields.get("said").find("9018"), std::string_view::npos);
}

TEST_P(FormGuarded, takes_what_only_a_broken_client_sends) {
    ASSERT_TRUE(save("inquiry", with("said", std::string("a\0b\xFF", 4))));
    EXPECT_TRUE(load("inquiry").has_value());
    EXPECT_FALSE(save("", with("said", "x")));
    EXPECT_FALSE(save(std::string(300, 'k'), with("said", "x")));
}

TEST_P(FormGuarded, replaces_a_draft_and_drops_it_when_asked) {
    ASSERT_TRUE(save("inquiry", with("said", "一")));
    ASSERT_TRUE(save("inquiry", with("said", "二")));
    EXPECT_EQ(load("inquiry")->fields.get("said"), "二");
    database().write(tests::one_town(), [&](storage::Transaction& store) {
        guard_.discard_draft(store, account, "inquiry");
        return storage::Outcome::Commit;
    });
    EXPECT_FALSE(load("inquiry").has_value());
}

TEST_P(FormGuarded, forgets_a_draft_after_14_days) {
    ASSERT_TRUE(save("inquiry", with("said", "一")));
    clock_.advance_seconds(14 * day);
    EXPECT_TRUE(load("inquiry").has_value());
    clock_.advance_seconds(1);
    EXPECT_FALSE(load("inquiry").has_value());
}

TEST_P(FormGuarded, refuses_a_draft_that_is_too_long_and_keeps_the_last_one) {
    ASSERT_TRUE(save("inquiry", with("said", "一")));
    EXPECT_FALSE(save("inquiry", with("said", std::string(300'000, 'x'))));
    EXPECT_EQ(load("inquiry")->fields.get("said"), "一");
}

TEST_P(FormGuarded, keeps_the_newest_30_drafts_of_an_account) {
    for (int i = 0; i < 31; ++i) {
        ASSERT_TRUE(save("form-" + std::to_string(i), with("said", "x")));
        clock_.advance_seconds(1);
    }
    EXPECT_FALSE(load("form-0").has_value());
    EXPECT_TRUE(load("form-1").has_value());
    EXPECT_TRUE(load("form-30").has_value());
}

TEST_P(FormGuarded, answers_the_saving_of_a_draft_with_its_time) {
    Request request;
    request.form.add("said", "途中");
    request.form.add(std::string(draft_key_field), "inquiry");
    auto response = guard_.answer_draft(database(), tests::one_town(), account, request);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "下書き保存 10:32");
    EXPECT_EQ(load("inquiry")->fields.get("said"), "途中");

    request.accept = "application/json";
    response = guard_.answer_draft(database(), tests::one_town(), account, request);
    EXPECT_EQ(response.body, "{\"message\":\"下書き保存 10:32\"}");

    request.form.add(std::string(act_field), "discard");
    EXPECT_EQ(guard_.answer_draft(database(), tests::one_town(), account, request).status, 200);
    EXPECT_FALSE(load("inquiry").has_value());
}

class OurForm : public testing::Test {
protected:
    FrozenClock clock_{Instant(1'800'000'000'000'000)};
    FormGuard guard_{{std::string(32, 'k')}, clock_};
    Request request_;

    OurForm() {
        request_.method = Method::Post;
        request_.host = "kasane.example:8443";
        request_.form.add(std::string(csrf_field), guard_.csrf_token("session"));
    }
};

TEST_F(OurForm, carries_the_token_of_its_session) {
    EXPECT_TRUE(guard_.is_our_form(request_, "session"));
    EXPECT_FALSE(guard_.is_our_form(request_, "another session"));
    request_.form = {};
    EXPECT_FALSE(guard_.is_our_form(request_, "session"));
    const FormGuard other({std::string(32, 'x')}, clock_);
    request_.form.add(std::string(csrf_field), other.csrf_token("session"));
    EXPECT_FALSE(guard_.is_our_form(request_, "session"));
}

TEST_F(OurForm, comes_from_our_own_pages) {
    for (const auto* ours : {"", "null", "https://kasane.example:8443"}) {
        request_.origin = ours;
        EXPECT_TRUE(guard_.is_our_form(request_, "session")) << ours;
    }
    for (const auto* foreign : {"https://evil.example", "https://kasane.example", "x",
                                "https://kasane.example:8443.evil.example"}) {
        request_.origin = foreign;
        EXPECT_FALSE(guard_.is_our_form(request_, "session")) << foreign;
    }
    request_.origin = "";
    for (const auto* site : {"cross-site", "same-site", "?"}) {
        request_.fetch_site = site;
        EXPECT_FALSE(guard_.is_our_form(request_, "session")) << site;
    }
    request_.fetch_site = "same-origin";
    EXPECT_TRUE(guard_.is_our_form(request_, "session"));
}

TEST_F(OurForm, has_a_token_that_is_new_each_time) {
    EXPECT_NE(guard_.issue(account), guard_.issue(account));
}

TEST(Version, that_changed_meanwhile_is_a_refusal_that_keeps_both_texts) {
    EXPECT_FALSE(changed_meanwhile(3, 3).has_value());
    EXPECT_EQ(changed_meanwhile(2, 3)->kind, RefusalKind::Stale);
    EXPECT_EQ(changed_meanwhile(0, 3)->kind, RefusalKind::Stale);
}

}  // namespace
}  // namespace kasane::web
