// Children of SSDA903 returns as tables of the Standard Safeguarding Dataset (wide, ssd_map.h), to
// be brought into the record by ssd_import.h.
//
// Answers about a year (OC2) are of its last day. What the return tells of a child in later years
// takes the place of what it told earlier, where the record holds one such thing (ethnicity, pupil
// number, care leaver). A child whose care is in the record from elsewhere keeps it: only what is
// not care is taken, and a finding says so.
#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "returns/care/care_files.h"
#include "returns/care/care_history.h"

namespace hearth::returns {

// What the record knows already, before the import.
struct CareKnown {
    std::map<std::string, std::vector<CareEpisode>, std::less<>> episodes;  // by child, of imports
    std::set<std::string, std::less<>> elsewhere;  // children whose care came from elsewhere
    int latest_year = 0;                           // of returns imported before
};

struct CareTexts {
    std::map<std::string, std::string> tables;  // CSV, by the dataset's name
    // Where each line of a table came from; index 0 is the header's line.
    std::map<std::string, std::vector<const CareRow*>> places;
    std::set<std::string, std::less<>> children;
};

// Adds its findings to `files.issues`. The result points into `files`.
CareTexts care_texts(CareFiles& files, const CareKnown& known);

}  // namespace hearth::returns
