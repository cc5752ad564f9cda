#include "returns/dfe_api/load_children.h"

#include "returns/dfe_api/raw_rows.h"

namespace hearth::returns::dfe {
namespace {

using store::Row;
using store::Sql;

// A referral that was open on any day of the window is reason enough: so an open referral without
// an assessment and a care leaver with an open episode, which the collection names besides, are
// here by it.
constexpr Sql kCohort{
    "dfe_cohort",
    // Their numbers are gathered once for all: a subquery for each would read all of them again.
    "SELECT p.id, coalesce(n.la_child_id, CAST(p.id AS TEXT)), p.given, "
    "p.surname, p.sex, p.ethnicity, p.born, p.expected, n.upn, n.upn_unknown "
    "FROM hearth_person p LEFT JOIN (SELECT person_id, "
    "max(CASE WHEN kind = 'la_child_id' THEN value END) AS la_child_id, "
    "max(CASE WHEN kind = 'upn' THEN value END) AS upn, "
    "max(CASE WHEN kind = 'upn_unknown' THEN value END) AS upn_unknown "
    "FROM hearth_person_identifier WHERE to_date IS NULL GROUP BY person_id) n "
    "ON n.person_id = p.id "
    "WHERE ((p.born IS NOT NULL AND p.born <= :today AND age_years(p.born, :starts) <= 25) "
    "OR (p.born IS NULL AND p.expected >= :starts AND p.expected <= :today)) "
    "AND p.id IN ("
    "SELECT person_id FROM hearth_referral WHERE referral_date <= :today "
    "AND (close_date IS NULL OR close_date >= :starts) "
    "UNION SELECT person_id FROM hearth_cin_plan WHERE start_date <= :today "
    "AND (end_date IS NULL OR end_date >= :starts) "
    "UNION SELECT person_id FROM hearth_cla_episode WHERE start_date <= :today "
    "AND (end_date IS NULL OR end_date >= :starts)) "
    "ORDER BY p.id"};

constexpr Sql kFormerNumbers{
    "dfe_former_numbers",
    "SELECT person_id, value FROM hearth_person_identifier WHERE kind = 'former_upn' "
    "AND person_id IN (SELECT value FROM each_id(:children)) "
    "ORDER BY person_id, coalesce(from_date, ''), id"};

constexpr Sql kDisabilities{
    "dfe_disabilities",
    "SELECT DISTINCT person_id, code FROM hearth_disability "
    "WHERE person_id IN (SELECT value FROM each_id(:children)) ORDER BY person_id, code"};

// The last row of a child is the one to take: a home before any other address, then the latest.
constexpr Sql kAddresses{
    "dfe_addresses",
    "SELECT person_id, postcode FROM hearth_person_address WHERE postcode IS NOT NULL "
    "AND from_date <= :today AND person_id IN (SELECT value FROM each_id(:children)) "
    "ORDER BY person_id, CASE WHEN kind = 'home' THEN 1 ELSE 0 END, from_date, id"};

constexpr Sql kAsylum{
    "dfe_asylum",
    "SELECT person_id, end_date FROM hearth_immigration_status WHERE status IN ('UASC', 'U') "
    "AND (start_date IS NULL OR start_date <= :today) AND (end_date IS NULL OR end_date >= "
    ":starts) "
    "AND person_id IN (SELECT value FROM each_id(:children)) "
    "ORDER BY person_id, coalesce(end_date, '9999-12-31')"};

constexpr Sql kQuestionnaires{
    "dfe_questionnaires",
    "SELECT person_id, completed_on, score FROM hearth_sdq_score WHERE score IS NOT NULL "
    "AND completed_on >= :starts AND completed_on <= :today "
    "AND person_id IN (SELECT value FROM each_id(:children)) "
    "ORDER BY person_id, completed_on, id"};

constexpr Sql kReferrals{
    "dfe_referrals",
    "SELECT person_id, id, referral_date, source_code, close_date, close_reason, nfa "
    "FROM hearth_referral WHERE referral_date <= :today "
    "AND person_id IN (SELECT value FROM each_id(:children)) "
    "ORDER BY person_id, referral_date, id"};

constexpr Sql kAssessments{
    "dfe_assessments",
    "SELECT person_id, referral_id, start_date, id, authorised_date FROM hearth_assessment "
    "WHERE person_id IN (SELECT value FROM each_id(:children)) ORDER BY person_id, start_date, id"};

// In the order of the assessments, so that each factor belongs to the next that has its id.
constexpr Sql kFactors{"dfe_factors",
                       "SELECT a.person_id, a.id, f.factor FROM hearth_assessment a "
                       "JOIN hearth_assessment_factor f ON f.assessment_id = a.id "
                       "WHERE a.person_id IN (SELECT value FROM each_id(:children)) "
                       "ORDER BY a.person_id, a.start_date, a.id, f.position, f.factor"};

constexpr Sql kCinPlans{
    "dfe_cin_plans",
    "SELECT person_id, referral_id, start_date, id, end_date FROM hearth_cin_plan "
    "WHERE person_id IN (SELECT value FROM each_id(:children)) ORDER BY person_id, start_date, id"};

constexpr Sql kEnquiries{
    "dfe_enquiries",
    "SELECT e.person_id, e.referral_id, e.start_date, e.id, e.end_date, e.outcome, c.held "
    "FROM hearth_s47_enquiry e LEFT JOIN ("
    "SELECT s47_enquiry_id, max(conference_date) AS held FROM hearth_initial_conference "
    "WHERE s47_enquiry_id IS NOT NULL AND conference_date <= :today GROUP BY s47_enquiry_id) c "
    "ON c.s47_enquiry_id = e.id "
    "WHERE e.person_id IN (SELECT value FROM each_id(:children)) "
    "ORDER BY e.person_id, e.start_date, e.id"};

constexpr Sql kCpPlans{
    "dfe_cp_plans",
    "SELECT person_id, referral_id, start_date, id, end_date FROM hearth_cp_plan "
    "WHERE person_id IN (SELECT value FROM each_id(:children)) ORDER BY person_id, start_date, id"};

// The reasons are the episode of care's: a placement that begins later than it is a change of
// placement, one that ends before it made way for another (SSDA903: P and X1).
constexpr Sql kPlacements{
    "dfe_placements",
    "SELECT p.person_id, e.referral_id, coalesce(e.entered_care_date, e.start_date), p.id, "
    "p.start_date, CASE WHEN p.start_date > e.start_date THEN 'P' ELSE e.start_reason END, "
    "p.postcode, p.type, p.end_date, CASE WHEN p.end_date IS NULL THEN NULL "
    "WHEN e.end_date IS NULL OR p.end_date < e.end_date THEN 'X1' ELSE e.end_reason END, "
    "p.change_reason FROM hearth_placement p JOIN hearth_cla_episode e ON e.id = p.cla_episode_id "
    "WHERE p.person_id IN (SELECT value FROM each_id(:children)) "
    "ORDER BY p.person_id, p.start_date, p.id"};

constexpr Sql kAdoptions{
    "dfe_adoptions",
    "SELECT m.person_id, (SELECT max(e.referral_id) FROM hearth_cla_episode e "
    "WHERE e.person_id = m.person_id AND e.start_date <= coalesce(m.decision_date, m.matched_date, "
    "m.placed_date) AND (e.end_date IS NULL OR e.end_date >= coalesce(m.decision_date, "
    "m.matched_date, m.placed_date))), "
    "coalesce(m.decision_date, m.matched_date, m.placed_date), m.decision_date, m.matched_date, "
    "m.placed_date FROM hearth_permanence m "
    "WHERE coalesce(m.decision_date, m.matched_date, m.placed_date) IS NOT NULL "
    "AND m.person_id IN (SELECT value FROM each_id(:children)) "
    "ORDER BY m.person_id, coalesce(m.decision_date, m.matched_date, m.placed_date), m.id"};

constexpr Sql kCareLeavers{
    "dfe_care_leavers",
    "SELECT person_id, latest_contact, activity, accommodation FROM hearth_care_leaver "
    "WHERE latest_contact >= :starts AND latest_contact <= :today "
    "AND person_id IN (SELECT value FROM each_id(:children)) "
    "ORDER BY person_id, latest_contact, id"};

constexpr Sql kWorkers{
    "dfe_workers",
    "SELECT v.invo_person_id, w.registration_no, v.invo_involvement_start_date, "
    "v.invo_involvement_end_date FROM ssd_involvements v "
    "JOIN hearth_worker w ON w.id = v.invo_professional_id "
    "WHERE v.invo_professional_role_id = 'social_work' AND w.registration_no IS NOT NULL "
    "AND v.invo_person_id IN (SELECT value FROM each_id(:children)) "
    "ORDER BY v.invo_person_id, v.invo_involvement_start_date, w.registration_no, "
    "coalesce(v.invo_involvement_end_date, '')"};

std::string text(const Row& row, int i) {
    return std::string(row.text(i));
}

// Both the children and the rows of a SELECT come by person: one walk through both.
class Loader {
  public:
    Loader(store::Session& session, const Window& window) : session_(session), window_(window) {
        session_.each(kCohort, {{"starts", window.starts}, {"today", window.today}},
                      [&](const Row& row) {
                          ids_.push_back(row.int64(0));
                          auto& c = children_.emplace_back().child;
                          c.person = row.int64(0);
                          c.la_child_id = text(row, 1);
                          c.given = text(row, 2);
                          c.surname = text(row, 3);
                          c.sex = text(row, 4);
                          c.ethnicity = text(row, 5);
                          c.born = text(row, 6);
                          c.expected = text(row, 7);
                          c.upn = text(row, 8);
                          c.upn_unknown = text(row, 9);
                      });
    }
    std::vector<Child> load() {
        details();
        needs();
        care();
        std::vector<Child> out;
        out.reserve(children_.size());
        for (auto& raw : children_) out.push_back(with_episodes(std::move(raw), window_));
        return out;
    }

  private:
    template <class F>
    void each(const Sql& sql, store::Params params, F&& f) {
        params.add("children", ids_);
        auto at = children_.begin();
        session_.each(sql, params, [&](const Row& row) {
            const auto person = row.int64(0);
            while (at != children_.end() && at->child.person < person) ++at;
            if (at != children_.end() && at->child.person == person) f(*at, row);
        });
    }
    // A step of an episode: referral, the day that places it otherwise.
    template <class T>
    static T& step(std::vector<Step<T>>& steps, const Row& row) {
        auto& made = steps.emplace_back();
        made.referral = row.maybe_int64(1).value_or(0);
        made.day = text(row, 2);
        return made.what;
    }
    static void plan(Plan& plan, const Row& row) {
        plan.start = text(row, 2);
        plan.id = row.int64(3);
        plan.end = text(row, 4);
    }

    void details() {
        each(kFormerNumbers, {},
             [](RawChild& c, const Row& row) { c.child.former_upn = text(row, 1); });
        each(kDisabilities, {},
             [](RawChild& c, const Row& row) { c.child.disabilities.push_back(text(row, 1)); });
        each(kAddresses, {{"today", window_.today}},
             [](RawChild& c, const Row& row) { c.child.postcode = text(row, 1); });
        each(kAsylum, within(), [](RawChild& c, const Row& row) {
            c.child.uasc = true;
            c.child.uasc_end = text(row, 1);
        });
        each(kQuestionnaires, within(), [](RawChild& c, const Row& row) {
            c.child.sdqs.push_back({text(row, 1), row.int64(2)});
        });
    }
    void needs() {
        each(kReferrals, {{"today", window_.today}}, [](RawChild& c, const Row& row) {
            auto& e = c.child.episodes.emplace_back();
            e.id = row.int64(1);
            e.referred = text(row, 2);
            e.source = text(row, 3);
            e.closed = text(row, 4);
            e.close_reason = text(row, 5);
            e.no_further_action = row.yes(6);
        });
        each(kAssessments, {}, [](RawChild& c, const Row& row) {
            auto& a = step(c.assessments, row);
            a.start = text(row, 2);
            a.id = row.int64(3);
            a.authorised = text(row, 4);
        });
        each(kFactors, {}, [](RawChild& c, const Row& row) {
            for (auto& a : c.assessments)
                if (a.what.id == row.int64(1)) a.what.factors.push_back(text(row, 2));
        });
        each(kCinPlans, {}, [](RawChild& c, const Row& row) { plan(step(c.cin_plans, row), row); });
        each(kEnquiries, {{"today", window_.today}}, [](RawChild& c, const Row& row) {
            auto& e = step(c.enquiries, row);
            e.start = text(row, 2);
            e.id = row.int64(3);
            e.end = text(row, 4);
            e.conference = text(row, 6);
            if (!row.is_null(5) || !e.conference.empty())
                e.conference_required = row.text(5) == "icpc" || !e.conference.empty();
        });
        each(kCpPlans, {}, [](RawChild& c, const Row& row) { plan(step(c.cp_plans, row), row); });
    }
    void care() {
        each(kPlacements, {}, [](RawChild& c, const Row& row) {
            auto& p = step(c.placements, row);
            p = {row.int64(3), text(row, 4), text(row, 5), text(row, 6),
                 text(row, 7), text(row, 8), text(row, 9), text(row, 10)};
        });
        each(kAdoptions, {}, [](RawChild& c, const Row& row) {
            step(c.adoptions, row) = {text(row, 3), text(row, 4), text(row, 5)};
        });
        each(kCareLeavers, within(), [](RawChild& c, const Row& row) {
            c.care_leavers.push_back({text(row, 1), text(row, 2), text(row, 3)});
        });
        each(kWorkers, {}, [](RawChild& c, const Row& row) {
            c.workers.push_back({text(row, 1), text(row, 2), text(row, 3)});
        });
    }
    store::Params within() const { return {{"starts", window_.starts}, {"today", window_.today}}; }

    store::Session& session_;
    Window window_;
    std::vector<RawChild> children_;
    std::vector<std::int64_t> ids_;
};

}  // namespace

std::vector<Child> load_children(store::Session& session, const Window& window) {
    return Loader(session, window).load();
}

}  // namespace hearth::returns::dfe
