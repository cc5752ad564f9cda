// What is being typed: saved on the server at every pause, kept over time-outs, crashes and changes
// of device.
//
// A draft belongs to its writer; one of a form about a meeting, or of a form that somebody else
// signs, is shared by all who may write it there, so that business support and practitioners type
// into the same sheet and the manager signs what the worker wrote. Each save names the
// edition that it began from. A save from an older edition is merged field by field with what was
// saved meanwhile; where both changed the same field the later text is kept in the draft and the
// other is given back as a conflict, so that neither is lost. What was sent to be signed is changed
// and discarded by nobody but those who may sign it, until it is returned or taken back
// (record/authorise.h). Nothing else in the record points to a draft.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/policy.h"
#include "base/answers.h"
#include "base/result.h"
#include "record/context.h"
#include "store/session.h"

namespace hearth::record {

struct Submission;

struct DraftSubject {
    std::string form = {};
    FamilyId family = {};
    std::int64_t contact = 0;
    std::int64_t check = 0;
    MeetingId meeting = {};
    EntryId revises = {};
};

struct Draft {
    std::int64_t id = 0;
    WorkerId worker;
    DraftSubject subject;
    int form_version = 0;
    std::int64_t base_version = 0;  // of the entry being revised
    Answers answers;
    std::int64_t edition = 0;
    Instant started_at, saved_at;
    // Waiting for a signatory, or returned by one (record/authorise.h).
    std::optional<Instant> sent_at, returned_at;
    WorkerId sent_by, returned_by;
    std::string returned_reason;
};

inline constexpr std::string_view kDraftSent = "draft_sent";
// It waits for the signature of others than this worker: theirs to read and not to change.
bool is_locked(const access::Subject& subject, const practice::Form& form, const Draft& draft);

struct Saved {
    std::int64_t edition = 0;
    Instant saved_at;
    std::vector<AnswerConflict> conflicts;  // `mine` is in the draft now, `theirs` was there before
    Answers answers;                        // as the draft now stands
};

// The draft of this subject, or a new one with the form's first values. Access as for writing the
// form.
Result<Draft> open_draft(store::Session& session, const Context& context,
                         const DraftSubject& subject);
// The draft of a new version of a signed entry about a family.
Result<Draft> open_revision(store::Session& session, const Context& context, EntryId entry);
// Refusal when it is not the writer's (or the meeting's) or is gone because it was signed.
Result<Draft> read_draft(store::Session& session, const Context& context, std::int64_t draft);
struct DraftWithAccess {
    Draft draft;
    access::ClassSet classes;  // the field classes that the writer may see of its subject
};
Result<DraftWithAccess> read_draft_with_access(store::Session& session, const Context& context,
                                               std::int64_t draft);
// `edition` is the one that the page began from. When others have saved since, the three-way merge
// is against what that edition held if it is the one before, and otherwise field by field against
// nothing: then every difference is shown. The other text of a conflict is kept in the draft too,
// under "other.FIELD", until a save leaves it out. Invalid with code kDraftSent when it waits for
// another's signature.
Result<Saved> save_draft(store::Session& session, const Context& context, std::int64_t draft,
                         std::int64_t edition, const Answers& answers);
// Invalid with code kDraftSent as above.
Result<Done> discard_draft(store::Session& session, const Context& context, std::int64_t draft);

// What signing the draft submits: groups in which nothing was answered, and the other texts of
// conflicts, are left out. The author is who sent it, or else whose draft it is.
Submission submission_of(const practice::Form& form, const Draft& draft);

// The worker's own drafts, newest first.
std::vector<Draft> drafts_of(store::Session& session, const Context& context);

}  // namespace hearth::record
