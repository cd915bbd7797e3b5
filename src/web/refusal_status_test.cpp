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

TEST(ErrorPage, says_what_happened_what_to_do_and_the_number_to_give) {
    for (const int status : {400, 403, 404, 405, 413, 415, 431, 500, 503}) {
        const auto response = plain_error_page(status, "K7F3-9Q2M");
        EXPECT_EQ(response.status, status);
        EXPECT_NE(response.body.find("K7F3-9Q2M"), std::string::npos);
        EXPECT_NE(response.body.find(error_words(status).title), std::string::npos);
        EXPECT_NE(response.body.find(error_words(status).advice), std::string::npos);
    }
}

TEST(ErrorPage, says_at_503_that_nothing_was_lost_and_the_draft_is_kept) {
    const auto page = plain_error_page(503, "K7F3-9Q2M").body;
    EXPECT_NE(page.find("失われていません"), std::string::npos);
    EXPECT_NE(page.find("下書きは残っています"), std::string::npos);
}

}  // namespace
}  // namespace kasane::web
