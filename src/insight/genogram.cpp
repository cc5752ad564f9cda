#include "insight/genogram.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "insight/genogram_model.h"
#include "insight/genogram_order.h"
#include "insight/genogram_route.h"
#include "insight/genogram_svg.h"
#include "insight/genogram_table.h"

namespace hearth::insight {
namespace {

std::string not_drawn(const std::string& why) {
    return "This family is not drawn as a genogram because " + why +
           ". A drawing could show a relationship that is not true. The table lists everyone and "
           "how they are related.";
}

// Parents that are recorded but not those that the child hangs on in the picture.
bool has_links_besides(const GenogramFamily& family, const GenogramLayout& layout) {
    for (const auto& l : family.parents) {
        const auto drawn = drawn_parents(family, l.child);
        if (drawn.empty()) continue;
        const bool shown = std::any_of(drawn.begin(), drawn.end(), [&](const ParentLink& d) {
            return d.parent == l.parent && d.kind == l.kind;
        });
        const bool in_picture =
            std::any_of(layout.people.begin(), layout.people.end(),
                        [&](const PlacedPerson& p) { return p.id == l.parent; });
        if (!shown && in_picture) return true;
    }
    return false;
}

}  // namespace

Genogram draw_genogram(const GenogramFamily& family) {
    Genogram g;
    g.table = genogram::make_table(family);
    try {
        const genogram::Model model = genogram::make_model(family);
        if (!model.problem.empty()) {
            g.notice = not_drawn(model.problem);
            return g;
        }
        std::vector<genogram::Order> orders;
        for (int c = 0; c < model.components; ++c)
            orders.push_back(genogram::order_component(model, family, c));
        auto layout = genogram::route(model, family, orders);
        if (!layout || !violations(*layout, family).empty()) {
            g.notice = not_drawn("its relationships cross one another");
            return g;
        }
        g.svg = genogram::write_svg(*layout, family);
        g.layout = std::move(*layout);
        g.drawn = true;
        if (has_links_besides(family, g.layout))
            g.notice =
                "Children hang on their birth parents where these are recorded. The table also "
                "lists step-parents, "
                "adoptive parents and carers.";
    } catch (const std::exception&) {
        // Out of memory or a bug in the drawing must not take the table away.
        g.drawn = false;
        g.svg = Svg();
        g.layout = {};
        g.notice = not_drawn("the drawing could not be made");
    }
    return g;
}

}  // namespace hearth::insight
