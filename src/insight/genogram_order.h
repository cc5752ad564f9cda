// Who stands left of whom in each row of a genogram, and by which way each couple is joined.
// Internal to the genogram. Brothers and sisters run oldest to youngest by construction; the sides
// on which partners stand, and the order of families without recorded parents, are searched for the
// fewest conflicts. Deterministic.
#pragma once
#include <vector>

#include "insight/genogram_model.h"

namespace hearth::insight::genogram {

// straight: side by side. arch: over the heads of further partners. under: beneath childless
// brothers and sisters. alone: one carer. Where none is clear, `impossible`.
enum class Way { straight, arch, under, alone, impossible };

struct Join {
    Way way = Way::impossible;
    int gap = 0;  // straight, arch, alone: the children's line goes down between places `gap` and
                  // `gap + 1`
};

struct Order {
    std::vector<std::vector<int>>
        rows;  // nodes, left to right; rows of the whole drawing, this component only
    std::vector<Join> joins;  // one a couple of the model; those of other components untouched
    int conflicts = 0;        // 0: the couples can be joined clear of everyone else
};

Order order_component(const Model& model, const GenogramFamily& family, int component);

}  // namespace hearth::insight::genogram
