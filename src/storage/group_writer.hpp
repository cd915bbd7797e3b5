#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "storage/database.hpp"

namespace kasane::storage {

/// The session is gone and the group of acts with it: nothing more can be done for them now.
class GroupLost : public StorageFault {
public:
    explicit GroupLost(const std::string& what) : StorageFault(what, true) {}
};

/// The engine gave up a whole group through no fault of its acts (serialization, deadlock, lost
/// connection): running it once more on a sound connection is right.
class GroupGivenUp : public GroupLost {
public:
    using GroupLost::GroupLost;
};

/// What the group writer needs of an engine. Used by the writer's thread alone.
class WriterSession {
public:
    WriterSession() = default;
    WriterSession(const WriterSession&) = delete;
    WriterSession& operator=(const WriterSession&) = delete;
    virtual ~WriterSession() = default;

    [[nodiscard]] virtual Connection& connection() = 0;
    virtual void begin_maintenance() = 0;
    virtual void begin_group() = 0;
    virtual void begin_act(const MunicipalityCode& municipality) = 0;
    virtual void keep_act() = 0;
    virtual void undo_act() = 0;
    /// Returns when the group is durable on disk. `of`: what the group wrote at most.
    virtual void commit_group(Rows of) = 0;
    /// Ends whatever is open; never throws, and leaves the session usable where it can be.
    virtual void abandon_group() noexcept = 0;
    /// True when the engine has rolled back the whole group by itself (disk full, lost connection).
    [[nodiscard]] virtual bool group_is_lost() const = 0;
};

/// 書込み係 — the one writer of a database. Acts that are queued while it works share the next
/// transaction, each in a savepoint of its own, and one commit: with sixteen writers that is four
/// times as many durable acts a second as one commit each. It never waits for a group to fill.
class GroupWriter {
public:
    static constexpr std::size_t largest_group = 64;

    /// `database` is only compared, to refuse acts from inside callbacks.
    GroupWriter(const void* database, std::unique_ptr<WriterSession> session);
    GroupWriter(const GroupWriter&) = delete;
    GroupWriter& operator=(const GroupWriter&) = delete;
    /// Finishes what is queued.
    ~GroupWriter();

    void write(const MunicipalityCode& municipality,
               const std::function<Outcome(Transaction&)>& work, Rows of);
    void maintain(const std::function<void(Connection&)>& work);

private:
    /// What a thread waits on. One for each thread, made once: std::atomic::wait would yield the
    /// processor several times before it sleeps, which sixteen waiting threads cannot afford.
    struct Waiting {
        std::mutex mutex;
        std::condition_variable done;
    };
    struct Request {
        const MunicipalityCode* municipality = nullptr;
        const std::function<Outcome(Transaction&)>* work = nullptr;
        const std::function<void(Connection&)>* maintenance = nullptr;
        Rows of = Rows::Records;
        std::vector<std::function<void()>> after_commit;
        std::exception_ptr failure;
        Waiting* waiting = nullptr;
        bool done = false;
    };

    void hand_over(Request& request);
    void serve();
    [[nodiscard]] bool take_group();
    void run_group();
    void run_together(std::span<Request*> acts);
    void run_acts(std::span<Request*> acts);
    void run_act(Request& request);
    void run_maintenance(Request& request);
    static void fail(std::span<Request*> acts, const std::exception_ptr& cause);
    void wake_group();

    const void* database_;
    std::unique_ptr<WriterSession> session_;
    // Of the writer's thread alone:
    std::vector<Request*> group_;
    bool lost_by_an_act_ = false;

    std::mutex mutex_;
    std::condition_variable something_queued_;
    std::vector<Request*> queue_;
    bool idle_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace kasane::storage
