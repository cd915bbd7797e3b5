#include "tests/load/child_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace kasane::load {

ChildProcess::ChildProcess(const std::vector<std::string>& words) {
    auto own_words = words;  // execv wants texts it could write into
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (auto& word : own_words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe could be made");
    id_ = ::fork();
    if (id_ < 0) throw std::runtime_error("no process could be started");
    if (id_ == 0) {
        // It ends with us, however we end.
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        ::dup2(ends[1], STDOUT_FILENO);
        ::execv(arguments.front(), arguments.data());
        ::_exit(127);
    }
    ::close(ends[1]);
    output_ = ends[0];
}

ChildProcess::~ChildProcess() {
    if (id_ > 0) {
        ::kill(id_, SIGTERM);
        wait();
    }
    ::close(output_);
}

std::string ChildProcess::read_line() {
    for (;;) {
        if (const auto end = unread_.find('\n'); end != std::string::npos) {
            auto line = unread_.substr(0, end);
            unread_.erase(0, end + 1);
            return line;
        }
        std::array<char, 4096> chunk{};
        const auto count = ::read(output_, chunk.data(), chunk.size());
        if (count <= 0) return {};
        unread_.append(chunk.data(), static_cast<std::size_t>(count));
    }
}

int ChildProcess::wait() {
    int status = 0;
    ::waitpid(id_, &status, 0);
    id_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

double ChildProcess::most_megabytes() const {
    std::ifstream file(fmt::format("/proc/{}/status", id_));
    std::string word;
    while (file >> word) {
        if (word != "VmHWM:") continue;
        double kilobytes = 0;
        file >> kilobytes;
        return kilobytes * 1024 / 1e6;
    }
    throw std::runtime_error("the memory of the server is not told");
}

double ChildProcess::processor_seconds() const {
    std::ifstream file(fmt::format("/proc/{}/stat", id_));
    std::string line;
    std::getline(file, line);
    // Behind the name in brackets: state and ten numbers, then user and system time.
    std::istringstream rest(line.substr(line.rfind(')') + 1));
    std::string skipped;
    for (int field = 0; field < 11; ++field) rest >> skipped;
    double user = 0;
    double system = 0;
    rest >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

void run(const std::vector<std::string>& words) {
    ChildProcess program(words);
    std::string said;
    for (auto line = program.read_line(); !line.empty(); line = program.read_line()) said = line;
    if (program.wait() != 0) {
        throw std::runtime_error(fmt::format("{} did not succeed; {}", words.front(), said));
    }
}

}  // namespace kasane::load
