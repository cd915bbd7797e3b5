#include <fmt/format.h>

#include "kernel/ensure.hpp"
#include "storage/sqlite_connection.hpp"

namespace kasane::storage {

void throw_sqlite_failure(int code, std::string_view detail) {
    const auto fault = [&](std::string_view sentence, bool retry_helps) {
        return StorageFault(fmt::format("{} (SQLite {}: {})", sentence, code, detail), retry_helps);
    };
    switch (code & 0xff) {
        case SQLITE_FULL:
            throw fault(
                "ディスクの空きがないため保存できません。空きを作ってからやり直してください。",
                false);
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw fault(
                "データベースをほかのプログラムが使っています。少し待ってやり直してください。",
                true);
        case SQLITE_READONLY:
        case SQLITE_PERM:
            throw fault(
                "データベースのファイルに書き込めません。ファイルの権限を確かめてください。",
                false);
        case SQLITE_CANTOPEN:
            throw fault("データベースのファイルを開けません。場所と権限を確かめてください。",
                        false);
        case SQLITE_CORRUPT:
            throw fault("データベースのファイルが壊れています。控えから戻してください。", false);
        case SQLITE_NOTADB:
            throw fault(
                "このファイルはKasaneのデータベースではありません。場所を確かめてください。",
                false);
        case SQLITE_IOERR:
            throw fault("ディスクの読み書きに失敗しました。機器の状態を確かめてください。", false);
        case SQLITE_NOMEM:
            throw fault("メモリーが足りません。", true);
        case SQLITE_INTERRUPT:
            throw fault("処理が中断されました。やり直してください。", true);
        default:
            // Constraints and syntax: SQLite names tables and columns, never the values.
            broken_invariant(fmt::format("SQLite refused a statement ({}: {})", code, detail),
                             std::source_location::current());
    }
}

}  // namespace kasane::storage
