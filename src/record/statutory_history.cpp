#include "record/statutory_history.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/text.h"
#include "record/chronology_whole.h"

namespace hearth::record {
namespace {

using store::Sql;

// One row a step: kind, id, person, entry, the row it hangs on, family, two dates, then codes and
// yes/no answers whose meaning depends on the kind.
constexpr Sql kSteps{"statutory_steps", R"(
SELECT 'contact' AS kind, c.id, one_person(cp.person_id), c.entry_id, CAST(NULL AS BIGINT) AS hangs_on, c.family_id,
       date_part_of(c.received_at) AS d1, date_part_of(c.decided_at) AS d2,
       c.source_code AS a, c.outcome AS b, c.level_at_decision AS c1,
       CAST(NULL AS BIGINT) AS n1, CAST(NULL AS BIGINT) AS n2, CAST(NULL AS BIGINT) AS n3
FROM contact_person cp JOIN contact c ON c.id = cp.contact_id AND c.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE cp.person_id IN (SELECT value FROM each_record(:people)) AND cp.superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 'early_help', id, one_person(person_id), entry_id, NULL, family_id, start_date, end_date, reason, end_reason, organisation, NULL, NULL, NULL
FROM early_help_episode
WHERE person_id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 'referral', id, one_person(person_id), entry_id, NULL, family_id, referral_date, close_date, source_code, primary_need, close_reason, nfa, NULL, NULL
FROM referral
WHERE person_id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 'assessment', id, one_person(person_id), entry_id, referral_id, NULL, start_date, authorised_date, outcome, delay_reason, NULL, child_seen, NULL, NULL
FROM assessment
WHERE person_id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 'strategy', id, one_person(person_id), entry_id, referral_id, NULL, held_on, NULL, outcome, NULL, NULL, police, health, education
FROM strategy_discussion
WHERE person_id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 's47_enquiry', id, one_person(person_id), entry_id, referral_id, NULL, start_date, end_date, outcome, NULL, NULL, icpc_not_required, NULL, NULL
FROM s47_enquiry
WHERE person_id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 'initial_conference', id, one_person(person_id), entry_id, referral_id, NULL, conference_date, target_date, outcome, NULL, NULL, plan_made, transfer_in, NULL
FROM initial_conference
WHERE person_id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND conference_date IS NOT NULL
UNION ALL
SELECT 'cp_plan', id, one_person(person_id), entry_id, referral_id, NULL, start_date, end_date, initial_category, latest_category, NULL, previous_plans, NULL, NULL
FROM cp_plan
WHERE person_id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 'cp_review', id, one_person(person_id), entry_id, cp_plan_id, NULL, review_date, due_date, participation, NULL, NULL, continue_plan, NULL, NULL
FROM cp_review
WHERE person_id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND review_date IS NOT NULL
UNION ALL
SELECT 'cin_plan', id, one_person(person_id), entry_id, referral_id, NULL, start_date, end_date, NULL, NULL, NULL, NULL, NULL, NULL
FROM cin_plan
WHERE person_id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 'visit', id, one_person(person_id), entry_id, plan_id, NULL, visit_date, NULL, kind, NULL, NULL, seen, seen_alone, bedroom_seen
FROM visit
WHERE person_id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 'looked_after', id, one_person(person_id), entry_id, referral_id, NULL, start_date, end_date, start_reason, end_reason, NULL, NULL, NULL, NULL
FROM cla_episode
WHERE person_id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 'placement', id, one_person(person_id), entry_id, cla_episode_id, NULL, start_date, end_date, type, change_reason, provider, NULL, NULL, NULL
FROM placement
WHERE person_id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 'legal_status', id, one_person(person_id), entry_id, NULL, NULL, start_date, end_date, status, NULL, NULL, NULL, NULL, NULL
FROM legal_status
WHERE person_id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 'pre_proceedings', id, one_person(person_id), entry_id, NULL, family_id, decision_date, application_date, outcome, NULL, NULL, NULL, NULL, NULL
FROM pre_proceedings
WHERE person_id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z')"};

constexpr Sql kFactors{"factors_of_people", R"(
SELECT f.assessment_id, f.factor
FROM assessment a JOIN assessment_factor f ON f.assessment_id = a.id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE a.person_id IN (SELECT value FROM each_record(:people)) AND a.superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY f.assessment_id, f.position, f.id)"};

constexpr std::array<std::string_view, kStepKinds> kKindText = {
    "contact",     "early_help",         "referral",  "assessment",   "strategy",
    "s47_enquiry", "initial_conference", "cp_plan",   "cp_review",    "cin_plan",
    "visit",       "looked_after",       "placement", "legal_status", "pre_proceedings"};

struct Raw {
    StepKind kind;
    std::int64_t id, hangs_on;
    PersonId person;
    EntryId entry;
    FamilyId family;
    std::optional<Date> d1, d2;
    std::string a, b, c;
    std::optional<std::int64_t> n1, n2, n3;
};

// Sentences from what is known; parts that are not recorded are left out rather than guessed.
class Words {
  public:
    Words& say(std::string_view text) {
        if (!text.empty()) parts_.push_back(fmt::format("{}.", text));
        return *this;
    }
    std::string text() const { return join(parts_, " "); }

  private:
    std::vector<std::string> parts_;
};

class Teller {
  public:
    explicit Teller(const Context& context) : context_(context) {}

    Step tell(const Raw& r) const {
        Step s;
        s.kind = r.kind;
        s.row = r.id;
        s.person = r.person;
        s.entry = r.entry;
        s.on = r.d1.value_or(r.d2.value_or(Date{}));
        Words words, ending;
        const auto lasts = [&] {
            s.ended = r.d2;
            s.open = !r.d2;
            if (r.d2 && r.d1) ending.say("Ended after " + plural(*r.d2 - *r.d1, "day", "days"));
        };
        switch (r.kind) {
            case StepKind::contact:
                s.title = "Contact at the front door";
                words.say(from("From ", label("contact_source", r.a)))
                    .say(from("Outcome: ", label("contact_outcome", r.b)))
                    .say(from("Continuum of Need level ", r.c));
                break;
            case StepKind::early_help:
                s.title = term("early_help", "Early help");
                words.say(r.a).say(r.c);
                lasts();
                ending.say(label("early_help_end", r.b));
                break;
            case StepKind::referral:
                s.title = "Referral";
                s.significant = true;
                words.say(from("From ", label("contact_source", r.a)))
                    .say(from("Primary need: ", label("primary_need", r.b)));
                if (r.n1.value_or(0) != 0) words.say("No further action");
                lasts();
                ending.say(from("Closed: ", label("closure_reason", r.c)));
                break;
            case StepKind::assessment:
                s.title = term("assessment", "Child and family assessment");
                lasts();
                if (r.n1) words.say(*r.n1 != 0 ? "Child seen" : "Child not seen");
                words.say(from("Late because: ", r.b));
                ending.say(from("Outcome: ", label("assessment_outcome", r.a)));
                break;
            case StepKind::strategy: {
                s.title = "Strategy discussion";
                s.significant = true;
                std::vector<std::string> there;
                if (r.n1.value_or(0) != 0) there.emplace_back("police");
                if (r.n2.value_or(0) != 0) there.emplace_back("health");
                if (r.n3.value_or(0) != 0) there.emplace_back("education");
                if (!there.empty()) words.say("With " + join_and(there));
                words.say(from("Outcome: ", label("strategy_outcome", r.a)));
                break;
            }
            case StepKind::enquiry:
                s.title = "Section 47 enquiry";
                s.significant = true;
                lasts();
                ending.say(from("Outcome: ", label("s47_outcome", r.a)));
                if (r.n1.value_or(0) != 0) ending.say("Conference not required");
                break;
            case StepKind::initial_conference:
                s.title = "Initial child protection conference";
                s.significant = true;
                if (r.n2.value_or(0) != 0) words.say("Transferred in from another authority");
                if (!r.a.empty())
                    words.say(from("Outcome: ", label("conference_outcome", r.a)));
                else if (r.n1)
                    words.say(*r.n1 != 0 ? "A child protection plan was made" : "No plan was made");
                if (r.d1 && r.d2 && *r.d2 < *r.d1)
                    words.say(plural(*r.d1 - *r.d2, "day", "days") + " after it was due");
                break;
            case StepKind::cp_plan:
                s.title = "Child protection plan";
                s.significant = true;
                words.say(from("Category: ", label("abuse_category", r.a)));
                if (!r.b.empty() && r.b != r.a)
                    words.say(from("Now: ", label("abuse_category", r.b)));
                if (r.n1.value_or(0) > 0) words.say(plural(*r.n1, "earlier plan", "earlier plans"));
                lasts();
                break;
            case StepKind::cp_review:
                s.title = "Review conference";
                if (r.n1) words.say(*r.n1 != 0 ? "The plan continues" : "The plan ends");
                words.say(label("participation", r.a));
                break;
            case StepKind::cin_plan:
                s.title = term("child_in_need", "Child in need") + " plan";
                lasts();
                break;
            case StepKind::visit:
                s.title = "Visit";
                words.say(label("visit_kind", r.a));
                if (r.n1) words.say(*r.n1 != 0 ? "Child seen" : "Child not seen");
                if (r.n2.value_or(0) != 0) words.say("Seen alone");
                if (r.n3.value_or(0) != 0) words.say("Bedroom seen");
                break;
            case StepKind::looked_after:
                s.title = "Looked after";
                s.significant = true;
                words.say(label("episode_start", r.a));
                lasts();
                ending.say(label("care_end", r.b));
                break;
            case StepKind::placement:
                s.title = "Placement";
                words.say(label("placement_type", r.a))
                    .say(from("Provided by: ", label("placement_provider", r.c)));
                lasts();
                ending.say(from("Changed because: ", label("placement_change", r.b)));
                break;
            case StepKind::legal_status:
                s.title = "Legal status";
                words.say(label("legal_status", r.a));
                lasts();
                break;
            case StepKind::pre_proceedings:
                s.title = "Pre-proceedings";
                s.significant = true;
                words.say(from("Outcome: ", r.a));
                if (r.d2) words.say("Application issued " + r.d2->plain());
                break;
        }
        s.words = words.text();
        s.ending = ending.text();
        return s;
    }

    std::string label(std::string_view list, std::string_view code) const {
        const auto* codes = context_.practice.code_list(list);
        return std::string(codes == nullptr ? code : codes->label(code));
    }

  private:
    static std::string from(std::string_view before, const std::string& text) {
        return text.empty() ? std::string() : fmt::format("{}{}", before, text);
    }
    std::string term(std::string_view id, std::string_view otherwise) const {
        const auto it = context_.practice.terms.find(std::string(id));
        return it == context_.practice.terms.end() ? std::string(otherwise) : it->second;
    }
    const Context& context_;
};

}  // namespace

std::string_view class_of(StepKind kind) {
    switch (kind) {
        case StepKind::legal_status:
        case StepKind::pre_proceedings:
            return "legal";
        case StepKind::contact:
        case StepKind::early_help:
        case StepKind::referral:
        case StepKind::assessment:
        case StepKind::strategy:
        case StepKind::enquiry:
        case StepKind::initial_conference:
        case StepKind::cp_plan:
        case StepKind::cp_review:
        case StepKind::cin_plan:
        case StepKind::visit:
        case StepKind::looked_after:
        case StepKind::placement:
            return "general";
    }
    return "general";
}

std::string_view to_text(StepKind kind) {
    return kKindText[static_cast<std::size_t>(kind)];
}

std::optional<StepKind> parse_step_kind(std::string_view text) {
    const auto it = std::find(kKindText.begin(), kKindText.end(), text);
    if (it == kKindText.end()) return std::nullopt;
    return static_cast<StepKind>(it - kKindText.begin());
}

std::vector<Step> statutory_history(store::Session& session, const Context& context,
                                    const Readable& readable, const std::vector<PersonId>& people) {
    std::vector<Step> out;
    if (people.empty() || !(readable.has("general") || readable.has("legal"))) return out;
    std::vector<Raw> rows;
    std::vector<FamilyId> families;
    session.each(kSteps, {{"people", people}}, [&](const store::Row& row) {
        const auto kind = parse_step_kind(row.text(0));
        if (!kind || !readable.has(class_of(*kind))) return;
        Raw r{*kind,
              row.int64(1),
              row.maybe_int64(4).value_or(0),
              row.id<PersonTag>(2),
              row.id<EntryTag>(3),
              row.id<FamilyTag>(5),
              row.date(6),
              row.date(7),
              std::string(row.text(8)),
              std::string(row.text(9)),
              std::string(row.text(10)),
              row.maybe_int64(11),
              row.maybe_int64(12),
              row.maybe_int64(13)};
        if (r.family && std::find(families.begin(), families.end(), r.family) == families.end())
            families.push_back(r.family);
        rows.push_back(std::move(r));
    });

    // What belongs to a family that the reader may not view, and what hangs on that.
    const auto open = viewable(session, context, families);
    std::set<std::int64_t> hidden;
    const auto hide = [&](const Raw& r) {
        const bool shut =
            (r.family && std::find(open.begin(), open.end(), r.family) == open.end()) ||
            (r.hangs_on != 0 && hidden.contains(r.hangs_on));
        return shut && hidden.insert(r.id).second;
    };
    if (open.size() < families.size())
        while (std::count_if(rows.begin(), rows.end(), hide) > 0) {
        }

    std::map<std::int64_t, std::vector<std::string>> factors;
    const Teller teller(context);
    if (readable.has("general"))
        session.each(kFactors, {{"people", people}}, [&](const store::Row& row) {
            factors[row.int64(0)].push_back(teller.label("assessment_factor", row.text(1)));
        });
    for (const auto& r : rows) {
        if (hidden.contains(r.id)) continue;
        out.push_back(teller.tell(r));
        if (r.kind == StepKind::assessment) out.back().factors = std::move(factors[r.id]);
    }
    std::sort(out.begin(), out.end(), [](const Step& a, const Step& b) {
        return std::tuple(b.on, b.row) < std::tuple(a.on, a.row);
    });
    return out;
}

}  // namespace hearth::record
