// Long because: its parts share state that would have to be passed around; to be parted.
#include "record/demo/world.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "base/text.h"
#include "practice/clock.h"

namespace hearth::record::demo {
namespace {

constexpr int kYears = 3;

struct CastMember {
    std::string_view role, name, title, discipline;
    char agency;  // a authority, p police, h health, b probation, s school
    char place;   // t the tour's team, m front door, r reviewing, q quality, - none
};
// One person for every role of the tour. None of them exists.
constexpr CastMember kCast[] = {
    {"partner_referrer", "Hannah Threlfall", "Designated safeguarding lead", "partner", 's', '-'},
    {"mash_officer", "Ruth Eccles", "MASH officer", "front_door", 'a', 'm'},
    {"mash_manager", "Owen Kenyon", "MASH manager", "management", 'a', 'm'},
    {"partner_police", "Craig Lomax", "Police decision maker, MASH", "partner", 'p', '-'},
    {"partner_health", "Siobhan Byrne", "Specialist nurse, MASH", "partner", 'h', '-'},
    {"partner_probation", "Andrew Gordon", "Probation officer, MASH", "partner", 'b', '-'},
    {"team_manager", "Nasreen Malik", "Team manager", "management", 'a', 't'},
    {"social_worker", "Daniel Ashworth", "Social worker", "social_work", 'a', 't'},
    {"senior_social_worker", "Grace Mensah", "Senior social worker", "social_work", 'a', 't'},
    {"family_practitioner", "Katie Pickup", "Child and family practitioner", "family_practice", 'a',
     't'},
    {"recovery_worker", "Tom Hindle", "Recovery worker", "recovery", 'a', 't'},
    {"domestic_abuse_practitioner", "Leila Haddad", "Domestic abuse practitioner",
     "domestic_abuse_survivor", 'a', 't'},
    {"domestic_abuse_officer", "Martin Seddon", "Domestic abuse officer", "domestic_abuse_risk",
     'b', 't'},
    {"mental_health_practitioner", "Priya Desai", "Mental health practitioner", "mental_health",
     'h', 't'},
    {"business_support", "Joan Rigby", "Business support officer", "business_support", 'a', 't'},
    {"conference_chair", "Helen Winstanley", "Conference chair and reviewing officer", "reviewing",
     'a', 'r'},
    {"practice_auditor", "Colin Fairclough", "Practice auditor", "quality", 'a', 'q'},
    {"performance_analyst", "Mei Chan", "Performance analyst", "performance", 'a', 'q'},
    {"service_manager", "Farah Aziz", "Service manager", "management", 'a', 'q'},
    {"personal_adviser", "Joanne Pilkington", "Personal adviser", "leaving_care", 'a', 'l'},
    {"board_member", "Dorothy Nuttall", "Safeguarding board member", "governance", 'a', '-'},
    {"information_guardian", "Peter Sagar", "Information guardian", "governance", 'a', '-'},
    {"system_administrator", "Lee Wadsworth", "System administrator", "administration", 'a', '-'},
};

const CastMember* cast_of(std::string_view role) {
    for (const auto& member : kCast)
        if (member.role == role) return &member;
    return nullptr;
}

}  // namespace

World::World(Sheets& s, const practice::Practice& p, const DemoOptions& o, Date day)
    : as_at(day),
      now(instant_of(day, 12 * 60)),
      earliest(add_months(day, -12 * kYears - 3)),
      practice(p),
      options(o),
      sheets(s),
      random_(Random(o.seed).fork("organisation")) {}

const practice::ClockRule* World::rule(std::string_view id) const {
    const auto it = practice.clocks.find(id);
    return it == practice.clocks.end() ? nullptr : &it->second;
}

Instant World::due(const practice::ClockRule& rule, Instant start, std::string* words) const {
    auto answer = practice::due(rule, start, practice);
    if (!answer)
        throw std::runtime_error(
            fmt::format("The clock {} cannot be counted from {}.", rule.id, start.iso()));
    if (words != nullptr) *words = rule.words();
    return answer.value().due_at;
}

bool World::working_day(Date date) const {
    const auto calendar = practice.calendars.find("england-and-wales");
    if (calendar == practice.calendars.end() || !calendar->second.covers(date))
        return date.weekday() <= 5;
    return is_working_day(date, calendar->second).value();
}

Date World::next_working_day(Date date) const {
    while (!working_day(date)) date = date + 1;
    return date;
}

std::int64_t World::make_agency(std::string_view name, std::string_view kind, bool lapsed) {
    const auto id = sheets.id();
    const Date from = add_months(earliest, -14);
    sheets.version(Table::agency, id, instant_of(from, 600), system, name, kind, from,
                   lapsed ? store::Value(as_at - 47) : store::Value(add_months(as_at, 20)));
    return id;
}

int World::make_worker(Random& random, std::int64_t agency, std::string_view name,
                       std::string_view title, std::string_view discipline, Date from,
                       std::optional<Date> to, bool agency_worker) {
    Worker worker;
    worker.id = discipline == "administration" ? system : sheets.id();
    worker.agency = agency;
    worker.name = name;
    if (worker.name.empty()) {
        std::array<double, kOrigins> weights{};
        for (std::size_t i = 0; i < kOrigins; ++i)
            weights[i] = facts(static_cast<Origin>(i)).weight;
        const auto origin = static_cast<Origin>(random.weighted(weights));
        const Sex sex = random.chance(0.8) ? Sex::female : Sex::male;
        const Date born = as_at - static_cast<int>(random.uniform(24 * 365, 62 * 365));
        worker.name = fmt::format("{} {}", given_name(random, origin, sex, born),
                                  surname(random, origin, sex));
    }
    worker.discipline = discipline;
    worker.from = from;
    worker.to = to;
    std::string mail = name_key(worker.name);
    std::replace(mail.begin(), mail.end(), ' ', '.');
    const bool registered =
        discipline == "social_work" || discipline == "management" || discipline == "reviewing";
    const auto add = [&](Instant at, std::optional<Instant> until, std::optional<Date> ended) {
        const auto values = [&](auto&& put) {
            put(agency, worker.name, title, discipline,
                registered ? store::Value(fmt::format("SW{}", 800'000 + workers.size()))
                           : store::Value(),
                fmt::format("{}.{}@example.org", mail, workers.size()), agency_worker, from, ended);
        };
        if (until)
            values([&](auto&&... v) {
                sheets.past_version(Table::worker, worker.id, at, *until, system, v...);
            });
        else
            values(
                [&](auto&&... v) { sheets.version(Table::worker, worker.id, at, system, v...); });
    };
    const Instant began = instant_of(from, 540);
    if (to) {
        const Instant left = instant_of(*to, 1'020);
        add(began, left, {});
        add(left, {}, to);
    } else {
        add(began, {}, {});
    }
    workers.push_back(std::move(worker));
    return static_cast<int>(workers.size()) - 1;
}

void World::give_role(int worker, std::string_view role, std::optional<std::string_view> area) {
    const auto& who = workers[static_cast<std::size_t>(worker)];
    sheets.version(Table::worker_role, sheets.id(), instant_of(who.from, 545), system, who.id, role,
                   area, who.from, who.to);
}

int World::make_team(std::string_view name, std::string_view kind, int district) {
    Team team;
    team.id = sheets.id();
    team.name = name;
    team.kind = kind;
    team.district = district;
    const Date from = add_months(earliest, -6);
    sheets.version(
        Table::team, team.id, instant_of(from, 600), system, authority_agency, name, kind,
        district < 0 ? store::Value()
                     : store::Value(districts()[static_cast<std::size_t>(district)].code),
        // Numbers kept free for fiction.
        fmt::format("01632 960{:03}", 200 + teams.size()), from, nullptr);
    teams.push_back(std::move(team));
    return static_cast<int>(teams.size()) - 1;
}

void World::join(int worker, int team, double fte, Date from, std::optional<Date> to) {
    sheets.version(Table::team_member, sheets.id(), instant_of(from, 550), system,
                   teams[static_cast<std::size_t>(team)].id,
                   workers[static_cast<std::size_t>(worker)].id, fte, from, to);
}

int World::make_post(Random& random, int team, std::string_view discipline, std::string_view title,
                     std::string_view role, std::int64_t agency, double fte, int first) {
    Post post;
    post.discipline = discipline;
    Date from = earliest - 30;
    // `first` is the person of the tour, who has been there all along. Others come and go: about
    // one post in six changes hands in a year, and about one in nine stands empty now.
    if (first >= 0) {
        post.holders.push_back(first);
        join(first, team, fte, from, {});
        sheets.version(Table::post, sheets.id(), instant_of(from, 560), system,
                       teams[static_cast<std::size_t>(team)].id, discipline, fte,
                       workers[static_cast<std::size_t>(first)].id, from, nullptr);
    } else {
        for (;;) {
            const int stay = static_cast<int>(random.uniform(300, 3'900));
            std::optional<Date> to;
            if (from + stay < as_at - 20) to = from + stay;
            const bool temporary = random.chance(0.16);
            const int who = make_worker(random, agency, "", title, discipline, from, to, temporary);
            give_role(who, role);
            join(who, team, fte, from, to);
            post.holders.push_back(who);
            sheets.version(Table::post, sheets.id(), instant_of(from, 560), system,
                           teams[static_cast<std::size_t>(team)].id, discipline, fte,
                           workers[static_cast<std::size_t>(who)].id, from, to);
            if (!to) break;
            const Date next = *to + static_cast<int>(random.uniform(10, 120));
            const bool empty_now = next >= as_at;
            sheets.version(Table::post, sheets.id(), instant_of(*to + 1, 560), system,
                           teams[static_cast<std::size_t>(team)].id, discipline, fte, nullptr,
                           *to + 1, empty_now ? store::Value() : store::Value(next - 1));
            if (empty_now) break;
            from = next;
        }
    }
    posts.push_back(std::move(post));
    return static_cast<int>(posts.size()) - 1;
}

int World::holder_index(int post, Date on) const {
    const auto& holders = posts[static_cast<std::size_t>(post)].holders;
    int best = holders.front();
    for (const int who : holders)
        if (workers[static_cast<std::size_t>(who)].from <= on) best = who;
    return best;
}
const Worker& World::holder(int post, Date on) const {
    return workers[static_cast<std::size_t>(holder_index(post, on))];
}

int World::choose_post(const Team& team, int children, Random& random) {
    int best = -1;
    double least = 0;
    for (const int index : team.case_holders) {
        const auto& post = posts[static_cast<std::size_t>(index)];
        if (workers[static_cast<std::size_t>(post.holders.back())].to) continue;  // vacant now
        const double weight = (post.load + children) / post.capacity + random.between(0, 6);
        if (best < 0 || weight < least) {
            best = index;
            least = weight;
        }
    }
    if (best < 0) best = team.case_holders.front();
    posts[static_cast<std::size_t>(best)].load += children;
    return best;
}

void World::make_agencies() {
    system = sheets.id();  // the system administrator's, who has recorded all this
    authority_agency = make_agency("Northmoor County Council", "local_authority");
    police = make_agency("Northmoor Constabulary", "police");
    health = make_agency("Northmoor Coast and Valleys NHS Trust", "health");
    probation = make_agency("Probation Service, Northmoor", "probation");
    housing = make_agency("Loom and Harbour Homes", "housing");
    voluntary = make_agency("Lantern Street Families", "voluntary");
    make_agency("Calico Bridge Recovery", "substance");
    make_agency("Northmoor Youth Justice Service", "youth_justice");
    // Its agreement has run out: its people can sign in and see nothing.
    make_agency("Tideway Community Trust", "voluntary", true);
    Random random = random_.fork("schools");
    schools.resize(districts().size());
    for (std::size_t d = 0; d < districts().size(); ++d)
        for (int i = 0; i < 5; ++i) {
            School school;
            school.secondary = i >= 3;
            school.name = school_name(random, static_cast<int>(d), school.secondary);
            if (d == 2 && i == 0) school.name = "Saltmarsh Green Primary School";
            school.agency = make_agency(school.name, "school");
            schools[d].push_back(std::move(school));
        }
}

void World::make_cast() {
    Random random = random_.fork("cast");
    const Date from = earliest - 60;
    for (const auto& role : practice.roles.roles) {
        const auto* member = cast_of(role.id);
        std::int64_t agency = authority_agency;
        if (member != nullptr) {
            if (member->agency == 'p') agency = police;
            if (member->agency == 'h') agency = health;
            if (member->agency == 'b') agency = probation;
            if (member->agency == 's') agency = schools[2][0].agency;
        } else if (!role.agencies.empty()) {
            const auto& kind = role.agencies.front();
            agency = kind == "police"      ? police
                     : kind == "health"    ? health
                     : kind == "probation" ? probation
                     : kind == "housing"   ? housing
                     : kind == "voluntary" ? voluntary
                     : kind == "school"    ? schools[2][0].agency
                                           : authority_agency;
        }
        const int who =
            make_worker(random, agency, member != nullptr ? member->name : "",
                        member != nullptr ? member->title : role.title,
                        member != nullptr ? member->discipline : role.discipline, from, {});
        give_role(who, role.id);
        cast.emplace(role.id, who);
    }
}

// The children that the authority has staff for: all of them, or those that so many teams can
// serve.
int World::staffed_for() const {
    return options.teams > 0 ? std::min(options.children, options.teams * 100) : options.children;
}

void World::make_front_door() {
    Random random = random_.fork("front door");
    const int team = make_team("MASH", "front_door", -1);
    const auto of = [&](std::string_view role) {
        const auto it = cast.find(role);
        return it == cast.end() ? -1 : it->second;
    };
    const int officers = std::max(staffed_for() / 300, 3);
    for (int i = 0; i < officers; ++i) {
        const int post = make_post(random, team, "front_door", "MASH officer", "mash_officer",
                                   authority_agency, 1.0, i == 0 ? of("mash_officer") : -1);
        mash_officers.push_back(posts[static_cast<std::size_t>(post)].holders.back());
    }
    for (int i = 0; i < 2; ++i) {
        const int post = make_post(random, team, "management", "MASH manager", "mash_manager",
                                   authority_agency, 1.0, i == 0 ? of("mash_manager") : -1);
        deciders.push_back(posts[static_cast<std::size_t>(post)].holders.back());
    }
    // A leaver cannot decide today's contacts; the person of the tour has always been there.
    std::erase_if(mash_officers,
                  [&](int w) { return workers[static_cast<std::size_t>(w)].to.has_value(); });
    std::erase_if(deciders,
                  [&](int w) { return workers[static_cast<std::size_t>(w)].to.has_value(); });
}

void World::make_safeguarding_team(int index) {
    Random random = random_.fork(1'000 + static_cast<std::uint64_t>(index));
    const bool tour = index == tour_team;
    const auto of = [&](std::string_view role) {
        const auto it = cast.find(role);
        return tour && it != cast.end() ? it->second : -1;
    };
    const auto post = [&](std::string_view discipline, std::string_view title,
                          std::string_view role, std::int64_t agency, double fte) {
        return make_post(random, index, discipline, title, role, agency, fte, of(role));
    };
    auto& team = teams[static_cast<std::size_t>(index)];
    team.manager = post("management", "Team manager", "team_manager", authority_agency, 1.0);
    const int senior =
        post("social_work", "Senior social worker", "senior_social_worker", authority_agency, 1.0);
    posts[static_cast<std::size_t>(senior)].capacity = 0.5;
    team.case_holders.push_back(senior);
    for (int i = 0; i < 5; ++i) {
        const double fte = i > 0 && random.chance(0.2) ? 0.8 : 1.0;
        const int holder = make_post(random, index, "social_work", "Social worker", "social_worker",
                                     authority_agency, fte, i == 0 ? of("social_worker") : -1);
        posts[static_cast<std::size_t>(holder)].capacity = fte;
        team.case_holders.push_back(holder);
    }
    if (tour || index % 2 == 0)
        team.practitioner = post("family_practice", "Child and family practitioner",
                                 "family_practitioner", authority_agency, 1.0);
    team.recovery = post("recovery", "Recovery worker", "recovery_worker", authority_agency, 1.0);
    team.da_survivor = post("domestic_abuse_survivor", "Domestic abuse practitioner",
                            "domestic_abuse_practitioner", authority_agency, 1.0);
    if (tour || index % 3 != 1)  // hard to recruit: some teams have none
        team.da_risk = post("domestic_abuse_risk", "Domestic abuse officer",
                            "domestic_abuse_officer", probation, 0.6);
    team.mental_health = post("mental_health", "Mental health practitioner",
                              "mental_health_practitioner", health, 0.6);
    team.business = post("business_support", "Business support officer", "business_support",
                         authority_agency, 0.5);
}

void World::make_other_teams() {
    Random random = random_.fork("other teams");
    const auto with_workers = [&](int index, int case_holders, std::string_view title) {
        teams[static_cast<std::size_t>(index)].manager = make_post(
            random, index, "management", "Team manager", "team_manager", authority_agency, 1.0);
        for (int i = 0; i < case_holders; ++i)
            teams[static_cast<std::size_t>(index)].case_holders.push_back(make_post(
                random, index, "social_work", title, "social_worker", authority_agency, 1.0));
    };
    static constexpr std::string_view kAreas[] = {"North", "Central", "East"};
    // The first of a kind has no number: most authorities have one.
    const auto numbered = [](std::string name, int n) {
        return n == 0 ? name : fmt::format("{} {}", name, n + 1);
    };
    const int size = staffed_for();
    const int looked_after_workers = static_cast<int>(size * 0.17 / 15 / 3) + 1;  // of each area
    const int looked_after_teams = (looked_after_workers + 15) / 16;
    for (int n = 0; n < looked_after_teams; ++n)
        for (const auto area : kAreas) {
            looked_after.push_back(
                make_team(numbered(fmt::format("Children Looked After {}", area), n),
                          "children_looked_after", -1));
            with_workers(looked_after.back(),
                         std::max(looked_after_workers / looked_after_teams, 2), "Social worker");
        }
    const int disability_workers = std::max(size / 400, 2);
    const int disability_teams = (disability_workers + 11) / 12;
    for (int n = 0; n < disability_teams; ++n) {
        disability.push_back(
            make_team(numbered("Children with Disabilities", n), "disability", -1));
        with_workers(disability.back(), disability_workers / disability_teams, "Social worker");
    }
    for (int n = 0; n < std::max(size / 2'000, 1); ++n)
        for (const auto area : kAreas) {
            early_help.push_back(
                make_team(numbered(fmt::format("Early Help {}", area), n), "early_help", -1));
            teams[static_cast<std::size_t>(early_help.back())].manager =
                make_post(random, early_help.back(), "management", "Team manager", "team_manager",
                          authority_agency, 1.0);
            for (int i = 0; i < 4; ++i)
                teams[static_cast<std::size_t>(early_help.back())].case_holders.push_back(
                    make_post(random, early_help.back(), "early_help", "Early help practitioner",
                              "family_practitioner", authority_agency, 1.0));
        }
    const int leaving = make_team("Leaving Care", "leaving_care", -1);
    with_workers(leaving, 4, "Personal adviser");
    const auto of = [&](std::string_view role) {
        const auto it = cast.find(role);
        return it == cast.end() ? -1 : it->second;
    };
    if (const int adviser = of("personal_adviser"); adviser >= 0)
        make_post(random, leaving, "leaving_care", "Personal adviser", "personal_adviser",
                  authority_agency, 1.0, adviser);

    const int reviewing = make_team("Conferences and Reviews", "reviewing", -1);
    for (int i = 0; i < std::max(size / 250, 2); ++i) {
        const int post = make_post(random, reviewing, "reviewing",
                                   "Conference chair and reviewing officer", "conference_chair",
                                   authority_agency, 1.0, i == 0 ? of("conference_chair") : -1);
        chairs.push_back(posts[static_cast<std::size_t>(post)].holders.back());
    }
    std::erase_if(chairs,
                  [&](int w) { return workers[static_cast<std::size_t>(w)].to.has_value(); });
    const int quality = make_team("Performance and Quality", "performance", -1);
    for (const auto role : {"practice_auditor", "performance_analyst", "service_manager"})
        if (const int who = of(role); who >= 0)
            make_post(random, quality, workers[static_cast<std::size_t>(who)].discipline, "", role,
                      authority_agency, 1.0, who);
}

// With five or six case holders a team, about fifteen children each: some of the children are with
// the teams for looked-after and disabled children.
int teams_for(int children) {
    if (children <= 2'000) return std::clamp((children + 79) / 82, 1, 20);
    return (children + 99) / 100;
}

void World::make(DemoSummary& summary) {
    make_agencies();
    make_cast();
    make_front_door();
    const int wanted = options.teams > 0 ? options.teams : teams_for(options.children);
    // Fylde first: the team of the tour. Then one team a district, and second teams in the largest.
    std::vector<int> order{2};
    for (int d = 0; d < static_cast<int>(districts().size()); ++d)
        if (d != 2) order.push_back(d);
    for (int i = 0; i < wanted; ++i) {
        const int district = order[static_cast<std::size_t>(i) % order.size()];
        const auto name =
            fmt::format("{} Family Safeguarding {}",
                        std::string_view(districts()[static_cast<std::size_t>(district)].name),
                        1 + i / static_cast<int>(order.size()));
        safeguarding.push_back(make_team(name, "family_safeguarding", district));
    }
    tour_team = safeguarding.front();
    for (const int team : safeguarding) make_safeguarding_team(team);
    make_other_teams();
    make_accounts(summary);
    make_places();
    summary.workers = static_cast<std::int64_t>(workers.size());
}

}  // namespace hearth::record::demo
