#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/child_program.hpp"

namespace kasane::tests {

/// `kasane serve` in a process of its own, on a free port of loopback.
class ServedProgram {
public:
    /// `place` is what follows `serve`: --data DIR, or --database URL --keys DIR. Throws with what
    /// the program said when it does not come up.
    explicit ServedProgram(std::vector<std::string> place, const Surroundings& surroundings = {});

    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
    [[nodiscard]] pid_t process() const noexcept { return program_.process(); }
    /// SIGTERM: it finishes what it has begun.
    Ended stop();
    /// SIGKILL: it does not.
    void kill();

private:
    ChildProgram program_;
    std::uint16_t port_ = 0;
};

}  // namespace kasane::tests
