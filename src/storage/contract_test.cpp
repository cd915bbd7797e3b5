// What every engine promises. Each test runs on SQLite and on PostgreSQL.
#include <gtest/gtest.h>

#include <limits>
#include <set>
#include <thread>

#include "storage/database.hpp"
#include "storage/migrations.hpp"
#include "tests/support/test_database.hpp"

namespace kasane::storage {
namespace {

using tests::one_town;
using tests::other_town;

class StorageContract : public tests::OnBothEngines {
protected:
    std::unique_ptr<tests::TestDatabase> make_test_database() const override {
        static constexpr Migration things_and_parts{
            9001, "things_and_parts",
            "create table things (municipality text not null, thing text not null, words text,"
            " number bigint, bytes_kept bytes, primary key (municipality, thing));\n"
            "create table parts (municipality text not null, part text not null,"
            " thing text not null, primary key (municipality, part),"
            " foreign key (municipality, thing) references things (municipality, thing));\n"};
        return std::make_unique<tests::TestDatabase>(GetParam(), things_and_parts);
    }

    void put(const std::string& thing, const MunicipalityCode& town = one_town()) {
        database().write(town, [&](Transaction& transaction) {
            insert(transaction, thing);
            return Outcome::Commit;
        });
    }
    static void insert(Transaction& transaction, const std::string& thing) {
        transaction.execute("insert into things (municipality, thing) values ($1, $2)",
                            transaction.municipality(), thing);
    }
    std::vector<std::string> things(const MunicipalityCode& town = one_town()) {
        std::vector<std::string> found;
        database().read(town, [&](Reader& reader) {
            for (auto& [thing] : reader.rows<std::string>(
                     "select thing from things where municipality = $1 order by thing",
                     reader.municipality())) {
                found.push_back(thing);
            }
        });
        return found;
    }
};
KASANE_ON_BOTH_ENGINES(StorageContract);

using Texts = std::vector<std::string>;

TEST_P(StorageContract, gives_every_kind_of_value_back_as_it_was) {
    const std::string text = "髙𠮷 ｶﾅ 葛\U000E0100城 ~〜－ 'a' \"b\" \\ ;--\n二行目";
    const Bytes bytes{std::string("\0\x01\xff\x80'\\", 6)};
    const auto day = *Date::parse("2026-02-28");
    const auto moment = *Instant::parse("2026-11-21T06:31:44.123456Z");
    database().read(one_town(), [&](Reader& reader) {
        const auto row = reader.row<std::string, std::int64_t, std::int64_t, int, bool, Bytes, Date,
                                    Instant, PrivateText, std::string>(
            "select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10", text,
            std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min(), -1,
            true, bytes, day, moment, PrivateText("秘"), "");
        EXPECT_EQ(*row, std::make_tuple(text, std::numeric_limits<std::int64_t>::max(),
                                        std::numeric_limits<std::int64_t>::min(), -1, true, bytes,
                                        day, moment, PrivateText("秘"), std::string()));
    });
}

TEST_P(StorageContract, keeps_nothing_apart_from_an_empty_text) {
    database().write(one_town(), [&](Transaction& transaction) {
        transaction.execute(
            "insert into things (municipality, thing, words, number, bytes_kept)"
            " values ($1, $2, $3, $4, $5), ($6, $7, $8, $9, $10)",
            one_town(), "a", std::optional<std::string>(), std::optional<std::int64_t>(), nullptr,
            one_town(), "b", std::string(), 5'000'000'000, Bytes{});
        return Outcome::Commit;
    });
    database().read(one_town(), [&](Reader& reader) {
        using Row = std::tuple<std::optional<std::string>, std::optional<std::int64_t>,
                               std::optional<Bytes>>;
        const auto rows = reader.rows<std::optional<std::string>, std::optional<std::int64_t>,
                                      std::optional<Bytes>>(
            "select words, number, bytes_kept from things order by thing");
        EXPECT_EQ(rows, (std::vector<Row>{{std::nullopt, std::nullopt, std::nullopt},
                                          {"", 5'000'000'000, Bytes{}}}));
    });
}

TEST_P(StorageContract, accepts_nothing_and_something_in_turn_for_one_parameter) {
    for (int round = 0; round < 4; ++round) {
        database().write(one_town(), [&](Transaction& transaction) {
            const bool even = round % 2 == 0;
            transaction.execute(
                "insert into things (municipality, thing, words, number)"
                " values ($1, $2, $3, $4)",
                one_town(), std::to_string(round),
                even ? std::optional<std::string>("x") : std::nullopt,
                even ? std::nullopt : std::optional<int>(round));
            return Outcome::Commit;
        });
    }
    EXPECT_EQ(things(), (Texts{"0", "1", "2", "3"}));
}

TEST_P(StorageContract, sums_and_counts_as_whole_numbers) {
    database().write(one_town(), [&](Transaction& transaction) {
        for (int number = 1; number <= 3; ++number) {
            transaction.execute(
                "insert into things (municipality, thing, number) values"
                " ($1, $2, $3)",
                one_town(), std::to_string(number), number * 3'000'000'000);
        }
        return Outcome::Commit;
    });
    database().read(one_town(), [&](Reader& reader) {
        EXPECT_EQ(reader.value<std::int64_t>("select sum(number) from things"), 18'000'000'000);
        EXPECT_EQ(reader.value<int>("select count(*) from things where number > $1", 1), 3);
        EXPECT_THROW(static_cast<void>(reader.value<int>("select sum(number) from things")),
                     BrokenInvariant);
    });
}

TEST_P(StorageContract, sorts_texts_by_their_code_points) {
    for (const auto* thing : {"b", "B", "a", "あ", "ア", "𠮷", "髙", "-a", "_"}) put(thing);
    EXPECT_EQ(things(), (Texts{"-a", "B", "_", "a", "b", "あ", "ア", "髙", "𠮷"}));
}

TEST_P(StorageContract, tells_capitals_apart_in_patterns) {
    put("Abc");
    database().read(one_town(), [&](Reader& reader) {
        EXPECT_EQ(reader.value<int>("select count(*) from things where thing like 'abc%'"), 0);
        EXPECT_EQ(reader.value<int>("select count(*) from things where thing like 'Ab%'"), 1);
    });
}

TEST_P(StorageContract, says_how_many_rows_changed) {
    put("a");
    put("b");
    database().write(one_town(), [&](Transaction& transaction) {
        EXPECT_EQ(transaction.execute("update things set words = $1", "x"), 2);
        EXPECT_EQ(transaction.execute("delete from things where thing = $1", "none"), 0);
        EXPECT_EQ(transaction.value<std::string>(
                      "insert into things (municipality, thing) values ($1, $2)"
                      " on conflict (municipality, thing) do update set words = $3 returning words",
                      one_town(), "a", "y"),
                  "y");
        return Outcome::Commit;
    });
}

TEST_P(StorageContract, refuses_text_that_is_no_text) {
    for (const auto& broken :
         {std::string("a\0b", 3), std::string("\xe9\xab"), std::string("\xed\xa0\x80")}) {
        EXPECT_THROW(put(broken), BrokenInvariant);
    }
    EXPECT_TRUE(things().empty());
}

TEST_P(StorageContract, refuses_a_number_where_text_belongs_and_the_other_way_round) {
    EXPECT_THROW(database().write(one_town(),
                                  [&](Transaction& transaction) {
                                      transaction.execute(
                                          "insert into things (municipality, thing, number)"
                                          " values ($1, $2, $3)",
                                          one_town(), "a", "many");
                                      return Outcome::Commit;
                                  }),
                 BrokenInvariant);
    put("a");
    database().read(one_town(), [&](Reader& reader) {
        EXPECT_THROW(static_cast<void>(reader.rows<int>("select thing from things")),
                     BrokenInvariant);
    });
}

TEST_P(StorageContract, undoes_the_whole_act_when_it_throws) {
    EXPECT_THROW(database().write(one_town(),
                                  [&](Transaction& transaction) -> Outcome {
                                      insert(transaction, "a");
                                      throw std::runtime_error("no");
                                  }),
                 std::runtime_error);
    EXPECT_TRUE(things().empty());
}

TEST_P(StorageContract, undoes_the_whole_act_when_it_asks_for_it) {
    bool told = false;
    database().write(one_town(), [&](Transaction& transaction) {
        insert(transaction, "a");
        transaction.after_commit([&] { told = true; });
        return Outcome::RollBack;
    });
    EXPECT_TRUE(things().empty());
    EXPECT_FALSE(told);
}

TEST_P(StorageContract, does_not_keep_an_act_that_hid_a_failure) {
    put("a");
    EXPECT_THROW(database().write(one_town(),
                                  [&](Transaction& transaction) {
                                      insert(transaction, "b");
                                      try {
                                          insert(transaction, "a");
                                      } catch (const BrokenInvariant&) {
                                          // the act goes on as if nothing had happened
                                      }
                                      return Outcome::Commit;
                                  }),
                 BrokenInvariant);
    EXPECT_EQ(things(), Texts{"a"});
}

TEST_P(StorageContract, refuses_what_breaks_a_key_or_a_reference) {
    put("a");
    EXPECT_THROW(put("a"), BrokenInvariant);
    EXPECT_THROW(database().write(one_town(),
                                  [&](Transaction& transaction) {
                                      transaction.execute("insert into parts values ($1, $2, $3)",
                                                          one_town(), "p", "missing");
                                      return Outcome::Commit;
                                  }),
                 BrokenInvariant);
    EXPECT_EQ(things(), Texts{"a"});
}

TEST_P(StorageContract, tells_of_a_commit_on_the_thread_that_wrote) {
    std::thread::id writer;
    std::thread::id teller;
    database().write(one_town(), [&](Transaction& transaction) {
        writer = std::this_thread::get_id();
        insert(transaction, "a");
        transaction.after_commit([&] { teller = std::this_thread::get_id(); });
        // What is told may write again: the act is over by then.
        transaction.after_commit([&] { put("b"); });
        return Outcome::Commit;
    });
    EXPECT_EQ(teller, std::this_thread::get_id());
    EXPECT_NE(writer, std::this_thread::get_id());
    EXPECT_EQ(things(), (Texts{"a", "b"}));
}

TEST_P(StorageContract, is_not_asked_again_from_inside_a_callback) {
    const auto nothing = [](Transaction&) { return Outcome::Commit; };
    EXPECT_THROW(database().write(one_town(),
                                  [&](Transaction&) {
                                      database().write(one_town(), nothing);
                                      return Outcome::Commit;
                                  }),
                 BrokenInvariant);
    EXPECT_THROW(
        database().read(one_town(), [&](Reader&) { database().write(one_town(), nothing); }),
        BrokenInvariant);
    EXPECT_THROW(
        database().read(one_town(), [&](Reader&) { database().read(one_town(), [](Reader&) {}); }),
        BrokenInvariant);
    put("still usable");
    EXPECT_EQ(things(), Texts{"still usable"});
}

TEST_P(StorageContract, shows_a_reader_one_moment_throughout) {
    put("a");
    database().read(one_town(), [&](Reader& reader) {
        EXPECT_EQ(reader.value<int>("select count(*) from things"), 1);
        std::thread([&] { put("b"); }).join();
        EXPECT_EQ(reader.value<int>("select count(*) from things"), 1);
    });
    EXPECT_EQ(things(), (Texts{"a", "b"}));
}

TEST_P(StorageContract, lets_a_reader_change_nothing) {
    EXPECT_ANY_THROW(database().read(one_town(), [&](Reader& reader) {
        static_cast<void>(
            reader.rows<std::string>("insert into things (municipality, thing)"
                                     " values ('203823', 'a')"));
    }));
    EXPECT_TRUE(things().empty());
}

TEST_P(StorageContract, shows_an_act_what_it_has_just_written) {
    database().write(one_town(), [&](Transaction& transaction) {
        insert(transaction, "a");
        EXPECT_EQ(transaction.value<int>("select count(*) from things"), 1);
        return Outcome::Commit;
    });
}

TEST_P(StorageContract, runs_acts_one_after_the_other_and_loses_none) {
    constexpr int threads = 8;
    constexpr int acts = 25;
    put("counter");
    std::vector<std::thread> writers;
    std::atomic<int> refused = 0;
    for (int thread = 0; thread < threads; ++thread) {
        writers.emplace_back([&, thread] {
            for (int act = 0; act < acts; ++act) {
                const bool fails = act % 5 == 4;
                const auto thing = std::to_string(thread) + "-" + std::to_string(act);
                try {
                    database().write(one_town(), [&](Transaction& transaction) {
                        const auto [number] = *transaction.row<std::optional<int>>(
                            "select number from things where thing = 'counter'");
                        transaction.execute("update things set number = $1 where thing = $2",
                                            number.value_or(0) + 1, "counter");
                        insert(transaction, thing);
                        if (fails) throw std::runtime_error("no");
                        return Outcome::Commit;
                    });
                } catch (const std::runtime_error&) {
                    ++refused;
                }
            }
        });
    }
    for (auto& writer : writers) writer.join();
    EXPECT_EQ(refused, threads * acts / 5);
    database().read(one_town(), [&](Reader& reader) {
        EXPECT_EQ(reader.value<int>("select number from things where thing = $1", "counter"),
                  threads * acts * 4 / 5);
        EXPECT_EQ(reader.value<int>("select count(*) from things"), threads * acts * 4 / 5 + 1);
    });
}

TEST_P(StorageContract, finishes_what_is_queued_when_it_closes) {
    std::vector<std::thread> writers;
    for (int thread = 0; thread < 8; ++thread) {
        writers.emplace_back([&, thread] { put(std::to_string(thread)); });
    }
    for (auto& writer : writers) writer.join();
    test_database().reopen();
    EXPECT_EQ(things().size(), 8U);
}

TEST_P(StorageContract, refuses_a_statement_that_reads_more_columns_than_it_names) {
    put("a");
    database().read(one_town(), [&](Reader& reader) {
        EXPECT_THROW(static_cast<void>(reader.rows<std::string>("select thing, words from things")),
                     BrokenInvariant);
        EXPECT_THROW(static_cast<void>(reader.value<int>("select 1 from things where 1 = 2")),
                     BrokenInvariant);
    });
}

TEST_P(StorageContract, forgets_the_longest_unused_statements_without_harm) {
    for (int round = 0; round < 2; ++round) {
        database().read(one_town(), [&](Reader& reader) {
            for (int number = 0; number < 300; ++number) {
                EXPECT_EQ(reader.value<int>("select " + std::to_string(number)), number);
            }
        });
    }
}

TEST_P(StorageContract, keeps_the_rows_of_towns_apart_in_a_dump_that_shows_both) {
    for (const auto& town : {one_town(), other_town()}) {
        database().write(town, [&](Transaction& transaction) {
            transaction.execute("insert into municipalities values ($1, $2, $3)",
                                transaction.municipality(), "町", "2026-04-01T00:00:00.000000Z");
            insert(transaction, "a");
            return Outcome::Commit;
        });
    }
    const auto text = dump(database());
    EXPECT_NE(text.find("things\n"
                        "  bytes_kept=null  municipality='072028'  number=null  thing='a'"
                        "  words=null\n"
                        "  bytes_kept=null  municipality='203823'  number=null  thing='a'"
                        "  words=null\n"),
              std::string::npos)
        << text;
    EXPECT_EQ(text.find("schema_migrations"), std::string::npos);
}

}  // namespace
}  // namespace kasane::storage
