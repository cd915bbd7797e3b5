#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/child_program.hpp"
#include "tests/support/test_database.hpp"

namespace kasane::tests {

/// A town that the program itself has made, as an operator does: `kasane demo`, with people at the
/// desks and no household yet. Everybody signs in with the same password.
class ProgramTown {
public:
    static constexpr std::string_view password = "tsunagu-machi-2026";

    explicit ProgramTown(storage::Engine engine);
    /// In a folder on another disk; SQLite.
    explicit ProgramTown(const std::filesystem::path& folder);

    /// What follows a command: --data DIR, or --database URL --keys DIR.
    [[nodiscard]] std::vector<std::string> place() const { return place_at(database_.place()); }
    /// The same with another way to the server.
    [[nodiscard]] std::vector<std::string> place_at(const std::string& url) const;
    /// Runs a command at this place to its end.
    [[nodiscard]] Ended run(std::vector<std::string> words, RunsAs who = RunsAs::Ourselves) const;

    [[nodiscard]] std::unique_ptr<storage::Database> open(
        const storage::OpenOptions& options = {}) const;
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    /// SQLite.
    [[nodiscard]] std::string file() const { return (folder_ / "kasane.sqlite").string(); }
    /// PostgreSQL.
    [[nodiscard]] const std::string& url() const { return database_.place(); }

private:
    void make();

    storage::Engine engine_;
    TemporaryFolder own_folder_;
    std::filesystem::path folder_;
    // A database of its own on PostgreSQL; on SQLite the program makes its file itself.
    TestDatabase database_;
};

}  // namespace kasane::tests
