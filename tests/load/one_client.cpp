// With one client: how long a page takes, over the wire, the commit of the journal included.
#include <fmt/format.h>

#include <chrono>
#include <functional>
#include <stdexcept>

#include "tests/load/bench_line.hpp"
#include "tests/load/benchmarks.hpp"
#include "web/http.hpp"

namespace kasane::load {
namespace {

constexpr int rounds = 5;
constexpr std::string_view reader_of_thirty = "thirty";

double milliseconds_of(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
        .count();
}

/// Median and 99th percentile of every round, and of those the medians.
struct Times {
    double p50 = 0;
    double p99 = 0;
};
Times times_of(Visitor& visitor, const std::vector<std::string>& paths) {
    std::vector<double> medians;
    std::vector<double> slow;
    for (const auto& path : paths) visitor.get(path);  // warm
    for (int round = 0; round < rounds; ++round) {
        std::vector<double> times;
        times.reserve(paths.size());
        for (const auto& path : paths) {
            times.push_back(milliseconds_of([&] { visitor.get(path); }));
        }
        medians.push_back(median(times));
        slow.push_back(quantile(times, 0.99));
    }
    return {median(medians), median(slow)};
}

Times times_of(Visitor& visitor, const std::string& path, std::size_t count) {
    return times_of(visitor, std::vector<std::string>(count, path));
}

void measure_case_page(Bench& bench) {
    const auto reader = bench.large().sign_in(std::string(reader_of_thirty));
    std::vector<std::string> paths;
    for (std::string page = "/cases"; paths.size() < 1'000;) {
        const auto list = reader->get(page).body;
        for (const auto& path : cases_on(list)) paths.push_back(path);
        page = next_page_of(list);
    }
    const auto times = times_of(*reader, paths);
    tell({"case_page_p50", "ms", 2}, times.p50);
    tell({"case_page_p99", "ms", 10}, times.p99);
}

void measure_case_list(Bench& bench) {
    const int deep = 500 / bench.times_smaller();
    const auto reader = bench.large().sign_in(std::string(reader_of_thirty));
    std::string page = "/cases";
    tell({"case_list_page_1", "ms", 5}, times_of(*reader, page, 40).p50);
    for (int number = 1; number < deep; ++number) page = next_page_of(reader->get(page).body);
    tell({"case_list_page_500", "ms", 5}, times_of(*reader, page, 40).p50);
}

std::string search_path(std::string_view words) { return "/search?q=" + web::url_encode(words); }

/// Every search finds somebody: one that finds nothing is no measurement.
void measure_search(Visitor& reader, const Budget& budget, std::string_view words) {
    const auto page = reader.get(search_path(words)).body;
    if (page.find("<tbody") == std::string::npos) {
        throw std::runtime_error(fmt::format("the search for {} finds nothing", words));
    }
    tell(budget, times_of(reader, search_path(words), 20).p50);
}

void measure_name_search(Bench& bench) {
    const auto reader = bench.large().sign_in(std::string(reader_of_thirty));
    measure_search(*reader, {"name_search_kana", "ms", 10}, "やまもと");
    measure_search(*reader, {"name_search_partial", "ms", 10}, "たなべ");
    measure_search(*reader, {"name_search_one_kanji", "ms", 10}, "藤");
    measure_search(*reader, {"name_search_variant", "ms", 10}, "渡邉");
    measure_search(*reader, {"name_search_sato", "ms", 10}, "佐藤");
    measure_search(*reader, {"name_search_two_words", "ms", 10}, "佐藤 和");
}

void measure_note_search(Bench& bench) {
    const auto reader = bench.large().sign_in(std::string(reader_of_thirty));
    measure_search(*reader, {"note_search_frequent", "ms", 50}, "訪問");
    measure_search(*reader, {"note_search_two_words", "ms", 50}, "家賃の滞納 社会福祉協議会");
    measure_search(*reader, {"note_search_rare", "ms", 50}, "転倒骨折");
    measure_search(*reader, {"note_search_rare_and_frequent", "ms", 50}, "転倒骨折 訪問");
    measure_search(*reader, {"note_search_rarest", "ms", 50}, "猫屋敷");
}

/// What a desk types when it asks for similar persons. The columns are those of demo --truth.
FormValues typed_person(const std::vector<std::string>& planted) {
    FormValues values{{"act", "similar"},
                      {"person_1_name", planted.at(5)},
                      {"person_1_name_kana", planted.at(6)},
                      {"person_1_address", planted.at(8)},
                      {"person_1_phone", planted.at(9)}};
    const auto& birth = planted.at(7);
    if (birth.size() == 10) {
        values.insert(values.end(), {{"person_1_birth_era", "western"},
                                     {"person_1_birth_year", birth.substr(0, 4)},
                                     {"person_1_birth_month", birth.substr(5, 2)},
                                     {"person_1_birth_day", birth.substr(8, 2)}});
    }
    return values;
}

void measure_similar_persons(Bench& bench) {
    // A person may ask sixty times an hour.
    constexpr std::size_t most_questions = 50;
    const auto reader = bench.large().sign_in(std::string(reader_of_thirty));
    std::vector<double> times;
    for (const auto& planted : bench.large().planted_duplicates()) {
        const bool reads_both =
            planted.at(3).starts_with("further_") && planted.at(4).starts_with("further_");
        if (!reads_both || times.size() == most_questions) continue;
        std::string page;
        times.push_back(milliseconds_of(
            [&] { page = reader->post("/inquiries", typed_person(planted), 200).body; }));
        for (const auto column : {1U, 2U}) {
            if (page.find(planted.at(column)) != std::string::npos) continue;
            throw std::runtime_error(
                fmt::format("{} ({}) is not found as similar", planted.at(5), planted.at(0)));
        }
    }
    tell({"similar_persons", "ms", 20}, median(times));
}

}  // namespace

std::vector<std::string> cases_on(const std::string& list_page) {
    std::vector<std::string> paths;
    constexpr std::string_view link = "href=\"/cases/";
    constexpr std::size_t id_length = 36;
    for (auto at = list_page.find(link); at != std::string::npos; at = list_page.find(link, at)) {
        at += link.size();
        if (list_page[at + id_length] != '"') continue;
        paths.push_back("/cases/" + list_page.substr(at, id_length));
    }
    return paths;
}

std::string next_page_of(const std::string& list_page) {
    const auto link = list_page.find("rel=\"next\"");
    auto path = link == std::string::npos ? std::string()
                                          : std::string(between(list_page, "href=\"", "\"", link));
    if (path.empty()) throw std::runtime_error("the list has no further page");
    for (auto at = path.find("&amp;"); at != std::string::npos; at = path.find("&amp;", at + 1)) {
        path.replace(at, 5, "&");
    }
    return path;
}

std::vector<Benchmark> one_client_benchmarks() {
    return {{"case_page", measure_case_page},
            {"case_list", measure_case_list},
            {"name_search", measure_name_search},
            {"note_search", measure_note_search},
            {"similar_persons", measure_similar_persons}};
}

}  // namespace kasane::load
