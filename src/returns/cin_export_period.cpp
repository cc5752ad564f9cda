#include "returns/cin_export_period.h"

#include <algorithm>

namespace hearth::returns {
namespace {

class Cut {
  public:
    Cut(const CensusPeriod& period, const CinOutside& keep) : period_(period), keep_(keep) {}

    void child(CinChild& child) {
        auto& ids = child.identifiers;
        if (after(ids.birth_date) && !ids.expected_birth_date.empty())
            blank(CinTable::child_identifiers, ids.place, "PersonBirthDate", ids.birth_date);
        if (after(ids.death_date))
            blank(CinTable::child_identifiers, ids.place, "PersonDeathDate", ids.death_date);
        records(child.details, CinTable::cin_details, &CinDetails::referral_date,
                [this](const CinDetails& d) { return episode_outside(d); });
        for (CinDetails& details : child.details) episode(details);
    }

  private:
    bool after(const CinCell& cell) const {
        const auto date = cin_date(cell.text);
        return date && *date > period_.to;
    }
    bool before(const CinCell& cell) const {
        const auto date = cin_date(cell.text);
        return date && *date < period_.from;
    }
    bool within(const CinCell& cell) const {
        const auto date = cin_date(cell.text);
        return date && *date >= period_.from && *date <= period_.to;
    }
    // Takes the value away, unless told to keep it. True when it is gone.
    bool blank(CinTable table, const CinPlace& place, std::string_view field, CinCell& cell) {
        if (keep_(table, place, field, cell.text)) return false;
        cell = CinCell();
        return true;
    }
    template <class T, class F>
    void records(std::vector<T>& all, CinTable table, CinCell T::*key, F&& outside) {
        std::erase_if(all, [&](const T& record) {
            return outside(record) && !keep_(table, record.place, {}, (record.*key).text);
        });
    }

    bool episode_outside(const CinDetails& d) const {
        if (after(d.referral_date) || before(d.closure_date)) return true;
        const auto nfa = cin_yes_no(d.referral_nfa.text);
        return nfa && *nfa && d.closure_date.empty() && before(d.referral_date);
    }

    void episode(CinDetails& d) {
        if (after(d.closure_date) &&
            blank(CinTable::cin_details, d.place, "CINclosureDate", d.closure_date))
            d.closure_reason = CinCell();
        if (after(d.conference_date) || before(d.conference_date))
            blank(CinTable::cin_details, d.place, "DateOfInitialCPC", d.conference_date);

        records(d.assessments, CinTable::assessments, &CinAssessment::start_date,
                [this](const CinAssessment& a) {
                    return after(a.start_date) || before(a.authorisation_date);
                });
        for (CinAssessment& a : d.assessments)
            if (after(a.authorisation_date) &&
                blank(CinTable::assessments, a.place, "AssessmentAuthorisationDate",
                      a.authorisation_date))
                a.factors.clear();

        records(d.plans, CinTable::cin_plan_dates, &CinPlan::start_date,
                [this](const CinPlan& p) { return after(p.start_date) || before(p.end_date); });
        for (CinPlan& p : d.plans)
            if (after(p.end_date))
                blank(CinTable::cin_plan_dates, p.place, "CINPlanEndDate", p.end_date);

        records(d.section47, CinTable::section47, &CinSection47::start_date,
                [this](const CinSection47& s) {
                    if (after(s.start_date) || before(s.conference_date)) return true;
                    return before(s.start_date) && !within(s.conference_date);
                });
        for (CinSection47& s : d.section47)
            if (after(s.conference_date))
                blank(CinTable::section47, s.place, "DateOfInitialCPC", s.conference_date);

        records(d.protection_plans, CinTable::child_protection_plans,
                &CinProtectionPlan::start_date, [this](const CinProtectionPlan& p) {
                    return after(p.start_date) || before(p.end_date);
                });
        for (CinProtectionPlan& p : d.protection_plans) {
            if (after(p.end_date))
                blank(CinTable::child_protection_plans, p.place, "CPPendDate", p.end_date);
            for (CinReviews& group : p.reviews)
                std::erase_if(group.dates, [&](const CinCell& date) {
                    return (after(date) || before(date)) &&
                           !keep_(CinTable::child_protection_plans, p.place, "CPPreviewDate",
                                  date.text);
                });
            std::erase_if(p.reviews, [](const CinReviews& g) { return g.dates.empty(); });
        }

        records(d.pre_proceedings, CinTable::pre_proceedings, &CinPreProceedings::start_date,
                [this](const CinPreProceedings& p) {
                    return after(p.start_date) || before(p.step_decision_date);
                });
        for (CinPreProceedings& p : d.pre_proceedings) {
            for (const auto& field : cin_fields<CinPreProceedings>())
                if (field.kind == CinKind::date && after(p.*field.cell))
                    blank(CinTable::pre_proceedings, p.place, field.element, p.*field.cell);
        }
    }

    const CensusPeriod& period_;
    const CinOutside& keep_;
};

}  // namespace

CensusPeriod CensusPeriod::of(int census_year) {
    return {*Date::from(census_year - 1, 4, 1), *Date::from(census_year, 3, 31)};
}

void cut_to_period(CinChild& child, const CensusPeriod& period, const CinOutside& keep) {
    Cut(period, keep).child(child);
}

}  // namespace hearth::returns
