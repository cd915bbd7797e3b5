#include "municipality/demonstration_mark.hpp"

namespace kasane::municipality {

void mark_as_demonstration(storage::Transaction& store, Instant now) {
    store.execute(
        "insert into demonstrations (municipality, made_at) values ($1, $2)"
        " on conflict (municipality) do nothing",
        store.municipality(), now);
}

bool is_demonstration(storage::Reader& rows) {
    return rows.value<std::int64_t>("select count(*) from demonstrations where municipality = $1",
                                    rows.municipality()) > 0;
}

}  // namespace kasane::municipality
