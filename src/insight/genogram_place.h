// Places the nodes of a layered drawing along the x axis, by Graphviz dot.
//
// The order within each layer is given and kept; dot's network simplex finds positions that make
// the weighted lengths of the links small. Nothing but our own numbers reaches the library, and it
// writes nothing. The library keeps global state, so one thread at a time is inside; callers may be
// on any.
#pragma once
#include <cstddef>
#include <optional>
#include <vector>

namespace hearth::insight::genogram {

struct PlaceNode {
    int layer = 0;
    double width = 0;  // in our units (CSS pixels)
};
struct PlaceLink {
    std::size_t upper = 0;  // a node, and one in the layer below it (or, for `beside`, in the same
                            // layer to its right)
    std::size_t lower = 0;
    int weight = 1;
};
struct PlaceGraph {
    std::vector<PlaceNode> nodes;
    std::vector<std::vector<std::size_t>> layers;  // nodes of each layer, left to right
    std::vector<PlaceLink> links;
    std::vector<PlaceLink> beside;  // neighbours that want to stand close
};

// The centre of each node, the leftmost edge at 0; nothing when the library failed or changed an
// order.
std::optional<std::vector<double>> place(const PlaceGraph& graph);

}  // namespace hearth::insight::genogram
