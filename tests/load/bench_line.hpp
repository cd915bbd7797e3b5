#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kasane::load {

/// Whether a budget is the most or the least that is wanted.
enum class Bound { AtMost, AtLeast };

/// 予算 — one of architecture's budgets: what is measured, in what, against what.
struct Budget {
    std::string_view name;
    std::string_view unit;
    double figure = 0;
    Bound bound = Bound::AtMost;
};

/// Prints the line of a budget: BENCH <name> <measured> <unit> <budget> ok|over.
void tell(const Budget& budget, double measured);
/// Prints something to know beside it, to the other stream.
void remark(std::string_view what);

/// The value below which that share of the values lies; of an empty list none.
[[nodiscard]] double quantile(std::vector<double> values, double share);
[[nodiscard]] inline double median(std::vector<double> values) {
    return quantile(std::move(values), 0.5);
}

}  // namespace kasane::load
