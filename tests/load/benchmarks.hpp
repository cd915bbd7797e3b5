#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/load/bench_towns.hpp"

namespace kasane::load {

/// The towns that the benchmarks share, each made and served when it is first asked for.
class Bench {
public:
    explicit Bench(BenchPlaces places) : places_(std::move(places)) {}

    /// 100,000 cases, 300,000 persons, 1,000,000 entries.
    ServedTown& large();
    /// 20,000 cases, 100,000 entries.
    ServedTown& small();
    [[nodiscard]] int times_smaller() const { return places_.smaller; }

    /// Remembers how much memory the servers have taken so far.
    void note_memory();
    [[nodiscard]] double most_megabytes() const { return most_megabytes_; }

private:
    BenchPlaces places_;
    std::unique_ptr<ServedTown> large_;
    std::unique_ptr<ServedTown> small_;
    double most_megabytes_ = 0;
};

/// One measurement: the names of its lines begin with its name.
struct Benchmark {
    std::string name;
    std::function<void(Bench&)> measure;
};

/// With one client: case page, list, names, words in notes, similar persons.
[[nodiscard]] std::vector<Benchmark> one_client_benchmarks();
/// With sixteen clients that never pause: reads, new cases, new notes.
[[nodiscard]] std::vector<Benchmark> many_client_benchmarks();
/// From the start of the program to its first page, and the memory of all that came before.
[[nodiscard]] std::vector<Benchmark> server_benchmarks();

/// The cases on a page of the list, and where its next page is.
[[nodiscard]] std::vector<std::string> cases_on(const std::string& list_page);
[[nodiscard]] std::string next_page_of(const std::string& list_page);

}  // namespace kasane::load
