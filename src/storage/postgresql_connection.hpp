#pragma once

#include <libpq-fe.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "storage/database.hpp"
#include "storage/postgresql_waiting.hpp"
#include "storage/statement_cache.hpp"

namespace kasane::storage {

/// How long a session waits for its server; zero: as long as it takes.
struct PostgresqlLimits {
    std::chrono::milliseconds connecting{5'000};
    std::chrono::milliseconds statement{0};
};

/// One session with PostgreSQL, used by one thread at a time.
class PostgresqlConnection final : public Connection {
public:
    explicit PostgresqlConnection(std::string url, const PostgresqlLimits& limits = {});

    std::int64_t run(std::string_view sql, std::span<const Value> parameters,
                     const RowReader& read) override;
    void script(std::string_view sql) override;
    [[nodiscard]] Engine engine() const noexcept override { return Engine::Postgresql; }

    /// Runs a script and returns the only cell of its last result, or nothing.
    std::string script_for_text(const std::string& sql);

    [[nodiscard]] bool in_transaction() const noexcept;
    /// True when the session's transaction cannot go on, or the session itself is gone.
    [[nodiscard]] bool is_broken() const noexcept;
    [[nodiscard]] bool is_connected() const noexcept;
    /// A new session in place of a lost one. Throws StorageFault when the server does not answer.
    void reconnect();
    /// A text as a literal of SQL, for scripts.
    [[nodiscard]] std::string quoted(const std::string& text) const;
    [[nodiscard]] PGconn* handle() const noexcept { return handle_.get(); }

private:
    struct Finish {
        void operator()(PGconn* handle) const noexcept { PQfinish(handle); }
    };
    struct Prepared {
        std::string name;
        std::vector<Oid> types;
    };

    void connect();
    [[nodiscard]] const Prepared& prepared(std::string_view sql, std::span<const Value> parameters);
    [[nodiscard]] PostgresqlResult execute(const Prepared& statement,
                                           std::span<const Value> parameters);
    /// Waits for what the server answers; throws what it means when it is no success, or when it
    /// does not come in time.
    PostgresqlResult answer(int sent);
    void give_up();
    /// Throws what the result means when it is no success.
    void check(const PGresult* result) const;

    std::string url_;
    PostgresqlLimits limits_;
    std::unique_ptr<PGconn, Finish> handle_;
    StatementCache<Prepared> statements_{256};
    std::uint64_t prepared_so_far_ = 0;
    // Kept between statements, so that a statement allocates nothing for its parameters.
    std::vector<const char*> texts_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
    std::vector<std::array<char, 24>> numbers_;
};

/// Throw what a result, or a server that lets nobody in, means: a StorageFault with a sentence for
/// the operator, or a broken invariant when the statement itself is wrong.
[[noreturn]] void throw_postgresql_failure(std::string_view state, std::string_view message);
[[noreturn]] void throw_not_connected(const std::string& url, std::string_view message);

/// The connection string without its password, for messages.
[[nodiscard]] std::string without_password(const std::string& url);

/// The parts of a connection string as the settings of PostgreSQL's own programs (`PGHOST=…`).
[[nodiscard]] std::vector<std::string> connection_environment(const std::string& url);

}  // namespace kasane::storage
