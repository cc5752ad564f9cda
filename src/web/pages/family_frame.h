// What every page of a family, and every page of a person, has in common: the bar that says whose
// record is open, and the way to its other pages.
//
//   kit::Page page = family_frame(app, http, head, FamilyTab::plan);
//   page.title = "Plan and actions"; page.content << …; return app.page(http, std::move(page));
#pragma once
#include "record/family_head.h"
#include "web/app.h"

namespace hearth::web {

enum class FamilyTab {
    overview,
    chronology,
    network,
    assessments,
    plan,
    meetings,
    workbook,
    steps,
    documents,
    who_has_looked,
    none
};

kit::Page family_frame(App& app, const Context& http, const record::FamilyHead& head,
                       FamilyTab here);

// The label of a code, or the code itself.
std::string label_of(const App& app, std::string_view list, std::string_view code);

}  // namespace hearth::web
