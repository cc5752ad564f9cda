// Where a reader of the census stands in the document, and what lies there.
//
// It keeps the header and the child being read, the groups that are open, and the number of rows
// each table has had, and answers three questions: may this element stand here, which value does it
// fill, and how is this place called (its table, row and XPath). It knows nothing of XML's syntax
// and reports nothing: that is the reader's.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "returns/cin_message.h"
#include "returns/cin_path.h"
#include "returns/cin_structure.h"

namespace hearth::returns {

// The groups of the census, as a reader meets them.
enum class CinGroup : std::uint8_t {
    document,
    message,
    header,
    collection,
    source,
    children,
    child,
    identifiers,
    characteristics,
    disabilities,
    details,
    assessment,
    factors,
    plan,
    section47,
    protection_plan,
    reviews,
    pre_proceedings,
};

// How names are compared.
using CinSame = bool (*)(std::string_view, std::string_view);

// The cell that an element fills, and the element's proper name; no cell when it fills none.
struct CinTarget {
    CinCell* cell = nullptr;
    std::string_view element;
};

class CinCursor {
  public:
    CinGroup group() const { return open_.empty() ? CinGroup::document : open_.back(); }
    bool in_child() const { return in_child_; }
    // Of the place itself, or of the record that is open; -1 outside any record.
    CinAt at() const;
    std::int64_t row() const;

    // The group that an element of this name opens here.
    std::optional<CinGroup> inside(std::string_view name, CinSame same) const;
    // Goes into a group. False when the group should be there only once and has been before: its
    // values are added to the first.
    bool enter(CinGroup group, std::uint32_t line);
    void leave() { open_.pop_back(); }
    // The cell for a value here; a value of a list gets a new one.
    CinTarget value(std::string_view name, CinSame same);
    // Ends the child, whatever is open inside it, and gives how many groups were (with the child's
    // own).
    std::uint32_t leave_child();
    // For a file that ends.
    void leave_all() { open_.clear(); }

    CinHeader& header() { return header_; }
    CinChild& child() { return child_; }
    std::uint32_t children() const { return children_; }  // begun
    std::uint32_t rows(CinTable table) const { return rows_[static_cast<std::size_t>(table)]; }

  private:
    CinDetails& episode() { return child_.details.back(); }
    std::uint32_t next_row(CinTable table) { return rows_[static_cast<std::size_t>(table)]++; }
    void begin_child(std::uint32_t line);

    CinHeader header_;
    CinChild child_;
    bool in_child_ = false;
    std::size_t below_child_ = 0;  // open groups around the child
    std::uint32_t children_ = 0;
    std::vector<CinGroup> open_;
    std::array<std::uint32_t, kCinTableNames.size()> rows_{};
};

}  // namespace hearth::returns
