#pragma once

#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "storage/database.hpp"
#include "storage/statement_cache.hpp"

namespace kasane::storage {

/// One session with a SQLite file, used by one thread at a time. It goes through the C interface,
/// because the order of parameters is checked by their names (docs/decisions/0008).
class SqliteConnection final : public Connection {
public:
    enum class Access { Read, ReadWrite };

    SqliteConnection(std::string file, Access access, std::chrono::milliseconds patience);

    std::int64_t run(std::string_view sql, std::span<const Value> parameters,
                     const RowReader& read) override;
    void script(std::string_view sql) override;
    [[nodiscard]] Engine engine() const noexcept override { return Engine::Sqlite; }

    /// Throws StorageFault where nothing can be written: read-only, or held by somebody else.
    void prove_writable();

    [[nodiscard]] bool in_transaction() const noexcept;
    [[nodiscard]] sqlite3* handle() const noexcept { return handle_.get(); }

private:
    struct CloseHandle {
        void operator()(sqlite3* handle) const noexcept { sqlite3_close_v2(handle); }
    };
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
    };
    using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

    void configure(Access access, std::chrono::milliseconds patience);
    [[noreturn]] void fail(int code) const;
    [[nodiscard]] sqlite3_stmt* prepared(std::string_view sql);
    void bind_parameters(sqlite3_stmt* statement, std::span<const Value> parameters) const;

    std::string file_;
    std::unique_ptr<sqlite3, CloseHandle> handle_;
    // 256 short statements hold about a megabyte; declared last, so that they go before the handle.
    StatementCache<Statement> statements_{256};
    // Kept between statements, so that a row allocates nothing.
    std::vector<Cell> cells_;
};

/// What SQLite met.
struct SqliteFailure {
    int code = 0;
    int system_error = 0;  ///< errno, where the system refused; else 0
    std::string_view detail;  ///< SQLite's own words
    std::string_view file;
};
/// Throws what it means: a StorageFault with a sentence for the operator, or a broken invariant when
/// the statement itself is wrong. Never carries values of parameters.
[[noreturn]] void throw_sqlite_failure(const SqliteFailure& failure);

}  // namespace kasane::storage
