// The bar and the tabs that every page of a person has.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "record/person_record.h"
#include "web/app.h"

namespace hearth::web {

struct PersonBar {
    PersonId id;
    std::string name, pronouns;
    std::optional<Date> born, expected, died;
    std::vector<record::PersonFamily> families;
    std::vector<record::PersonFlagLine> flags;
};
kit::Page person_frame(App& app, const PersonBar& person, kit::PersonTab here);

}  // namespace hearth::web
