#include "kernel/id_source.hpp"

#include <sodium.h>

#include <array>

namespace kasane {
namespace {

/// SplitMix64: one addition and three mixing steps give a sequence without visible order.
std::uint64_t next_of(std::uint64_t& state) {
    state += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31);
}

std::uint64_t unguessable() {
    std::uint64_t bits = 0;
    randombytes_buf(&bits, sizeof bits);
    return bits;
}

}  // namespace

/// RFC 9562 §6.2 method 1: a counter in rand_a keeps identifiers of one millisecond in order.
IdSource::Draw IdSource::draw(Instant now) {
    const auto now_milliseconds = static_cast<std::uint64_t>(now.microseconds() / 1000);
    const std::lock_guard lock(mutex_);
    if (now_milliseconds != last_milliseconds_) {
        last_milliseconds_ = now_milliseconds;
        counter_ = 0;
    } else {
        ++counter_;
    }
    return {now_milliseconds + (counter_ >> 12), static_cast<std::uint16_t>(counter_ & 0x0FFF),
            seeded_ ? next_of(*seeded_) : unguessable()};
}

std::string IdSource::uuid(Instant now) {
    const auto drawn = draw(now);
    std::array<unsigned char, 16> bytes{};
    for (std::size_t i = 0; i < 6; ++i) {
        bytes[i] = static_cast<unsigned char>(drawn.milliseconds >> (8 * (5 - i)));
    }
    bytes[6] = static_cast<unsigned char>(0x70 | (drawn.counter >> 8));
    bytes[7] = static_cast<unsigned char>(drawn.counter & 0xFF);
    for (std::size_t i = 0; i < 8; ++i) {
        bytes[8 + i] = static_cast<unsigned char>(drawn.chance >> (8 * i));
    }
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

}  // namespace kasane
