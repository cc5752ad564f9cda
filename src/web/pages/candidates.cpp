#include "web/pages/candidates.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/text.h"
#include "web/kit/kit.h"

namespace hearth::web {
namespace {

using record::Candidate;
using record::Likeness;

std::string born_words(const Candidate& c, Date today) {
    if (c.born)
        return fmt::format("born {}, {}", c.born->plain(), kit::age_in_words(*c.born, today));
    if (c.expected) return "due " + c.expected->plain();
    return "date of birth not known";
}

std::string household_words(Likeness likeness) {
    return likeness == Likeness::twin ? "Perhaps a twin: another person"
                                      : "Same household: another person";
}

kit::Tag tag_of(const Candidate& c) {
    if (c.chosen) return {.text = "Matched", .classes = "govuk-tag--green"};
    switch (c.likeness) {
        case Likeness::almost_certain:
            return {.text = "Almost certainly the same", .classes = "govuk-tag--red"};
        case Likeness::probable:
            return {.text = "Probably the same", .classes = "govuk-tag--yellow"};
        case Likeness::possible:
            return {.text = "Possibly the same", .classes = "govuk-tag--grey"};
        case Likeness::twin:
        case Likeness::household:
            return {.text = household_words(c.likeness), .classes = "govuk-tag--blue"};
    }
    return {};
}

// "97 in 100"; never all, since a person decides.
std::string chance_words(double probability) {
    if (probability > 0.99) return "More than 99 in 100 like this are the same person.";
    if (probability < 0.01) return "Fewer than 1 in 100 like this are the same person.";
    return fmt::format("{} in 100 like this are the same person.", std::lround(probability * 100));
}

Html reasons(const Candidate& c) {
    std::vector<std::string> agree, differ;
    for (const auto& why : c.why) (why.speaks_for ? agree : differ).push_back(why.words);
    Html out;
    if (!agree.empty())
        out << kit::p(join(el("strong", "Speaks for it: "), hearth::join(agree, "; "), "."));
    if (!differ.empty())
        out << kit::p(join(el("strong", "Speaks against it: "), hearth::join(differ, "; "), "."));
    return out;
}

Html card(const CandidatePanel& panel, const Candidate& c) {
    const std::string family = c.family_name + ", " + c.family_reference;
    return el(
        "li", {cls("hearth-card")},
        panel.heading == 3 ? el("h3", {cls("govuk-heading-s")}, c.name)
                           : el("h4", {cls("govuk-heading-s")}, c.name),
        kit::p(kit::tag(tag_of(c))),
        kit::p(join(born_words(c, panel.today), "; ",
                    c.may_open ? kit::link(url("/families/{}", c.family), family) : Html(family))),
        c.chosen && c.why.empty() ? Html() : kit::p(chance_words(c.probability)), reasons(c),
        panel.acts ? panel.acts(c) : Html());
}

Html list(const CandidatePanel& panel, const std::vector<Candidate>& all) {
    Html items;
    for (const auto& c : all) items << card(panel, c);
    return el("ul", {cls("govuk-list")}, items);
}

}  // namespace

Html candidate_panel(const CandidatePanel& panel) {
    const auto& [candidates, household, ruled_out] = panel.proposed;
    Html out;
    if (!candidates.empty())
        out << kit::details(
            {.summary = plural(static_cast<std::int64_t>(candidates.size()),
                               "person on record who may be ", "people on record who may be ") +
                        panel.name,
             .text = list(panel, candidates),
             .open = panel.open});
    if (!household.empty())
        out << kit::details(
            {.summary = plural(static_cast<std::int64_t>(household.size()),
                               "person on record who seems to be another of the household of ",
                               "people on record who seem to be others of the household of ") +
                        panel.name,
             .text = list(panel, household),
             .open = panel.open && candidates.empty()});
    return out;
}

}  // namespace hearth::web
