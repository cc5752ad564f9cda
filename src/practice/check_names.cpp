// Names that one file uses and another defines.
#include <algorithm>

#include "practice/loader.h"
#include "practice/reader.h"

namespace hearth::practice {
namespace {

template <class Map>
std::vector<std::string> ids_of(const Map& map) {
    std::vector<std::string> out;
    for (const auto& entry : map) out.push_back(entry.first);
    return out;
}

class Checker {
  public:
    Checker(const Practice& practice, Problems& problems)
        : practice_(practice), problems_(problems) {
        for (const Role& role : practice.roles.roles) roles_.push_back(role.id);
    }
    template <class Map>
    void in_map(const Where& at, const Map& map, const std::string& id, const std::string& what) {
        if (id.empty() || map.find(id) != map.end()) return;
        report(problems_, at, "there is no " + what + " \"" + id + "\"", suggest(id, ids_of(map)));
    }
    void one_of(const Where& at, const std::vector<std::string>& known, const std::string& id,
                const std::string& what) {
        if (id.empty() || std::find(known.begin(), known.end(), id) != known.end()) return;
        report(problems_, at, "there is no " + what + " \"" + id + "\"", suggest(id, known));
    }
    void code(const Where& at, std::string_view list, const std::string& code,
              const std::string& what) {
        const CodeList* codes = practice_.code_list(list);
        if (codes == nullptr || code.empty() || codes->find(code) != nullptr) return;
        std::vector<std::string> known;
        for (const Code& one : codes->codes) known.push_back(one.id);
        report(problems_, at, "there is no " + what + " \"" + code + "\"", suggest(code, known));
    }
    const std::vector<std::string>& roles() const { return roles_; }

  private:
    const Practice& practice_;
    Problems& problems_;
    std::vector<std::string> roles_;
};

}  // namespace

void check_names(const Practice& practice, const LoadOptions& options, Problems& problems) {
    Checker check(practice, problems);
    for (const auto& [id, rule] : practice.clocks) {
        check.in_map(rule.where, practice.calendars, rule.calendar, "calendar");
        check.in_map(rule.where, practice.hours, rule.hours, "opening hours");
        check.in_map(rule.where, practice.clocks, rule.then, "clock");
        if (rule.length == 0 && rule.unit == ClockUnit::working_days &&
            rule.counting == Convention::start_day_is_day_one) {
            report(problems, rule.where, "the clock \"" + id + "\" counts no days from day one",
                   "Make length at least 1.");
        }
        for (const auto& step : rule.escalates) {
            check.one_of(rule.where, check.roles(), step.to, "role");
            const Role* role = practice.roles.find(step.to);
            const auto sees = [](const Grant& grant) {
                const auto& can = grant.actions;
                return (grant.object == "family" || grant.object == "contact") &&
                       std::find(can.begin(), can.end(), "view") != can.end();
            };
            if (role != nullptr && std::none_of(role->grants.begin(), role->grants.end(), sees))
                report(problems, rule.where,
                       "the clock \"" + id + "\" escalates to " + step.to +
                           ", who may see nobody's record",
                       "Name a role that may view families or contacts.");
        }
    }
    for (const auto& [id, kind] : practice.meetings) {
        check.in_map(kind.where, practice.forms, kind.form, "form");
        check.in_map(kind.where, practice.codes, kind.decisions, "code list");
        for (const auto& role : kind.decides) {
            check.one_of(kind.where, check.roles(), role, "role");
        }
        for (const auto& one : kind.disciplines) {
            check.code(kind.where, "discipline", one, "discipline");
        }
    }
    for (const WorkbookSection& section : practice.workbook) {
        check.one_of(section.where, practice.roles.classes, section.field_class, "field class");
        for (const auto& form : section.forms) {
            check.in_map(section.where, practice.forms, form, "form");
        }
        for (const auto& one : section.disciplines) {
            check.code(section.where, "discipline", one, "discipline");
        }
    }
    std::vector<std::string> steps;
    for (const Step& step : practice.pathway) steps.push_back(step.id);
    for (const Step& step : practice.pathway) {
        check.in_map(step.where, practice.forms, step.form, "form");
        check.code(step.where, "plan_basis", step.basis, "basis");
        for (const auto& next : step.next) check.one_of(step.where, steps, next, "step");
    }
    for (const Role& role : practice.roles.roles) {
        check.code(role.where, "discipline", role.discipline, "discipline");
        for (const auto& kind : role.agencies) {
            check.code(role.where, "agency_kind", kind, "kind of agency");
        }
    }
    if (options.catalog != nullptr) {
        const Where at{practice.id + "/profile.yaml", 0};
        for (const auto& [name, table] : options.catalog->tables) {
            for (const Column& column : table.columns) {
                if (column.codes.empty() || practice.code_list(column.codes) != nullptr) continue;
                report(problems, at,
                       "there is no code list \"" + column.codes + "\", which the column " + name +
                           "." + column.name + " needs",
                       "Add it to a file under codes/.");
            }
        }
    }
    if (options.today) {
        const int year = options.today->year();
        for (const auto& [id, calendar] : practice.calendars) {
            for (const int one : {year, year + 1}) {
                if (one >= calendar.first_year() && one <= calendar.last_year()) continue;
                report(problems, Where{"calendars/" + id + ".yaml", 0},
                       "the calendar \"" + id + "\" does not cover " + std::to_string(one) +
                           ", not even by rule",
                       "Add the bank holidays of that year.");
            }
        }
    }
    for (const auto& [id, versions] : practice.forms) {
        for (const Form& form : versions) check_form(practice, form, options, problems);
    }
}

}  // namespace hearth::practice
