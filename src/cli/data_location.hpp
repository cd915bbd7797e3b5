#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "storage/database.hpp"

namespace CLI {
class App;
}

namespace kasane::cli {

/// Where a command finds its data: `--data DIR` or `--database postgresql://…`.
struct DataLocation {
    std::string folder;
    std::string url;
    std::string keys;  ///< `--keys DIR`; empty: DIR/keys of the data folder
};

/// Adds the two options to a command; giving both is wrong usage.
void add_data_options(CLI::App& command, DataLocation& location);
/// The same, with one of the two required.
void require_data_options(CLI::App& command, DataLocation& location);

/// The same, with the place of the secrets that the database does not hold.
void require_data_and_keys(CLI::App& command, DataLocation& location);

/// The secrets of an installation and what else lies beside its database.
struct InstallationFiles {
    std::filesystem::path server_key;   ///< signs the tokens of forms
    std::filesystem::path journal_key;  ///< chains the journal
    std::filesystem::path checkpoints;  ///< where the journal stood, outside the database
    std::filesystem::path spool;        ///< where uploads wait; empty: the system's place
};
[[nodiscard]] InstallationFiles installation_files(const DataLocation& location);

[[nodiscard]] bool is_given(const DataLocation& location);

/// The place as it stands on a command line, without a password: for sentences that say what to
/// run next.
[[nodiscard]] std::string words_of(const DataLocation& location);
/// 「はじめのときは kasane init …」 — what to run where there is no town yet.
[[nodiscard]] std::string how_to_begin(const DataLocation& location);

/// Makes the folder where there is none, for the account of the service alone. Throws
/// CommandRefused with a sentence for the operator.
void create_folder(const std::filesystem::path& folder);

/// Opens the database there without migrating it; the second refuses a data folder without one
/// instead of beginning an empty one. Throws StorageFault with a sentence for the
/// operator; SQLite: the file DIR/kasane.sqlite.
[[nodiscard]] std::unique_ptr<storage::Database> open(const DataLocation& location,
                                                      const storage::OpenOptions& options = {});
[[nodiscard]] std::unique_ptr<storage::Database> open_existing(
    const DataLocation& location, const storage::OpenOptions& options = {});

}  // namespace kasane::cli
