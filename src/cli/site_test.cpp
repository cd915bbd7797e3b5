#include "cli/site.hpp"

#include <gtest/gtest.h>

#include "cli/serve_command.hpp"
#include "tests/support/raw_client.hpp"
#include "tests/support/running_server.hpp"
#include "tests/support/running_site.hpp"

namespace kasane::cli {
namespace {

using accounts::Role;
using tests::RunningSite;

bool says(const web::Response& response, std::string_view words) {
    return response.content().find(words) != std::string_view::npos;
}

TEST(Site, answers_over_a_socket_with_the_sign_in_page_and_its_protection) {
    RunningSite site;
    tests::RunningServer server(site.site().application());
    tests::RawClient client(server.port());
    const auto answer = client.get("/sign-in");
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->status, 200);
    EXPECT_NE(answer->body.find("辰野町"), std::string::npos);
    EXPECT_NE(answer->header("Content-Security-Policy").find("default-src"), std::string::npos);
    EXPECT_EQ(answer->header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(answer->header("Referrer-Policy"), "no-referrer");
    EXPECT_NE(answer->header("Cache-Control").find("no-store"), std::string::npos);
}

TEST(Site, says_that_an_unknown_page_does_not_exist_in_the_frame_of_the_town) {
    RunningSite site;
    const auto answer = site.get("/no-such-page");
    EXPECT_EQ(answer.status, 404);
    EXPECT_TRUE(says(answer, "辰野町"));
    EXPECT_EQ(site.get("/assets/no-such-file").status, 404);
}

TEST(Site, gives_every_entry_of_the_navigation_a_page) {
    RunningSite site;
    const auto coordinator = site.person("coordinator", "調整 花子",
                                         {Role::Coordinator, Role::DeskWorker}, "coordination");
    const auto home = site.get("/", coordinator);
    ASSERT_EQ(home.status, 200);
    for (const std::string path : {"/inquiries", "/cases", "/memos", "/conferences", "/outreach",
                                   "/inquiries/new", "/conferences/new"}) {
        SCOPED_TRACE(path);
        EXPECT_TRUE(says(home, "href=\"" + path + "\""));
        EXPECT_EQ(site.get(path, coordinator).status, 200);
    }
}

TEST(Site, offers_an_administrator_accounts_and_no_case) {
    RunningSite site;
    const auto worker = site.person("elder", "高齢 一郎", {Role::DeskWorker}, "elderly");
    static_cast<void>(site.inquiry(worker, "山田 花子", "家計が苦しい"));
    const auto administrator = site.person("second", "管理 二郎", {Role::Administrator}, "");
    const auto home = site.get("/", administrator);
    EXPECT_EQ(home.status, 200);
    EXPECT_TRUE(says(home, "href=\"/settings/accounts\""));
    EXPECT_FALSE(says(home, "山田"));
    EXPECT_FALSE(says(home, "href=\"/cases\""));
    EXPECT_EQ(site.get("/cases", administrator).status, 403);
    EXPECT_EQ(site.get("/search?q=山田", administrator).status, 403);
}

TEST(Site, keeps_what_is_typed_as_a_draft) {
    RunningSite site;
    const auto worker = site.person("elder", "高齢 一郎", {Role::DeskWorker}, "elderly");
    const auto saved =
        site.post("/drafts", {{"draft_key", "inquiry.new"}, {"said", "書きかけ"}}, worker);
    EXPECT_EQ(saved.status, 200);
    EXPECT_TRUE(says(saved, "下書き保存"));
    EXPECT_EQ(site.post("/drafts", {{"draft_key", "inquiry.new"}}).status, 303);
}

TEST(ListenPlace, is_an_address_and_a_port) {
    const auto usual = listen_place("127.0.0.1:8080");
    ASSERT_TRUE(usual.has_value());
    EXPECT_EQ(usual->address, "127.0.0.1");
    EXPECT_EQ(usual->port, 8080);
    const auto bracketed = listen_place("[::1]:80");
    ASSERT_TRUE(bracketed.has_value());
    EXPECT_EQ(bracketed->address, "::1");
    for (const auto* wrong :
         {"", "8080", ":8080", "127.0.0.1:", "127.0.0.1:99999", "::1:80", "localhost:80x"}) {
        EXPECT_FALSE(listen_place(wrong).has_value()) << wrong;
    }
}

TEST(HostName, is_compared_without_port_and_capitals) {
    EXPECT_EQ(host_name("Kasane.Example.JP:8080"), "kasane.example.jp");
    EXPECT_EQ(host_name("[::1]:8080"), "[::1]");
    EXPECT_EQ(host_name("localhost"), "localhost");
}

}  // namespace
}  // namespace kasane::cli
