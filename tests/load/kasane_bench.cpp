// Measures the budgets on generated towns, against the real program as a process of its own. Prints
// one line a budget on the output and what is good to know beside it on the other stream.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>

#include "tests/load/bench_line.hpp"
#include "tests/load/benchmarks.hpp"
#include "tests/load/process_figures.hpp"

namespace kasane::load {

ServedTown& Bench::large() {
    if (!large_) {
        small_.reset();  // one server at a time
        large_ = std::make_unique<ServedTown>(
            places_, TownSize{100'000 / places_.smaller, 1'000'000 / places_.smaller});
    }
    return *large_;
}

ServedTown& Bench::small() {
    if (!small_) {
        large_.reset();
        small_ = std::make_unique<ServedTown>(
            places_, TownSize{20'000 / places_.smaller, 100'000 / places_.smaller});
    }
    return *small_;
}

void Bench::note_memory() {
    for (const auto* town : {large_.get(), small_.get()}) {
        if (town == nullptr) continue;
        most_megabytes_ = std::max(most_megabytes_, load::most_megabytes(town->process()));
    }
}

std::vector<Benchmark> server_benchmarks() {
    return {{"server_memory",
             [](Bench& bench) { tell({"server_memory", "MB", 100}, bench.most_megabytes()); }},
            {"first_page", [](Bench& bench) {
                 std::vector<double> seconds;
                 for (int start = 0; start < 5; ++start) seconds.push_back(bench.large().restart());
                 tell({"first_page", "s", 0.5}, median(seconds));
             }}};
}

namespace {

void measure(const BenchPlaces& places, const std::vector<std::string>& only) {
    Bench bench(places);
    auto all = one_client_benchmarks();
    for (auto& more : many_client_benchmarks()) all.push_back(std::move(more));
    for (auto& more : server_benchmarks()) all.push_back(std::move(more));
    for (const auto& benchmark : all) {
        const bool wanted = only.empty() || std::ranges::any_of(only, [&](const auto& name) {
                                return benchmark.name.starts_with(name);
                            });
        if (!wanted) continue;
        benchmark.measure(bench);
        bench.note_memory();
    }
}

}  // namespace
}  // namespace kasane::load

int main(int count, char** words) {
    kasane::load::BenchPlaces places;
    std::vector<std::string> only;
    CLI::App program("Measures the budgets: one BENCH line each.");
    program.add_option("--only", only, "the benchmarks whose names begin so");
    program.add_option("--program", places.program, "the program to measure")
        ->capture_default_str();
    program.add_option("--towns", places.towns, "where generated towns are kept")
        ->capture_default_str();
    program.add_option(
        "--database", places.database,
        "measure on this PostgreSQL database; a town is made in it when it is empty");
    program
        .add_option("--smaller", places.smaller,
                    "towns so many times smaller, to try the benchmarks themselves")
        ->check(CLI::Range(1, 50));
    CLI11_PARSE(program, count, words);
    if (places.smaller > 1) {
        kasane::load::remark("these towns are smaller than those of the budgets");
    }
    try {
        kasane::load::measure(places, only);
    } catch (const std::exception& fault) {
        fmt::print(stderr, "kasane_bench: {}\n", fault.what());
        return 1;
    }
    return 0;
}
