#pragma once

#include <libpq-fe.h>

#include <chrono>
#include <memory>
#include <optional>

namespace kasane::storage {

/// How long somebody waits for an answer of the server. libpq itself would wait for ever: a server
/// that hangs, or a way to it that swallows everything, still acknowledges what is sent.
class WaitingTime {
public:
    /// Zero: as long as it takes.
    explicit WaitingTime(std::chrono::milliseconds limit);

    /// False when the time is over before the socket can be read, or written.
    [[nodiscard]] bool until_ready(const PGconn* session, short event) const;

private:
    std::optional<std::chrono::steady_clock::time_point> end_;
};

struct ClearResult {
    void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using PostgresqlResult = std::unique_ptr<PGresult, ClearResult>;

/// Leads a session that was begun to its end, good or bad. False when the time is over.
[[nodiscard]] bool finish_connecting(PGconn* session, const WaitingTime& time);

/// What the server answers to what was sent: the last result of a script. Nothing when the time is
/// over; `sent` is what a PQsend… has returned.
struct PostgresqlAnswer {
    PostgresqlResult result;  ///< may be null when nothing could be sent
    bool too_late = false;
};
[[nodiscard]] PostgresqlAnswer answer_of(PGconn* session, int sent, const WaitingTime& time);

}  // namespace kasane::storage
