#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kasane::tests {

/// One answer as it came over the wire.
struct RawAnswer {
    int status = 0;
    std::string head;
    std::string body;
    [[nodiscard]] std::string header(std::string_view name) const;
};

/// A client that sends exactly what a test gives it, well-formed or not. Reading waits for at most
/// ten seconds, so that a server that never answers fails a test and does not stop it.
class RawClient {
public:
    explicit RawClient(std::uint16_t port);
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;
    ~RawClient();

    /// False when the server closed the connection meanwhile.
    bool send(std::string_view bytes);
    /// The next answer; nothing when the connection ends before it is complete.
    [[nodiscard]] std::optional<RawAnswer> read_answer();
    /// The head of the next answer alone.
    [[nodiscard]] std::optional<RawAnswer> read_head();
    /// What follows a head that was read alone; nothing when it breaks off.
    [[nodiscard]] std::optional<std::string> read_content(const RawAnswer& answer);
    /// The interim answer that invites a body.
    [[nodiscard]] bool read_invitation();
    /// True when the server closes without sending anything more.
    [[nodiscard]] bool is_closed_by_server();
    /// True when something arrives (or the connection ends) within the time.
    [[nodiscard]] bool has_something_within(std::chrono::milliseconds time) const;

    /// Sends a request and reads its answer.
    [[nodiscard]] std::optional<RawAnswer> ask(std::string_view request);
    [[nodiscard]] std::optional<RawAnswer> get(std::string_view path);
    [[nodiscard]] std::optional<RawAnswer> post(std::string_view path, std::string_view form);

private:
    bool fill();
    [[nodiscard]] std::optional<std::string> take_head();

    int socket_ = -1;
    std::string received_;
};

}  // namespace kasane::tests
