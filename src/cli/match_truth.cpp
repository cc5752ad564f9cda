#include "cli/match_truth.h"

#include <fmt/format.h>

#include <cstdio>
#include <string_view>
#include <unordered_map>

namespace hearth::cli {

// Pairs of records whose truth is the same and not empty, against the pairs printed.
void say_truth(const std::vector<std::string>& truth, std::size_t left,
               const std::vector<identity::linkage::Match>& matches) {
    struct Sides {
        double left = 0, right = 0;
    };
    std::unordered_map<std::string_view, Sides> people;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        if (truth[i].empty()) continue;
        auto& sides = people[truth[i]];
        (i < left ? sides.left : sides.right) += 1;
    }
    double truly = 0;
    for (const auto& [name, sides] : people) {
        truly += left > 0 ? sides.left * sides.right : sides.right * (sides.right - 1) / 2;
    }
    double right = 0;
    for (const auto& m : matches) {
        if (!truth[m.a].empty() && truth[m.a] == truth[m.b]) ++right;
    }
    const auto found = static_cast<double>(matches.size());
    const double precision = found > 0 ? right / found : 1;
    const double recall = truly > 0 ? right / truly : 1;
    const double f1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
    fmt::print(stderr,
               "precision {:.5f}, recall {:.5f}, F1 {:.5f}: of {:.0f} true pairs {:.0f} were "
               "found, {:.0f} missed, and {:.0f} found that are none\n",
               precision, recall, f1, truly, right, truly - right, found - right);
}

}  // namespace hearth::cli
