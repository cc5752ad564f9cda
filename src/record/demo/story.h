// What a family's work is about, how it goes, and the words for it.
//
// A story has a theme (alcohol and domestic abuse, a parent's depression, neglect, …) and an arc
// (better, better after a relapse, stuck, worse). Both drive the visits, the notes, the measures
// and the decisions, so that what one page says another does not deny. The sentences are our own.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "record/demo/household.h"

namespace hearth::record::demo {

enum class Theme {
    alcohol_and_abuse,
    domestic_abuse,
    depression,
    neglect,
    drugs,
    exploitation,
    physical_harm,
    conflict
};
inline constexpr std::size_t kThemes = 8;
enum class Arc { improving, relapse, stuck, worsening };

struct ThemeFacts {
    std::string_view title, primary_need, category, factors, sources;
    bool recovery, abuse, mental_health;
    double weight;
};
const ThemeFacts& facts(Theme theme);

// How worried everyone is: it chooses the sentences.
enum class Level { high, middle, low };

struct Story {
    Theme theme = Theme::neglect;
    Arc arc = Arc::improving;
    Date from, until;  // of the present work
    Date relapse;
    double risk(Date on) const;  // 0 to 10
    double readiness(Date on) const;
    double importance(Date on) const;
    double confidence(Date on) const;
    Level level(Date on) const;
};
// Whether such a story can be this family's: exploitation is a teenager's, and of a child who is
// not born yet only the adults are known.
bool suits(Theme theme, const Household& house, Date on);
Story make_story(Random& random, const Household& house, Date from, Date until);

// Sentences for one family: fills in its names, and takes the variants of a list in turn so that
// the same sentence does not come twice running.
class Voice {
  public:
    Voice(Random& random, const Household& house, Date today);
    // One of "a|b|c" with its {names} filled in. `child`: who {c} is; -1 the eldest.
    std::string say(std::string_view list, int child = -1);
    std::string kids(bool all = true) const;
    std::string likes(int child) const;

  private:
    std::string fill(std::string_view text, int child) const;
    const Household& house_;
    Date today_;
    std::uint64_t salt_;
    std::map<const char*, std::uint64_t> turn_;
};

namespace words {

std::string_view worries(Theme theme);  // what a referrer writes
std::string_view working_well();
std::string_view hopes(Theme theme);
std::string_view check_answer(Theme theme, std::string_view kind);  // police, health, probation
std::string_view decision_reason(Theme theme, bool help);
std::string_view visit_opening(std::string_view place);
std::string_view home(Level level);
std::string_view child_seen(int age, Level level);
std::string_view child_voice(int age, Level level);
std::string_view parent(Theme theme, Level level);
std::string_view next_step(Level level);
std::string_view recovery(Level level);
std::string_view survivor(Level level);
std::string_view officer(Level level);
std::string_view mental_health(Level level);
std::string_view practitioner(Level level);
std::string_view changed(std::string_view discipline, Level level);
std::string_view call(Level level);
std::string_view event(Theme theme, Level level);
std::string_view event_kind(Theme theme, Level level);  // code list event_kind
std::string_view analysis(Theme theme, Level level);
std::string_view history(Theme theme);
std::string_view strengths();
std::string_view hypothesis(Theme theme);
std::string_view supervision_reason(Level level, Arc arc);
std::string_view danger(Theme theme);
std::string_view contingency(Theme theme);
struct ActionWords {
    std::string_view what, child_will_know;
    char owner;  // l lead, r recovery, s survivor, o officer, m mental health, f family
};
std::vector<ActionWords> actions(Theme theme);
std::string_view module_evidence(int module, Level level);
std::string_view conference(Theme theme);
std::string_view strategy(Theme theme);
std::string_view closing(bool after_assessment);

}  // namespace words

}  // namespace hearth::record::demo
