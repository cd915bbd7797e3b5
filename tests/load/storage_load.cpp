// Measures the storage toolkit by itself: durable acts of many writers, and searches in a town of
// the size that the budgets name. Prints what it measured; judges nothing.
//
//   kasane_storage_load acts|names|notes FILE-OR-URL [COUNT]
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <fstream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "storage/migrations.hpp"
#include "storage/text_search.hpp"

namespace {

using namespace kasane::storage;
using kasane::MunicipalityCode;

using Steady = std::chrono::steady_clock;
using Random = std::mt19937;

const MunicipalityCode town("203823");

double seconds_since(Steady::time_point begin) {
    return std::chrono::duration<double>(Steady::now() - begin).count();
}

std::size_t pick(Random& random, std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
}

/// Processor time of this process so far: what a busy machine does not change.
double processor_seconds() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Memory of this process in megabytes, as the operating system counts it.
double resident_megabytes() {
    std::ifstream statistics("/proc/self/statm");
    double total = 0;
    double resident = 0;
    statistics >> total >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

void prepare(Database& database) {
    static constexpr Migration step{9100, "load",
                                    "create table load_rows (municipality text not null,"
                                    " id text not null, position bigint not null, words text not"
                                    " null, at text not null, primary key (municipality, id));\n"
                                    "create index load_rows_by_position on load_rows"
                                    " (municipality, position);\n"
                                    "-- @text_index load_names\n-- @text_index load_notes\n"};
    std::vector<Migration> steps(migrations().begin(), migrations().end());
    steps.push_back(step);
    migrate(database, {.back_up = false}, steps);
}

// ---- acts --------------------------------------------------------------------------------------

void five_inserts(Transaction& transaction, const std::string& id, std::int64_t position) {
    for (int part = 0; part < 5; ++part) {
        transaction.execute(
            "insert into load_rows (municipality, id, position, words, at)"
            " values ($1, $2, $3, $4, $5)",
            town, fmt::format("{}-{}", id, part), position,
            "自宅を訪問し、生活状況を聞いた。次は関係機関と一緒に訪ねる。",
            "2026-11-21T06:31:44.123456Z");
    }
}

void measure_acts(Database& database) {
    for (const int writers : {1, 4, 16, 64}) {
        std::atomic<std::int64_t> acts = 0;
        const auto run = fmt::format("{:x}", Steady::now().time_since_epoch().count());
        std::vector<std::thread> threads;
        const auto used_before = processor_seconds();
        const auto begin = Steady::now();
        const auto end = begin + std::chrono::seconds(4);
        for (int writer = 0; writer < writers; ++writer) {
            threads.emplace_back([&, writer] {
                for (std::int64_t act = 0; Steady::now() < end; ++act) {
                    const auto id = fmt::format("{}-{}-{}", run, writer, act);
                    database.write(town, [&](Transaction& transaction) {
                        five_inserts(transaction, id, act);
                        return Outcome::Commit;
                    });
                    ++acts;
                }
            });
        }
        for (auto& thread : threads) thread.join();
        fmt::print(
            "acts of five inserts, {:2} writers: {:8.0f} /s  {:6.1f} us of processor an act"
            "  {:.0f} MB\n",
            writers, static_cast<double>(acts) / seconds_since(begin),
            (processor_seconds() - used_before) * 1e6 / static_cast<double>(acts),
            resident_megabytes());
    }
}

// ---- searches ----------------------------------------------------------------------------------

const std::vector<std::string> family_names{
    "佐藤\nさとう",   "鈴木\nすずき",   "高橋\nたかはし", "田中\nたなか",   "伊藤\nいとう",
    "渡辺\nわたなべ", "山本\nやまもと", "中村\nなかむら", "小林\nこばやし", "加藤\nかとう",
    "吉田\nよしだ",   "山田\nやまだ",   "佐々木\nささき", "山口\nやまぐち", "松本\nまつもと",
    "井上\nいのうえ", "木村\nきむら",   "林\nはやし",     "斎藤\nさいとう", "清水\nしみず"};
const std::vector<std::string> syllables{"原", "田", "沢", "川", "山", "木", "島",
                                         "井", "野", "口", "村", "石", "本", "藤",
                                         "宮", "池", "橋", "岡", "坂", "谷"};
const std::vector<std::string> given_parts{"太", "一", "美", "子", "花", "雄", "真", "由", "健",
                                           "和", "恵", "直", "正", "明", "幸", "香", "奈", "央"};

std::string a_name(Random& random) {
    std::string family;
    // 佐藤 is 1.5 % of people, each of the twenty most frequent names a little less.
    const auto draw = pick(random, 1000);
    if (draw < 15) {
        family = family_names[0];
    } else if (draw < 200) {
        family = family_names[1 + pick(random, family_names.size() - 1)];
    } else {
        family = syllables[pick(random, syllables.size())] +
                 syllables[pick(random, syllables.size())] + "\nかな" +
                 std::to_string(pick(random, 400));
    }
    return family + "\n" + given_parts[pick(random, given_parts.size())] +
           given_parts[pick(random, given_parts.size())];
}

const std::vector<std::string> phrases{
    "自宅を訪問した",   "本人と面談",         "電話で様子を聞く",     "生活状況を確認",
    "家賃の滞納がある", "介護の負担が大きい", "就労の希望あり",       "通院に同行した",
    "近所との関係",     "ひきこもりの長男",   "地域包括支援センター", "社会福祉協議会と相談",
    "食料支援を届ける", "年金の手続き",       "障害者手帳の申請",     "次回の約束をした",
    "不在のため手紙",   "民生委員から連絡",   "学校と情報を共有",     "借金の整理を勧める"};

std::string a_note(Random& random) {
    std::string note;
    for (int phrase = 0; phrase < 6; ++phrase) {
        note += phrases[pick(random, phrases.size())];
        note += syllables[pick(random, syllables.size())];
        note += given_parts[pick(random, given_parts.size())];
        note += "。";
    }
    // One word in a thousand notes, one in a hundred thousand.
    if (pick(random, 1'000) == 0) note += "転倒骨折で入院";
    if (pick(random, 100'000) == 0) note += "猫屋敷の片付け";
    return note;
}

std::vector<std::string> some_tags(Random& random) {
    std::vector<std::string> tags;
    for (std::size_t count = 1 + pick(random, 3); tags.size() < count;) {
        tags.push_back(fmt::format("desk:{}", pick(random, 200)));
    }
    return tags;
}

template <class MakeText>
void fill(Database& database, std::string_view index, int count, const MakeText& make_text) {
    // NOLINTNEXTLINE(cert-msc32-c,cert-msc51-cpp): every run measures the same town
    Random random(7);
    const auto begin = Steady::now();
    constexpr int per_act = 500;
    for (int first = 0; first < count; first += per_act) {
        database.write(town, [&](Transaction& transaction) {
            for (int number = first; number < std::min(first + per_act, count); ++number) {
                index_document(transaction, index, fmt::format("document-{:08}", number),
                               make_text(random), some_tags(random));
            }
            return Outcome::Commit;
        });
    }
    fmt::print("{} documents in {:.1f} s, {:.0f} MB resident\n", count, seconds_since(begin),
               resident_megabytes());
    if (database.engine() == Engine::Postgresql) {
        database.maintain([&](Connection& connection) {
            connection.script(fmt::format("vacuum analyze text_index_{}", index));
        });
    }
}

void measure_search(Database& database, std::string_view index, const std::string& words,
                    int tag_count) {
    TextSearch search{.words = words, .tags = std::nullopt};
    if (tag_count > 0) {
        search.tags.emplace();
        for (int tag = 0; tag < tag_count; ++tag) {
            search.tags->push_back(fmt::format("desk:{}", tag * 3));
        }
    }
    std::vector<double> times;
    std::size_t found = 0;
    for (int round = 0; round < 60; ++round) {
        const auto begin = Steady::now();
        database.read(
            town, [&](Reader& reader) { found = find_documents(reader, index, search).size(); });
        times.push_back(seconds_since(begin) * 1e3);
    }
    std::sort(times.begin(), times.end());
    fmt::print("  {:<28} {:2} tags: {:3} hits  median {:7.2f} ms  slowest {:7.2f} ms\n", words,
               tag_count, found, times[times.size() / 2], times.back());
}

template <class Act>
void measure_change(Database& database, std::string_view what, const Act& act) {
    const auto used_before = processor_seconds();
    const auto begin = Steady::now();
    constexpr int rounds = 300;
    for (int round = 0; round < rounds; ++round) {
        database.write(town, [&](Transaction& transaction) {
            act(transaction, fmt::format("new-{}", round));
            return Outcome::Commit;
        });
    }
    fmt::print("  {}, one an act: {:.3f} ms, {:.3f} ms of processor\n", what,
               seconds_since(begin) * 1e3 / rounds,
               (processor_seconds() - used_before) * 1e3 / rounds);
}

void measure_changes(Database& database, std::string_view index, const std::string& text) {
    measure_change(database, "other row alone", [&](Transaction& transaction, const auto& id) {
        transaction.execute("delete from load_rows where municipality = $1 and id = $2", town, id);
    });
    measure_change(database, "new document", [&](Transaction& transaction, const auto& id) {
        index_document(transaction, index, id, text, {"desk:1"});
    });
    measure_change(database, "other tags", [&](Transaction& transaction, const auto& id) {
        retag_document(transaction, index, id, {"desk:2"});
    });
    measure_change(database, "removed", [&](Transaction& transaction, const auto& id) {
        remove_document(transaction, index, id);
    });
}

bool is_filled(Database& database, std::string_view index) {
    bool filled = false;
    database.read(town, [&](Reader& reader) {
        filled = reader.value<int>(fmt::format(
                     "select count(*) from (select 1 from text_index_{} limit 1) x", index)) > 0;
    });
    return filled;
}

void measure_names(Database& database, int count) {
    if (!is_filled(database, "load_names")) fill(database, "load_names", count, a_name);
    for (const auto* words : {"佐藤", "さとう", "佐藤 太一", "山", "林", "藤", "高橋", "猫"}) {
        for (const int tags : {0, 1, 30}) measure_search(database, "load_names", words, tags);
    }
    measure_changes(database, "load_names", "佐藤\nさとう\n太一");
}

void measure_notes(Database& database, int count) {
    if (!is_filled(database, "load_notes")) fill(database, "load_notes", count, a_note);
    for (const auto* words : {"訪問", "社会福祉協議会", "転倒骨折", "猫屋敷", "訪問 借金の整理",
                              "転倒骨折 訪問", "問", "猫", "冬眠"}) {
        for (const int tags : {0, 1, 30}) measure_search(database, "load_notes", words, tags);
    }
    measure_changes(database, "load_notes",
                    "自宅を訪問した。家賃の滞納がある。次回の約束をした。"
                    "不在のため手紙を置く。民生委員から連絡。");
}

}  // namespace

int main(int count, char** arguments) {
    const std::vector<std::string> words(arguments + 1, arguments + count);
    if (words.size() < 2) {
        fmt::print(stderr, "kasane_storage_load acts|names|notes FILE-OR-URL [COUNT]\n");
        return 2;
    }
    const auto database = words[1].starts_with("postgresql://") ? open_postgresql({words[1]})
                                                                : open_sqlite({words[1]});
    prepare(*database);
    int size = 0;
    if (words.size() > 2) {
        std::from_chars(words[2].data(), words[2].data() + words[2].size(), size);
    }
    if (words[0] == "acts") measure_acts(*database);
    if (words[0] == "names") measure_names(*database, size > 0 ? size : 300'000);
    if (words[0] == "notes") measure_notes(*database, size > 0 ? size : 1'000'000);
    fmt::print("{:.0f} MB resident at the end\n", resident_megabytes());
    return 0;
}
