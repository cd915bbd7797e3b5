#include "kernel/secret_file.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "kernel/ensure.hpp"
#include "kernel/system_reason.hpp"

namespace kasane {
namespace {

constexpr std::size_t secret_bytes = 32;

[[noreturn]] void unusable(const std::string& file, const std::string& why) {
    throw std::runtime_error("鍵ファイル " + file + " を使えません。" + why);
}

/// A file descriptor that closes itself.
class OpenFile {
public:
    explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    [[nodiscard]] int get() const { return descriptor_; }
    [[nodiscard]] bool opened() const { return descriptor_ >= 0; }

private:
    int descriptor_;
};

std::optional<std::string> read_existing(const std::string& file) {
    const OpenFile opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!opened.opened()) {
        if (errno == ENOENT) return std::nullopt;
        unusable(file, system_reason(errno) + "。");
    }
    struct stat about{};
    if (::fstat(opened.get(), &about) != 0) unusable(file, system_reason(errno) + "。");
    if ((about.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        unusable(file, "ほかの利用者が読める設定です。chmod 600 で所有者だけにしてください。");
    }
    std::array<char, secret_bytes + 1> bytes{};
    const auto count = ::read(opened.get(), bytes.data(), bytes.size());
    if (count != static_cast<ssize_t>(secret_bytes)) {
        unusable(file, "内容が壊れています。控えから戻してください。");
    }
    return std::optional<std::string>(std::in_place, bytes.data(), secret_bytes);
}

void write_whole(const std::string& file, const std::string& bytes) {
    const OpenFile opened(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!opened.opened()) unusable(file, system_reason(errno) + "。");
    errno = ENOSPC;  // what a write that stops half-way means, and does not say
    if (::write(opened.get(), bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()) ||
        ::fsync(opened.get()) != 0) {
        const auto reason = system_reason(errno);
        ::unlink(file.c_str());
        unusable(file, reason + "。");
    }
}

/// Two processes may start at once. Each writes a file of its own; the one that links it to the
/// final name first wins, and both read what is there afterwards.
void create(const std::string& file) {
    std::error_code ignored;
    const auto folder = std::filesystem::path(file).parent_path();
    if (!folder.empty() && !std::filesystem::exists(folder)) {
        std::filesystem::create_directories(folder, ignored);
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, ignored);
    }
    ensure(sodium_init() >= 0, "libsodium can be used");
    std::string bytes(secret_bytes, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    const std::string own = file + "." + std::to_string(::getpid()) + ".new";
    write_whole(own, bytes);
    const int linked = ::link(own.c_str(), file.c_str());
    const int reason = errno;
    ::unlink(own.c_str());
    if (linked != 0 && reason != EEXIST) {
        errno = reason;
        unusable(file, system_reason(errno) + "。");
    }
}

}  // namespace

std::string load_or_create_secret(const std::string& file) {
    if (auto existing = read_existing(file)) return std::move(*existing);
    create(file);
    return load_secret(file);
}

std::string load_secret(const std::string& file) {
    auto existing = read_existing(file);
    if (!existing)
        unusable(file, "見つかりません。鍵のフォルダーを確かめるか、控えから戻してください。");
    return std::move(*existing);
}

}  // namespace kasane
