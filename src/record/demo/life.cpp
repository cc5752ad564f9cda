#include "record/demo/life.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace hearth::record::demo {

Life::Life(World& world, Notes& notes, Faults& faults, Random random, Household house, int team,
           int post)
    : world_(world),
      sheets_(world.sheets),
      notes_(notes),
      faults_(faults),
      random_(random),
      house_(std::move(house)),
      team_(team),
      post_(post),
      voice_(random_, house_, world.as_at) {}

Date Life::working_days_after(Date from, int n) const {
    auto day = add_working_days(from, n, Convention::day_after_is_day_one,
                                world_.practice.calendars.at("england-and-wales"));
    if (!day) throw std::runtime_error("The calendar does not reach " + from.iso() + ".");
    return day.value();
}

const Worker& Life::lead(Date on) const {
    return world_.holder(post_, on);
}
const Worker& Life::manager(Date on) const {
    return world_.holder(team().manager, on);
}
std::string_view Life::lead_role(Date) const {
    return world_.posts[static_cast<std::size_t>(post_)].capacity < 0.6 ? "senior_social_worker"
                                                                        : "social_worker";
}

std::vector<std::int64_t> Life::child_ids() const {
    std::vector<std::int64_t> out;
    for (const auto& child : children_) out.push_back(child.id);
    return out;
}
std::vector<std::int64_t> Life::adult_ids() const {
    std::vector<std::int64_t> out;
    for (const auto& p : house_.people)
        if (p.role == "parent") out.push_back(p.id);
    return out;
}

bool Life::alive(const Child& child, Date on) const {
    const auto& p = person(child.person);
    return p.born && *p.born <= on;
}
Date Life::born_by(const Child& child, Date on) const {
    const auto& p = person(child.person);
    return p.born ? std::max(*p.born, on) : on;
}

int Life::focus(Date on) {
    std::vector<int> born;
    for (const auto& child : children_)
        if (alive(child, on)) born.push_back(child.person);
    return born.empty() ? children_.front().person : random_.pick(born);
}

std::string Life::scale(double value) const {
    return std::to_string(std::clamp(static_cast<int>(std::lround(value)), 0, 10));
}

Note Life::note(std::string_view form, Date on, const Worker& author) {
    Note n;
    n.form = form;
    n.at = at(on, minutes());
    n.author = &author;
    n.author_role = lead_role(on);
    n.family = house_.id;
    return n;
}

void Life::people_known(const std::vector<Episode>& episodes) {
    // Where there has been violence the new address is often kept from the other parent.
    const auto& last = episodes.back();
    story_ = make_story(random_, house_, last.contact, last.end.value_or(world_.as_at));
    if (facts(story_.theme).abuse && house_.partner < 0 && random_.chance(0.35))
        house_.homes.front().confidential = true;
    const auto& first = episodes.front();
    write_household(world_, random_, house_, first.contact, episodes.back().end, faults_);
}

void Life::live(const std::vector<Episode>& episodes) {
    people_known(episodes);
    if (random_.chance(0.28)) early_help_before(episodes.front().contact);
    for (std::size_t i = 0; i < episodes.size(); ++i)
        episode(episodes[i], i + 1 == episodes.size());
}

void Life::episode(const Episode& episode, bool last) {
    now_ = episode;
    story_.from = episode.contact;
    story_.until = episode.end.value_or(world_.as_at);
    in_help_ = in_protection_ = reviewed_ = false;
    plan_id_ = 0;
    last_supervision_ = last_core_group_ = last_review_ = conference_ = authorised_ = {};
    enquiry_from_ = plan_from_ = {};
    children_.clear();
    for (const int c : house_.children) {
        Child child;
        child.person = c;
        child.id = person(c).id;
        // Who came after the work ended was no part of it.
        const auto& p = person(c);
        if (episode.end && (!p.born || *p.born > episode.contact)) continue;
        children_.push_back(child);
    }
    contact(episode);
    referral(episode);
    if (!episode.further) return;
    allocate(allocated_, episode.end);
    assess(episode);
    const Date today = world_.as_at;
    const Date until = episode.end.value_or(today);
    if (episode.stage != Stage::assessment && authorised_) {
        plan(*authorised_ + 6, episode.end);
        Date help_from = *authorised_;
        const bool at_once = episode.stage != Stage::help && random_.chance(0.45);
        if (episode.stage == Stage::help) {
            help_plan(episode, help_from, episode.end);
        } else {
            const int room = std::max(30, until - help_from);
            const Date strategy =
                at_once ? help_from
                        : help_from + static_cast<int>(random_.uniform(25, std::max(26, room / 2)));
            if (strategy + 24 >= until) {
                help_plan(episode, help_from, episode.end);
            } else {
                const Date conference = protect(episode, world_.next_working_day(strategy));
                if (!at_once) help_plan(episode, help_from, conference);
            }
        }
    }
    if (safeguarding()) supervise(allocated_ + 3, episode.end);
    workbook_notes(allocated_ + 4);
    sessions(allocated_ + 6, until);
    events(episode.contact + 5, until);
    services(episode);
    if (episode.end)
        close(episode);
    else if (last)
        clocks(episode);
}

}  // namespace hearth::record::demo
