#include "tests/support/raw_client.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <stdexcept>

namespace kasane::tests {

namespace {

/// The number a text begins with, 0 when it begins with none.
int number_at(std::string_view text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace

std::string RawAnswer::header(std::string_view name) const {
    const auto line = head.find(fmt::format("\r\n{}: ", name));
    if (line == std::string::npos) return {};
    const auto from = line + 4 + name.size();
    return head.substr(from, head.find("\r\n", from) - from);
}

RawClient::RawClient(std::uint16_t port)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const timeval patience{.tv_sec = 10, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(socket_);
        throw std::runtime_error("the server does not take a connection");
    }
}

RawClient::~RawClient() { ::close(socket_); }

bool RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool RawClient::fill() {
    std::array<char, 65536> chunk{};
    const auto count = ::recv(socket_, chunk.data(), chunk.size(), 0);
    if (count <= 0) return false;
    received_.append(chunk.data(), static_cast<std::size_t>(count));
    return true;
}

std::optional<std::string> RawClient::take_head() {
    std::size_t end = 0;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
        if (!fill()) return std::nullopt;
    }
    auto head = received_.substr(0, end + 4);
    received_.erase(0, end + 4);
    return head;
}

std::optional<RawAnswer> RawClient::read_head() {
    auto head = take_head();
    if (!head || !head->starts_with("HTTP/1.1 ")) return std::nullopt;
    RawAnswer answer;
    answer.status = number_at(std::string_view(*head).substr(9));
    answer.head = std::move(*head);
    return answer;
}

std::optional<std::string> RawClient::read_content(const RawAnswer& answer) {
    const auto length = static_cast<std::size_t>(number_at(answer.header("Content-Length")));
    while (received_.size() < length) {
        if (!fill()) return std::nullopt;
    }
    auto content = received_.substr(0, length);
    received_.erase(0, length);
    return content;
}

std::optional<RawAnswer> RawClient::read_answer() {
    auto answer = read_head();
    if (!answer) return std::nullopt;
    auto content = read_content(*answer);
    if (!content) return std::nullopt;
    answer->body = std::move(*content);
    return answer;
}

bool RawClient::read_invitation() {
    const auto head = take_head();
    return head && head->starts_with("HTTP/1.1 100 ");
}

bool RawClient::is_closed_by_server() {
    if (!received_.empty()) return false;
    char byte = 0;
    const auto count = ::recv(socket_, &byte, 1, 0);
    return count == 0 || (count < 0 && errno == ECONNRESET);
}

bool RawClient::has_something_within(std::chrono::milliseconds time) const {
    pollfd waiting{.fd = socket_, .events = POLLIN, .revents = 0};
    return ::poll(&waiting, 1, static_cast<int>(time.count())) > 0;
}

std::optional<RawAnswer> RawClient::ask(std::string_view request) {
    send(request);
    return read_answer();
}

std::optional<RawAnswer> RawClient::get(std::string_view path) {
    return ask(fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n", path));
}

std::optional<RawAnswer> RawClient::post(std::string_view path, std::string_view form) {
    return ask(
        fmt::format("POST {} HTTP/1.1\r\nHost: localhost\r\n"
                    "Content-Type: application/x-www-form-urlencoded\r\n"
                    "Content-Length: {}\r\n\r\n{}",
                    path, form.size(), form));
}

}  // namespace kasane::tests
