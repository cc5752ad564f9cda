// The practice's clocks for what an import brought in, so that boards and queues show it.
//
// Started from the dates of the rows, and only where the census tells enough: an open episode
// without an authorised assessment (clock `assessment`, from the referral), a section 47 enquiry
// that waits for its conference (`icpc`), a child protection plan that waits for its next review
// (`first_review`, `review_conference`). The census tells of no visits and no reviews of child in
// need plans, so their clocks start with the first visit recorded in Hearth: a due date made up
// from nothing would be worse than none. A clock that the record no longer asks for is stopped.
#pragma once
#include <functional>

#include "record/context.h"
#include "returns/cin_export_rows.h"
#include "returns/issue.h"

namespace hearth::returns {

// Gives how many were started. A clock that the calendar does not reach (a referral of 1970) is an
// issue.
std::uint64_t start_imported_clocks(store::Session& session, const record::Context& context,
                                    TeamId team, const RecordedChildren& recorded,
                                    const std::function<void(PersonId, ReturnIssue&&)>& on_issue);

}  // namespace hearth::returns
