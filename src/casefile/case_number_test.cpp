#include "casefile/case_number.hpp"

#include <gtest/gtest.h>

namespace kasane::casefile {
namespace {

TEST(CaseNumber, is_read_as_it_is_typed) {
    EXPECT_EQ(as_case_number("R8-0012"), "R8-0012");
    EXPECT_EQ(as_case_number("ｒ８－００１２"), "R8-0012");
    EXPECT_EQ(as_case_number("Ｒ８ー００１２"), "R8-0012");
    EXPECT_EQ(as_case_number("山田"), "");
}

}  // namespace
}  // namespace kasane::casefile
