#pragma once

#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "web/connection.hpp"

namespace kasane::web {

/// Runs blocking work on a worker thread and comes back to the thread at the sockets with what it
/// returned or threw. The guard keeps the sockets' thread alive until then.
template <class Work>
asio::awaitable<std::invoke_result_t<Work>> on_worker(ServerState& state, Work work) {
    using Returned = std::invoke_result_t<Work>;
    struct Outcome {
        std::optional<Returned> returned;
        std::exception_ptr thrown;
    };
    auto outcome = std::make_shared<Outcome>();
    auto start = [&](auto resume) {
        asio::post(state.workers, [outcome, &work, resume = std::move(resume),
                                   guard = asio::make_work_guard(state.io)]() mutable {
            try {
                outcome->returned.emplace(work());
            } catch (...) {
                outcome->thrown = std::current_exception();
            }
            asio::post(guard.get_executor(), std::move(resume));
        });
    };
    co_await asio::async_initiate<const asio::use_awaitable_t<>&, void()>(start,
                                                                          asio::use_awaitable);
    if (outcome->thrown) std::rethrow_exception(outcome->thrown);
    co_return std::move(*outcome->returned);
}

}  // namespace kasane::web
