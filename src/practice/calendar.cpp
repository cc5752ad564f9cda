#include "practice/calendar.h"

#include <string>

namespace hearth::practice {

std::vector<Problem> calendar_warnings(const Practice& practice, Date today) {
    std::vector<Problem> out;
    for (const auto& [id, calendar] : practice.calendars) {
        const int published = calendar.published_until();
        if (published > today.year()) continue;
        out.push_back({"calendars/" + id + ".yaml", 0, 0,
                       "bank holidays after " + std::to_string(published) +
                           " are not in the calendar \"" + id +
                           "\": due dates are counted by days worked out by the usual rule, which "
                           "knows of no day that is moved or added for an occasion",
                       "Add the years that have been published since, and start the server again: "
                       "what moves is told."});
    }
    return out;
}

}  // namespace hearth::practice
