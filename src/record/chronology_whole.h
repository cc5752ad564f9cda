// The whole chronology of a family, for documents that an author makes of it (record/outputs.h).
#pragma once
#include "record/chronology.h"

namespace hearth::record {

// Everything that `readable` lets through, newest first, at most kMostPrinted. Asks no access
// question, and leaves out nothing for being printed: the document's reader decides that, line by
// line.
Chronology chronology_of(store::Session& session, const Context& context, const Readable& readable,
                         FamilyId family);
// The class of information that a step is.
std::string_view class_of(StepKind kind);

}  // namespace hearth::record
