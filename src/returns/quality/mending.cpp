#include "returns/quality/mending.h"

#include <algorithm>

#include "returns/cin_export_columns.h"

namespace hearth::returns {
namespace {

struct Cell {
    std::string table, field;  // of the census
    std::string_view record, column;
};

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
    return out;
}

// The end that `closes` sets by itself.
bool is_end(std::string_view column) {
    return column == "end_date" || column == "close_date" || column == "authorised_date";
}

}  // namespace

Mending::Mending(const practice::Practice& practice) {
    for (const Cell& cell : cells()) {
        std::vector<MendingField> found;
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
        fields_[{cell.table, cell.field}] = std::move(found);
    }
}

const std::vector<MendingField>& Mending::of(std::string_view table, std::string_view field) const {
    static const std::vector<MendingField> kNone;
    const auto found = fields_.find(std::pair(std::string(table), std::string(field)));
    return found == fields_.end() ? kNone : found->second;
}

}  // namespace hearth::returns
