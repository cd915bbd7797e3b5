#include <fmt/format.h>

#include "kernel/ensure.hpp"
#include "kernel/system_reason.hpp"
#include "storage/sqlite_connection.hpp"

namespace kasane::storage {

namespace {

StorageFault fault(const SqliteFailure& failure, std::string_view sentence, bool retry_helps) {
    const auto reason =
        failure.system_error == 0 ? std::string() : ": " + system_reason(failure.system_error);
    return {fmt::format("{} {}{} (SQLite {}: {})", sentence, failure.file, reason, failure.code,
                        failure.detail),
            retry_helps};
}

}  // namespace

void throw_sqlite_failure(const SqliteFailure& failure) {
    constexpr std::string_view no_room =
        "ディスクの空きがないため保存できません。空きを作ってからやり直してください。";
    switch (failure.code & 0xff) {
        case SQLITE_FULL:
            throw fault(failure, no_room, false);
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw fault(
                failure,
                "データベースをほかのプログラムが使っています。先にそちらを終えるか、少し待って"
                "やり直してください。",
                true);
        case SQLITE_READONLY:
        case SQLITE_PERM:
            throw fault(
                failure,
                "データベースのファイルに書き込めません。ファイルとフォルダーの所有者と権限、"
                "ディスクが読取り専用でないことを確かめてください。",
                false);
        case SQLITE_CANTOPEN:
            throw fault(failure,
                        "データベースのファイルを開けません。場所、ファイルとフォルダーの権限を"
                        "確かめてください。",
                        false);
        case SQLITE_CORRUPT:
            throw fault(failure, "データベースのファイルが壊れています。控えから戻してください。",
                        false);
        case SQLITE_NOTADB:
            throw fault(
                failure,
                "このファイルはKasaneのデータベースではありません。場所を確かめてください。",
                false);
        case SQLITE_IOERR:
            if (is_lack_of_room(failure.system_error)) throw fault(failure, no_room, false);
            throw fault(failure, "ディスクの読み書きに失敗しました。機器の状態を確かめてください。",
                        false);
        case SQLITE_NOMEM:
            throw fault(failure, "メモリーが足りません。", true);
        case SQLITE_INTERRUPT:
            throw fault(failure, "処理が中断されました。やり直してください。", true);
        default:
            // Constraints and syntax: SQLite names tables and columns, never the values.
            broken_invariant(
                fmt::format("SQLite refused a statement ({}: {})", failure.code, failure.detail),
                std::source_location::current());
    }
}

}  // namespace kasane::storage
