#include "audit/checkpoints.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "kernel/system_reason.hpp"

namespace kasane::audit {
namespace {

std::vector<std::string_view> parts_of(std::string_view line) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto end = line.find('\t');
        parts.push_back(line.substr(0, end));
        if (end == std::string_view::npos) return parts;
        line.remove_prefix(end + 1);
    }
}

/// Where the last whole line ends. A line that a crash cut off does not count.
off_t end_of_whole_lines(int file) {
    std::array<char, 4096> tail{};
    const auto size = ::lseek(file, 0, SEEK_END);
    const auto from = std::max<off_t>(0, size - static_cast<off_t>(tail.size()));
    const auto count = ::pread(file, tail.data(), tail.size(), from);
    for (auto at = count; at > 0; --at) {
        if (tail[static_cast<std::size_t>(at - 1)] == '\n') return from + at;
    }
    return from;
}

/// Two processes (the server and a command) may write to the file: one at a time.
bool append_line(int file, std::string_view line) {
    if (::flock(file, LOCK_EX) != 0) return false;
    const auto end = end_of_whole_lines(file);
    return ::ftruncate(file, end) == 0 &&
           ::pwrite(file, line.data(), line.size(), end) == static_cast<ssize_t>(line.size()) &&
           ::fdatasync(file) == 0;
}

}  // namespace

CheckpointFile::CheckpointFile(std::filesystem::path file, JournalKey key)
    : file_(std::move(file)), key_(std::move(key)) {}

void CheckpointFile::append(const MunicipalityCode& municipality,
                            const Checkpoint& checkpoint) const {
    if (!kept()) return;
    std::string line = municipality.text() + '\t' + std::to_string(checkpoint.seq) + '\t' +
                       checkpoint.mac + '\t' + checkpoint.at;
    line += '\t' + checkpoint_mac(key_, line) + '\n';
    const int opened = ::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (opened < 0)
        throw std::runtime_error("記録簿の控え " + file_.string() + " を開けません (" +
                                 system_reason(errno) + ")。");
    errno = ENOSPC;  // what a write that stops half-way means, and does not say
    const bool written = append_line(opened, line);
    const auto reason = system_reason(errno);
    ::close(opened);
    if (written) return;
    throw std::runtime_error("記録簿の控え " + file_.string() + " に書けません (" + reason + ")。");
}

RememberedCheckpoints CheckpointFile::remembered(const MunicipalityCode& municipality) const {
    RememberedCheckpoints found;
    if (!kept()) return found;
    std::ifstream input(file_, std::ios::binary);
    std::string line;
    while (std::getline(input, line)) {
        if (input.eof()) break;  // no line end: cut off by a crash
        const auto parts = parts_of(line);
        const auto mac_at = line.rfind('\t');
        const bool whole =
            parts.size() == 5 && same_mac(parts[4], checkpoint_mac(key_, line.substr(0, mac_at)));
        std::int64_t seq = 0;
        if (whole) std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), seq);
        if (!whole) {
            found.has_forged_line = true;
        } else if (parts[0] == municipality.text()) {
            found.checkpoints.push_back({seq, std::string(parts[2]), std::string(parts[3])});
        }
    }
    return found;
}

}  // namespace kasane::audit
