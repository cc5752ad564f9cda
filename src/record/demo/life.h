// What happens between one family and the authority, over three years, and what is due now.
//
// Writes the rows of contacts, referrals, assessments, plans, enquiries, conferences, reviews,
// visits, care, workbooks, supervision and notes, each with the entry behind it, in an order that
// could have been. Nothing is dated before the referral that began it, or after now.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "record/demo/household.h"
#include "record/demo/notes.h"
#include "record/demo/story.h"

namespace hearth::record::demo {

enum class Stage { assessment, help, protection, care };

struct Episode {
    Date contact;
    Stage stage = Stage::help;  // the furthest that it reaches
    std::optional<Date> end;    // closed on; nothing: open
    bool further = true;        // false: the referral ended in no further action
    bool home = false;          // whoever was in care went home as planned
    bool early_help = false;    // goes on with early help after the closure
};

class Life {
  public:
    Life(World& world, Notes& notes, Faults& faults, Random random, Household house, int team,
         int post);

    // In order of time; the last may be open.
    void live(const std::vector<Episode>& episodes);

    const Household& house() const { return house_; }

  private:
    struct Child {
        int person = 0;  // in the household
        std::int64_t id = 0, referral = 0, assessment = 0, cin_plan = 0, cp_plan = 0, cla = 0,
                     enquiry = 0;
        std::optional<Date> last_visit;
    };

    // ---- one episode, in its order (life.cpp)
    void episode(const Episode& episode, bool last);
    void people_known(const std::vector<Episode>& episodes);
    // ---- the front door (life_front_door.cpp)
    void contact(const Episode& episode);
    void partner_checks(Instant asked, std::int64_t contact);
    void early_help_before(Date contact);
    void early_help_after(Date closed);
    void early_help(Date from, Date to, const char* ended);
    // ---- statutory steps (life_steps.cpp)
    void referral(const Episode& episode);
    void allocate(Date from, std::optional<Date> to);
    void assess(const Episode& episode);
    void help_plan(const Episode& episode, Date from, std::optional<Date> to);
    Date protect(const Episode& episode, Date strategy_on);
    void reviews(Date from, std::optional<Date> to);
    void care(const Episode& episode, Date from);
    void close(const Episode& episode);
    // ---- looked after, and after it (life_looked_after.cpp)
    std::optional<Date> leaves_care(const Child& child, std::optional<Date> family_end) const;
    void looked_after(const Child& child, Date from, std::optional<Date> end);
    void care_reviews(const Child& child, Date from, Date until);
    void care_health(const Child& child, Date from, Date until);
    void going_missing(const Child& child, Date from, Date until);
    void towards_adoption(const Child& child, Date from, Date until);
    void after_care(const Child& child, Date from, std::optional<Date> end);
    // ---- beside the statutory steps (life_services.cpp)
    void services(const Episode& episode);
    void lasting(Random& own, const Child& child, std::string_view after, Date ended);
    void teenage_services(Random& own, Date from, Date until);
    void graded_care(Random& own, Date from, Date until);
    void family_group(Random& own, Date from, Date until);
    void papers(Random& own, Date until);
    void parents_progress(Random& own, Date from, Date until, std::optional<Date> end);
    void step_down(Random& own, Date on);
    // ---- what the disciplines write (life_notes.cpp)
    void visits(Date from, Date to, std::string_view kind);
    void visit(Date on, std::string_view kind, bool write_up);
    void sessions(Date from, Date to);
    void session(std::string_view form, Date on, const Worker& worker, int adult, bool first);
    void events(Date from, Date to);
    void workbook_notes(Date from);
    // ---- the team's month (life_supervision.cpp)
    void supervise(Date from, std::optional<Date> to);
    void supervision(Date on, int cycle, std::int64_t workbook);
    void programme(Date from, Date to);
    void plan(Date from, std::optional<Date> to);
    // ---- what is due now (life_now.cpp)
    void clocks(const Episode& episode);
    void clock(std::string_view rule, Instant start, std::int64_t person, std::int64_t subject);
    void stopped_clock(std::string_view rule, Instant start, Instant stop, std::int64_t person,
                       std::int64_t subject);
    void planned_meeting(std::string_view kind, Date on, std::int64_t chair);

    // Both versions of a thing that began and may have ended: `put` is called with whether it has
    // ended and a function that takes the row's own values.
    template <class F>
    void span(Table table, std::int64_t id, Date from, std::optional<Date> to, std::int64_t by,
              F&& put) {
        const Instant began = at(from, 600);
        if (to && *to <= world_.as_at) {
            const Instant ended = std::max(at(*to, 990), began + std::chrono::minutes(1));
            put(false,
                [&](auto&&... v) { sheets_.past_version(table, id, began, ended, by, v...); });
            put(true, [&](auto&&... v) { sheets_.version(table, id, ended, by, v...); });
        } else {
            put(false, [&](auto&&... v) { sheets_.version(table, id, began, by, v...); });
        }
    }

    Instant at(Date day, int minutes) const {
        return std::min(instant_of(day, minutes), world_.now);
    }
    int minutes() { return static_cast<int>(random_.uniform(9 * 60, 17 * 60)); }
    Date working_days_after(Date from, int n) const;
    Date up_to_today(Date day) const { return std::min(day, world_.as_at); }
    const Worker& lead(Date on) const;
    const Worker& manager(Date on) const;
    std::string_view lead_role(Date on) const;
    const Team& team() const { return world_.teams[static_cast<std::size_t>(team_)]; }
    std::int64_t team_id() const { return team().id; }
    bool safeguarding() const { return team().kind == "family_safeguarding"; }
    std::vector<std::int64_t> child_ids() const;
    std::vector<std::int64_t> adult_ids() const;
    const Person& person(int index) const { return house_.people[static_cast<std::size_t>(index)]; }
    Date born_by(const Child& child, Date on) const;  // the later of birth and `on`
    bool alive(const Child& child, Date on) const;
    int focus(Date on);  // a born child, at random
    Note note(std::string_view form, Date on, const Worker& author);
    std::string scale(double value) const;

    World& world_;
    Sheets& sheets_;
    Notes& notes_;
    Faults& faults_;
    Random random_;
    Household house_;
    int team_;
    int post_;
    Story story_;
    Voice voice_;
    std::vector<Child> children_;
    Episode now_;
    std::int64_t contact_id_ = 0;
    std::string source_;
    Date decided_, allocated_, referred_;
    std::optional<Date> first_session_wait_;
    std::int64_t plan_id_ = 0;
    std::optional<Date> last_supervision_, last_core_group_, last_review_, conference_, authorised_;
    std::optional<Date> enquiry_from_, plan_from_;
    bool in_help_ = false, in_protection_ = false, reviewed_ = false;
};

}  // namespace hearth::record::demo
