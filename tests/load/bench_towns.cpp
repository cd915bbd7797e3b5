#include "tests/load/bench_towns.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "accounts/accounts_store.hpp"
#include "kernel/secret_file.hpp"
#include "municipality/profile_store.hpp"
#include "storage/migrations.hpp"
#include "tests/load/bench_line.hpp"

namespace kasane::load {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view municipality_name = "tatsuno";
constexpr std::string_view password = "tsunagu-machi-2026";
/// Count up when the generator makes other towns, so that kept ones are made anew.
constexpr int edition = 1;

/// Changes with everything a kept town was made from.
std::string fingerprint() {
    std::string text = std::to_string(edition);
    for (const auto& step : storage::migrations()) text += step.sql;
    std::ifstream profile(fmt::format("config/municipalities/{}.toml", municipality_name));
    std::ostringstream toml;
    toml << profile.rdbuf();
    return municipality::sha256_of(text + toml.str()).substr(0, 12);
}

/// What is written to the disk later would disturb what is measured.
void put_on_disk(const fs::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0 || ::fsync(descriptor) != 0) {
        throw std::runtime_error(fmt::format("{} could not be put on disk", file.string()));
    }
    ::close(descriptor);
}

MunicipalityCode town_of(storage::Database& database) {
    return municipality::stored_municipalities(database).at(0);
}

std::vector<std::string> parts_of(std::string_view line) {
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= line.size();) {
        const auto end = std::min(line.find(',', from), line.size());
        parts.emplace_back(line.substr(from, end - from));
        from = end + 1;
    }
    return parts;
}

}  // namespace

ServedTown::ServedTown(BenchPlaces places, const TownSize& size) : places_(std::move(places)) {
    fs::create_directories(places_.towns);
    if (places_.database.empty()) {
        copy_of_kept_town(size);
    } else {
        make_database(size);
    }
    start();
}

ServedTown::~ServedTown() {
    server_.reset();
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

void ServedTown::copy_of_kept_town(const TownSize& size) {
    const auto name = fmt::format("town-{}-{}-{}", size.cases, size.entries, fingerprint());
    const auto kept = places_.towns / name;
    if (!fs::exists(kept)) {
        const auto unfinished = places_.towns / (name + ".unfinished");
        fs::remove_all(unfinished);
        fs::create_directories(unfinished);
        generate({.folder = unfinished}, size, unfinished / "truth.csv");
        fs::rename(unfinished, kept);
    }
    folder_ = places_.towns / fmt::format("run-{}-{}", ::getpid(), size.cases);
    fs::remove_all(folder_);
    fs::copy(kept, folder_, fs::copy_options::recursive);
    put_on_disk(folder_ / "kasane.sqlite");
    truth_ = folder_ / "truth.csv";
    data_.folder = folder_;
}

void ServedTown::make_database(const TownSize& size) {
    data_.url = places_.database;
    data_.keys = places_.towns / "postgresql-keys";
    truth_ = places_.towns / "postgresql-truth.csv";
    const auto database = cli::open(data_);
    storage::migrate(*database);
    if (municipality::stored_municipalities(*database).empty()) generate(data_, size, truth_);
}

std::vector<std::string> ServedTown::location_words(const cli::DataLocation& where) const {
    if (where.url.empty()) return {"--data", where.folder};
    return {"--database", where.url, "--keys", where.keys};
}

void ServedTown::generate(const cli::DataLocation& where, const TownSize& size,
                          const fs::path& truth) const {
    remark(fmt::format("a town of {} cases and {} entries is made", size.cases, size.entries));
    // What happens later today has not happened yet: the town lives until yesterday.
    const auto until = SystemClock().today().plus_days(-1).text();
    std::vector<std::string> words{"demo"};
    words.insert(words.end(), {"--municipality", std::string(municipality_name)});
    words.insert(words.end(), {"--cases", std::to_string(size.cases)});
    words.insert(words.end(), {"--entries", std::to_string(size.entries)});
    words.insert(words.end(), {"--until", until, "--truth", truth});
    for (auto& word : location_words(where)) words.push_back(std::move(word));
    const auto made = tests::run_program(words, surroundings());
    if (made.code != 0) throw std::runtime_error("no town could be made: " + made.errors);
}

tests::Surroundings ServedTown::surroundings() const {
    return {.program = places_.program, .speaks_up = true};
}

void ServedTown::start() {
    server_ = std::make_unique<tests::ServedProgram>(location_words(data_), surroundings());
}

double ServedTown::restart() {
    server_->stop();
    const auto begin = std::chrono::steady_clock::now();
    start();
    tests::RawClient client(port());
    const auto answer = client.get("/sign-in");
    if (!answer || answer->status != 200) throw std::runtime_error("there was no first page");
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

std::unique_ptr<Visitor> ServedTown::sign_in(const std::string& login) const {
    return std::make_unique<Visitor>(port(), login, std::string(password));
}

std::vector<std::string> ServedTown::form_tokens(const std::string& login,
                                                 std::size_t count) const {
    const SystemClock clock;
    const web::FormGuard guard({load_secret(cli::installation_files(data_).server_key.string())},
                               clock);
    const auto database = cli::open_existing(data_, {.readers = 1, .alone = false});
    std::string account;
    database->read(town_of(*database), [&](storage::Reader& rows) {
        account = accounts::accounts_store::find_by_login(rows, login).value().id.text();
    });
    std::vector<std::string> tokens;
    tokens.reserve(count);
    while (tokens.size() < count) tokens.push_back(guard.issue(account));
    return tokens;
}

std::int64_t ServedTown::count_rows(const std::string& table) const {
    const auto database = cli::open_existing(data_, {.readers = 1, .alone = false});
    std::int64_t count = 0;
    const auto town = town_of(*database);
    database->read(town, [&](storage::Reader& rows) {
        count = rows.value<std::int64_t>(
            fmt::format("select count(*) from {} where municipality = $1", table), town);
    });
    return count;
}

std::vector<std::vector<std::string>> ServedTown::planted_duplicates() const {
    std::vector<std::vector<std::string>> all;
    std::ifstream file(truth_);
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) all.push_back(parts_of(line));
    if (all.empty()) throw std::runtime_error("nobody is in this town twice");
    return all;
}

}  // namespace kasane::load
