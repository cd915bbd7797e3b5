#pragma once

#include <sys/types.h>

namespace kasane::load {

/// The most memory a process has had, in megabytes, as the operating system counts it.
[[nodiscard]] double most_megabytes(pid_t process);
/// Processor time it has used, in seconds.
[[nodiscard]] double processor_seconds(pid_t process);

}  // namespace kasane::load
