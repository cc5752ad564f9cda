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

struct Ssda903Options : ValidateOptions {
    std::string authority;  // ONS code of the authority that makes the return; "" inferred from the
                            // homes' postcodes, when these are known
    std::string postcodes;  // file made by import_postcodes; "" none
    std::string providers;  // Ofsted's providers, .xlsx or CSV; "" none
    std::string districts;  // CSV district, county: to which county a district belongs; "" none
};

// A return of children looked after: a folder with its files, last year's in its folder prev, or
// one XML file. The year, when not given, is the latest in which things happen. Fault when nothing
// can be listed or opened, Invalid when a postcode or provider file is no such file.
Result<RuleReport> validate_ssda903(const std::string& path, const RuleKit& kit,
                                    const Ssda903Options& options);

}  // namespace hearth::returns
