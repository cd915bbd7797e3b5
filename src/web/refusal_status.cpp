#include "web/refusal_status.hpp"

namespace kasane::web {

int status_of(RefusalKind kind) {
    switch (kind) {
        case RefusalKind::Rule:
            return 409;
        case RefusalKind::NotPermitted:
            return 403;
        case RefusalKind::NotFound:
            return 404;
        case RefusalKind::Invalid:
            return 422;
        case RefusalKind::Stale:
            return 409;
        case RefusalKind::Repeated:
            return 303;
        case RefusalKind::TooMany:
            return 429;
    }
    broken_invariant("every kind of refusal has a status", std::source_location::current());
}

}  // namespace kasane::web
