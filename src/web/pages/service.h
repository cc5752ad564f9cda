// What the pages of escalated work share.
#pragma once
#include "record/escalations.h"
#include "web/html.h"

namespace hearth::web {

// One late thing that was escalated: what, whose, since when, and where it is answered.
Html escalation_card(const record::EscalationLine& line, Date today);

}  // namespace hearth::web
