#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace kasane::load {

/// A program that was started, with what it says; ended and waited for when this goes.
class ChildProcess {
public:
    /// The first word is the program.
    explicit ChildProcess(const std::vector<std::string>& words);
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;
    /// SIGTERM, and a wait.
    ~ChildProcess();

    /// The next line it says; an empty text once it says nothing more.
    [[nodiscard]] std::string read_line();
    /// Waits for its end; what it returned.
    int wait();

    /// The most memory it has had, in megabytes, as the operating system counts it.
    [[nodiscard]] double most_megabytes() const;
    /// Processor time it has used, in seconds.
    [[nodiscard]] double processor_seconds() const;

private:
    pid_t id_ = -1;
    int output_ = -1;
    std::string unread_;
};

/// Runs a program to its end; throws when it does not succeed.
void run(const std::vector<std::string>& words);

}  // namespace kasane::load
