#include "kernel/sealed_text.hpp"

#include <sodium.h>

#include "kernel/ensure.hpp"

namespace kasane {
namespace {

constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

SealedTexts::SealedTexts(std::string_view installation_key, std::string_view purpose)
    : key_(crypto_secretbox_KEYBYTES, '\0') {
    ensure(sodium_init() >= 0, "libsodium can be used");
    crypto_generichash(bytes_of(key_), key_.size(), bytes_of(purpose), purpose.size(),
                       bytes_of(installation_key), installation_key.size());
}

std::string SealedTexts::seal(std::string_view text) const {
    std::string sealed(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + text.size(), '\0');
    randombytes_buf(sealed.data(), crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(bytes_of(sealed) + crypto_secretbox_NONCEBYTES, bytes_of(text),
                          text.size(), bytes_of(sealed), bytes_of(std::string_view(key_)));
    std::string written(sodium_base64_encoded_len(sealed.size(), variant), '\0');
    sodium_bin2base64(written.data(), written.size(), bytes_of(sealed), sealed.size(), variant);
    written.pop_back();  // the terminating zero
    return written;
}

std::optional<std::string> SealedTexts::open(std::string_view sealed) const {
    std::string read(sealed.size(), '\0');
    std::size_t length = 0;
    if (sodium_base642bin(bytes_of(read), read.size(), sealed.data(), sealed.size(), nullptr,
                          &length, nullptr, variant) != 0 ||
        length < crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES) {
        return std::nullopt;
    }
    std::string text(length - crypto_secretbox_NONCEBYTES - crypto_secretbox_MACBYTES, '\0');
    if (crypto_secretbox_open_easy(bytes_of(text), bytes_of(read) + crypto_secretbox_NONCEBYTES,
                                   length - crypto_secretbox_NONCEBYTES, bytes_of(read),
                                   bytes_of(std::string_view(key_))) != 0) {
        return std::nullopt;
    }
    return text;
}

}  // namespace kasane
