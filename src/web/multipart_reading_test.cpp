#include "web/multipart_reading.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "tests/support/test_database.hpp"
#include "web/spool_file.hpp"

namespace kasane::web {
namespace {

class MultipartForm : public testing::Test {
protected:
    std::optional<RequestProblem> read(const std::string& body) {
        rules_.spool_directory = folder_.path();
        return read_multipart(body, "multipart/form-data; boundary=XX", rules_, form_, files_);
    }
    int status(const std::string& body) {
        const auto problem = read(body);
        return problem ? problem->status : 200;
    }
    [[nodiscard]] std::ptrdiff_t spooled_files() const {
        return std::distance(std::filesystem::directory_iterator(folder_.path()), {});
    }

    static std::string part(const std::string& head, const std::string& content) {
        return "--XX\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + content + "\r\n";
    }
    static constexpr const char* end = "--XX--\r\n";

    tests::TemporaryFolder folder_;
    MultipartRules rules_;
    Fields form_;
    std::vector<UploadedFile> files_;
};

TEST_F(MultipartForm, brings_fields_and_a_file_with_a_japanese_name) {
    const std::string content("%PDF-1.7\r\n\0\xFF--X\r\n--", 19);
    ASSERT_EQ(
        status(part("name=\"note\"", "一行目\r\n二行目") +
               part("name=\"paper\"; filename=\"診断書 髙橋.pdf\"\r\nContent-Type: application/pdf",
                    content) +
               end),
        200);
    EXPECT_EQ(form_.get("note"), "一行目\r\n二行目");
    ASSERT_EQ(files_.size(), 1U);
    EXPECT_EQ(files_[0].field, "paper");
    EXPECT_EQ(files_[0].file_name, "診断書 髙橋.pdf");
    EXPECT_EQ(files_[0].content_type, "application/pdf");
    EXPECT_EQ(files_[0].size, content.size());
    std::ifstream stored(files_[0].spooled, std::ios::binary);
    std::ostringstream bytes;
    bytes << stored.rdbuf();
    EXPECT_EQ(bytes.str(), content);
}

TEST_F(MultipartForm, keeps_every_byte_of_a_file_however_it_ends) {
    for (const std::string ending : {"", "\r", "\n", "\r\n", "\r\n-", "\r\n--", "\r\n--X",
                                     "\r\n--XY", "\n--XX", "--", "--XX", "\r\r\n"}) {
        files_.clear();
        const auto content = "begins" + ending;
        ASSERT_EQ(status(part("name=\"f\"; filename=\"a.bin\"", content) + end), 200) << ending;
        std::ifstream stored(files_.at(0).spooled, std::ios::binary);
        EXPECT_EQ(std::string(std::istreambuf_iterator<char>(stored), {}), content) << ending;
    }
}

RC_GTEST_PROP(MultipartFormProperty, gives_back_what_a_browser_sent, ()) {
    const auto pieces = *rc::gen::container<std::vector<std::string>>(
        rc::gen::element<std::string>("\r", "\n", "-", "--", "X", "XX", "a", "\r\n--", ":"));
    std::string content;
    for (const auto& piece : pieces) content += piece;
    RC_PRE(("\r\n" + content).find("\r\n--XX") == std::string::npos);
    Fields form;
    std::vector<UploadedFile> files;
    const auto problem = read_multipart(
        "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" + content + "\r\n--XX--\r\n",
        "multipart/form-data; boundary=XX", {}, form, files);
    RC_ASSERT(!problem.has_value());
    RC_ASSERT(form.get("a") == content);
}

TEST_F(MultipartForm, removes_its_files_with_the_request) {
    ASSERT_EQ(status(part("name=\"f\"; filename=\"a.txt\"", "x") + end), 200);
    EXPECT_EQ(spooled_files(), 1);
    files_.clear();
    EXPECT_EQ(spooled_files(), 0);
}

TEST_F(MultipartForm, brings_its_fields_when_the_disk_does_not_take_its_file) {
    rules_.spool_directory = folder_.path() / "nowhere";
    const auto problem = read_multipart(
        part("name=\"f\"; filename=\"a.txt\"", "x") + part("name=\"note\"", "電話で聞いた") + end,
        "multipart/form-data; boundary=XX", rules_, form_, files_);
    EXPECT_FALSE(problem.has_value());
    EXPECT_EQ(form_.get("note"), "電話で聞いた");
    ASSERT_EQ(files_.size(), 1U);
    EXPECT_FALSE(files_[0].is_taken());
    EXPECT_EQ(files_[0].file_name, "a.txt");
}

TEST_F(MultipartForm, leaves_out_a_file_field_without_a_file) {
    ASSERT_EQ(
        status(part("name=\"f\"; filename=\"\"\r\nContent-Type: application/octet-stream", "") +
               end),
        200);
    EXPECT_TRUE(files_.empty());
    EXPECT_EQ(spooled_files(), 0);
}

TEST_F(MultipartForm, is_refused_when_it_breaks_off) {
    EXPECT_EQ(status(part("name=\"f\"; filename=\"a.txt\"", "half")), 400);
    EXPECT_EQ(status("--XX\r\nContent-Disposition: form-data; name=\"a\""), 400);
    EXPECT_EQ(status(""), 400);
    EXPECT_EQ(status("nothing of the kind"), 400);
    EXPECT_EQ(spooled_files(), 0);
}

TEST_F(MultipartForm, is_refused_when_a_part_has_no_readable_name) {
    EXPECT_EQ(status(part("filename=\"a.txt\"", "x") + end), 400);
    EXPECT_EQ(status(part("name=\"\xFF\"", "x") + end), 400);
    EXPECT_EQ(status(part("name=\"" + std::string(300, 'a') + "\"", "x") + end), 400);
    EXPECT_EQ(status("--XX\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n" +
                     std::string(end)),
              400);
}

TEST_F(MultipartForm, is_refused_when_a_text_is_not_utf8) {
    EXPECT_EQ(status(part("name=\"a\"", "\xFF\xFE") + end), 400);
}

TEST_F(MultipartForm, has_limits_of_its_own_for_texts_fields_and_files) {
    rules_.form_bytes = 10;
    EXPECT_EQ(status(part("name=\"a\"", "123456") + part("name=\"b\"", "123456") + end), 413);
    rules_.form_bytes = 1000;
    rules_.fields = 2;
    form_ = {};
    EXPECT_EQ(
        status(part("name=\"a\"", "1") + part("name=\"a\"", "2") + part("name=\"a\"", "3") + end),
        400);
    rules_.files = 1;
    EXPECT_EQ(status(part("name=\"f\"; filename=\"a\"", "1") +
                     part("name=\"f\"; filename=\"b\"", "2") + end),
              400);
}

TEST_F(MultipartForm, reads_names_as_browsers_escape_them) {
    ASSERT_EQ(status(part("name=\"f\"; filename=\"a%22b.txt\"", "x") + end), 200);
    EXPECT_EQ(files_[0].file_name, "a\"b.txt");
}

TEST(HeaderParameters, are_read_quoted_or_not) {
    const auto read =
        read_header_parameters(R"(form-data; Name="a \"b\" \c"; filename= plain.pdf ; x="")");
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->value, "form-data");
    EXPECT_EQ(read->get("name"), "a \"b\" \\c");
    EXPECT_EQ(read->get("filename"), "plain.pdf");
    EXPECT_EQ(read->get("x"), "");
    EXPECT_FALSE(read->get("y").has_value());
    EXPECT_FALSE(read_header_parameters("form-data; name=\"open").has_value());
    EXPECT_FALSE(read_header_parameters("form-data; name").has_value());
}

TEST(FileName, loses_folders_control_characters_and_leading_dots) {
    EXPECT_EQ(harmless_file_name("../../etc/passwd"), "passwd");
    EXPECT_EQ(harmless_file_name("C:\\Users\\x\\様式.xlsx"), "様式.xlsx");
    EXPECT_EQ(harmless_file_name("a\r\nb\t.txt"), "ab.txt");
    EXPECT_EQ(harmless_file_name("..hidden"), "hidden");
    EXPECT_EQ(harmless_file_name(""), "名称なし");
    EXPECT_EQ(harmless_file_name("\xFF.pdf"), "名称なし");
}

TEST(FileName, is_cut_to_whole_characters_and_keeps_its_ending) {
    std::string name;
    for (int i = 0; i < 100; ++i) name += "髙";
    const auto cut = harmless_file_name(name + ".pdf");
    EXPECT_LE(cut.size(), 150U);
    EXPECT_TRUE(cut.ends_with("髙.pdf"));
}

TEST(SpoolFile, is_removed_when_a_crash_left_it) {
    const tests::TemporaryFolder folder;
    std::ofstream(folder.path() / "kasane-upload-abcdef") << "left behind";
    std::ofstream(folder.path() / "something-else") << "not ours";
    remove_left_spool_files(folder.path());
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "kasane-upload-abcdef"));
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "something-else"));
}

TEST(SpoolFile, may_be_read_by_its_owner_alone) {
    const tests::TemporaryFolder folder;
    SpoolFile spool(folder.path());
    spool.write("私の診断書");
    using std::filesystem::perms;
    EXPECT_EQ(std::filesystem::status(spool.path()).permissions(),
              perms::owner_read | perms::owner_write);
}

}  // namespace
}  // namespace kasane::web
