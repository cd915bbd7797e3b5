#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "kernel/codes.hpp"
#include "kernel/date.hpp"
#include "kernel/ensure.hpp"

namespace kasane::municipality {

/// What a plan says, or that it says nothing. 「記載なし」 is an answer of its own: it is printed
/// as such and never filled with a default. In a profile it is written `"not_stated"`.
template <class T>
class Stated {
public:
    Stated() = default;
    explicit(false) Stated(T value) : value_(std::move(value)) {}

    [[nodiscard]] bool stated() const noexcept { return value_.has_value(); }
    [[nodiscard]] const T& value() const {
        ensure(stated(), "only what is stated is read");
        return *value_;
    }
    [[nodiscard]] T value_or(T fallback) const { return value_.value_or(std::move(fallback)); }

    friend bool operator==(const Stated&, const Stated&) = default;

private:
    std::optional<T> value_;
};

/// 出典 — where a value of the profile comes from, so that nobody takes a default for a promise
/// of the town.
enum class Source {
    Plan,              ///< printed in the town's plan
    Inferred,          ///< follows from what is printed, but is not printed
    GeneralKnowledge,  ///< known of every town (its prefecture), not printed
    Default,           ///< the plan is silent; Kasane proposes it and the town may change it
};

/// A value together with where it comes from.
template <class T>
struct Sourced {
    T value{};
    Source source = Source::Default;
    friend bool operator==(const Sourced&, const Sourced&) = default;
};

/// 有効期間 — from when to when a row of the profile holds; an open end is no date. A row that is
/// replaced stays, so that a past plan can be printed as it was.
struct Validity {
    std::optional<Date> from;
    std::optional<Date> until;  ///< the last day on which it holds

    [[nodiscard]] bool holds_on(const Date& day) const {
        return (!from || *from <= day) && (!until || day <= *until);
    }
    friend bool operator==(const Validity&, const Validity&) = default;
};

}  // namespace kasane::municipality

namespace kasane {
template <>
inline constexpr auto codes<municipality::Source> = std::array{
    Code<municipality::Source>{municipality::Source::Plan, "plan", "計画に記載"},
    Code<municipality::Source>{municipality::Source::Inferred, "inferred", "計画から推定"},
    Code<municipality::Source>{municipality::Source::GeneralKnowledge, "general_knowledge",
                               "一般に知られている事実"},
    Code<municipality::Source>{municipality::Source::Default, "default", "初期値"},
};
}  // namespace kasane
