#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "storage/connection_pool.hpp"
#include "storage/sqlite_connection.hpp"

namespace kasane::storage {

/// 読取りの接続 — those who read a SQLite file, each with a snapshot of its own. SQLite throws away
/// all that a reader has cached when anybody has committed since its last snapshot, and every page
/// that is read commits an entry of the journal. So a reader keeps its snapshot for the next page
/// as long as nothing but the journal was written (docs/decisions/0009).
class SqliteReaders {
public:
    SqliteReaders() = default;
    SqliteReaders(const SqliteReaders&) = delete;
    SqliteReaders& operator=(const SqliteReaders&) = delete;

    void open(const std::string& file, const OpenOptions& options);

    /// Runs the work on a snapshot that holds whatever was committed before.
    void read(Rows of, const std::function<void(Connection&)>& work);

    /// Says that records were committed: nobody begins on an older snapshot from now on.
    void records_changed() noexcept { ++changes_; }
    /// Ends what is kept, so that the log can be written back into the file.
    void let_go();

private:
    struct Session {
        explicit Session(std::unique_ptr<SqliteConnection> opened)
            : connection(std::move(opened)) {}
        void begin(std::uint64_t changes);
        void end() noexcept;

        std::unique_ptr<SqliteConnection> connection;
        /// How many changes the snapshot holds at least; nothing when there is none.
        std::optional<std::uint64_t> holds;
    };

    std::atomic<std::uint64_t> changes_ = 0;
    bool alone_ = false;
    std::optional<ConnectionPool<Session>> pool_;
};

}  // namespace kasane::storage
