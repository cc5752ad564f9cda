// The children in need census as it is written: a message with a header and children, each child
// with its identifiers, characteristics and episodes of need (CINdetails), each of these with its
// assessments, plans, section 47 enquiries and child protection plans.
//
// Every value is kept as the text that was given (without the spaces around it), right or wrong,
// together with the line that it stood on, so that a bad value is neither lost nor guessed at, and
// every record keeps its place in the document, from which an XPath can be made when one is wanted
// (cin_path.h). It holds no meaning beyond the return's own: it does not know whether a date lies
// in the census year.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::returns {

// One value. `line` is 0 when the element was not in the file; an element that was there but empty
// has a line and no text.
struct CinCell {
    std::string text;
    std::uint32_t line = 0;

    CinCell() = default;
    // A value that comes from the record rather than from a file.
    CinCell(std::string_view value) : text(value), line(value.empty() ? 0 : 1) {}
    CinCell(const char* value) : CinCell(std::string_view(value)) {}
    CinCell(const std::string& value) : CinCell(std::string_view(value)) {}
    bool present() const { return line != 0; }
    bool empty() const { return text.empty(); }
};

// Where a record stands in the document.
struct CinPlace {
    std::uint32_t line = 0;  // of its opening tag; 0 when not from a file
    std::uint32_t row =
        0;  // zero-based, in document order within its table, over the whole message
    std::uint32_t index =
        1;  // one-based, among the elements of the same name under the same parent
};

struct CinSource {
    CinPlace place;
    CinCell source_level, lea, software_code, release, serial_no, date_time;
};

struct CinHeader {
    CinPlace place;
    CinCell collection, year, reference_date;
    std::vector<CinSource> sources;
};

struct CinIdentifiers {
    CinPlace place;
    CinCell la_child_id, upn, former_upn, upn_unknown, birth_date, expected_birth_date;
    CinCell sex;             // Sex: M, F, U; since 2025
    CinCell gender_current;  // GenderCurrent: 1, 2, 0, 9; until 2024
    CinCell death_date;
};

struct CinCharacteristics {
    CinPlace place;
    CinCell ethnicity;
    std::uint32_t disabilities_line = 0;  // of the Disabilities group; 0 when there is none
    std::uint32_t disabilities_row =
        0;  // row of the first Disability in its table; the others follow
    std::vector<CinCell> disabilities;
};

struct CinAssessment {
    CinPlace place;
    CinCell start_date, internal_review_date, authorisation_date;
    std::uint32_t factors_line =
        0;  // of the FactorsIdentifiedAtAssessment group; 0 when there is none
    std::vector<CinCell> factors;
};

struct CinPlan {
    CinPlace place;
    CinCell start_date, end_date;
};

struct CinSection47 {
    CinPlace place;
    CinCell start_date, conference_target, conference_date, conference_not_required;
};

// One Reviews group. Files hold one group of many dates or many groups of one date; both are kept
// as they were. Its table has a row for each date, and one for a group without a date: date i has
// row place.row + i.
struct CinReviews {
    CinPlace place;
    std::vector<CinCell> dates;
};

struct CinProtectionPlan {
    CinPlace place;
    CinCell start_date, end_date, initial_category, latest_category, previous_plans;
    std::vector<CinReviews> reviews;
};

// Pre-proceedings and family group decision-making: 2026/27 draft.
struct CinPreProceedings {
    CinPlace place;
    CinCell start_date, letter_sent_date, meeting_offered, meeting_held, first_meeting_date;
    CinCell review_meetings, step_decision_date, outcome, court_application_date;
    CinCell care_proceedings_letter_date;
};

// An episode of need, from referral to closure.
struct CinDetails {
    CinPlace place;
    CinCell referral_date, referral_source, primary_need, closure_date, closure_reason;
    CinCell conference_date;
    CinCell referral_nfa;  // 0 or 1; many files say true or false (cin_yes_no reads all four)
    std::vector<CinAssessment> assessments;
    std::vector<CinPlan> plans;
    std::vector<CinSection47> section47;
    std::vector<CinProtectionPlan> protection_plans;
    std::vector<CinPreProceedings> pre_proceedings;
};

struct CinChild {
    CinPlace place;
    CinIdentifiers identifiers;
    CinCharacteristics characteristics;
    std::vector<CinDetails> details;
};

struct CinMessage {
    CinHeader header;
    std::vector<CinChild> children;
};

}  // namespace hearth::returns
