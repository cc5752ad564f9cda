// The chronology of a family, or of one person: entries and statutory steps, newest first,
// filtered, a page at a time.
//
// An entry shows when its class is the reader's; a step that an entry made is not told twice. A
// person's chronology holds the entries that name them and those about their family as a whole, of
// the families that the reader may view. For print, the classes that may never stand side by side
// are all left out.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "record/family_head.h"
#include "record/statutory_history.h"

namespace hearth::record {

struct ChronologyFilter {
    std::string kind;        // id of a form, or of a step (to_text(StepKind)); "" all
    std::string discipline;  // "" all; steps have none
    PersonId person;         // of a family's chronology
    std::optional<Date> from, to;
    bool significant = false;
    int page = 1;
    bool print = false;  // every page at once, at most kMostPrinted
};
inline constexpr int kChronologyPage = 40;
inline constexpr int kMostPrinted = 1000;

struct ChronologyLine {
    Instant at;  // of an entry
    Date on;
    bool is_entry = false;
    EntryId entry;                    // of an entry
    StepKind step = StepKind::visit;  // of a step
    std::string kind, title, words;
    std::string author, discipline, agency;  // of an entry
    std::vector<PersonId> people;
    std::vector<std::string> factors;
    bool significant = false;
};
struct Chronology {
    std::vector<ChronologyLine> lines;
    std::vector<std::pair<PersonId, std::string>> people;  // who is named in it, for the filter
    bool more = false;  // there is a later page (or more than may be printed)
};
struct FamilyChronology {
    FamilyHead head;
    Chronology chronology;
};

Result<FamilyChronology> family_chronology(store::Session& session, const Context& context,
                                           FamilyId family, const ChronologyFilter& filter);

// Asks no access question: `families` are those of the person that the reader may view, `readable`
// what the guard allowed.
Chronology person_chronology(store::Session& session, const Context& context,
                             const Readable& readable, PersonId person,
                             const std::vector<FamilyId>& families, ChronologyFilter filter);

}  // namespace hearth::record
