#include "tests/support/child_program.hpp"

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <stdexcept>
#include <utility>

namespace kasane::tests {

namespace {

struct Pipe {
    std::array<int, 2> ends{-1, -1};
    Pipe() {
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe for a test");
    }
};

constexpr uid_t nobody = 65534;

/// Opened before the powers of root are given up: the checkout may lie
/// where nobody else may look.
int open_program(std::filesystem::path program) {
    if (program.empty()) {
        program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "kasane";
    }
    const int opened = ::open(program.c_str(), O_RDONLY | O_CLOEXEC);
    if (opened < 0) throw std::runtime_error(program.string() + " has not been built");
    return opened;
}

/// Between fork and exec: nothing here allocates or takes a lock.
[[noreturn]] void become(int program, char* const* words, const Pipe& output, const Pipe& errors,
                         RunsAs who, pid_t parent) {
    constexpr int cannot_run = 127;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(cannot_run);
    ::dup2(output.ends[1], STDOUT_FILENO);
    ::dup2(errors.ends[1], STDERR_FILENO);
    if (who == RunsAs::Nobody && ::geteuid() == 0) {
        if (::setgroups(0, nullptr) != 0 || ::setgid(nobody) != 0 || ::setuid(nobody) != 0) {
            ::_exit(cannot_run);
        }
        // Giving up powers took the death signal back.
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    }
    ::fexecve(program, words, environ);
    ::_exit(cannot_run);
}

}  // namespace

void give_to_nobody(const std::filesystem::path& folder) {
    if (::geteuid() != 0) return;
    const auto give = [](const std::filesystem::path& path) {
        if (::lchown(path.c_str(), nobody, nobody) != 0) {
            throw std::runtime_error(path.string() + " cannot be given away");
        }
    };
    give(folder);
    for (const auto& each : std::filesystem::recursive_directory_iterator(folder)) give(each);
}

ChildProgram::ChildProgram(std::vector<std::string> words, const Surroundings& surroundings)
    : speaks_up_(surroundings.speaks_up) {
    words.insert(words.begin(), "kasane");
    std::vector<char*> pointers;
    for (auto& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    const Pipe output;
    const Pipe errors;
    const int program = open_program(surroundings.program);
    const pid_t parent = ::getpid();
    process_ = ::fork();
    if (process_ == 0) become(program, pointers.data(), output, errors, surroundings.who, parent);
    ::close(program);
    ::close(output.ends[1]);
    ::close(errors.ends[1]);
    output_pipe_ = output.ends[0];
    errors_pipe_ = errors.ends[0];
    if (process_ < 0) throw std::runtime_error("no process for a test");
    listener_ = std::thread([this] { listen(); });
}

ChildProgram::~ChildProgram() {
    if (!ended_) {
        signal(SIGKILL);
        wait();
    }
    ::close(output_pipe_);
    ::close(errors_pipe_);
}

/// False when the pipe has ended.
bool ChildProgram::take(int from, std::string& into, bool aloud) {
    std::array<char, 4096> part{};
    const auto count = ::read(from, part.data(), part.size());
    if (count <= 0) return false;
    if (aloud)
        static_cast<void>(::write(STDERR_FILENO, part.data(), static_cast<std::size_t>(count)) ==
                          count);
    const std::lock_guard lock(mutex_);
    into.append(part.data(), static_cast<std::size_t>(count));
    said_.notify_all();
    return true;
}

void ChildProgram::listen() {
    std::array<pollfd, 2> pipes{pollfd{output_pipe_, POLLIN, 0}, pollfd{errors_pipe_, POLLIN, 0}};
    while (pipes[0].fd >= 0 || pipes[1].fd >= 0) {
        if (::poll(pipes.data(), pipes.size(), -1) < 0) continue;
        if (pipes[0].revents != 0 && !take(output_pipe_, output_, false)) pipes[0].fd = -1;
        if (pipes[1].revents != 0 && !take(errors_pipe_, errors_, speaks_up_)) pipes[1].fd = -1;
    }
    const std::lock_guard lock(mutex_);
    silent_ = true;
    said_.notify_all();
}

std::optional<std::string> ChildProgram::line_with(std::string_view words) {
    std::unique_lock lock(mutex_);
    std::optional<std::string> line;
    said_.wait(lock, [&] {
        const auto at = output_.find(words);
        const auto end = at == std::string::npos ? at : output_.find('\n', at);
        if (end == std::string::npos) return silent_;
        const auto begin = output_.rfind('\n', at);
        const auto from = begin == std::string::npos ? 0 : begin + 1;
        line = output_.substr(from, end - from);
        return true;
    });
    return line;
}

void ChildProgram::signal(int number) const { ::kill(process_, number); }

Ended ChildProgram::wait() {
    if (ended_) return *ended_;
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    listener_.join();
    ended_ = Ended{WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status), output_, errors_};
    return *ended_;
}

Ended run_program(std::vector<std::string> words, const Surroundings& surroundings) {
    return ChildProgram(std::move(words), surroundings).wait();
}

}  // namespace kasane::tests
