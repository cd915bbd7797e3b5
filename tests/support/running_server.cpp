#include "tests/support/running_server.hpp"

#include <utility>

#include "web/error_page.hpp"

namespace kasane::tests {

RunningServer::RunningServer(web::Application application, web::ServerOptions options) {
    options.port = 0;
    options.stop_on_signals = false;
    options.spool_directory = folder_.path();
    server_ = std::make_unique<web::Server>(std::move(options), std::move(application),
                                            web::plain_error_page);
    server_->start();
    port_ = server_->port();
    thread_ = std::thread([this] { server_->run(); });
}

RunningServer::~RunningServer() {
    server_->stop();
    wait_until_ended();
}

void RunningServer::wait_until_ended() {
    if (thread_.joinable()) thread_.join();
}

}  // namespace kasane::tests
