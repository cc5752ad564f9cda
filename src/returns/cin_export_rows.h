// Children as the record holds them, in the shape of the census, with the way back to the rows.
//
// Read in bulk for a list of people: the statements do not grow with the children. Nothing is left
// out and nothing is judged: which of it belongs to a year's census is cin_export_period's
// question. Values that an import could not keep in their own column (import_issue, kept) stand
// where they stood in the file, unless somebody has put a true value there since.
#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "base/id.h"
#include "returns/cin_message.h"
#include "store/session.h"

namespace hearth::returns {

struct KeptValue {
    std::int64_t issue = 0;
    std::string value;
};

struct RecordedChild {
    PersonId person;
    FamilyId family;
    // `place.row` of each record is its position in RecordedChildren::ids; kNoRow: a record that an
    // import had to keep aside whole.
    CinChild child;
    // Values that lie in import_issue, by the row that they belong to (the person, for the child's
    // own) and the element's name.
    std::map<std::pair<std::int64_t, std::string>, KeptValue, std::less<>> kept;
};
inline constexpr std::uint32_t kNoRow = 0xFFFFFFFF;

struct RecordedChildren {
    std::vector<RecordedChild> children;  // in the order of `people`
    std::vector<std::int64_t> ids;
    // (row, element or "", value): imported for `census_year` although outside its period.
    std::set<std::tuple<std::int64_t, std::string, std::string>> outside;
    std::int64_t id_of(const CinPlace& place) const {
        return place.row < ids.size() ? ids[place.row] : 0;
    }
};

// Records that an import kept aside whole are those of `census_year`; all of them when it is 0.
// With session.known_at() in the past, as it was known then (slower: the indexes serve the
// present).
RecordedChildren read_recorded(store::Session& session, const std::vector<PersonId>& people,
                               int census_year);

}  // namespace hearth::returns
