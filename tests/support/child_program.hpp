#pragma once

#include <sys/types.h>

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace kasane::tests {

/// Who a program runs as. Nobody: without the powers of root, so that permissions of files bind it;
/// where the tests do not run as root, it is themselves.
enum class RunsAs { Ourselves, Nobody };

/// What a program that is started finds.
struct Surroundings {
    RunsAs who = RunsAs::Ourselves;
    std::filesystem::path program = {};  ///< empty: the one built beside the program that asks
    bool speaks_up = false;  ///< what it says of errors and progress is seen at once
};

/// Gives a folder and all that is in it to whom RunsAs::Nobody is.
void give_to_nobody(const std::filesystem::path& folder);

/// How a program ended and what it said.
struct Ended {
    int code = -1;  ///< of exit; the negative number of the signal that killed it
    std::string output;
    std::string errors;
};

/// `kasane`, as an operator starts it: a process of its own.
/// Killed when the test ends before it does.
class ChildProgram {
public:
    explicit ChildProgram(std::vector<std::string> words, const Surroundings& surroundings = {});
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
    bool take(int from, std::string& into, bool aloud);

    bool speaks_up_;
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
[[nodiscard]] Ended run_program(std::vector<std::string> words,
                                const Surroundings& surroundings = {});

}  // namespace kasane::tests
