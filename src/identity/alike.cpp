#include "identity/alike.h"

#include <optional>

#include "base/text.h"
#include "identity/linkage/standardise.h"

namespace hearth::identity {
namespace {

using record::Alike;
using record::Likeness;

constexpr std::size_t kLookedAt = 20;
constexpr double kLeastPossible = 0.05;

linkage::Person asked(const record::NamedPerson& named) {
    linkage::Person p;
    linkage::read_given(p, named.given);
    linkage::read_surname(p, named.surname);
    p.sex = linkage::read_sex(named.sex);
    if (named.born) p.dob = linkage::exact_date(*named.born);
    if (named.expected) p.expected = linkage::exact_date(*named.expected);
    linkage::read_address(p, named.line1);
    p.town = linkage::standard_town(named.town);
    if (!is_blank(named.postcode)) p.postcode = linkage::standard_postcode(named.postcode);
    return p;
}

// The model's verdict; nothing when they are not worth showing.
std::optional<Likeness> likeness_of(const linkage::Scorer& scorer, const index::Found& found) {
    const auto verdict = linkage::verdict(scorer, found.comparison);
    if (verdict == "certain") return Likeness::almost_certain;
    if (verdict == "likely") return Likeness::probable;
    if (verdict == "possible twin") return Likeness::twin;
    if (verdict == "possible sibling") return Likeness::household;
    if (found.probability >= kLeastPossible) return Likeness::possible;
    return std::nullopt;
}

}  // namespace

std::vector<std::vector<Alike>> alike(const LiveIndex& people,
                                      std::span<const record::NamedPerson> named) {
    const auto scorer = people.scorer();
    std::vector<std::vector<Alike>> out;
    out.reserve(named.size());
    for (const auto& n : named) {
        auto& mine = out.emplace_back();
        for (const auto& found : people.like(asked(n), kLookedAt)) {
            const auto likeness = likeness_of(scorer, found);
            if (!likeness) continue;
            Alike a{PersonId{found.owner}, *likeness, found.probability, {}};
            for (auto& reason : linkage::telling(scorer, found.comparison))
                a.why.push_back({std::move(reason.words), reason.bits > 0});
            mine.push_back(std::move(a));
        }
    }
    return out;
}

}  // namespace hearth::identity
