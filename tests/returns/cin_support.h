// What the tests of the census share: fixtures, code lists, the council files when they are at
// hand, and a structural check of a written file that knows the census only from the table below,
// not from the code under test.
#pragma once
#include <gtest/gtest.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlschemas.h>
#include <libxml/xpath.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "returns/cin_reader.h"
#include "returns/cin_structure.h"
#include "returns/cin_writer.h"
#include "returns/code_lists.h"

namespace hearth::returns::testing {

inline std::string source_path(const std::string& relative) {
    return std::string(HEARTH_SOURCE_DIR) + "/" + relative;
}

inline std::string slurp(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

inline std::string fixture(const std::string& name) {
    const std::string text = slurp(source_path("tests/returns/fixtures/" + name));
    EXPECT_FALSE(text.empty()) << name;
    return text;
}

inline const CodeLists& codes() {
    static const CodeLists lists = [] {
        auto loaded = CodeLists::load(source_path("practice/codes/cin.csv"));
        if (!loaded) throw std::runtime_error("practice/codes/cin.csv does not load");
        return std::move(loaded.value());
    }();
    return lists;
}

inline CinRead read_text(const std::string& xml, CinReadOptions options = {}) {
    if (options.codes == nullptr) options.codes = &codes();
    std::istringstream in(xml);
    return read_cin(in, options);
}

inline std::string written(int year, const CinMessage& message,
                           std::vector<ReturnIssue>* issues = nullptr) {
    std::ostringstream out;
    EXPECT_TRUE(write_cin(out, year, message, [issues](ReturnIssue&& issue) {
        if (issues != nullptr) issues->push_back(std::move(issue));
    }));
    return out.str();
}

inline std::vector<const ReturnIssue*> with_code(const CinReadReport& report,
                                                 std::string_view code) {
    std::vector<const ReturnIssue*> out;
    for (const ReturnIssue& issue : report.issues) {
        if (issue.code == code) out.push_back(&issue);
    }
    return out;
}

inline std::string all(const std::vector<ReturnIssue>& issues) {
    std::string out;
    for (const ReturnIssue& i : issues) {
        out += i.code + " " + i.la_child_id + " " + i.table + "." + i.field + "#" +
               std::to_string(i.row) + " line " + std::to_string(i.line) + " [" + i.value + "] " +
               i.path + "\n";
    }
    return out;
}

// The folder of census files and schemas beside the project, when there is one.
inline std::optional<std::string> shared_folder() {
    namespace fs = std::filesystem;
    for (const std::string& at :
         {std::string(std::getenv("HEARTH_SHARED") ? std::getenv("HEARTH_SHARED") : ""),
          source_path("../shared"), source_path("../../shared")}) {
        if (!at.empty() && fs::is_directory(at + "/data/cin")) return at;
    }
    return std::nullopt;
}

struct FreeDoc {
    void operator()(xmlDoc* doc) const { xmlFreeDoc(doc); }
};
using Doc = std::unique_ptr<xmlDoc, FreeDoc>;

inline Doc parsed(const std::string& xml) {
    return Doc(xmlReadMemory(xml.data(), static_cast<int>(xml.size()), "census.xml", nullptr,
                             XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
}

// The text of the one node that the XPath finds; nothing when it finds none or several.
inline std::optional<std::string> at_xpath(xmlDoc* doc, const std::string& path) {
    xmlXPathContext* context = xmlXPathNewContext(doc);
    xmlXPathObject* found =
        xmlXPathEvalExpression(reinterpret_cast<const xmlChar*>(path.c_str()), context);
    std::optional<std::string> out;
    if (found != nullptr && found->nodesetval != nullptr && found->nodesetval->nodeNr == 1) {
        xmlChar* text = xmlNodeGetContent(found->nodesetval->nodeTab[0]);
        out = reinterpret_cast<const char*>(text);
        xmlFree(text);
    }
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(context);
    return out;
}

// --- Structure, restated from the census's specification
// ------------------------------------------------------------

// Order and number of the elements inside each group, as regular expressions over "Name ".
inline std::map<std::string, std::string> census_structure(int year) {
    std::map<std::string, std::string> groups{
        {"Message", "(Header )?Children "},
        {"Header", "(CollectionDetails )?(Source )*"},
        {"CollectionDetails", "(Collection )?(Year )?(ReferenceDate )?"},
        {"Source", "(SourceLevel )?LEA (SoftwareCode )?(Release )?(SerialNo )?(DateTime )?"},
        {"Children", "(Child )+"},
        {"Child", "ChildIdentifiers ChildCharacteristics (CINdetails )+"},
        {"ChildIdentifiers",
         std::string("LAchildID (UPN )?(FormerUPN )?(UPNunknown )?(PersonBirthDate )?"
                     "(ExpectedPersonBirthDate )?") +
             (year >= 2025 ? "Sex " : "GenderCurrent ") + "(PersonDeathDate )?"},
        {"ChildCharacteristics", "Ethnicity (Disabilities )?"},
        {"Disabilities", "(Disability )+"},
        {"CINdetails",
         std::string("CINreferralDate ReferralSource (PrimaryNeedCode )?(CINclosureDate )?"
                     "(ReasonForClosure )?(DateOfInitialCPC )?(Assessments )*") +
             (year >= 2022 ? "(CINPlanDates )*" : "") +
             "(Section47 )*ReferralNFA (ChildProtectionPlans )*" +
             (year >= 2027 ? "(PreProceedingsandFGDM )*" : "")},
        {"Assessments",
         "AssessmentActualStartDate (AssessmentInternalReviewDate )?"
         "(AssessmentAuthorisationDate )?(FactorsIdentifiedAtAssessment )?"},
        {"FactorsIdentifiedAtAssessment", "(AssessmentFactors )+"},
        {"CINPlanDates", "CINPlanStartDate (CINPlanEndDate )?"},
        {"Section47",
         "S47ActualStartDate (InitialCPCtarget )?(DateOfInitialCPC )?ICPCnotRequired "},
        {"ChildProtectionPlans",
         "CPPstartDate (CPPendDate )?InitialCategoryOfAbuse LatestCategoryOfAbuse "
         "NumberOfPreviousCPP (Reviews )?"},
        {"Reviews", "(CPPreviewDate )+"},
    };
    if (year >= 2027) {
        groups["PreProceedingsandFGDM"] =
            "(PPStartDate )?(LBPSentDate )?(FGDMMeetingOffer )?(FGDMMeetingFac )?"
            "(InitialPPMeetingDate )?(ReviewMeetingsCount )?(StepDecisionDate )?(PPOutcome )?"
            "(CourtAppDate )?(LetterInitCPDate )?";
    }
    return groups;
}

// Values by the end of their element's name, as regular expressions; the codes are left to the code
// lists.
inline const std::vector<std::pair<std::string, std::string>>& census_values() {
    static const std::vector<std::pair<std::string, std::string>> values{
        {"DateTime", "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d"},
        {"Date", "\\d{4}-\\d\\d-\\d\\d"},
        {"DateOfInitialCPC", "\\d{4}-\\d\\d-\\d\\d"},
        {"InitialCPCtarget", "\\d{4}-\\d\\d-\\d\\d"},
        {"ReferralNFA", "[01]"},
        {"ICPCnotRequired", "[01]"},
        {"FGDMMeetingOffer", "[01]"},
        {"FGDMMeetingFac", "[01]"},
        {"NumberOfPreviousCPP", "\\d+"},
        {"ReviewMeetingsCount", "\\d+"},
        {"LEA", "\\d{3}"},
        {"SerialNo", "\\d{3,}"},
        {"Collection", "CIN"},
        {"Year", "\\d{4}"},
        {"UPN", "[A-Za-z]\\d{11}[0-9A-Za-z]"},
        {"LAchildID", "[\\s\\S]+"},
    };
    return values;
}

struct Census {
    std::map<std::string, std::regex> groups;
    std::vector<std::pair<std::string, std::regex>> values;
};

inline const Census& compiled_census(int year) {
    static std::map<int, Census> years;
    Census& census = years[year];
    if (census.groups.empty()) {
        for (const auto& [name, pattern] : census_structure(year)) {
            census.groups.emplace(name, std::regex(pattern));
        }
        for (const auto& [ending, pattern] : census_values()) {
            census.values.emplace_back(ending, std::regex(pattern));
        }
    }
    return census;
}

inline void check_node(const xmlNode* node, const Census& census,
                       std::vector<std::string>& faults) {
    const std::string name = reinterpret_cast<const char*>(node->name);
    std::string names;
    for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
        if (child->type != XML_ELEMENT_NODE) continue;
        names += reinterpret_cast<const char*>(child->name);
        names += ' ';
    }
    const auto group = census.groups.find(name);
    if (group != census.groups.end()) {
        // Long lists are shortened, so that the regular expression does not run out of stack.
        static const std::regex many("(Child |CINdetails )\\1{20,}");
        names = std::regex_replace(names, many, "$1");
        if (!std::regex_match(names, group->second)) {
            faults.push_back("line " + std::to_string(xmlGetLineNo(node)) + " " + name + ": " +
                             names);
        }
        for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
            if (child->type == XML_ELEMENT_NODE) check_node(child, census, faults);
        }
        return;
    }
    xmlChar* content = xmlNodeGetContent(node);
    const std::string text = reinterpret_cast<const char*>(content);
    xmlFree(content);
    if (!names.empty()) faults.push_back(name + " is no value of this year: " + names);
    for (const auto& [ending, pattern] : census.values) {
        if (name.size() < ending.size() ||
            name.compare(name.size() - ending.size(), ending.size(), ending) != 0) {
            continue;
        }
        if (!std::regex_match(text, pattern)) {
            faults.push_back("line " + std::to_string(xmlGetLineNo(node)) + " " + name + "=" +
                             text);
        }
        break;
    }
}

// What is wrong with the structure of a census file of the year; empty when nothing is.
inline std::vector<std::string> structural_faults(const std::string& xml, int year) {
    const Doc doc = parsed(xml);
    if (!doc) return {"not well-formed"};
    const xmlNode* root = xmlDocGetRootElement(doc.get());
    if (std::string(reinterpret_cast<const char*>(root->name)) != "Message") return {"root"};
    std::vector<std::string> faults;
    check_node(root, compiled_census(year), faults);
    return faults;
}

// The findings of the year's schema; nothing when the schema is not at hand.
inline std::optional<std::vector<std::string>> schema_faults(const std::string& xml, int year) {
    const auto shared = shared_folder();
    if (!shared) return std::nullopt;
    const std::string path =
        *shared + "/standards/schemas/CIN_schema_" + std::to_string(year) + ".xsd";
    if (!std::filesystem::exists(path)) return std::nullopt;
    // From memory: the reader forbids libxml2 to open files.
    const std::string text = slurp(path);
    xmlSchemaParserCtxt* parser =
        xmlSchemaNewMemParserCtxt(text.data(), static_cast<int>(text.size()));
    xmlSchema* schema = xmlSchemaParse(parser);
    xmlSchemaFreeParserCtxt(parser);
    std::vector<std::string> faults;
    if (schema == nullptr) return std::vector<std::string>{"the schema does not load"};
    xmlSchemaValidCtxt* context = xmlSchemaNewValidCtxt(schema);
    xmlSchemaSetValidStructuredErrors(
        context,
        [](void* to, xmlErrorPtr error) {
            static_cast<std::vector<std::string>*>(to)->push_back(
                "line " + std::to_string(error->line) + ": " + error->message);
        },
        &faults);
    const Doc doc = parsed(xml);
    if (!doc || xmlSchemaValidateDoc(context, doc.get()) != 0) {
        if (faults.empty()) faults.push_back("not valid");
    }
    xmlSchemaFreeValidCtxt(context);
    xmlSchemaFree(schema);
    return faults;
}

}  // namespace hearth::returns::testing
