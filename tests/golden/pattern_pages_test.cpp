#include "tests/support/pattern_pages.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// What holds for every page that is made of our components, tried on the whole pattern book. How
// the pages look is tried by tests/journeys/the_pattern_pages_look_right.journey.mjs.

namespace kasane::test {
namespace {

std::vector<PatternPage> book() {
    return pattern_pages({.style = "/assets/style.css",
                          .scripts = {"/assets/htmx.js", "/assets/kasane.js"},
                          .icon = "/assets/icon.svg"});
}

bool has(std::string_view html, std::string_view part) {
    return html.find(part) != std::string_view::npos;
}

/// What stands between each `begin` and the `end` after it, in order.
std::vector<std::string> between(std::string_view html, std::string_view begin,
                                 std::string_view end) {
    std::vector<std::string> found;
    std::size_t at = 0;
    while ((at = html.find(begin, at)) != std::string_view::npos) {
        at += begin.size();
        found.emplace_back(html.substr(at, html.find(end, at) - at));
    }
    return found;
}

/// The value of the attribute wherever it occurs.
std::vector<std::string> values_of(std::string_view html, const std::string& attribute) {
    return between(html, " " + attribute + "=\"", "\"");
}

std::set<std::string> as_set(const std::vector<std::string>& values) {
    return {values.begin(), values.end()};
}

TEST(PatternPages, carry_no_style_and_no_script_of_their_own) {
    for (const auto& page : book()) {
        const auto& html = page.html.text();
        for (const auto* part : {" style=", "<style", " onclick=", " onchange=", " onsubmit="}) {
            EXPECT_FALSE(has(html, part)) << page.name << ": " << part;
        }
        for (const auto& element : between(html, "<script", "</script")) {
            EXPECT_TRUE(element.ends_with('>')) << page.name << ": " << element;
        }
    }
}

TEST(PatternPages, use_every_id_once_and_link_only_to_ids_that_exist) {
    for (const auto& page : book()) {
        const auto& html = page.html.text();
        const auto all = values_of(html, "id");
        const auto ids = as_set(all);
        EXPECT_EQ(all.size(), ids.size()) << page.name;
        std::vector<std::string> targets = between(html, " href=\"#", "\"");
        for (const auto* attribute : {"for", "popovertarget", "data-text-tools"}) {
            for (const auto& target : values_of(html, attribute)) targets.push_back(target);
        }
        for (const auto& target : targets) {
            EXPECT_TRUE(ids.contains(target)) << page.name << ": " << target;
        }
    }
}

TEST(PatternPages, give_every_control_a_label) {
    for (const auto& page : book()) {
        const auto& html = page.html.text();
        const auto labelled = as_set(values_of(html, "for"));
        for (const auto* element : {"<input ", "<select ", "<textarea "}) {
            for (const auto& control : between(html, element, ">")) {
                if (has(control, "type=\"hidden\"")) continue;
                const auto id = values_of(" " + control, "id");
                ASSERT_EQ(id.size(), 1U) << page.name << ": " << control;
                EXPECT_TRUE(labelled.contains(id.front())) << page.name << ": " << control;
            }
        }
    }
}

TEST(PatternPages, have_one_heading_of_the_first_rank_and_say_whose_they_are) {
    for (const auto& page : book()) {
        const auto& html = page.html.text();
        EXPECT_EQ(between(html, "<h1", ">").size(), 1U) << page.name;
        EXPECT_TRUE(has(html, "｜重層的支援 かさね</title>")) << page.name;
        EXPECT_TRUE(has(html, "<html lang=\"ja\">")) << page.name;
    }
}

TEST(PatternPages, say_that_the_people_are_invented_where_the_town_is_a_demonstration) {
    for (const auto& page : book()) {
        const bool demonstration = page.name != "today-empty";
        EXPECT_EQ(has(page.html.text(), "架空のデータ"), demonstration) << page.name;
    }
}

TEST(PatternPages, stay_light) {
    constexpr std::size_t most_bytes = 100 * 1024;
    for (const auto& page : book()) {
        // 400 entries on one page are here to be looked at; the real timeline shows 50.
        if (page.name == "case-timeline-400") continue;
        EXPECT_LE(page.html.text().size(), most_bytes) << page.name;
    }
}

TEST(PatternPages, are_written_to_the_folder_that_was_asked_for) {
    const char* wanted = std::getenv("KASANE_PATTERN_PAGES");
    const bool temporary = wanted == nullptr;
    const auto folder = temporary
                            ? std::filesystem::path(testing::TempDir()) / "kasane-pattern-pages"
                            : std::filesystem::path(wanted);
    std::filesystem::create_directories(folder);
    for (const auto& page : book()) {
        std::ofstream file(folder / (page.name + ".html"), std::ios::binary);
        file << "<!DOCTYPE html>\n" << page.html.text();
        file.close();
        EXPECT_TRUE(file) << page.name;
    }
    if (temporary) std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace kasane::test
