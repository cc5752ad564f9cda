// The shape of the children in need census, stated once: which elements each group has, in which
// order, of which kind, in which years, and which must be there. The reader, the checks, the writer
// and the comparison all follow it.
//
// Facts: the Department's census structure 2017 to 2025/26 and the 2026/27 draft (pre-proceedings).
// A census year is named by its reference date: 2026 is the year to 31 March 2026.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/time.h"
#include "returns/cin_message.h"

namespace hearth::returns {

inline constexpr int kCinFirstYear = 2017;
inline constexpr int kCinLatestYear = 2026;  // in force
inline constexpr int kCinDraftYear = 2027;   // 2026/27, draft
inline constexpr int kCinSexSince = 2025;    // before: GenderCurrent
inline constexpr int kCinPlansSince = 2022;
inline constexpr int kCinPreProceedingsSince = 2027;

// The tables that the rules and the issues speak of, under the names that the sector uses for them.
enum class CinTable : std::uint8_t {
    header,
    child_identifiers,
    child_characteristics,
    disabilities,
    cin_details,
    assessments,
    cin_plan_dates,
    section47,
    child_protection_plans,
    reviews,
    pre_proceedings,
};
inline constexpr std::array<std::string_view, 11> kCinTableNames{
    "Header",       "ChildIdentifiers", "ChildCharacteristics",
    "Disabilities", "CINdetails",       "Assessments",
    "CINplanDates", "Section47",        "ChildProtectionPlans",
    "Reviews",      "PreProceedings"};
constexpr std::string_view name(CinTable table) {
    return kCinTableNames[static_cast<std::size_t>(table)];
}

// Code lists, under their names in practice/codes/cin.csv.
enum class CinList : std::uint8_t {
    none,
    upn_unknown,
    sex,
    gender,
    ethnicity,
    disability,
    referral_source,
    primary_need,
    closure_reason,
    category_of_abuse,
    assessment_factor,
    pre_proceedings_outcome,
};
inline constexpr std::array<std::string_view, 12> kCinListNames{"",
                                                                "upn_unknown",
                                                                "sex",
                                                                "gender",
                                                                "ethnicity",
                                                                "disability",
                                                                "referral_source",
                                                                "primary_need",
                                                                "closure_reason",
                                                                "category_of_abuse",
                                                                "assessment_factor",
                                                                "pre_proceedings_outcome"};

enum class CinKind : std::uint8_t {
    text,
    date,
    year,
    date_time,
    code,
    yes_no,
    count,      // a whole number, 0 or more
    upn,        // a letter, eleven digits, a digit or letter
    authority,  // three digits
    serial,     // three digits or more
};

enum class CinNeed : std::uint8_t {
    optional,
    required,  // the structure asks for it
    key,       // required, and without it the record cannot be told from another
};

template <class T>
struct CinField {
    std::string_view element;
    CinCell T::*cell;
    CinKind kind;
    CinList list = CinList::none;
    CinNeed need = CinNeed::optional;
    int from_year = kCinFirstYear;
    int to_year = 9999;
};

// The values of one group, in the order of the structure. (In CINdetails the groups stand before
// the last of them, ReferralNFA, and the protection plans after it.)
template <class T>
std::span<const CinField<T>> cin_fields();
template <>
std::span<const CinField<CinHeader>> cin_fields();
template <>
std::span<const CinField<CinSource>> cin_fields();
template <>
std::span<const CinField<CinIdentifiers>> cin_fields();
template <>
std::span<const CinField<CinCharacteristics>> cin_fields();
template <>
std::span<const CinField<CinDetails>> cin_fields();
template <>
std::span<const CinField<CinAssessment>> cin_fields();
template <>
std::span<const CinField<CinPlan>> cin_fields();
template <>
std::span<const CinField<CinSection47>> cin_fields();
template <>
std::span<const CinField<CinProtectionPlan>> cin_fields();
template <>
std::span<const CinField<CinPreProceedings>> cin_fields();

// --- Reading a value
// ------------------------------------------------------------------------------------------------

// A date as the XML Schema allows it: "2026-03-31", with or without a zone ("Z", "+01:00"), which
// is ignored.
std::optional<Date> cin_date(std::string_view text);
// 0, 1, true, false, in any case.
std::optional<bool> cin_yes_no(std::string_view text);
// M, F or U, from either element and either spelling (1 M, 2 F, 0 and 9 U); 0 when neither holds
// one of them.
char cin_sex(const CinIdentifiers& identifiers);
// The census year of a header: its Year, or the year of its ReferenceDate, when between 2017 and
// the draft year.
std::optional<int> cin_year(const CinHeader& header);

}  // namespace hearth::returns
