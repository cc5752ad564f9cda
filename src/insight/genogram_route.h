// From rows and joins to coordinates: shapes, words, lines and household outlines. Internal to the
// genogram. It promises nothing about the result: `violations` is asked afterwards.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "insight/genogram_order.h"

namespace hearth::insight::genogram {

inline constexpr double kFont = 14;         // no text of a genogram is smaller
inline constexpr double kLine = 17;         // from one line of words to the next
inline constexpr double kRadius = 24;       // half a shape
inline constexpr double kCell = 162;        // the width that a person takes in a row
inline constexpr double kWords = 134;       // the most that words under a shape take
inline constexpr double kOutlineInset = 7;  // a household's outline keeps this far inside the cells

// Nothing when the placement library failed.
std::optional<GenogramLayout> route(const Model& model, const GenogramFamily& family,
                                    const std::vector<Order>& orders);

// Adds the outlines of households to a layout whose people stand. `bottoms[r]` and `tops[r]` bound
// row r.
struct RowBand {
    double top = 0;
    double bottom = 0;
    double caption = 0;  // where a caption's first line may begin
};
void add_outlines(GenogramLayout& layout, const GenogramFamily& family,
                  const std::vector<std::string>& households, const std::vector<RowBand>& bands);
// The most lines that a household's caption needs in any row.
std::size_t caption_lines(const GenogramFamily& family);
std::vector<std::string> caption_of(const GenogramFamily& family, const std::string& household);

// "8 years", "5 months", "due 3 March 2027", "died 2019 aged 61", "age not recorded".
std::string age_words(const GenogramPerson& person, Date on);

}  // namespace hearth::insight::genogram
