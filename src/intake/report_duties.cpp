#include "intake/report_duties.hpp"

#include <algorithm>
#include <array>

#include "law/provisions.hpp"

namespace kasane::intake {
namespace {

constexpr std::array all_duties{
    ReportDuty{"子ども", "義務", &law::child_abuse_report},
    ReportDuty{"高齢者(家庭で)", "重大な危険があるときは義務、そのほかは努力",
               &law::elder_abuse_report},
    ReportDuty{"高齢者(施設などで)", "従事者には義務", &law::elder_facility_abuse_report},
    ReportDuty{"障害のある方", "義務", &law::disability_abuse_report},
    ReportDuty{"配偶者などからの暴力", "努力", &law::spousal_violence_report},
};

}  // namespace

std::vector<ReportDuty> report_duties(std::span<const std::string> topics,
                                      std::span<const std::string> urgent_reasons,
                                      const Date& today) {
    const bool abuse = std::ranges::find(topics, "dv_abuse") != topics.end() ||
                       std::ranges::find(urgent_reasons, "abuse") != urgent_reasons.end();
    std::vector<ReportDuty> duties;
    if (!abuse) return duties;
    std::ranges::copy_if(all_duties, std::back_inserter(duties), [&](const ReportDuty& duty) {
        return law::in_force(*duty.provision, today);
    });
    return duties;
}

}  // namespace kasane::intake
