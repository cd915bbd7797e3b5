#include "municipality/problem.hpp"

namespace kasane::municipality {

std::string describe(const std::vector<Problem>& problems) {
    std::string text;
    for (const auto& problem : problems) {
        text += problem.file;
        if (problem.line > 0) text += ":" + std::to_string(problem.line);
        text += ": ";
        if (!problem.key.empty()) text += problem.key + " — ";
        text += problem.message + "\n";
    }
    return text;
}

}  // namespace kasane::municipality
