// Checks of single values of a census: is it a date, is the code in the year's list, is the key
// there.
//
// Each finding is an issue in its own cell and changes nothing. These are not the Department's
// rules, which relate values to one another; they say only whether a value can be used at all.
//
// Codes of the issues (stable): missing_key, missing_required, not_a_date, not_a_year, not_a_time,
// not_yes_no, not_a_number, upn_pattern, authority_pattern, serial_pattern, code_unknown,
// code_case, code_not_in_year, not_in_year, wrong_collection.
#pragma once
#include <array>

#include "returns/cin_message.h"
#include "returns/cin_path.h"
#include "returns/code_lists.h"
#include "returns/issue.h"

namespace hearth::returns {

enum class CinStrictness : std::uint8_t {
    reading,  // what a file may hold: only missing keys are reported
    writing,  // what we are about to send: everything that the structure asks for must be there
};

class CinChecker {
  public:
    // Without code lists (nullptr) codes are not checked. They must outlive the checker.
    CinChecker(int year, const CodeLists* codes, CinStrictness strictness = CinStrictness::reading);
    void check(const CinHeader& header, const IssueSink& sink) const;
    void check(const CinChild& child, const IssueSink& sink) const;
    int year() const { return year_; }

  private:
    class Run;
    int year_;
    CinStrictness strictness_;
    std::array<const CodeList*, kCinListNames.size()> lists_{};
};

}  // namespace hearth::returns
