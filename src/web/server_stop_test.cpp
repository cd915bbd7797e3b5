#include "web/server.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/raw_client.hpp"
#include "tests/support/running_server.hpp"
#include "web/error_page.hpp"
#include "web/router.hpp"

namespace kasane::web {
namespace {

using std::chrono::milliseconds;
using tests::RawClient;
using tests::RunningServer;

Application site() {
    auto router = std::make_shared<Router>(
        std::vector<Route>{
            {Method::Get, "/hello", [](const Request&) { return plain_text("hello"); }}},
        plain_error_page);
    return [router](Request& request) { return router->answer(request); };
}

TEST(ServerStop, lets_a_running_request_finish_and_closes_idle_connections) {
    std::latch arrived(1);
    std::latch release(1);
    RunningServer server([&](Request&) {
        arrived.count_down();
        release.wait();
        return plain_text("finished");
    });
    RawClient idle(server.port());
    RawClient busy(server.port());
    busy.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    arrived.wait();
    server.begin_stop();
    EXPECT_TRUE(idle.is_closed_by_server());
    EXPECT_THROW(RawClient(server.port()), std::runtime_error);
    release.count_down();
    const auto answer = busy.read_answer();
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->body, "finished");
    EXPECT_EQ(answer->header("Connection"), "close");
    server.wait_until_ended();
}

TEST(ServerStop, does_not_wait_for_ever_for_a_client_that_never_finishes) {
    ServerOptions options;
    options.limits.drain_time = milliseconds(200);
    RunningServer server(site(), options);
    RawClient client(server.port());
    EXPECT_EQ(client.get("/hello").value().status, 200);
    client.send(
        "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        "Content-Length: 100\r\nExpect: 100-continue\r\n\r\n");
    ASSERT_TRUE(client.read_invitation());
    server.begin_stop();
    server.wait_until_ended();
    EXPECT_TRUE(client.is_closed_by_server());
}

TEST(ServerStop, under_load_loses_no_answer_that_was_begun) {
    std::atomic<int> handled = 0;
    RunningServer server([&](Request&) {
        ++handled;
        return plain_text(std::string(20'000, 'x'));
    });
    std::atomic<int> answered = 0;
    std::atomic<int> torn = 0;
    std::latch warm(8);
    std::vector<std::thread> clients;
    for (int i = 0; i < 8; ++i) {
        clients.emplace_back([&] {
            RawClient client(server.port());
            for (int sent = 0;; ++sent) {
                if (sent == 20) warm.count_down();
                if (!client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")) return;
                const auto head = client.read_head();
                if (!head) return;  // closed between two requests
                if (head->status != 200) ++torn;
                const auto content = client.read_content(*head);
                if (!content || content->size() != 20'000) ++torn;
                ++answered;
                if (head->header("Connection") == "close") return;
            }
        });
    }
    warm.wait();
    server.begin_stop();
    for (auto& client : clients) client.join();
    server.wait_until_ended();
    EXPECT_EQ(torn, 0);
    EXPECT_EQ(answered, handled);
}

}  // namespace
}  // namespace kasane::web
