#include "web/qr_code.hpp"

#include <fmt/format.h>
#include <qrencode.h>

#include <memory>
#include <string>

#include "kernel/ensure.hpp"

namespace kasane::web {
namespace {

/// The quiet zone that readers ask for around the code.
constexpr int margin = 4;

struct Freed {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

Html qr_code(std::string_view text, std::string_view label) {
    const std::string terminated(text);
    const std::unique_ptr<QRcode, Freed> code(
        QRcode_encodeString8bit(terminated.c_str(), 0, QR_ECLEVEL_M));
    ensure(code != nullptr, "a text of a few hundred letters fits into a code");
    std::string path;
    for (int row = 0; row < code->width; ++row) {
        for (int column = 0; column < code->width; ++column) {
            const bool is_dark = (code->data[row * code->width + column] & 1U) != 0;
            if (is_dark) path += fmt::format("M{} {}h1v1h-1z", column + margin, row + margin);
        }
    }
    const auto size = std::to_string(code->width + 2 * margin);
    return element("svg", cls("k-qr"), attr("viewBox", "0 0 " + size + " " + size),
                   attr("role", "img"), attr("aria-label", label),
                   attr("shape-rendering", "crispEdges"), element("path", attr("d", path)));
}

}  // namespace kasane::web
