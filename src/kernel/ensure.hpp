#pragma once

#include <source_location>
#include <stdexcept>
#include <string_view>

namespace kasane {

/// A broken invariant: a mistake of the program, never of its user. The request that met it is
/// rolled back and answered with a request id; the text goes to the log only.
class BrokenInvariant : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

[[noreturn]] void broken_invariant(std::string_view what, const std::source_location& where);

/// Checks an invariant in every build. Give the sentence that should hold, not its violation.
inline void ensure(bool holds, std::string_view what,
                   const std::source_location& where = std::source_location::current()) {
    if (!holds) broken_invariant(what, where);
}

}  // namespace kasane
