// A child's episodes of care as the record holds care: periods, episodes, legal statuses,
// placements, and the home from which the child came.
//
// An episode of the return begins whenever the legal status or the placement changes. A period of
// care begins with RNE S, or where the episode before had ended. A placement goes on over episodes
// that change only the legal status (RNE L), a legal status over those that change only the
// placement. An episode that is followed by another ended when that one began. Nothing else is
// worked out: what does not fit is told, and the rest stays.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "returns/issue.h"

namespace hearth::returns {

struct CareEpisode {
    std::string decom, rne, ls, cin, place, provider, dec, rec, change, home, post,
        urn;                    // ISO days
    const void* row = nullptr;  // where it came from, for the findings; null: from the record
    std::string period;         // worked out: the day on which the period of care began
};
struct CarePlacement {
    std::string start, end, type, provider, urn, post, change, period;
    const void* row = nullptr;
};
struct CareStatus {
    std::string start, end, status;
    const void* row = nullptr;
};
struct CareHome {
    std::string start, end, post;
    const void* row = nullptr;
};
struct CareHistory {
    std::vector<CareEpisode> episodes;
    std::vector<CarePlacement> placements;
    std::vector<CareStatus> statuses;
    std::vector<CareHome> homes;
};

// About a row and one of its columns: code, what is wrong, what to do.
using CareFinding =
    std::function<void(const void* row, std::string_view column, std::string code,
                       IssueSeverity severity, std::string message, std::string remedy)>;

// `episodes` by DECOM, each day once.
CareHistory care_history(std::vector<CareEpisode> episodes, const CareFinding& finding);

}  // namespace hearth::returns
