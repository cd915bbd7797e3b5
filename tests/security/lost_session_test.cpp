// Every form of the program, sent when its session is over: what was typed belongs to whoever opened
// it, comes back to them and to nobody else, and is never stored twice.

#include <gtest/gtest.h>

#include "tests/support/stored_records.hpp"
#include "tests/support/walked_form.hpp"
#include "web/form_names.hpp"

namespace kasane {
namespace {

using tests::GuardedForm;
using tests::is_text;
using tests::WalkedForm;
using tests::with;
using Kind = tests::HtmlField::Kind;

std::string header(const web::Response& response, std::string_view name) {
    for (const auto& [each, value] : response.headers) {
        if (each == name) return value;
    }
    return {};
}

bool says(const web::Response& answer, std::string_view words) {
    return answer.content().find(words) != std::string_view::npos;
}

/// Nobody else's words; a date or a name would be refused for what it is, a draft takes everything.
constexpr std::string_view typed_words = "途中まで書いた言葉";

class LostSession : public testing::TestWithParam<GuardedForm> {
protected:
    WalkedForm walked{GetParam()};

    /// The form as its page shows it, with words in every field that takes some.
    [[nodiscard]] web::Fields typed() const {
        auto fields = walked.filled_in();
        for (const auto& field : walked.form().fields) {
            if (is_text(field)) fields = with(fields, field.name, typed_words);
        }
        return fields;
    }
    [[nodiscard]] bool takes_words() const {
        return std::ranges::any_of(walked.form().fields, is_text);
    }
    /// The form sent by a browser with this session, or with none.
    web::Response send_as(const web::Fields& fields, const std::string& session) {
        auto request = walked.site().form_request(walked.action(), {}, walked.writer());
        request.form = fields;
        request.cookies.clear();
        if (!session.empty()) request.cookies["kasane"] = session;
        return walked.site().answer(std::move(request));
    }
    std::optional<web::FormGuard::Draft> draft_of(const accounts::Actor& who) {
        const std::string key(walked.form().untouched().get(web::draft_key_field));
        std::optional<web::FormGuard::Draft> draft;
        auto& hall = walked.site().hall();
        walked.site().database().read(hall.code(), [&](storage::Reader& rows) {
            draft = walked.site().site().guard().load_draft(rows, who.account.text(), key);
        });
        return draft;
    }
    accounts::Actor colleague() {
        const auto& writer = walked.writer();
        return walked.site().person("late-shift", "遅番 七", writer.roles,
                                    writer.has_desk() ? writer.desk().text() : "");
    }
    void expect_nothing_stored() {
        EXPECT_TRUE(tests::stored_records(walked.site().database()) == walked.stored_before())
            << "something was stored";
    }
    [[nodiscard]] bool keeps_draft() const {
        return walked.form().field(web::draft_key_field) != nullptr;
    }
    /// Everything stands where it was entered: words, days, what was chosen and ticked.
    void expect_entered(const web::Fields& sent, const tests::HtmlForm& form) {
        const auto shown = form.untouched();
        for (const auto& field : walked.form().fields) {
            if (field.kind == Kind::Hidden || field.kind == Kind::File) continue;
            if (field.kind == Kind::Date) {
                for (const auto part :
                     {web::era_ending, web::year_ending, web::month_ending, web::day_ending}) {
                    const auto name = field.name + std::string(part);
                    EXPECT_EQ(shown.get(name), sent.get(name)) << name;
                }
                continue;
            }
            EXPECT_EQ(shown.all(field.name), sent.all(field.name)) << field.name;
        }
    }
};

INSTANTIATE_TEST_SUITE_P(Forms, LostSession, testing::ValuesIn(tests::guarded_forms()),
                         [](const testing::TestParamInfo<GuardedForm>& form) {
                             return std::string(form.param.name);
                         });

TEST_P(LostSession, brings_what_was_typed_back_after_signing_in_again) {
    EXPECT_TRUE(keeps_draft() || !takes_words()) << "a form with words keeps a draft of them";
    const auto page = tests::address_of(walked.row().page, walked.records());
    const auto to_sign_in = "/sign-in?next=" + web::url_encode(page);
    // The cookie is gone (signed out in another window), or stands for a session that is over.
    for (const auto* session : {"", "a session that is over"}) {
        SCOPED_TRACE(session);
        const auto answer = send_as(typed(), session);
        EXPECT_EQ(answer.status, 303);
        EXPECT_EQ(header(answer, "Location"), to_sign_in + (keeps_draft() ? "&kept=yes" : ""));
        expect_nothing_stored();
        if (keeps_draft()) expect_entered(typed(), walked.open());
    }
}

TEST_P(LostSession, keeps_it_from_whoever_signed_in_meanwhile) {
    if (!keeps_draft()) return;
    const auto other = colleague();
    const auto before = tests::stored_records(walked.site().database());
    const auto answer = send_as(typed(), walked.site().session_of(other));
    EXPECT_EQ(answer.status, 403);
    EXPECT_FALSE(says(answer, typed_words));
    EXPECT_FALSE(draft_of(other).has_value());
    const auto theirs =
        walked.site().get(tests::address_of(walked.row().page, walked.records()), other);
    EXPECT_FALSE(says(theirs, typed_words));
    EXPECT_TRUE(tests::stored_records(walked.site().database()) == before);
    expect_entered(typed(), walked.open());
}

TEST_P(LostSession, leads_to_what_was_stored_already_and_keeps_no_draft_of_it) {
    const auto fields = walked.filled_in();
    auto first = walked.site().form_request(walked.action(), {}, walked.writer());
    first.form = fields;
    ASSERT_EQ(walked.site().answer(std::move(first)).status, walked.row().done);
    const auto once = tests::stored_records(walked.site().database());

    const auto answer = send_as(fields, "");
    EXPECT_EQ(answer.status, 303);
    EXPECT_EQ(header(answer, "Location").find("kept"), std::string::npos);
    EXPECT_TRUE(tests::stored_records(walked.site().database()) == once);
    if (!keeps_draft()) return;
    // A draft that was on its way when the form was sent comes too late.
    auto late = walked.site().form_request("/drafts", {}, walked.writer());
    late.form = fields;
    EXPECT_EQ(walked.site().answer(std::move(late)).status, 200);
    EXPECT_FALSE(draft_of(walked.writer()).has_value());
}

TEST(LateForm, keeps_nothing_of_what_none_of_our_pages_made) {
    WalkedForm walked(tests::guarded_forms().front());
    for (const auto& token : {std::string(), std::string("no token"), std::string(200, '0')}) {
        auto request = walked.site().form_request(walked.action(), {}, walked.writer());
        request.form = with(walked.filled_in(), web::form_token_field, token);
        request.cookies.clear();
        EXPECT_EQ(header(walked.site().answer(request), "Location").find("kept"),
                  std::string::npos);
    }
    auto elsewhere = walked.site().form_request(walked.action(), {}, walked.writer());
    elsewhere.form = walked.filled_in();
    elsewhere.cookies.clear();
    elsewhere.origin = "https://evil.example";
    EXPECT_EQ(header(walked.site().answer(elsewhere), "Location").find("kept"), std::string::npos);
}

}  // namespace
}  // namespace kasane
