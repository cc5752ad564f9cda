#include "returns/cin_path.h"

namespace hearth::returns {

namespace {

void step(std::string& out, std::string_view element, std::uint32_t position = 0) {
    out += '/';
    out += element;
    if (position != 0) {
        out += '[';
        out += std::to_string(position);
        out += ']';
    }
}

void header(std::string& out, const CinAt& at, std::string_view field) {
    step(out, "Header");
    if (at.record != 0) {
        step(out, "Source", at.record);
    } else if (!field.empty()) {
        step(out, "CollectionDetails");
    }
}

void details(std::string& out, const CinAt& at) {
    step(out, "CINdetails", at.details);
}

}  // namespace

std::string cin_xpath(const CinAt& at, std::string_view field) {
    std::string out = "/Message";
    const auto leaf = [&](std::string_view own) {
        // Repeated values carry their position.
        if (!field.empty()) step(out, field, field == own ? at.item : 0);
    };
    if (at.table == CinTable::header) {
        header(out, at, field);
        leaf({});
        return out;
    }
    step(out, "Children");
    step(out, "Child", at.child);
    switch (at.table) {
        case CinTable::header:
            break;
        case CinTable::child_identifiers:
            step(out, "ChildIdentifiers");
            leaf({});
            break;
        case CinTable::child_characteristics:
            step(out, "ChildCharacteristics");
            leaf({});
            break;
        case CinTable::disabilities:
            step(out, "ChildCharacteristics");
            step(out, "Disabilities");
            leaf("Disability");
            break;
        case CinTable::cin_details:
            if (at.details != 0) details(out, at);
            leaf({});
            break;
        case CinTable::assessments:
            details(out, at);
            step(out, "Assessments", at.record);
            if (field == "AssessmentFactors") step(out, "FactorsIdentifiedAtAssessment");
            leaf("AssessmentFactors");
            break;
        case CinTable::cin_plan_dates:
            details(out, at);
            step(out, "CINPlanDates", at.record);
            leaf({});
            break;
        case CinTable::section47:
            details(out, at);
            step(out, "Section47", at.record);
            leaf({});
            break;
        case CinTable::child_protection_plans:
            details(out, at);
            step(out, "ChildProtectionPlans", at.record);
            leaf({});
            break;
        case CinTable::reviews:
            details(out, at);
            step(out, "ChildProtectionPlans", at.record);
            step(out, "Reviews", at.group);
            leaf("CPPreviewDate");
            break;
        case CinTable::pre_proceedings:
            details(out, at);
            step(out, "PreProceedingsandFGDM", at.record);
            leaf({});
            break;
    }
    return out;
}

}  // namespace hearth::returns
