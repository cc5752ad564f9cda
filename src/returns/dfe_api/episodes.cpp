#include <algorithm>

#include "returns/dfe_api/raw_rows.h"

namespace hearth::returns::dfe {
namespace {

const std::string kNever = "9999-12-31";

Episode* episode_of(std::vector<Episode>& episodes, std::int64_t referral, const std::string& day) {
    for (auto& e : episodes)
        if (e.id == referral) return &e;
    Episode* found = episodes.empty() ? nullptr : &episodes.front();
    for (auto& e : episodes)  // by date of referral
        if (e.referred <= day) found = &e;
    return found;
}

template <class T>
void place(std::vector<Episode>& episodes, std::vector<Step<T>>& steps,
           std::vector<T> Episode::*where) {
    for (auto& step : steps)
        if (auto* episode = episode_of(episodes, step.referral, step.day))
            (episode->*where).push_back(std::move(step.what));
}

// The one open episode that was begun last; without an open one, the last.
Episode* current(std::vector<Episode>& episodes) {
    Episode* found = nullptr;
    for (auto& e : episodes)
        if (e.closed.empty()) found = &e;
    return found != nullptr || episodes.empty() ? found : &episodes.back();
}

bool lasted_in(const std::string& from, const std::string& to, const std::string& starts,
               const std::string& today) {
    return from <= today && (to.empty() || to >= starts);
}

// The collection asks for the social worker of a child in need on each 31 March.
void add_workers(Episode& episode, const std::vector<CareWorker>& workers, const Window& window) {
    if (episode.cin_plans.empty()) return;
    for (const auto& worker : workers) {
        const auto from = Date::parse(std::max(worker.start, episode.referred));
        const auto to = Date::parse(std::min(worker.end.empty() ? kNever : worker.end,
                                             episode.closed.empty() ? kNever : episode.closed));
        if (!from || !to || !on_a_census_day(window, *from, *to)) continue;
        if (std::find(episode.workers.begin(), episode.workers.end(), worker) ==
            episode.workers.end())
            episode.workers.push_back(worker);
    }
}

bool belongs(const Episode& e, const Window& window) {
    const auto starts = window.starts.iso(), today = window.today.iso();
    const auto any = [&](const auto& rows) {
        return std::any_of(rows.begin(), rows.end(), [&](const auto& row) {
            return lasted_in(row.start, row.end, starts, today);
        });
    };
    return lasted_in(e.referred, e.closed, starts, today) || any(e.cin_plans) || any(e.placements);
}

}  // namespace

Child with_episodes(RawChild raw, const Window& window) {
    auto& all = raw.child.episodes;
    place(all, raw.assessments, &Episode::assessments);
    place(all, raw.cin_plans, &Episode::cin_plans);
    place(all, raw.enquiries, &Episode::enquiries);
    place(all, raw.cp_plans, &Episode::cp_plans);
    place(all, raw.placements, &Episode::placements);
    for (auto& step : raw.adoptions)  // by decision: the last one stands
        if (auto* episode = episode_of(all, step.referral, step.day))
            episode->adoption = std::move(step.what);
    if (!raw.care_leavers.empty())
        if (auto* episode = current(all)) episode->care_leaver = raw.care_leavers.back();
    for (auto& episode : all) add_workers(episode, raw.workers, window);

    std::vector<Episode> kept;
    for (auto& episode : all)
        if (belongs(episode, window)) kept.push_back(std::move(episode));
    // In the cohort by something that hangs on no episode of the window: the latest says the most.
    if (kept.empty() && !all.empty()) kept.push_back(std::move(all.back()));
    all = std::move(kept);
    return std::move(raw.child);
}

}  // namespace hearth::returns::dfe
