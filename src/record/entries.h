// Writing an entry: what is submitted, what signing it does, and what comes back.
//
// An entry is one completed form about named people of one family (or about a contact that has no
// family yet). Signing is one transaction: the access question, the check of the answers against
// the form, the entry with its sections, and every effect that the form declares
// (docs/practice_language.md). All of it happens or none. It guarantees that a signed entry is
// never changed: a revision is a new version, and the version that was signed stays.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/answers.h"
#include "base/result.h"
#include "record/context.h"
#include "store/session.h"

namespace hearth::record {

struct Submission {
    std::string form;
    int form_version = 0;          // 0: the newest
    FamilyId family;               // of a form about a family (or of a meeting's family)
    std::int64_t contact = 0;      // of a form about a contact
    std::int64_t check = 0;        // the partner check that the form answers, if any
    MeetingId meeting;             // of a form about a meeting
    WorkerId author;               // who wrote it, when somebody else signs; none: the signer
    std::vector<PersonId> people;  // ticked at the top of the form
    Answers answers;
    EntryId revises;                // the entry that this is a new version of, if any
    std::int64_t base_version = 0;  // the version of it that the text began from
    // People named on the contact (contact_person) who may be somebody on record, of which nobody
    // has said yes or no: nobody is made of them (record/alike.h).
    std::vector<std::int64_t> may_be_known;
    std::int64_t draft = 0;  // the draft that it was typed in: gone once signed
};

// A row that signing made or changed, for "what this did" on the page that follows.
struct Made {
    std::string what;  // table or thing: visit, clock, action, family
    std::int64_t id = 0;
    std::string words;  // "Clock: child protection visit, due 4 December 2026"
};

struct Signed {
    EntryId entry;
    std::int64_t version = 0;
    FamilyId family;           // the entry's family, or the one that signing made
    std::int64_t contact = 0;  // the contact that it is about, or that signing made
    std::vector<Made> made;
};

// Invalid names fields as the form does (`people.0.born`). Refusal as an absent family. A revision
// of a version that is no longer the newest is Invalid with code "changed_meanwhile".
Result<Signed> sign_entry(store::Session& session, const Context& context,
                          const Submission& submission);

// The same questions as signing asks, and nothing done: whether it could be signed as it stands by
// whoever may sign it.
Result<Done> check_entry(store::Session& session, const Context& context,
                         const Submission& submission);

// What still stands in the way of signing, without signing: for the page's error summary as it is
// typed. Same codes and field names.
std::vector<FieldError> problems_of(const Context& context, const practice::Form& form,
                                    const Answers& answers);

// Who may write the form at all (its `roles`), and who may sign it (`signed_by`).
bool may_write(const access::Subject& subject, const practice::Form& form);
bool may_sign(const access::Subject& subject, const practice::Form& form);

}  // namespace hearth::record
