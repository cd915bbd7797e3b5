#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/data_location.hpp"
#include "kernel/clock.hpp"
#include "tests/load/visitor.hpp"
#include "tests/support/served_program.hpp"

namespace kasane::load {

/// Where things lie when the benchmarks run.
struct BenchPlaces {
    std::filesystem::path program = "build/kasane";
    std::filesystem::path towns = "build/bench";
    std::string database;  ///< PostgreSQL to measure on; empty: SQLite
    int smaller = 1;  ///< towns so many times smaller, to try the benchmarks themselves
};

/// 大きさ — of a generated town.
struct TownSize {
    int cases = 0;
    int entries = 0;
};

/// A generated town that is served by the real program, as a process of its own. On SQLite it is a
/// copy of one that is kept, so that every run begins with the same rows; on PostgreSQL it is made
/// when the database is empty, and stays.
class ServedTown {
public:
    ServedTown(BenchPlaces places, const TownSize& size);
    ServedTown(const ServedTown&) = delete;
    ServedTown& operator=(const ServedTown&) = delete;
    ~ServedTown();

    /// Ends the server and starts it again; the seconds until the first page was there.
    double restart();

    [[nodiscard]] std::uint16_t port() const { return server_->port(); }
    [[nodiscard]] pid_t process() const { return server_->process(); }
    [[nodiscard]] std::unique_ptr<Visitor> sign_in(const std::string& login) const;
    /// One-time tokens of forms for this person, as the pages would hand them out.
    [[nodiscard]] std::vector<std::string> form_tokens(const std::string& login,
                                                       std::size_t count) const;
    [[nodiscard]] std::int64_t count_rows(const std::string& table) const;
    /// The lines of the list of persons who are in the town twice, without their heading.
    [[nodiscard]] std::vector<std::vector<std::string>> planted_duplicates() const;

private:
    void make_database(const TownSize& size);
    void copy_of_kept_town(const TownSize& size);
    void generate(const cli::DataLocation& where, const TownSize& size,
                  const std::filesystem::path& truth) const;
    void start();
    [[nodiscard]] tests::Surroundings surroundings() const;
    [[nodiscard]] std::vector<std::string> location_words(const cli::DataLocation& where) const;

    BenchPlaces places_;
    cli::DataLocation data_;
    std::filesystem::path folder_;  ///< of this run; removed at the end
    std::filesystem::path truth_;
    std::unique_ptr<tests::ServedProgram> server_;
};

}  // namespace kasane::load
