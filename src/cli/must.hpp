#pragma once

#include <utility>

#include "kernel/ensure.hpp"
#include "kernel/result.hpp"

namespace kasane::cli {

/// The value of an act that must succeed: an invented town keeps every rule.
template <class T>
T must(Result<T> result) {
    if (!result.ok()) {
        const auto& refusal = result.refusal();
        ensure(false, "an invented act is allowed: " + refusal.code + " " + refusal.message);
    }
    return std::move(result).value();
}

}  // namespace kasane::cli
