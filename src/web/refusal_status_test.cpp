#include "web/refusal_status.hpp"

#include <gtest/gtest.h>

#include "web/error_page.hpp"

namespace kasane::web {
namespace {

TEST(RefusalStatus, is_one_table) {
    EXPECT_EQ(status_of(RefusalKind::Rule), 409);
    EXPECT_EQ(status_of(RefusalKind::NotPermitted), 403);
    EXPECT_EQ(status_of(RefusalKind::NotFound), 404);
    EXPECT_EQ(status_of(RefusalKind::Invalid), 422);
    EXPECT_EQ(status_of(RefusalKind::Stale), 409);
    EXPECT_EQ(status_of(RefusalKind::Repeated), 303);
    EXPECT_EQ(status_of(RefusalKind::TooMany), 429);
}

Request numbered() {
    Request request;
    request.request_id = "K7F3-9Q2M";
    return request;
}

TEST(ErrorPage, says_what_happened_what_to_do_and_the_number_to_give) {
    for (const int status : {400, 403, 404, 405, 413, 415, 431, 500, 503}) {
        const auto response = plain_error_page(status, numbered());
        EXPECT_EQ(response.status, status);
        EXPECT_NE(response.body.find("K7F3-9Q2M"), std::string::npos);
        EXPECT_NE(response.body.find(error_words(status).title), std::string::npos);
        EXPECT_NE(response.body.find(error_words(status).advice), std::string::npos);
    }
}

TEST(ErrorPage, says_at_503_that_nothing_was_lost_and_that_sending_again_stores_nothing_twice) {
    const auto page = plain_error_page(503, numbered()).body;
    EXPECT_NE(page.find("これまでに保存した記録は失われていません"), std::string::npos);
    EXPECT_NE(page.find("二重には保存されません"), std::string::npos);
}

}  // namespace
}  // namespace kasane::web
