#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace kasane::cli {

/// How a command ended: what the shell sees.
enum class Ending {
    Done = 0,     ///< it did what was asked
    Refused = 1,  ///< it could not, and said why and what to do
    Misused = 2,  ///< the command line was wrong
};

/// Why a command could not go on, in a sentence for the operator that says what to do next.
class CommandRefused : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Adds one command to the program. What the command does runs while the command line is read
/// (CLI11 callbacks) and leaves its ending in `ending`.
using AddCommand = void (*)(CLI::App& program, Ending& ending);

/// Reads the command line and runs the command it names. The commands are those of main.cpp.
[[nodiscard]] Ending run(int count, const char* const* words,
                         const std::vector<AddCommand>& commands);

}  // namespace kasane::cli
