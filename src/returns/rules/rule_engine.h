// Runs rules over the tables of one return.
//
// It guarantees that no rule is silent and none hides another: each is prepared and run by itself,
// and one that cannot be run (its file is wrong, its SQL does not compile or fails, it takes too
// long, a file that it needs was not given) gives its reason. Rules can only read. The same cell
// found twice by a rule is given once. It says nothing of how cells are shown.
#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/working_days.h"
#include "returns/rules/frame.h"
#include "returns/rules/rule_file.h"
#include "returns/rules/rule_schema.h"

namespace hearth::returns {

// A cell at fault. `field` is its place among the rule's fields; row -1 is the whole return.
struct FoundCell {
    std::int32_t row = 0;
    std::uint16_t field = 0;
    auto operator<=>(const FoundCell&) const = default;
};

struct RuleOutcome {
    bool ran = false;
    std::string reason;               // why it was not run
    int line = 0;                     // of the file, where the reason lies; 0 when not there
    std::vector<FoundCell> cells;     // by row, then field; each once
    std::set<std::uint16_t> named;    // fields that the columns name
    std::chrono::nanoseconds took{};  // CPU
};

class RuleEngine {
  public:
    // Runs what is to be done after loading. The frames and holidays must outlive the engine.
    // Throws std::runtime_error.
    RuleEngine(const RuleSchema& schema, Frames& frames, const BankHolidays& holidays);
    ~RuleEngine();
    RuleEngine(const RuleEngine&) = delete;
    RuleEngine& operator=(const RuleEngine&) = delete;

    // `given` are the names that `needs` may ask for; nullptr: everything counts as given.
    RuleOutcome run(const RuleFile& rule,
                    const std::set<std::string, std::less<>>* given = nullptr);
    // Keeps the rules' statements prepared, for frames that are cleared and filled again (one child
    // after another): the rules must then outlive the engine too. What is to be done after loading
    // is not done again.
    void keep_prepared();
    // A rule may take so long and no longer.
    void set_time_limit(std::chrono::milliseconds limit);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace hearth::returns
