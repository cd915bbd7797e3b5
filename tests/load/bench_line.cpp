#include "tests/load/bench_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

#include "kernel/ensure.hpp"

namespace kasane::load {
namespace {

/// Three figures that count, and never 1e+04.
std::string shown(double value) {
    const double size = std::abs(value);
    if (size >= 100) return fmt::format("{:.0f}", value);
    if (size >= 10) return fmt::format("{:.1f}", value);
    return fmt::format("{:.2f}", value);
}

}  // namespace

void tell(const Budget& budget, double measured) {
    const bool holds =
        budget.bound == Bound::AtMost ? measured <= budget.figure : measured >= budget.figure;
    fmt::print("BENCH {} {} {} {} {}\n", budget.name, shown(measured), budget.unit,
               fmt::format("{:g}", budget.figure), holds ? "ok" : "over");
    std::fflush(stdout);
}

void remark(std::string_view what) { fmt::print(stderr, "  {}\n", what); }

double quantile(std::vector<double> values, double share) {
    ensure(!values.empty(), "something was measured");
    const auto last = static_cast<double>(values.size() - 1);
    const auto at = static_cast<std::ptrdiff_t>(std::lround(share * last));
    std::nth_element(values.begin(), values.begin() + at, values.end());
    return values[static_cast<std::size_t>(at)];
}

}  // namespace kasane::load
