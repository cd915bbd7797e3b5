#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace kasane::web {

/// A file as memory, without reading it into memory of our own: twenty uploads at once must not
/// need the room of twenty uploads.
class MappedFile {
public:
    /// Throws StorageFault when the file cannot be read.
    explicit MappedFile(const std::filesystem::path& path);
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    ~MappedFile();

    [[nodiscard]] std::string_view content() const noexcept {
        return {static_cast<const char*>(bytes_), size_};
    }

private:
    void* bytes_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace kasane::web
