#pragma once

#include <functional>
#include <vector>

#include "access/scope.hpp"

namespace kasane::casefile {

/// What one room tells the others about, inside its own transaction. main.cpp wires who listens.
struct ConsentArrived {
    CaseId case_id;
    PersonId person;
    ConsentId consent;
};
struct ConsentWithdrawn {
    CaseId case_id;
    PersonId person;
    ConsentId consent;
    bool person_still_consents = false;
};
struct CaseClosed {
    CaseId case_id;
};
/// The coordinator no longer holds the case: it went back to the network, or was closed.
struct CoordinationEnded {
    CaseId case_id;
};

/// A bell with listeners: each runs in the ringing act's transaction, in the order of wiring.
template <class Event>
class Bell {
public:
    using Listener = std::function<void(access::ActScope&, const Event&)>;
    void listen(Listener listener) { listeners_.push_back(std::move(listener)); }
    void ring(access::ActScope& act, const Event& event) const {
        for (const auto& listener : listeners_) listener(act, event);
    }

private:
    std::vector<Listener> listeners_;
};

struct Events {
    Bell<ConsentArrived> consent_arrived;
    Bell<ConsentWithdrawn> consent_withdrawn;
    Bell<CaseClosed> case_closed;
    Bell<CoordinationEnded> coordination_ended;
};

}  // namespace kasane::casefile
