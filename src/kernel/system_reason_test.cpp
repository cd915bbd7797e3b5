#include "kernel/system_reason.hpp"

#include <gtest/gtest.h>

#include <cerrno>

namespace kasane {
namespace {

TEST(SystemReason, is_told_in_japanese_with_what_is_missing) {
    EXPECT_EQ(system_reason(EACCES), "権限がありません");
    EXPECT_EQ(system_reason(ENOSPC), "ディスクに空きがありません");
    EXPECT_EQ(system_reason(EROFS), "ディスクが読取り専用です");
    EXPECT_FALSE(system_reason(EXDEV).empty());
}

TEST(SystemReason, knows_where_more_room_would_help) {
    for (const int error : {ENOSPC, EDQUOT, EFBIG}) EXPECT_TRUE(is_lack_of_room(error));
    EXPECT_FALSE(is_lack_of_room(EIO));
}

}  // namespace
}  // namespace kasane
