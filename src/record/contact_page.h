// One request at the front door, whole: what was sent, the people named, consent, questions to
// partners and their answers, clocks, and its history; and the small acts on it that are not forms.
//
// Words of another field class than the reader's are left out, and it is said that they are.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/answers.h"
#include "record/context.h"
#include "store/session.h"

namespace hearth::record {

struct NamedPerson {
    std::int64_t row = 0;
    PersonId person;  // none until somebody has matched or the decision has made them
    std::string role, given, surname, sex, relationship, line1, town, postcode, school, phone;
    std::optional<Date> born, expected;
    // Somebody was not sure who they are, and asked the manager; nobody has answered yet.
    std::string asked_by;
    std::optional<Date> asked_on;
    std::string name() const { return given + " " + surname; }
};

// What two people have in common when they are named alike: for comparing, never shown.
std::string names_key(const NamedPerson& person);

struct ContactPage {
    std::int64_t id = 0;
    std::string reference, status, rag, source, district, level_at_referral, level_at_decision,
        threshold_document, outcome, decision_reason;
    std::string referrer, agency, rated_by, decided_by, holder;
    Instant received_at;
    std::optional<Instant> rated_at, decided_at, told_at;
    FamilyId family;
    bool by_reader = false;  // the reader sent it
    std::vector<NamedPerson> people;
    struct Sent {  // a section of the request, by the form that it was written on
        std::string form;
        int form_version = 0;
        std::string section;
        Answers answers;
    };
    std::vector<Sent> sent;
    struct Consent {
        std::string purpose, decision, reason, asked_by;
        Date from;
    };
    std::vector<Consent> consents;
    struct Check {
        std::int64_t id = 0;
        std::string agency, question, basis, asked_by, answered_by, response, response_basis, words;
        AgencyId agency_id;
        bool words_hidden = false;  // the answer is of a class that the reader may not read
        Instant asked_at, due_at;
        std::optional<Instant> answered_at;
    };
    std::vector<Check> checks;
    struct Running {
        std::string rule, words;
        Instant due_at;
    };
    std::vector<Running> clocks;
    struct Event {
        EntryId entry;
        Instant at;
        std::string form, title, summary, author;
    };
    std::vector<Event> history;  // newest first
    std::string told;            // what the referrer was told
};

Result<ContactPage> read_contact(store::Session& session, const Context& context,
                                 std::int64_t contact);

// The asker holds the request from now on.
Result<Done> take_contact(store::Session& session, const Context& context, std::int64_t contact);
// Screening is over: it waits for a manager. Invalid (code "not_rated") before it is rated.
Result<Done> send_to_manager(store::Session& session, const Context& context, std::int64_t contact);
// A person decides that somebody named is (or, without `person`, is none of) those on record.
// Remembered on the request, and used when it becomes a family. Only while nothing is decided.
// That they are somebody ends an earlier word that they are not.
Result<Done> match_person(store::Session& session, const Context& context, std::int64_t contact,
                          std::int64_t named, std::optional<PersonId> person);
// Somebody named is not this person on record. Ends a match of the two, and is remembered: they are
// not proposed for each other again, on this contact or on a later one that names somebody of the
// same names and date of birth (or due date).
Result<Done> reject_match(store::Session& session, const Context& context, std::int64_t contact,
                          std::int64_t named, PersonId person);
// Not sure who somebody named is: asks the managers of the front door, with a task that is done
// when anybody says that they are, or are not, somebody on record. Asked twice is asked once.
Result<Done> ask_who(store::Session& session, const Context& context, std::int64_t contact,
                     std::int64_t named);
// Takes that back: the person is proposed again.
Result<Done> allow_match(store::Session& session, const Context& context, std::int64_t contact,
                         std::int64_t named, PersonId person);

}  // namespace hearth::record
