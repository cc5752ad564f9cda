// The statutory steps of children, as one ordered list in words: contacts, early help, referrals,
// assessments with their factors, enquiries, conferences, plans, reviews, visits, time looked
// after.
//
// Two statements for any number of children. It asks no access question: give it people whom the
// guard has allowed, and the reader's classes. Steps that hang on a family that the reader may not
// view are left out, with all that hangs on them.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "record/context.h"
#include "record/readable.h"
#include "store/session.h"

namespace hearth::record {

enum class StepKind {
    contact,
    early_help,
    referral,
    assessment,
    strategy,
    enquiry,
    initial_conference,
    cp_plan,
    cp_review,
    cin_plan,
    visit,
    looked_after,
    placement,
    legal_status,
    pre_proceedings
};
inline constexpr int kStepKinds = 15;
std::string_view to_text(StepKind kind);  // "cp_plan": stable, for addresses
std::optional<StepKind> parse_step_kind(std::string_view text);

struct Step {
    StepKind kind = StepKind::visit;
    std::int64_t row = 0;
    PersonId person;
    EntryId entry;  // whose signing made this version of it
    Date on;        // when it began, or happened
    std::optional<Date> ended;
    bool open = false;                 // has begun and not ended, for kinds that last
    std::string title;                 // "Child protection plan"
    std::string words;                 // "Neglect. Second plan."
    std::string ending;                // "Ended after 214 days: …", empty while open
    std::vector<std::string> factors;  // labels, of assessments
    bool significant = false;
};

// Newest first. `terms` of the practice's profile are used in titles.
std::vector<Step> statutory_history(store::Session& session, const Context& context,
                                    const Readable& readable, const std::vector<PersonId>& people);

}  // namespace hearth::record
