#pragma once

// The provisions Kasane rests on. Summaries are in our own words for the person at the desk; which
// text they were compared with, and what is doubtful, stands in docs/law-issues.md.
// tools/check_law.py holds docs/domain/law.md equal to these files.

#include "law/other_provisions.hpp"
#include "law/privacy_provisions.hpp"
#include "law/social_welfare_provisions.hpp"
