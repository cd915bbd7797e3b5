#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "storage/group_writer.hpp"
#include "storage/postgresql_connection.hpp"

namespace kasane::storage {

/// The writing session of PostgreSQL. An act costs one round trip besides its own statements: the
/// end of one savepoint travels with the beginning of the next.
class PostgresqlWriterSession final : public WriterSession {
public:
    explicit PostgresqlWriterSession(std::unique_ptr<PostgresqlConnection> connection);

    Connection& connection() override { return *connection_; }
    void begin_maintenance() override;
    void begin_group() override;
    void begin_act(const MunicipalityCode& municipality) override;
    void keep_act() override;
    void undo_act() override;
    void commit_group(Rows of) override;
    void abandon_group() noexcept override;
    [[nodiscard]] bool group_is_lost() const override;

private:
    /// After a connection was lost in the commit: asks the server what became of it.
    void settle_lost_commit();

    std::unique_ptr<PostgresqlConnection> connection_;
    std::string pending_;         // what goes ahead of the next statement
    std::string transaction_id_;  // of the group that is open
};

/// Throws StorageFault where nothing can be written: the server takes no writes, or somebody holds
/// the turn of writing for longer than the patience.
void prove_writable(PostgresqlConnection& connection, std::chrono::milliseconds patience);

/// A read transaction of one callback, with one municipality's rows.
class PostgresqlSnapshot {
public:
    PostgresqlSnapshot(PostgresqlConnection& connection, const MunicipalityCode& municipality);
    PostgresqlSnapshot(const PostgresqlSnapshot&) = delete;
    PostgresqlSnapshot& operator=(const PostgresqlSnapshot&) = delete;
    ~PostgresqlSnapshot();

private:
    PostgresqlConnection& connection_;
};

}  // namespace kasane::storage
