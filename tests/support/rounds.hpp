#pragma once

namespace kasane::tests {

/// How many rounds a test of random acts does: its usual number, or what KASANE_TEST_ROUNDS says
/// (`make endurance`).
[[nodiscard]] int rounds(int usual);

}  // namespace kasane::tests
