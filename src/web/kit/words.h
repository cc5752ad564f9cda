// Small helpers for the words of a page: headings, paragraphs, dates as people say them, figures
// with their base.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "web/html.h"

namespace hearth::web::kit {

Html h2(const Html& text, std::string_view id = {});
Html h3(const Html& text, std::string_view id = {});
Html p(const Html& text, std::string_view classes = {});
Html bullets(const std::vector<Html>& items);
// Text that people wrote: line breaks are kept, a blank line begins a paragraph.
Html prose(std::string_view written);

std::string weekday_name(int weekday);  // 1 Monday … 7 Sunday
std::string day_in_words(Date day);     // "Friday 27 November"
std::string day_with_year(Date day);    // "Friday 27 November 2026"
std::string distance(Date day,
                     Date today);  // "today", "tomorrow", "in 3 days", "yesterday", "3 days ago"
// Due dates: "today", "tomorrow", "in 3 days", "1 day late", "2 days late".
std::string lateness(Date due, Date today);

// "Friday 27 November, due in 3 days", or with a red tag "2 days late", a yellow one "due today".
// The year shows when it is not today's.
Html when(Date due, Date today);
// The day without a due date's alarm: "Friday 27 November, 3 days ago".
Html said_on(Date day, Date today);

// "75% (6 of 8)". Where N is under 10 the tag "small number" follows, since one child moves the
// figure by much; where N is 0, "no cases". Percent are rounded half up.
Html figure(std::int64_t n, std::int64_t of);
std::string figure_text(std::int64_t n, std::int64_t of);
std::string thousands(std::int64_t n);  // "12,345"

// The instruction on how a person may be contacted safely; stands above any contact details.
Html safe_contact(const Html& instruction);
// What a list says when it has nothing to show: why, and what to do next.
Html empty_state(const Html& text);

}  // namespace hearth::web::kit
