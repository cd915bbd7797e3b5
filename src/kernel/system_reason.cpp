#include "kernel/system_reason.hpp"

#include <cerrno>
#include <system_error>

namespace kasane {

std::string system_reason(int error) {
    switch (error) {
        case EACCES:
        case EPERM:
            return "権限がありません";
        case EROFS:
            return "ディスクが読取り専用です";
        case ENOSPC:
            return "ディスクに空きがありません";
        case EDQUOT:
            return "割り当てられたディスクの容量を使い切りました";
        case EFBIG:
            return "ファイルの大きさの上限に達しました";
        case ENOENT:
            return "見つかりません";
        case EEXIST:
            return "すでにあります";
        case ENOTDIR:
            return "途中にフォルダーでないものがあります";
        case EISDIR:
            return "ファイルではなくフォルダーです";
        case ENAMETOOLONG:
            return "名前が長すぎます";
        case EIO:
            return "機器の読み書きに失敗しました";
        case EMFILE:
        case ENFILE:
            return "開いているファイルが多すぎます";
        case ENOMEM:
            return "メモリーが足りません";
        case EINVAL:
            return "指定が正しくありません";
        case EADDRINUSE:
            return "ほかのプログラムが使っています";
        case EADDRNOTAVAIL:
            return "この機械にそのアドレスはありません";
        default:
            // What else there is comes up too seldom to have words of its own.
            return std::generic_category().message(error);
    }
}

bool is_lack_of_room(int error) noexcept {
    return error == ENOSPC || error == EDQUOT || error == EFBIG;
}

}  // namespace kasane
