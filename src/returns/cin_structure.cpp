#include "returns/cin_structure.h"

#include <algorithm>
#include <charconv>

namespace hearth::returns {

namespace {

using enum CinKind;
using enum CinNeed;

constexpr CinField<CinHeader> kHeader[] = {
    {"Collection", &CinHeader::collection, text},
    {"Year", &CinHeader::year, year},
    {"ReferenceDate", &CinHeader::reference_date, date},
};
constexpr CinField<CinSource> kSource[] = {
    {"SourceLevel", &CinSource::source_level, text},
    {"LEA", &CinSource::lea, authority, CinList::none, required},
    {"SoftwareCode", &CinSource::software_code, text},
    {"Release", &CinSource::release, text},
    {"SerialNo", &CinSource::serial_no, serial},
    {"DateTime", &CinSource::date_time, date_time},
};
// Sex and GenderCurrent hold the same place, each in its years.
constexpr CinField<CinIdentifiers> kIdentifiers[] = {
    {"LAchildID", &CinIdentifiers::la_child_id, text, CinList::none, key},
    {"UPN", &CinIdentifiers::upn, upn},
    {"FormerUPN", &CinIdentifiers::former_upn, upn},
    {"UPNunknown", &CinIdentifiers::upn_unknown, code, CinList::upn_unknown},
    {"PersonBirthDate", &CinIdentifiers::birth_date, date},
    {"ExpectedPersonBirthDate", &CinIdentifiers::expected_birth_date, date},
    {"GenderCurrent", &CinIdentifiers::gender_current, code, CinList::gender, required,
     kCinFirstYear, kCinSexSince - 1},
    {"Sex", &CinIdentifiers::sex, code, CinList::sex, required, kCinSexSince},
    {"PersonDeathDate", &CinIdentifiers::death_date, date},
};
constexpr CinField<CinCharacteristics> kCharacteristics[] = {
    {"Ethnicity", &CinCharacteristics::ethnicity, code, CinList::ethnicity, required},
};
constexpr CinField<CinDetails> kDetails[] = {
    {"CINreferralDate", &CinDetails::referral_date, date, CinList::none, key},
    {"ReferralSource", &CinDetails::referral_source, code, CinList::referral_source, required},
    {"PrimaryNeedCode", &CinDetails::primary_need, code, CinList::primary_need},
    {"CINclosureDate", &CinDetails::closure_date, date},
    {"ReasonForClosure", &CinDetails::closure_reason, code, CinList::closure_reason},
    {"DateOfInitialCPC", &CinDetails::conference_date, date},
    {"ReferralNFA", &CinDetails::referral_nfa, yes_no, CinList::none, required},
};
constexpr CinField<CinAssessment> kAssessment[] = {
    {"AssessmentActualStartDate", &CinAssessment::start_date, date, CinList::none, key},
    {"AssessmentInternalReviewDate", &CinAssessment::internal_review_date, date},
    {"AssessmentAuthorisationDate", &CinAssessment::authorisation_date, date},
};
constexpr CinField<CinPlan> kPlan[] = {
    {"CINPlanStartDate", &CinPlan::start_date, date, CinList::none, key},
    {"CINPlanEndDate", &CinPlan::end_date, date},
};
constexpr CinField<CinSection47> kSection47[] = {
    {"S47ActualStartDate", &CinSection47::start_date, date, CinList::none, key},
    {"InitialCPCtarget", &CinSection47::conference_target, date},
    {"DateOfInitialCPC", &CinSection47::conference_date, date},
    {"ICPCnotRequired", &CinSection47::conference_not_required, yes_no, CinList::none, required},
};
constexpr CinField<CinProtectionPlan> kProtectionPlan[] = {
    {"CPPstartDate", &CinProtectionPlan::start_date, date, CinList::none, key},
    {"CPPendDate", &CinProtectionPlan::end_date, date},
    {"InitialCategoryOfAbuse", &CinProtectionPlan::initial_category, code,
     CinList::category_of_abuse, required},
    {"LatestCategoryOfAbuse", &CinProtectionPlan::latest_category, code, CinList::category_of_abuse,
     required},
    {"NumberOfPreviousCPP", &CinProtectionPlan::previous_plans, count, CinList::none, required},
};
constexpr CinField<CinPreProceedings> kPreProceedings[] = {
    {"PPStartDate", &CinPreProceedings::start_date, date},
    {"LBPSentDate", &CinPreProceedings::letter_sent_date, date},
    {"FGDMMeetingOffer", &CinPreProceedings::meeting_offered, yes_no},
    {"FGDMMeetingFac", &CinPreProceedings::meeting_held, yes_no},
    {"InitialPPMeetingDate", &CinPreProceedings::first_meeting_date, date},
    {"ReviewMeetingsCount", &CinPreProceedings::review_meetings, count},
    {"StepDecisionDate", &CinPreProceedings::step_decision_date, date},
    {"PPOutcome", &CinPreProceedings::outcome, code, CinList::pre_proceedings_outcome},
    {"CourtAppDate", &CinPreProceedings::court_application_date, date},
    {"LetterInitCPDate", &CinPreProceedings::care_proceedings_letter_date, date},
};

bool digits(std::string_view text, std::size_t from, std::size_t count) {
    return text.size() >= from + count &&
           std::all_of(text.begin() + static_cast<std::ptrdiff_t>(from),
                       text.begin() + static_cast<std::ptrdiff_t>(from + count),
                       [](char c) { return c >= '0' && c <= '9'; });
}

// What may follow a date in the XML Schema: nothing, "Z", or "+hh:mm".
bool is_zone(std::string_view text) {
    if (text.empty() || text == "Z") return true;
    return text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':' &&
           digits(text, 1, 2) && digits(text, 4, 2);
}

bool same_word(std::string_view text, std::string_view lower) {
    return std::equal(text.begin(), text.end(), lower.begin(), lower.end(), [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
    });
}

}  // namespace

template <>
std::span<const CinField<CinHeader>> cin_fields() {
    return kHeader;
}
template <>
std::span<const CinField<CinSource>> cin_fields() {
    return kSource;
}
template <>
std::span<const CinField<CinIdentifiers>> cin_fields() {
    return kIdentifiers;
}
template <>
std::span<const CinField<CinCharacteristics>> cin_fields() {
    return kCharacteristics;
}
template <>
std::span<const CinField<CinDetails>> cin_fields() {
    return kDetails;
}
template <>
std::span<const CinField<CinAssessment>> cin_fields() {
    return kAssessment;
}
template <>
std::span<const CinField<CinPlan>> cin_fields() {
    return kPlan;
}
template <>
std::span<const CinField<CinSection47>> cin_fields() {
    return kSection47;
}
template <>
std::span<const CinField<CinProtectionPlan>> cin_fields() {
    return kProtectionPlan;
}
template <>
std::span<const CinField<CinPreProceedings>> cin_fields() {
    return kPreProceedings;
}

std::optional<Date> cin_date(std::string_view value) {
    if (value.size() < 10 || !is_zone(value.substr(10))) return std::nullopt;
    return Date::parse(value.substr(0, 10));
}

std::optional<bool> cin_yes_no(std::string_view value) {
    if (value == "0" || same_word(value, "false")) return false;
    if (value == "1" || same_word(value, "true")) return true;
    return std::nullopt;
}

char cin_sex(const CinIdentifiers& identifiers) {
    for (const CinCell* cell : {&identifiers.sex, &identifiers.gender_current}) {
        const std::string& value = cell->text;
        if (value == "M" || value == "m" || value == "1") return 'M';
        if (value == "F" || value == "f" || value == "2") return 'F';
        if (value == "U" || value == "u" || value == "0" || value == "9") return 'U';
    }
    return 0;
}

std::optional<int> cin_year(const CinHeader& header) {
    for (const CinCell* cell : {&header.year, &header.reference_date}) {
        int value = 0;
        if (!digits(cell->text, 0, 4)) continue;
        std::from_chars(cell->text.data(), cell->text.data() + 4, value);
        if (cell == &header.year && cell->text.size() != 4) continue;
        if (value >= kCinFirstYear && value <= kCinDraftYear) return value;
    }
    return std::nullopt;
}

}  // namespace hearth::returns
