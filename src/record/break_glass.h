// Breaking the glass: opening a record that the worker may not otherwise see, for a short time,
// with a reason, told to others and reviewed by somebody else.
//
// Guarantees that an exclusion is never broken; that the lead worker and the information guardian
// have a notice in the same transaction; and that nobody reviews their own act. Asking for the
// password again is the page's part: it must come before break_glass().
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "record/context.h"
#include "store/session.h"

namespace hearth::record {

// What may be shown before the glass is broken: enough to know that it is the right family.
struct GlassSubject {
    FamilyId family;
    std::string name, reference, district, team;
    std::optional<Instant> open_until;  // already broken by this worker
};
// Logged. Refusal when the worker may not, or there is no such family.
Result<GlassSubject> glass_subject(store::Session& session, const Context& context,
                                   FamilyId family);

struct GlassRequest {
    FamilyId family;
    std::string reason_code;  // code list break_glass_reason
    std::string reason;       // a sentence
};
struct GlassOpened {
    std::int64_t id = 0;
    Instant until;
};
// Invalid: fields reason_code, reason. While it is open already, the first time stands.
Result<GlassOpened> break_glass(store::Session& session, const Context& context,
                                const GlassRequest& request);

// The worker's own that are open now, for the banner.
struct OpenGlass {
    FamilyId family;
    std::string family_name, reason_code, reason;
    Instant until;
};
std::vector<OpenGlass> open_glasses(store::Session& session, WorkerId worker, Instant now);
// Ends all of the worker's own. Gives how many.
Result<int> end_glasses(store::Session& session, const Context& context);

struct GlassReview {
    std::int64_t id = 0;
    WorkerId worker;
    std::string worker_name, agency, family_name, family_reference, reason_code, reason;
    FamilyId family;
    Instant from, until;
    std::int64_t looks = 0;   // events of that worker about that family meanwhile
    std::string reviewed_by;  // empty: waits
    std::optional<Instant> reviewed_at;
    std::string outcome, note;
    bool own = false;  // the reader's own: somebody else must review it
};
struct GlassMonth {
    std::string month;  // "2026-11"
    std::int64_t opened = 0, reviewed = 0, not_justified = 0;
};
struct GlassReviews {
    std::vector<GlassReview> waiting;  // oldest first
    std::vector<GlassReview> done;     // newest first, of the last three months
    std::vector<GlassMonth> months;    // newest first, twelve at most
};
Result<GlassReviews> glass_reviews(store::Session& session, const Context& context);
// Refusal for one's own act. Invalid: outcome, note; "changed_meanwhile" when reviewed already.
Result<Done> review_glass(store::Session& session, const Context& context, std::int64_t id,
                          const std::string& outcome, const std::string& note);

}  // namespace hearth::record
