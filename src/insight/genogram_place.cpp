#include "insight/genogram_place.h"

#include <graphviz/gvc.h>

#include <algorithm>
#include <mutex>
#include <string>

namespace hearth::insight::genogram {
namespace {

constexpr double kPointsAnInch = 72.0;

// cgraph takes char* without changing what it points to.
char* c(const std::string& s) {
    return const_cast<char*>(s.c_str());
}

// The one renderer. Only constructed and used with `one_at_a_time` held.
class Renderer {
  public:
    Renderer() : context_(gvContext()) { agseterr(AGMAX); }
    Renderer(const Renderer&) = delete;
    Renderer& operator=(const Renderer&) = delete;
    // Lives as long as the program: freeing the context unloads plug-ins that other exit handlers
    // may still need.
    ~Renderer() = default;

    std::optional<std::vector<double>> place(const PlaceGraph& in) {
        Agraph_t* g = agopen(c("g"), Agdirected, nullptr);
        if (g == nullptr) return std::nullopt;
        set(g, "nodesep", "0.01");
        set(g, "ranksep", "0.3");
        set(g, "splines", "false");  // we draw our own lines
        std::vector<Agnode_t*> nodes;
        for (std::size_t i = 0; i < in.nodes.size(); ++i) {
            Agnode_t* n = agnode(g, c(std::to_string(i)), 1);
            set(n, "label", "");
            set(n, "shape", "box");
            set(n, "fixedsize", "true");
            set(n, "width", std::to_string(std::max(in.nodes[i].width, 1.0) / kPointsAnInch));
            set(n, "height", "0.2");
            nodes.push_back(n);
        }
        for (std::size_t l = 0; l < in.layers.size(); ++l) {
            Agraph_t* same = agsubg(g, c("r" + std::to_string(l)), 1);
            set(same, "rank", "same");
            for (const std::size_t i : in.layers[l]) agsubnode(same, nodes[i], 1);
            for (std::size_t k = 1; k < in.layers[l].size(); ++k) {
                const std::size_t a = in.layers[l][k - 1], b = in.layers[l][k];
                Agedge_t* e = agedge(g, nodes[a], nodes[b], nullptr, 1);
                set(e, "style", "invis");
                const bool close =
                    std::any_of(in.beside.begin(), in.beside.end(),
                                [&](const PlaceLink& p) { return p.upper == a && p.lower == b; });
                set(e, "weight", close ? "6" : "1");  // at 0 dot would forget the order
            }
        }
        for (const PlaceLink& link : in.links) {
            Agedge_t* e = agedge(g, nodes[link.upper], nodes[link.lower], nullptr, 1);
            set(e, "style", "invis");
            set(e, "weight", std::to_string(link.weight));
        }
        std::optional<std::vector<double>> x;
        if (gvLayout(context_, g, "dot") == 0) {
            x.emplace();
            for (Agnode_t* n : nodes) x->push_back(ND_coord(n).x);
            gvFreeLayout(context_, g);
        }
        agclose(g);
        return x;
    }

  private:
    static void set(void* object, const char* name, const std::string& value) {
        static std::string none;
        agsafeset(object, c(std::string(name)), c(value), c(none));
    }
    GVC_t* context_;
};

std::mutex one_at_a_time;

}  // namespace

std::optional<std::vector<double>> place(const PlaceGraph& graph) {
    if (graph.nodes.empty()) return std::vector<double>{};
    std::optional<std::vector<double>> x;
    {
        const std::lock_guard lock(one_at_a_time);
        static Renderer renderer;
        x = renderer.place(graph);
    }
    if (!x) return std::nullopt;
    double left = 0;
    bool first = true;
    for (std::size_t i = 0; i < x->size(); ++i) {
        const double edge = (*x)[i] - graph.nodes[i].width / 2;
        left = first ? edge : std::min(left, edge);
        first = false;
    }
    for (double& v : *x) v -= left;
    for (const auto& layer : graph.layers)
        for (std::size_t k = 1; k < layer.size(); ++k) {
            const double a = (*x)[layer[k - 1]] + graph.nodes[layer[k - 1]].width / 2;
            const double b = (*x)[layer[k]] - graph.nodes[layer[k]].width / 2;
            if (a > b + 0.6) return std::nullopt;
        }
    return x;
}

}  // namespace hearth::insight::genogram
