// A cell of the dataset as a value of the record's column.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "practice/catalog.h"
#include "returns/ssd/ssd_map.h"
#include "store/value.h"

namespace hearth::returns {

// The dataset tells days where the record tells hours: noon, which is the same day in summer time
// and in winter.
inline constexpr int kSsdHour = 12 * 60;

struct SsdValue {
    std::optional<store::Value> value;  // nothing: the column cannot hold it
    std::string code, message, remedy;  // why, when there is none
};
// `text` as SsdFile gives it. Not for ids of other rows (SsdVia::ref) and addresses.
SsdValue ssd_value(const SsdField& field, const practice::Column& column, std::string_view text);

struct SsdStreet {
    std::string line1, town;
};
// The lines of an address in JSON; nothing when it is no JSON of texts.
std::optional<SsdStreet> ssd_street(std::string_view json);

}  // namespace hearth::returns
