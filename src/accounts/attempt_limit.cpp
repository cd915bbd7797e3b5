#include "accounts/attempt_limit.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace kasane::accounts {

std::string network_of(std::string_view address) {
    std::array<unsigned char, 16> bytes{};
    const std::string text(address);
    if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
    constexpr std::array<unsigned char, 12> carried_ipv4{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    const bool is_ipv4 = std::equal(carried_ipv4.begin(), carried_ipv4.end(), bytes.begin());
    return {reinterpret_cast<const char*>(bytes.data()), is_ipv4 ? bytes.size() : 8};
}

AttemptLimit::Answer AttemptLimit::ask(std::string_view address, Instant now) {
    const std::lock_guard lock(mutex_);
    const auto found = by_network_.find(network_of(address));
    if (found == by_network_.end()) return Answer::Welcome;
    auto& failures = found->second;
    if (now >= failures.window_began.plus_seconds(limits_.window_seconds)) {
        by_network_.erase(found);
        return Answer::Welcome;
    }
    if (failures.count < limits_.failures) return Answer::Welcome;
    if (failures.was_told) return Answer::Stopped;
    failures.was_told = true;
    return Answer::JustStopped;
}

void AttemptLimit::failed(std::string_view address, Instant now) {
    const std::lock_guard lock(mutex_);
    auto network = network_of(address);
    if (!by_network_.contains(network)) make_room(now);
    auto& failures =
        by_network_.try_emplace(std::move(network), Failures{now, 0, false}).first->second;
    if (now >= failures.window_began.plus_seconds(limits_.window_seconds)) {
        failures = Failures{now, 0, false};
    }
    ++failures.count;
}

void AttemptLimit::make_room(Instant now) {
    if (by_network_.size() < limits_.addresses) return;
    std::erase_if(by_network_, [&](const auto& each) {
        return now >= each.second.window_began.plus_seconds(limits_.window_seconds);
    });
    // Rather forget one with few failures than one that was stopped.
    while (by_network_.size() >= limits_.addresses) {
        by_network_.erase(std::ranges::min_element(
            by_network_, {}, [](const auto& each) { return each.second.count; }));
    }
}

}  // namespace kasane::accounts
