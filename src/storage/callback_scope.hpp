#pragma once

#include "kernel/ensure.hpp"

namespace kasane::storage {

/// Marks that this thread runs a callback of a database. A callback that asked the same database
/// for another one could wait for itself for ever, so that is refused as a mistake of the program.
class CallbackScope {
public:
    explicit CallbackScope(const void* database) : database_(database), outer_(innermost_) {
        innermost_ = this;
    }
    CallbackScope(const CallbackScope&) = delete;
    CallbackScope& operator=(const CallbackScope&) = delete;
    ~CallbackScope() { innermost_ = outer_; }

    static void ensure_outside(const void* database) {
        for (const CallbackScope* scope = innermost_; scope != nullptr; scope = scope->outer_) {
            ensure(scope->database_ != database,
                   "a database is not asked again from inside one of its callbacks");
        }
    }

private:
    const void* database_;
    const CallbackScope* outer_;
    static inline thread_local const CallbackScope* innermost_ = nullptr;
};

}  // namespace kasane::storage
