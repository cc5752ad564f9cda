// Reads a children in need census file, of any year from 2017, as a stream.
//
// It guarantees: every child that the file holds whole is given, in document order, with its values
// as written; whatever is wrong is an issue with its line and a remedy; memory does not grow with
// the file when children are taken one by one; nothing outside the file is ever fetched, and a file
// with a document type is refused. A child inside which the XML itself is broken (tags that do not
// match) is not given, because half a record would look like a whole one; its issue names it, and
// the children after it are still read. It tolerates what councils' files hold: namespaces, true
// and false for 1 and 0, one Reviews group a date, stray text, other order, unknown elements (a
// query), other letter case of names (a query), bytes of Windows-1252 in UTF-8 (an error, the text
// mended). It does not run the Department's rules.
//
// Codes of the issues beside those of cin_check.h: not_xml, xml_damaged, child_damaged, truncated,
// encoding, bad_character, doctype, too_deep, too_large, too_many_children, value_too_long,
// not_a_cin_census, header_missing, no_children, child_without_details, unknown_element,
// element_name_case, repeated_element, stray_text, cancelled, too_many_issues.
#pragma once
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "returns/cin_message.h"
#include "returns/code_lists.h"
#include "returns/issue.h"

namespace hearth::returns {

struct CinLimits {
    std::uint64_t bytes = std::uint64_t{2} << 30;  // of the file
    std::uint32_t children = 1'000'000;
    std::uint32_t depth = 32;           // of elements; the census needs 7
    std::uint32_t value_bytes = 65536;  // of one value; the rest is cut off
    std::uint32_t issues = 10'000;      // kept; all are counted
};

struct CinReadOptions {
    int year = 0;                      // census year; 0: the header's, or the latest in force
    const CodeLists* codes = nullptr;  // nullptr: codes are not checked
    CinLimits limits = {};
    // Called after every block with bytes read and bytes in all (0 when not known); false stops the
    // reading.
    std::function<bool(std::uint64_t done, std::uint64_t total)> on_progress = {};
};

struct CinReadReport {
    bool complete = false;               // the whole file was read and was well-formed XML
    int year = 0;                        // that the checks were made for
    std::uint32_t children = 0;          // given
    std::uint32_t damaged_children = 0;  // met but not given
    std::uint64_t bytes = 0;
    std::vector<ReturnIssue> issues;              // in document order, at most limits.issues
    std::map<std::string, std::uint64_t> counts;  // of every issue, by code, also those not kept
};

struct CinRead {
    CinMessage message;
    CinReadReport report;
};

// Given each child as its end is reached. The header is whole when it stands before the children,
// as it should.
using CinOnChild = std::function<void(CinChild&& child, const CinHeader& header)>;

CinReadReport read_cin(std::istream& in, const CinReadOptions& options, const CinOnChild& on_child,
                       CinHeader* header = nullptr);
CinRead read_cin(std::istream& in, const CinReadOptions& options = {});
// Fault when the file cannot be opened.
Result<CinRead> read_cin_file(const std::string& path, const CinReadOptions& options = {});
Result<CinReadReport> read_cin_file(const std::string& path, const CinReadOptions& options,
                                    const CinOnChild& on_child, CinHeader* header = nullptr);

}  // namespace hearth::returns
