#include "audit/chain.hpp"

#include <sodium.h>

#include <array>

#include "kernel/ensure.hpp"

namespace kasane::audit {
namespace {

constexpr std::size_t key_bytes = crypto_auth_hmacsha256_KEYBYTES;
constexpr std::size_t mac_bytes = crypto_auth_hmacsha256_BYTES;

/// A text that can be read back in one way only: every part carries its length, an absent part
/// differs from an empty one. The first part names what the text is for, so that the mac of one
/// kind of text never fits another.
class CanonicalText {
public:
    explicit CanonicalText(std::string_view purpose) {
        text_.reserve(512);
        add(purpose);
    }
    void add(std::string_view part) {
        text_ += '+';
        add_number(part.size());
        text_ += part;
    }
    void add(const std::optional<std::string>& part) {
        if (part) {
            add(std::string_view(*part));
        } else {
            text_ += '-';
        }
    }
    void add(std::int64_t number) { add(std::string_view(std::to_string(number))); }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    void add_number(std::uint64_t number) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            text_ += static_cast<char>((number >> shift) & 0xffU);
        }
    }
    std::string text_;
};

std::string hexadecimal(const std::array<unsigned char, mac_bytes>& bytes) {
    std::string digits(mac_bytes * 2 + 1, '\0');
    sodium_bin2hex(digits.data(), digits.size(), bytes.data(), bytes.size());
    digits.pop_back();
    return digits;
}

const unsigned char* as_bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string authenticate(const JournalKey& key, std::string_view text) {
    ensure(key.bytes.size() == key_bytes, "the journal's key has 32 bytes");
    std::array<unsigned char, mac_bytes> mac{};
    crypto_auth_hmacsha256(mac.data(), as_bytes(text), text.size(), as_bytes(key.bytes));
    return hexadecimal(mac);
}

}  // namespace

std::string mac_of(const JournalKey& key, const MunicipalityCode& municipality,
                   const ChainedEntry& entry) {
    CanonicalText text("kasane journal entry 1");
    text.add(std::string_view(municipality.text()));
    text.add(entry.seq);
    text.add(std::string_view(entry.at));
    text.add(std::string_view(entry.kind));
    text.add(std::string_view(entry.act));
    text.add(entry.actor);
    text.add(entry.actor_desk);
    text.add(entry.case_id);
    text.add(std::string_view(entry.subjects));
    text.add(std::string_view(entry.categories));
    text.add(std::string_view(entry.grounds));
    text.add(std::string_view(entry.shown));
    text.add(std::string_view(entry.details));
    text.add(std::string_view(entry.request_id));
    text.add(std::string_view(entry.previous_mac));
    return authenticate(key, text.text());
}

std::string seal_of(const JournalKey& key, const MunicipalityCode& municipality, std::int64_t seq,
                    std::string_view mac) {
    CanonicalText text("kasane journal head 1");
    text.add(std::string_view(municipality.text()));
    text.add(seq);
    text.add(mac);
    return authenticate(key, text.text());
}

std::string checkpoint_mac(const JournalKey& key, std::string_view line) {
    CanonicalText text("kasane journal checkpoint 1");
    text.add(line);
    return authenticate(key, text.text());
}

bool same_mac(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace kasane::audit
