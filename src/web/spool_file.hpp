#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

namespace kasane::web {

/// A temporary file that only this program may read and that goes away with its last owner.
class SpoolFile {
public:
    /// Throws StorageFault when the disk does not take it.
    explicit SpoolFile(const std::filesystem::path& directory);
    SpoolFile(const SpoolFile&) = delete;
    SpoolFile& operator=(const SpoolFile&) = delete;
    ~SpoolFile();

    /// Throws StorageFault when the disk does not take it.
    void write(std::string_view data);
    /// Nothing is written any more; the file stays readable by its path.
    void finish();

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    [[nodiscard]] std::uintmax_t size() const noexcept { return size_; }

private:
    std::filesystem::path path_;
    int descriptor_ = -1;
    std::uintmax_t size_ = 0;
};

/// Uploads that no disk took are held in memory, so that the form around them comes back; more than
/// so many at once are turned away.
class UploadInMemory {
public:
    static constexpr int at_most = 4;
    explicit UploadInMemory(std::atomic<int>& count) : count_(count) {}
    UploadInMemory(const UploadInMemory&) = delete;
    UploadInMemory& operator=(const UploadInMemory&) = delete;
    ~UploadInMemory() {
        if (held_) --count_;
    }
    /// False when there are too many already.
    [[nodiscard]] bool begin() {
        held_ = true;
        return ++count_ <= at_most;
    }

private:
    std::atomic<int>& count_;
    bool held_ = false;
};

/// Removes what a crash left behind; uploads carry personal data and must not lie about.
void remove_left_spool_files(const std::filesystem::path& directory);

}  // namespace kasane::web
