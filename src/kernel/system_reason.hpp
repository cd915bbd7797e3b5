#pragma once

#include <string>

namespace kasane {

/// Why the operating system refused, in Japanese: for sentences an operator reads. `error` is a
/// value of errno.
[[nodiscard]] std::string system_reason(int error);

/// 「空きがない」 — whether more room would help: a full disk, a quota, a limit on the size of files.
[[nodiscard]] bool is_lack_of_room(int error) noexcept;

}  // namespace kasane
