// A children in need census as the tables of its rules, child by child as it is read, and the way
// back from a cell to its place in the file.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "returns/cin_message.h"
#include "returns/cin_path.h"
#include "returns/rules/frame.h"

namespace hearth::returns {

class CinTables {
  public:
    // The frames must be those of practice/returns/cin/tables.sql, empty, and outlive this.
    explicit CinTables(Frames& frames);
    ~CinTables();
    CinTables(const CinTables&) = delete;
    CinTables& operator=(const CinTables&) = delete;

    void add(const CinChild& child);
    // Once, at the end: the header's row and the census period. `year` is the collection year when
    // the header has no reference date.
    void finish(const CinHeader& header, int year);

    struct Where {
        std::int32_t child = -1;  // position of the Child; -1 for what is no child's
        std::string la_child_id;
        std::string path;
        std::uint32_t line = 0;  // of the value, or of its record when it is not there
        std::string value;
    };
    // Row -1 is the whole return.
    Where where(std::string_view table, std::string_view field, std::int32_t row) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace hearth::returns
