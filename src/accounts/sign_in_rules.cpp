#include "accounts/sign_in_rules.hpp"

#include <algorithm>

namespace kasane::accounts {
namespace {

constexpr std::int64_t first_lock_seconds = 15 * 60;
constexpr std::int64_t longest_lock_seconds = 8 * 60 * 60;

}  // namespace

std::optional<std::int64_t> lock_seconds_after(int failed_attempts) {
    if (failed_attempts <= 0 || failed_attempts % wrong_passwords_allowed != 0) {
        return std::nullopt;
    }
    auto seconds = first_lock_seconds;
    for (int round = failed_attempts / wrong_passwords_allowed; round > 1; --round) {
        seconds = std::min(seconds * 2, longest_lock_seconds);
    }
    return seconds;
}

void count_failure(Account& account, Instant now) {
    if (account.is_locked(now)) return;
    ++account.failed_attempts;
    if (const auto seconds = lock_seconds_after(account.failed_attempts)) {
        account.locked_until = now.plus_seconds(*seconds);
    }
}

bool may_sign_in(const Account& account, Instant now) {
    return account.valid.contains(now.date_in_japan()) && !account.is_locked(now);
}

Refusal sign_in_refused() {
    Refusal refusal;
    refusal.kind = RefusalKind::Invalid;
    refusal.code = "sign_in.refused";
    refusal.message =
        "サインインできませんでした。ログイン名かパスワードが違うか、まちがいが続いたため一時的に"
        "止められています。";
    refusal.instead =
        "入力を確かめて、もう一度お試しください。続けて5回まちがえると、15分以上使えなくなります。"
        "お困りのときは、システム管理者にご連絡ください。";
    return refusal;
}

Refusal sign_in_begins_anew() {
    Refusal refusal;
    refusal.kind = RefusalKind::Invalid;
    refusal.code = "sign_in.anew";
    refusal.message =
        "サインインの途中で時間がたったか、まちがいが続いたため、はじめからやり直します。";
    refusal.instead = "もう一度、ログイン名とパスワードを入れてください。";
    return refusal;
}

Refusal wrong_sign_in_code() {
    Refusal refusal;
    refusal.kind = RefusalKind::Invalid;
    refusal.code = "sign_in.wrong_code";
    refusal.field = "code";
    refusal.message = "確認コードが違います。アプリに今表示されている6桁の数字を入れてください。";
    refusal.instead = "端末が手元にないときは、予備コードを入れてください。";
    return refusal;
}

Refusal too_many_attempts() {
    Refusal refusal;
    refusal.kind = RefusalKind::TooMany;
    refusal.code = "sign_in.too_many";
    refusal.message = "この接続元からのまちがいが続いたため、サインインを一時的に止めています。";
    refusal.instead = "10分ほど待ってから、もう一度お試しください。";
    return refusal;
}

}  // namespace kasane::accounts
