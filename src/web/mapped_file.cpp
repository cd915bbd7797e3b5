#include "web/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "storage/database.hpp"

namespace kasane::web {

MappedFile::MappedFile(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) throw storage::StorageFault("a spooled upload cannot be read again", true);
    struct stat state{};
    const bool known = ::fstat(descriptor, &state) == 0;
    size_ = known ? static_cast<std::size_t>(state.st_size) : 0;
    // An empty file cannot be mapped, and needs not to be.
    void* mapped =
        size_ == 0 ? nullptr : ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, descriptor, 0);
    ::close(descriptor);
    if (!known || mapped == MAP_FAILED) {
        throw storage::StorageFault("a spooled upload cannot be mapped", true);
    }
    bytes_ = mapped;
}

MappedFile::~MappedFile() {
    if (bytes_ != nullptr) ::munmap(bytes_, size_);
}

}  // namespace kasane::web
