#include "cli/profile_command.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "storage/migrations.hpp"
#include "tests/support/tatsuno_profile.hpp"
#include "tests/support/test_database.hpp"

namespace kasane::cli {
namespace {

constexpr auto shipped = "config/municipalities/tatsuno.toml";

/// Runs the program as a shell would, and keeps what it said.
struct Said {
    Ending ending = Ending::Done;
    std::string output;
    std::string errors;
};

Said kasane(const std::vector<const char*>& arguments) {
    std::vector<const char*> words{"kasane"};
    words.reserve(arguments.size() + 1);
    for (const char* argument : arguments) words.push_back(argument);
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    Said said;
    said.ending = run(static_cast<int>(words.size()), words.data(), {&add_profile_command});
    said.output = testing::internal::GetCapturedStdout();
    said.errors = testing::internal::GetCapturedStderr();
    return said;
}

class ProfileCommand : public testing::Test {
protected:
    std::string file(const std::string& name, const std::string& text) {
        const auto path = folder_.path() / name;
        std::ofstream(path) << text;
        return path.string();
    }
    /// A folder with a database of the newest schema.
    std::string data() {
        const auto place = folder_.path().string();
        const auto database = open({.folder = place, .url = ""});
        storage::migrate(*database, {.back_up = false});
        return place;
    }
    tests::TemporaryFolder folder_;
};

TEST_F(ProfileCommand, check_says_that_the_shipped_profile_is_right) {
    const auto said = kasane({"profile", "check", shipped});
    EXPECT_EQ(said.ending, Ending::Done);
    EXPECT_NE(said.output.find("誤りはありません"), std::string::npos);
    EXPECT_EQ(said.errors, "");
}

TEST_F(ProfileCommand, check_names_file_line_and_key_of_a_mistake) {
    const auto path = file("broken.toml", test_support::tatsuno_toml() + "\ncolour = 1\n");
    const auto said = kasane({"profile", "check", path.c_str()});
    EXPECT_EQ(said.ending, Ending::Refused);
    EXPECT_EQ(said.output, "");
    EXPECT_NE(said.errors.find(path + ":"), std::string::npos);
    EXPECT_NE(said.errors.find("colour — "), std::string::npos) << said.errors;
    EXPECT_NE(said.errors.find("1件の誤り"), std::string::npos) << said.errors;
}

TEST_F(ProfileCommand, check_says_what_to_do_about_a_file_it_cannot_read) {
    const auto folder = folder_.path().string();
    for (const auto& path : {folder + "/missing.toml", folder}) {
        const auto said = kasane({"profile", "check", path.c_str()});
        EXPECT_EQ(said.ending, Ending::Refused);
        EXPECT_NE(said.errors.find(path), std::string::npos);
        EXPECT_NE(said.errors.find("ください"), std::string::npos);
    }
}

TEST_F(ProfileCommand, tells_wrong_usage_from_a_refusal) {
    EXPECT_EQ(kasane({}).ending, Ending::Misused);
    EXPECT_EQ(kasane({"profile"}).ending, Ending::Misused);
    EXPECT_EQ(kasane({"profile", "check"}).ending, Ending::Misused);
    EXPECT_EQ(kasane({"profile", "check", shipped, "--loudly"}).ending, Ending::Misused);
    EXPECT_EQ(kasane({"profile", "load", shipped}).ending, Ending::Misused);
    EXPECT_EQ(kasane({"profile", "load", shipped, "--data", "a", "--database", "b"}).ending,
              Ending::Misused);
    const auto said = kasane({"profil"});
    EXPECT_EQ(said.ending, Ending::Misused);
    EXPECT_NE(said.errors.find("kasane --help"), std::string::npos);
    const auto help = kasane({"profile", "--help"});
    EXPECT_EQ(help.ending, Ending::Done);
    EXPECT_NE(help.output.find("プロファイルの誤りを調べます"), std::string::npos);
}

TEST_F(ProfileCommand, show_prints_a_shipped_profile_for_people) {
    const auto said = kasane({"profile", "show", "tatsuno"});
    EXPECT_EQ(said.ending, Ending::Done);
    EXPECT_NE(said.output.find("たつのまるごと会議"), std::string::npos);
    EXPECT_EQ(kasane({"profile", "show", "nowhere"}).ending, Ending::Refused);
}

TEST_F(ProfileCommand, load_stores_a_profile_that_stands_without_its_file) {
    const auto place = data();
    auto said = kasane({"profile", "load", shipped, "--data", place.c_str()});
    EXPECT_EQ(said.ending, Ending::Done) << said.errors;
    EXPECT_NE(said.output.find("読み込みました"), std::string::npos);

    said = kasane({"profile", "load", shipped, "--data", place.c_str()});
    EXPECT_NE(said.output.find("読み込み済みのものと同じ"), std::string::npos);

    for (const auto* name : {"tatsuno", "203823"}) {
        said = kasane({"profile", "show", name, "--data", place.c_str()});
        EXPECT_EQ(said.ending, Ending::Done) << said.errors;
        EXPECT_NE(said.output.find("ささまる隊"), std::string::npos);
    }
    said = kasane({"profile", "show", "nowhere", "--data", place.c_str()});
    EXPECT_EQ(said.ending, Ending::Refused);
    EXPECT_NE(said.errors.find("市町村コード"), std::string::npos);
}

TEST_F(ProfileCommand, load_refuses_a_broken_profile_and_stores_nothing) {
    const auto place = data();
    const auto path = file("broken.toml", "format = 1\n");
    EXPECT_EQ(kasane({"profile", "load", path.c_str(), "--data", place.c_str()}).ending,
              Ending::Refused);
    EXPECT_EQ(kasane({"profile", "show", "tatsuno", "--data", place.c_str()}).ending,
              Ending::Refused);
}

TEST_F(ProfileCommand, load_refuses_a_database_of_another_version) {
    const auto place = folder_.path().string();
    static_cast<void>(open({.folder = place, .url = ""}));  // empty
    const auto said = kasane({"profile", "load", shipped, "--data", place.c_str()});
    EXPECT_EQ(said.ending, Ending::Refused);
    EXPECT_NE(said.errors.find("kasane migrate"), std::string::npos) << said.errors;
}

}  // namespace
}  // namespace kasane::cli
