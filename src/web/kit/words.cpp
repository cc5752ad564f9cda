#include "web/kit/words.h"

#include "web/kit/notice.h"

namespace hearth::web::kit {
namespace {

std::string days(std::int64_t n) {
    return n == 1 ? "1 day" : thousands(n) + " days";
}

Html red(const std::string& words) {
    return tag({.text = words, .classes = "govuk-tag--red"});
}
Html yellow(const std::string& words) {
    return tag({.text = words, .classes = "govuk-tag--yellow"});
}

std::string day_beside(Date day, Date today) {
    return day.year() == today.year() ? day_in_words(day) : day_with_year(day);
}

Html time_of(Date day, const std::string& words) {
    return el("time", {attr("datetime", day.iso())}, words);
}

}  // namespace

Html h2(const Html& text, std::string_view own_id) {
    return el("h2", {cls("govuk-heading-m"), id(own_id)}, text);
}
Html h3(const Html& text, std::string_view own_id) {
    return el("h3", {cls("govuk-heading-s"), id(own_id)}, text);
}
Html p(const Html& text, std::string_view classes) {
    return el("p", {cls("govuk-body", classes)}, text);
}

Html bullets(const std::vector<Html>& items) {
    if (items.empty()) return {};
    return el("ul", {cls("govuk-list govuk-list--bullet")},
              each(items, [](const Html& item) { return el("li", item); }));
}

Html prose(std::string_view written) {
    Html h;
    bool in_paragraph = false;
    bool line_before = false;
    std::size_t at = 0;
    while (at <= written.size()) {
        const std::size_t end = std::min(written.find('\n', at), written.size());
        std::string_view line = written.substr(at, end - at);
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t'))
            line.remove_suffix(1);
        if (line.empty()) {
            if (in_paragraph) h.close("p");
            in_paragraph = line_before = false;
        } else {
            if (!in_paragraph) h.open("p", {cls("govuk-body")});
            if (line_before) h << el("br");
            h << line;
            in_paragraph = line_before = true;
        }
        at = end + 1;
    }
    if (in_paragraph) h.close("p");
    return h;
}

std::string weekday_name(int weekday) {
    static constexpr const char* kNames[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                             "Friday", "Saturday", "Sunday"};
    return kNames[weekday < 1 ? 0 : weekday > 7 ? 6 : weekday - 1];
}

std::string day_with_year(Date day) {
    return weekday_name(day.weekday()) + " " + day.plain();
}

std::string day_in_words(Date day) {
    std::string words = day_with_year(day);
    if (const auto space = words.rfind(' '); space != std::string::npos) words.resize(space);
    return words;
}

std::string distance(Date day, Date today) {
    const int n = day - today;
    if (n == 0) return "today";
    if (n == 1) return "tomorrow";
    if (n == -1) return "yesterday";
    return n > 0 ? "in " + days(n) : days(-n) + " ago";
}

std::string lateness(Date due, Date today) {
    if (due < today) return days(today - due) + " late";
    return distance(due, today);
}

Html when(Date due, Date today) {
    Html h = time_of(due, day_beside(due, today));
    if (due < today) return std::move(h << " " << red(lateness(due, today)));
    if (due == today) return std::move(h << " " << yellow("Due today"));
    return std::move(h << ", due " << lateness(due, today));
}

Html said_on(Date day, Date today) {
    return time_of(day, day_beside(day, today)) << ", " << distance(day, today);
}

std::string thousands(std::int64_t n) {
    std::string digits = std::to_string(n);
    const std::size_t first = digits[0] == '-' ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return digits;
}

std::string figure_text(std::int64_t n, std::int64_t of) {
    if (of <= 0) return "no cases";
    const std::int64_t percent = (200 * n + of) / (2 * of);
    return std::to_string(percent) + "% (" + thousands(n) + " of " + thousands(of) + ")";
}

Html figure(std::int64_t n, std::int64_t of) {
    Html h(figure_text(n, of));
    if (of > 0 && of < 10)
        h << " " << tag({.text = "Small number", .classes = "govuk-tag--grey hearth-small-number"});
    return h;
}

Html safe_contact(const Html& instruction) {
    if (instruction.empty()) return {};
    return el(
        "div",
        {cls("hearth-safe-contact"), attr("role", "note"), attr("aria-label", "Safe contact")},
        el("strong", {cls("hearth-safe-contact__title")}, "Safe contact"), " ", instruction);
}

Html empty_state(const Html& text) {
    return el("p", {cls("govuk-body hearth-empty")}, text);
}

}  // namespace hearth::web::kit
