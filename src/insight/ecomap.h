// An ecomap: the family in the middle, and around it the people and services that it has to do
// with, as a picture and in words.
//
// A pure function of plain values: give it only what the reader may see. It draws who is there, not
// how strong or strained a tie is: the record does not say, and a picture must not guess.
#pragma once
#include <string>
#include <vector>

#include "insight/charts/svg_writer.h"

namespace hearth::insight {

struct EcomapTie {
    std::string name, what;  // "Dee Okoro", "Recovery worker, Westmere Council"
    bool service = false;    // a professional, else a relative or friend
};
struct Ecomap {
    std::string title;                   // "Ecomap of the Ashworth family"
    std::vector<std::string> household;  // names in the middle
    std::vector<EcomapTie> ties;
};

// Empty when there is nobody to draw; at most 16 ties are drawn (the table beside it has all).
Svg draw_ecomap(const Ecomap& map);

}  // namespace hearth::insight
