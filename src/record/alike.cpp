#include "record/alike.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "record/shown_people.h"

namespace hearth::record {
namespace {

using access::Action;
using store::Sql;

constexpr std::size_t kMostShown = 5;

constexpr Sql kNever{"alike_never_match", R"(
SELECT one_person(n.person_id), n.contact_person_id, n.name, n.born, n.expected, w.name, n.from_date, n.contact_id
FROM never_match n LEFT JOIN worker w ON w.id = n.worker_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE n.person_id IN (SELECT value FROM each_record(:people)) AND n.to_date IS NULL
  AND n.superseded_at = '9999-12-31T23:59:59.999Z')"};
// Through a family that the asker may search; the one that they belong to now first.
constexpr std::string_view kDetails = R"(
SELECT p.id, p.given, p.surname, p.born, p.expected, f.id, f.name, f.reference
FROM person p
JOIN family_member m ON m.person_id IN same_person(p.id) AND m.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN family f ON f.id = m.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE p.id IN (SELECT value FROM each_id(:people)) AND p.superseded_at = '9999-12-31T23:59:59.999Z'
  AND {}
ORDER BY p.id, CASE WHEN m.to_date IS NULL THEN 0 ELSE 1 END, m.from_date DESC, f.id)";
constexpr std::string_view kOpened = R"(
SELECT f.id FROM family f
WHERE f.id IN (SELECT value FROM each_id(:families)) AND f.superseded_at = '9999-12-31T23:59:59.999Z'
  AND {})";

struct Never {
    std::int64_t person, named;
    std::string name, by;
    std::optional<Date> born, expected;
    Date on;
    std::int64_t contact;
    bool is(const NamedPerson& p, PersonId id) const {
        if (person != id.value) return false;
        if (p.row != 0 && named == p.row) return true;
        return name == names_key(p) &&
               ((p.born && born == p.born) || (p.expected && expected == p.expected));
    }
};

bool one_household(Likeness likeness) {
    return likeness == Likeness::twin || likeness == Likeness::household;
}

// Of each record that was found or chosen, the person who is shown.
std::map<PersonId, PersonId> shown_as(store::Session& session, std::span<const NamedPerson> named,
                                      std::span<const std::vector<Alike>> found) {
    std::set<PersonId> records;
    for (const auto& p : named)
        if (p.person) records.insert(p.person);
    for (const auto& one : found)
        for (const auto& a : one) records.insert(a.person);
    return shown_people(session, std::vector<PersonId>(records.begin(), records.end()));
}

}  // namespace

std::vector<Proposed> propose(store::Session& session, const Context& context, std::int64_t contact,
                              std::span<const NamedPerson> named,
                              std::span<const std::vector<Alike>> found) {
    const auto shown = shown_as(session, named, found);
    const auto as = [&](PersonId record) {
        const auto it = shown.find(record);
        return it == shown.end() ? record : it->second;
    };
    std::vector<Proposed> out(named.size());
    if (shown.empty()) return out;
    std::set<PersonId> everybody;
    for (const auto& [record, person] : shown) everybody.insert(person);
    const std::vector<PersonId> people(everybody.begin(), everybody.end());

    const auto search = context.policy.families(context.subject, Action::search, "m.family_id");
    store::Params searched{{"people", people}};
    searched.add(search.params);
    std::map<PersonId, Candidate> known;
    std::set<FamilyId> families, may_open;
    session.each(Sql::trusted("alike_details", fmt::format(kDetails, search.text)), searched,
                 [&](const store::Row& row) {
                     const auto [it, first] = known.try_emplace(row.id<PersonTag>(0));
                     if (!first) return;
                     Candidate& c = it->second;
                     c.person = it->first;
                     c.name = fmt::format("{} {}", row.text(1), row.text(2));
                     c.born = row.date(3);
                     c.expected = row.date(4);
                     c.family = row.id<FamilyTag>(5);
                     c.family_name = row.text(6);
                     c.family_reference = row.text(7);
                     families.insert(c.family);
                 });
    if (known.empty()) return out;
    const auto view = context.policy.families(context.subject, Action::view, "f.id");
    store::Params opened{{"families", std::vector<FamilyId>(families.begin(), families.end())}};
    opened.add(view.params);
    session.each(Sql::trusted("alike_opened", fmt::format(kOpened, view.text)), opened,
                 [&](const store::Row& row) { may_open.insert(row.id<FamilyTag>(0)); });
    std::vector<Never> nevers;
    session.each(kNever, {{"people", people}}, [&](const store::Row& row) {
        nevers.push_back({row.int64(0), row.int64(1), std::string(row.text(2)),
                          std::string(row.text(5)), row.date(3), row.date(4), row.date(6).value(),
                          row.int64(7)});
    });

    std::set<PersonId> taken;  // they are likely somebody else who is named
    for (std::size_t i = 0; i < named.size(); ++i) {
        if (named[i].person) taken.insert(as(named[i].person));
        for (const auto& a : found[i])
            if (a.likeness == Likeness::almost_certain) taken.insert(as(a.person));
    }
    for (std::size_t i = 0; i < named.size(); ++i) {
        const auto& p = named[i];
        const PersonId chosen = p.person ? as(p.person) : p.person;
        std::vector<Alike> alike;
        std::set<PersonId> there;  // the likeliest of their records speaks for a person
        for (Alike a : found[i]) {
            a.person = as(a.person);
            if (there.insert(a.person).second) alike.push_back(std::move(a));
        }
        // Chosen once, and not alike any more: still the one.
        if (chosen && !there.contains(chosen)) alike.push_back({chosen, Likeness::possible, 0, {}});
        for (auto& a : alike) {
            const auto it = known.find(a.person);
            if (it == known.end()) continue;
            Candidate c = it->second;
            c.may_open = may_open.contains(c.family);
            c.chosen = chosen == a.person;
            c.likeness = a.likeness;
            c.probability = a.probability;
            c.why = std::move(a.why);
            const auto never = std::find_if(nevers.begin(), nevers.end(),
                                            [&](const Never& n) { return n.is(p, a.person); });
            if (never != nevers.end() && !c.chosen)
                out[i].ruled_out.push_back({c.person, c.name, c.family_name, c.family_reference,
                                            never->by, never->on, never->contact != contact});
            else if (!c.chosen && one_household(c.likeness)) {
                if (!taken.contains(c.person)) out[i].household.push_back(std::move(c));
            } else {
                out[i].candidates.push_back(std::move(c));
            }
        }
        const auto best = [](const Candidate& a, const Candidate& b) {
            if (a.chosen != b.chosen) return a.chosen;
            return a.probability > b.probability;
        };
        for (auto* list : {&out[i].candidates, &out[i].household}) {
            std::stable_sort(list->begin(), list->end(), best);
            if (list->size() > kMostShown) list->resize(kMostShown);
        }
    }
    return out;
}

}  // namespace hearth::record
