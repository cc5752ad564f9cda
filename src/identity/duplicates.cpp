#include "identity/duplicates.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "access/guard.h"
#include "base/text.h"
#include "record/names.h"

namespace hearth::identity {
namespace {

using access::Action;
using store::Sql;

constexpr double kLeastShown = 0.01;  // to whoever asks about one person

// Records never looked for, or of which something else is known since.
constexpr Sql kToLookFor{"duplicates_to_look_for", R"(
SELECT p.id, p.version_id FROM person p LEFT JOIN duplicate_search s ON s.person_id = p.id
WHERE p.superseded_at = '9999-12-31T23:59:59.999Z' AND (s.version_id IS NULL OR s.version_id <> p.version_id)
ORDER BY p.id DESC LIMIT :most)"};
constexpr Sql kLeft{"duplicates_left", R"(
SELECT COUNT(*) FROM person p LEFT JOIN duplicate_search s ON s.person_id = p.id
WHERE p.superseded_at = '9999-12-31T23:59:59.999Z' AND (s.version_id IS NULL OR s.version_id <> p.version_id))"};
constexpr Sql kForgetLooked{"duplicates_forget_looked",
                            "DELETE FROM duplicate_search WHERE person_id = :person"};
constexpr Sql kLooked{"duplicates_looked", R"(
INSERT INTO duplicate_search (person_id, version_id, searched_at) VALUES (:person, :version, :now))"};
constexpr Sql kForgetPair{"duplicates_forget_pair", R"(
DELETE FROM duplicate_pair WHERE person_id = :one AND other_person = :other)"};
constexpr Sql kPair{"duplicates_add_pair", R"(
INSERT INTO duplicate_pair (person_id, other_person, probability, why, source, found_at)
VALUES (:one, :other, :probability, :why, :source, :now))"};

// Neither said to be two people, nor one already; who was said not to be somebody on a contact is
// not proposed for the record that was made of them.
constexpr std::string_view kOpen = R"(
  one_person(d.person_id) <> one_person(d.other_person)
  AND NOT EXISTS (SELECT 1 FROM never_same n WHERE n.person_id = d.person_id AND n.other_person = d.other_person
    AND n.to_date IS NULL AND n.superseded_at = '9999-12-31T23:59:59.999Z')
  AND NOT EXISTS (SELECT 1 FROM never_match v JOIN contact_person c ON c.id = v.contact_person_id
      AND c.superseded_at = '9999-12-31T23:59:59.999Z'
    WHERE v.to_date IS NULL AND v.superseded_at = '9999-12-31T23:59:59.999Z'
      AND ((v.person_id = d.person_id AND c.person_id = d.other_person)
        OR (v.person_id = d.other_person AND c.person_id = d.person_id))))";
// The reader may do it to the person: through one of their families, and none forbids it.
std::string may(std::string_view person, const std::string& allowed) {
    return fmt::format(
        "EXISTS (SELECT 1 FROM family_member mm WHERE mm.person_id IN "
        "same_person({}) AND mm.superseded_at = '9999-12-31T23:59:59.999Z' AND {})",
        person, allowed);
}

std::string join_lines(const std::vector<std::string>& lines) {
    return join(lines, "\n");
}
std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> out;
    for (const auto line : split(text, '\n'))
        if (!line.empty()) out.emplace_back(line);
    return out;
}

// Who the matches are, of those whom the reader may do `action` to.
std::vector<Proposal> described(store::Session& session, const record::Context& context,
                                Action action, const std::vector<Match>& matches) {
    std::vector<PersonId> people;
    for (const auto& m : matches) people.push_back(m.person);
    if (people.empty()) return {};
    const auto allowed = context.policy.families(context.subject, action, "m.family_id");
    const auto sql = Sql::trusted(fmt::format("matches_described_{}", access::to_text(action)),
                                  fmt::format(R"(
SELECT p.id, p.given || ' ' || p.surname, p.born, p.expected, f.name, f.reference FROM person p
JOIN family_member m ON m.person_id IN same_person(p.id) AND m.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN family f ON f.id = m.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE p.id IN (SELECT value FROM each_id(:people)) AND p.superseded_at = '9999-12-31T23:59:59.999Z' AND {}
ORDER BY p.id, m.from_date DESC, m.id DESC)",
                                              allowed.text));
    store::Params params{{"people", people}};
    params.add(allowed.params);
    std::map<PersonId, Proposal> known;
    session.each(sql, params, [&](const store::Row& row) {
        const auto id = row.id<PersonTag>(0);
        known.try_emplace(id, Proposal{id,
                                       std::string(row.text(1)),
                                       row.date(2),
                                       row.date(3),
                                       std::string(row.text(4)),
                                       std::string(row.text(5)),
                                       0,
                                       {},
                                       false});
    });
    std::vector<Proposal> out;
    for (const auto& m : matches) {
        const auto it = known.find(m.person);
        if (it == known.end()) continue;
        auto p = it->second;
        p.probability = m.probability;
        p.why = m.why;
        out.push_back(std::move(p));
    }
    return out;
}

}  // namespace

Looked look_for_duplicates(store::Session& session, LiveIndex& index, std::size_t most) {
    Looked out;
    session.each(kToLookFor, {{"most", static_cast<std::int64_t>(most)}},
                 [&](const store::Row& row) { out.versions[row.id<PersonTag>(0)] = row.int64(1); });
    if (out.versions.empty()) return out;
    for (const auto& [person, version] : out.versions) out.people.push_back(person);
    out.matches = candidates_of(session, index, out.people, kLeastProposed);
    return out;
}

void keep_duplicates(store::Session& session, Instant now, const Looked& looked,
                     std::string_view source) {
    for (std::size_t i = 0; i < looked.people.size(); ++i)
        for (const auto& m : looked.matches[i]) {
            const auto one = std::min(looked.people[i], m.person),
                       other = std::max(looked.people[i], m.person);
            session.execute(kForgetPair, {{"one", one}, {"other", other}});
            session.execute(kPair, {{"one", one},
                                    {"other", other},
                                    {"probability", m.probability},
                                    {"why", join_lines(m.why)},
                                    {"source", source},
                                    {"now", now}});
        }
    for (const auto& [person, version] : looked.versions) {
        session.execute(kForgetLooked, {{"person", person}});
        session.execute(kLooked, {{"person", person}, {"version", version}, {"now", now}});
    }
}

Result<DuplicateQueue> duplicate_queue(store::Session& session, const record::Context& context) {
    const bool allowed =
        context.policy.could(context.subject, Action::manage, access::ObjectKind::family);
    access::log_list(session, context.subject, Action::manage, "duplicates", 0, {}, {}, allowed);
    if (!allowed) return Refusal{"no_grant"};
    const auto merge = context.policy.families(context.subject, Action::manage, "mm.family_id");
    const auto sql = Sql::trusted(
        "duplicate_queue", fmt::format(R"(
SELECT a.id, b.id, a.given || ' ' || a.surname, b.given || ' ' || b.surname, a.born, b.born, d.probability, d.why, d.found_at
FROM duplicate_pair d
JOIN person a ON a.id = d.person_id AND a.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN person b ON b.id = d.other_person AND b.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE {} AND {} AND {}
ORDER BY d.probability DESC, d.found_at, a.id, b.id LIMIT :most)",
                                       kOpen, may("a.id", merge.text), may("b.id", merge.text)));
    store::Params params{{"most", static_cast<std::int64_t>(kMostPairs) + 1}};
    params.add(merge.params);
    DuplicateQueue out;
    session.each(sql, params, [&](const store::Row& row) {
        if (out.pairs.size() == kMostPairs) {
            out.more = true;
            return;
        }
        out.pairs.push_back({row.id<PersonTag>(0), row.id<PersonTag>(1), std::string(row.text(2)),
                             std::string(row.text(3)), row.date(4), row.date(5), row.real(6),
                             split_lines(row.text(7)), row.instant(8).value()});
    });
    const auto one = Sql::trusted(
        "merged_lately", merges_in_force(may("m.kept_person", merge.text)) + " LIMIT :most");
    store::Params latest{{"most", static_cast<std::int64_t>(kMostMerged)}};
    latest.add(merge.params);
    session.each(one, latest,
                 [&](const store::Row& row) { out.merged.push_back(merge_line(row)); });
    out.not_looked_for =
        session.one(kLeft, {}, [](const store::Row& row) { return row.int64(0); }).value_or(0);
    return out;
}

Result<Proposals> may_be_same(store::Session& session, const record::Context& context,
                              LiveIndex& index, PersonId person) {
    auto allowed =
        access::guard_person(session, context.policy, context.subject, Action::manage, person);
    if (!allowed) return allowed.failure();
    Proposals out;
    out.person = shown_as(session, person);
    out.name = record::Names(session).person(out.person);
    out.proposals = described(session, context, Action::manage,
                              candidates_of(session, index, {out.person}, kLeastShown).front());
    for (auto& p : out.proposals) p.ruled_out = not_same(session, out.person, p.person).has_value();
    return out;
}

}  // namespace hearth::identity
