#include "municipality/profile_store.hpp"

#include <sodium.h>

#include <array>

#include <fmt/format.h>

#include "kernel/ensure.hpp"
#include "storage/migrations.hpp"

namespace kasane::municipality {

std::string sha256_of(std::string_view text) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(text.data()),
                       text.size());
    std::string hex;
    for (const auto byte : digest) hex += fmt::format("{:02x}", byte);
    return hex;
}

std::optional<StoredProfile> newest_profile(storage::Reader& rows) {
    auto found = rows.row<int, std::string, std::string, std::string, Instant>(
        "select version, profile_key, toml, sha256, loaded_at from profiles"
        " where municipality = $1 order by version desc limit 1",
        rows.municipality());
    if (!found) return std::nullopt;
    auto [version, profile_key, toml, sha256, loaded_at] = std::move(*found);
    return StoredProfile{version, std::move(profile_key), std::move(toml), std::move(sha256),
                         loaded_at};
}

ProfileChange store_profile(storage::Transaction& store, const Profile& profile,
                            std::string_view toml, Instant now) {
    ensure(profile.code() == store.municipality(), "a profile is stored in its own town");
    const auto sha256 = sha256_of(toml);
    const auto newest = newest_profile(store);
    if (newest && newest->sha256 == sha256) return ProfileChange::Unchanged;
    store.execute(
        "insert into municipalities (municipality, name, created_at)"
        " values ($1, $2, $3)"
        " on conflict (municipality) do update set name = excluded.name",
        store.municipality(), profile.name, now);
    store.execute(
        "insert into profiles"
        " (municipality, version, profile_key, toml, sha256, loaded_at)"
        " values ($1, $2, $3, $4, $5, $6)",
        store.municipality(), newest ? newest->version + 1 : 1, profile.key, toml, sha256, now);
    return ProfileChange::NewVersion;
}

ProfileReading load_profile(storage::Database& database, const MunicipalityCode& municipality,
                            const ProfileVocabulary& vocabulary) {
    std::optional<StoredProfile> stored;
    database.read(municipality, [&](storage::Reader& rows) { stored = newest_profile(rows); });
    if (!stored) {
        return {nullptr,
                {{database.location(), 0, "",
                  fmt::format("市町村コード {} のプロファイルがありません。kasane profile load で"
                              "読み込んでください。",
                              municipality.text())}}};
    }
    return read_profile(
        stored->toml, fmt::format("{} (第{}版)", stored->profile_key, stored->version), vocabulary);
}

std::vector<MunicipalityCode> stored_municipalities(storage::Database& database) {
    std::vector<MunicipalityCode> found;
    database.maintain(
        [&](storage::Connection& connection) { found = storage::municipalities(connection); });
    return found;
}

}  // namespace kasane::municipality
