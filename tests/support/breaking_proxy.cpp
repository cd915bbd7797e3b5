#include "tests/support/breaking_proxy.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
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

BreakingProxy::BreakingProxy(std::uint16_t server_port, std::string breaks_at)
    : server_port_(server_port), breaks_at_(std::move(breaks_at)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    stop_ = ::eventfd(0, EFD_CLOEXEC);
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
    const std::uint64_t one = 1;
    static_cast<void>(::write(stop_, &one, sizeof(one)) == sizeof(one));
    thread_.join();
    for (const auto& link : links_) {
        ::close(link.client);
        ::close(link.server);
    }
    ::close(listener_);
    ::close(stop_);
}

void BreakingProxy::serve() {
    for (;;) {
        std::vector<pollfd> watched{{stop_, POLLIN, 0}, {listener_, POLLIN, 0}};
        for (const auto& link : links_) {
            watched.push_back({link.client, POLLIN, 0});
            watched.push_back({link.server, POLLIN, 0});
        }
        if (::poll(watched.data(), watched.size(), -1) < 0) continue;
        if (watched[0].revents != 0) return;
        std::vector<Link> remaining;
        for (std::size_t index = 0; index < links_.size(); ++index) {
            const auto link = links_[index];
            const bool goes_on =
                (watched[2 + 2 * index].revents == 0 || pass_on(link.client, link.server, false)) &&
                (watched[3 + 2 * index].revents == 0 || pass_on(link.server, link.client, true));
            if (goes_on) {
                remaining.push_back(link);
            } else {
                ::close(link.client);
                ::close(link.server);
            }
        }
        links_ = std::move(remaining);
        if (watched[1].revents != 0) accept_one();
    }
}

void BreakingProxy::accept_one() {
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = loopback(server_port_);
    if (client < 0 || ::connect(server, plain(address), sizeof(address)) != 0) {
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

bool BreakingProxy::pass_on(int from, int to, bool is_answer) {
    std::array<char, 16384> buffer{};
    const auto received = ::recv(from, buffer.data(), buffer.size(), 0);
    if (received <= 0) return false;
    const std::string_view bytes(buffer.data(), static_cast<std::size_t>(received));
    if (is_answer && armed_ && bytes.find(breaks_at_) != std::string_view::npos) {
        armed_ = false;
        has_broken_ = true;
        return false;
    }
    return send_all(to, bytes);
}

}  // namespace kasane::tests
