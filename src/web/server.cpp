#include "web/server.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <exception>
#include <stdexcept>
#include <utility>

#include "kernel/system_reason.hpp"
#include "web/connection.hpp"
#include "web/spool_file.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace kasane::web {
namespace {

using boost::system::error_code;

/// Beyond the limit a few are told so; more than that are closed without a word.
constexpr std::size_t turned_away_politely = 64;

/// Each connection is a file descriptor, and the usual soft limit of 1024 is below our own.
void raise_descriptor_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= limit.rlim_max) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

ParsingRules parsing_rules(const ServerOptions& options) {
    ParsingRules rules;
    rules.trust_proxy = options.trust_proxy;
    rules.form_bytes = options.limits.form_bytes;
    rules.spool_directory = options.spool_directory.empty() ? std::filesystem::temp_directory_path()
                                                            : options.spool_directory;
    return rules;
}

void report_fault(const std::exception_ptr& fault) {
    if (!fault) return;
    try {
        std::rethrow_exception(fault);
    } catch (const std::exception& thrown) {
        spdlog::error("a connection ended with a fault: {}", thrown.what());
    }
}

}  // namespace

struct Server::Implementation {
    // The order matters: io_context goes first, because the frames of connections that it still
    // holds refer to the state; the workers are joined before, because they refer to both.
    asio::thread_pool workers;
    std::unique_ptr<ServerState> state;
    asio::io_context io{1};
    asio::ip::tcp::acceptor acceptor{io};
    asio::signal_set signals{io};
    asio::steady_timer drain_deadline{io};
    asio::steady_timer accept_pause{io};

    Implementation(ServerOptions options, Application application, ErrorPage error_page)
        : workers(options.workers) {
        auto rules = parsing_rules(options);
        state = std::make_unique<ServerState>(std::move(options), std::move(application),
                                              std::move(error_page), std::move(rules), io, workers);
    }

    void listen() {
        const auto& options = state->options;
        const auto where = fmt::format("{}:{}", options.address, options.port);
        try {
            const asio::ip::tcp::endpoint endpoint(asio::ip::make_address(options.address),
                                                   options.port);
            acceptor.open(endpoint.protocol());
            acceptor.set_option(asio::socket_base::reuse_address(true));
            acceptor.bind(endpoint);
            acceptor.listen(asio::socket_base::max_listen_connections);
        } catch (const boost::system::system_error& fault) {
            throw std::runtime_error(fmt::format(
                "{} で待ち受けられません ({})。ほかのプログラムが使っていないか確かめるか、--listen で"
                "別の場所を指定してください。",
                where, system_reason(fault.code().value())));
        }
    }

    Task accept_connections() {
        while (acceptor.is_open()) {
            error_code error;
            auto socket =
                co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
            if (error == asio::error::operation_aborted) co_return;
            if (error) {
                // No descriptor left, most likely: the pause keeps the thread from spinning.
                spdlog::warn("a connection could not be accepted: {}", error.message());
                accept_pause.expires_after(std::chrono::milliseconds(100));
                co_await accept_pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
                continue;
            }
            const auto open = state->connections.size();
            const auto limit = state->options.limits.connections;
            if (open < limit) {
                asio::co_spawn(io, serve_connection(*state, std::move(socket)), report_fault);
            } else if (open < limit + turned_away_politely) {
                asio::co_spawn(io, turn_away(*state, std::move(socket)), report_fault);
            }
        }
    }

    void begin_drain() {
        if (state->draining.exchange(true)) return;
        error_code ignored;
        acceptor.close(ignored);
        accept_pause.cancel();
        signals.cancel(ignored);
        end_idle_connections(*state);
        drain_deadline.expires_after(state->options.limits.drain_time);
        drain_deadline.async_wait([this](error_code error) {
            if (error || state->connections.empty()) return;
            spdlog::warn("{} connections were cut at the end of the drain time",
                         state->connections.size());
            close_all_connections(*state);
        });
        watch_drain();
    }

    /// The deadline must not keep the server from ending once the last connection is gone.
    void watch_drain() {
        if (state->connections.empty()) {
            drain_deadline.cancel();
            return;
        }
        accept_pause.expires_after(std::chrono::milliseconds(10));
        accept_pause.async_wait([this](error_code) { watch_drain(); });
    }
};

Server::Server(ServerOptions options, Application application, ErrorPage error_page)
    : implementation_(std::make_unique<Implementation>(std::move(options), std::move(application),
                                                       std::move(error_page))) {}

Server::~Server() = default;

void Server::start() {
    raise_descriptor_limit();
    const auto& spool = implementation_->state->options.spool_directory;
    if (!spool.empty()) {
        std::filesystem::create_directories(spool);
        remove_left_spool_files(spool);
    }
    // Before anybody can be answered: whoever stops the server in its first moment stops it in order.
    if (implementation_->state->options.stop_on_signals) {
        implementation_->signals.add(SIGTERM);
        implementation_->signals.add(SIGINT);
    }
    implementation_->listen();
}

std::uint16_t Server::port() const { return implementation_->acceptor.local_endpoint().port(); }

void Server::run() {
    auto& own = *implementation_;
    asio::co_spawn(own.io, own.accept_connections(), report_fault);
    if (own.state->options.stop_on_signals) {
        own.signals.async_wait([&own](error_code error, int) {
            if (!error) own.begin_drain();
        });
    }
    own.io.run();
    own.workers.join();
}

void Server::stop() {
    auto& own = *implementation_;
    asio::post(own.io, [&own] { own.begin_drain(); });
}

}  // namespace kasane::web
