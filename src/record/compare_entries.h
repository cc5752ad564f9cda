// Two entries of one form side by side: this assessment beside the last one, question by question,
// with what changed said in words.
//
// Both are read as read_entry reads them, so that neither shows a section that the reader may not
// see; what is hidden in one is left out of both. Groups of a repeated section are matched by the
// person they are about. It compares what was said, not what was meant: any change of an answer's
// words is a change.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "record/family_head.h"
#include "record/read_entry.h"

namespace hearth::record {

enum class Changed { same, changed, added, gone };

struct ComparedLine {
    std::string label, before, now;
    bool prose = false;
    Changed how = Changed::same;
};
struct ComparedGroup {
    std::string about;  // the child that a repeated section is about; "" a plain section
    std::vector<ComparedLine> lines;
};
struct ComparedSection {
    std::string title;
    std::vector<ComparedGroup> groups;
};
struct ComparedEntry {
    EntryId id;
    Date on;
    std::string author;
};
struct Comparison {
    FamilyHead head;
    std::string title;                   // of the form
    std::vector<ComparedEntry> entries;  // of this form about the family, newest first; at most 30
    std::optional<ComparedEntry> before, now;  // none: there are not two
    std::vector<ComparedSection> sections;
    int same = 0, changed = 0, added = 0, gone = 0;  // answers
};
// The newest entry of the form beside the one before it, unless others of the family's are named.
// Refusal for an entry that is none of them.
Result<Comparison> compare_entries(store::Session& session, const Context& context, FamilyId family,
                                   std::string_view form, EntryId now = {}, EntryId before = {});

}  // namespace hearth::record
