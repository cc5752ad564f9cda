// What stands beside the statutory steps: services for teenagers, family group decision-making, the
// graded profile of care, papers of looked-after children, steps down, and how things are later.
//
// Draws from a generator of its own, so that the rest of a family's story does not depend on it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "record/demo/life.h"

namespace hearth::record::demo {
namespace {

constexpr std::array<std::array<const char*, 2>, 15> kItems = {{
    {"physical", "food"},
    {"physical", "clothing"},
    {"physical", "washing"},
    {"physical", "home"},
    {"physical", "health"},
    {"safety", "safe_home"},
    {"safety", "safe_out"},
    {"safety", "watched"},
    {"affection", "warmth"},
    {"affection", "attention"},
    {"affection", "dependable"},
    {"esteem", "learning"},
    {"esteem", "praise"},
    {"esteem", "limits"},
    {"esteem", "belonging"},
}};

}  // namespace

void Life::services(const Episode& episode) {
    if (episode.stage == Stage::assessment || !authorised_) return;
    Random own(static_cast<std::uint64_t>(house_.id) ^ 0x5e21'11ce'5ULL);
    const Date until = std::min(episode.end.value_or(world_.as_at), world_.as_at);
    const Date from = world_.next_working_day(*authorised_ + 14);
    if (from >= until) return;
    teenage_services(own, from, until);
    if (story_.theme == Theme::neglect) graded_care(own, from, until);
    if (episode.stage != Stage::help) family_group(own, from, until);
    papers(own, until);
    parents_progress(own, from, until, episode.end);
    if (episode.end && episode.early_help) step_down(own, *episode.end);
}

// Did it last? Asked three, six and twelve months on, of those whom somebody could reach.
void Life::lasting(Random& own, const Child& child, std::string_view after, Date ended) {
    const std::array<std::pair<const char*, int>, 3> checks = {{{"m3", 3}, {"m6", 6}, {"m12", 12}}};
    for (const auto& [code, months] : checks) {
        const Date on = add_months(ended, months) - own.uniform(0, 9);
        if (on > world_.as_at) return;
        const bool reached = own.chance(0.88);
        const bool home = own.chance(0.93);
        sheets_.version(Table::outcome_check, sheets_.id(), at(on, 700), lead(on).id, nullptr,
                        child.id, house_.id, after, code, on,
                        !reached ? "not_reached"
                        : home   ? pick_of(own, "better|same|same|same|worse|back")
                                 : "worse",
                        reached ? store::Value(home ? 1 : 0) : store::Value());
    }
}

// A parent's own numbers at the start, at the end, and six and twelve months after it; those of the
// supervisions are the supervisions' own.
void Life::parents_progress(Random& own, Date from, Date until, std::optional<Date> end) {
    if (!own.chance(0.6)) return;
    const auto& parent = house_.lead_parent();
    const auto measure = [&](Date on, const char* point, const char* kind, double value) {
        sheets_.version(Table::measure, sheets_.id(), at(on, 905), lead(on).id, nullptr, house_.id,
                        parent.id, kind,
                        static_cast<double>(std::lround(std::clamp(value, 0.0, 10.0))), on,
                        "general", point);
    };
    const auto all = [&](Date on, const char* point, double lasting) {
        if (on > world_.as_at) return;
        const double worry = story_.risk(std::min(on, until)) * lasting;
        measure(on, point, "parenting", 10 - worry);
        measure(on, point, "confidence", story_.confidence(std::min(on, until)));
    };
    all(from, "start", 1.0);
    if (!end || *end > world_.as_at) return;
    all(*end, "close", 1.0);
    all(add_months(*end, 6), "after_6", own.between(0.7, 1.4));
    all(add_months(*end, 12), "after_12", own.between(0.7, 1.4));
}

void Life::teenage_services(Random& own, Date from, Date until) {
    for (const auto& child : children_) {
        if (person(child.person).age(from) < 12 || !own.chance(0.3)) continue;
        const Date planned = from + 7 * own.uniform(10, 16);
        const std::optional<Date> end = planned <= until ? std::optional(planned) : std::nullopt;
        const auto service = pick_of(own, "edge_of_care|edge_of_care|outreach|adolescent_unit");
        const auto criteria = pick_of(own,
                                      "breakdown|breakdown, missing|violence|care_asked, "
                                      "breakdown|exploited, missing|excluded");
        const auto otherwise = pick_of(own, "home|relative|foster|foster|residential|out_of_area");
        const double hours = own.uniform(2, 10);
        const bool home = own.chance(0.94);
        const auto id = sheets_.id();
        span(Table::service_episode, id, from, end, lead(from).id, [&](bool over, auto&& put) {
            put(nullptr, child.id, house_.id, service, from - 5, from,
                over ? store::Value(end) : store::Value(), criteria, otherwise, hours,
                "To live safely at home and go to school.",
                over ? store::Value(home ? pick_of(own, "goals_met|goals_met|partly|withdrew")
                                         : std::string_view("into_care"))
                     : store::Value(),
                over ? store::Value(hours * 11) : store::Value(),
                over ? store::Value(home ? 1 : 0) : store::Value());
        });
        for (Date on = from + 3; on <= std::min(end.value_or(until), until); on = on + 7) {
            const bool came = own.chance(0.86);
            sheets_.version(
                Table::service_session, sheets_.id(), at(on, 960), lead(on).id, nullptr, child.id,
                id, came ? pick_of(own, "visit|session|session|family") : "missed", on,
                came ? store::Value(own.uniform(45, 120)) : store::Value(), lead(on).id);
        }
        if (end) lasting(own, child, "service", *end);
    }
}

// One child, one carer, every three months or so, worse or better as the story goes.
void Life::graded_care(Random& own, Date from, Date until) {
    const auto adults = adult_ids();
    if (adults.empty()) return;
    const auto carer = adults.front();
    for (const auto& child : children_) {
        if (!alive(child, from)) continue;
        for (Date on = from; on <= until; on = on + own.uniform(84, 112)) {
            const double worry = story_.risk(on) / 10;  // nought to one
            for (const auto& [area, item] : kItems) {
                if (own.chance(0.12)) continue;  // not seen this time
                const double warm = std::string_view(area) == "affection" ? -1.2 : 0;
                const int grade =
                    std::clamp(static_cast<int>(1.4 + 3.4 * worry + warm + own.unit()), 1, 5);
                sheets_.version(Table::neglect_grade, sheets_.id(), at(on, 900), lead(on).id,
                                nullptr, child.id, carer, area, item, grade, on);
            }
        }
        return;  // of the eldest only
    }
}

void Life::family_group(Random& own, Date from, Date until) {
    const Date offered = world_.next_working_day(from + own.uniform(5, 30));
    if (offered > until || !own.chance(0.8)) return;
    const bool accepted = own.chance(0.6);
    const Date met = world_.next_working_day(offered + own.uniform(20, 45));
    const bool held = accepted && met <= until && own.chance(0.85);
    const Date reviewed = world_.next_working_day(add_months(met, 3) - 8);
    const bool over = held && reviewed <= world_.as_at;
    for (const auto& child : children_) {
        if (!alive(child, offered)) continue;
        sheets_.version(
            Table::family_group_conference, sheets_.id(),
            at(over   ? reviewed
               : held ? met
                      : offered,
               930),
            lead(offered).id, nullptr, house_.id, child.id, offered, accepted ? 1 : 0,
            accepted ? store::Value()
                     : store::Value("They do not want the wider family to know yet."),
            accepted ? store::Value("Hope Ellis, independent coordinator") : store::Value(),
            held ? store::Value(met) : store::Value(),
            held ? store::Value(own.chance(0.9) ? 1 : 0) : store::Value(),
            over ? store::Value(reviewed) : store::Value(),
            over ? store::Value(reviewed) : store::Value());
        if (held) lasting(own, child, "conference", met);
    }
}

void Life::papers(Random& own, Date until) {
    for (const auto& child : children_) {
        if (child.cla == 0) continue;
        const Date on = until - own.uniform(3, 90);
        for (const char* kind : {"birth_certificate", "passport", "order", "parental_consent",
                                 "delegated", "care_plan", "nhs_number", "life_story"}) {
            const double there = std::string_view(kind) == "passport"     ? 0.55
                                 : std::string_view(kind) == "life_story" ? 0.6
                                                                          : 0.93;
            sheets_.version(Table::child_document, sheets_.id(), at(on, 870), lead(on).id, nullptr,
                            child.id, kind, own.chance(there) ? 1 : 0, on);
        }
    }
}

void Life::step_down(Random& own, Date on) {
    if (on > world_.as_at) return;
    const bool accepted = own.chance(0.9);
    for (const auto& child : children_) {
        if (!alive(child, on)) continue;
        sheets_.version(
            Table::step_change, sheets_.id(), at(on, 940), lead(on).id, nullptr, child.id,
            house_.id, "down", "s17", "early_help", on, "Northmoor family hubs",
            accepted ? "accepted" : "declined", on,
            accepted ? store::Value() : store::Value("No worker free in this district this month."),
            "The plan's goals are met and the family wants lighter help.");
        if (accepted) lasting(own, child, "step_change", on);
    }
}

}  // namespace hearth::record::demo
