#pragma once

#include <array>
#include <cstddef>
#include <optional>

namespace kasane {

/// One row of a process: from this state, this event leads to that state.
template <class State, class Event>
struct Transition {
    State from;
    Event event;
    State to;
};

/// Where the event leads; nothing when the table has no such row.
template <class State, class Event, std::size_t N>
[[nodiscard]] constexpr std::optional<State> next_state(
    const std::array<Transition<State, Event>, N>& table, State from, Event event) {
    for (const auto& row : table) {
        if (row.from == from && row.event == event) return row.to;
    }
    return std::nullopt;
}

/// True when no state and event have two targets.
template <class State, class Event, std::size_t N>
[[nodiscard]] constexpr bool is_deterministic(
    const std::array<Transition<State, Event>, N>& table) {
    for (std::size_t i = 0; i < N; ++i) {
        for (std::size_t j = i + 1; j < N; ++j) {
            if (table[i].from == table[j].from && table[i].event == table[j].event) return false;
        }
    }
    return true;
}

/// True when the target can be reached from the start by some sequence of events.
template <class State, class Event, std::size_t N>
[[nodiscard]] constexpr bool can_reach(const std::array<Transition<State, Event>, N>& table,
                                       State start, State target) {
    std::array<State, N + 1> reached{};
    std::size_t count = 0;
    reached[count++] = start;
    for (std::size_t i = 0; i < count; ++i) {
        if (reached[i] == target) return true;
        for (const auto& row : table) {
            if (row.from != reached[i]) continue;
            bool known = false;
            for (std::size_t k = 0; k < count; ++k) known = known || reached[k] == row.to;
            if (!known) reached[count++] = row.to;
        }
    }
    return false;
}

}  // namespace kasane
