// Long because: eleven lists are read by one walk over their columns, and each column is told here
// what it is.
#include "returns/annex/annex_a_read.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/csv.h"
#include "base/text.h"
#include "returns/lists/xlsx_read.h"

namespace hearth::returns {
namespace {

constexpr std::uint64_t kMostRows = 500'000;
constexpr std::size_t kIssues = 20'000;

constexpr std::string_view kYesNo = "Y=Yes|Y=Y|Y=True|Y=1|N=No|N=N|N=False|N=0";
constexpr std::string_view kSex =
    "M=Male|M=M|F=Female|F=F|U=Not stated/recorded|U=Not stated|U=Unknown|U=Indeterminate|"
    "U=Neither";
constexpr std::string_view kNeed =
    "N1=Abuse or neglect|N2=Child's disability|N2=Child's disability or illness|"
    "N3=Parents illness or disability|N3=Parental illness or disability|"
    "N3=Parental disability or illness|N4=Family in acute stress|"
    "N5=Family dysfunction|N6=Socially unacceptable behaviour|N7=Low income|"
    "N8=Absent parenting|N9=Not CIN|N9=Cases other than children in need|N0=Not stated";
// One word of Annex A for several codes of the census is listed under each: it means none.
constexpr std::string_view kSource =
    "1A=Individual|1B=Individual|1C=Individual|1D=Individual|2A=Schools|2B=Education Services|"
    "3A=Health Services|3B=Health Services|3C=Health Services|3D=Health Services|"
    "3E=Health Services|3F=Health Services|4=Housing|5A=LA Services|5B=LA Services|"
    "5C=LA Services|5D=LA Services|6=Police|7=Other legal agency|8=Other|9=Anonymous|10=Unknown";
constexpr std::string_view kEthnicity =
    "WBRI=White British|WIRI=White Irish|WOTH=Any other White background|"
    "WIRT=Traveller of Irish heritage|WROM=Gypsy/Roma|MWBC=White and Black Caribbean|"
    "MWBA=White and Black African|MWAS=White and Asian|MOTH=Any other mixed background|"
    "AIND=Indian|APKN=Pakistani|ABAN=Bangladeshi|AOTH=Any other Asian background|"
    "BCRB=Caribbean|BCRB=Black Caribbean|BAFR=African|BAFR=Black African|"
    "BOTH=Any other Black background|CHNE=Chinese|OOTH=Other ethnic group|"
    "OOTH=Any other ethnic group|REFU=Refused|NOBT=Information not yet obtained|"
    "REFU=Not stated|NOBT=Not stated";
constexpr std::string_view kAbuse =
    "Neglect=Neglect|Neglect=NEG|Physical abuse=Physical abuse|Physical abuse=PHY|"
    "Sexual abuse=Sexual abuse|Sexual abuse=SAB|Emotional abuse=Emotional abuse|"
    "Emotional abuse=EMO|Multiple=Multiple|Multiple=Multiple/not recommended|Multiple=MUL";
constexpr std::string_view kLegal =
    "C1=Interim care orders|C1=Interim care order|C2=Full care orders|C2=Full care order|"
    "D1=Freed for adoption|E1=Placement order granted|V2=Accommodated under S20|"
    "V2=Single period of accommodation under section 20|V3=Short breaks|V4=Short breaks|"
    "L1=Detained on child protection grounds in LA accommodation|"
    "L2=Detained on child protection grounds in LA accommodation|"
    "L3=Detained on child protection grounds in LA accommodation|"
    "J1=Youth justice legal statuses|J2=Youth justice legal statuses|"
    "J3=Youth justice legal statuses";
constexpr std::string_view kPlacement =
    "A3=|A4=|A5=|A6=|H5=|K1=Secure Children's Homes|K2=Children's Homes|K3=|P1=Placed with parents|"
    "P2=Independent living|P3=Residential employment|R1=Residential Care Home|R2=NHS/Health Trust|"
    "R3=Family Centre or Mother and Baby Unit|R5=Young Offender Institution|S1=Residential school|"
    "T0=|T1=|T2=|T3=|T4=|U1=|U2=|U3=|U4=|U5=|U6=|Z1=";
constexpr std::string_view kProvider = "PR0=|PR1=Own LA|PR2=|PR3=|PR4=Private|PR5=";
constexpr std::string_view kClosure =
    "RC1=Adopted|RC2=Died|RC3=Residence Order|RC4=Special Guardianship Order|"
    "RC5=Transfer to another LA|RC6=Transfer to Adult Social Services|"
    "RC7='Other' incl. Child no longer in need|RC8=Child not in need after assessment|"
    "RC9=Child not in need after assessment";
constexpr std::string_view kCeased =
    "E2=Died|E3=Care taken by another LA|E4A=|E4B=|E5=|E6=|"
    "E7=Transferred to residential care funded by adult social services|E8=|"
    "E9=Sentenced to custody|E11=Adopted|E12=Adopted|"
    "E13=Left care to live with parents, relatives or other person with no parental responsibility|"
    "E14=Accommodation on remand ended|E15=Age assessment determined child was 18 or over|"
    "E16=Child moved abroad|E17=|E41=Residence order granted|E45=|E46=|E47=|E48=|X1=";
constexpr std::string_view kEligible =
    "Relevant=Relevant child|Relevant=Relevant|Former Relevant=Former relevant child|"
    "Former Relevant=Former relevant|Eligible=Eligible child|Eligible=Eligible|"
    "Qualifying=Qualifying care leaver|Qualifying=Qualifying|"
    "Qualifying=Person qualifying for advice and assistance";
constexpr std::string_view kTouch =
    "YES=Yes|YES=In touch|NO=No|DIED=Died|REFU=Refuses contact|REFU=Young person refuses contact|"
    "NREQ=No longer required|NREQ=Young person no longer requires services|RHOM=Returned home|"
    "RHOM=Young person returned home";
constexpr std::string_view kSuitable =
    "1=Suitable|1=Accommodation considered suitable|2=Unsuitable|2=Not suitable|"
    "2=Accommodation considered unsuitable";
constexpr std::string_view kActivity = "F1=|P1=|F2=|P2=|F3=|P3=|F4=|P4=|F5=|P5=|G4=|G5=|G6=|0=";
constexpr std::string_view kHome =
    "B=With parents or relatives|C=Community home|D=Semi-independent transitional accommodation|"
    "E=Supported lodgings|G=Gone abroad|H=Deported|K=Ordinary lodgings|R=Residence not known|"
    "S=No fixed abode / homeless|T=Foyers|U=Independent living|V=Emergency accommodation|"
    "W=Bed and breakfast|X=In custody|Y=Other accommodation|Z=With Former Foster Carer|0=";
constexpr std::string_view kReversed =
    "RD1=Child's needs changed|RD2=Court did not make a PO|"
    "RD3=Prospective adopters cannot be found|RD4=Any other reason";
constexpr std::string_view kPermanence =
    "return=Return to family|adoption=Adoption|sgo=SGO/CAO|"
    "supported_living=Supported living in the community|residential=Long-term residential "
    "placement|"
    "long_term_fostering=Long-term fostering|other=Other";
constexpr std::string_view kLeft =
    "withdrew=Withdrew|on_hold=Process on hold|refused=Application refused";

// Whose cells are codes: where one is understood the record says it, in its own words.
constexpr std::pair<std::string_view, std::string_view> kCoded[] = {
    {"Gender", kSex},
    {"Ethnicity", kEthnicity},
    {"Contact Source", kSource},
    {"Referral Source", kSource},
    {"Primary Need Code", kNeed},
    {"Child's Category of Need", kNeed},
    {"Reason for Closure", kClosure},
    {"Initial Category of Abuse", kAbuse},
    {"Latest Category of Abuse", kAbuse},
    {"Child's Legal Status", kLegal},
    {"What is the permanence plan for this child?", kPermanence},
    {"Reason Ceased to be Looked After", kCeased},
    {"Placement Type", kPlacement},
    {"Placement Provider", kProvider},
    {"Eligibility Category", kEligible},
    {"LA in Touch", kTouch},
    {"Type of Accommodation", kHome},
    {"Suitability of Accommodation", kSuitable},
    {"Activity Status", kActivity},
    {"Reason Why Child No Longer Placed for Adoption", kReversed},
    {"Reason for leaving adoption process", kLeft}};

bool is_yes_no_column(std::string_view column) {
    return column.find("(Y/N)") != std::string_view::npos || column.starts_with("Was ") ||
           column.starts_with("Did ") || column.starts_with("Does ") || column == "Disability" ||
           column.starts_with("Is ") || column == "Referral NFA?" ||
           column == "Child Seen During Continuous Assessment";
}
bool is_date_column(std::string_view column) {
    return column.starts_with("Date ") || column.ends_with(" Date") || column.ends_with(" date") ||
           column == "Start date of current legal status" || column.starts_with("Latest Date") ||
           column.starts_with("Start Date") || column.find("Date of") != std::string_view::npos ||
           (column.starts_with("Date") && column.find("adopter") != std::string_view::npos) ||
           column.starts_with("Latest Pathway Plan");
}

// Letters and figures alone, in lower case.
std::string key_of(std::string_view text) {
    std::string out;
    for (const char c : fold(text))
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
    return out;
}

// Without the letter that Annex A puts before a choice: "a) Yes".
std::string_view without_letter(std::string_view text) {
    text = trim(text);
    const auto bracket = text.find(')');
    if (bracket == 0 || bracket == std::string_view::npos || bracket > 2) return text;
    for (const char c : text.substr(0, bracket))
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) return text;
    return trim(text.substr(bracket + 1));
}

struct List {
    std::string_view name;
    std::vector<std::string_view> columns;
};
const std::vector<List>& lists() {
    static const std::vector<List> all{
        {"List 1",
         {"Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)",
          "Date of Contact", "Contact Source"}},
        {"List 2",
         {"Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)",
          "Assessment start date", "Assessment completion date",
          "Organisation completing assessment"}},
        {"List 3",
         {"Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)",
          "Date of referral", "Referral Source", "Referral NFA?",
          "Number of Referrals in Last 12 Months", "Allocated Team", "Allocated Worker"}},
        {"List 4",
         {"Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)",
          "Does the Child have a Disability", "Continuous Assessment Start Date",
          "Child Seen During Continuous Assessment", "Continuous Assessment Date of Authorisation",
          "Was the child assessed as requiring LA children's social care support?",
          "Allocated Team", "Allocated Worker"}},
        {"List 5",
         {"Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)",
          "Does the Child have a Disability",
          "Strategy discussion initiating Section 47 Enquiry Start Date",
          "Was an Initial Child Protection Conference deemed unnecessary?",
          "Date of Initial Child Protection Conference",
          "Did the Initial Child Protection Conference Result in a Child Protection Plan",
          "Number of Section 47 Enquiries in the last 12 months",
          "Number of ICPCs in the last 12 months", "Allocated Team", "Allocated Worker"}},
        {"List 6",
         {"Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)",
          "Does the Child have a Disability", "CIN Start Date", "Primary Need Code",
          "Date Child Was Last Seen", "CIN Closure Date", "Reason for Closure", "Case Status",
          "Allocated Team", "Allocated Worker"}},
        {"List 7",
         {"Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)",
          "Does the Child have a Disability", "Child Protection Plan Start Date",
          "Initial Category of Abuse", "Latest Category of Abuse",
          "Date of the Last Statutory Visit", "Was the Child Seen Alone?",
          "Date of latest review conference", "Child Protection Plan End Date",
          "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six "
          "Months (Y/N)",
          "Number of Previous Child Protection Plans", "Allocated Team", "Allocated Worker"}},
        {"List 8",
         {"Child Unique ID",
          "Gender",
          "Ethnicity",
          "Date of Birth",
          "Age of Child (Years)",
          "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
          "Does the Child have a Disability",
          "Date Started to be Looked After",
          "Child's Category of Need",
          "Is this a second or subsequent period of being a Looked After Child within the last 12 "
          "months (Y/N)",
          "Start date of current legal status",
          "Child's Legal Status",
          "Date of Latest Statutory Review",
          "Date of Last Social Work Visit",
          "What is the permanence plan for this child?",
          "Date of Last IRO Visit / Contact to the Child",
          "Date of Last Health Assessment",
          "Date of Last Dental Check",
          "Number of Placements in the Last 12 months",
          "Date Ceased to be Looked After",
          "Reason Ceased to be Looked After",
          "Start Date of Most Recent Placement",
          "Placement Type",
          "Placement Provider",
          "Placement postcode",
          "URN of Placement",
          "Placement Location",
          "LA of Placement",
          "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 "
          "months",
          "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 "
          "months",
          "Was the child offered a Return Interview after their last missing episode (Y/N)?",
          "Did the child accept a Return Interview after their last missing episode (Y/N)?",
          "Allocated Team",
          "Allocated Worker"}},
        {"List 9",
         {"Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)",
          "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
          "Does the Child have a Disability", "Allocated Team", "Allocated Worker",
          "Allocated Personal Advisor", "Eligibility Category", "Latest Pathway Plan Review Date",
          "LA in Touch", "Latest Date of Contact", "Type of Accommodation",
          "Suitability of Accommodation", "Activity Status"}},
        {"List 10",
         {"Child Unique ID", "Family identifier", "Gender", "Ethnicity", "Date of Birth",
          "Age of Child (Years)", "Does the Child have a Disability", "Date the Child Entered Care",
          "Date of Decision that Child Should be Placed for Adoption", "Date of Placement Order",
          "Date of Matching Child and Prospective Adopters", "Date Placed for Adoption",
          "Date of Adoption Order",
          "Date of Decision that Child Should No Longer be Placed for Adoption",
          "Reason Why Child No Longer Placed for Adoption",
          "Date the child was placed for fostering in FFA or concurrent planning placement"}},
        {"List 11",
         {"Individual adopter identifier", "Family identifier", "Gender", "Ethnicity", "Disability",
          "Is the (prospective) adopter fostering for adoption?", "Date enquiry received",
          "Date Stage 1 started", "Date Stage 1 ended", "Date Stage 2 started",
          "Date Stage 2 ended", "Date application submitted", "Date application approved",
          "Date adopter matched with child(ren)", "Date child/children placed with adopter(s)",
          "No. of children placed", "Date of Adoption Order", "Date of leaving adoption process",
          "Reason for leaving adoption process"}}};
    return all;
}
// Spellings seen in councils' workbooks, by key.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kAliases{
    {{"age", "Age of Child (Years)"},
     {"childid", "Child Unique ID"},
     {"childsuniqueid", "Child Unique ID"},
     {"uniquechildid", "Child Unique ID"},
     {"dob", "Date of Birth"},
     {"sex", "Gender"},
     {"dateofcincclosure", "CIN Closure Date"},
     {"source", "Contact Source"}}};

// The list's own name of a column; empty when it is none of its columns.
std::string_view column_of(const List& list, std::string_view cell) {
    const auto key = key_of(cell);
    if (key.empty()) return {};
    for (const auto column : list.columns)
        if (key_of(column) == key) return column;
    for (const auto& [alias, column] : kAliases)
        if (alias == key)
            if (std::find(list.columns.begin(), list.columns.end(), column) != list.columns.end())
                return column;
    std::string_view found;
    for (const auto column : list.columns) {
        const auto own = key_of(column);
        if (key.size() < 8 || (!own.starts_with(key) && !key.starts_with(own))) continue;
        if (!found.empty()) return {};  // it could be either
        found = column;
    }
    return found;
}

std::size_t known_columns(const List& list, const XlsxRow& row) {
    std::set<std::string_view> found;
    for (const auto& cell : row.cells)
        if (const auto column = column_of(list, cell); !column.empty()) found.insert(column);
    return found.size();
}

class Reader {
  public:
    void row(const std::string& sheet, XlsxRow&& row) {
        if (sheet != sheet_) begin(sheet);
        if (list_ == nullptr) {
            if (++tried_ <= 15) find_list(row);
            return;
        }
        if (++out_.rows > kMostRows) return;
        row_ = &row;
        const std::string_view whose =
            list_->name == "List 11" ? "Individual adopter identifier" : "Child Unique ID";
        child_ = cell(whose);
        if (child_.empty()) {
            say("no_id", IssueSeverity::error, whose, "The row does not say whose it is.",
                "Give the id and import the workbook again.");
            return;
        }
        as_said();
        if (list_->name == "List 11") return adopter();
        person();
        take();
        row_ = nullptr;
    }

    Result<AnnexARead> finish() {
        if (out_.lists.empty())
            return Invalid{{{"file", "not_annex_a",
                             "None of the workbook’s sheets is a list of Annex A (List 1 to List "
                             "11), by its name or by its columns."}}};
        if (out_.rows > kMostRows)
            return Invalid{
                {{"file", "too_long",
                  fmt::format("The lists have more than {} rows together.", kMostRows)}}};
        for (auto& [id, one] : people_) write("ssd_person", one.sheet, one.row, one.cells);
        for (auto& [id, one] : referrals_) write("ssd_cin_episodes", one.sheet, one.row, one.cells);
        for (auto& [id, one] : workers_) write("ssd_involvements", one.sheet, one.row, one.cells);
        return std::move(out_);
    }

  private:
    using Row = std::map<std::string, std::string>;
    struct Gathered {
        std::string sheet;
        std::uint32_t row = 0;
        Row cells;
    };

    void begin(const std::string& sheet) {
        sheet_ = sheet;
        list_ = nullptr;
        child_.clear();
        tried_ = 0;
        columns_.clear();
    }
    void find_list(const XlsxRow& row) {
        const List* found = nullptr;
        const auto key = key_of(sheet_);
        if (key.starts_with("list")) {
            const auto digits = key.substr(4, key.find_first_not_of("0123456789", 4) - 4);
            for (const auto& list : lists())
                if (key_of(list.name) == "list" + digits && known_columns(list, row) >= 4)
                    found = &list;
        }
        if (found == nullptr) {
            std::size_t best = 0;
            for (const auto& list : lists()) {
                const auto n = known_columns(list, row);
                if (n * 10 < list.columns.size() * 7 || n < best) continue;
                found = n == best ? nullptr : &list;  // two lists alike: neither
                best = n;
            }
        }
        if (found == nullptr) return;
        list_ = found;
        out_.lists.emplace_back(found->name);
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const auto column = column_of(*found, row.cells[i]);
            if (!column.empty() && !columns_.contains(column)) {
                columns_[column] = i;
                continue;
            }
            if (row.cells[i].empty()) continue;
            row_ = &row;
            say("column_unknown", IssueSeverity::query, row.cells[i],
                "The list has no such column, or it could mean two: it was not read.",
                "Name it as Annex A does, if it holds something that the record should have.",
                row.cells[i]);
        }
    }

    std::string cell(std::string_view column) const {
        const auto it = columns_.find(column);
        if (it == columns_.end() || row_ == nullptr || it->second >= row_->cells.size()) return {};
        return row_->cells[it->second];
    }
    void say(std::string code, IssueSeverity severity, std::string_view column, std::string message,
             std::string remedy, std::string value = {}) {
        if (out_.issues.size() >= kIssues) return;
        ReturnIssue issue;
        issue.code = std::move(code);
        issue.severity = severity;
        issue.la_child_id = child_;
        issue.table = list_->name;
        issue.field = column;
        issue.path = sheet_;
        issue.line = row_ == nullptr ? 0 : row_->number;
        issue.value = shorten(value.empty() ? cell(column) : value, 100);
        issue.message = std::move(message);
        issue.remedy = std::move(remedy);
        out_.issues.push_back(std::move(issue));
    }
    std::string day(std::string_view column) {
        const auto text = cell(column);
        if (text.empty()) return {};
        if (auto found = xlsx_day(text)) return *found;
        say("not_a_date", IssueSeverity::error, column, "This is no date.",
            "Make the cell a date such as 31/03/2026, and import the workbook again.");
        return {};
    }
    std::string code(std::string_view column, std::string_view codes) {
        const auto text = cell(column);
        if (text.empty()) return {};
        if (auto found = annex_code(codes, text)) return *found;
        say("code_unknown", IssueSeverity::query, column,
            "This means no code, or could mean several, so it was left out.",
            "Record the right one in the child’s record.");
        return {};
    }

    void write(const std::string& table, const std::string& sheet, std::uint32_t number,
               const Row& cells) {
        auto& text = out_.tables[table];
        auto& places = out_.places[table];
        CsvWriter csv(text, CsvGuard::none);
        if (text.empty()) {
            for (const auto& [field, value] : cells) csv.cell(field);
            csv.end_row();
            places.emplace_back();
        }
        for (const auto& [field, value] : cells) {
            std::string flat = value;  // a line of the table is a row of the sheet
            std::replace(flat.begin(), flat.end(), '\n', ' ');
            std::replace(flat.begin(), flat.end(), '\r', ' ');
            csv.cell(flat);
        }
        csv.end_row();
        places.emplace_back(sheet, number);
    }
    // `what` and the dates make the row's id: the same row again is the same thing.
    void add(const std::string& table, const std::string& key, const std::string& what,
             const std::string& when, Row cells) {
        const auto id = fmt::format("{} {} {}", what, child_, when);
        if (!ids_.insert(table + id).second) {
            say("same_row_twice", IssueSeverity::query, "",
                "The list has this child on this day before; only the first was read.",
                "Leave one of them out if they are the same.", when);
            return;
        }
        cells[key] = id;
        write(table, sheet_, row_->number, cells);
    }

    // The row for comparing with what the record will say (lists/kept_cells.h).
    void as_said() {
        auto& said = out_.said[std::string(list_->name)];
        if (said.columns.empty())
            for (const auto column : list_->columns) said.columns.emplace_back(column);
        std::vector<std::optional<std::string>> cells;
        for (const auto column : list_->columns) cells.push_back(said_cell(column));
        said.rows.push_back(std::move(cells));
    }
    std::optional<std::string> said_cell(std::string_view column) {
        if (!columns_.contains(column)) return std::nullopt;
        auto text = std::string(trim(cell(column)));
        if (text.empty()) return text;
        if (is_date_column(column)) {
            const auto found = xlsx_day(text);
            if (!found) return std::nullopt;
            if (column != "Date of Birth") out_.latest = std::max(out_.latest, *found);
            return *found;
        }
        for (const auto& [name, codes] : kCoded)
            if (name == column && annex_code(codes, text)) return std::nullopt;
        if (is_yes_no_column(column))
            if (const auto said = annex_code(kYesNo, text)) return *said == "Y" ? "Yes" : "No";
        return text;
    }

    // Teams and workers are names: the same name in the same team is the same worker.
    std::string team() {
        const auto name = std::string(trim(cell("Allocated Team")));
        if (name.empty()) return {};
        const auto id = "T " + name;
        if (teams_.insert(id).second)
            write("ssd_department", sheet_, row_->number,
                  {{"dept_team_id", id}, {"dept_team_name", name}});
        return id;
    }
    std::string worker() {
        const auto name = std::string(trim(cell("Allocated Worker")));
        const auto where = std::string(trim(cell("Allocated Team")));
        if (name.empty()) return {};
        team();
        const auto id = fmt::format("W {} {}", where, name);
        if (teams_.insert(id).second)
            write("ssd_professionals", sheet_, row_->number,
                  {{"prof_professional_id", id},
                   {"prof_professional_name", name},
                   {"prof_professional_department", where}});
        return id;
    }
    // Who holds the child now: of the lists that tell of open work.
    void allocation() {
        const auto id = worker();
        if (id.empty()) return;
        workers_.insert_or_assign(child_, Gathered{sheet_,
                                                   row_->number,
                                                   {{"invo_involvements_id", "K " + child_},
                                                    {"invo_professional_id", id},
                                                    {"invo_professional_role_id", "CW"},
                                                    {"invo_involvement_start_date", ""},
                                                    {"invo_person_id", child_}}});
    }
    void disability() {
        const std::string_view column = "Does the Child have a Disability";
        const auto said = annex_code(kYesNo, cell(column));
        if (!said || !able_.insert(child_).second) return;
        if (*said == "Y")
            return say("kind_unknown", IssueSeverity::query, column,
                       "The list does not say which disability, and the record asks that.",
                       "Record it in the child’s record; the list’s answer is kept till then.");
        write("ssd_disability", sheet_, row_->number,
              {{"disa_table_id", "B " + child_},
               {"disa_person_id", child_},
               {"disa_disability_code", "NONE"}});
    }

    void adopter() {
        const auto enquired = day("Date enquiry received");
        if (!begins(enquired, "Date enquiry received")) return;
        const auto who = "adopter " + child_;
        if (people_
                .emplace(who, Gathered{sheet_,
                                       row_->number,
                                       {{"pers_person_id", who},
                                        {"pers_sex", code("Gender", kSex)},
                                        {"pers_ethnicity", code("Ethnicity", kEthnicity)},
                                        {"pers_dob", ""}}})
                .second)
            write("ssd_linked_identifiers", sheet_, row_->number,
                  {{"link_table_id", "I " + who},
                   {"link_person_id", who},
                   {"link_identifier_type", "adopter_id"},
                   {"link_identifier_value", child_}});
        add("ssd_adopter", "x_table_id", "O", enquired,
            {{"x_person_id", who},
             {"x_family_reference", cell("Family identifier")},
             {"x_ffa", code("Is the (prospective) adopter fostering for adoption?", kYesNo)},
             {"x_disability", code("Disability", kYesNo)},
             {"x_enquiry_date", enquired},
             {"x_stage1_start_date", day("Date Stage 1 started")},
             {"x_stage1_end_date", day("Date Stage 1 ended")},
             {"x_stage2_start_date", day("Date Stage 2 started")},
             {"x_stage2_end_date", day("Date Stage 2 ended")},
             {"x_applied_date", day("Date application submitted")},
             {"x_approved_date", day("Date application approved")},
             {"x_matched_date", day("Date adopter matched with child(ren)")},
             {"x_placed_date", day("Date child/children placed with adopter(s)")},
             {"x_children_placed", cell("No. of children placed")},
             {"x_order_date", day("Date of Adoption Order")},
             {"x_left_date", day("Date of leaving adoption process")},
             {"x_left_reason", code("Reason for leaving adoption process", kLeft)}});
    }

    void person() {
        const auto born = day("Date of Birth");
        auto it = people_.find(child_);
        if (it != people_.end()) {
            auto& had = it->second.cells["pers_dob"];
            if (!born.empty() && !had.empty() && born != had)
                say("differs", IssueSeverity::error, "Date of Birth",
                    fmt::format("List and list disagree: {} has {}.", it->second.sheet, had),
                    "Put the wrong one right, and import the workbook again.");
            if (had.empty()) had = born;
            return;
        }
        Gathered one;
        one.sheet = sheet_;
        one.row = row_->number;
        one.cells = {{"pers_person_id", child_},
                     {"pers_sex", code("Gender", kSex)},
                     {"pers_ethnicity", code("Ethnicity", kEthnicity)},
                     {"pers_dob", born}};
        people_.emplace(child_, std::move(one));
    }
    std::string referral(const std::string& day) {
        const auto id = fmt::format("R {} {}", child_, day);
        auto [it, made] = referrals_.emplace(id, Gathered{sheet_, row_->number, {}});
        if (made) {
            it->second.cells = {
                {"cine_referral_id", id},          {"cine_person_id", child_},
                {"cine_referral_date", day},       {"cine_cin_primary_need_code", ""},
                {"cine_referral_source_code", ""}, {"cine_referral_nfa", ""},
                {"cine_referral_team", ""},        {"cine_referral_worker_id", ""},
                {"cine_close_reason", ""},         {"cine_close_date", ""}};
            of_child_[child_].insert(day);
        }
        return id;
    }
    // The only referral on or before the day; empty when there is none or there are several.
    std::string referral_before(const std::string& day) {
        std::string found;
        int n = 0;
        for (const auto& one : of_child_[child_])
            if (one <= day) {
                found = fmt::format("R {} {}", child_, one);
                ++n;
            }
        return n == 1 ? found : std::string();
    }
    bool begins(const std::string& day, std::string_view column) {
        if (!day.empty()) return true;
        if (cell(column).empty())
            say("missing_required", IssueSeverity::error, column,
                "Without this date the record cannot hold the row.",
                "Add it and import the workbook again.");
        return false;
    }

    void take();
    void contacts();
    void protection();
    void looked_after();
    void leavers();

    AnnexARead out_;
    std::string sheet_, child_;
    const List* list_ = nullptr;
    const XlsxRow* row_ = nullptr;
    int tried_ = 0;
    std::map<std::string_view, std::size_t> columns_;
    std::map<std::string, Gathered> people_, referrals_, workers_;
    std::map<std::string, std::set<std::string>> of_child_;
    std::set<std::string> ids_, teams_, able_;
};

void Reader::take() {
    const auto n = list_->name.substr(5);
    if (columns_.contains("Does the Child have a Disability")) disability();
    if (n == "6" || n == "7" || n == "8" || n == "9") allocation();
    if (n == "1" || n == "2" || n == "3" || n == "4" || n == "6") return contacts();
    if (n == "5" || n == "7") return protection();
    if (n == "8") return looked_after();
    leavers();
}

void Reader::contacts() {
    const auto n = list_->name.substr(5);
    if (n == "1") {
        const auto when = day("Date of Contact");
        if (!begins(when, "Date of Contact")) return;
        add("ssd_contacts", "cont_contact_id", "C", when,
            {{"cont_person_id", child_},
             {"cont_contact_date", when},
             {"cont_contact_source_code", code("Contact Source", kSource)}});
    } else if (n == "2") {
        const auto when = day("Assessment start date");
        if (!begins(when, "Assessment start date")) return;
        add("ssd_early_help_episodes", "earl_episode_id", "E", when,
            {{"earl_person_id", child_},
             {"earl_episode_start_date", when},
             {"earl_episode_end_date", day("Assessment completion date")},
             {"earl_episode_organisation", cell("Organisation completing assessment")}});
    } else if (n == "3") {
        const auto when = day("Date of referral");
        if (!begins(when, "Date of referral")) return;
        auto& cells = referrals_[referral(when)].cells;
        cells["cine_referral_source_code"] = code("Referral Source", kSource);
        cells["cine_referral_nfa"] = code("Referral NFA?", kYesNo);
        cells["cine_referral_team"] = team();
        cells["cine_referral_worker_id"] = worker();
    } else if (n == "4") {
        const auto when = day("Continuous Assessment Start Date");
        if (!begins(when, "Continuous Assessment Start Date")) return;
        const auto support =
            code("Was the child assessed as requiring LA children's social care support?", kYesNo);
        add("ssd_cin_assessments", "cina_assessment_id", "A", when,
            {{"cina_person_id", child_},
             {"cina_referral_id", referral_before(when)},
             {"cina_assessment_start_date", when},
             {"cina_assessment_child_seen",
              code("Child Seen During Continuous Assessment", kYesNo)},
             {"cina_assessment_auth_date", day("Continuous Assessment Date of Authorisation")},
             {"cina_assessment_team", team()},
             {"cina_assessment_worker_id", worker()},
             {"cina_assessment_outcome_json", support == "N" ? R"({"NFA_FLAG":"Y"})" : ""}});
    } else {
        const auto when = day("CIN Start Date");
        if (!begins(when, "CIN Start Date")) return;
        auto& cells = referrals_[referral(when)].cells;
        cells["cine_cin_primary_need_code"] = code("Primary Need Code", kNeed);
        cells["cine_close_date"] = day("CIN Closure Date");
        cells["cine_close_reason"] = code("Reason for Closure", kClosure);
    }
}

void Reader::protection() {
    if (list_->name == "List 5") {
        const std::string_view starts =
            "Strategy discussion initiating Section 47 Enquiry Start Date";
        const auto when = day(starts);
        if (!begins(when, starts)) return;
        const auto referral = referral_before(when);
        add("ssd_s47_enquiry", "s47e_s47_enquiry_id", "S", when,
            {{"s47e_referral_id", referral},
             {"s47e_person_id", child_},
             {"s47e_s47_completed_by_team", team()},
             {"s47e_s47_completed_by_worker_id", worker()},
             {"s47e_s47_start_date", when}});
        const auto held = day("Date of Initial Child Protection Conference");
        if (!held.empty())
            add("ssd_initial_cp_conference", "icpc_icpc_id", "I", held,
                {{"icpc_s47_enquiry_id", fmt::format("S {} {}", child_, when)},
                 {"icpc_person_id", child_},
                 {"icpc_referral_id", referral},
                 {"icpc_icpc_date", held},
                 {"icpc_icpc_outcome_cp_flag",
                  code("Did the Initial Child Protection Conference Result in a Child Protection "
                       "Plan",
                       kYesNo)}});
        return;
    }
    const auto when = day("Child Protection Plan Start Date");
    if (!begins(when, "Child Protection Plan Start Date")) return;
    const auto plan = fmt::format("P {} {}", child_, when);
    add("ssd_cp_plans", "cppl_cp_plan_id", "P", when,
        {{"cppl_referral_id", referral_before(when)},
         {"cppl_person_id", child_},
         {"cppl_cp_plan_start_date", when},
         {"cppl_cp_plan_end_date", day("Child Protection Plan End Date")},
         {"cppl_cp_plan_initial_category", code("Initial Category of Abuse", kAbuse)},
         {"cppl_cp_plan_latest_category", code("Latest Category of Abuse", kAbuse)}});
    if (const auto visit = day("Date of the Last Statutory Visit"); !visit.empty())
        add("ssd_cp_visits", "cppv_cp_visit_id", "V", visit,
            {{"cppv_person_id", child_},
             {"cppv_cp_plan_id", plan},
             {"cppv_cp_visit_date", visit},
             {"cppv_cp_visit_seen_alone", code("Was the Child Seen Alone?", kYesNo)}});
    if (const auto review = day("Date of latest review conference"); !review.empty())
        add("ssd_cp_reviews", "cppr_cp_review_id", "W", review,
            {{"cppr_person_id", child_},
             {"cppr_cp_plan_id", plan},
             {"cppr_cp_review_date", review}});
}

void Reader::looked_after() {
    const auto when = day("Date Started to be Looked After");
    if (!begins(when, "Date Started to be Looked After")) return;
    const auto period = fmt::format("L {} {}", child_, when);
    add("ssd_cla_episodes", "clae_cla_episode_id", "L", when,
        {{"clae_person_id", child_},
         {"clae_cla_episode_start_date", when},
         {"clae_cla_primary_need_code", code("Child's Category of Need", kNeed)},
         {"clae_cla_episode_ceased_date", day("Date Ceased to be Looked After")},
         {"clae_cla_episode_ceased_reason", code("Reason Ceased to be Looked After", kCeased)},
         {"clae_cla_id", period},
         {"clae_entered_care_date", when},
         {"clae_cla_last_iro_contact_date", day("Date of Last IRO Visit / Contact to the Child")}});
    const auto status = code("Child's Legal Status", kLegal);
    if (const auto from = day("Start date of current legal status");
        !from.empty() && !status.empty())
        add("ssd_legal_status", "lega_legal_status_id", "G", from,
            {{"lega_person_id", child_},
             {"lega_legal_status", status},
             {"lega_legal_status_start_date", from}});
    if (const auto from = day("Start Date of Most Recent Placement"); !from.empty())
        add("ssd_cla_placement", "clap_cla_placement_id", "M", from,
            {{"clap_cla_placement_start_date", from},
             {"clap_cla_placement_type", code("Placement Type", kPlacement)},
             {"clap_cla_placement_urn", cell("URN of Placement")},
             {"clap_cla_id", period},
             {"clap_cla_placement_provider", code("Placement Provider", kProvider)},
             {"clap_cla_placement_postcode", cell("Placement postcode")},
             {"clap_person_id", child_}});
    if (const auto plan = code("What is the permanence plan for this child?", kPermanence);
        !plan.empty())
        add("ssd_cla_care_plan", "lacp_table_id", "J", plan,
            {{"lacp_person_id", child_},
             {"lacp_cla_care_plan_start_date", ""},
             {"x_permanence", plan}});
    if (const auto review = day("Date of Latest Statutory Review"); !review.empty())
        add("ssd_cla_reviews", "clar_cla_review_id", "X", review,
            {{"clar_cla_id", period}, {"clar_cla_review_date", review}});
    if (const auto visit = day("Date of Last Social Work Visit"); !visit.empty())
        add("ssd_cla_visits", "clav_cla_visit_id", "Y", visit,
            {{"clav_cla_id", period}, {"clav_person_id", child_}, {"clav_cla_visit_date", visit}});
    const std::pair<std::string_view, std::string> checks[] = {
        {"Date of Last Health Assessment", "Health Assessment"},
        {"Date of Last Dental Check", "Dental Check"}};
    for (const auto& [column, kind] : checks)
        if (const auto on = day(column); !on.empty())
            add("ssd_cla_health", "clah_health_check_id", kind == "Dental Check" ? "D" : "H", on,
                {{"clah_person_id", child_},
                 {"clah_health_check_type", kind},
                 {"clah_health_check_date", on},
                 {"clah_health_check_status", "Completed"}});
    if (code("Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)", kYesNo) ==
        "Y")
        add("ssd_immigration_status", "immi_immigration_status_id", "U", "",
            {{"immi_person_id", child_}, {"immi_immigration_status", "UASC"}});
}

void Reader::leavers() {
    if (list_->name == "List 9") {
        add("ssd_care_leavers", "clea_table_id", "Z", "",
            {{"clea_person_id", child_},
             {"clea_care_leaver_eligibility", code("Eligibility Category", kEligible)},
             {"clea_care_leaver_in_touch", code("LA in Touch", kTouch)},
             {"clea_care_leaver_latest_contact", day("Latest Date of Contact")},
             {"clea_care_leaver_accommodation", code("Type of Accommodation", kHome)},
             {"clea_care_leaver_accom_suitable", code("Suitability of Accommodation", kSuitable)},
             {"clea_care_leaver_activity", code("Activity Status", kActivity)},
             {"clea_pathway_plan_review_date", day("Latest Pathway Plan Review Date")},
             {"clea_care_leaver_allocated_team", team()},
             {"clea_care_leaver_worker_id", worker()},
             {"clea_care_leaver_personal_advisor", cell("Allocated Personal Advisor")}});
        return;
    }
    const auto decided = day("Date of Decision that Child Should be Placed for Adoption");
    add("ssd_permanence", "perm_table_id", "N", decided,
        {{"perm_person_id", child_},
         {"perm_adm_decision_date", decided},
         {"perm_placement_order_date", day("Date of Placement Order")},
         {"perm_matched_date", day("Date of Matching Child and Prospective Adopters")},
         {"perm_placed_for_adoption_date", day("Date Placed for Adoption")},
         {"perm_permanence_order_date", day("Date of Adoption Order")},
         {"perm_decision_reversed_date",
          day("Date of Decision that Child Should No Longer be Placed for Adoption")},
         {"perm_decision_reversed_reason",
          code("Reason Why Child No Longer Placed for Adoption", kReversed)},
         {"perm_placed_ffa_cp_date",
          day("Date the child was placed for fostering in FFA or concurrent planning "
              "placement")}});
}

}  // namespace

std::optional<std::string> annex_code(std::string_view codes, std::string_view cell) {
    const auto whole = trim(cell);
    const auto said = without_letter(whole);
    std::set<std::string> found;
    const auto look = [&](std::string_view text) {
        const auto key = key_of(text);
        if (key.empty()) return;
        for (const auto part : split(codes, '|')) {
            const auto equals = part.find('=');
            const auto code = part.substr(0, equals);
            if (key_of(code) == key ||
                (!part.substr(equals + 1).empty() && key_of(part.substr(equals + 1)) == key))
                found.emplace(code);
        }
    };
    // "6: Police", "N1 - Abuse or Neglect": the code stands before; "Police" and "6" as well.
    look(said);
    if (found.empty())
        for (const std::string_view mark : {":", " - ", " \xE2\x80\x93 ", " "}) {
            const auto at = said.find(mark);
            if (at == std::string_view::npos) continue;
            const auto code = key_of(said.substr(0, at));
            for (const auto part : split(codes, '|'))
                if (key_of(part.substr(0, part.find('='))) == code)
                    found.emplace(part.substr(0, part.find('=')));
            if (!found.empty()) break;
            look(said.substr(at + mark.size()));
            if (!found.empty()) break;
        }
    if (found.size() != 1) return std::nullopt;
    return *found.begin();
}

Result<AnnexARead> read_annex_a(const std::filesystem::path& file) {
    Reader reader;
    auto read = read_xlsx(
        file, [&](const std::string& sheet, XlsxRow&& row) { reader.row(sheet, std::move(row)); });
    if (!read) return read.failure();
    return reader.finish();
}

Result<AnnexARead> read_annex_a_text(std::string_view bytes) {
    Reader reader;
    auto read = read_xlsx_text(
        bytes, [&](const std::string& sheet, XlsxRow&& row) { reader.row(sheet, std::move(row)); });
    if (!read) return read.failure();
    return reader.finish();
}

}  // namespace hearth::returns
