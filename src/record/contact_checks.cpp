// Long because: one pass over what is on record gives every answer of one person, side by side.
#include "record/contact_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "access/guard.h"
#include "base/text.h"

namespace hearth::record {
namespace {

using access::Action;
using store::Sql;

constexpr Sql kAtAddress{"checks_at_address", R"(
SELECT one_person(a.person_id), a.line1, a.postcode, p.given, p.surname
FROM person_address a JOIN person p ON p.id = one_person(a.person_id) AND p.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE a.postcode IN (SELECT value FROM each_text(:postcodes)) AND a.superseded_at = '9999-12-31T23:59:59.999Z'
  AND a.to_date IS NULL AND a.confidential = 0 LIMIT 400)"};
// Those of them whom the asker may search for.
constexpr std::string_view kSeen = R"(
SELECT DISTINCT one_person(m.person_id) FROM family_member m
WHERE m.person_id IN (SELECT value FROM each_record(:people)) AND m.superseded_at = '9999-12-31T23:59:59.999Z'
  AND {})";
constexpr Sql kSteps{"checks_steps", R"(
SELECT one_person(person_id), 'referral', COUNT(*), COUNT(close_date), MAX(referral_date) FROM referral
WHERE person_id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z' GROUP BY 1
UNION ALL
SELECT one_person(person_id), 'early_help', COUNT(*), COUNT(end_date), MAX(start_date) FROM early_help_episode
WHERE person_id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z' GROUP BY 1
UNION ALL
SELECT one_person(person_id), 'cp_plan', COUNT(*), COUNT(end_date), MAX(start_date) FROM cp_plan
WHERE person_id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z' GROUP BY 1)"};
constexpr Sql kChildrenOf{"checks_children_of", R"(
SELECT m.family_id, p.id, p.given, p.surname FROM family_member m
JOIN person p ON p.id = one_person(m.person_id) AND p.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE m.family_id IN (SELECT value FROM each_id(:families)) AND m.role = 'child'
  AND m.superseded_at = '9999-12-31T23:59:59.999Z' AND m.to_date IS NULL ORDER BY p.born, p.id)"};
constexpr Sql kEarlier{"checks_earlier", R"(
SELECT one_person(cp.person_id), cp.surname, cp.born, c.id, c.received_at, c.outcome
FROM contact c JOIN contact_person cp ON cp.contact_id = c.id AND cp.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE c.received_at >= :since AND c.id <> :contact AND c.superseded_at = '9999-12-31T23:59:59.999Z'
  AND (cp.person_id IN (SELECT value FROM each_record(:people)) OR cp.born IN (SELECT value FROM each_text(:born)))
ORDER BY c.received_at DESC)"};

struct Step {
    int all = 0, ended = 0;
    std::optional<Date> last;
};
std::string address_key(std::string_view line1, std::string_view postcode) {
    return fold(std::string(line1) + " " + std::string(postcode));
}

std::string searched_words(const NamedPerson& p) {
    std::string out =
        fmt::format("Searched for {}, likely spellings, short forms and former names", p.name());
    if (p.born) out += fmt::format("; born {}", p.born->plain());
    if (p.expected) out += fmt::format("; due {}", p.expected->plain());
    if (!p.postcode.empty()) out += fmt::format("; {} {}", p.line1, p.postcode);
    return out + ".";
}

std::vector<std::string> as_list(const std::set<std::string>& all) {
    return {all.begin(), all.end()};
}

}  // namespace

Result<std::vector<PersonChecks>> automatic_checks(store::Session& session, const Context& context,
                                                   const ContactPage& contact,
                                                   const std::vector<std::vector<Alike>>& found) {
    std::set<std::string> born, postcodes;
    for (const auto& p : contact.people) {
        if (p.born) born.insert(p.born->iso());
        if (!p.postcode.empty()) postcodes.insert(p.postcode);
    }
    struct Resident {
        std::int64_t person;
        std::string key, name;
    };
    std::vector<Resident> residents;
    if (!postcodes.empty())
        session.each(kAtAddress, {{"postcodes", as_list(postcodes)}}, [&](const store::Row& row) {
            residents.push_back({row.int64(0), address_key(row.text(1), row.text(2)),
                                 fmt::format("{} {}", row.text(3), row.text(4))});
        });
    std::set<std::int64_t> seen;
    if (!residents.empty()) {
        std::vector<std::int64_t> ids;
        for (const auto& r : residents) ids.push_back(r.person);
        const auto allowed =
            context.policy.families(context.subject, Action::search, "m.family_id");
        store::Params params{{"people", ids}};
        params.add(allowed.params);
        session.each(Sql::trusted("checks_seen", fmt::format(kSeen, allowed.text)), params,
                     [&](const store::Row& row) { seen.insert(row.int64(0)); });
    }

    auto proposed = propose(session, context, contact.id, contact.people, found);
    std::vector<PersonChecks> out;
    std::set<std::int64_t> likely, families;
    for (std::size_t i = 0; i < contact.people.size(); ++i) {
        const auto& named = contact.people[i];
        PersonChecks checks;
        checks.row = named.row;
        checks.name = named.name();
        checks.role = named.role;
        checks.matched = static_cast<bool>(named.person);
        checks.searched = searched_words(named);
        checks.proposed = std::move(proposed[i]);
        for (const auto& c : checks.proposed.candidates)
            if (c.likely()) {
                likely.insert(c.person.value);
                families.insert(c.family.value);
            }
        out.push_back(std::move(checks));
    }

    const std::vector<std::int64_t> known(likely.begin(), likely.end());
    std::map<std::pair<std::int64_t, std::string>, Step> steps;
    session.each(kSteps, {{"people", known}}, [&](const store::Row& row) {
        steps[{row.int64(0), std::string(row.text(1))}] = {
            static_cast<int>(row.int64(2)), static_cast<int>(row.int64(3)), row.date(4)};
    });
    std::map<std::int64_t, std::vector<std::pair<std::int64_t, std::string>>> children;
    session.each(kChildrenOf,
                 {{"families", std::vector<std::int64_t>(families.begin(), families.end())}},
                 [&](const store::Row& row) {
                     children[row.int64(0)].emplace_back(
                         row.int64(1), fmt::format("{} {}", row.text(2), row.text(3)));
                 });
    struct Earlier {
        std::int64_t person = 0;
        std::string surname;
        std::optional<Date> born;
        std::int64_t contact = 0;
        Instant at;
        std::string outcome;
    };
    std::vector<Earlier> earlier;
    session.each(
        kEarlier,
        {{"since", instant_of(add_months(context.today(), -12), 0)},
         {"contact", contact.id},
         {"people", known},
         {"born", as_list(born)}},
        [&](const store::Row& row) {
            earlier.push_back({row.maybe_int64(0).value_or(0), name_key(row.text(1)), row.date(2),
                               row.int64(3), row.instant(4).value_or(Instant{}),
                               std::string(row.text(5))});
        });

    for (std::size_t i = 0; i < out.size(); ++i) {
        auto& checks = out[i];
        const auto& named = contact.people[i];
        const auto& candidates = checks.proposed.candidates;
        const Candidate* best = nullptr;
        for (const auto& c : candidates)
            if (c.likely() && best == nullptr) best = &c;
        const auto sure = best != nullptr && best->chosen ? Finding::yes : Finding::possible;
        const auto fact = [&](std::string question, Finding finding, std::string text) {
            checks.facts.push_back({std::move(question), finding, std::move(text)});
        };
        if (best != nullptr)
            fact(
                "Already known?", sure,
                fmt::format("{} in {}, {}", best->name, best->family_name, best->family_reference));
        else if (!candidates.empty())
            fact("Already known?", Finding::possible,
                 "People with a similar name are on record. Look at them below.");
        else if (!checks.proposed.ruled_out.empty())
            fact("Already known?", Finding::no,
                 "Nobody else like this is on record; somebody alike has been ruled out.");
        else if (!checks.proposed.household.empty())
            fact("Already known?", Finding::no,
                 "Others of the household may be on record. Look at them below.");
        else
            fact("Already known?", Finding::no, "Nobody like this is on record.");
        const auto step = [&](const char* kind) {
            return best == nullptr ? Step{} : steps[{best->person.value, kind}];
        };
        if (named.role == "child") {
            const auto referral = step("referral");
            fact("Open to a worker now?", referral.all > referral.ended ? sure : Finding::no,
                 referral.all > referral.ended
                     ? "Open since the referral of " + referral.last->plain()
                 : referral.all > 0
                     ? "Not now. Last referral " + referral.last->plain() + ", closed"
                     : "No referral on record.");
            const auto help = step("early_help");
            fact("Early help?", help.all > 0 ? sure : Finding::no,
                 help.all == 0           ? "No early help on record."
                 : help.all > help.ended ? "Now, since " + help.last->plain()
                                         : "Earlier, last began " + help.last->plain());
            const auto plan = step("cp_plan");
            fact("Child protection plan, now or ever?", plan.all > 0 ? sure : Finding::no,
                 plan.all == 0           ? "None on record."
                 : plan.all > plan.ended ? "On a plan now, since " + plan.last->plain()
                                         : "Earlier: last began " + plan.last->plain());
        }
        if (best != nullptr) {
            std::vector<std::string> others;
            for (const auto& [id, name] : children[best->family.value])
                if (id != best->person.value &&
                    std::none_of(contact.people.begin(), contact.people.end(), [&](const auto& p) {
                        return name_key(p.name()) == name_key(name);
                    }))
                    others.push_back(name);
            fact("Other children in the family?", others.empty() ? Finding::no : sure,
                 others.empty() ? "None who are not named in the request."
                                : "Not named in the request: " + join_and(others));
        } else {
            fact("Other children in the family?", Finding::no, "No family on record to look in.");
        }
        std::vector<std::string> there;
        if (!named.postcode.empty()) {
            const auto key = address_key(named.line1, named.postcode);
            for (const auto& r : residents) {
                if (r.key != key || !seen.contains(r.person)) continue;
                if (std::none_of(contact.people.begin(), contact.people.end(), [&](const auto& p) {
                        return name_key(p.name()) == name_key(r.name);
                    }))
                    there.push_back(r.name);
            }
        }
        fact("Others at the address?", there.empty() ? Finding::no : Finding::possible,
             named.postcode.empty() ? "No address was given to look for."
             : there.empty()        ? "Nobody else on record lives there."
                                    : join_and(there));
        std::vector<std::string> before;
        std::set<std::int64_t> counted;
        for (const auto& e : earlier) {
            const bool same =
                (best != nullptr && e.person == best->person.value) ||
                (named.born && e.born == named.born && e.surname == name_key(named.surname));
            if (!same || !counted.insert(e.contact).second) continue;
            const auto* outcomes = context.practice.code_list("contact_outcome");
            before.push_back(date_of(e.at).plain() +
                             (e.outcome.empty() || outcomes == nullptr
                                  ? std::string(" (not decided yet)")
                                  : " (" + std::string(outcomes->label(e.outcome)) + ")"));
        }
        fact("Earlier requests in 12 months?", before.empty() ? Finding::no : Finding::yes,
             before.empty() ? "None." : join_and(before));
    }
    access::log_list(session, context.subject, Action::search, "contact_checks", contact.id, {},
                     contact.reference);
    return out;
}

}  // namespace hearth::record
