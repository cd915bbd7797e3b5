#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/clock.hpp"
#include "kernel/result.hpp"
#include "storage/database.hpp"
#include "web/http.hpp"

namespace kasane::web {

/// The secret of this installation for tokens (DIR/keys/server.key).
struct ServerKey {
    std::string bytes;  ///< 32 bytes
};

/// 書類の守り — CSRF tokens, one-time form tokens and drafts, for every form of every room.
/// Accounts are plain text here: web/ knows no capability.
class FormGuard {
public:
    FormGuard(ServerKey key, const Clock& clock);

    /// Bound to the session; the same for all its forms.
    [[nodiscard]] std::string csrf_token(std::string_view session_token) const;
    /// CSRF token, Origin and Sec-Fetch-Site of a POST.
    [[nodiscard]] bool is_our_form(const Request& request, std::string_view session_token) const;

    /// A fresh one-time token: random, signed for the account it names, good for 24 hours.
    [[nodiscard]] std::string issue(std::string_view account) const;
    /// Whose page a form was sent from, by its one-time token: known without a session, also when
    /// somebody else signed in meanwhile, as long as drafts are kept. Says where what was typed
    /// belongs and allows nothing.
    [[nodiscard]] std::optional<std::string> owner_of(const Request& request) const;
    /// Where the first sending of the account's token led; nothing when it was not sent yet.
    [[nodiscard]] std::optional<std::string> first_led_to(storage::Reader& rows,
                                                          std::string_view account,
                                                          std::string_view token) const;

    /// Uses the token up inside the act's transaction. The second time it is a Refusal of kind
    /// Repeated whose `existing_id` is the path the first sending led to. An empty, foreign or old
    /// token is a Refusal that asks to open the form again (nothing typed is lost).
    [[nodiscard]] Result<Done> consume(storage::Transaction& store, std::string_view account,
                                       std::string_view token) const;
    /// Remembers where the consumed token led.
    void remember_result(storage::Transaction& store, std::string_view account,
                         std::string_view token, std::string_view path) const;

    /// 下書き: what was typed, per account and form, kept 14 days; numbers of gate.my_number masked.
    /// Tokens and passwords are not kept, the version is. An account has at most 30 drafts; the
    /// oldest goes. A draft of more than 256 KiB is refused. Of a form that was sent already nothing
    /// is kept: its last draft, still on the way, must not come back beside the record.
    [[nodiscard]] Result<Done> save_draft(storage::Transaction& store, std::string_view account,
                                          std::string_view draft_key, const Fields& fields) const;
    struct Draft {
        Fields fields;
        Instant saved_at;
    };
    [[nodiscard]] std::optional<Draft> load_draft(storage::Reader& rows, std::string_view account,
                                                  std::string_view draft_key) const;
    void discard_draft(storage::Transaction& store, std::string_view account,
                       std::string_view draft_key) const;

    /// POST /drafts for somebody who is signed in: saves (or, with act=discard, drops) the draft and
    /// answers 「下書き保存 10:32」 as text, or as JSON where that is asked for. A browser that dropped
    /// one goes back to the page of the form.
    [[nodiscard]] Response answer_draft(storage::Database& database,
                                        const MunicipalityCode& municipality,
                                        std::string_view account, const Request& request) const;

    /// Removes used tokens and drafts whose time is over; once a day is enough.
    void remove_old(storage::Transaction& store) const;

private:
    [[nodiscard]] std::string sign(std::string_view purpose, std::string_view text) const;
    struct Issued;
    /// Nothing for a token that was not issued here.
    [[nodiscard]] std::optional<Issued> read(std::string_view token) const;
    [[nodiscard]] bool is_valid(std::string_view account, std::string_view token) const;

    ServerKey key_;
    const Clock& clock_;
};

/// 版の確認 — nothing when the record is still as the form showed it; otherwise the refusal that
/// makes the page show both texts (both_texts in forms.hpp).
[[nodiscard]] std::optional<Refusal> changed_meanwhile(std::int64_t sent_version,
                                                       std::int64_t stored_version);

}  // namespace kasane::web
