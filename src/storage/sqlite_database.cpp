#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "kernel/ensure.hpp"
#include "kernel/system_reason.hpp"
#include "storage/callback_scope.hpp"
#include "storage/group_writer.hpp"
#include "storage/sqlite_connection.hpp"
#include "storage/sqlite_readers.hpp"

namespace kasane::storage {

namespace {

/// Held for as long as the process serves the file. A lock of SQLite itself would not do: it is
/// held for moments only, and two servers would each keep their own sessions and lists.
class ServingLock {
public:
    explicit ServingLock(const std::string& database_file) {
        const std::string file = database_file + ".lock";
        descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (descriptor_ < 0) {
            throw StorageFault(
                fmt::format("データの置き場所に書き込めません: {} ({})。フォルダーの所有者と権限を"
                            "確かめてください。",
                            file, system_reason(errno)),
                false);
        }
        if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
            ::close(descriptor_);
            throw StorageFault(
                fmt::format("ほかのKasaneが使用中です。先にそちらを終えてください: {}",
                            database_file),
                true);
        }
    }
    ServingLock(const ServingLock&) = delete;
    ServingLock& operator=(const ServingLock&) = delete;
    ~ServingLock() { ::close(descriptor_); }

private:
    int descriptor_ = -1;
};

/// Records about people are readable by the account of the service alone; SQLite gives its own
/// files beside the database the same permissions.
void create_privately(const std::string& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    // Where that is not possible, opening the database says so in its own words.
    if (descriptor >= 0) ::close(descriptor);
}

/// A copy counts only once it is on disk.
void put_on_disk(const std::filesystem::path& file) {
    for (const auto& path : {file, file.parent_path().empty() ? "." : file.parent_path()}) {
        const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
        if (descriptor >= 0) ::close(descriptor);
        if (!synced) {
            throw StorageFault(fmt::format("控えをディスクに書けませんでした: {} ({})",
                                           path.string(), system_reason(errno)),
                               false);
        }
    }
}

class SqliteWriterSession final : public WriterSession {
public:
    SqliteWriterSession(std::unique_ptr<SqliteConnection> connection, SqliteReaders& readers)
        : connection_(std::move(connection)), readers_(readers) {
        // In the place of SQLite's own, which would write the log back after as many pages.
        sqlite3_wal_hook(connection_->handle(), after_commit, this);
    }

    Connection& connection() override { return *connection_; }
    void begin_maintenance() override {}
    // Immediate: a group that has read must never find out later that it may not write.
    void begin_group() override { step("begin immediate"); }
    void begin_act(const MunicipalityCode&) override { step("savepoint act"); }
    void keep_act() override { step("release act"); }
    void undo_act() override {
        step("rollback to act");
        step("release act");
    }
    void commit_group(Rows of) override {
        step("commit");
        if (of == Rows::Records) readers_.records_changed();
    }
    void abandon_group() noexcept override {
        // Maintenance commits by itself, and nobody knows what.
        readers_.records_changed();
        if (connection_->in_transaction()) {
            sqlite3_exec(connection_->handle(), "rollback", nullptr, nullptr, nullptr);
        }
    }
    bool group_is_lost() const override { return !connection_->in_transaction(); }

private:
    void step(std::string_view sql) { connection_->query(sql); }

    /// A log that has grown is written back into the file, for which nobody may stand on an older
    /// snapshot: kept ones end, and those in use end with the page they are used for. What could
    /// not be written back yet is tried again after the next commit.
    static int after_commit(void* session, sqlite3* handle, const char* name, int pages) {
        constexpr int longest_log = 1'000;
        if (pages < longest_log) return SQLITE_OK;
        auto& readers = static_cast<SqliteWriterSession*>(session)->readers_;
        readers.records_changed();
        readers.let_go();
        sqlite3_wal_checkpoint_v2(handle, name, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
        return SQLITE_OK;
    }

    std::unique_ptr<SqliteConnection> connection_;
    SqliteReaders& readers_;
};

class SqliteDatabase final : public Database {
public:
    SqliteDatabase(const SqliteLocation& at, const OpenOptions& options)
        : file_(at.file),
          lock_(options.alone ? std::make_unique<ServingLock>(at.file) : nullptr),
          writer_(this, open_writer(at.file, options)) {
        readers_.open(at.file, options);
    }

    void read(const MunicipalityCode& municipality, const std::function<void(Reader&)>& work,
              Rows of) override {
        ensure(!municipality.empty(), "a read belongs to a municipality");
        CallbackScope::ensure_outside(this);
        readers_.read(of, [&](Connection& connection) {
            const CallbackScope scope(this);
            Reader reader(connection, municipality);
            work(reader);
        });
    }

    void write(const MunicipalityCode& municipality,
               const std::function<Outcome(Transaction&)>& work, Rows of) override {
        writer_.write(municipality, work, of);
    }

    void maintain(const std::function<void(Connection&)>& work) override { writer_.maintain(work); }

    void back_up(const std::filesystem::path& to) override {
        if (std::filesystem::exists(to)) {
            throw StorageFault(fmt::format("控えの書き先がすでにあります: {}", to.string()), false);
        }
        const auto fault = [&](const std::string& why, bool retry_helps) {
            return StorageFault(fmt::format("控えを {} に作れませんでした。{}", to.string(), why),
                                retry_helps);
        };
        // Empty and for its owner alone, from the first byte on.
        const int made = ::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (made < 0) throw fault(system_reason(errno) + "。", false);
        ::close(made);
        try {
            // Read by a connection of its own: readers and the writer go on meanwhile.
            SqliteConnection source(file_, SqliteConnection::Access::ReadWrite,
                                    std::chrono::minutes(1));
            source.query("vacuum into $1", to.string());
            put_on_disk(to);
        } catch (const StorageFault& met) {
            std::error_code ignored;
            std::filesystem::remove(to, ignored);
            throw fault(met.what(), met.retry_helps());
        }
    }

    std::string location() const override { return file_; }
    Engine engine() const noexcept override { return Engine::Sqlite; }

private:
    std::unique_ptr<WriterSession> open_writer(const std::string& file,
                                               const OpenOptions& options) {
        create_privately(file);
        auto connection = std::make_unique<SqliteConnection>(
            file, SqliteConnection::Access::ReadWrite, options.patience);
        if (options.alone) connection->prove_writable();
        return std::make_unique<SqliteWriterSession>(std::move(connection), readers_);
    }

    std::string file_;
    std::unique_ptr<ServingLock> lock_;
    SqliteReaders readers_;  // before the writer, who tells them what it does until it has ended
    GroupWriter writer_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const SqliteLocation& at, const OpenOptions& options) {
    return std::make_unique<SqliteDatabase>(at, options);
}

}  // namespace kasane::storage
