// The town that the journeys in the browser walk through.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/security/guarded_forms.hpp"
#include "tests/support/child_program.hpp"
#include "tests/support/journey_town.hpp"
#include "tests/support/test_database.hpp"

namespace kasane {
namespace {

TEST(JourneyTown, is_written_as_a_data_folder_with_every_form_and_page) {
    const tests::TemporaryFolder temporary;
    const char* wanted = std::getenv("KASANE_JOURNEY_TOWN");
    const auto folder = wanted == nullptr ? temporary.path() : std::filesystem::path(wanted);
    const auto data = folder / "data";
    tests::write_journey_town(data, folder / "town.json");
    const auto list = nlohmann::json::parse(std::ifstream(folder / "town.json"));
    EXPECT_EQ(list["forms"].size(), tests::guarded_forms().size());
    const auto verified = tests::run_program({"journal", "verify", "--data", data.string()});
    EXPECT_EQ(verified.code, 0) << verified.output << verified.errors;
}

}  // namespace
}  // namespace kasane
