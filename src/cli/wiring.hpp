#pragma once

#include "access/town.hpp"
#include "casefile/events.hpp"

namespace kasane::cli {

/// What follows what, between rooms that do not know each other: search follows the grounds, the
/// case moves when consent arrives, plans and roles are looked at when it is withdrawn, roles end
/// with the case. Whoever makes a Town (serve, demo, tests) wires it here.
void wire(access::Town& town, casefile::Events& events);

}  // namespace kasane::cli
