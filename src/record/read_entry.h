// One entry as it was signed: the answers of the sections that the reader may see, who signed,
// earlier versions, and what signing did.
//
// Shown with the form version that it was written on. A section of another class is left out
// without a word: to say that something is hidden can itself tell what it is.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/answers.h"
#include "record/family_head.h"
#include "record/names.h"

namespace hearth::record {

struct AnswerLine {
    std::string label;
    std::string words;   // codes as labels, names for ids, dates as people write them
    bool prose = false;  // long text: line breaks count
};
struct SectionRead {
    std::string id, title;
    // One group for a plain section; one for each group of a repeated one.
    std::vector<std::vector<AnswerLine>> groups;
};
struct SignatureRead {
    std::string worker, role, kind, note;
    Instant at;
};
struct VersionRead {
    std::int64_t version = 0;
    Instant recorded;
    std::string by;
    bool current = false;
};
struct EntryRead {
    EntryId id;
    std::int64_t version = 0;  // the one shown
    std::string form, title, summary, author, agency, discipline, status;
    int form_version = 1;
    bool form_known =
        true;  // false: the practice no longer holds that version; answers stand as stored
    Instant happened, recorded;
    bool significant = false, current = true;
    std::int64_t contact = 0;
    std::vector<std::pair<PersonId, std::string>> people;
    std::vector<SectionRead> sections;
    std::vector<SignatureRead> signatures;
    std::vector<VersionRead> versions;  // newest first
    std::vector<std::string> made;      // "Visit: Sam Walker, 3 May 2026"
    bool may_revise = false;            // this reader may open a revision of it (record/drafts.h)
    std::optional<FamilyHead> head;     // none: about a contact that has no family yet
};

// One section's answers in words, as every page shows them. It asks nothing: the caller has.
SectionRead section_in_words(const Context& context, const practice::Form& form,
                             const practice::Section& section, const Answers& answers,
                             Names& names);

// `version` 0: the newest.
Result<EntryRead> read_entry(store::Session& session, const Context& context, EntryId entry,
                             std::int64_t version = 0);

}  // namespace hearth::record
