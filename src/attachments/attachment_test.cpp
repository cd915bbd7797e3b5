#include "attachments/attachment.hpp"

#include <gtest/gtest.h>

#include "kernel/id_source.hpp"
#include "tests/support/test_database.hpp"

namespace kasane::attachments {
namespace {

const std::string pdf = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

TEST(AFileToAttach, is_what_its_content_says) {
    const auto checked = check_file("相談票.pdf", pdf, "attached");
    ASSERT_TRUE(checked.ok());
    EXPECT_EQ(checked->media_type, "application/pdf");
    EXPECT_EQ(checked->file_name, "相談票.pdf");
}

TEST(AFileToAttach, is_refused_when_a_page_calls_itself_a_document) {
    const auto checked = check_file(
        "相談票.pdf", "<!DOCTYPE html><html><script>alert(1)</script></html>", "attached");
    ASSERT_FALSE(checked.ok());
    EXPECT_EQ(checked.refusal().code, "attachment.type");
    EXPECT_EQ(checked.refusal().field, "attached");
}

TEST(AFileToAttach, is_refused_when_it_is_a_program) {
    std::string program(
        "\x7f"
        "ELF\x02\x01\x01",
        7);
    program.resize(200, '\0');
    EXPECT_FALSE(check_file("a.txt", program, "attached").ok());
}

TEST(AFileToAttach, may_be_plain_japanese_text) {
    EXPECT_TRUE(check_file("メモ.txt", "相談の記録です。\n", "attached").ok());
}

TEST(AFileToAttach, is_refused_when_empty_or_larger_than_ten_megabytes) {
    EXPECT_EQ(check_file("a.txt", "", "attached").refusal().code, "attachment.empty");
    EXPECT_EQ(check_file("a.txt", std::string(most_bytes + 1, 'a'), "attached").refusal().code,
              "attachment.too_large");
}

TEST(AFileToAttach, keeps_only_the_last_part_of_its_name) {
    EXPECT_EQ(check_file("C:\\Users\\x\\相談票.pdf", pdf, "f")->file_name, "相談票.pdf");
    EXPECT_EQ(check_file("../../etc/passwd", pdf, "f")->file_name, "passwd.pdf");
    EXPECT_EQ(check_file("a\nb.pdf", pdf, "f")->file_name, "a b.pdf");
    EXPECT_EQ(check_file("\x01\x02", pdf, "f")->file_name, "添付ファイル.pdf");
}

TEST(AFileToAttach, is_called_what_it_is) {
    EXPECT_EQ(check_file("a.exe", "相談の記録です。\n", "f")->file_name, "a.exe.txt");
    EXPECT_EQ(check_file("相談票.PDF", pdf, "f")->file_name, "相談票.PDF");
    EXPECT_EQ(check_file("相談票.docx", pdf, "f")->file_name, "相談票.docx.pdf");
}

TEST(AFileToAttach, carries_no_personal_number) {
    const auto named = check_file("相談票 123456789018.pdf", pdf, "attached");
    ASSERT_FALSE(named.ok());
    EXPECT_EQ(named.refusal().code, "attachment.my_number");
    EXPECT_EQ(named.refusal().message.find("123456789018"), std::string::npos);
    const auto written = check_file("メモ.txt", "番号は 1234-5678-9018 です。\n", "attached");
    ASSERT_FALSE(written.ok());
    EXPECT_EQ(written.refusal().code, "attachment.my_number");
    EXPECT_TRUE(check_file("メモ.txt", "番号は 123456789012 です。\n", "attached").ok());
}

class AnAttachment : public tests::OnBothEngines {
protected:
    void SetUp() override {
        database().write(tests::one_town(), [&](storage::Transaction& store) {
            attachments::store(store,
                               {.id = id,
                                .case_id = ids.next<CaseId>(now),
                                .owner = "desk:child",
                                .source = "inquiry:1",
                                .file = check_file("相談票.pdf", pdf, "f").value(),
                                .added_by = ids.next<AccountId>(now)},
                               now);
            return storage::Outcome::Commit;
        });
    }
    Instant now = *Instant::parse("2026-09-01T01:00:00.000000Z");
    IdSource ids;
    AttachmentId id = ids.next<AttachmentId>(now);
};
KASANE_ON_BOTH_ENGINES(AnAttachment);

TEST_P(AnAttachment, comes_back_byte_for_byte) {
    database().read(tests::one_town(), [&](storage::Reader& rows) {
        const auto found = find(rows, id);
        ASSERT_TRUE(found.has_value());
        EXPECT_EQ(found->media_type, "application/pdf");
        EXPECT_EQ(found->size, static_cast<std::int64_t>(pdf.size()));
        EXPECT_EQ(content(rows, id), pdf);
        EXPECT_EQ(of_source(rows, "inquiry:1").size(), 1U);
    });
}

TEST_P(AnAttachment, is_unknown_in_another_town) {
    database().read(tests::other_town(),
                    [&](storage::Reader& rows) { EXPECT_FALSE(find(rows, id).has_value()); });
}

TEST_P(AnAttachment, that_was_changed_behind_the_program_is_a_fault) {
    database().write(tests::one_town(), [&](storage::Transaction& store) {
        store.execute("update attachments set content = $1 where municipality = $2",
                      storage::Bytes{"other"}, store.municipality());
        return storage::Outcome::Commit;
    });
    EXPECT_THROW(
        database().read(tests::one_town(),
                        [&](storage::Reader& rows) { static_cast<void>(content(rows, id)); }),
        storage::StorageFault);
}

TEST(SizeText, is_short) {
    EXPECT_EQ(size_text(12), "12 B");
    EXPECT_EQ(size_text(350 * 1024), "350 KB");
    EXPECT_EQ(size_text(3 * 1024 * 1024 / 2), "1.5 MB");
}

}  // namespace
}  // namespace kasane::attachments
