#include "record/demo/demonstration.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "record/bank_holidays.h"
#include "record/demo/life.h"
#include "record/demo/twice.h"
#include "record/demo/waiting.h"

namespace hearth::record {
namespace {

using namespace demo;
using store::Sql;

constexpr Sql kAnybody{"anybody_in_the_database", R"(
SELECT (SELECT count(*) FROM person) + (SELECT count(*) FROM authority) + (SELECT count(*) FROM worker))"};
constexpr Sql kDistricts{"districts_held", "SELECT count(*) FROM district"};

// For each open child, about two and a half who were known in three years and are not now.
constexpr double kClosedChildren = 2.2;
constexpr double kAdvice = 0.5;  // contacts that became nobody's case, for each open child

class County {
  public:
    County(store::Database& database, const practice::Practice& practice,
           const DemoOptions& options, Date as_at, Progress& progress)
        : options_(options),
          progress_(progress),
          sheets_(database, instant_of(as_at, 0), options.batch),
          world_(sheets_, practice, options, as_at),
          notes_(sheets_, practice),
          random_(options.seed) {}

    DemoSummary make() {
        DemoSummary summary;
        summary.authority = "Northmoor County Council";
        summary.as_at = world_.as_at;
        progress_.start("Making the demonstration authority",
                        static_cast<std::uint64_t>(options_.children));
        world_.make(summary);
        make_waiting_contacts(world_, notes_, faults_);
        std::vector<Known> tour;
        std::uint64_t n = 0;
        double closed_due = 0;
        double advice_due = 0;
        while (summary.open_children < options_.children) {
            const int left = options_.children - static_cast<int>(summary.open_children);
            const int open = open_family(n, left, summary, tour);
            summary.open_children += open;
            ++summary.open_families;
            closed_due += open * kClosedChildren;
            advice_due += open * kAdvice;
            while (closed_due > 0) closed_due -= closed_family(n * 16 + 7, summary, closed_due);
            while (advice_due > 0) {
                Random random = random_.fork("advice").fork(
                    n * 16 + static_cast<std::uint64_t>(advice_due * 4));
                make_past_contact(world_, notes_, random,
                                  world_.as_at - static_cast<int>(random.uniform(4, 1'090)));
                advice_due -= 1;
            }
            ++n;
            if (sheets_.full()) sheets_.flush();
            progress_.update(static_cast<std::uint64_t>(summary.open_children));
        }
        make_guarded_families(world_, tour);
        make_people_twice(world_, twice_, faults_);
        sheets_.flush();
        progress_.finish();
        summary.children = faults_.children;
        summary.people = faults_.people;
        summary.entries = notes_.written();
        summary.rows = sheets_.rows_written();
        summary.rows_by_table = sheets_.counts();
        summary.faults = faults_.counts;
        return summary;
    }

  private:
    // Days that the present work has lasted, by how far it has come.
    Episode present(Random& random, Stage stage) {
        const Date today = world_.as_at;
        Episode e;
        e.stage = stage;
        int days = 0;
        switch (stage) {
            case Stage::assessment:
                days = static_cast<int>(random.uniform(1, 66));
                break;
            case Stage::help:
                days = 55 + static_cast<int>(420 * random.unit() * random.unit()) +
                       static_cast<int>(random.uniform(0, 60));
                break;
            case Stage::protection:
                days = 75 + static_cast<int>(620 * random.unit() * random.unit()) +
                       static_cast<int>(random.uniform(0, 80));
                break;
            case Stage::care:
                days = static_cast<int>(random.uniform(170, 1'080));
                break;
        }
        e.contact = today - days;
        return e;
    }

    // An earlier episode that ended before `before`; one in five referrals follows within a year.
    std::optional<Episode> earlier(Random& random, Date before) {
        if (!random.chance(0.3)) return std::nullopt;
        Episode e;
        const int gap = random.chance(0.68) ? static_cast<int>(random.uniform(20, 250))
                                            : static_cast<int>(random.uniform(380, 700));
        const int length = static_cast<int>(random.uniform(20, 100));
        e.contact = before - gap - length;
        if (e.contact < world_.earliest) return std::nullopt;
        e.end = world_.next_working_day(before - gap);
        if (*e.end >= before) return std::nullopt;
        e.stage = Stage::assessment;
        e.further = random.chance(0.8);
        return e;
    }

    int open_family(std::uint64_t n, int left, DemoSummary& summary, std::vector<Known>& tour) {
        Random random = random_.fork("family").fork(n);
        // The shares of children at 31 March in the county: assessment, help, protection, care.
        static constexpr double kStages[] = {0.17, 0.40, 0.16, 0.27};
        const auto stage = static_cast<Stage>(random.weighted(kStages));
        Episode now = present(random, stage);
        int team;
        // The first families are the tour team's, so that its pages are full at any size.
        const bool long_in_care = stage == Stage::care && now.contact < world_.as_at - 380;
        if (n >= 12 && long_in_care && random.chance(0.85)) {
            team = random.pick(world_.looked_after);
        } else if (n >= 12 && random.chance(0.05)) {
            team = random.pick(world_.disability);
        } else if (n < 12) {
            team = world_.tour_team;
        } else {
            team = world_.safeguarding.front();
            for (const int candidate : world_.safeguarding)
                if (world_.teams[static_cast<std::size_t>(candidate)].load + random.between(0, 8) <
                    world_.teams[static_cast<std::size_t>(team)].load)
                    team = candidate;
        }
        const int size = std::min(family_size(random), left);
        const int district = world_.teams[static_cast<std::size_t>(team)].district >= 0
                                 ? world_.teams[static_cast<std::size_t>(team)].district
                                 : static_cast<int>(random.index(districts().size()));
        std::vector<Episode> episodes;
        if (const auto before = earlier(random, now.contact)) episodes.push_back(*before);
        episodes.push_back(now);
        Household house = make_household(world_, random, district, size, episodes.front().contact);
        auto& holder = world_.teams[static_cast<std::size_t>(team)];
        const int children = static_cast<int>(house.children.size());
        const int post = world_.choose_post(holder, children, random);
        holder.load += children;
        if (team == world_.tour_team) {
            tour.push_back({house.id, house.people[static_cast<std::size_t>(house.mother)].id,
                            world_.holder(post, world_.as_at).id});
            if (summary.families_to_look_at.size() < 12)
                summary.families_to_look_at.push_back(house.reference);
        }
        // Some families of other teams, of whom somebody is recorded twice.
        if (team != world_.tour_team && twice_.size() < 6 &&
            house.people[static_cast<std::size_t>(house.children.front())].age(world_.as_at) >= 3)
            twice_.push_back(house);
        Life life(world_, notes_, faults_, random.fork("life"), std::move(house), team, post);
        life.live(episodes);
        ++summary.families;
        return children;
    }

    double closed_family(std::uint64_t key, DemoSummary& summary, double due) {
        Random random = random_.fork("closed").fork(key).fork(static_cast<std::uint64_t>(due * 64));
        const int size = family_size(random);
        Episode e;
        e.contact = world_.as_at - static_cast<int>(random.uniform(75, 1'090));
        e.further = random.chance(0.93);
        // About a quarter of the children in care leave it in a year.
        static constexpr double kStages[] = {0.60, 0.29, 0.06, 0.05};
        e.stage = static_cast<Stage>(random.weighted(kStages));
        // At any size: two families of whom children came home from care, this year and last, and
        // one that went on to early help, so that no figure stands empty.
        const int one = closed_++;
        if (one < 2) e.stage = Stage::care;
        if (one == 2) e.stage = Stage::help;
        const int length = e.stage == Stage::assessment ? static_cast<int>(random.uniform(20, 74))
                           : e.stage == Stage::help     ? static_cast<int>(random.uniform(100, 330))
                           : e.stage == Stage::protection
                               ? static_cast<int>(random.uniform(250, 560))
                               : static_cast<int>(random.uniform(300, 800));
        e.end = e.contact + length;
        if (e.stage == Stage::care) {  // left in the last two years, whenever it began
            const int ago = one == 0   ? static_cast<int>(random.uniform(30, 300))
                            : one == 1 ? static_cast<int>(random.uniform(400, 640))
                                       : static_cast<int>(random.uniform(10, 720));
            e.end = world_.as_at - ago;
            e.home = one < 2;
            e.contact = std::max(*e.end - length, world_.earliest);
            e.further = true;
        }
        if (one == 2) {
            e.end = world_.as_at - static_cast<int>(random.uniform(60, 280));
            e.contact = *e.end - length;
            e.further = true;
        }
        if (*e.end >= world_.as_at - 3) {
            e.stage = Stage::assessment;
            e.end =
                std::min(e.contact + static_cast<int>(random.uniform(20, 60)), world_.as_at - 4);
        }
        e.end = world_.next_working_day(*e.end);
        // After help, a third go on with early help for a while.
        e.early_help = e.stage == Stage::help && (one == 2 || random.chance(0.35));
        const int team = random.pick(world_.safeguarding);
        auto& holder = world_.teams[static_cast<std::size_t>(team)];
        std::vector<Episode> episodes;
        if (const auto before = earlier(random, e.contact)) episodes.push_back(*before);
        episodes.push_back(e);
        Household house =
            make_household(world_, random, holder.district, size, episodes.front().contact);
        const int children = static_cast<int>(house.children.size());
        Life life(world_, notes_, faults_, random.fork("life"), std::move(house), team,
                  random.pick(holder.case_holders));
        life.live(episodes);
        ++summary.families;
        return children;
    }

    const DemoOptions& options_;
    Progress& progress_;
    Sheets sheets_;
    World world_;
    Notes notes_;
    Faults faults_;
    Random random_;
    int closed_ = 0;  // families that are closed
    std::vector<Household> twice_;
};

}  // namespace

Result<DemoSummary> make_demonstration(store::Database& database,
                                       const practice::Practice& practice,
                                       const DemoOptions& options, Progress& progress) {
    if (options.children < 1 || options.children > 1'000'000)
        return invalid("children", "out_of_range", "Ask for 1 to 1,000,000 open children.");
    if (options.teams < 0 || options.teams > 2'000)
        return invalid("teams", "out_of_range", "Ask for 1 to 2,000 teams, or 0.");
    const Date as_at = options.as_at.value_or(database.clock().today());
    const auto calendar = practice.calendars.find("england-and-wales");
    if (calendar == practice.calendars.end() || !calendar->second.covers(add_months(as_at, -44)) ||
        !calendar->second.covers(add_months(as_at, 7)))
        return invalid("as_at", "outside_calendar",
                       fmt::format("The practice's bank holidays do not reach from {} to {}.",
                                   add_months(as_at, -44).plain(), add_months(as_at, 7).plain()));
    struct Held {
        std::int64_t people = 0, districts = 0;
    };
    const Held held = database.read([&](store::Session& session) {
        const auto count = [&](const Sql& sql) {
            return session.one(sql, {}, [](const store::Row& row) { return row.int64(0); })
                .value_or(0);
        };
        return Held{count(kAnybody), count(kDistricts)};
    });
    if (held.people != 0)
        return invalid(
            "", "not_empty",
            "This database already holds an authority. A demonstration needs an empty one.");
    if (held.districts != 0)
        return invalid("", "not_empty", "This database already holds districts.");
    County county(database, practice, options, as_at, progress);
    DemoSummary summary = county.make();
    database.write([&](store::Session& session) {
        keep_bank_holidays(session, practice);
        store::AuditEvent event;
        event.role = "system";
        event.purpose = "administration";
        event.action = "make_demonstration";
        event.object_kind = "authority";
        event.object_id = 1;
        event.allowed = true;
        event.rule = "demonstration";
        event.at = instant_of(as_at, 12 * 60);
        session.audit(event);
    });
    return summary;
}

}  // namespace hearth::record
