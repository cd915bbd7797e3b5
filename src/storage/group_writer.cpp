#include "storage/group_writer.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "kernel/ensure.hpp"
#include "storage/callback_scope.hpp"

namespace kasane::storage {

namespace {

/// Notifications run after the commit: what they cannot do must not make the act look undone.
void run_after_commit(const std::vector<std::function<void()>>& actions) {
    for (const auto& action : actions) {
        try {
            action();
        } catch (const std::exception& failure) {
            spdlog::error("保存のあとの処理ができませんでした。{}", failure.what());
        }
    }
}

/// Each waiting caller gets an exception object of its own: threads do not share one.
std::exception_ptr own_copy(const std::exception_ptr& cause) {
    try {
        std::rethrow_exception(cause);
    } catch (const StorageFault& fault) {
        return std::make_exception_ptr(StorageFault(fault.what(), fault.retry_helps()));
    } catch (const std::exception& failure) {
        spdlog::error("まとめて保存できませんでした。{}", failure.what());
        return std::make_exception_ptr(StorageFault("保存できませんでした。", true));
    }
}

}  // namespace

GroupWriter::GroupWriter(const void* database, std::unique_ptr<WriterSession> session)
    : database_(database), session_(std::move(session)) {
    group_.reserve(largest_group);
    queue_.reserve(largest_group);
    thread_ = std::thread([this] { serve(); });
}

GroupWriter::~GroupWriter() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    something_queued_.notify_one();
    thread_.join();
}

void GroupWriter::write(const MunicipalityCode& municipality,
                        const std::function<Outcome(Transaction&)>& work, Rows of) {
    ensure(!municipality.empty(), "an act belongs to a municipality");
    Request request;
    request.municipality = &municipality;
    request.work = &work;
    request.of = of;
    hand_over(request);
    run_after_commit(request.after_commit);
}

void GroupWriter::maintain(const std::function<void(Connection&)>& work) {
    Request request;
    request.maintenance = &work;
    hand_over(request);
}

void GroupWriter::hand_over(Request& request) {
    CallbackScope::ensure_outside(database_);
    static thread_local Waiting waiting;
    request.waiting = &waiting;
    bool wake = false;
    {
        const std::lock_guard lock(mutex_);
        ensure(!stopping_, "nobody writes to a database that is being closed");
        queue_.push_back(&request);
        wake = std::exchange(idle_, false);
    }
    if (wake) something_queued_.notify_one();
    {
        std::unique_lock lock(waiting.mutex);
        waiting.done.wait(lock, [&] { return request.done; });
    }
    if (request.failure) std::rethrow_exception(std::exchange(request.failure, nullptr));
}

void GroupWriter::serve() {
    const CallbackScope scope(database_);
    while (take_group()) {
        if (group_.front()->maintenance != nullptr) {
            run_maintenance(*group_.front());
        } else {
            run_group();
        }
        wake_group();
    }
}

/// Takes what is queued now: acts up to the first maintenance, or one maintenance alone.
bool GroupWriter::take_group() {
    std::unique_lock lock(mutex_);
    while (queue_.empty()) {
        if (stopping_) return false;
        idle_ = true;
        something_queued_.wait(lock);
    }
    idle_ = false;
    const auto is_maintenance = [](const Request* request) {
        return request->maintenance != nullptr;
    };
    auto end = std::find_if(queue_.begin(), queue_.end(), is_maintenance);
    if (end == queue_.begin()) ++end;
    if (end - queue_.begin() > std::ptrdiff_t{largest_group}) end = queue_.begin() + largest_group;
    group_.assign(queue_.begin(), end);
    queue_.erase(queue_.begin(), end);
    return true;
}

void GroupWriter::run_group() {
    lost_by_an_act_ = false;
    run_together(group_);
    if (!lost_by_an_act_ || group_.size() == 1) return;
    // SQLite drops the whole transaction when one act finds the disk full. The others may be small
    // enough, and have done nothing wrong: each gets a transaction of its own.
    for (Request*& request : group_) run_together({&request, 1});
}

void GroupWriter::run_together(std::span<Request*> acts) {
    try {
        try {
            run_acts(acts);
        } catch (const GroupGivenUp&) {
            session_->abandon_group();
            run_acts(acts);
        }
    } catch (...) {
        const auto cause = std::current_exception();
        session_->abandon_group();
        fail(acts, cause);
    }
}

void GroupWriter::run_acts(std::span<Request*> acts) {
    session_->begin_group();
    for (Request* request : acts) run_act(*request);
    const bool changes_records = std::ranges::any_of(
        acts, [](const Request* request) { return request->of == Rows::Records; });
    session_->commit_group(changes_records ? Rows::Records : Rows::Journal);
}

/// One act in its savepoint. Its own failure stays with it; only the loss of the group gets out.
void GroupWriter::run_act(Request& request) {
    request.failure = nullptr;
    request.after_commit.clear();
    session_->begin_act(*request.municipality);
    try {
        Transaction transaction(session_->connection(), *request.municipality);
        const Outcome outcome = (*request.work)(transaction);
        ensure(outcome == Outcome::RollBack || !transaction.failed(),
               "an act in which a statement failed is not kept");
        if (outcome == Outcome::Commit) {
            session_->keep_act();
            request.after_commit = transaction.take_after_commit();
            return;
        }
    } catch (const GroupLost&) {
        throw;
    } catch (...) {
        lost_by_an_act_ = session_->group_is_lost();
        if (lost_by_an_act_) throw;
        request.failure = std::current_exception();
    }
    session_->undo_act();
}

void GroupWriter::run_maintenance(Request& request) {
    try {
        session_->begin_maintenance();
        (*request.maintenance)(session_->connection());
    } catch (...) {
        request.failure = std::current_exception();
    }
    session_->abandon_group();
}

void GroupWriter::fail(std::span<Request*> acts, const std::exception_ptr& cause) {
    for (Request* request : acts) {
        request->after_commit.clear();
        request->failure = own_copy(cause);
    }
}

void GroupWriter::wake_group() {
    for (Request* request : group_) {
        Waiting& waiting = *request->waiting;
        // Under the lock: the request, and the thread with it, may be gone once it is released.
        const std::lock_guard lock(waiting.mutex);
        request->done = true;
        waiting.done.notify_one();
    }
    group_.clear();
}

}  // namespace kasane::storage
