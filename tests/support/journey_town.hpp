#pragma once

#include <filesystem>

namespace kasane::tests {

/// 旅のまち — a town in which every form of guarded_forms.hpp stands, at its stage, on the screen of
/// somebody who may fill it in, and every page of guarded_routes.hpp has a record and a reader. It is
/// written to a data folder that `kasane serve` opens, as of now, with a list (JSON) of what stands
/// where beside it. The journeys walk that list: a form or page without a line is not on it and
/// fails FormTable or RouteTable.
///
/// The list:
///   password  of everybody
///   forms     name, page, action, pattern (of the action), writer, colleague (same role, same
///             desk), keeps_draft, words (the names of its text fields), dates, fields (name and
///             value of all that is sent, as somebody fills it in who does everything right), done
///   pages     pattern, address, readers (none: open to everybody)
///   posts     the pattern of every POST route of the program
void write_journey_town(const std::filesystem::path& data, const std::filesystem::path& list);

}  // namespace kasane::tests
