// Writes a children in need census for a year, 2017 to 2026 and the 2026/27 draft (2027), as a
// stream.
//
// It guarantees: elements in the strict order of the structure, only those of the year; the same
// input gives the same bytes; UTF-8, everything escaped; yes and no as 1 and 0, sex in the year's
// element and code, all review dates of a plan in one Reviews group. Given values that CinChecker
// (strictness: writing) passes, the file is valid against the year's schema. It does not check: a
// wrong value is written as it is, a missing one is left out.
#pragma once
#include <iosfwd>
#include <string>
#include <string_view>

#include "base/time.h"
#include "returns/cin_message.h"
#include "returns/issue.h"

namespace hearth::returns {

struct CinHeaderValues {
    std::string authority;  // the Department's three-digit number
    std::string software_code = "Hearth";
    std::string release;
    std::string serial_no = "001";
};
// Reference date 31 March of the year; DateTime the English wall time of `now`, to the second.
CinHeader cin_header(int year, const CinHeaderValues& values, Instant now);

class CinWriter {
  public:
    // Writes the header. `sink` (may be empty) is told of what the year has no place for (code
    // not_in_year) and of characters that XML cannot hold (bad_character), which are written as
    // U+FFFD.
    CinWriter(std::ostream& out, int year, const CinHeader& header, IssueSink sink = {});
    void write(const CinChild& child);
    // Ends the document. False when the stream failed at any time. Nothing may be written after.
    bool finish();

  private:
    std::ostream& out_;
    int year_;
    IssueSink sink_;
    std::string buffer_;
    std::uint32_t child_ = 0;
};

bool write_cin(std::ostream& out, int year, const CinMessage& message, const IssueSink& sink = {});

}  // namespace hearth::returns
