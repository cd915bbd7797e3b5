#pragma once

#include <string>
#include <vector>

#include "accounts/roster.hpp"
#include "kernel/private_text.hpp"

namespace kasane::accounts {

/// 二要素認証 — besides the password, a code that only the person's own app (or the sheet of
/// recovery codes in the person's drawer) knows.
struct SecondFactor {
    bool is_confirmed = false;  ///< asked for at every sign-in
    bool is_begun = false;      ///< a secret was made, the first code is awaited
    std::int64_t recovery_codes_left = 0;
};
[[nodiscard]] SecondFactor second_factor_of(Roster& roster, const AccountId& account);

/// What the person's app is given. Made anew each time: an unconfirmed one does not count.
struct BegunFactor {
    PrivateText secret;   ///< for typing
    PrivateText address;  ///< for the QR code
};
/// 登録を始める — refused while another app is confirmed: that one is removed first.
[[nodiscard]] Result<BegunFactor> begin_second_factor(Roster& roster, const Actor& actor,
                                                      std::string_view town);
/// The secret of a registration that was begun, to show it again.
[[nodiscard]] Result<BegunFactor> begun_second_factor(Roster& roster, const Actor& actor,
                                                      std::string_view town);

/// 登録を確かめる — the first code shows that the app has the secret. From now on it is asked for.
/// Gives the recovery codes, which can be read this once.
[[nodiscard]] Result<std::vector<std::string>> confirm_second_factor(Roster& roster,
                                                                     const Actor& actor,
                                                                     std::string_view code);

/// 予備コードの作り直し — the old ones no longer work.
[[nodiscard]] Result<std::vector<std::string>> renew_recovery_codes(Roster& roster,
                                                                    const Actor& actor,
                                                                    std::string_view code);

/// 解除 — by the person, with a code. Where the town asks the role for a second factor the person
/// registers another app at the next page.
[[nodiscard]] Result<Done> remove_second_factor(Roster& roster, const Actor& actor,
                                                std::string_view code);

/// 解除 — by an administrator, for somebody who lost the telephone and the sheet. Every session of
/// the account ends.
[[nodiscard]] Result<Done> reset_second_factor(Roster& roster, const Actor& actor,
                                               const AccountId& account);

/// Whether a code of the app (or an unused recovery code) is right now; uses it up. For acts that
/// have the account's row in hand.
enum class CodeKind { None, App, Recovery };
[[nodiscard]] CodeKind use_code(Roster& roster, storage::Transaction& store,
                                const AccountId& account, std::string_view typed);

}  // namespace kasane::accounts
