#include "kernel/ensure.hpp"

#include <fmt/format.h>

namespace kasane {

void broken_invariant(std::string_view what, const std::source_location& where) {
    throw BrokenInvariant(
        fmt::format("{} ({}:{} {})", what, where.file_name(), where.line(), where.function_name()));
}

}  // namespace kasane
