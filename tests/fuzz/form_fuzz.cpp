// Whatever bytes arrive as a form: no crash, no exception; what is accepted is clean text, and no
// 個人番号 comes back.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "kernel/codes.hpp"
#include "kernel/japanese_text.hpp"
#include "web/form_reading.hpp"
#include "web/request_parsing.hpp"

namespace kasane::web {
enum class FuzzedChoice { One, Two };
}

namespace kasane {
template <>
inline constexpr auto codes<web::FuzzedChoice> =
    std::array{Code<web::FuzzedChoice>{web::FuzzedChoice::One, "one", "一"},
               Code<web::FuzzedChoice>{web::FuzzedChoice::Two, "two", "二"}};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kasane;
    using namespace kasane::web;
    Fields fields;
    const std::string_view sent(reinterpret_cast<const char*>(data), size);
    if (read_urlencoded(sent, 200, fields)) return 0;

    FormReader form(fields);
    const auto line = form.text("name", "氏名", {60, Need::Required});
    const auto lines = form.long_text("said", "相談の内容");
    if (!is_clean_text(line) || !is_clean_text(lines)) std::abort();
    if (mask_my_number(lines)) std::abort();
    (void)form.date("on", "訪問日");
    if (const auto number = form.integer("count", "人数", 0, 100)) {
        if (*number < 0 || *number > 100) std::abort();
    }
    (void)form.phone("phone", "電話番号");
    (void)form.id("case", "ケース");
    (void)form.choice<FuzzedChoice>("choice", "方法");
    (void)form.choices<FuzzedChoice>("choices", "方法");
    (void)form.version();
    const auto shown = form.entered();
    for (const auto& error : shown.errors()) {
        if (error.message.empty()) std::abort();
    }
    return 0;
}
