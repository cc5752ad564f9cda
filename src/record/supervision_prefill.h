// What the sheet of a group supervision begins with: what everyone wrote since the last one.
//
// The sheet is shared, so only what every role that may write on it may read goes in, and never
// what a survivor or a person who poses risk is written about: that is said at the meeting, by whom
// it belongs to. Each paragraph is at most 150 words, the latest entry first. Attendance, figures
// and thinking are left to the people at the meeting.
#pragma once
#include "base/answers.h"
#include "record/context.h"
#include "store/session.h"

namespace hearth::record {

// Of a family that the caller has been allowed to write about.
Answers supervision_prefill(store::Session& session, const Context& context, FamilyId family);

// What a new draft of the form is filled with beyond the form's own first values: for the sheet of
// group supervision the above, for others nothing.
Answers prefill_for(store::Session& session, const Context& context, const practice::Form& form,
                    FamilyId family);

}  // namespace hearth::record
