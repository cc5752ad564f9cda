#include "identity/candidates.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "record/shown_people.h"

namespace hearth::identity {
namespace {

constexpr std::size_t kLookedAt = 20;
// The people in memory are scored as when somebody is looked up: as likely known as not. Of records
// that exist, some two in a hundred are of somebody who has another; natural log of 49.
constexpr double kRarer = 3.89;

double probability_of(double log_odds) {
    return 1 / (1 + std::exp(kRarer - log_odds));
}

}  // namespace

std::vector<std::vector<Match>> candidates_of(store::Session& session, LiveIndex& index,
                                              const std::vector<PersonId>& people, double least) {
    index.refresh(session);
    std::vector<std::int64_t> ids;
    for (const auto person : people) ids.push_back(person.value);
    const auto records = LiveIndex::as_compared(session, ids);

    std::vector<std::vector<index::Found>> found(people.size());
    std::set<PersonId> everybody(people.begin(), people.end());
    for (std::size_t i = 0; i < people.size(); ++i) {
        const auto mine = records.find(people[i].value);
        if (mine == records.end()) continue;
        for (const auto& record : mine->second)
            for (auto& hit : index.like(record, kLookedAt)) {
                if (probability_of(hit.log_odds) < least) continue;
                everybody.insert(PersonId{hit.owner});
                found[i].push_back(std::move(hit));
            }
    }
    const auto shown =
        record::shown_people(session, std::vector<PersonId>(everybody.begin(), everybody.end()));

    const auto scorer = index.scorer();
    std::vector<std::vector<Match>> out(people.size());
    for (std::size_t i = 0; i < people.size(); ++i) {
        auto& hits = found[i];
        std::stable_sort(
            hits.begin(), hits.end(),
            [](const index::Found& a, const index::Found& b) { return a.log_odds > b.log_odds; });
        const auto own = shown.find(people[i]);
        std::set<PersonId> taken;
        if (own != shown.end()) taken.insert(own->second);
        for (const auto& hit : hits) {
            const auto one = shown.find(PersonId{hit.owner});
            if (one == shown.end() || !taken.insert(one->second).second) continue;
            if (out[i].size() == kMostMatches) break;
            Match match{one->second, probability_of(hit.log_odds), {}};
            for (auto& reason : linkage::telling(scorer, hit.comparison))
                match.why.push_back(std::move(reason.words));
            out[i].push_back(std::move(match));
        }
    }
    return out;
}

}  // namespace hearth::identity
