#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kernel/codes.hpp"
#include "kernel/date.hpp"
#include "kernel/result.hpp"
#include "web/entered.hpp"
#include "web/html.hpp"
#include "web/http.hpp"

namespace kasane::web {

enum class Need { Optional, Required };

/// How much a field takes. Counted as a person counts characters.
struct TextLimit {
    std::size_t characters = 100;
    Need need = Need::Optional;
};
inline constexpr std::size_t name_characters = 60;
inline constexpr std::size_t line_characters = 200;
inline constexpr std::size_t long_characters = 10'000;

/// 入力の読取り — reads a form into typed values and gathers every mistake, each as one sentence
/// beside its field. It never throws on what somebody typed, and what was typed is kept for the
/// form that comes back. A valid 個人番号 in any field is masked before anything else reads it; the
/// text that holds it is a mistake once, so that the writer sees what became of it and sends it
/// again. A form with my_number_question() has it confirmed by a tick (gate.my_number).
class FormReader {
public:
    explicit FormReader(const Fields& fields);

    /// One line, tidied (kernel tidy_text): too long, control characters or a line break in it is a
    /// mistake. `label` is how the message calls the field: 「氏名」.
    [[nodiscard]] std::string text(std::string_view name, std::string_view label,
                                   const TextLimit& limit = {});
    /// Several lines; line breaks and tabs are allowed.
    [[nodiscard]] std::string long_text(std::string_view name, std::string_view label,
                                        const TextLimit& limit = {long_characters, Need::Optional});
    /// name_era, name_year, name_month, name_day, or the name alone with an ISO date. All empty:
    /// nothing (a mistake when required).
    [[nodiscard]] std::optional<Date> date(std::string_view name, std::string_view label,
                                           Need need = Need::Optional);
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view name, std::string_view label,
                                                      std::int64_t least, std::int64_t most,
                                                      Need need = Need::Optional);
    /// A box that was ticked.
    [[nodiscard]] bool checked(std::string_view name) const;
    /// 電話番号: digits in any width with hyphens and brackets; comes back in half width.
    [[nodiscard]] std::string phone(std::string_view name, std::string_view label,
                                    Need need = Need::Optional);
    /// 時刻 as 「14:00」, also typed as 「１４時」, 「14時30分」 or 「1400」; empty when nothing was typed.
    [[nodiscard]] std::string time_of_day(std::string_view name, std::string_view label);
    /// The id of a record; anything that is no UUID is nothing (a mistake when required).
    [[nodiscard]] std::optional<std::string> id(std::string_view name, std::string_view label,
                                                Need need = Need::Optional);
    /// The ids of records that were ticked, each once; anything that is no UUID is a mistake.
    template <class IdType>
    [[nodiscard]] std::vector<IdType> ids_of(std::string_view name, std::string_view label,
                                             Need need = Need::Optional) {
        std::vector<IdType> all;
        for (auto& each : id_texts_of(name, label, need)) all.emplace_back(std::move(each));
        return all;
    }
    /// One of the codes; an unknown code is a mistake, an empty one only when required.
    [[nodiscard]] std::optional<std::string> code(std::string_view name, std::string_view label,
                                                  const std::vector<std::string>& allowed,
                                                  Need need = Need::Optional);
    [[nodiscard]] std::vector<std::string> codes_of(std::string_view name, std::string_view label,
                                                    const std::vector<std::string>& allowed,
                                                    Need need = Need::Optional);
    /// The one choice of a list of ticks that is marked (MarkOne); it has no place for a message of
    /// its own, so that a mistake stands beside the list.
    [[nodiscard]] std::string mark(std::string_view name, std::string_view list,
                                   std::string_view label, const std::vector<std::string>& allowed);
    /// What was sent, unread.
    [[nodiscard]] std::string_view value(std::string_view name) const { return fields_.get(name); }
    /// The version the form was filled from; 0 when it carries none.
    [[nodiscard]] std::int64_t version() const;
    /// Which of several submit buttons was pressed.
    [[nodiscard]] std::string_view act() const;

    template <Coded E>
    [[nodiscard]] std::optional<E> choice(std::string_view name, std::string_view label,
                                          Need need = Need::Optional) {
        const auto found = code(name, label, all_codes<E>(), need);
        return found ? from_code<E>(*found) : std::nullopt;
    }
    template <Coded E>
    [[nodiscard]] std::vector<E> choices(std::string_view name, std::string_view label,
                                         Need need = Need::Optional) {
        std::vector<E> values;
        for (const auto& each : codes_of(name, label, all_codes<E>(), need)) {
            values.push_back(*from_code<E>(each));
        }
        return values;
    }

    /// Adds a mistake that a rule of the work found (Refusal::field, Refusal::message).
    void add_error(std::string_view field, std::string_view message);
    /// The same for one that says in which way the whole form was refused.
    void add_error(const Refusal& refusal);

    [[nodiscard]] bool ok() const noexcept { return errors_.empty(); }
    /// What to show when the form comes back: what was typed (numbers masked) and the mistakes.
    [[nodiscard]] Entered entered() const;
    /// True when a 個人番号 was masked: drafts and pages say so.
    [[nodiscard]] bool has_masked() const noexcept { return !masked_.empty(); }

private:
    template <Coded E>
    static std::vector<std::string> all_codes() {
        std::vector<std::string> all;
        for (const auto& entry : kasane::codes<E>) all.emplace_back(entry.code);
        return all;
    }
    enum class Lines { One, Several };
    std::vector<std::string> id_texts_of(std::string_view name, std::string_view label, Need need);
    std::string checked_text(std::string_view name, std::string_view label, const TextLimit& limit,
                             Lines lines);
    /// The text without what nobody can see; telling so is a mistake beside the field.
    std::string without_hidden(std::string_view name, std::string_view label, std::string text);
    /// One mistake a field is enough: the first one is the one to mend.
    [[nodiscard]] bool has_error(std::string_view name) const;

    std::vector<std::string> masked_;  ///< before fields_, whose making fills it
    Fields fields_;
    std::vector<FieldError> errors_;
    bool stale_ = false;
};

/// The same fields with every 個人番号 masked; the names of those that held one go to `masked`.
/// Passwords, tokens and ids of records are left as they are.
[[nodiscard]] Fields without_my_numbers(const Fields& fields, std::vector<std::string>& masked);

/// Whether the form comes back with this refusal: something in it is to be mended, or there are two
/// versions to choose from. Every other refusal concerns the whole act and has a page of its own.
[[nodiscard]] constexpr bool returns_form(const Refusal& refusal) {
    return refusal.kind == RefusalKind::Invalid || refusal.kind == RefusalKind::Stale;
}

inline constexpr std::string_view my_number_asked_field = "my_number_asked";
inline constexpr std::string_view my_number_checked_field = "my_number_checked";

/// 「番号を伏せた内容で保存します」 — the tick that confirms a masked number; nothing as long as none
/// was masked. Stands above the buttons of a form that comes back.
[[nodiscard]] Html my_number_question(const Entered& entered);

}  // namespace kasane::web
