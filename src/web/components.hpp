#pragma once

// Everything a page is composed of; see src/web/README.md for how to make a page.
#include "web/acts.hpp"
#include "web/choice_areas.hpp"
#include "web/entered.hpp"
#include "web/form_fields.hpp"
#include "web/form_names.hpp"
#include "web/forms.hpp"
#include "web/icons.hpp"
#include "web/page.hpp"
#include "web/papers.hpp"
#include "web/patterns.hpp"
#include "web/tables.hpp"
#include "web/tick_table.hpp"
