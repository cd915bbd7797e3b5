#pragma once

#include <string>
#include <vector>

namespace kasane::municipality {

/// 誤り — one thing that is wrong in a file of settings, and where. A profile is read to its end,
/// so that all of them are shown at once.
struct Problem {
    std::string file;
    unsigned line = 0;  ///< 1 is the first; 0 where the whole file is meant
    std::string key;    ///< path of the key, "meeting[2].type"
    std::string message;

    friend bool operator==(const Problem&, const Problem&) = default;
};

/// 「town.toml:12: meeting[2].type — …」, one line each, in the order of the file.
[[nodiscard]] std::string describe(const std::vector<Problem>& problems);

}  // namespace kasane::municipality
