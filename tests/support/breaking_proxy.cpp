#include "tests/support/breaking_proxy.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace kasane::tests {

namespace {

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

const sockaddr* plain(const sockaddr_in& address) {
    return reinterpret_cast<const sockaddr*>(&address);
}

bool send_all(int to, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

}  // namespace

namespace {

/// Where the port stands in postgresql://user@host:port/database.
std::pair<std::size_t, std::size_t> port_place(const std::string& url) {
    const auto colon = url.find(':', url.find('@'));
    const auto slash = url.find('/', colon);
    if (colon == std::string::npos || slash == std::string::npos) {
        throw std::runtime_error("a test's database has the form postgresql://user@host:port/name");
    }
    return {colon + 1, slash - colon - 1};
}

}  // namespace

std::uint16_t port_of(const std::string& url) {
    const auto [from, length] = port_place(url);
    std::uint16_t port = 0;
    std::from_chars(url.data() + from, url.data() + from + length, port);
    return port;
}

std::string with_port(std::string url, std::uint16_t port) {
    const auto [from, length] = port_place(url);
    return url.replace(from, length, std::to_string(port));
}

BreakingProxy::BreakingProxy(std::uint16_t server_port) : server_port_(server_port) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    woken_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    auto address = loopback(0);
    socklen_t size = sizeof(address);
    if (::bind(listener_, plain(address), sizeof(address)) != 0 || ::listen(listener_, 16) != 0 ||
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        throw std::runtime_error("no port for a test's proxy");
    }
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
}

BreakingProxy::~BreakingProxy() {
    stopping_ = true;
    wake();
    thread_.join();
    end_all();
    ::close(listener_);
    ::close(woken_);
}

void BreakingProxy::break_at(Moment moment) {
    const std::lock_guard lock(mutex_);
    has_broken_ = false;
    moment_ = std::move(moment);
}

void BreakingProxy::becomes(Way way) {
    {
        const std::lock_guard lock(mutex_);
        way_ = way;
    }
    wake();
}

void BreakingProxy::wake() const {
    const std::uint64_t one = 1;
    static_cast<void>(::write(woken_, &one, sizeof(one)) == sizeof(one));
}

BreakingProxy::Way BreakingProxy::way() {
    const std::lock_guard lock(mutex_);
    return way_;
}

void BreakingProxy::end_all() {
    for (const auto& link : std::exchange(links_, {})) {
        ::close(link.client);
        ::close(link.server);
    }
}

void BreakingProxy::serve() {
    while (!stopping_) {
        if (way() == Way::Cut) end_all();
        const bool passes = way() == Way::Open;
        std::vector<pollfd> watched{{woken_, POLLIN, 0}, {listener_, POLLIN, 0}};
        for (const auto& link : links_) {
            if (!passes) break;
            watched.push_back({link.client, POLLIN, 0});
            watched.push_back({link.server, POLLIN, 0});
        }
        if (::poll(watched.data(), watched.size(), -1) < 0) continue;
        if (watched[0].revents != 0) {
            std::uint64_t count = 0;
            static_cast<void>(::read(woken_, &count, sizeof(count)) == sizeof(count));
        }
        std::vector<std::pair<bool, bool>> readable;
        for (std::size_t at = 2; at < watched.size(); at += 2) {
            readable.emplace_back(watched[at].revents != 0, watched[at + 1].revents != 0);
        }
        pass_on_all(readable);
        if (watched[1].revents != 0) accept_one();
    }
}

void BreakingProxy::pass_on_all(const std::vector<std::pair<bool, bool>>& readable) {
    using enum Moment::Passing;
    std::vector<Link> remaining;
    for (std::size_t index = 0; index < links_.size(); ++index) {
        const auto link = links_[index];
        const auto [asks, answers] =
            index < readable.size() ? readable[index] : std::pair(false, false);
        const bool goes_on = (!asks || pass_on(link.client, link.server, Request)) &&
                             (!answers || pass_on(link.server, link.client, Answer));
        if (goes_on) {
            remaining.push_back(link);
        } else {
            ::close(link.client);
            ::close(link.server);
        }
    }
    links_ = std::move(remaining);
}

void BreakingProxy::accept_one() {
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = loopback(server_port_);
    if (client < 0 || way() == Way::Cut ||
        ::connect(server, plain(address), sizeof(address)) != 0) {
        if (client >= 0) ::close(client);
        ::close(server);
        return;
    }
    for (const int side : {client, server}) {
        const int yes = 1;
        ::setsockopt(side, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
    }
    links_.push_back({client, server});
}

bool BreakingProxy::breaks(std::string_view bytes, Moment::Passing passing) {
    const std::lock_guard lock(mutex_);
    if (!moment_ || moment_->passing != passing) return false;
    if (bytes.find(moment_->bytes) == std::string_view::npos) return false;
    way_ = moment_->afterwards;
    moment_.reset();
    has_broken_ = true;
    return true;
}

bool BreakingProxy::pass_on(int from, int to, Moment::Passing passing) {
    std::array<char, 16384> buffer{};
    const auto received = ::recv(from, buffer.data(), buffer.size(), 0);
    if (received <= 0) return false;
    const std::string_view bytes(buffer.data(), static_cast<std::size_t>(received));
    if (!breaks(bytes, passing)) return send_all(to, bytes);
    // Into the void, with the connection still standing; or the connection with it.
    return way() == Way::Silent;
}

}  // namespace kasane::tests
