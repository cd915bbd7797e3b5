#include "web/qr_code.hpp"

#include <gtest/gtest.h>

namespace kasane::web {
namespace {

TEST(QrCode, is_a_drawing_with_a_name_and_without_the_text_in_it) {
    const auto drawn =
        qr_code("otpauth://totp/a:b?secret=JBSWY3DPEHPK3PXP", "登録用 <コード>").text();
    EXPECT_NE(drawn.find("role=\"img\""), std::string::npos);
    EXPECT_NE(drawn.find("登録用 &lt;コード&gt;"), std::string::npos);
    EXPECT_EQ(drawn.find("JBSW"), std::string::npos);
}
TEST(QrCode, begins_with_the_corner_that_every_code_has) {
    // Seven dark fields, the finder pattern's upper edge, behind a quiet zone of four.
    const auto drawn = qr_code("x", "コード").text();
    EXPECT_NE(drawn.find("M4 4h1v1h-1zM5 4h1v1h-1zM6 4h1v1h-1zM7 4h1v1h-1zM8 4h1v1h-1zM9 4h1v1h-1z"
                         "M10 4h1v1h-1z"),
              std::string::npos);
    EXPECT_EQ(drawn.find("M11 4h"), std::string::npos);
}

}  // namespace
}  // namespace kasane::web
