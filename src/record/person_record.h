// One person's record: who they are, their names, numbers, addresses, how to reach them safely,
// whose they are, and their statutory history.
//
// Allowed through any of the person's families; what belongs to a family that the reader may not
// view is left out. Addresses and contact details need the class address; a confidential address
// also needs a worker of the authority itself.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "record/chronology.h"
#include "record/readable.h"
#include "record/statutory_history.h"

namespace hearth::record {

struct PersonName {
    std::string kind, name;
    std::optional<Date> from, to;
};
struct PersonNumber {
    std::string kind, value;
    std::optional<Date> from, to;
};
struct PersonAddress {
    std::string kind, text, postcode, district;
    bool confidential = false;
    std::optional<Date> from, to;
};
struct PersonReach {
    std::string kind, value;
};
struct PersonFlagLine {
    std::string kind, words;
    std::optional<Date> review;
};
// "Dana Walker is Parent by birth of Sam": `other` is the other person.
struct RelationLine {
    std::int64_t id = 0;
    PersonId from, to;
    std::string from_name, to_name, kind;
    bool responsibility = false;
    std::optional<Date> since, until;
};
struct PersonFamily {
    FamilyId id;
    std::string name, reference, role, household;
    Date since;
    std::optional<Date> until;
};
struct PersonRecord {
    PersonId id;
    std::string name, sex, gender, pronouns, ethnicity, language, religion;
    bool interpreter = false, born_estimated = false;
    std::optional<Date> born, expected, died;
    std::string safe_contact;
    bool addresses_shown = false;  // the reader's classes let addresses and contact details through
    std::vector<PersonName> names;
    std::vector<PersonNumber> numbers;
    std::vector<PersonAddress> addresses;  // present ones first
    std::vector<PersonReach> reach;
    std::vector<std::string> disabilities;
    std::vector<PersonFlagLine> flags;
    std::vector<RelationLine> relations;
    std::vector<PersonFamily> families;  // that the reader may view
    std::vector<Step> history;
    access::Decision decision;
};

Result<PersonRecord> person_record(store::Session& session, const Context& context,
                                   PersonId person);

struct PersonChronology {
    PersonId id;
    std::string name;
    std::optional<Date> born, expected, died;
    std::vector<PersonFamily> families;
    Chronology chronology;
};
Result<PersonChronology> read_person_chronology(store::Session& session, const Context& context,
                                                PersonId person, const ChronologyFilter& filter);

// Relationships among and of these people, each other person only where the reader may know them:
// they belong to a family that the reader may view, or to none. Asks no other question.
std::vector<RelationLine> relations_of(store::Session& session, const Context& context,
                                       const std::vector<PersonId>& people);
// The person's families that the reader may view, present ones first.
std::vector<PersonFamily> families_of_person(store::Session& session, const Context& context,
                                             PersonId person);

}  // namespace hearth::record
