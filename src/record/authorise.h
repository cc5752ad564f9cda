// Writing that needs somebody else's signature: sent by its writer, signed or returned by a
// signatory, and the writer told.
//
// It waits as the draft that it was typed in, so that the signatory reads, and signs, exactly what
// stands there; signing is sign_entry. While it waits, its writers may read it and not change it;
// whoever sent it may take it back, which the audit log tells apart from writing. It waits for the
// signatories of the team that holds the family, or, where that team has none, for whoever may sign
// it for the family. A form about a family must be complete to be sent; one about a meeting need
// not be, since whoever decides completes it. Forms about contacts are not sent: they are signed by
// whoever writes them.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/context.h"
#include "record/entries.h"
#include "store/session.h"

namespace hearth::record {

struct WaitingDraft {
    std::int64_t draft = 0;
    std::string form;
    int form_version = 0;
    FamilyId family;
    std::string family_name;
    WorkerId sent_by;
    std::string sent_by_name;
    Instant sent_at;
    // Of those that came back:
    std::string returned_by, reason;
    std::optional<Instant> returned_at;
};

// Whether signing the form is another's to do than this writer's, and it can be sent to them.
bool must_be_sent(const access::Subject& subject, const practice::Form& form);
// "manager", "conference chair": who signs it, for the words of the page.
std::string signatory_words(const practice::Practice& practice, const practice::Form& form);

// Sends the draft as it was last saved. Invalid, with the form's own fields, when a form about a
// family is not complete. Sent again after it was returned, the reason goes.
Result<Done> send_for_authority(store::Session& session, const Context& context,
                                std::int64_t draft);
// Gives a sent draft back. Invalid on "return_reason" without a reason; Refusal when it was not
// sent, or the reader may not sign it.
Result<Done> return_draft(store::Session& session, const Context& context, std::int64_t draft,
                          std::string_view reason);

// Takes back what this worker had sent: it waits no longer, and may be changed. Nothing when it was
// not waiting (it may have been returned meanwhile). Refusal when somebody else sent it.
Result<Done> take_back_draft(store::Session& session, const Context& context, std::int64_t draft);

// Drafts sent to those whose signature this worker may give, longest waiting first.
std::vector<WaitingDraft> waiting_for_me(store::Session& session, const Context& context);
// All that wait in families of the team, of forms that the reader may write or sign.
std::vector<WaitingDraft> waiting_in_team(store::Session& session, const Context& context,
                                          TeamId team);
// What this worker had sent and was given back.
std::vector<WaitingDraft> returned_to_me(store::Session& session, const Context& context);

// On signing a draft that somebody else had sent: a notice on their My day. Nothing otherwise.
void tell_sender(store::Session& session, const Context& context, const practice::Form& form,
                 std::int64_t draft, FamilyId family, EntryId entry);

}  // namespace hearth::record
