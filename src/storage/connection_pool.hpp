#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "storage/database.hpp"

namespace kasane::storage {

/// A fixed number of engine sessions, lent one at a time. The one given back last is lent first:
/// its pages and statements are still warm.
template <class Session>
class ConnectionPool {
public:
    /// `limit`: how long somebody waits for a session; zero: as long as it takes.
    explicit ConnectionPool(std::vector<std::unique_ptr<Session>> sessions,
                            std::chrono::milliseconds limit = {})
        : limit_(limit), idle_(std::move(sessions)) {}

    class Lease {
    public:
        Lease(ConnectionPool& pool, std::unique_ptr<Session> session)
            : pool_(pool), session_(std::move(session)) {}
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        ~Lease() { pool_.give_back(std::move(session_)); }
        Session& operator*() const noexcept { return *session_; }
        Session* operator->() const noexcept { return session_.get(); }

    private:
        ConnectionPool& pool_;
        std::unique_ptr<Session> session_;
    };

    /// Blocks until a session is free. Throws StorageFault when none is within the limit: those who
    /// had one wait for a database that does not answer, and a queue behind them would be endless.
    [[nodiscard]] Lease lease() {
        std::unique_lock lock(mutex_);
        const auto is_free = [this] { return !idle_.empty(); };
        if (limit_ == std::chrono::milliseconds::zero()) {
            free_again_.wait(lock, is_free);
        } else if (!free_again_.wait_for(lock, limit_, is_free)) {
            throw StorageFault("データベースが混み合っています。少し待ってやり直してください。",
                               true);
        }
        auto session = std::move(idle_.back());
        idle_.pop_back();
        return Lease(*this, std::move(session));
    }

    /// Runs the work for each session that nobody has now; those that are lent go on.
    template <class Work>
    void for_each_idle(const Work& work) {
        const std::lock_guard lock(mutex_);
        for (const auto& session : idle_) work(*session);
    }

private:
    void give_back(std::unique_ptr<Session> session) {
        {
            const std::lock_guard lock(mutex_);
            idle_.push_back(std::move(session));
        }
        free_again_.notify_one();
    }

    std::chrono::milliseconds limit_;
    std::mutex mutex_;
    std::condition_variable free_again_;
    std::vector<std::unique_ptr<Session>> idle_;
};

}  // namespace kasane::storage
