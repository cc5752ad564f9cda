#include "identity/candidates.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace hearth::identity {
namespace {

using store::Sql;

constexpr std::size_t kLookedAt = 20;
// The people in memory are scored as when somebody is looked up: as likely known as not. Of records
// that exist, some two in a hundred are of somebody who has another; natural log of 49.
constexpr double kRarer = 3.89;
// Doublings: what weighs less than this speaks neither for nor against.
constexpr double kWeighsNothing = 0.3;

constexpr Sql kShown{"candidates_shown", R"(
SELECT p.id, one_person(p.id) FROM person p
WHERE p.id IN (SELECT value FROM each_id(:people)) AND p.superseded_at = '9999-12-31T23:59:59.999Z')"};

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
    std::set<std::int64_t> everybody(ids.begin(), ids.end());
    for (std::size_t i = 0; i < people.size(); ++i) {
        const auto mine = records.find(people[i].value);
        if (mine == records.end()) continue;
        for (const auto& record : mine->second)
            for (auto& hit : index.like(record, kLookedAt)) {
                if (probability_of(hit.log_odds) < least) continue;
                everybody.insert(hit.owner);
                found[i].push_back(std::move(hit));
            }
    }
    std::map<std::int64_t, std::int64_t> shown;
    session.each(kShown,
                 {{"people", std::vector<std::int64_t>(everybody.begin(), everybody.end())}},
                 [&](const store::Row& row) { shown[row.int64(0)] = row.int64(1); });

    const auto scorer = index.scorer();
    std::vector<std::vector<Match>> out(people.size());
    for (std::size_t i = 0; i < people.size(); ++i) {
        auto& hits = found[i];
        std::stable_sort(
            hits.begin(), hits.end(),
            [](const index::Found& a, const index::Found& b) { return a.log_odds > b.log_odds; });
        const auto own = shown.find(people[i].value);
        std::set<std::int64_t> taken;
        if (own != shown.end()) taken.insert(own->second);
        for (const auto& hit : hits) {
            const auto one = shown.find(hit.owner);
            if (one == shown.end() || !taken.insert(one->second).second) continue;
            if (out[i].size() == kMostMatches) break;
            Match match{PersonId{one->second}, probability_of(hit.log_odds), {}};
            for (auto& reason : linkage::explain(scorer, hit.comparison))
                if (std::abs(reason.bits) >= kWeighsNothing)
                    match.why.push_back(std::move(reason.words));
            out[i].push_back(std::move(match));
        }
    }
    return out;
}

}  // namespace hearth::identity
