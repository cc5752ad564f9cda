// What was written about a person while two records were held to be one: read from the tables of
// the record themselves, so that a table added later is asked about too.
//
// A row counts as written since when its current version is newer than the merge and either there
// was none then, or it was somebody else's. Internal to unmerge.
#pragma once
#include <set>

#include "identity/unmerge.h"
#include "record/readable.h"
#include "store/value.h"

namespace hearth::identity {

// Which of the person's records fall to which side when the merge is undone.
struct Sides {
    std::set<PersonId> kept, other;
    bool has(PersonId record) const { return kept.contains(record) || other.contains(record); }
};
Sides sides_of(store::Session& session, const MergeLine& merge);

struct Written {
    Question question;
    PersonId person;      // the very record that it stands on
    store::Value before;  // of a person's own details: what the field held at the merge
};
std::vector<Written> written_since(store::Session& session, const record::Context& context,
                                   const record::Readable& readable, const MergeLine& merge,
                                   const Sides& sides);

}  // namespace hearth::identity
