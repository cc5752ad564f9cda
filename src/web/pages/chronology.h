// The parts that the chronology of a family and of a person share.
#pragma once
#include <vector>

#include "record/chronology.h"
#include "record/read_entry.h"
#include "web/app.h"

namespace hearth::web {

// The filter as the address says it; what cannot be read is left out.
record::ChronologyFilter chronology_filter(const Request& request);
// Filter, lines and the way to older and newer pages, at `base`. `whole`: with a choice of person.
Html chronology_part(App& app, const record::Chronology& chronology,
                     const record::ChronologyFilter& filter, const Url& base, bool whole,
                     bool may_print);
// The answers of sections as they are read: a heading and a list for each.
Html sections_in_words(const std::vector<record::SectionRead>& sections);
// What stands at the head of a printed chronology: whose, printed when and by whom.
Html print_heading(const App& app, const Context& http, std::string_view of);

}  // namespace hearth::web
