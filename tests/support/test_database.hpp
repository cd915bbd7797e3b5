#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

#include "storage/database.hpp"
#include "storage/migrations.hpp"

namespace kasane::tests {

/// A folder of its own, removed at the end.
class TemporaryFolder {
public:
    TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder();
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
};

/// A fresh database of a real engine, gone at the end. Schema and connections are made once: on
/// SQLite the file is a copy of a migrated one, on PostgreSQL a database is emptied and used again
/// unless a test changed its schema. Not for use by several threads at once.
///
/// PostgreSQL is the one of KASANE_TEST_POSTGRESQL (the test runner starts it); without it the
/// test fails: half of the contract unseen is no proof.
class TestDatabase {
public:
    enum class Schema { Migrated, Empty };

    explicit TestDatabase(storage::Engine engine, Schema schema = Schema::Migrated);
    /// Migrated, and one step further: tables that only the test knows.
    TestDatabase(storage::Engine engine, const storage::Migration& further);
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;
    ~TestDatabase();

    [[nodiscard]] storage::Database& operator*() const noexcept { return *database_; }
    [[nodiscard]] storage::Database* operator->() const noexcept { return database_.get(); }

    /// Closes and opens again, as a new start of the program does.
    void reopen(const storage::OpenOptions& options = {});
    void close() { database_.reset(); }

    /// The file (SQLite) or the address (PostgreSQL).
    [[nodiscard]] const std::string& place() const noexcept { return place_; }

private:
    void take_migrated(const storage::Migration* further);

    storage::Engine engine_;
    std::string schema_;  // what it was made with; a database is used again for the same only
    std::string shape_;
    TemporaryFolder folder_;
    std::string place_;
    std::unique_ptr<storage::Database> database_;
};

/// A fixture whose tests run on both engines:
///
///     class SendMemo : public tests::OnBothEngines {};
///     KASANE_ON_BOTH_ENGINES(SendMemo);
///     TEST_P(SendMemo, is_refused_when_the_receiver_is_the_sender) { … database() … }
class OnBothEngines : public testing::TestWithParam<storage::Engine> {
protected:
    [[nodiscard]] storage::Database& database() { return *test_database(); }
    [[nodiscard]] TestDatabase& test_database() {
        // A test may ask for it first from several threads.
        std::call_once(made_, [this] { test_database_ = make_test_database(); });
        return *test_database_;
    }
    /// For suites with tables of their own.
    [[nodiscard]] virtual std::unique_ptr<TestDatabase> make_test_database() const {
        return std::make_unique<TestDatabase>(GetParam());
    }

private:
    std::once_flag made_;
    std::unique_ptr<TestDatabase> test_database_;
};

[[nodiscard]] std::string engine_name(const testing::TestParamInfo<storage::Engine>& engine);

/// 辰野町's code and another town's, for tests that need some municipality.
[[nodiscard]] inline MunicipalityCode one_town() { return MunicipalityCode("203823"); }
[[nodiscard]] inline MunicipalityCode other_town() { return MunicipalityCode("072028"); }

}  // namespace kasane::tests

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): gtest names the suite by a macro of its own
#define KASANE_ON_BOTH_ENGINES(Suite)                                                              \
    INSTANTIATE_TEST_SUITE_P(                                                                      \
        OnBothEngines, Suite,                                                                      \
        testing::Values(::kasane::storage::Engine::Sqlite, ::kasane::storage::Engine::Postgresql), \
        ::kasane::tests::engine_name)
