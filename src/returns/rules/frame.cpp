#include "returns/rules/frame.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace hearth::returns {

FrameIndex::FrameIndex(const std::vector<std::int32_t>& cells, std::int32_t null) {
    std::int32_t least = std::numeric_limits<std::int32_t>::max();
    std::int32_t most = std::numeric_limits<std::int32_t>::min();
    std::size_t count = 0;
    for (const std::int32_t cell : cells) {
        if (cell == null) continue;
        least = std::min(least, cell);
        most = std::max(most, cell);
        ++count;
    }
    rows_.resize(count);
    const auto row_at = [](std::size_t i) { return static_cast<std::uint32_t>(i); };
    if (count == 0) return;
    const std::int64_t width = std::int64_t{most} - least + 1;
    if (width <= static_cast<std::int64_t>(4 * count + 1024)) {
        base_ = least;
        starts_.assign(static_cast<std::size_t>(width) + 1, 0);
        const auto slot = [&](std::int32_t cell) {
            return static_cast<std::size_t>(std::int64_t{cell} - least);
        };
        for (const std::int32_t cell : cells) {
            if (cell != null && starts_[slot(cell) + 1]++ == 0) ++distinct_;
        }
        std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
        std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (cells[i] != null) rows_[next[slot(cells[i])]++] = row_at(i);
        }
        return;
    }
    std::size_t at = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i] != null) rows_[at++] = row_at(i);
    }
    std::stable_sort(rows_.begin(), rows_.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return cells[a] < cells[b]; });
    values_.reserve(count);
    for (const std::uint32_t row : rows_) {
        if (values_.empty() || values_.back() != cells[row]) ++distinct_;
        values_.push_back(cells[row]);
    }
}

std::span<const std::uint32_t> FrameIndex::rows(std::int32_t value) const {
    if (!starts_.empty()) {
        const std::int64_t slot = std::int64_t{value} - base_;
        if (slot < 0 || slot + 1 >= static_cast<std::int64_t>(starts_.size())) return {};
        const std::size_t at = static_cast<std::size_t>(slot);
        return std::span(rows_).subspan(starts_[at], starts_[at + 1] - starts_[at]);
    }
    const auto [from, to] = std::equal_range(values_.begin(), values_.end(), value);
    return std::span(rows_).subspan(static_cast<std::size_t>(from - values_.begin()),
                                    static_cast<std::size_t>(to - from));
}

Frame::Frame(std::string name, std::vector<Column> columns)
    : name_(std::move(name)),
      columns_(std::move(columns)),
      cells_(columns_.size()),
      indices_(columns_.size()),
      nulls_(columns_.size(), -1) {
    row_column_ = column("row");
}

std::optional<std::size_t> Frame::column(std::string_view name) const {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (columns_[i].name == name) return i;
    }
    return std::nullopt;
}

std::size_t Frame::add_row() {
    for (std::size_t i = 0; i < columns_.size(); ++i) cells_[i].push_back(null(i));
    return rows_++;
}

void Frame::clear() {
    for (auto& cells : cells_) cells.clear();
    for (auto& index : indices_) index.reset();
    std::fill(nulls_.begin(), nulls_.end(), std::int64_t{-1});
    rows_ = 0;
}

void Frame::reserve(std::size_t rows) {
    for (auto& cells : cells_) cells.reserve(rows);
}

const FrameIndex& Frame::index(std::size_t column) const {
    auto& index = indices_[column];
    if (index == nullptr) index = std::make_unique<FrameIndex>(cells_[column], null(column));
    return *index;
}

std::optional<std::size_t> Frame::place_of(std::int64_t row) const {
    if (!row_column_ || row < 0 || row > std::numeric_limits<std::int32_t>::max()) return {};
    const auto& numbers = cells_[*row_column_];
    const auto place = static_cast<std::size_t>(row);
    const auto wanted = static_cast<std::int32_t>(row);
    if (place < numbers.size() && numbers[place] == wanted) return place;
    // Rows of records that could not be read leave gaps; the order stands.
    const auto found = std::lower_bound(numbers.begin(), numbers.end(), wanted);
    if (found == numbers.end() || *found != wanted) return std::nullopt;
    return static_cast<std::size_t>(found - numbers.begin());
}

std::size_t Frame::nulls(std::size_t column) const {
    if (nulls_[column] < 0) {
        nulls_[column] = std::count(cells_[column].begin(), cells_[column].end(), null(column));
    }
    return static_cast<std::size_t>(nulls_[column]);
}

Frames::Frames(const std::vector<std::pair<std::string, std::vector<Column>>>& tables)
    : texts_(std::make_unique<TextPool>()) {
    for (const auto& [name, columns] : tables) {
        frames_.push_back(std::make_unique<Frame>(name, columns));
    }
}

Frame* Frames::find(std::string_view name) {
    for (const auto& frame : frames_) {
        if (frame->name() == name) return frame.get();
    }
    return nullptr;
}

const Frame* Frames::find(std::string_view name) const {
    for (const auto& frame : frames_) {
        if (frame->name() == name) return frame.get();
    }
    return nullptr;
}

Frame& Frames::at(std::string_view name) {
    Frame* frame = find(name);
    if (frame == nullptr) {
        throw std::runtime_error("the tables of the return lack " + std::string(name));
    }
    return *frame;
}

void Frames::put(Frame& frame, std::size_t place, std::string_view column, std::string_view text) {
    const auto at = frame.column(column);
    if (!at || frame.columns()[*at].type != ColumnType::text) {
        throw std::runtime_error("the table " + frame.name() + " lacks the text " +
                                 std::string(column));
    }
    frame.set(*at, place, texts_->add(text));
}

void Frames::put(Frame& frame, std::size_t place, std::string_view column, std::int64_t number) {
    const auto at = frame.column(column);
    if (!at || frame.columns()[*at].type != ColumnType::integer) {
        throw std::runtime_error("the table " + frame.name() + " lacks the number " +
                                 std::string(column));
    }
    frame.set(*at, place, static_cast<std::int32_t>(number));
}

std::string Frames::text(const Frame& frame, std::size_t place, std::size_t column) const {
    const std::int32_t cell = frame.cell(column, place);
    if (cell == frame.null(column)) return {};
    switch (frame.columns()[column].type) {
        case ColumnType::text:
            return std::string(texts_->view(cell));
        case ColumnType::integer:
            return std::to_string(cell);
        case ColumnType::thousandths:
            break;
    }
    std::string out =
        std::to_string(cell / 1000) + "." + std::to_string(cell % 1000 + 1000).substr(1);
    while (out.back() == '0') out.pop_back();
    if (out.back() == '.') out.pop_back();
    return out;
}

}  // namespace hearth::returns
