#pragma once

#include "municipality/profile.hpp"
#include "municipality/table_reader.hpp"

namespace kasane::municipality {

/// The parts of a profile, each read from the root table. Only profile_reading.cpp calls these.
void read_frame(TableReader& root, Profile& profile);
void read_words(TableReader& root, Profile& profile);
void read_organisation(TableReader& root, Profile& profile, const ProfileVocabulary& vocabulary);
void read_programmes(TableReader& root, Profile& profile);
void read_meetings(TableReader& root, Profile& profile);
/// A list of role codes; one that Kasane does not have is a problem of its own.
[[nodiscard]] std::vector<std::string> read_role_codes(TableReader& table, std::string_view key,
                                                       const ProfileVocabulary& vocabulary);
void read_settings(TableReader& root, Profile& profile, const ProfileVocabulary& vocabulary);
/// The town's own choices first, then what points to choices.
void read_choices(TableReader& root, Profile& profile, const ProfileVocabulary& vocabulary);

/// What rows say together: a meeting's type with its consent, a desk's kind with its part in the
/// flow, a programme's statute item with its field. Called last; rows that could not be read are
/// passed over.
void check_profile(const Profile& profile, ReadingNotes& notes);

/// A table { value = …, source = … }.
template <class T, class Read>
[[nodiscard]] Sourced<T> read_sourced(TableReader& parent, std::string_view key, Read read) {
    Sourced<T> result;
    auto table = parent.table(key);
    if (!table) return result;
    result.value = read(*table, "value");
    result.source = table->code<Source>("source");
    table->finish();
    return result;
}

/// Keys as the ids they are.
template <class IdType>
[[nodiscard]] std::vector<IdType> as_ids(const std::vector<std::string>& words) {
    std::vector<IdType> result;
    for (const auto& word : words) result.emplace_back(word);
    return result;
}

template <class IdType>
[[nodiscard]] std::optional<IdType> as_id(const std::optional<std::string>& word) {
    if (!word || word->empty()) return std::nullopt;
    return IdType(*word);
}

}  // namespace kasane::municipality
