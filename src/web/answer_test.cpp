#include "web/answer.hpp"

#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>

#include "kernel/ensure.hpp"
#include "storage/database.hpp"
#include "web/error_page.hpp"
#include "web/request_id.hpp"

namespace kasane::web {
namespace {

/// Runs with a log that can be read.
class Fault : public testing::Test {
public:
    ~Fault() override { spdlog::set_default_logger(before_); }

protected:
    Fault() : before_(spdlog::default_logger()) {
        spdlog::set_default_logger(std::make_shared<spdlog::logger>(
            "test", std::make_shared<spdlog::sinks::ostream_sink_mt>(log_)));
    }

    Response ask(const Application& application, const ErrorPage& page = plain_error_page) {
        RawRequest raw;
        raw.method = "POST";
        raw.target =
            "/cases/01937b5c-0000-7000-8000-000000000001/notes/%E9%AB%99%E6%A9%8B?q=secret";
        raw.host = "localhost";
        raw.content_type = "application/x-www-form-urlencoded";
        raw.body = "said=secret";
        return answer(std::move(raw), {}, application, page);
    }
    [[nodiscard]] std::string log() const { return log_.str(); }

    std::ostringstream log_;
    std::shared_ptr<spdlog::logger> before_;
    std::string id_;
    /// Keeps the request id, as a page would show it.
    Application keeping(const Application& application) {
        return [this, application](Request& request) {
            id_ = request.request_id;
            return application(request);
        };
    }
};

TEST_F(Fault, of_the_storage_is_503_with_the_request_id) {
    const auto response = ask(keeping(
        [](Request&) -> Response { throw storage::StorageFault("the disk is full", true); }));
    EXPECT_EQ(response.status, 503);
    EXPECT_NE(response.body.find(id_), std::string::npos);
    EXPECT_NE(response.body.find("これまでに保存した記録は失われていません"), std::string::npos);
    EXPECT_EQ(response.body.find("disk is full"), std::string::npos);
    EXPECT_NE(log().find(id_), std::string::npos);
    EXPECT_NE(log().find("the disk is full"), std::string::npos);
}

TEST_F(Fault, that_breaks_an_invariant_is_500_with_the_request_id) {
    const auto response = ask(keeping([](Request&) -> Response {
        ensure(false, "a case has a number");
        return {};
    }));
    EXPECT_EQ(response.status, 500);
    EXPECT_NE(response.body.find(id_), std::string::npos);
    EXPECT_EQ(response.body.find("a case has a number"), std::string::npos);
    EXPECT_NE(log().find("a case has a number"), std::string::npos);
}

TEST_F(Fault, of_any_other_kind_is_500_and_its_words_stay_out_of_the_log) {
    const auto response = ask(
        keeping([](Request&) -> Response { throw std::runtime_error("parse error at 髙橋花子"); }));
    EXPECT_EQ(response.status, 500);
    EXPECT_NE(log().find(id_), std::string::npos);
    EXPECT_NE(log().find("std::runtime_error"), std::string::npos);
    EXPECT_EQ(log().find("髙橋花子"), std::string::npos);
    EXPECT_EQ(ask([](Request&) -> Response { throw 7; }).status, 500);
}

TEST_F(Fault, is_logged_without_what_was_asked_or_typed) {
    (void)ask([](Request&) -> Response { throw std::runtime_error("x"); });
    EXPECT_NE(log().find("POST /cases/{}/notes/{}"), std::string::npos);
    for (const auto* hidden : {"secret", "01937b5c", "髙橋", "%E9"}) {
        EXPECT_EQ(log().find(hidden), std::string::npos) << hidden;
    }
}

TEST_F(Fault, of_the_error_page_itself_still_leads_to_a_page) {
    const auto response =
        ask([](Request&) -> Response { throw std::runtime_error("x"); },
            [](int, const Request&) -> Response { throw std::runtime_error("y"); });
    EXPECT_EQ(response.status, 500);
    EXPECT_NE(response.body.find(error_words(500).title), std::string::npos);
}

TEST(RequestId, can_be_read_out_on_the_telephone) {
    const auto id = new_request_id();
    EXPECT_EQ(id.size(), 9U);
    EXPECT_EQ(id[4], '-');
    EXPECT_EQ(id.find_first_of("ILOU"), std::string::npos);
    EXPECT_NE(id, new_request_id());
}

}  // namespace
}  // namespace kasane::web
