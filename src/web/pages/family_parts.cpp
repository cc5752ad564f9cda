#include "web/pages/family_parts.h"

#include "base/text.h"
#include "web/kit/kit.h"

namespace hearth::web {

Html households_part(const std::vector<record::HouseholdLine>& households) {
    std::vector<std::vector<Html>> rows;
    for (const auto& home : households) {
        Html address = home.address.empty() ? Html("Not recorded, or not for your role")
                                            : join(home.address, " ", home.postcode);
        if (home.confidential)
            address << " " << kit::tag({.text = "Confidential", .classes = "govuk-tag--red"});
        rows.push_back({home.label, hearth::join_and(home.people), address});
    }
    return join(
        kit::h2("Households"),
        kit::data_table(
            {.caption = "Households",
             .caption_hidden = true,
             .columns = {{.name = "Household"}, {.name = "Who lives there"}, {.name = "Address"}},
             .rows = std::move(rows),
             .empty = "No household is recorded."}));
}

}  // namespace hearth::web
