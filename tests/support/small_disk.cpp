#include "tests/support/small_disk.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mount.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace kasane::tests {

namespace {

bool mount_at(const std::filesystem::path& folder, std::size_t megabytes) {
    const auto options = fmt::format("size={}m,mode=0700", megabytes);
    return ::mount("tmpfs", folder.c_str(), "tmpfs", 0, options.c_str()) == 0;
}

}  // namespace

bool SmallDisk::can_be_made() {
    const TemporaryFolder folder;
    return mount_at(folder.path(), 1) && ::umount(folder.path().c_str()) == 0;
}

SmallDisk::SmallDisk(std::size_t megabytes) {
    if (!mount_at(folder_.path(), megabytes)) throw std::runtime_error("no disk for a test");
}

SmallDisk::~SmallDisk() {
    // Detached: a program of a test that failed may still look in.
    ::umount2(folder_.path().c_str(), MNT_DETACH);
}

void SmallDisk::fill() const {
    const int filler = ::open((path() / "filler").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    std::array<char, 4096> page{};
    while (::write(filler, page.data(), page.size()) > 0) {
    }
    ::close(filler);
}

void SmallDisk::make_room() const { std::filesystem::remove(path() / "filler"); }

}  // namespace kasane::tests
