#include "web/request_id.hpp"

#include <sodium.h>

#include <array>
#include <string_view>

namespace kasane::web {

std::string new_request_id() {
    static constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::array<unsigned char, 8> random{};
    randombytes_buf(random.data(), random.size());
    std::string id;
    id.reserve(9);
    for (std::size_t i = 0; i < random.size(); ++i) {
        if (i == 4) id += '-';
        id += letters[random[i] & 31U];
    }
    return id;
}

}  // namespace kasane::web
