#include "tests/support/program_town.hpp"

#include <stdexcept>
#include <utility>

namespace kasane::tests {

using storage::Engine;

ProgramTown::ProgramTown(Engine engine)
    : engine_(engine),
      folder_(own_folder_.path() / "data"),
      database_(engine, TestDatabase::Schema::Empty) {
    make();
}

ProgramTown::ProgramTown(const std::filesystem::path& folder)
    : engine_(Engine::Sqlite),
      folder_(folder),
      database_(Engine::Sqlite, TestDatabase::Schema::Empty) {
    make();
}

void ProgramTown::make() {
    database_.close();
    const auto made = run({"demo", "--municipality", "tatsuno", "--households", "0"});
    if (made.code != 0) throw std::runtime_error("no town for a test: " + made.errors);
}

std::vector<std::string> ProgramTown::place_at(const std::string& url) const {
    if (engine_ == Engine::Sqlite) return {"--data", folder_.string()};
    return {"--database", url, "--keys", folder_.string()};
}

Ended ProgramTown::run(std::vector<std::string> words, RunsAs who) const {
    auto at = place();
    const bool knows_keys =
        words.front() == "serve" || words.front() == "demo" || words.front() == "journal";
    if (!knows_keys) at.resize(2);
    for (auto& word : at) words.push_back(std::move(word));
    return run_program(std::move(words), {.who = who});
}

std::unique_ptr<storage::Database> ProgramTown::open(const storage::OpenOptions& options) const {
    return engine_ == Engine::Sqlite ? storage::open_sqlite({file()}, options)
                                     : storage::open_postgresql({url()}, options);
}

}  // namespace kasane::tests
