#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "web/http.hpp"

namespace kasane::web {

/// Limits of the listening socket. Everything that is read has one.
struct ServerLimits {
    std::size_t header_bytes = 16 * 1024;           ///< more: 431
    std::size_t form_bytes = 512 * 1024;            ///< urlencoded body; more: 413 with a page
    std::size_t upload_bytes = 12 * 1024 * 1024;    ///< multipart body; more: 413 with a page
    std::size_t connections = 2048;                 ///< more: 503 and close
    std::chrono::milliseconds header_time{15'000};
    std::chrono::milliseconds idle_time{60'000};
    std::chrono::milliseconds body_chunk_time{15'000};  ///< between two chunks of a body
    std::size_t body_bytes_per_second = 1024;           ///< slower uploads are cut after a grace
    std::chrono::milliseconds body_grace{15'000};       ///< before the rate is looked at
    std::chrono::milliseconds write_time{30'000};       ///< for each 256 KiB of an answer
    std::chrono::milliseconds drain_time{10'000};       ///< after SIGTERM
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  ///< 0: any free port, see Server::port()
    std::size_t workers = 24;   ///< threads that run handlers (they wait for the disk)
    bool trust_proxy = false;   ///< believe X-Forwarded-For / -Proto from loopback
    bool stop_on_signals = true;  ///< SIGTERM and SIGINT call stop()
    /// Where uploads wait while their request lasts; what a crash left there is removed at start.
    std::filesystem::path spool_directory;
    ServerLimits limits;
};

/// What the server asks for pages it makes itself: 400, 404, 405, 413, 415, 431, 500, 503. It may
/// be called on any thread and must not need the database (web/error_page.hpp has a plain one). Of a
/// request that could not be read, only the request id is known.
using ErrorPage = std::function<Response(int status, const Request& request)>;

/// The HTTP server: Boost.Beast coroutines on one thread at the sockets, which never waits for
/// anything else; the application runs on worker threads, which may wait for the disk.
class Server {
public:
    Server(ServerOptions options, Application application, ErrorPage error_page);
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    ~Server();

    /// Listens; afterwards port() is known. Throws std::runtime_error with a sentence.
    void start();
    [[nodiscard]] std::uint16_t port() const;
    /// Blocks until stop() (SIGTERM/SIGINT call it): stops accepting, drains, joins.
    void run();
    /// From any thread, any number of times.
    void stop();

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace kasane::web
