#include "storage/text_search.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "kernel/japanese_text.hpp"
#include "storage/migrations.hpp"
#include "tests/support/test_database.hpp"

namespace kasane::storage {
namespace {

using tests::one_town;
using tests::other_town;
using Ids = std::vector<std::string>;

constexpr Migration letters{9002, "letters", "-- @text_index letters\n"};

void index(Database& database, const std::string& id, const std::string& text,
           const std::vector<std::string>& tags = {"desk"},
           const MunicipalityCode& town = one_town()) {
    database.write(town, [&](Transaction& transaction) {
        index_document(transaction, "letters", id, text, tags);
        return Outcome::Commit;
    });
}

Ids find(Database& database, const TextSearch& search, const MunicipalityCode& town = one_town()) {
    Ids ids;
    database.read(town, [&](Reader& reader) {
        for (const auto& hit : find_documents(reader, "letters", search)) {
            ids.push_back(hit.document_id);
        }
    });
    return ids;
}

class TextIndex : public tests::OnBothEngines {
protected:
    std::unique_ptr<tests::TestDatabase> make_test_database() const override {
        return std::make_unique<tests::TestDatabase>(GetParam(), letters);
    }
    void put(const std::string& id, const std::string& text,
             const std::vector<std::string>& tags = {"desk"}) {
        index(database(), id, text, tags);
    }
    Ids found(const std::string& words,
              const std::optional<std::vector<std::string>>& tags = std::nullopt) {
        return find(database(), {.words = words, .tags = tags});
    }
};
KASANE_ON_BOTH_ENGINES(TextIndex);

TEST_P(TextIndex, finds_any_part_of_a_text_newest_first) {
    put("1", "自宅を訪問し、生活状況を聞いた。");
    put("2", "電話で生活の様子を聞いた");
    put("3", "訪問を断られた");
    EXPECT_EQ(found("訪問"), (Ids{"3", "1"}));
    EXPECT_EQ(found("生活"), (Ids{"2", "1"}));
    EXPECT_EQ(found("生活状況"), Ids{"1"});
    EXPECT_EQ(found("訪問し生活"), Ids{"1"});
    EXPECT_EQ(found("訪"), (Ids{"3", "1"}));
    EXPECT_EQ(found("た"), (Ids{"3", "2", "1"}));
    EXPECT_EQ(found("状態"), Ids{});
}

TEST_P(TextIndex, needs_every_word_in_any_order) {
    put("1", "訪問して生活を聞く");
    put("2", "訪問した");
    EXPECT_EQ(found("生活　訪問"), Ids{"1"});
    EXPECT_EQ(found("生 訪問"), Ids{"1"});
    EXPECT_EQ(found("訪問 外出"), Ids{});
}

TEST_P(TextIndex, finds_names_in_every_way_they_are_written) {
    put("1", "髙橋 𠮷野\nﾀｶﾊｼ ﾖｼﾉ");
    put("2", "葛\U000E0100城 一\nかつらぎ はじめ");
    put("3", "髙橋 吉乃");
    EXPECT_EQ(found("高橋"), (Ids{"3", "1"}));
    EXPECT_EQ(found("たかはし"), Ids{"1"});
    EXPECT_EQ(found("タカハシヨシノ"), Ids{"1"});
    EXPECT_EQ(found("高橋𠮷野"), Ids{"1"});
    EXPECT_EQ(found("葛城"), Ids{"2"});
    EXPECT_EQ(found("カツラギ"), Ids{"2"});
    EXPECT_EQ(found("一"), Ids{"2"});
    EXPECT_EQ(found("野ﾀｶ"), Ids{});  // two lines are not one word
}

TEST_P(TextIndex, is_not_confused_by_signs_of_the_query_language) {
    put("1", "訪問 AND b OR \"c\" NOT d* (e) NEAR pieces:tags");
    put("2", "電話");
    for (const auto* words :
         {"AND", "OR", "NOT", "NEAR", "\"訪問\"", "訪問*", "'訪問'", "(訪問", "訪問)",
          "pieces:tags", "訪問:*", "!訪問", "^訪問", "{訪問}", "訪問 & b", "訪 \\"}) {
        EXPECT_EQ(found(words), Ids{"1"}) << words;
    }
    for (const auto* words : {"", " ", "　", "\"", "*", "(", ")", "&", "|", "!", ":", "\\", "'",
                              "tags:訪問", "電話 OR 訪問", "電話 | 訪問"}) {
        EXPECT_EQ(found(words), Ids{}) << words;
    }
}

TEST_P(TextIndex, shows_a_reader_what_one_of_the_tags_opens) {
    put("1", "訪問", {"desk:a", "desk:b"});
    put("2", "訪問", {"desk:b"});
    put("3", "訪問", {});
    put("4", "訪問", {"desk:ab"});
    using Tags = std::vector<std::string>;
    EXPECT_EQ(found("訪問", Tags{"desk:a"}), Ids{"1"});
    EXPECT_EQ(found("訪問", Tags{"desk:b"}), (Ids{"2", "1"}));
    EXPECT_EQ(found("訪問", Tags{"desk:ab", "desk:a"}), (Ids{"4", "1"}));
    EXPECT_EQ(found("訪問", Tags{"desk:c"}), Ids{});
    EXPECT_EQ(found("訪問", Tags{}), Ids{});
    EXPECT_EQ(found("訪問"), (Ids{"4", "3", "2", "1"}));
    EXPECT_EQ(found("desk", Tags{"desk:a"}), Ids{});  // tags are not text
}

TEST_P(TextIndex, follows_changes_of_text_and_tags) {
    put("1", "訪問した", {"a"});
    put("2", "訪問する", {"a"});
    put("1", "電話した", {"b"});
    EXPECT_EQ(found("訪問"), Ids{"2"});
    EXPECT_EQ(found("電話"), Ids{"1"});
    EXPECT_EQ(found("た"), Ids{"1"});
    database().write(one_town(), [](Transaction& transaction) {
        EXPECT_TRUE(retag_document(transaction, "letters", "1", {"c", "d"}));
        EXPECT_FALSE(retag_document(transaction, "letters", "9", {"c"}));
        return Outcome::Commit;
    });
    EXPECT_EQ(found("電話した", std::vector<std::string>{"b"}), Ids{});
    EXPECT_EQ(found("電話した", std::vector<std::string>{"d"}), Ids{"1"});
    database().write(one_town(), [](Transaction& transaction) {
        remove_document(transaction, "letters", "1");
        remove_document(transaction, "letters", "1");
        return Outcome::Commit;
    });
    EXPECT_EQ(found("電話"), Ids{});
    put("1", "電話");
    EXPECT_EQ(found("電話"), Ids{"1"});
}

TEST_P(TextIndex, changes_with_its_act_or_not_at_all) {
    put("1", "訪問");
    database().write(one_town(), [](Transaction& transaction) {
        index_document(transaction, "letters", "1", "電話", {});
        index_document(transaction, "letters", "2", "訪問", {});
        return Outcome::RollBack;
    });
    EXPECT_EQ(found("訪問"), Ids{"1"});
    EXPECT_EQ(found("電話"), Ids{});
}

TEST_P(TextIndex, can_be_searched_inside_the_act_that_changes_it) {
    database().write(one_town(), [](Transaction& transaction) {
        index_document(transaction, "letters", "1", "訪問", {});
        EXPECT_EQ(find_documents(transaction, "letters", {.words = "訪問"}).size(), 1U);
        // A search must not narrow what the act sees afterwards.
        EXPECT_TRUE(find_documents(transaction, "letters", {.words = "電話"}).empty());
        EXPECT_TRUE(retag_document(transaction, "letters", "1", {"x"}));
        return Outcome::Commit;
    });
}

TEST_P(TextIndex, goes_on_where_a_page_ended) {
    for (int number = 0; number < 25; ++number) put(std::to_string(number), "訪問");
    Ids all;
    TextSearch search{.words = "訪問", .tags = std::vector<std::string>{"desk"}, .limit = 10};
    database().read(one_town(), [&](Reader& reader) {
        for (;;) {
            const auto hits = find_documents(reader, "letters", search);
            for (const auto& hit : hits) all.push_back(hit.document_id);
            if (hits.size() < 10) break;
            search.before = hits.back().place;
        }
    });
    ASSERT_EQ(all.size(), 25U);
    EXPECT_EQ(all.front(), "24");
    EXPECT_EQ(all.back(), "0");
}

TEST_P(TextIndex, keeps_towns_apart) {
    index(database(), "1", "訪問", {"desk"}, one_town());
    index(database(), "1", "訪問 電話", {"desk"}, other_town());
    const TextSearch search{.words = "訪問", .tags = std::vector<std::string>{"desk"}};
    EXPECT_EQ(find(database(), search, one_town()), Ids{"1"});
    EXPECT_EQ(find(database(), {.words = "電話"}, one_town()), Ids{});
    EXPECT_EQ(find(database(), {.words = "電"}, one_town()), Ids{});
    EXPECT_EQ(find(database(), {.words = "電"}, other_town()), Ids{"1"});
    database().write(other_town(), [](Transaction& transaction) {
        remove_document(transaction, "letters", "1");
        return Outcome::Commit;
    });
    EXPECT_EQ(find(database(), search, one_town()), Ids{"1"});
}

TEST_P(TextIndex, finds_in_long_and_monotonous_texts_what_both_engines_can_keep) {
    std::string text;
    for (int round = 0; round < 400; ++round) text += "訪問";
    text += "した終わり";
    put("1", text);
    EXPECT_EQ(found("終わり"), Ids{"1"});
    EXPECT_EQ(found("訪問訪問"), Ids{"1"});
    std::string longest(60'000, 'a');
    put("2", longest + "\n末尾");
    EXPECT_EQ(found("aaaa"), Ids{"2"});
    EXPECT_EQ(found("末尾"), Ids{});
}

/// Few characters, so that random texts meet; of all kinds that towns write.
rc::Gen<std::string> japanese_text(std::size_t longest) {
    static const std::vector<std::string> characters{
        "訪", "問", "生", "活", "髙", "高", "𠮷", "葛\U000E0100", "あ", "ア", "ｱ",  "ー", "-", "。",
        "a",  "A",  "1",  "１", " ",  "　", "\n", "が",           "ｶﾞ", "'",  "\"", "*",  "😀"};
    return rc::gen::map(rc::gen::resize(static_cast<int>(longest),
                                        rc::gen::container<std::vector<std::size_t>>(
                                            rc::gen::inRange<std::size_t>(0, characters.size()))),
                        [](const std::vector<std::size_t>& picks) {
                            std::string text;
                            for (const auto pick : picks) text += characters[pick];
                            return text;
                        });
}

/// What a search means, said without an index: every word is a part of one line.
bool means(const std::string& text, const std::string& words) {
    const auto parts = [](const std::string& whole, const std::string& separators) {
        std::vector<std::string> result;
        std::string part;
        for (std::size_t at = 0; at <= whole.size(); ++at) {
            if (at == whole.size() || separators.find(whole[at]) != std::string::npos) {
                const auto key = search_key(part);
                if (!key.empty()) result.push_back(key);
                part.clear();
            } else {
                part += whole[at];
            }
        }
        return result;
    };
    std::string narrow = words;
    for (auto at = narrow.find("　"); at != std::string::npos; at = narrow.find("　")) {
        narrow.replace(at, std::string("　").size(), " ");
    }
    const auto lines = parts(text, "\n");
    const auto wanted = parts(narrow, " \n");
    return !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), [&](const auto& word) {
        return std::any_of(lines.begin(), lines.end(),
                           [&](const auto& line) { return line.find(word) != std::string::npos; });
    });
}

TEST(TextIndexOfBothEngines, finds_the_same_in_random_texts_as_reading_them_all) {
    tests::TestDatabase file(Engine::Sqlite, letters);
    tests::TestDatabase server(Engine::Postgresql, letters);
    const std::vector<std::vector<std::string>> tag_lists{{"a"}, {"b"}, {"a", "b"}, {}};
    std::vector<std::string> texts;
    std::vector<std::vector<std::string>> tags;
    const bool held = rc::check([&] {
        const auto id = *rc::gen::inRange<std::size_t>(0, 30);
        texts.resize(std::max(texts.size(), id + 1));
        tags.resize(texts.size());
        texts[id] = *japanese_text(40);
        tags[id] = *rc::gen::elementOf(tag_lists);
        for (auto* database : {&file, &server}) {
            index(**database, fmt::format("{:02}", id), texts[id], tags[id]);
        }
        const auto words = *japanese_text(4);
        const auto tag = *rc::gen::element<std::string>("a", "b");
        Ids expected;
        for (std::size_t each = 0; each < texts.size(); ++each) {
            const auto& own = tags[each];
            if (std::find(own.begin(), own.end(), tag) == own.end()) continue;
            if (means(texts[each], words)) expected.push_back(fmt::format("{:02}", each));
        }
        const TextSearch search{.words = words, .tags = std::vector{tag}, .limit = 100};
        for (auto* database : {&file, &server}) {
            auto hits = find(**database, search);
            std::sort(hits.begin(), hits.end());
            RC_ASSERT(hits == expected);
        }
    });
    EXPECT_TRUE(held);
}

}  // namespace
}  // namespace kasane::storage
