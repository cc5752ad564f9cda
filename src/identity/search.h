// Finding people: one box, any order, part of a name, former names, short forms, likely spellings,
// date of birth (also with day and month swapped, or nearly so), year of birth or age, postcode,
// address, telephone, reference or number. Looks in memory (live_index.h) and shows what the
// database says.
//
// Gives identity only. People appear through a family that the asker may search: a restricted
// family, and one that holds anybody the asker is excluded from, never does. Every search is
// logged, with a hash of what was typed. A failure of the database is thrown, never an empty
// answer. Confidential addresses are not searched. It ranks; it does not say that two records are
// one person.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "identity/live_index.h"
#include "identity/search_query.h"
#include "record/context.h"
#include "store/session.h"

namespace hearth::identity {

struct FoundFamily {
    FamilyId id;
    std::string name, reference, district, team;
    bool may_open = false;  // the asker may view the record
};
struct FoundPerson {
    PersonId person;
    std::string name;
    std::optional<Date> born, expected, died;
    FoundFamily family;
    int matched = 0;               // how many of the query's criteria
    std::vector<std::string> why;  // "name “smith”", "“smyth” sounds like “smith”", "date of birth"
    std::string other_name;  // the former or other name that matched, if it was one
};
struct FoundContact {
    std::int64_t id = 0;
    std::string reference;
    Instant received;
};
struct SearchResults {
    SearchQuery query;
    std::vector<FoundPerson> people;    // best first
    std::vector<FoundFamily> families;  // by reference
    std::vector<FoundContact> contacts;
    bool more = false;     // there were more than kMostResults
    bool partial = false;  // nobody fits everything that was typed: these fit some of it
};
inline constexpr std::size_t kMostResults = 25;

// Invalid (field "q", code "too_short") when what was typed cannot find anybody.
Result<SearchResults> search(store::Session& session, const record::Context& context,
                             LiveIndex& people, std::string_view typed);

// The families with this reference that the asker may do `action` to.
std::vector<FoundFamily> families_by_reference(store::Session& session,
                                               const record::Context& context,
                                               access::Action action, std::string_view reference);

}  // namespace hearth::identity
