#include "tests/load/process_figures.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace kasane::load {

double most_megabytes(pid_t process) {
    std::ifstream file(fmt::format("/proc/{}/status", process));
    std::string word;
    while (file >> word) {
        if (word != "VmHWM:") continue;
        double kilobytes = 0;
        file >> kilobytes;
        return kilobytes * 1024 / 1e6;
    }
    throw std::runtime_error("the memory of the server is not told");
}

double processor_seconds(pid_t process) {
    std::ifstream file(fmt::format("/proc/{}/stat", process));
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

}  // namespace kasane::load
