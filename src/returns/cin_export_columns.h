// Which column of the record each value of the census is kept in: stated once, for the import and
// the export.
//
// `placeholder` is what stands in a column that may not be empty while the true value is not known
// (it then lies in import_issue). Values that have no single column (identifiers, disabilities,
// factors, dates of conferences and reviews) are dealt with where they are read and written.
#pragma once
#include <span>
#include <string_view>

#include "returns/cin_message.h"
#include "returns/cin_structure.h"

namespace hearth::returns {

template <class T>
struct CinColumn {
    CinCell T::*cell;
    std::string_view column;
    std::string_view read;              // SQL that reads it, when it is not the column itself
    std::string_view placeholder = {};  // as text of the census
};

// The first column is the record's key: without it there is no row.
template <class T>
struct CinRowOf;

template <>
struct CinRowOf<CinDetails> {
    static constexpr std::string_view table = "referral";
    static constexpr std::string_view parent = "person_id";
    static constexpr CinTable census = CinTable::cin_details;
    static constexpr CinColumn<CinDetails> columns[] = {
        {&CinDetails::referral_date, "referral_date", {}},
        {&CinDetails::referral_source, "source_code", {}},
        {&CinDetails::primary_need, "primary_need", {}},
        {&CinDetails::closure_date, "close_date", {}},
        {&CinDetails::closure_reason, "close_reason", {}},
        {&CinDetails::referral_nfa, "nfa", {}, "0"},
    };
};
template <>
struct CinRowOf<CinAssessment> {
    static constexpr std::string_view table = "assessment";
    static constexpr std::string_view parent = "referral_id";
    static constexpr CinTable census = CinTable::assessments;
    static constexpr CinColumn<CinAssessment> columns[] = {
        {&CinAssessment::start_date, "start_date", {}},
        {&CinAssessment::internal_review_date, "review_date", {}},
        {&CinAssessment::authorisation_date, "authorised_date", {}},
    };
};
template <>
struct CinRowOf<CinPlan> {
    static constexpr std::string_view table = "cin_plan";
    static constexpr std::string_view parent = "referral_id";
    static constexpr CinTable census = CinTable::cin_plan_dates;
    static constexpr CinColumn<CinPlan> columns[] = {
        {&CinPlan::start_date, "start_date", {}},
        {&CinPlan::end_date, "end_date", {}},
    };
};
template <>
struct CinRowOf<CinSection47> {
    static constexpr std::string_view table = "s47_enquiry";
    static constexpr std::string_view parent = "referral_id";
    static constexpr CinTable census = CinTable::section47;
    static constexpr CinColumn<CinSection47> columns[] = {
        {&CinSection47::start_date, "start_date", {}},
        {&CinSection47::conference_target, "icpc_target_date", {}},
        {&CinSection47::conference_not_required, "icpc_not_required", {}, "0"},
    };
};
template <>
struct CinRowOf<CinProtectionPlan> {
    static constexpr std::string_view table = "cp_plan";
    static constexpr std::string_view parent = "referral_id";
    static constexpr CinTable census = CinTable::child_protection_plans;
    static constexpr CinColumn<CinProtectionPlan> columns[] = {
        {&CinProtectionPlan::start_date, "start_date", {}},
        {&CinProtectionPlan::end_date, "end_date", {}},
        {&CinProtectionPlan::initial_category, "initial_category", {}},
        {&CinProtectionPlan::latest_category, "latest_category", {}},
        {&CinProtectionPlan::previous_plans, "previous_plans", {}, "0"},
    };
};
template <>
struct CinRowOf<CinPreProceedings> {
    static constexpr std::string_view table = "pre_proceedings";
    static constexpr std::string_view parent = "referral_id";
    static constexpr CinTable census = CinTable::pre_proceedings;
    static constexpr CinColumn<CinPreProceedings> columns[] = {
        {&CinPreProceedings::start_date, "decision_date", {}},
        {&CinPreProceedings::letter_sent_date, "letter_date", {}},
        {&CinPreProceedings::meeting_offered, "fgdm_was_offered",
         "coalesce(fgdm_was_offered, CASE WHEN fgdm_offered IS NULL THEN NULL ELSE 1 END)"},
        {&CinPreProceedings::meeting_held, "fgdm_was_held",
         "coalesce(fgdm_was_held, CASE WHEN fgdm_held IS NULL THEN NULL ELSE 1 END)"},
        {&CinPreProceedings::first_meeting_date, "initial_meeting_date", {}},
        {&CinPreProceedings::review_meetings, "review_meetings", {}},
        {&CinPreProceedings::step_decision_date, "step_decision_date", {}},
        {&CinPreProceedings::outcome, "outcome", {}},
        {&CinPreProceedings::court_application_date, "application_date", {}},
        {&CinPreProceedings::care_proceedings_letter_date, "proceedings_letter_date", {}},
    };
};

// What the structure says of the value in this cell.
template <class T>
const CinField<T>& cin_field_of(CinCell T::*cell) {
    for (const CinField<T>& field : cin_fields<T>())
        if (field.cell == cell) return field;
    return cin_fields<T>().front();  // not reached: every column's cell is in the structure
}

}  // namespace hearth::returns
