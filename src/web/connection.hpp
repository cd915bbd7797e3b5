#pragma once

// Only server.cpp and connection.cpp include this file: compiling Boost.Asio takes long enough in
// two places.
#include <utility>  // Boost 1.74 uses std::exchange without including it

// GCC 12 sees null pointers in Asio's inlined scheduler where there are none.
#pragma GCC diagnostic ignored "-Wnull-dereference"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/thread_pool.hpp>

#include <atomic>
#include <set>

#include "web/request_parsing.hpp"
#include "web/server.hpp"

namespace kasane::web {

namespace asio = boost::asio;
using Task = asio::awaitable<void>;

class Connection;

/// What all connections share. Everything but `draining` and the workers is touched by the thread
/// at the sockets alone.
struct ServerState {
    ServerOptions options;
    Application application;
    ErrorPage error_page;
    ParsingRules parsing;
    asio::io_context& io;
    asio::thread_pool& workers;
    std::set<Connection*> connections = {};
    std::atomic<bool> draining = false;
    std::atomic<int> uploads_in_memory = 0;  ///< that no disk took
};

/// Serves one connection until it ends.
[[nodiscard]] Task serve_connection(ServerState& state, asio::ip::tcp::socket socket);

/// Says 503 to one connection too many and closes it.
[[nodiscard]] Task turn_away(ServerState& state, asio::ip::tcp::socket socket);

/// Ends all connections that wait for a request; those in the middle of one finish it.
void end_idle_connections(ServerState& state);
/// Cuts all of them, whatever they do.
void close_all_connections(ServerState& state);

}  // namespace kasane::web
