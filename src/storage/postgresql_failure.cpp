#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "kernel/ensure.hpp"
#include "storage/group_writer.hpp"
#include "storage/postgresql_connection.hpp"

namespace kasane::storage {

namespace {

std::string_view first_line(std::string_view message) {
    return message.substr(0, message.find('\n'));
}

/// The state that ends the words of a session that was refused: with PQERRORS_SQLSTATE the server's
/// own words, which may be in any language, are left out. Empty when no server has answered.
std::string_view state_in(std::string_view message) {
    constexpr std::size_t length = 5;
    while (!message.empty() && message.back() == '\n') message.remove_suffix(1);
    const auto state = message.substr(message.size() - std::min(message.size(), length));
    const bool fits = state.size() == length && message.ends_with("  " + std::string(state)) &&
                      std::ranges::all_of(state, [](char c) {
                          return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
                      });
    return fits ? state : std::string_view();
}

/// Why a server lets nobody in, and what to do.
struct Refusal {
    std::string_view state;
    std::string_view sentence;
    bool retry_helps;
};
constexpr std::array refusals{
    Refusal{"", "サーバーが動いているか、アドレスとポートを確かめてください。", true},
    Refusal{"28P01",
            "利用者名かパスワードが合いません。アドレスと、PGPASSWORD または ~/.pgpass を確かめて"
            "ください。",
            false},
    Refusal{"28000", "この利用者は、ここから接続できません。pg_hba.conf を確かめてください。",
            false},
    Refusal{"3D000", "その名前のデータベースがありません。createdb で作ってください。", false},
    Refusal{"53300", "接続の数が上限に達しています。max_connections を確かめてください。", true},
    Refusal{"57P03", "サーバーは、始まるところか終わるところです。", true},
};

}  // namespace

void throw_not_connected(const std::string& url, std::string_view message) {
    const auto state = state_in(message);
    const auto* why = std::ranges::find(refusals, state, &Refusal::state);
    const bool known = why != refusals.end();
    throw StorageFault(
        fmt::format("データベースに接続できません: {}。{} ({})", without_password(url),
                    known ? why->sentence : "サーバーの記録を確かめてください。",
                    state.empty() ? first_line(message) : state),
        !known || why->retry_helps);
}

void throw_postgresql_failure(std::string_view state, std::string_view message) {
    const auto group = state.substr(0, 2);
    const auto sentence = [&](std::string_view text) {
        return fmt::format("{} (PostgreSQL {}: {})", text, state, first_line(message));
    };
    if (state == "40001" || state == "40P01") {
        throw GroupGivenUp(sentence("ほかの処理と重なりました。やり直してください。"));
    }
    if (group == "08" || state.substr(0, 3) == "57P") {
        throw GroupGivenUp(sentence("データベースとの接続が切れました。やり直してください。"));
    }
    if (state == "53100") {
        throw StorageFault(
            sentence(
                "データベースのディスクに空きがありません。空きを作ってからやり直してください。"),
            false);
    }
    if (state == "55P03" || state == "57014") {
        throw StorageFault(
            sentence("データベースの処理が、決めた時間のうちに終わりませんでした。ほかの"
                     "プログラムが使っていないか確かめてください。"),
            true);
    }
    if (group == "53") throw StorageFault(sentence("データベースが混み合っています。"), true);
    if (state == "25006") {
        throw StorageFault(
            sentence("データベースは読取り専用です。書き込めるサーバーか確かめてください。"),
            false);
    }
    if (group == "58" || group == "XX") {
        throw StorageFault(sentence("データベースが故障しています。"), false);
    }
    // A wrong value would stand in the message of class 22, and messages go to the log.
    throw BrokenInvariant(fmt::format("PostgreSQL refused a statement ({}{}{})", state,
                                      group == "22" ? "" : ": ", group == "22" ? "" : message));
}

}  // namespace kasane::storage
