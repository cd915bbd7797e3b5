#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/case_reading.hpp"
#include "access/office.hpp"
#include "casefile/casefile.hpp"
#include "people/person.hpp"
#include "web/components.hpp"

namespace kasane::casefile {

/// ケースの一場面 — one case as one reader sees it at this moment. Every page below /cases/{case}
/// is made from it.
struct CaseView {
    access::ReadScope& scope;
    access::CaseReading& reading;
    const CaseHead& head;
    const std::vector<people::Person>& persons;  ///< those the reader may identify
    std::size_t hidden_persons = 0;

    [[nodiscard]] bool can(accounts::Act act) const { return accounts::may(scope.actor, act); }
    /// 「山田 花子」 or 「世帯員」 for somebody the reader may not identify.
    [[nodiscard]] std::string name_of(const PersonId& person) const;
    [[nodiscard]] std::string path(std::string_view below = {}) const;
};

/// What a room of the house has to say on 概要: what can be done next, what cannot and why, and
/// sections of its own.
struct CaseOffers {
    web::NextStep next;
    std::vector<web::Html> overview;  ///< sections of 概要, in the order of wiring
};
/// What a room adds to the pages of a case; either may be missing. Wired in cli/, so that casefile/
/// need not know the rooms.
struct CaseContribution {
    /// The tabs stand on every page of the case: they are made without reading.
    std::function<void(const CaseView&, std::vector<web::Tab>&)> tabs = {};
    /// What 「新しく記録」 offers besides on these pages; made without reading.
    std::function<void(const CaseView&, std::vector<web::Link>&)> records = {};
    /// Asked once, when 概要 is made.
    std::function<void(const CaseView&, CaseOffers&)> offers = {};
};

/// ケースの部屋 — makes pages about a case: asks for the ground, loads what all of them show, puts
/// head, tabs and ground line around, journals, answers 404 without a ground.
class CaseRoom {
public:
    explicit CaseRoom(access::Office& office) : office_(office) {}

    void contribute(CaseContribution contribution) {
        contributions_.push_back(std::move(contribution));
    }

    struct Page {
        std::string name;  ///< for the journal: "case.timeline"
        std::string tab;  ///< path of the tab below the case, e.g. "/timeline"
        std::string title;  ///< h1 of the part; the household's label on the overview
        /// The case, where the address names another record of it; otherwise {case}.
        std::function<std::optional<CaseId>(access::Scope&)> find_case = {};
    };
    /// Nothing: what the address names does not exist in this case for this reader.
    using Content = std::function<std::optional<web::Html>(CaseView&, web::PageFrame&)>;

    /// GET of a page below /cases/{case}.
    [[nodiscard]] web::Response show(const web::Request& request, const accounts::Actor& actor,
                                     const Page& page, const Content& content,
                                     int status = 200) const;

    [[nodiscard]] access::Office& office() const { return office_; }
    [[nodiscard]] CaseOffers offers(const CaseView& view) const;

private:
    [[nodiscard]] std::vector<web::Tab> tabs(const CaseView& view) const;

    access::Office& office_;
    std::vector<CaseContribution> contributions_;
};

/// The case id of the address; an empty one when it is none (and then nothing is found).
[[nodiscard]] CaseId case_of(const web::Request& request);

/// The state as a chip; who may not know the exact one sees that the case is being worked on.
[[nodiscard]] web::Chip state_chip(CaseState state, bool sees_coordination);
[[nodiscard]] web::Chip track_chip(access::Track track);
/// Chips for state and tracks as this reader may know them.
[[nodiscard]] std::vector<web::Chip> state_chips(const CaseView& view);

}  // namespace kasane::casefile
