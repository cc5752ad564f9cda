// Rows of the record as an output draws on them: every source of practice/output_sources.h.
//
// Reads with the author's classes; whether a row may stand in the document is the audience's to say
// (record/output_audience.h), so each row carries its classes and whom it is about. One statement a
// source. Rows of a statutory table that came of another family are left out.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "practice/expression.h"
#include "practice/output_sources.h"
#include "record/chronology.h"
#include "record/names.h"
#include "record/readable.h"

namespace hearth::record {

struct OutputCell {
    practice::ExprValue raw;  // as stored: codes, ISO dates, ids
    std::string words;        // as people read it
};
struct OutputRow {
    std::string key;  // of the thing, the same each time it is read
    std::vector<std::string> classes;
    std::vector<PersonId> people;
    bool of_family = false;
    std::map<std::string, OutputCell, std::less<>> cells;

    // Its cells first, then `facts`.
    practice::ExprContext context(
        const std::map<std::string, OutputCell, std::less<>>& facts) const;
};
using OutputFacts = std::map<std::string, OutputCell, std::less<>>;

struct OutputScope {
    FamilyId family;
    std::int64_t contact = 0;
    MeetingId meeting;
    const std::vector<PersonId>* children = nullptr;  // of the family, past and present
    const std::vector<PersonId>* members = nullptr;
};

// Oldest first. `readable`: what the author may see.
std::vector<OutputRow> output_rows(store::Session& session, const Context& context,
                                   const Readable& readable, const OutputScope& scope,
                                   const practice::OutputSource& source, Names& names);

}  // namespace hearth::record
