#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/running_site.hpp"

namespace kasane::tests {

/// What every private text of a written household holds, so that a page that shows one is found
/// out. (It is in no list of codes, no term and no name of somebody who works there.)
inline constexpr std::string_view secret_word = "翡翠";

/// The ids of records, by the names of the parameters of the routes: {case}, {person} …
using RecordIds = std::map<std::string, std::string, std::less<>>;

/// どこまで進んだか — each stage holds those before it.
enum class Stage {
    Received,    ///< 相談 with an attachment: {case} {person} {inquiry} {attachment}
    Referred,    ///< つなぎメモ to the coordinating desk, not answered yet: {memo}
    Accepted,    ///< taken up there, a note written, shared by law with one desk: {sharing}
    Considered,  ///< a 支援会議 convened, its notice accepted by the coordinator: {sitting} {item}
    Recorded,  ///< its minutes, with a role of the coordinating desk: {role}
    Consented,  ///< the person consents, the case is assessed: {consent}
    Planned,  ///< the need is recognised, a plan drafted: {plan}
    Found,  ///< a 重層的支援会議 found it appropriate
    Decided,  ///< 支援決定
    Evaluated,  ///< 評価
};

/// Who writes it down.
struct Writers {
    accounts::Actor worker;  ///< at the desk that receives
    accounts::Actor coordinator;  ///< at the coordinating desk
    std::vector<AccountId> convened = {};  ///< to the 支援会議, besides these two
    std::optional<accounts::Actor> rescuer = std::nullopt;  ///< opens in an emergency: {opening}
    /// So long ago that the opening is over and can be reviewed.
    int rescued_days_ago = 0;
};

/// A household of one person, 「翡翠 <name>」, carried through the acts of every room.
[[nodiscard]] RecordIds write_household(RunningSite& site, const Writers& writers,
                                        std::string_view name, Stage until);

/// The address a pattern stands for: "/cases/{case}" with the id of `case`. A name without an id
/// is a mistake of the test.
[[nodiscard]] std::string address_of(std::string_view pattern, const RecordIds& ids);
/// Ids that look like records and are none.
[[nodiscard]] RecordIds unknown_records();
/// The names of the parameters, as they stand in the pattern.
[[nodiscard]] std::vector<std::string> parameters_of(std::string_view pattern);

/// The value of an act that the test needs and does not examine.
template <class T>
T must(Result<T> result) {
    ensure(result.ok(),
           result.ok() ? std::string() : result.refusal().code + " " + result.refusal().message);
    return std::move(result).value();
}

}  // namespace kasane::tests
