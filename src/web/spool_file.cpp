#include "web/spool_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

#include "kernel/system_reason.hpp"
#include "storage/database.hpp"

namespace kasane::web {
namespace {

constexpr std::string_view name_prefix = "kasane-upload-";

[[noreturn]] void fault(std::string_view what) {
    throw storage::StorageFault(fmt::format("{} ({})", what, system_reason(errno)), true);
}

}  // namespace

SpoolFile::SpoolFile(const std::filesystem::path& directory) {
    std::string name = (directory / (std::string(name_prefix) + "XXXXXX")).string();
    descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor_ < 0) fault("受け取った添付資料を置くファイルを作れません。");
    path_ = name;
}

SpoolFile::~SpoolFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

void SpoolFile::write(std::string_view data) {
    while (!data.empty()) {
        const auto written = ::write(descriptor_, data.data(), data.size());
        if (written < 0) {
            if (errno == EINTR) continue;
            fault("受け取った添付資料をディスクに書けません。");
        }
        data.remove_prefix(static_cast<std::size_t>(written));
        size_ += static_cast<std::uintmax_t>(written);
    }
}

void SpoolFile::finish() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    descriptor_ = -1;
}

void remove_left_spool_files(const std::filesystem::path& directory) {
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(directory, ignored)) {
        if (entry.path().filename().string().starts_with(name_prefix)) {
            std::filesystem::remove(entry.path(), ignored);
        }
    }
}

}  // namespace kasane::web
