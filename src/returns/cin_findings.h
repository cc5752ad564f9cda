// What the census reader says, in one place: codes (stable), severities, words.
#pragma once
#include <string_view>

#include "returns/issue.h"

namespace hearth::returns {

struct CinFinding {
    const char* code;
    IssueSeverity severity;
    bool names_field;  // the message begins with the element's name
    std::string_view message;
    std::string_view remedy;
};

namespace finding {
constexpr auto kError = IssueSeverity::error;
constexpr auto kQuery = IssueSeverity::query;
constexpr std::string_view kExportAgain =
    "Export the file again; if it happens again, tell the system's supplier.";
constexpr std::string_view kRightFile = "Choose the census file as the case system wrote it.";
constexpr std::string_view kOneCensus = "Check that it is one authority's census of one year.";

// The file as a whole.
constexpr CinFinding kNotXml{"not_xml", kError, false, "This is not an XML file.", kRightFile};
constexpr CinFinding kNotACensus{"not_a_cin_census", kError, false,
                                 "This is XML, but not a children in need census.",
                                 "Choose the census file; it begins with Message."};
constexpr CinFinding kDoctype{
    "doctype", kError, false,
    "The file declares a document type, which a census never does, so it was refused.",
    "Export the file again, or remove the DOCTYPE."};
constexpr CinFinding kTooDeep{"too_deep", kError, false,
                              "The elements lie deeper in one another than a census can.",
                              kRightFile};
constexpr CinFinding kTooLarge{"too_large", kError, false, "The file is larger than can be read.",
                               kOneCensus};
constexpr CinFinding kTooManyChildren{"too_many_children", kError, false,
                                      "The file holds more children than can be read at once.",
                                      kOneCensus};
constexpr CinFinding kCancelled{"cancelled", kError, false,
                                "The reading was stopped before the end of the file.",
                                "Start it again."};
constexpr CinFinding kTruncated{"truncated", kError, false, "The file ends before its end.",
                                "Copy or export the file again."};
constexpr CinFinding kCutInChild{
    "truncated", kError, false,
    "The file cannot be read beyond this child, so neither it nor those after it were read.",
    "Copy or export the file again."};
constexpr CinFinding kDamaged{
    "xml_damaged", kError, false,
    "The XML is broken here; some of what follows may not have been read.", kExportAgain};
constexpr CinFinding kUnreadable{"xml_damaged", kError, false,
                                 "The file cannot be read beyond this line.", kExportAgain};
constexpr CinFinding kChildDamaged{"child_damaged", kError, false,
                                   "The XML of this child is broken, so the child was not read.",
                                   kExportAgain};
constexpr CinFinding kHeaderMissing{"header_missing", kQuery, false, "The file has no Header.",
                                    "Give the year and the authority."};
constexpr CinFinding kNoChildren{"no_children", kError, false, "The file holds no children.",
                                 "Check that the export was made for the right year."};
constexpr CinFinding kTooManyIssues{
    "too_many_issues", kQuery, false,
    "There are more findings than are listed (the value says how many); all are counted.",
    "Mend those listed first, then check again."};

// Characters.
constexpr CinFinding kEncoding{
    "encoding", kError, false,
    "The file holds bytes that are not in the encoding that it declares.",
    "Have the file written as UTF-8, or declare its encoding in the first line."};
constexpr CinFinding kMended{"encoding", kError, true,
                             " holds bytes that are not UTF-8; they were read as Windows-1252.",
                             "Check the value, and have the file written as UTF-8."};
constexpr CinFinding kBadCharacter{"bad_character", kError, false,
                                   "A character here is not allowed in XML and was lost.",
                                   "Write & as &amp; and < as &lt;, and check the value."};
constexpr CinFinding kTooLong{"value_too_long", kError, true,
                              " is longer than any value can be; the rest was cut off.",
                              "Check the value in the record."};

// Elements.
constexpr CinFinding kInsideValue{"unknown_element", kQuery, true, " should hold text only.",
                                  "The inner element was left out; check the value."};
constexpr CinFinding kUnknown{"unknown_element", kQuery, false,
                              "The census has no such element here, so it was left out.",
                              "Check the spelling and the place of the element."};
constexpr CinFinding kNameCase{
    "element_name_case", kQuery, false,
    "The element's name has other capital letters than the census.",
    "It was read; ask the system's supplier to write the name as the census does."};
constexpr CinFinding kGroupTwice{"repeated_element", kQuery, true,
                                 " is there twice; the values were put together.",
                                 "Ask the system's supplier to write it once."};
constexpr CinFinding kSameTwice{"repeated_element", kQuery, true,
                                " is there twice, with the same value.", "Give it once."};
constexpr CinFinding kOtherTwice{"repeated_element", kError, true,
                                 " is there twice; the first value was kept.",
                                 "Check which is right, and give it once."};
constexpr CinFinding kStray{"stray_text", kQuery, false,
                            "There is text between the elements, which was left out.",
                            "If it is a value, put it in its element."};
constexpr CinFinding kNoDetails{
    "child_without_details", kError, false, "This child has no CINdetails.",
    "Give the referral that the child is in the census for, or leave the child out."};
}  // namespace finding

}  // namespace hearth::returns
