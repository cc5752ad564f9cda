// Documents: made from the record by a template of the practice, for one reader, and kept as they
// were sent.
//
// A worker opens a draft for an output and its reader. Every reading makes the document anew from
// the record as it stands; the draft holds only what the author types (the free parts, comments,
// which rows stand in it). Sending makes it once more, in the transaction that keeps it, and is
// refused when it is not what the author last saw. What was sent is never changed: its JSON, the
// hash of it (also in the audit log), the template's version, to whom, how, when and by whom.
//
// Whatever stands in a document, the author may see (the guard's classes for `print`) and the
// reader may be told (record/output_audience.h). The list of what was left out is the author's
// alone, and never names what the author may not see.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/answers.h"
#include "practice/output.h"
#include "record/family_head.h"
#include "record/family_network.h"
#include "record/output_document.h"

namespace hearth::record {

// Which document, about what, for whom.
struct OutputSubject {
    std::string output = {};
    FamilyId family = {};
    std::int64_t contact = 0;
    MeetingId meeting = {};
    std::string reader = {};  // id of readers.yaml
    PersonId person = {};     // the member who reads it
    std::string named = {};   // or the name of a reader outside: "Burnley Family Court"
};

// What draws the pictures: this layer draws nothing. Given the network as the reader may know it.
using DrawNetwork =
    std::function<std::vector<DocBlock>(std::string_view drawing, const FamilyNetwork& network)>;

// ---- what can be made

struct OutputOffer {
    std::string output, title, guidance;
    practice::About about = practice::About::family;
};
struct OutputDraftLine {
    std::int64_t id = 0;
    std::string output, title, reader;
    Instant saved_at;
};
struct SentLine {
    DocumentId id;
    std::string title, reader, channel, sent_to, sent_by;
    Instant sent_at;
};
struct DocumentsPage {
    std::optional<FamilyHead> head;  // none: of a contact that is of no family yet
    std::int64_t contact = 0;
    std::vector<OutputOffer> offers;      // empty for those who may not print
    std::vector<OutputDraftLine> drafts;  // the worker's own
    std::vector<SentLine> sent;           // newest first; of classes that the worker may see
};
Result<DocumentsPage> family_documents(store::Session& session, const Context& context,
                                       const practice::Outputs& outputs, FamilyId family);
Result<DocumentsPage> contact_documents(store::Session& session, const Context& context,
                                        const practice::Outputs& outputs, std::int64_t contact);

// For whom, and of which meeting.
struct ReaderChoice {
    std::string reader;  // id
    PersonId person;
    std::string words;  // "Jo Ashworth, a parent or carer", "A court"
    std::string hint;
    bool named = false;  // a name is typed
};
struct OutputChoices {
    std::optional<FamilyHead> head;
    const practice::Output* output = nullptr;
    std::vector<ReaderChoice> readers;
    std::vector<std::pair<MeetingId, std::string>> meetings;  // latest first
};
Result<OutputChoices> output_choices(store::Session& session, const Context& context,
                                     const practice::Outputs& outputs,
                                     const OutputSubject& subject);

// ---- drafts

// The worker's draft of this very document, or a new one. Invalid: `reader`, `named`, `meeting`.
Result<std::int64_t> open_output(store::Session& session, const Context& context,
                                 const practice::Outputs& outputs, const OutputSubject& subject);
struct OutputSaved {
    std::int64_t edition = 0;
    bool merged = false;  // somebody else's save (another device) lay between: look at both
};
// Answers: "write.PART", "keep.PART" (keys of rows), "rows.PART" = "yes" once the rows of the part
// have been shown, "comment.PART.KEY". A save from an older edition keeps both texts: the other one
// under "other.NAME".
Result<OutputSaved> save_output_draft(store::Session& session, const Context& context,
                                      const practice::Outputs& outputs, std::int64_t draft,
                                      std::int64_t edition, const Answers& answers);
Result<FamilyId> discard_output_draft(store::Session& session, const Context& context,
                                      const practice::Outputs& outputs, std::int64_t draft);

struct RowChoice {
    std::string key, words;
    bool kept = false;
    std::string comment;
};
struct MadePart {
    const practice::OutputPart* part = nullptr;
    DocPart doc;                       // as it stands in the document; empty: it falls away
    std::vector<RowChoice> rows;       // of a part whose rows the author chooses or comments
    std::string text;                  // of a `write` part
    std::optional<std::string> other;  // what another device had written there
};
struct LeftOut {
    std::string part, what, why;
};
struct MadeOutput {
    std::optional<FamilyHead> head;
    std::int64_t draft = 0, edition = 0;
    OutputSubject subject;
    const practice::Output* output = nullptr;
    const practice::OutputReader* reader = nullptr;
    Document document;
    std::string hash;
    std::vector<std::string> classes;  // that stand in it
    std::vector<MadePart> parts;
    std::vector<LeftOut> left_out;      // for the author alone
    std::vector<std::string> mentions;  // "What will be done: names Lee Ashworth"
    std::vector<FieldError> problems;   // what stands in the way of sending
};
Result<MadeOutput> make_output(store::Session& session, const Context& context,
                               const practice::Outputs& outputs, std::int64_t draft,
                               std::string_view authority, const DrawNetwork& draw);

// ---- sent

struct Sending {
    std::string expected_hash;  // of the document that the author saw
    std::string channel;        // code list document_channel
    std::string sent_to;        // "By hand to Jo at home", an address, a person's name
};
// Invalid: what make_output's problems say, `channel`, `sent_to`; "changed_meanwhile" when the
// record or the draft has changed since. The draft is gone.
Result<DocumentId> send_output(store::Session& session, const Context& context,
                               const practice::Outputs& outputs, std::int64_t draft,
                               const Sending& sending, std::string_view authority,
                               const DrawNetwork& draw);

struct SentDocument {
    std::optional<FamilyHead> head;
    std::int64_t contact = 0;
    SentLine line;
    Document document;
    std::string hash;
};
// Refusal also when it holds a class that the worker may not see. Throws when what is stored is not
// what its hash says.
Result<SentDocument> read_sent(store::Session& session, const Context& context, DocumentId id);

}  // namespace hearth::record
