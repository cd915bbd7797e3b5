// With sixteen clients that never pause: how much the server gets done.
#include <fmt/format.h>

#include <chrono>
#include <stdexcept>

#include "tests/load/bench_line.hpp"
#include "tests/load/benchmarks.hpp"
#include "tests/load/many_clients.hpp"
#include "tests/load/process_figures.hpp"
#include "web/form_names.hpp"
#include "web/http.hpp"

namespace kasane::load {
namespace {

constexpr std::size_t clients = 16;
constexpr int rounds = 3;
constexpr std::chrono::milliseconds warming{1'000};
constexpr std::chrono::milliseconds round_time{4'000};

std::string login_of(std::size_t client) { return fmt::format("three{:02}", client + 1); }

/// What one client sends, one after the other; from the beginning again when it may.
struct Script {
    std::vector<std::string> requests;
    std::size_t next = 0;
};

std::vector<std::unique_ptr<Visitor>> everybody(ServedTown& town) {
    std::vector<std::unique_ptr<Visitor>> visitors;
    for (std::size_t client = 0; client < clients; ++client) {
        visitors.push_back(town.sign_in(login_of(client)));
    }
    return visitors;
}

double round_of(ServedTown& town, std::vector<Script>& scripts, std::chrono::milliseconds time,
                int status, bool again) {
    const auto before = processor_seconds(town.process());
    const auto done =
        run_clients(town.port(), clients, time, status, [&](std::size_t client) -> std::string {
            auto& script = scripts[client];
            if (script.next == script.requests.size()) {
                if (!again) return {};
                script.next = 0;
            }
            return script.requests[script.next++];
        });
    if (done.unexpected > 0) {
        throw std::runtime_error(
            fmt::format("{} of {} answers were not as expected", done.unexpected, done.answers));
    }
    const auto each = [&](double seconds) {
        return seconds * 1e6 / static_cast<double>(done.answers);
    };
    remark(fmt::format(
        "{:.0f}/s, {:.1f} ms in the middle, {:.1f} ms p99; of processor for each"
        " {:.0f} us at the server, {:.0f} us at the clients",
        done.per_second(), quantile(done.milliseconds, 0.5), quantile(done.milliseconds, 0.99),
        each(processor_seconds(town.process()) - before), each(done.client_processor_seconds)));
    return done.per_second();
}

/// List, case page and search in turn, each on what this reader may read.
Script reading_script(Visitor& visitor) {
    constexpr std::size_t turns = 100;
    static constexpr std::array words{"さとう", "渡邉", "訪問", "家賃の滞納", "転倒骨折"};
    Script script;
    std::string list_path = "/cases";
    std::vector<std::string> lists;
    std::vector<std::string> cases;
    while (cases.size() < turns) {
        const auto page = visitor.get(list_path).body;
        lists.push_back(list_path);
        for (auto& path : cases_on(page)) cases.push_back(std::move(path));
        list_path = next_page_of(page);
    }
    for (std::size_t turn = 0; turn < turns; ++turn) {
        script.requests.push_back(visitor.get_request(lists[turn % lists.size()]));
        script.requests.push_back(visitor.get_request(cases[turn]));
        script.requests.push_back(
            visitor.get_request("/search?q=" + web::url_encode(words[turn % words.size()])));
    }
    return script;
}

void measure_reads(Bench& bench) {
    auto& town = bench.small();
    std::vector<Script> scripts;
    for (const auto& visitor : everybody(town)) scripts.push_back(reading_script(*visitor));
    static_cast<void>(round_of(town, scripts, warming, 200, true));
    std::vector<double> rates;
    for (int round = 0; round < rounds; ++round) {
        rates.push_back(round_of(town, scripts, round_time, 200, true));
    }
    tell({"reads_16_clients", "requests/s", 5'000, Bound::AtLeast}, median(rates));
}

FormValues new_case(const std::string& token, std::size_t number) {
    const auto today = SystemClock().today();
    return {{"act", "receive"},
            {"received_on_era", "western"},
            {"received_on_year", std::to_string(today.year())},
            {"received_on_month", std::to_string(today.month())},
            {"received_on_day", std::to_string(today.day())},
            {"caller_relation", "self"},
            {"contact_method", "phone"},
            {"person_1_name", "測定 花子"},
            {"person_1_name_kana", "ソクテイ ハナコ"},
            {"person_1_address", fmt::format("架空町測定{}番地", number)},
            {"topics", "debt"},
            {"primary_topic", "debt"},
            {"urgency", "normal"},
            {"said", "借金の督促が続いていて、どこに相談すればよいか分からない。"},
            {std::string(web::draft_key_field), "inquiry:new"},
            {std::string(web::form_token_field), token}};
}

FormValues new_note(const std::string& token, const std::string& case_path) {
    return {{"contact_mode", "phone"},
            {"text", "電話で様子を聞いた。家賃の滞納が続いている。次回は窓口で一緒に整理する。"},
            {std::string(web::draft_key_field), "note:" + case_path.substr(7)},
            {std::string(web::form_token_field), token}};
}

/// Runs scripts of forms that count once; what was acknowledged must be stored.
void measure_writes(
    ServedTown& town, const Budget& budget, const std::string& table,
    const std::function<std::string(std::size_t, std::size_t, const std::string&)>& request) {
    constexpr std::size_t most_each_second = 10'000;
    const auto enough = most_each_second / clients *
                        static_cast<std::size_t>((warming + rounds * round_time).count()) / 1'000;
    std::vector<Script> scripts(clients);
    for (std::size_t client = 0; client < clients; ++client) {
        const auto tokens = town.form_tokens(login_of(client), enough);
        for (std::size_t number = 0; number < tokens.size(); ++number) {
            scripts[client].requests.push_back(request(client, number, tokens[number]));
        }
    }
    const auto before = town.count_rows(table);
    static_cast<void>(round_of(town, scripts, warming, 303, false));
    std::vector<double> rates;
    for (int round = 0; round < rounds; ++round) {
        rates.push_back(round_of(town, scripts, round_time, 303, false));
    }
    std::int64_t acknowledged = 0;
    for (const auto& script : scripts) acknowledged += static_cast<std::int64_t>(script.next);
    if (const auto stored = town.count_rows(table) - before; stored < acknowledged) {
        throw std::runtime_error(
            fmt::format("{} were acknowledged, {} are stored", acknowledged, stored));
    }
    tell(budget, median(rates));
}

void measure_create_cases(Bench& bench) {
    auto& town = bench.small();
    const auto visitors = everybody(town);
    measure_writes(town, {"create_cases_16_clients", "requests/s", 3'000, Bound::AtLeast}, "cases",
                   [&](std::size_t client, std::size_t number, const std::string& token) {
                       return visitors[client]->post_request("/inquiries", new_case(token, number));
                   });
}

void measure_add_notes(Bench& bench) {
    auto& town = bench.small();
    const auto visitors = everybody(town);
    std::vector<std::vector<std::string>> cases;
    for (const auto& visitor : visitors) cases.push_back(cases_on(visitor->get("/cases").body));
    measure_writes(town, {"add_notes_16_clients", "requests/s", 3'000, Bound::AtLeast}, "timeline",
                   [&](std::size_t client, std::size_t number, const std::string& token) {
                       const auto& path = cases[client][number % cases[client].size()];
                       return visitors[client]->post_request(path + "/timeline",
                                                             new_note(token, path));
                   });
}

}  // namespace

std::vector<Benchmark> many_client_benchmarks() {
    return {{"reads_16_clients", measure_reads},
            {"create_cases_16_clients", measure_create_cases},
            {"add_notes_16_clients", measure_add_notes}};
}

}  // namespace kasane::load
