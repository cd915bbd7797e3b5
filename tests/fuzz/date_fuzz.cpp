// Whatever bytes arrive as a date: no crash, and what is accepted comes back from its text.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "kernel/clock.hpp"
#include "kernel/date.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kasane;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto date = Date::parse(text); date && date->text() != text) std::abort();
    if (const auto instant = Instant::parse(text); instant && instant->text() != text) std::abort();

    if (size < 3) return 0;
    constexpr Era eras[] = {Era::Western, Era::Reiwa, Era::Heisei, Era::Showa, Era::Taisho};
    const Era era = eras[data[0] % 5];
    const std::string_view rest = text.substr(3);
    const std::string_view year = rest.substr(0, data[1] % 8);
    const std::string_view month = rest.substr(year.size(), data[2] % 8);
    const std::string_view day = rest.substr(year.size() + month.size());
    const auto entered = parse_japanese_date(era, year, month, day);
    if (!entered.ok()) {
        if (entered.refusal().message.empty()) std::abort();
        return 0;
    }
    if (era != Era::Western && era_year(*entered).era != era) std::abort();
    if (japanese_date(*entered).empty()) std::abort();
    return 0;
}
