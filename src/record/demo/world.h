// The invented organisation: agencies, teams, posts and who held them when, accounts.
//
// Made once, before the families; after that only read. A post's holders follow one another over
// three years, so that a family's worker changes when a worker leaves.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/time.h"
#include "practice/definitions.h"
#include "record/demo/demonstration.h"
#include "record/demo/lists.h"
#include "record/demo/sheets.h"

namespace hearth::record::demo {

struct Worker {
    std::int64_t id = 0;
    std::int64_t agency = 0;
    std::string name, discipline;
    Date from;
    std::optional<Date> to;
};

// An established post: who held it, in order, without overlap. Empty spans are vacancies.
struct Post {
    std::string discipline;
    double capacity = 1;       // of a case-holder: 1 is the full caseload
    std::vector<int> holders;  // workers, earliest first
    double load = 0;           // children given so far, now
};

struct Team {
    std::int64_t id = 0;
    std::string name, kind;
    int district = -1;
    std::vector<int> case_holders;  // posts
    int manager = -1, recovery = -1, da_survivor = -1, da_risk = -1, mental_health = -1,
        business = -1, practitioner = -1;  // posts; -1 none
    double load = 0;
};

struct School {
    std::int64_t agency = 0;
    std::string name;
    bool secondary = false;
};

class World {
  public:
    World(Sheets& sheets, const practice::Practice& practice, const DemoOptions& options,
          Date as_at);

    // Makes everything and writes its rows. `open_children` decides how many teams there are.
    void make(DemoSummary& summary);

    Date as_at;
    Instant now;    // 12:00 on as_at: nothing in the demonstration is later
    Date earliest;  // three years and three months before
    const practice::Practice& practice;
    const DemoOptions& options;
    Sheets& sheets;

    std::vector<Worker> workers;
    std::vector<Post> posts;
    std::vector<Team> teams;
    std::vector<int> safeguarding, looked_after, early_help, disability;  // teams
    int tour_team = 0;                                                    // a safeguarding team
    std::vector<int> mash_officers, chairs, deciders;                     // workers, not posts
    std::map<std::string, int, std::less<>> cast;                         // role: worker
    std::vector<std::vector<School>> schools;                             // by district
    std::int64_t authority_agency = 0, police = 0, health = 0, probation = 0, housing = 0,
                 voluntary = 0;
    std::int64_t system = 0;  // recorded_by of what nobody typed: the system administrator

    // Who held the post on that day; the holder nearest in time when it was vacant.
    const Worker& holder(int post, Date on) const;
    int holder_index(int post, Date on) const;
    // The case-holding post that gets the next family with so many children.
    int choose_post(const Team& team, int children, Random& random);
    const practice::ClockRule* rule(std::string_view id) const;
    // "Due" of the rule; the practice covers every day the demonstration uses, so a failure throws.
    Instant due(const practice::ClockRule& rule, Instant start, std::string* words = nullptr) const;
    bool working_day(Date date) const;
    Date next_working_day(Date date) const;  // the day itself when it is one

  private:
    std::int64_t make_agency(std::string_view name, std::string_view kind, bool lapsed = false);
    int make_worker(Random& random, std::int64_t agency, std::string_view name,
                    std::string_view title, std::string_view discipline, Date from,
                    std::optional<Date> to, bool agency_worker = false);
    void give_role(int worker, std::string_view role, std::optional<std::string_view> area = {});
    int make_team(std::string_view name, std::string_view kind, int district);
    void join(int worker, int team, double fte, Date from, std::optional<Date> to);
    // A post and its three years of holders.
    int make_post(Random& random, int team, std::string_view discipline, std::string_view title,
                  std::string_view role, std::int64_t agency, double fte, int first = -1);
    int staffed_for() const;
    void make_agencies();
    void make_cast();
    void make_front_door();
    void make_safeguarding_team(int team);
    void make_other_teams();
    void make_accounts(DemoSummary& summary);
    void make_places();

    Random random_;
};

// Family Safeguarding teams of an authority with so many open children.
int teams_for(int children);

}  // namespace hearth::record::demo
