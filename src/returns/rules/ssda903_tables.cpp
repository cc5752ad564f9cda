#include "returns/rules/ssda903_tables.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "base/time.h"

namespace hearth::returns {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

bool space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

// Without white space at both ends, the no-break space among it.
std::string_view trimmed_cell(std::string_view text) {
    for (bool again = true; again && !text.empty();) {
        again = true;
        if (space(text.front())) {
            text.remove_prefix(1);
        } else if (space(text.back())) {
            text.remove_suffix(1);
        } else if (text.starts_with("\xC2\xA0")) {
            text.remove_prefix(2);
        } else if (text.ends_with("\xC2\xA0")) {
            text.remove_suffix(2);
        } else {
            again = false;
        }
    }
    return text;
}

bool lower(char c) {
    return c >= 'a' && c <= 'z';
}

int digits(std::string_view text) {
    int number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return -1;
        number = number * 10 + (c - '0');
    }
    return number;
}

std::optional<Date> uk_date(std::string_view text) {
    if (text.size() != 10 || text[2] != '/' || text[5] != '/') return std::nullopt;
    const int year = digits(text.substr(6));
    if (year < 1900) return std::nullopt;
    return Date::from(year, digits(text.substr(3, 2)), digits(text.substr(0, 2)));
}

std::string year_name(std::string_view table, bool last) {
    return std::string(table) + std::string(last ? kLast : "");
}

}  // namespace

TextId Ssda903Values::value(std::string_view raw) {
    const std::string_view text = trimmed_cell(raw);
    if (std::none_of(text.begin(), text.end(), lower)) return texts_.add(text);
    std::string capitals(text);
    for (char& c : capitals) {
        if (lower(c)) c = static_cast<char>(c - 'a' + 'A');
    }
    return texts_.add(capitals);
}

TextId Ssda903Values::date(TextId value) {
    if (value == 0) return 0;
    const auto at = static_cast<std::size_t>(value);
    if (at >= dates_.size()) dates_.resize(at + 1 + at / 2, -1);
    if (dates_[at] < 0) {
        const auto date = uk_date(texts_.view(value));
        dates_[at] = date ? texts_.add(date->iso()) : 0;
    }
    return dates_[at];
}

std::int32_t Ssda903Values::child(TextId id) {
    if (id == 0) return kNoNumber;
    const auto at = static_cast<std::size_t>(id);
    if (at >= numbers_.size()) numbers_.resize(at + 1 + at / 2, kNoNumber);
    if (numbers_[at] == kNoNumber) numbers_[at] = children_++;
    return numbers_[at];
}

Ssda903Rows::Ssda903Rows(Frames&, Frame& frame, Ssda903Values& values)
    : frame_(frame),
      values_(values),
      row_(frame.column("row").value_or(kNone)),
      child_(frame.column("CHILD").value_or(kNone)),
      child_no_(frame.column("child_no").value_or(kNone)) {
    for (const Column& column : frame.columns()) {
        text_columns_.push_back(frame.column(column.name + "_text").value_or(kNone));
    }
}

std::size_t Ssda903Rows::add(std::optional<std::size_t> row) {
    const std::size_t place = frame_.add_row();
    if (row_ != kNone) frame_.set(row_, place, static_cast<std::int32_t>(row.value_or(place)));
    return place;
}

void Ssda903Rows::set(std::size_t place, std::size_t column, std::string_view raw) {
    if (frame_.columns()[column].type == ColumnType::thousandths) {
        // A distance that is there and is no number is still one that is there.
        const std::string_view text = trimmed_cell(raw);
        const std::int32_t number = thousandths(text);
        frame_.set(column, place, number == kNoNumber && !text.empty() ? 0 : number);
        return;
    }
    const TextId value = values_.value(raw);
    if (text_columns_[column] != kNone) {
        frame_.set(text_columns_[column], place, value);
        frame_.set(column, place, values_.date(value));
        return;
    }
    frame_.set(column, place, value);
    if (column == child_ && child_no_ != kNone) frame_.set(child_no_, place, values_.child(value));
}

std::int32_t thousandths(std::string_view text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || !(std::fabs(number) < 2e6)) {
        return kNoNumber;
    }
    return static_cast<std::int32_t>(std::lround(number * 1000));
}

void fill_uasc(Frames& frames, bool last) {
    Frame& header = frames.at(year_name("Header", last));
    const Frame& uasc = frames.at(year_name("UASC", last));
    const std::size_t ours = *header.column("UASC");
    const std::size_t child = *header.column("CHILD");
    std::vector<TextId> ids = uasc.cells(*uasc.column("CHILD"));
    std::sort(ids.begin(), ids.end());
    const TextId yes = frames.texts().add("1");
    const TextId no = frames.texts().add("0");
    for (std::size_t i = 0; i < header.rows(); ++i) {
        if (header.cell(ours, i) != 0) continue;
        const bool found = std::binary_search(ids.begin(), ids.end(), header.cell(child, i));
        header.set(ours, i, found ? yes : no);
    }
}

void link_episodes(Frames& frames, bool last) {
    Frame& episodes = frames.at(year_name("Episodes", last));
    const TextPool& texts = frames.texts();
    const auto& rows = episodes.cells(*episodes.column("row"));
    const auto& children = episodes.cells(*episodes.column("child_no"));
    const auto& starts = episodes.cells(*episodes.column("DECOM"));
    const auto& ends = episodes.cells(*episodes.column("DEC"));
    const auto& reasons = episodes.cells(*episodes.column("RNE"));
    const std::size_t previous = *episodes.column("previous");
    const std::size_t next = *episodes.column("next");
    const std::size_t period = *episodes.column("period");
    const TextId start_of_care = texts.find("S");
    std::vector<std::uint32_t> order;
    order.reserve(episodes.rows());
    for (std::size_t i = 0; i < episodes.rows(); ++i) {
        if (children[i] != kNoNumber) order.push_back(static_cast<std::uint32_t>(i));
    }
    // By child, start (none last), row.
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (children[a] != children[b]) return children[a] < children[b];
        if (starts[a] == starts[b]) return a < b;
        if (starts[a] == 0 || starts[b] == 0) return starts[b] == 0;
        return texts.view(starts[a]) < texts.view(starts[b]);
    });
    std::int32_t begun = kNoNumber;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::uint32_t here = order[i];
        const std::int32_t row = rows[here];
        const bool first = i == 0 || children[order[i - 1]] != children[here];
        const TextId before = first ? 0 : ends[order[i - 1]];
        if (reasons[here] == start_of_care || before == 0 ||
            (starts[here] != 0 && before != starts[here])) {
            begun = row;
        }
        episodes.set(period, here, begun);
        if (first) continue;
        episodes.set(previous, here, rows[order[i - 1]]);
        episodes.set(next, order[i - 1], row);
    }
}

}  // namespace hearth::returns
