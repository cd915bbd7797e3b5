#pragma once

#include <optional>
#include <string>

#include "municipality/profile.hpp"
#include "people/person.hpp"
#include "web/components.hpp"
#include "web/form_reading.hpp"

namespace kasane::people {

/// How the fields of one person stand in a form.
struct PersonForm {
    std::string prefix;                          ///< before every field name: "person_1_"
    bool asks_for_name = true;                   ///< marked 「※必須」
    std::string relation = {};                   ///< chosen at first: "self"
    std::optional<NewPerson> values = std::nullopt;  ///< what is stored already
    bool shows_locating = true;                  ///< 住所・電話・連絡時の注意
    bool lies_open = false;                      ///< the details are not folded away
};

/// 人 — what is asked first lies open, the rest behind 「生年月日・住所・電話など」.
[[nodiscard]] web::Html person_fields(const municipality::Profile& profile, const PersonForm& form,
                                      const web::Entered& entered);

/// What was typed; nothing when the fields were left as they came. Somebody with facts and no name
/// is called 「氏名不詳」.
[[nodiscard]] std::optional<NewPerson> read_person(web::FormReader& form,
                                                   const municipality::Profile& profile,
                                                   const PersonForm& fields);

/// 氏名不詳 — how somebody is called whose name nobody knows.
inline constexpr std::string_view unknown_name = "氏名不詳";

}  // namespace kasane::people
