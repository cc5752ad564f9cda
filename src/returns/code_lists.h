// Code lists of the statutory returns, with the years in which each code is valid.
//
// Read from a CSV file with the columns list, code, label, from_year, to_year (an empty to_year:
// still valid). Immutable once made, so it may be shared between threads. Labels are ours; codes
// are the Department's.
#pragma once
#include <iosfwd>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hearth::returns {

struct ListedCode {
    std::string code;
    std::string label;
    int from_year = 0;
    int to_year = 9999;
    bool in(int year) const { return from_year <= year && year <= to_year; }
};

class CodeList {
  public:
    explicit CodeList(std::vector<ListedCode> codes);
    // Exactly as written; nullptr when there is none.
    const ListedCode* find(std::string_view code) const;
    // The same, whatever the case of the letters.
    const ListedCode* find_any_case(std::string_view code) const;
    const std::vector<ListedCode>& codes() const { return codes_; }  // in the order of the file

  private:
    std::vector<ListedCode> codes_;
    std::vector<std::size_t> sorted_;  // positions in codes_, by code
};

class CodeLists {
  public:
    // Invalid names the line and what is wrong with it: a missing column, a year that is no year, a
    // code twice.
    static Result<CodeLists> parse(std::string_view csv);
    // Fault when the file cannot be read.
    static Result<CodeLists> load(const std::string& path);
    const CodeList* find(std::string_view list) const;
    const std::map<std::string, CodeList, std::less<>>& lists() const { return lists_; }

  private:
    std::map<std::string, CodeList, std::less<>> lists_;
};

}  // namespace hearth::returns
