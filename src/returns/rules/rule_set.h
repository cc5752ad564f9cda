// All rule files of a return, in layers: the Department's by the year from which they are in force,
// and the authority's own.
//
// The rules of a year are those of its folder and of all earlier ones; a later file of a number
// replaces the earlier one, and one that is withdrawn takes it out. A year before the first folder
// has the first folder's rules, or the earliest form of every rule (Early). The authority's own
// rules (files in its folder, for every year, or in year folders there) come beside the
// Department's and never in place of one: a local file with a number of the Department's is a
// problem of its own and does not run.
#pragma once
#include <string>
#include <vector>

#include "returns/rules/rule_file.h"

namespace hearth::returns {

// By leading number, then by the rest: 99, 100, 197a, 8842Q, SW01.
bool rule_before(std::string_view a, std::string_view b);

class RuleSet {
  public:
    // What a year before the first folder is checked by.
    enum class Early { first_folder, every_rule };
    // `folder` is practice/returns/<return>. Throws std::runtime_error when it cannot be listed.
    static RuleSet read(const std::string& folder, const std::string& local_folder = {});

    const std::vector<RuleFile>& files() const { return files_; }
    int first_year() const { return first_year_; }  // 0 when there is no rule
    // In force in the year, in the order of rule_before, the authority's own last. The set must
    // outlive them.
    std::vector<const RuleFile*> of(int year, Early early = Early::first_folder) const;

  private:
    std::vector<RuleFile> files_;  // by layer
    int first_year_ = 0;
};

}  // namespace hearth::returns
