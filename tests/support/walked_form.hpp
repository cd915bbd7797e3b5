#pragma once

#include <string>
#include <string_view>

#include "tests/security/guarded_forms.hpp"
#include "tests/support/html_reading.hpp"

namespace kasane::tests {

/// The four parts of a date as somebody enters them.
struct DateParts {
    std::string_view era;
    std::string_view year;
    std::string_view month;
    std::string_view day;
};

/// The same fields without those of this name; with another value in their place; with a date.
[[nodiscard]] web::Fields without(const web::Fields& fields, std::string_view name);
[[nodiscard]] web::Fields with(const web::Fields& fields, std::string_view name,
                               std::string_view value);
[[nodiscard]] web::Fields with_date(web::Fields fields, const std::string& name,
                                    const DateParts& parts);

[[nodiscard]] inline bool is_text(const HtmlField& field) {
    return field.kind == HtmlField::Kind::Line || field.kind == HtmlField::Kind::Text;
}
[[nodiscard]] inline bool is_chosen(const HtmlField& field) {
    return field.kind == HtmlField::Kind::Choice || field.kind == HtmlField::Kind::Ticks;
}

/// The form of the line on the screen of its reader, for these records.
[[nodiscard]] HtmlForm shown_form(RunningSite& site, const GuardedForm& row,
                                  const RecordIds& records, const accounts::Actor& reader);
/// As somebody fills it in who does everything right.
[[nodiscard]] web::Fields filled_in(const HtmlForm& form, const GuardedForm& row,
                                    const RecordIds& records);
/// A form of a step of the process needs the step among its records.
void name_step(const GuardedForm& row, RecordIds& records);
/// A review comes after the end of what is reviewed; a renewal moves the end.
[[nodiscard]] int days_since_rescue(const GuardedForm& row);
/// Somebody tries passwords until the account is locked.
void lock_out(RunningSite& site, const std::string& login);

/// One form of the table on the screen of somebody who may fill it in, in a town of its own. Beside
/// its household there is one that this person must not read.
class WalkedForm {
public:
    /// The only thing that names the other household.
    static constexpr std::string_view strangers_name = "黒曜";

    explicit WalkedForm(const GuardedForm& row, storage::Engine engine = storage::Engine::Sqlite);

    [[nodiscard]] RunningSite& site() { return site_; }
    [[nodiscard]] const GuardedForm& row() const { return row_; }
    [[nodiscard]] const accounts::Actor& writer() const { return writer_; }
    [[nodiscard]] const RecordIds& records() const { return records_; }
    [[nodiscard]] const RecordIds& strangers_records() const { return strangers_; }
    /// The form as it was when the page was opened first, and what was stored then.
    [[nodiscard]] const HtmlForm& form() const { return form_; }
    [[nodiscard]] const std::string& stored_before() const { return before_; }

    [[nodiscard]] std::string action() const;
    /// The form as its page shows it now.
    [[nodiscard]] HtmlForm open();

    /// As somebody fills it in who does everything right.
    [[nodiscard]] web::Fields filled_in() const;
    /// With nothing written and nothing ticked.
    [[nodiscard]] web::Fields emptied() const;

    /// Sent by the browser that shows the form, with a fresh one-time token or with this one.
    [[nodiscard]] web::Response send(const web::Fields& fields);
    [[nodiscard]] web::Response send(const web::Fields& fields, const std::string& token);
    [[nodiscard]] std::string fresh_token();

private:
    GuardedForm row_;
    RunningSite site_;
    RecordIds records_;
    RecordIds strangers_;
    accounts::Actor writer_;
    HtmlForm form_;
    std::string before_;
};

}  // namespace kasane::tests
