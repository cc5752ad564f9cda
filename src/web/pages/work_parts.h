// What the pages of daily work share: lines of what is due, rows of families, and where they lead.
#pragma once
#include <vector>

#include "record/actions_due.h"
#include "record/due.h"
#include "record/escalations.h"
#include "record/family_list.h"
#include "web/app.h"
#include "web/kit/kit.h"

namespace hearth::web {

// The page on which what stops the clock is written; empty when this reader cannot write it.
Url stop_url(const record::DueItem& item);
// "Child protection visit: Ava and Sam" with the link, why it is due, and by which rule; and the
// actions, with who set them and where. One list, by due date.
Html due_cards(const std::vector<record::DueItem>& items,
               const std::vector<record::ActionLine>& actions, Date today, WorkerId me);
// Beside a due date: since when it is reminded of, to whom it has been escalated and who read that,
// what moved it, what stops the clock, and what an inspector would see.
Html due_notes(const record::DueItem& item, Date today);
// "Escalated to the team manager on 3 November 2026. Read by Carl Finch on ...: ..."
Html escalation_words(const record::StandingEscalation& standing);
// What an inspector would see of a clock in this state: in which return, or in the file alone.
Html inspector_words(std::string_view inspector, Date due, Date today);
// "Set by Carl Finch in Group supervision, 3 November 2026", with a link to what set it.
Html action_source(const record::ActionLine& action);
Url action_url(const record::ActionLine& action);
// The table of families: children, basis, last visit, what is next, the workbook's freshness.
Html family_table(const App& app, const record::FamilyList& list, Date today,
                  std::string_view caption, const Html& empty);
// "Ava (4), Sam (due 3 December 2026)"
Html child_names(const record::ListedFamily& family, Date today);
std::string basis_label(const App& app, std::string_view basis);
// "14:30"
std::string time_text(Instant at);
// "Tuesday 24 November, tomorrow, at 14:30"
Html meeting_time(Instant at, Date today);
std::string meeting_title(const App& app, std::string_view kind);
// "9 days ago", with a tag once it is older than the workbook is to be.
Html freshness(Date written, Date today);
// How old a section of the workbook may be, in days: three weeks, as teams agree.
inline constexpr int kFreshDays = 21;

}  // namespace hearth::web
