#include "tests/load/many_clients.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <span>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace kasane::load {
namespace {

using Steady = std::chrono::steady_clock;

double own_processor_seconds() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

class Socket {
public:
    explicit Socket(std::uint16_t port)
        : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int yes = 1;
        ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) !=
            0) {
            ::close(descriptor_);
            throw std::runtime_error("the server does not take a connection");
        }
    }
    Socket(Socket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    ~Socket() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    [[nodiscard]] int get() const { return descriptor_; }

private:
    int descriptor_;
};

/// One client: where it is in the answer it is reading. Of an answer only the head is looked at.
class Client {
public:
    explicit Client(std::uint16_t port) : socket_(port) {}

    [[nodiscard]] int descriptor() const { return socket_.get(); }
    [[nodiscard]] bool ended() const { return ended_; }
    [[nodiscard]] Steady::time_point asked_at() const { return asked_at_; }
    [[nodiscard]] int status() const { return status_; }

    void ask(std::string_view request) {
        head_.clear();
        content_left_ = 0;
        in_content_ = false;
        asked_at_ = Steady::now();
        // Requests are smaller than a socket's buffer.
        const auto sent = ::send(socket_.get(), request.data(), request.size(), MSG_NOSIGNAL);
        if (sent != static_cast<ssize_t>(request.size())) ended_ = true;
    }
    void end() { ended_ = true; }

    /// Reads what is there; true when the answer is complete.
    bool read(std::span<char> buffer) {
        const auto count = ::recv(socket_.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (count < 0 && errno == EAGAIN) return false;
        if (count <= 0) {
            ended_ = true;
            status_ = 0;
            return true;
        }
        std::string_view got(buffer.data(), static_cast<std::size_t>(count));
        if (!in_content_ && !take_head(got)) return false;
        content_left_ -= std::min(content_left_, got.size());
        return content_left_ == 0;
    }

private:
    bool take_head(std::string_view& got) {
        head_ += got;
        const auto end = head_.find("\r\n\r\n");
        if (end == std::string::npos) return false;
        got = got.substr(got.size() - (head_.size() - end - 4));
        constexpr std::string_view length = "Content-Length: ";
        const std::string_view head(head_);
        std::from_chars(head.data() + 9, head.data() + 12, status_);
        if (const auto at = head.find(length); at < end) {
            const auto* from = head.data() + at + length.size();
            std::from_chars(from, head.data() + end, content_left_);
        }
        in_content_ = true;
        return true;
    }

    Socket socket_;
    std::string head_;
    std::size_t content_left_ = 0;
    int status_ = 0;
    bool in_content_ = false;
    bool ended_ = false;
    Steady::time_point asked_at_;
};

class Poll {
public:
    Poll() : descriptor_(::epoll_create1(EPOLL_CLOEXEC)) {}
    Poll(const Poll&) = delete;
    Poll& operator=(const Poll&) = delete;
    ~Poll() { ::close(descriptor_); }
    void watch(int descriptor, std::size_t number) const {
        epoll_event event{.events = EPOLLIN, .data = {.u64 = number}};
        ::epoll_ctl(descriptor_, EPOLL_CTL_ADD, descriptor, &event);
    }
    /// The numbers of those that can be read; none after ten seconds of silence.
    [[nodiscard]] std::span<const epoll_event> wait() {
        const int count =
            ::epoll_wait(descriptor_, events_.data(), static_cast<int>(events_.size()), 10'000);
        return std::span(events_).first(static_cast<std::size_t>(std::max(0, count)));
    }

private:
    int descriptor_;
    std::array<epoll_event, 64> events_{};
};

}  // namespace

Throughput run_clients(std::uint16_t port, std::size_t clients, std::chrono::milliseconds time,
                       int expected_status, const std::function<std::string(std::size_t)>& next) {
    Poll poll;
    std::vector<Client> all;
    all.reserve(clients);
    for (std::size_t number = 0; number < clients; ++number) {
        poll.watch(all.emplace_back(port).descriptor(), number);
    }
    Throughput done;
    const auto used_before = own_processor_seconds();
    const auto begin = Steady::now();
    const auto end = begin + time;
    std::size_t busy = 0;
    const auto ask_next = [&](std::size_t number) {
        const auto request = Steady::now() < end ? next(number) : std::string();
        if (request.empty() || all[number].ended()) {
            all[number].end();
            --busy;
            return;
        }
        all[number].ask(request);
    };
    busy = clients;
    for (std::size_t number = 0; number < clients; ++number) ask_next(number);
    std::vector<char> buffer(std::size_t{256} * 1024);
    while (busy > 0) {
        const auto readable = poll.wait();
        if (readable.empty()) throw std::runtime_error("the server has fallen silent");
        for (const auto& event : readable) {
            auto& client = all[event.data.u64];
            if (client.ended() || !client.read(buffer)) continue;
            ++done.answers;
            if (client.status() != expected_status) ++done.unexpected;
            done.milliseconds.push_back(
                std::chrono::duration<double, std::milli>(Steady::now() - client.asked_at())
                    .count());
            ask_next(event.data.u64);
        }
    }
    done.seconds = std::chrono::duration<double>(Steady::now() - begin).count();
    done.client_processor_seconds = own_processor_seconds() - used_before;
    return done;
}

}  // namespace kasane::load
