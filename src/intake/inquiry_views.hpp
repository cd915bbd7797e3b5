#pragma once

#include "casefile/case_room.hpp"
#include "casefile/events.hpp"
#include "intake/inquiry_record.hpp"

namespace kasane::intake {

// The pages behind inquiry_pages.hpp, one file each.

[[nodiscard]] web::Response list_page(const casefile::CaseRoom& room, const web::Request& request,
                                      const accounts::Actor& actor);
[[nodiscard]] web::Response new_page(const casefile::CaseRoom& room, const web::Request& request,
                                     const accounts::Actor& actor);
[[nodiscard]] web::Response inquiry_sent(const casefile::CaseRoom& room,
                                         const casefile::Events& events,
                                         const web::Request& request, const accounts::Actor& actor);
[[nodiscard]] web::Response inquiry_page(const casefile::CaseRoom& room,
                                         const web::Request& request, const accounts::Actor& actor);
[[nodiscard]] web::Response attachment_file(const casefile::CaseRoom& room,
                                            const web::Request& request,
                                            const accounts::Actor& actor);
[[nodiscard]] web::Response screening_page(const casefile::CaseRoom& room,
                                           const web::Request& request,
                                           const accounts::Actor& actor);
[[nodiscard]] web::Response screening_sent(const casefile::CaseRoom& room,
                                           const casefile::Events& events,
                                           const web::Request& request,
                                           const accounts::Actor& actor);

/// 通報の義務か努力か, with the article, when the inquiry speaks of abuse: help never waits for a
/// meeting. Nothing otherwise.
[[nodiscard]] web::Html report_duty_notice(const casefile::CaseView& view, const Inquiry& inquiry);
/// The screening as a form of its own, for a case in state `received`.
[[nodiscard]] web::Html screening_form(const casefile::CaseRoom& room, const web::Request& request,
                                       const casefile::CaseView& view,
                                       const std::optional<web::Entered>& typed);

}  // namespace kasane::intake
