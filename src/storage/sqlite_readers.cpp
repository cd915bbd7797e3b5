#include "storage/sqlite_readers.hpp"

#include <utility>
#include <vector>

#include "kernel/ensure.hpp"

namespace kasane::storage {

void SqliteReaders::Session::begin(std::uint64_t changes) {
    if (holds == changes) return;
    end();
    connection->query("begin");
    // Counted before the snapshot is taken: it may hold more than this says, never less.
    holds = changes;
}

void SqliteReaders::Session::end() noexcept {
    holds.reset();
    if (!connection->in_transaction()) return;
    sqlite3_exec(connection->handle(), "rollback", nullptr, nullptr, nullptr);
}

void SqliteReaders::open(const std::string& file, const OpenOptions& options) {
    ensure(options.readers > 0, "a database has at least one connection for reading");
    std::vector<std::unique_ptr<Session>> sessions;
    sessions.reserve(options.readers);
    for (std::size_t opened = 0; opened < options.readers; ++opened) {
        sessions.push_back(std::make_unique<Session>(std::make_unique<SqliteConnection>(
            file, SqliteConnection::Access::Read, options.patience)));
    }
    // Where another program may write, nobody here hears of it.
    alone_ = options.alone;
    pool_.emplace(std::move(sessions));
}

void SqliteReaders::read(Rows of, const std::function<void(Connection&)>& work) {
    const auto session = pool_->lease();
    const auto changes = changes_.load();
    if (of == Rows::Journal) session->end();
    session->begin(changes);
    try {
        work(*session->connection);
    } catch (...) {
        session->end();
        throw;
    }
    if (!alone_ || changes_.load() != changes) session->end();
}

void SqliteReaders::let_go() {
    if (pool_) pool_->for_each_idle([](Session& session) { session.end(); });
}

}  // namespace kasane::storage
