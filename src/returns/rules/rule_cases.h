// The cases that stand beside a rule, and whether the rule does what they say.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "practice/problem.h"
#include "returns/rules/frame.h"
#include "returns/rules/rule_kit.h"

namespace hearth::returns {

// Tables as a case gives them: names of columns and what a file would hold; nothing is no value.
struct CaseInput {
    using Row = std::vector<std::pair<std::string, std::optional<std::string>>>;
    std::vector<std::pair<std::string, std::vector<Row>>> tables;
    int year = 0;              // collection year
    std::string starts, ends;  // of the period, ISO; "" those of the year
    std::string authority;     // ONS code; "" not known
    std::string format = "csv";
    std::optional<std::set<std::string, std::less<>>> given;
};

struct LoadedCase {
    Frames frames;
    std::set<std::string, std::less<>> given;  // for `needs`
};

// Throws std::runtime_error for a table or column that there is not.
std::unique_ptr<LoadedCase> load_case(const std::string& kind, const RuleSchema& schema,
                                      const CaseInput& input);

// Verifies rule files: the header, that each statement compiles, that the columns are the fields,
// that every case finds what it says and nothing else, and that there is a case that fails and one
// that passes. A rule's cases are read from its .sql's neighbour .yaml. Each problem once, by file.
std::vector<practice::Problem> check_rule(const std::string& kind, const RuleKit& kit,
                                          const RuleFile& rule);
// Of all files of the kit, the authority's own too. `checked` is told of each.
std::vector<practice::Problem> check_rules(
    const std::string& kind, const RuleKit& kit,
    const std::function<void(const RuleFile&)>& checked = {});

}  // namespace hearth::returns
