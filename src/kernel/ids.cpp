#include "kernel/ids.hpp"

#include <sodium.h>

#include <array>
#include <cstdint>
#include <mutex>

namespace kasane {
namespace {

/// RFC 9562 §6.2 method 1: a counter in rand_a keeps ids of one millisecond in order.
struct UuidState {
    std::mutex mutex;
    std::uint64_t last_ms = 0;
    std::uint16_t counter = 0;
};

UuidState& uuid_state() {
    static UuidState state;
    return state;
}

std::pair<std::uint64_t, std::uint16_t> next_tick(std::uint64_t now_ms) {
    auto& state = uuid_state();
    const std::lock_guard lock(state.mutex);
    if (now_ms != state.last_ms) {
        state.last_ms = now_ms;
        state.counter = 0;
    } else {
        ++state.counter;
    }
    return {now_ms + (state.counter >> 12), static_cast<std::uint16_t>(state.counter & 0x0FFF)};
}

}  // namespace

std::string new_uuid(Instant now) {
    const auto now_ms = static_cast<std::uint64_t>(now.microseconds() / 1000);
    const auto [ms, counter] = next_tick(now_ms);
    std::array<unsigned char, 16> bytes{};
    randombytes_buf(bytes.data() + 8, 8);
    for (std::size_t i = 0; i < 6; ++i) {
        bytes[i] = static_cast<unsigned char>(ms >> (8 * (5 - i)));
    }
    bytes[6] = static_cast<unsigned char>(0x70 | (counter >> 8));
    bytes[7] = static_cast<unsigned char>(counter & 0xFF);
    bytes[8] = static_cast<unsigned char>(0x80 | (bytes[8] & 0x3F));

    static constexpr std::string_view hex = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
        text += hex[bytes[i] >> 4];
        text += hex[bytes[i] & 0x0F];
    }
    return text;
}

bool is_uuid(std::string_view text) noexcept {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
    }
    return true;
}

}  // namespace kasane
