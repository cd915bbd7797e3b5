#pragma once

#include "kernel/clock.hpp"
#include "storage/database.hpp"

namespace kasane::municipality {

/// 架空のデータ — marks the town's data as invented; every page and print then says so.
void mark_as_demonstration(storage::Transaction& store, Instant now);
[[nodiscard]] bool is_demonstration(storage::Reader& rows);

}  // namespace kasane::municipality
