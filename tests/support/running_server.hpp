#pragma once

#include <cstdint>
#include <thread>

#include "tests/support/test_database.hpp"
#include "web/server.hpp"

namespace kasane::tests {

/// A server on a free port of loopback that runs until the test ends.
class RunningServer {
public:
    explicit RunningServer(web::Application application, web::ServerOptions options = {});
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;
    ~RunningServer();

    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
    /// Where uploads wait while their request lasts.
    [[nodiscard]] const std::filesystem::path& spool() const noexcept { return folder_.path(); }
    void begin_stop() { server_->stop(); }
    /// Returns when the server has ended.
    void wait_until_ended();

private:
    TemporaryFolder folder_;
    std::unique_ptr<web::Server> server_;
    std::uint16_t port_ = 0;
    std::thread thread_;
};

}  // namespace kasane::tests
