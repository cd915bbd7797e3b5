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
            {Method::Get, "/hello", [](const Request&) { return plain_text("hello"); }},
            {Method::Get, "/hello/{name}",
             [](const Request& request) {
                 return plain_text("hello " + std::string(request.parameter("name")));
             }},
            {Method::Get, "/large",
             [](const Request&) { return plain_text(std::string(5'000'000, 'x')); }},
            {Method::Get, "/whoami",
             [](const Request& request) {
                 return plain_text(request.client_address + (request.secure ? " secure" : ""));
             }},
            {Method::Get, "/bad-header",
             [](const Request&) {
                 auto response = plain_text("x");
                 response.add_header("X-Name", "a\r\nSet-Cookie: stolen=1");
                 return response;
             }},
            {Method::Post, "/echo",
             [](const Request& request) {
                 std::string all(request.form.get("said"));
                 for (const auto& file : request.files) {
                     all += fmt::format("|{} {} {}", file.file_name, file.size,
                                        std::filesystem::file_size(file.spooled));
                 }
                 return plain_text(all);
             }}},
        plain_error_page);
    return [router](Request& request) { return router->answer(request); };
}

std::string multipart(std::string_view file_name, std::size_t bytes) {
    const auto body = fmt::format(
        "--XX\r\nContent-Disposition: form-data; name=\"said\"\r\n\r\n所見です\r\n"
        "--XX\r\nContent-Disposition: form-data; name=\"paper\"; filename=\"{}\"\r\n"
        "Content-Type: application/pdf\r\n\r\n{}\r\n--XX--\r\n",
        file_name, std::string(bytes, 'p'));
    return fmt::format(
        "POST /echo HTTP/1.1\r\nHost: localhost\r\n"
        "Content-Type: multipart/form-data; boundary=XX\r\nContent-Length: {}\r\n\r\n{}",
        body.size(), body);
}

int status_of_request(const RunningServer& server, std::string_view request) {
    RawClient client(server.port());
    const auto answer = client.ask(request);
    return answer ? answer->status : 0;
}

TEST(Server, answers_several_requests_on_one_connection) {
    const RunningServer server(site());
    RawClient client(server.port());
    for (int i = 0; i < 3; ++i) EXPECT_EQ(client.get("/hello").value().body, "hello");
    EXPECT_EQ(client.get("/hello/%E9%AB%99%E6%A9%8B").value().body, "hello 髙橋");
    EXPECT_EQ(client.post("/echo", "said=%E8%A8%AA%E5%95%8F+x").value().body, "訪問 x");
}

TEST(Server, answers_requests_that_come_together_in_their_order) {
    const RunningServer server(site());
    RawClient client(server.port());
    client.send(
        "GET /hello/1 HTTP/1.1\r\nHost: h\r\n\r\n"
        "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        "Content-Length: 6\r\n\r\nsaid=2GET /hello/3 HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(client.read_answer().value().body, "hello 1");
    EXPECT_EQ(client.read_answer().value().body, "2");
    EXPECT_EQ(client.read_answer().value().body, "hello 3");
}

TEST(Server, answers_head_without_the_content) {
    const RunningServer server(site());
    RawClient client(server.port());
    client.send("HEAD /hello HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(client.read_head().value().header("Content-Length"), "5");
    EXPECT_EQ(client.get("/hello").value().body, "hello");
}

TEST(Server, closes_when_the_client_wants_it) {
    const RunningServer server(site());
    RawClient asked(server.port());
    EXPECT_EQ(asked.ask("GET /hello HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                  .value()
                  .header("Connection"),
              "close");
    EXPECT_TRUE(asked.is_closed_by_server());
    RawClient old(server.port());
    EXPECT_EQ(old.ask("GET /hello HTTP/1.0\r\nHost: h\r\n\r\n").value().status, 200);
    EXPECT_TRUE(old.is_closed_by_server());
}

TEST(Server, sends_a_large_answer_whole_to_a_slow_reader) {
    const RunningServer server(site());
    RawClient client(server.port());
    client.send("GET /large HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(client.read_answer().value().body.size(), 5'000'000U);
    EXPECT_EQ(client.get("/hello").value().body, "hello");
}

TEST(Server, puts_the_security_headers_on_whatever_leaves) {
    const RunningServer server(site());
    for (const auto* path : {"/hello", "/nowhere", "/%FF"}) {
        RawClient client(server.port());
        const auto answer = client.get(path).value();
        EXPECT_TRUE(answer.header("Content-Security-Policy").starts_with("default-src 'none'"));
        EXPECT_EQ(answer.header("Cache-Control"), "no-store");
        EXPECT_EQ(answer.header("Referrer-Policy"), "no-referrer");
        EXPECT_EQ(answer.header("Server"), "");
        EXPECT_NE(answer.header("Date"), "");
    }
}

TEST(Server, answers_404_405_and_400_with_a_page) {
    const RunningServer server(site());
    RawClient client(server.port());
    const auto unknown = client.get("/nowhere").value();
    EXPECT_EQ(unknown.status, 404);
    EXPECT_NE(unknown.body.find(error_words(404).title), std::string::npos);
    EXPECT_EQ(client.get("/echo").value().status, 405);
    const auto method = client.ask("DELETE /hello HTTP/1.1\r\nHost: h\r\n\r\n").value();
    EXPECT_EQ(method.status, 405);
    EXPECT_EQ(method.header("Allow"), "GET, HEAD, POST");
    EXPECT_EQ(client.get("/%FF").value().status, 400);
    EXPECT_EQ(client.get("/../etc/passwd").value().status, 400);
    EXPECT_EQ(client.get("/assets/..%2f..%2fetc/passwd").value().status, 400);
    EXPECT_EQ(client.get("/hello?q=%00").value().status, 400);
    EXPECT_EQ(client.get("/hello").value().status, 200);
}

TEST(Server, refuses_what_could_be_read_in_two_ways) {
    const RunningServer server(site());
    const std::string post = "POST /echo HTTP/1.1\r\n";
    const std::string form = "Content-Type: application/x-www-form-urlencoded\r\n";
    for (const auto& request :
         {post + "Host: a\r\nHost: b\r\n" + form + "Content-Length: 0\r\n\r\n",
          post + "Host: a\r\n" + form +
              "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
          post + "Host: a\r\n" + form + "Content-Length: 6\r\nContent-Length: 7\r\n\r\nsaid=1",
          post + "Host: a\r\n" + form + "Content-Length: -1\r\n\r\n",
          post + "Host: a\r\nNa me: x\r\n\r\n", post + "Host: a\r\n folded\r\nX: \x01\r\n\r\n",
          std::string("GET /hello HTTP/1.1\r\n\r\n"), std::string("GET /hello\r\n\r\n"),
          std::string("\x16\x03\x01\x02\x01\x01\xFC\r\n\r\n")}) {
        EXPECT_EQ(status_of_request(server, request), 400) << request;
    }
    EXPECT_EQ(status_of_request(
                  server, post + "Host: a\r\nContent-Type: text/xml\r\nContent-Length: 1\r\n\r\nx"),
              415);
}

TEST(Server, answers_431_when_the_header_is_too_long) {
    const RunningServer server(site());
    RawClient client(server.port());
    const auto answer =
        client.ask("GET /hello HTTP/1.1\r\nHost: h\r\nCookie: " + std::string(1'000'000, 'c'));
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->status, 431);
    EXPECT_NE(answer->body.find(error_words(431).title), std::string::npos);
}

TEST(Server, answers_413_with_a_page_although_the_client_goes_on_sending) {
    const RunningServer server(site());
    RawClient client(server.port());
    const auto answer = client.post("/echo", "said=" + std::string(3'000'000, 'x'));
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->status, 413);
    EXPECT_NE(answer->body.find(error_words(413).title), std::string::npos);
    EXPECT_EQ(answer->header("Connection"), "close");
}

TEST(Server, answers_413_when_a_body_without_a_length_grows_too_long) {
    const RunningServer server(site());
    RawClient client(server.port());
    client.send(
        "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        "Transfer-Encoding: chunked\r\n\r\n");
    const auto chunk = fmt::format("{:x}\r\n{}\r\n", 60'000, std::string(60'000, 'x'));
    for (int i = 0; i < 12; ++i) client.send(chunk);
    const auto answer = client.read_answer();
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->status, 413);
}

TEST(Server, answers_413_when_an_upload_is_too_large) {
    ServerOptions options;
    options.limits.upload_bytes = 700'000;
    const RunningServer server(site(), options);
    EXPECT_EQ(status_of_request(server, multipart("大きい.pdf", 800'000)), 413);
    EXPECT_EQ(status_of_request(server, multipart("小さい.pdf", 600'000)), 200);
}

TEST(Server, reads_a_body_that_comes_in_chunks) {
    const RunningServer server(site());
    RawClient client(server.port());
    const auto answer = client.ask(
        "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        "Transfer-Encoding: chunked\r\n\r\n5\r\nsaid=\r\n3\r\nabc\r\n0\r\n\r\n");
    EXPECT_EQ(answer.value().body, "abc");
    EXPECT_EQ(client.get("/hello").value().body, "hello");
}

TEST(Server, invites_a_body_that_waits_for_it) {
    const RunningServer server(site());
    RawClient client(server.port());
    client.send(
        "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        "Content-Length: 6\r\nExpect: 100-continue\r\n\r\n");
    ASSERT_TRUE(client.read_invitation());
    EXPECT_EQ(client.ask("said=x").value().body, "x");
    client.send(
        "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        "Content-Length: 9000000\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.read_answer().value().status, 413);
}

TEST(Server, takes_an_upload_with_a_japanese_name_and_leaves_nothing_behind) {
    const RunningServer server(site());
    RawClient client(server.port());
    EXPECT_EQ(client.ask(multipart("診断書 髙橋.pdf", 1'000'000)).value().body,
              "所見です|診断書 髙橋.pdf 1000000 1000000");
    EXPECT_EQ(client.get("/hello").value().body, "hello");
    EXPECT_TRUE(std::filesystem::is_empty(server.spool()));
}

TEST(Server, says_503_to_an_upload_that_the_disk_does_not_take) {
    const RunningServer server(site());
    std::filesystem::remove(server.spool());
    EXPECT_EQ(RawClient(server.port()).ask(multipart("a", 1'000'000)).value().status, 503);
}

TEST(Server, cuts_a_header_that_comes_too_slowly) {
    ServerOptions options;
    options.limits.header_time = milliseconds(150);
    const RunningServer server(site(), options);
    RawClient silent(server.port());
    RawClient halfway(server.port());
    halfway.send("GET /hello HTTP/1.1\r\nHost:");
    EXPECT_TRUE(halfway.is_closed_by_server());
    EXPECT_TRUE(silent.is_closed_by_server());
    RawClient dripping(server.port());
    bool cut = false;
    for (int i = 0; i < 100 && !cut; ++i) {
        dripping.send("x");
        cut = dripping.has_something_within(milliseconds(20));
    }
    EXPECT_TRUE(cut);
}

TEST(Server, cuts_a_body_that_stops_coming) {
    ServerOptions options;
    options.limits.body_chunk_time = milliseconds(150);
    const RunningServer server(site(), options);
    RawClient client(server.port());
    client.send(
        "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        "Content-Length: 100\r\n\r\nsaid=");
    EXPECT_TRUE(client.is_closed_by_server());
}

TEST(Server, cuts_an_upload_that_drips_and_removes_what_came) {
    ServerOptions options;
    options.limits.body_grace = milliseconds(100);
    const RunningServer server(site(), options);
    RawClient client(server.port());
    client.send(
        "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Type: multipart/form-data; boundary=XX\r\n"
        "Content-Length: 100000\r\n\r\n");
    bool cut = false;
    for (int i = 0; i < 100 && !cut; ++i) {
        client.send("x");
        cut = client.has_something_within(milliseconds(20));
    }
    EXPECT_TRUE(cut);
    EXPECT_TRUE(client.is_closed_by_server());
    EXPECT_TRUE(std::filesystem::is_empty(server.spool()));
}

TEST(Server, ends_a_connection_that_is_idle_for_too_long) {
    ServerOptions options;
    options.limits.idle_time = milliseconds(150);
    const RunningServer server(site(), options);
    RawClient client(server.port());
    EXPECT_EQ(client.get("/hello").value().status, 200);
    EXPECT_TRUE(client.is_closed_by_server());
}

TEST(Server, serves_others_while_300_connections_are_idle) {
    const RunningServer server(site());
    std::vector<std::unique_ptr<RawClient>> idle;
    for (int i = 0; i < 300; ++i) {
        idle.push_back(std::make_unique<RawClient>(server.port()));
        ASSERT_EQ(idle.back()->get("/hello").value().status, 200);
    }
    RawClient client(server.port());
    EXPECT_EQ(client.get("/hello").value().body, "hello");
    EXPECT_EQ(idle.front()->get("/hello").value().body, "hello");
}

TEST(Server, tells_one_connection_too_many_to_come_again) {
    ServerOptions options;
    options.limits.connections = 2;
    const RunningServer server(site(), options);
    RawClient first(server.port());
    RawClient second(server.port());
    EXPECT_EQ(first.get("/hello").value().status, 200);
    EXPECT_EQ(second.get("/hello").value().status, 200);
    RawClient third(server.port());
    const auto answer = third.read_answer();
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->status, 503);
    EXPECT_EQ(answer->header("Retry-After"), "10");
}

TEST(Server, answers_quick_requests_while_others_wait_for_the_disk) {
    std::latch release(1);
    ServerOptions options;
    options.workers = 4;
    const RunningServer server(
        [&](Request& request) {
            if (request.path == "/slow") release.wait();
            return plain_text(request.path);
        },
        options);
    std::vector<std::unique_ptr<RawClient>> waiting;
    for (int i = 0; i < 3; ++i) {
        waiting.push_back(std::make_unique<RawClient>(server.port()));
        waiting.back()->send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
    }
    RawClient quick(server.port());
    EXPECT_EQ(quick.get("/quick").value().body, "/quick");
    release.count_down();
    for (auto& client : waiting) EXPECT_EQ(client->read_answer().value().body, "/slow");
}

TEST(Server, answers_500_when_a_handler_writes_a_broken_header) {
    const RunningServer server(site());
    RawClient client(server.port());
    const auto answer = client.get("/bad-header").value();
    EXPECT_EQ(answer.status, 500);
    EXPECT_EQ(answer.head.find("stolen"), std::string::npos);
    EXPECT_EQ(client.get("/hello").value().status, 200);
}

TEST(Server, believes_its_proxy_only_when_told_to) {
    const std::string request =
        "GET /whoami HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 192.0.2.7\r\n"
        "X-Forwarded-Proto: https\r\n\r\n";
    const RunningServer alone(site());
    RawClient direct(alone.port());
    EXPECT_EQ(direct.ask(request).value().body, "127.0.0.1");
    ServerOptions options;
    options.trust_proxy = true;
    const RunningServer behind(site(), options);
    RawClient proxied(behind.port());
    const auto answer = proxied.ask(request).value();
    EXPECT_EQ(answer.body, "192.0.2.7 secure");
    EXPECT_NE(answer.header("Strict-Transport-Security"), "");
}

TEST(Server, says_why_it_cannot_listen) {
    const RunningServer first(site());
    ServerOptions options;
    options.port = first.port();
    Server second(options, site(), plain_error_page);
    try {
        second.start();
        FAIL() << "two servers listen on one port";
    } catch (const std::runtime_error& fault) {
        EXPECT_NE(
            std::string(fault.what()).find("で待ち受けられません (ほかのプログラムが使っています)"),
            std::string::npos);
    }
}

}  // namespace
}  // namespace kasane::web
