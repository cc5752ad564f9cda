// The tables of one return in memory: columns of small numbers, filled while a file is read and
// then only looked at.
//
// A cell is 32 bits: the number of a text (0 is NULL), or a whole number, or thousandths of a
// number (kNoNumber is NULL). An index of a column is made when it is first wanted; `index()` may
// therefore not be called from several threads at once.
#pragma once
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "returns/rules/text_pool.h"

namespace hearth::returns {

enum class ColumnType : std::uint8_t { text, integer, thousandths };
inline constexpr std::int32_t kNoNumber = std::numeric_limits<std::int32_t>::min();

struct Column {
    std::string name;
    ColumnType type = ColumnType::text;
};

// The rows that hold each value of a column.
class FrameIndex {
  public:
    FrameIndex(const std::vector<std::int32_t>& cells, std::int32_t null);
    // In order; empty when no row has the value. Rows of NULL are in none.
    std::span<const std::uint32_t> rows(std::int32_t value) const;
    std::size_t distinct() const { return distinct_; }

  private:
    std::int32_t base_ = 0;
    std::vector<std::uint32_t> starts_;  // dense: by value - base_
    std::vector<std::int32_t> values_;   // sparse: of each place in rows_
    std::vector<std::uint32_t> rows_;
    std::size_t distinct_ = 0;
};

class Frame {
  public:
    Frame(std::string name, std::vector<Column> columns);
    const std::string& name() const { return name_; }
    const std::vector<Column>& columns() const { return columns_; }
    std::optional<std::size_t> column(std::string_view name) const;
    std::size_t rows() const { return rows_; }

    // A new row of NULLs; gives its place.
    std::size_t add_row();
    void reserve(std::size_t rows);
    // No rows any more. Statements that are prepared stay good; cursors do not.
    void clear();
    void set(std::size_t column, std::size_t place, std::int32_t cell) {
        cells_[column][place] = cell;
    }
    // Of a table that has been looked at: its index and count are made anew.
    void change(std::size_t column, std::size_t place, std::int32_t cell) {
        if (cells_[column][place] == cell) return;
        cells_[column][place] = cell;
        indices_[column].reset();
        nulls_[column] = -1;
    }
    std::int32_t cell(std::size_t column, std::size_t place) const { return cells_[column][place]; }
    const std::vector<std::int32_t>& cells(std::size_t column) const { return cells_[column]; }
    std::int32_t null(std::size_t column) const {
        return columns_[column].type == ColumnType::text ? 0 : kNoNumber;
    }
    const FrameIndex& index(std::size_t column) const;
    bool indexed(std::size_t column) const { return indices_[column] != nullptr; }
    // Where the row of this number stands (its column "row"); nothing when there is none.
    std::optional<std::size_t> place_of(std::int64_t row) const;
    std::size_t nulls(std::size_t column) const;

  private:
    std::string name_;
    std::vector<Column> columns_;
    std::vector<std::vector<std::int32_t>> cells_;
    std::size_t rows_ = 0;
    std::optional<std::size_t> row_column_;
    mutable std::vector<std::unique_ptr<FrameIndex>> indices_;
    mutable std::vector<std::int64_t> nulls_;  // -1: not counted
};

// All tables of a return. Frames keep their addresses.
class Frames {
  public:
    explicit Frames(const std::vector<std::pair<std::string, std::vector<Column>>>& tables);
    Frame* find(std::string_view name);
    const Frame* find(std::string_view name) const;
    Frame& at(std::string_view name);  // one that must be there
    std::vector<std::unique_ptr<Frame>>& all() { return frames_; }
    const std::vector<std::unique_ptr<Frame>>& all() const { return frames_; }
    TextPool& texts() { return *texts_; }
    const TextPool& texts() const { return *texts_; }

    // For rows that are few: sets by name; a text that is empty is NULL. The column must be there.
    void put(Frame& frame, std::size_t place, std::string_view column, std::string_view text);
    void put(Frame& frame, std::size_t place, std::string_view column, std::int64_t number);
    std::string text(const Frame& frame, std::size_t place, std::size_t column) const;

  private:
    std::unique_ptr<TextPool> texts_;
    std::vector<std::unique_ptr<Frame>> frames_;
};

}  // namespace hearth::returns
