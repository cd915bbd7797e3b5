#include "kernel/sealed_text.hpp"

#include <gtest/gtest.h>

namespace kasane {
namespace {

const std::string key(32, 'k');
const std::string other_key(32, 'o');

TEST(SealedTexts, open_with_the_same_key_and_purpose_only) {
    const auto sealed = SealedTexts(key, "factor").seal("JBSWY3DPEHPK3PXP");
    EXPECT_EQ(sealed.find("JBSW"), std::string::npos);
    EXPECT_EQ(SealedTexts(key, "factor").open(sealed), "JBSWY3DPEHPK3PXP");
    EXPECT_EQ(SealedTexts(key, "backup").open(sealed), std::nullopt);
    EXPECT_EQ(SealedTexts(other_key, "factor").open(sealed), std::nullopt);
}
TEST(SealedTexts, do_not_open_when_a_single_letter_was_changed) {
    const SealedTexts box(key, "factor");
    const auto sealed = box.seal("秘密");
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        auto changed = sealed;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        EXPECT_NE(box.open(changed), "秘密") << at;
    }
    for (const auto* nothing : {"", "AAAA", "not base64 !"}) {
        EXPECT_EQ(box.open(nothing), std::nullopt) << nothing;
    }
}
TEST(SealedTexts, of_the_same_text_look_different_each_time) {
    const SealedTexts box(key, "factor");
    EXPECT_NE(box.seal("同じ"), box.seal("同じ"));
    EXPECT_EQ(box.open(box.seal("")), "");
}

}  // namespace
}  // namespace kasane
