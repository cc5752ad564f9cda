// Validating a whole return: read it, run the rules of its year, say what was found.
#pragma once
#include <cstdint>
#include <functional>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "returns/code_lists.h"
#include "returns/rules/rule_kit.h"
#include "returns/rules/rule_report.h"

namespace hearth::returns {

struct ValidateOptions {
    int year = 0;  // collection year; 0: the return's own, else that of `today`
    Date today;
    const CodeLists* codes = nullptr;  // for the reader's own checks; nullptr: no code is checked
    // Bytes read, and bytes in all (0 when not known); false stops.
    std::function<bool(std::uint64_t done, std::uint64_t total)> on_progress = {};
};

// A children in need census (XML). The report keeps the tables alive; the kit must outlive it.
// Fault when the file cannot be opened. Throws std::runtime_error when the kit's tables.sql does
// not fit the census.
Result<RuleReport> validate_cin(const std::string& path, const RuleKit& kit,
                                const ValidateOptions& options);

}  // namespace hearth::returns
