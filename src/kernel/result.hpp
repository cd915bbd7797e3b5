#pragma once

#include <string>
#include <utility>
#include <variant>

#include "kernel/ensure.hpp"

namespace kasane {

/// What kind of "no" a refusal is. web/ maps each kind to one HTTP status in one table
/// (web/refusal_page.cpp); a new kind needs a row there and a sentence in its test.
enum class RefusalKind {
    Rule,          ///< a rule of law or of the town forbids it now (409)
    NotPermitted,  ///< the reader's role does not allow this act (403)
    NotFound,      ///< no such record, or no ground to know of it: both look the same (404)
    Invalid,       ///< what was entered cannot be understood (422)
    Stale,         ///< somebody else saved first (409)
    Repeated,      ///< this form was sent before; nothing was done twice (303 to the result)
    TooMany,       ///< too many attempts (429)
};

/// 拒否 — an expected "no", as a value. It always says what to do next. Every member has a default, so
/// that a designated initialiser names only what it gives.
struct Refusal {
    RefusalKind kind = RefusalKind::Rule;
    std::string code{};  ///< stable name, e.g. "gate.plan_decision"; for tests and the log
    std::string message{};  ///< one or two polite sentences for the person at the desk
    std::string basis{};  ///< the provision, plan or profile row it rests on; may be empty
    std::string instead{};  ///< what can be done instead, or whom to ask; may be empty
    std::string field{};  ///< the form field it concerns; empty when it concerns the whole act
    std::string existing_id{};  ///< Repeated: the record the first sending made
};

/// Either a value or a Refusal. Faults (disk, database) are exceptions, not results.
template <class T>
class [[nodiscard]] Result {
public:
    explicit(false) Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
    explicit(false) Result(Refusal refusal) : held_(std::in_place_index<1>, std::move(refusal)) {}

    [[nodiscard]] bool ok() const noexcept { return held_.index() == 0; }
    explicit operator bool() const noexcept { return ok(); }

    [[nodiscard]] const T& value() const& {
        ensure(ok(), "a result is read only after its success was checked");
        return std::get<0>(held_);
    }
    [[nodiscard]] T& value() & {
        ensure(ok(), "a result is read only after its success was checked");
        return std::get<0>(held_);
    }
    [[nodiscard]] T&& value() && {
        ensure(ok(), "a result is read only after its success was checked");
        return std::get<0>(std::move(held_));
    }
    [[nodiscard]] const Refusal& refusal() const {
        ensure(!ok(), "a refusal is read only after the failure was checked");
        return std::get<1>(held_);
    }

    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }

private:
    std::variant<T, Refusal> held_;
};

/// An act without a value of its own.
struct Done {};

}  // namespace kasane
