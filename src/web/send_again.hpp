#pragma once

#include <optional>

#include "web/http.hpp"

namespace kasane::web {

/// What somebody wrote in the fields of a form, without numbers of gate.my_number; nothing when
/// nobody wrote anything.
[[nodiscard]] Html written_words(const Fields& fields);

/// もう一度送る — a form that was sent and could not be answered for, ready to be sent once more just
/// as it was. Its one-time token makes two sendings one record, whatever became of the first. The
/// browser keeps it: where nothing can be stored, no draft can be either.
///
/// Nothing where that is not possible: a page that was only opened, a form without a one-time
/// token; a password, which no page carries; a number of gate.my_number, which is asked about
/// first. Files are chosen once more. Whoever calls has made sure that the form is ours (FormGuard::is_our_form).
[[nodiscard]] std::optional<Html> send_again(const Request& request);

}  // namespace kasane::web
