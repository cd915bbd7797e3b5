#include "web/assets.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <stdexcept>

#include "kernel/ensure.hpp"
#include "tests/support/test_database.hpp"
#include "web/error_page.hpp"
#include "web/router.hpp"

namespace kasane::web {
namespace {

class AssetFiles : public testing::Test {
protected:
    AssetFiles() {
        write("app.1a2b.css", "body{}");
        write("secret.txt", "not in the manifest");
        write("manifest.txt", "# logical name, file\napp.css app.1a2b.css\n");
    }
    void write(const std::string& name, const std::string& content) {
        std::ofstream(folder_.path() / name, std::ios::binary) << content;
    }
    Response get(std::string file, std::string if_none_match = {}) {
        const Router router(Assets(folder_.path()).routes(plain_error_page), plain_error_page);
        Request request;
        request.path = "/assets/" + std::move(file);
        request.if_none_match = std::move(if_none_match);
        return router.answer(request);
    }

    tests::TemporaryFolder folder_;
};

TEST_F(AssetFiles, are_found_under_the_name_with_their_hash) {
    EXPECT_EQ(Assets(folder_.path()).path("app.css"), "/assets/app.1a2b.css");
    EXPECT_THROW((void)Assets(folder_.path()).path("other.css"), BrokenInvariant);
}

TEST_F(AssetFiles, may_be_kept_for_ever) {
    const auto response = get("app.1a2b.css");
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.content(), "body{}");
    EXPECT_EQ(response.content_type, "text/css; charset=utf-8");
    EXPECT_EQ(response.caching, Caching::Immutable);
}

TEST_F(AssetFiles, are_not_sent_again_to_somebody_who_has_them) {
    const auto response = get("app.1a2b.css", "\"app.1a2b.css\"");
    EXPECT_EQ(response.status, 304);
    EXPECT_TRUE(response.content().empty());
}

TEST_F(AssetFiles, are_only_those_of_the_manifest) {
    EXPECT_EQ(get("secret.txt").status, 404);
    EXPECT_EQ(get("manifest.txt").status, 404);
    EXPECT_EQ(get("../assets_test.cpp").status, 404);
}

TEST_F(AssetFiles, are_checked_when_the_program_starts) {
    write("manifest.txt", "app.css ../app.css\n");
    EXPECT_THROW(Assets(folder_.path()), std::runtime_error);
    write("manifest.txt", "app.css missing.css\n");
    EXPECT_THROW(Assets(folder_.path()), std::runtime_error);
    write("manifest.txt", "app.css\n");
    EXPECT_THROW(Assets(folder_.path()), std::runtime_error);
}

}  // namespace
}  // namespace kasane::web
