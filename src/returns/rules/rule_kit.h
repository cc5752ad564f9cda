// What a return's rules need beside the return itself, read from the practice.
#pragma once
#include <string>

#include "base/working_days.h"
#include "returns/rules/rule_schema.h"
#include "returns/rules/rule_set.h"

namespace hearth::returns {

struct RuleKit {
    RuleSchema schema;
    RuleSet rules;
    BankHolidays holidays;

    std::vector<std::string> table_names() const;
};

// `practice` is the practice folder, `kind` "cin" or "ssda903", `local_rules` a folder of the
// authority's own rules (or with a folder for each return in it) or empty. Throws
// std::runtime_error naming the file that is missing or wrong. (A wrong rule file is no such error:
// the rule then does not run.)
RuleKit read_rule_kit(const std::string& practice, const std::string& kind,
                      const std::string& local_rules = {});

// Bank holidays of practice/calendars/england-and-wales.yaml.
BankHolidays read_bank_holidays(const std::string& practice);

}  // namespace hearth::returns
