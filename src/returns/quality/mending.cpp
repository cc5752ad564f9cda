#include "returns/quality/mending.h"

#include <algorithm>
#include <array>

#include "returns/cin_export_columns.h"

namespace hearth::returns {
namespace {

struct Cell {
    std::string table, field;  // of the return
    std::string_view record, column;
};

// Of the return on children looked after, as its lists take them from the record
// (practice/returns/ssda903/lists). A cell that several columns feed is there several times.
constexpr std::array<std::string_view, 4> kCareCells[] = {
    {"Header", "SEX", "person", "sex"},
    {"Header", "DOB", "person", "born"},
    {"Header", "ETHNIC", "person", "ethnicity"},
    {"Header", "UPN", "person_identifier", "value"},
    {"Header", "MOTHER", "relationship", "kind"},
    {"Header", "MC_DOB", "relationship", "kind"},
    {"Header", "UASC", "immigration_status", "status"},
    {"UASC", "SEX", "person", "sex"},
    {"UASC", "DOB", "person", "born"},
    {"UASC", "DUC", "immigration_status", "end_date"},
    {"Episodes", "DECOM", "placement", "start_date"},
    {"Episodes", "DECOM", "legal_status", "start_date"},
    {"Episodes", "DECOM", "cla_episode", "start_date"},
    {"Episodes", "RNE", "cla_episode", "start_reason"},
    {"Episodes", "LS", "legal_status", "status"},
    {"Episodes", "CIN", "cla_episode", "primary_need"},
    {"Episodes", "PLACE", "placement", "type"},
    {"Episodes", "PLACE_PROVIDER", "placement", "provider"},
    {"Episodes", "DEC", "placement", "end_date"},
    {"Episodes", "DEC", "legal_status", "end_date"},
    {"Episodes", "DEC", "cla_episode", "end_date"},
    {"Episodes", "REC", "cla_episode", "end_reason"},
    {"Episodes", "REASON_PLACE_CHANGE", "placement", "change_reason"},
    {"Episodes", "HOME_POST", "person_address", "postcode"},
    {"Episodes", "PL_POST", "placement", "postcode"},
    {"Episodes", "PL_LOCATION", "placement", "postcode"},
    {"Episodes", "PL_DISTANCE", "placement", "postcode"},
    {"Episodes", "PL_LA", "placement", "postcode"},
    {"Episodes", "URN", "placement", "urn"},
    {"Reviews", "REVIEW", "cla_review", "review_date"},
    {"Reviews", "REVIEW_CODE", "cla_review", "participation"},
    {"Reviews", "DOB", "person", "born"},
    {"OC2", "DOB", "person", "born"},
    {"OC2", "SDQ_SCORE", "sdq_score", "score"},
    {"OC2", "SDQ_REASON", "sdq_score", "reason"},
    {"OC2", "CONVICTED", "conviction", "offence_on"},
    {"OC2", "HEALTH_CHECK", "health_check", "checked_on"},
    {"OC2", "TEETH_CHECK", "health_check", "checked_on"},
    {"OC2", "HEALTH_ASSESSMENT", "health_check", "checked_on"},
    {"OC2", "IMMUNISATIONS", "immunisation", "up_to_date"},
    {"OC2", "SUBSTANCE_MISUSE", "substance_misuse", "found_on"},
    {"OC2", "INTERVENTION_RECEIVED", "substance_misuse", "intervention_received"},
    {"OC2", "INTERVENTION_OFFERED", "substance_misuse", "intervention_offered"},
    {"OC3", "DOB", "person", "born"},
    {"OC3", "IN_TOUCH", "care_leaver", "in_touch"},
    {"OC3", "ACTIV", "care_leaver", "activity"},
    {"OC3", "ACCOM", "care_leaver", "accommodation"},
    {"AD1", "DOB", "person", "born"},
    {"AD1", "DATE_INT", "permanence", "decision_date"},
    {"AD1", "DATE_MATCH", "permanence", "matched_date"},
    {"AD1", "FOSTER_CARE", "permanence", "adopted_by_carer"},
    {"AD1", "NB_ADOPTR", "permanence", "adopters"},
    {"AD1", "SEX_ADOPTR", "permanence", "adopter_sex"},
    {"AD1", "LS_ADOPTR", "permanence", "adopter_status"},
    {"PlacedAdoption", "DOB", "person", "born"},
    {"PlacedAdoption", "DATE_PLACED", "permanence", "decision_date"},
    {"PlacedAdoption", "DATE_PLACED_CEASED", "permanence", "reversed_date"},
    {"PlacedAdoption", "REASON_PLACED_CEASED", "permanence", "reversed_reason"},
    {"PrevPerm", "DOB", "person", "born"},
    {"PrevPerm", "PREV_PERM", "previous_permanence", "option"},
    {"PrevPerm", "LA_PERM", "previous_permanence", "authority"},
    {"PrevPerm", "DATE_PERM", "previous_permanence", "order_date"},
    {"Missing", "DOB", "person", "born"},
    {"Missing", "MISSING", "missing_episode", "kind"},
    {"Missing", "MIS_START", "missing_episode", "started_at"},
    {"Missing", "MIS_END", "missing_episode", "ended_at"},
    {"SWEpisodes", "DOB", "person", "born"},
    {"DoLo", "DOB", "person", "born"},
    {"DoLo", "DOLO_START", "liberty_order", "start_date"},
    {"DoLo", "DOLO_END", "liberty_order", "end_date"}};

template <class T>
void add(std::vector<Cell>& out) {
    using Row = CinRowOf<T>;
    for (const auto& column : Row::columns)
        out.push_back({std::string(name(Row::census)),
                       std::string(cin_field_of(column.cell).element), Row::table, column.column});
}

// Every cell that has a column, and those that lie in tables of their own.
std::vector<Cell> cells() {
    std::vector<Cell> out;
    add<CinDetails>(out);
    add<CinAssessment>(out);
    add<CinPlan>(out);
    add<CinSection47>(out);
    add<CinProtectionPlan>(out);
    add<CinPreProceedings>(out);
    const std::string people(name(CinTable::child_identifiers));
    const std::string character(name(CinTable::child_characteristics));
    out.push_back({people, "PersonBirthDate", "person", "born"});
    out.push_back({people, "ExpectedPersonBirthDate", "person", "expected"});
    out.push_back({people, "PersonDeathDate", "person", "died"});
    out.push_back({people, "Sex", "person", "sex"});
    out.push_back({people, "GenderCurrent", "person", "sex"});
    out.push_back({character, "Ethnicity", "person", "ethnicity"});
    out.push_back({"Disabilities", "Disability", "disability", "code"});
    out.push_back({"Assessments", "AssessmentFactors", "assessment_factor", "factor"});
    out.push_back({"AssessmentFactorsList", "AssessmentFactor", "assessment_factor", "factor"});
    out.push_back({"Section47", "DateOfInitialCPC", "initial_conference", "conference_date"});
    out.push_back({"Section47", "InitialCPCtarget", "initial_conference", "target_date"});
    out.push_back({"CINdetails", "DateOfInitialCPC", "initial_conference", "conference_date"});
    out.push_back({"Reviews", "CPPreviewDate", "cp_review", "review_date"});
    for (const auto& [table, field, record, column] : kCareCells)
        out.push_back({std::string(table), std::string(field), record, column});
    return out;
}

// The end that `closes` sets by itself.
bool is_end(std::string_view column) {
    return column == "end_date" || column == "close_date" || column == "authorised_date" ||
           column == "ended_at";
}

}  // namespace

Mending::Mending(const practice::Practice& practice) {
    for (const Cell& cell : cells()) {
        auto& found = fields_[{cell.table, cell.field}];
        for (const auto& [id, versions] : practice.forms) {
            const practice::Form& form = versions.back();
            if (form.about != practice::About::family) continue;
            for (const practice::Effect& effect : form.effects) {
                if (effect.target != cell.record) continue;
                const bool closes = effect.kind == practice::EffectKind::closes;
                MendingField mends{
                    &form,
                    {},
                    !closes && !effect.each && !effect.row && effect.per != practice::Per::group};
                for (const practice::Setting& set : effect.set) {
                    if (set.column != cell.column) continue;
                    auto fields = set.value.fields();
                    if (fields.empty() && effect.each) fields = effect.each->fields();
                    if (!fields.empty()) mends.field = fields.front();
                }
                if (mends.field.empty() && closes && is_end(cell.column))
                    mends.field = form.happened;
                if (mends.field.empty() || form.field(mends.field) == nullptr) continue;
                found.push_back(std::move(mends));
                break;
            }
        }
        std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
            return a.by_revision && !b.by_revision;
        });
    }
}

const std::vector<MendingField>& Mending::of(std::string_view table, std::string_view field) const {
    static const std::vector<MendingField> kNone;
    const auto found = fields_.find(std::pair(std::string(table), std::string(field)));
    return found == fields_.end() ? kNone : found->second;
}

}  // namespace hearth::returns
