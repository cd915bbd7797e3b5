#include "web/form_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "kernel/ids.hpp"
#include "kernel/japanese_text.hpp"
#include "web/choice_areas.hpp"
#include "web/form_fields.hpp"
#include "web/form_names.hpp"
#include "web/request_parsing.hpp"

namespace kasane::web {
namespace {

/// As with the parts of a date (kernel parse_japanese_date).
constexpr std::string_view last_iso_date = "2199-12-31";

constexpr std::size_t fewest_phone_digits = 3;  // 110, 189
constexpr std::size_t most_phone_digits = 15;   // E.164

/// Fields whose value is ours or secret: a run of digits in them is no 個人番号.
bool is_left_alone(std::string_view name, std::string_view value) {
    return name == csrf_field || name == form_token_field || name == draft_key_field ||
           is_password(name) || is_uuid(value);
}

/// Line feed and tab are seen; everything else below a blank, and the second set of control
/// characters (U+0080 to U+009F), is not. Neither are the marks that turn the reading direction.
bool is_hidden(std::string_view character) {
    if (character.size() == 1) {
        const auto byte = static_cast<unsigned char>(character.front());
        return (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F;
    }
    return !is_clean_text(character);
}

std::size_t length_of_character(std::string_view text) {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    return std::min(length, text.size());
}

std::string without_hidden_characters(std::string_view text) {
    if (is_clean_text(text)) return std::string(text);
    std::string visible;
    visible.reserve(text.size());
    while (!text.empty()) {
        const auto character = text.substr(0, length_of_character(text));
        if (!is_hidden(character)) visible += character;
        text.remove_prefix(character.size());
    }
    return visible;
}

std::string joined(std::string_view name, std::string_view ending) {
    return std::string(name) + std::string(ending);
}

bool contains(const std::vector<std::string>& all, std::string_view wanted) {
    return std::find(all.begin(), all.end(), wanted) != all.end();
}

/// Telephone numbers come as 「（０２６６）４１－１１１１」 too.
std::optional<std::string> half_width_phone(std::string_view typed) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> same{{
        {"－", "-"},
        {"ー", "-"},
        {"‐", "-"},
        {"−", "-"},
        {"―", "-"},
        {"（", "("},
        {"）", ")"},
        {"　", " "},
        {"＋", "+"},
        {"ｰ", "-"},
    }};
    const auto digits = half_width_digits(tidy_text(typed));
    std::string phone;
    for (std::string_view rest = digits; !rest.empty();) {
        const auto character = rest.substr(0, length_of_character(rest));
        rest.remove_prefix(character.size());
        const auto* found = std::find_if(same.begin(), same.end(),
                                         [&](const auto& pair) { return pair.first == character; });
        const auto plain = found == same.end() ? character : found->second;
        if (plain.size() != 1 ||
            std::string_view("0123456789-() +").find(plain) == std::string_view::npos) {
            return std::nullopt;
        }
        phone += plain;
    }
    return phone;
}

/// The number at the beginning of the text, which is taken off it; nothing above `most`.
std::optional<unsigned> take_number(std::string_view& text, unsigned most) {
    unsigned value = 0;
    const auto [stopped, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc() || value > most) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(stopped - text.data()));
    return value;
}

bool take_sign(std::string_view& text, std::string_view sign) {
    if (!text.starts_with(sign)) return false;
    text.remove_prefix(sign.size());
    return true;
}

/// 「14:00」 of 「14:00」, 「14：00」, 「1400」, 「14時」, 「14時30分」; empty for what is no time of day.
std::string time_from(std::string_view typed) {
    constexpr unsigned last_time = 2359;
    const auto size = typed.size();
    const auto first = take_number(typed, last_time);
    if (!first) return {};
    unsigned hour = *first;
    std::optional<unsigned> minute;
    if (typed.empty() && size >= 3) {  // without a sign: the last two digits are minutes
        hour = *first / 100;
        minute = *first % 100;
    } else if (take_sign(typed, "時")) {
        minute = typed.empty() ? 0 : take_number(typed, 59);
        take_sign(typed, "分");
    } else if (take_sign(typed, ":") || take_sign(typed, "：")) {
        minute = take_number(typed, 59);
    }
    if (!minute || *minute > 59 || hour > 23 || !typed.empty()) return {};
    return fmt::format("{:02}:{:02}", hour, *minute);
}

}  // namespace

Fields without_my_numbers(const Fields& fields, std::vector<std::string>& masked) {
    Fields safe;
    for (const auto& [name, value] : fields.entries()) {
        // Taking away what nobody can see may join the digits of a number.
        const auto hidden = is_left_alone(name, value)
                                ? std::nullopt
                                : mask_my_number(without_hidden_characters(value));
        if (hidden) masked.push_back(name);
        safe.add(name, hidden ? *hidden : value);
    }
    return safe;
}

FormReader::FormReader(const Fields& fields) : fields_(without_my_numbers(fields, masked_)) {
    const bool asked = !fields_.get(my_number_asked_field).empty();
    if (asked && !checked(my_number_checked_field)) {
        add_error(
            my_number_checked_field,
            "伏せた番号を確かめ、よければ「番号を伏せた内容で保存します」に印を付けてください。");
    }
}

std::string FormReader::text(std::string_view name, std::string_view label,
                             const TextLimit& limit) {
    return checked_text(name, label, limit, Lines::One);
}

std::string FormReader::long_text(std::string_view name, std::string_view label,
                                  const TextLimit& limit) {
    return checked_text(name, label, limit, Lines::Several);
}

std::string FormReader::checked_text(std::string_view name, std::string_view label,
                                     const TextLimit& limit, Lines lines) {
    auto typed = without_hidden(name, label, tidy_text(fields_.get(name)));
    if (contains(masked_, name) && !checked(my_number_checked_field)) {
        add_error(name,
                  fmt::format("「{}」に個人番号(マイナンバー)と思われる番号があったため、伏せ字に"
                              "しました。番号は記録できません。この内容でよければ、もう一度"
                              "保存してください。",
                              label));
    }
    if (typed.empty()) {
        if (limit.need == Need::Required) {
            add_error(name, fmt::format("{}を入力してください。", label));
        }
        return typed;
    }
    if (lines == Lines::One && typed.find_first_of("\n\t") != std::string::npos) {
        add_error(name, fmt::format("{}は改行せずに1行で入力してください。", label));
    }
    // Bytes first: counting graphemes of a huge text would cost more than refusing it.
    const auto length = character_count(typed);
    if (length > limit.characters) {
        add_error(name, fmt::format("{}は{}文字までで入力してください。いまは{}文字あります。",
                                    label, limit.characters, length));
    }
    return typed;
}

std::string FormReader::without_hidden(std::string_view name, std::string_view label,
                                       std::string typed) {
    if (is_clean_text(typed)) return typed;
    auto visible = tidy_text(without_hidden_characters(typed));
    add_error(name,
              fmt::format("{}に目に見えない文字が入っていたため、取り除きました。内容を確かめて、"
                          "もう一度保存してください。",
                          label));
    fields_.replace(name, visible);
    return visible;
}

std::optional<Date> FormReader::date(std::string_view name, std::string_view label, Need need) {
    const auto year = fields_.get(joined(name, year_ending));
    const auto month = fields_.get(joined(name, month_ending));
    const auto day = fields_.get(joined(name, day_ending));
    const auto is_blank = [](std::string_view part) { return tidy_text(part).empty(); };
    if (is_blank(year) && is_blank(month) && is_blank(day)) {
        const auto whole = tidy_text(fields_.get(name));
        if (whole.empty()) {
            if (need == Need::Required)
                add_error(name, fmt::format("{}を入力してください。", label));
            return std::nullopt;
        }
        const auto found = Date::parse(half_width_digits(whole));
        if (found && found->text() <= last_iso_date) return found;
        add_error(name, fmt::format("{}は「2026-11-21」の形で入力してください。", label));
        return std::nullopt;
    }
    const auto era_given = fields_.get(joined(name, era_ending));
    const auto era = era_given.empty() ? Era::Western : era_from_code(era_given);
    if (!era) {
        add_error(name, fmt::format("{}の元号を一覧から選んでください。", label));
        return std::nullopt;
    }
    auto found = parse_japanese_date(*era, year, month, day);
    if (!found) {
        add_error(name, fmt::format("{}: {}", label, found.refusal().message));
        return std::nullopt;
    }
    return *found;
}

std::optional<std::int64_t> FormReader::integer(std::string_view name, std::string_view label,
                                                std::int64_t least, std::int64_t most, Need need) {
    const auto typed = half_width_digits(tidy_text(fields_.get(name)));
    if (typed.empty()) {
        if (need == Need::Required) add_error(name, fmt::format("{}を入力してください。", label));
        return std::nullopt;
    }
    std::int64_t number = 0;
    const auto* end = typed.data() + typed.size();
    const auto [stopped, problem] = std::from_chars(typed.data(), end, number);
    if (problem == std::errc::invalid_argument || stopped != end) {
        add_error(name, fmt::format("{}は数字で入力してください。", label));
        return std::nullopt;
    }
    if (problem == std::errc::result_out_of_range || number < least || number > most) {
        add_error(name,
                  fmt::format("{}は{}から{}までの数字で入力してください。", label, least, most));
        return std::nullopt;
    }
    return number;
}

bool FormReader::checked(std::string_view name) const { return !fields_.get(name).empty(); }

std::string FormReader::phone(std::string_view name, std::string_view label, Need need) {
    const auto typed = fields_.get(name);
    if (tidy_text(typed).empty()) {
        if (need == Need::Required) add_error(name, fmt::format("{}を入力してください。", label));
        return {};
    }
    auto found = half_width_phone(typed);
    const auto digits = found ? digits_of(*found).size() : 0;
    if (digits < fewest_phone_digits || digits > most_phone_digits) {
        add_error(
            name,
            fmt::format("{}は「0266-41-1111」のように数字とハイフンで入力してください。", label));
        return {};
    }
    return std::move(*found);
}

std::string FormReader::time_of_day(std::string_view name, std::string_view label) {
    const auto typed = half_width_digits(text(name, label));
    if (typed.empty() || has_error(name)) return {};
    auto time = time_from(typed);
    if (time.empty()) {
        add_error(name, fmt::format("{}は「14:00」のように入力してください。", label));
    }
    return time;
}

std::optional<std::string> FormReader::id(std::string_view name, std::string_view label,
                                          Need need) {
    const auto sent = fields_.get(name);
    if (is_uuid(sent)) return std::string(sent);
    if (need == Need::Required || !sent.empty()) {
        add_error(name, fmt::format("{}を選んでください。", label));
    }
    return std::nullopt;
}

std::vector<std::string> FormReader::id_texts_of(std::string_view name, std::string_view label,
                                                 Need need) {
    std::vector<std::string> found;
    for (const auto& sent : fields_.all(name)) {
        if (sent.empty() || contains(found, sent)) continue;
        if (!is_uuid(sent)) {
            add_error(name, fmt::format("{}は一覧にあるものから選んでください。", label));
            continue;
        }
        found.emplace_back(sent);
    }
    if (found.empty() && need == Need::Required) {
        add_error(name, fmt::format("{}を一つ以上選んでください。", label));
    }
    return found;
}

std::optional<std::string> FormReader::code(std::string_view name, std::string_view label,
                                            const std::vector<std::string>& allowed, Need need) {
    const auto sent = fields_.get(name);
    if (contains(allowed, sent)) return std::string(sent);
    if (!sent.empty()) {
        add_error(name, fmt::format("{}は一覧にあるものから選んでください。", label));
    } else if (need == Need::Required) {
        add_error(name, fmt::format("{}を選んでください。", label));
    }
    return std::nullopt;
}

std::vector<std::string> FormReader::codes_of(std::string_view name, std::string_view label,
                                              const std::vector<std::string>& allowed, Need need) {
    std::vector<std::string> found;
    for (const auto& sent : fields_.all(name)) {
        if (sent.empty() || contains(found, sent)) continue;
        if (!contains(allowed, sent)) {
            add_error(name, fmt::format("{}は一覧にあるものから選んでください。", label));
            continue;
        }
        found.emplace_back(sent);
    }
    if (found.empty() && need == Need::Required) {
        add_error(name, fmt::format("{}を一つ以上選んでください。", label));
    }
    return found;
}

std::string FormReader::mark(std::string_view name, std::string_view list, std::string_view label,
                             const std::vector<std::string>& allowed) {
    const auto sent = fields_.get(name);
    if (sent.empty() || contains(allowed, sent)) return std::string(sent);
    add_error(list, fmt::format("{}は一覧にあるものから選んでください。", label));
    return {};
}

std::int64_t FormReader::version() const {
    const auto sent = fields_.get(version_field);
    std::int64_t number = 0;
    const auto [stopped, problem] = std::from_chars(sent.data(), sent.data() + sent.size(), number);
    const bool whole = problem == std::errc() && stopped == sent.data() + sent.size();
    return whole && number > 0 ? number : 0;
}

std::string_view FormReader::act() const { return fields_.get(act_field); }

bool FormReader::has_error(std::string_view name) const {
    return std::any_of(errors_.begin(), errors_.end(),
                       [&](const FieldError& error) { return error.field == name; });
}

void FormReader::add_error(std::string_view field, std::string_view message) {
    if (!field.empty() && has_error(field)) return;
    errors_.push_back({std::string(field), std::string(message)});
}

void FormReader::add_error(const Refusal& refusal) {
    add_error(refusal.field, refusal.message);
    stale_ = stale_ || refusal.kind == RefusalKind::Stale;
}

Entered FormReader::entered() const {
    auto shown = fields_;
    if (has_masked()) shown.replace(my_number_asked_field, "yes");
    return Entered(std::move(shown), errors_, stale_);
}

Html my_number_question(const Entered& entered) {
    return when(!entered.value(my_number_asked_field).empty(), [&] {
        return group(
            hidden_field(my_number_asked_field, "yes"),
            check_field(
                {.name = std::string(my_number_checked_field),
                 .label = "番号を伏せた内容で保存します",
                 .help =
                     "個人番号(マイナンバー)は記録できません。伏せ字にした所を確かめてください。",
                 .required = true},
                entered));
    });
}

}  // namespace kasane::web
