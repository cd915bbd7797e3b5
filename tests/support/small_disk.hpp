#pragma once

#include <filesystem>

#include "tests/support/test_database.hpp"

namespace kasane::tests {

/// A disk of its own that can be filled to the last byte; only root can make one.
class SmallDisk {
public:
    /// Whether this machine lets us.
    [[nodiscard]] static bool can_be_made();

    explicit SmallDisk(std::size_t megabytes);
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk();

    [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }
    /// Until nothing more fits.
    void fill() const;
    void make_room() const;

private:
    TemporaryFolder folder_;
};

}  // namespace kasane::tests
