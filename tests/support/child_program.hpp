#pragma once

#include <sys/types.h>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace kasane::tests {

/// How a program ended and what it said.
struct Ended {
    int code = -1;  ///< of exit; the negative number of the signal that killed it
    std::string output;
    std::string errors;
};

/// `kasane`, as an operator starts it: a process of its own, built beside the test program.
/// Killed when the test ends before it does.
class ChildProgram {
public:
    explicit ChildProgram(std::vector<std::string> words);
    ChildProgram(const ChildProgram&) = delete;
    ChildProgram& operator=(const ChildProgram&) = delete;
    ~ChildProgram();

    /// Waits until the program has said this on its output; returns the line. Nothing when it
    /// ended without.
    [[nodiscard]] std::optional<std::string> line_with(std::string_view words);
    void signal(int number) const;
    [[nodiscard]] pid_t process() const noexcept { return process_; }
    /// Waits for the end.
    Ended wait();

private:
    void listen();
    bool take(int from, std::string& into);

    pid_t process_ = -1;
    int output_pipe_ = -1;
    int errors_pipe_ = -1;
    std::mutex mutex_;
    std::condition_variable said_;
    std::string output_;
    std::string errors_;
    bool silent_ = false;  ///< both pipes have ended
    std::optional<Ended> ended_;
    std::thread listener_;  ///< last: it uses the others
};

/// Runs a command of `kasane` to its end.
[[nodiscard]] Ended run_program(std::vector<std::string> words);

}  // namespace kasane::tests
