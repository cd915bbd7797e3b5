#pragma once

#include "storage/database.hpp"

namespace kasane::storage {

/// Tells SQLite's planner how our indexes narrow. Every one begins with the municipality, which
/// narrows nothing where a file holds one town; left to its own guess the planner takes that first
/// column for a good one and reads a whole town to save a sort. The figures are of the shape of the
/// schema, not of the rows: plans are the same in a young town and a large one. PostgreSQL gathers
/// its own statistics.
void tell_planner(Connection& connection);

}  // namespace kasane::storage
