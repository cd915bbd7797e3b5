#include "storage/postgresql_waiting.hpp"

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace kasane::storage {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

WaitingTime::WaitingTime(milliseconds limit) {
    if (limit > milliseconds::zero()) end_ = steady_clock::now() + limit;
}

bool WaitingTime::until_ready(const PGconn* session, short event) const {
    for (;;) {
        int left = -1;
        if (end_) {
            const auto rest = std::chrono::ceil<milliseconds>(*end_ - steady_clock::now());
            left = static_cast<int>(std::max(rest, milliseconds::zero()).count());
        }
        pollfd socket{PQsocket(session), event, 0};
        const int ready = ::poll(&socket, 1, left);
        if (ready > 0 || (ready < 0 && errno != EINTR)) return true;  // libpq says what is wrong
        if (ready == 0) return false;
    }
}

bool finish_connecting(PGconn* session, const WaitingTime& time) {
    auto step = PGRES_POLLING_WRITING;
    while (step == PGRES_POLLING_READING || step == PGRES_POLLING_WRITING) {
        const short event = step == PGRES_POLLING_READING ? POLLIN : POLLOUT;
        if (!time.until_ready(session, event)) return false;
        step = PQconnectPoll(session);
    }
    return true;
}

PostgresqlAnswer answer_of(PGconn* session, int sent, const WaitingTime& time) {
    PostgresqlAnswer answer;
    if (sent == 0) return answer;
    for (;;) {
        while (PQisBusy(session) != 0) {
            if (!time.until_ready(session, POLLIN)) {
                answer.too_late = true;
                return answer;
            }
            // A lost session: PQgetResult makes a result of it.
            if (PQconsumeInput(session) == 0) break;
        }
        PostgresqlResult next(PQgetResult(session));
        if (next == nullptr) return answer;
        answer.result = std::move(next);
    }
}

}  // namespace kasane::storage
