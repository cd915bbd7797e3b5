#include "municipality/municipality_code.hpp"

#include <gtest/gtest.h>

namespace kasane::municipality {
namespace {

TEST(MunicipalityCodeCheck, accepts_the_published_codes_of_five_towns) {
    // 辰野町, 東吾妻町, 和泊町, 羽村市, 会津若松市
    for (const auto* code : {"203823", "104299", "465348", "132276", "072028"}) {
        EXPECT_TRUE(is_municipality_code(code)) << code;
    }
}

TEST(MunicipalityCodeCheck, refuses_every_other_last_digit) {
    for (char last = '0'; last <= '9'; ++last) {
        EXPECT_EQ(is_municipality_code(std::string("20382") + last), last == '3') << last;
    }
}

TEST(MunicipalityCodeCheck, refuses_what_is_no_six_digits) {
    for (const auto* code : {"", "20382", "2038233", "20382a", " 203823", "-20382"}) {
        EXPECT_FALSE(is_municipality_code(code)) << code;
    }
}

}  // namespace
}  // namespace kasane::municipality
