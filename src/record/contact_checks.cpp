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

// Who sounds like two of the names, or like one and has a date of birth among those given.
constexpr Sql kByName{"checks_by_name", R"(
SELECT person_id FROM name_word WHERE sound IN (SELECT value FROM each_text(:sounds))
GROUP BY person_id HAVING COUNT(DISTINCT sound) >= 2 LIMIT 300)"};
constexpr Sql kByBirth{"checks_by_birth", R"(
SELECT DISTINCT p.id FROM person p JOIN name_word n ON n.person_id = p.id
WHERE p.born IN (SELECT value FROM each_text(:born)) AND p.superseded_at = '9999-12-31T23:59:59.999Z'
  AND n.sound IN (SELECT value FROM each_text(:sounds)) LIMIT 300)"};
constexpr Sql kAtAddress{"checks_at_address", R"(
SELECT a.person_id, a.line1, a.postcode, p.given, p.surname
FROM person_address a JOIN person p ON p.id = a.person_id AND p.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE a.postcode IN (SELECT value FROM each_text(:postcodes)) AND a.superseded_at = '9999-12-31T23:59:59.999Z'
  AND a.to_date IS NULL AND a.confidential = 0 LIMIT 400)"};
constexpr Sql kNames{"checks_names", R"(
SELECT person_id, given, surname FROM person_name
WHERE person_id IN (SELECT value FROM each_id(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kNever{"checks_never_match", R"(
SELECT n.person_id, n.contact_person_id, n.name, n.born, n.expected, w.name, n.from_date, n.contact_id
FROM never_match n LEFT JOIN worker w ON w.id = n.worker_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE n.person_id IN (SELECT value FROM each_id(:people)) AND n.to_date IS NULL
  AND n.superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr std::string_view kDetails = R"(
SELECT p.id, p.given, p.surname, p.born, p.expected, f.id, f.name, f.reference, {} AS seen,
  CASE WHEN EXISTS (SELECT 1 FROM restriction r WHERE r.family_id = m.family_id AND r.worker_id IS NULL
    AND r.superseded_at = '9999-12-31T23:59:59.999Z' AND (r.to_date IS NULL OR r.to_date >= :today)) THEN 1 ELSE 0 END,
  CASE WHEN EXISTS (SELECT 1 FROM exclusion x JOIN family_member xm ON xm.person_id = x.person_id
      AND xm.superseded_at = '9999-12-31T23:59:59.999Z'
    WHERE x.worker_id = :me AND xm.family_id = m.family_id AND x.superseded_at = '9999-12-31T23:59:59.999Z'
      AND (x.to_date IS NULL OR x.to_date >= :today)) THEN 1 ELSE 0 END
FROM person p
JOIN family_member m ON m.person_id = p.id AND m.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN family f ON f.id = m.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE p.id IN (SELECT value FROM each_id(:people)) AND p.superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY p.id, m.from_date DESC)";
constexpr Sql kSteps{"checks_steps", R"(
SELECT person_id, 'referral', COUNT(*), COUNT(close_date), MAX(referral_date) FROM referral
WHERE person_id IN (SELECT value FROM each_id(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z' GROUP BY person_id
UNION ALL
SELECT person_id, 'early_help', COUNT(*), COUNT(end_date), MAX(start_date) FROM early_help_episode
WHERE person_id IN (SELECT value FROM each_id(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z' GROUP BY person_id
UNION ALL
SELECT person_id, 'cp_plan', COUNT(*), COUNT(end_date), MAX(start_date) FROM cp_plan
WHERE person_id IN (SELECT value FROM each_id(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z' GROUP BY person_id)"};
constexpr Sql kChildrenOf{"checks_children_of", R"(
SELECT m.family_id, m.person_id, p.given, p.surname FROM family_member m
JOIN person p ON p.id = m.person_id AND p.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE m.family_id IN (SELECT value FROM each_id(:families)) AND m.role = 'child'
  AND m.superseded_at = '9999-12-31T23:59:59.999Z' AND m.to_date IS NULL ORDER BY p.born, p.id)"};
constexpr Sql kEarlier{"checks_earlier", R"(
SELECT cp.person_id, cp.surname, cp.born, c.id, c.received_at, c.outcome
FROM contact c JOIN contact_person cp ON cp.contact_id = c.id AND cp.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE c.received_at >= :since AND c.id <> :contact AND c.superseded_at = '9999-12-31T23:59:59.999Z'
  AND (cp.person_id IN (SELECT value FROM each_id(:people)) OR cp.born IN (SELECT value FROM each_text(:born)))
ORDER BY c.received_at DESC)"};

struct Step {
    int all = 0, ended = 0;
    std::optional<Date> last;
};
struct Found {
    Candidate shown;
    std::vector<std::pair<std::string, std::string>> names;  // keys: given, surname
    std::set<std::string> homes;                             // keys of addresses
    bool seen = false, restricted = false, excluded = false;
};

struct Never {
    std::int64_t person, named;
    std::string name, by;
    std::optional<Date> born, expected;
    Date on;
    std::int64_t contact;
    bool is(const NamedPerson& p, std::int64_t id) const {
        if (person != id) return false;
        if (named == p.row) return true;
        return name == names_key(p) &&
               ((p.born && born == p.born) || (p.expected && expected == p.expected));
    }
};

std::string address_key(std::string_view line1, std::string_view postcode) {
    return fold(std::string(line1) + " " + std::string(postcode));
}

int judge(const NamedPerson& named, const Found& found, std::vector<std::string>& why) {
    int score = 0;
    const std::string given = name_key(named.given);
    const std::string surname = name_key(named.surname);
    bool exact_given = false, exact_surname = false, near_given = false, near_surname = false;
    for (const auto& [g, s] : found.names) {
        exact_given = exact_given || g == given;
        exact_surname = exact_surname || s == surname;
        near_given = near_given || phonetic_key(g) == phonetic_key(given) ||
                     (given.size() >= 3 && (g.starts_with(given) || given.starts_with(g)));
        near_surname = near_surname || phonetic_key(s) == phonetic_key(surname);
    }
    if (exact_surname) {
        score += 3;
        why.emplace_back("same surname");
    } else if (near_surname) {
        score += 1;
        why.emplace_back("surname sounds alike");
    }
    if (exact_given) {
        score += 3;
        why.emplace_back("same first name");
    } else if (near_given) {
        score += 1;
        why.emplace_back("first name alike");
    }
    const auto& born = found.shown.born;
    if (named.born && born) {
        if (*named.born == *born) {
            score += 4;
            why.emplace_back("same date of birth");
        } else if (named.born->year() == born->year() && named.born->day() == born->month() &&
                   named.born->month() == born->day()) {
            score += 2;
            why.emplace_back("date of birth with day and month changed over");
        } else if (named.born->month() == born->month() && named.born->day() == born->day()) {
            score += 2;
            why.emplace_back("same birthday, another year");
        } else {
            score -= 3;
            why.emplace_back("another date of birth");
        }
    }
    if (named.expected && found.shown.expected && *named.expected == *found.shown.expected) {
        score += 3;
        why.emplace_back("same due date");
    }
    if (!named.postcode.empty() && found.homes.contains(address_key(named.line1, named.postcode))) {
        score += 3;
        why.emplace_back("same address");
    }
    return score;
}

std::string searched_words(const NamedPerson& p) {
    std::string out =
        fmt::format("Searched for {}, names that sound alike and former names", p.name());
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
                                                   const ContactPage& contact) {
    std::set<std::string> sounds, born, postcodes;
    for (const auto& p : contact.people) {
        for (const auto word : words(name_key(p.given + " " + p.surname)))
            if (auto sound = phonetic_key(word); !sound.empty()) sounds.insert(std::move(sound));
        if (p.born) born.insert(p.born->iso());
        if (!p.postcode.empty()) postcodes.insert(p.postcode);
    }
    std::set<std::int64_t> ids;
    for (const auto& p : contact.people)
        if (p.person) ids.insert(p.person.value);
    const auto add_id = [&](const store::Row& row) { ids.insert(row.int64(0)); };
    session.each(kByName, {{"sounds", as_list(sounds)}}, add_id);
    if (!born.empty())
        session.each(kByBirth, {{"born", as_list(born)}, {"sounds", as_list(sounds)}}, add_id);
    struct Resident {
        std::int64_t person;
        std::string key, name;
    };
    std::vector<Resident> residents;
    if (!postcodes.empty())
        session.each(kAtAddress, {{"postcodes", as_list(postcodes)}}, [&](const store::Row& row) {
            residents.push_back({row.int64(0), address_key(row.text(1), row.text(2)),
                                 fmt::format("{} {}", row.text(3), row.text(4))});
            ids.insert(row.int64(0));
        });

    const std::vector<std::int64_t> people(ids.begin(), ids.end());
    const auto allowed = context.policy.families(context.subject, Action::search, "m.family_id");
    const auto details = Sql::trusted(
        "checks_details",
        fmt::format(fmt::runtime(kDetails), "CASE WHEN (" + allowed.text + ") THEN 1 ELSE 0 END"));
    store::Params params{
        {"today", context.today()}, {"me", context.subject.worker}, {"people", people}};
    params.add(allowed.params);
    std::map<std::int64_t, Found> found;
    session.each(details, params, [&](const store::Row& row) {
        const bool seen = row.yes(8);
        auto [it, fresh] = found.try_emplace(row.int64(0));
        Found& f = it->second;
        f.restricted = f.restricted || row.yes(9);
        f.excluded = f.excluded || row.yes(10);
        if (!fresh && (f.seen || !seen)) return;  // the first family that may be seen
        f.seen = seen;
        f.shown.person = row.id<PersonTag>(0);
        f.shown.name = fmt::format("{} {}", row.text(1), row.text(2));
        f.shown.born = row.date(3);
        f.shown.expected = row.date(4);
        f.shown.family = row.id<FamilyTag>(5);
        f.shown.family_name = row.text(6);
        f.shown.family_reference = row.text(7);
        f.names.emplace_back(name_key(row.text(1)), name_key(row.text(2)));
    });
    session.each(kNames, {{"people", people}}, [&](const store::Row& row) {
        const auto it = found.find(row.int64(0));
        if (it != found.end())
            it->second.names.emplace_back(name_key(row.text(1)), name_key(row.text(2)));
    });
    for (const auto& r : residents)
        if (const auto it = found.find(r.person); it != found.end()) it->second.homes.insert(r.key);

    std::vector<Never> nevers;
    session.each(kNever, {{"people", people}}, [&](const store::Row& row) {
        nevers.push_back({row.int64(0), row.int64(1), std::string(row.text(2)),
                          std::string(row.text(5)), row.date(3), row.date(4), row.date(6).value(),
                          row.int64(7)});
    });

    std::vector<PersonChecks> out;
    std::set<std::int64_t> likely, families;
    for (const auto& named : contact.people) {
        PersonChecks checks;
        checks.row = named.row;
        checks.name = named.name();
        checks.role = named.role;
        checks.matched = static_cast<bool>(named.person);
        checks.searched = searched_words(named);
        for (const auto& [id, f] : found) {
            Candidate c = f.shown;
            c.chosen = named.person.value == id;
            c.score = judge(named, f, c.why);
            c.likely = c.chosen || c.score >= 7;
            if (f.excluded || (c.score < 4 && !c.chosen)) continue;
            const auto never = std::find_if(nevers.begin(), nevers.end(),
                                            [&](const Never& n) { return n.is(named, id); });
            if (never != nevers.end() && !c.chosen) {
                if (f.seen)
                    checks.ruled_out.push_back({c.person, c.name, c.family_name, c.family_reference,
                                                never->by, never->on,
                                                never->contact != contact.id});
                continue;
            }
            if (!f.seen) {
                checks.speak_to_manager = checks.speak_to_manager || (f.restricted && c.likely);
                continue;
            }
            if (c.likely) {
                likely.insert(id);
                families.insert(c.family.value);
            }
            checks.candidates.push_back(std::move(c));
        }
        std::stable_sort(checks.candidates.begin(), checks.candidates.end(),
                         [](const Candidate& a, const Candidate& b) {
                             if (a.chosen != b.chosen) return a.chosen;
                             return a.score > b.score;
                         });
        if (checks.candidates.size() > 5) checks.candidates.resize(5);
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
        const Candidate* best = nullptr;
        for (const auto& c : checks.candidates)
            if (c.likely && best == nullptr) best = &c;
        const auto sure = best != nullptr && best->chosen ? Finding::yes : Finding::possible;
        const auto fact = [&](std::string question, Finding finding, std::string text) {
            checks.facts.push_back({std::move(question), finding, std::move(text)});
        };
        if (best != nullptr)
            fact(
                "Already known?", sure,
                fmt::format("{} in {}, {}", best->name, best->family_name, best->family_reference));
        else if (!checks.candidates.empty())
            fact("Already known?", Finding::possible,
                 "People with a similar name are on record. Look at them below.");
        else if (!checks.ruled_out.empty())
            fact("Already known?", Finding::no,
                 "Nobody else like this is on record; somebody alike has been ruled out.");
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
                const auto it = found.find(r.person);
                if (r.key != key || it == found.end() || !it->second.seen || it->second.excluded)
                    continue;
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
