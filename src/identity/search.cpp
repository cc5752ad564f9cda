#include "identity/search.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>

#include "access/guard.h"
#include "base/text.h"

namespace hearth::identity {
namespace {

using store::Sql;

// What one criterion may score. An exact word counts more than the beginning of one, and that more
// than a sound; a number or a date of birth says more than a name.
constexpr int kExact = 10, kBegins = 6, kSounds = 3;
constexpr int kBorn = kMostWords, kPostcode = kMostWords + 1, kIdentifier = kMostWords + 2;
constexpr int kCriteria = kMostWords + 3;
constexpr std::int64_t kCandidates = 80;  // ranked before access is asked, which costs more
constexpr std::size_t kAtOnce = kMostResults + 1;  // of them looked up together

// Criteria that were not typed are NULL and find nothing. Each hit is (person, criterion, score).
std::string hits() {
    std::string sql;
    for (std::size_t w = 0; w < kMostWords; ++w)
        sql += fmt::format(
            "{1}SELECT person_id, {0} AS c, CASE WHEN word = :w{0} THEN 10 ELSE 6 END AS s FROM "
            "name_word WHERE word >= :w{0} AND word < :z{0} UNION ALL SELECT person_id, {0}, 3 "
            "FROM name_word WHERE sound = :s{0}",
            w, w == 0 ? "" : " UNION ALL ");
    sql += fmt::format(
        " UNION ALL SELECT id, {}, 12 FROM person WHERE born = :born AND superseded_at = "
        "'9999-12-31T23:59:59.999Z'"
        " UNION ALL SELECT person_id, {}, 8 FROM person_address WHERE postcode = :postcode AND "
        "confidential = 0 AND superseded_at = '9999-12-31T23:59:59.999Z' AND (to_date IS NULL OR "
        "to_date >= :today)"
        " UNION ALL SELECT person_id, {}, 20 FROM person_identifier WHERE value = :identifier AND "
        "superseded_at = '9999-12-31T23:59:59.999Z'",
        kBorn, kPostcode, kIdentifier);
    return sql;
}

// Everybody who fits, the best first. Asks no access: only what kPeople gives of them is shown.
const Sql& candidates_sql() {
    static const Sql sql = [] {
        std::string best, count, total;
        for (int c = 0; c < kCriteria; ++c) {
            best += fmt::format(", MAX(CASE WHEN c = {0} THEN s ELSE 0 END) AS m{0}", c);
            count += fmt::format("{}CASE WHEN m{} > 0 THEN 1 ELSE 0 END", c == 0 ? "" : " + ", c);
            total += fmt::format("{}m{}", c == 0 ? "" : " + ", c);
        }
        return Sql::trusted("search_candidates",
                            fmt::format(R"(
SELECT b.person_id, {count} AS n, m0, m1, m2, m3, m4, m5, m6, {total} AS score
FROM (SELECT person_id{best} FROM ({hits}) AS hit GROUP BY person_id) AS b
WHERE {count} >= :need
ORDER BY n DESC, score DESC, b.person_id LIMIT :candidates)",
                                        fmt::arg("count", count), fmt::arg("total", total),
                                        fmt::arg("best", best), fmt::arg("hits", hits())));
    }();
    return sql;
}

// Who some of them are, and through which family the searcher may find them: the one they are in
// now before those they have left.
constexpr std::string_view kPeople = R"(
SELECT p.id, p.given, p.surname, p.born, p.expected, p.died, f.id, f.name, f.reference, f.district
FROM person p
JOIN family_member m ON m.person_id = p.id AND m.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN family f ON f.id = m.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE p.id IN (SELECT value FROM each_id(:people)) AND p.superseded_at = '9999-12-31T23:59:59.999Z'
  AND {}
ORDER BY p.id, CASE WHEN m.to_date IS NULL THEN 0 ELSE 1 END,
         CASE WHEN f.to_date IS NULL THEN 0 ELSE 1 END, f.id)";

constexpr std::array<std::string_view, kMostWords> kWord = {"w0", "w1", "w2", "w3"};
constexpr std::array<std::string_view, kMostWords> kAfter = {"z0", "z1", "z2", "z3"};
constexpr std::array<std::string_view, kMostWords> kSound = {"s0", "s1", "s2", "s3"};

constexpr Sql kOtherNames{"search_other_names", R"(
SELECT person_id, given, surname FROM person_name
WHERE person_id IN (SELECT value FROM each_id(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY id)"};

std::set<std::string> name_words(std::string_view given, std::string_view surname) {
    const std::string key = name_key(fmt::format("{} {}", given, surname));
    std::set<std::string> out;
    for (const auto word : words(key)) out.emplace(word);
    return out;
}

struct Scored {
    FoundPerson found;
    std::array<int, kCriteria> best{};
    std::set<std::string> current;
    std::vector<std::string> elsewhere;  // words that are not of the present name
};

store::Params criteria_of(const SearchQuery& q, Date today) {
    store::Params params;
    for (std::size_t w = 0; w < kMostWords; ++w) {
        if (w >= q.words.size()) {
            params.add(kWord[w], {}).add(kAfter[w], {}).add(kSound[w], {});
            continue;
        }
        const auto& word = q.words[w];
        // One letter finds only a name that is that letter; two and more, every name that begins
        // so.
        const std::string after =
            count_characters(word) < 3 ? word + '\x01' : word + "\xF4\x8F\xBF\xBF";
        const std::string sound = phonetic_key(word);
        params.add(kWord[w], word).add(kAfter[w], after);
        params.add(kSound[w], sound.size() < 2 ? store::Value{} : store::Value(sound));
    }
    params.add("born", q.born)
        .add("postcode", q.postcode.empty() ? store::Value{} : store::Value(q.postcode))
        .add("identifier", q.identifier.empty() ? store::Value{} : store::Value(q.identifier))
        .add("today", today)
        .add("candidates", kCandidates);
    return params;
}

std::vector<Scored> candidates(store::Session& session, const record::Context& context,
                               const SearchQuery& q, int need) {
    auto params = criteria_of(q, context.today());
    params.add("need", need);
    std::vector<Scored> out;
    session.each(candidates_sql(), params, [&](const store::Row& row) {
        Scored s;
        s.found.person = row.id<PersonTag>(0);
        s.found.matched = static_cast<int>(row.int64(1));
        for (int c = 0; c < kCriteria; ++c)
            s.best[static_cast<std::size_t>(c)] = static_cast<int>(row.int64(2 + c));
        out.push_back(std::move(s));
    });
    return out;
}

// Fills in who they are; those whom the searcher may not find keep no family.
void identify(store::Session& session, const Sql& sql, const store::Params& allowed,
              std::span<Scored> some) {
    std::map<PersonId, Scored*> by_id;
    std::vector<PersonId> ids;
    for (auto& s : some) {
        by_id.emplace(s.found.person, &s);
        ids.push_back(s.found.person);
    }
    store::Params params{{"people", ids}};
    params.add(allowed);
    session.each(sql, params, [&](const store::Row& row) {
        Scored& s = *by_id.at(row.id<PersonTag>(0));
        if (s.found.family.id) return;  // the first is the best
        s.found.name = fmt::format("{} {}", row.text(1), row.text(2));
        s.current = name_words(row.text(1), row.text(2));
        s.found.born = row.date(3);
        s.found.expected = row.date(4);
        s.found.died = row.date(5);
        s.found.family.id = row.id<FamilyTag>(6);
        s.found.family.name = row.text(7);
        s.found.family.reference = row.text(8);
        s.found.family.district = row.text(9);
    });
}

std::vector<Scored> find(store::Session& session, const record::Context& context,
                         const SearchQuery& q, int need, bool& more) {
    auto ranked = candidates(session, context, q, need);
    const auto allowed = context.policy.families(context.subject, access::Action::search, "f.id");
    const auto sql = Sql::trusted("search_people", fmt::format(kPeople, allowed.text));
    std::vector<Scored> out;
    more = false;
    const std::span all(ranked);
    for (std::size_t at = 0; at < all.size() && !more; at += kAtOnce) {
        const auto some = all.subspan(at, std::min(kAtOnce, all.size() - at));
        identify(session, sql, allowed.params, some);
        for (auto& s : some) {
            if (!s.found.family.id) continue;
            more = out.size() == kMostResults;
            if (more) break;
            out.push_back(std::move(s));
        }
    }
    return out;
}

bool begins_any(const std::set<std::string>& names, std::string_view word) {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return name.starts_with(word); });
}

void explain(const SearchQuery& q, Scored& s) {
    for (std::size_t w = 0; w < q.words.size(); ++w) {
        const auto& word = q.words[w];
        const int score = s.best[w];
        if (score == 0) {
            s.found.why.push_back(fmt::format("not “{}”", word));
        } else if (score == kExact) {
            s.found.why.push_back(fmt::format("name “{}”", word));
            if (!s.current.contains(word)) s.elsewhere.push_back(word);
        } else if (score == kBegins) {
            s.found.why.push_back(fmt::format("name begins “{}”", word));
            if (!begins_any(s.current, word)) s.elsewhere.push_back(word);
        } else {
            s.found.why.push_back(fmt::format("sounds like “{}”", word));
        }
    }
    const auto fits = [&](int criterion) {
        return s.best[static_cast<std::size_t>(criterion)] > 0;
    };
    if (q.born) s.found.why.push_back(fits(kBorn) ? "date of birth" : "not this date of birth");
    if (!q.postcode.empty())
        s.found.why.push_back(fits(kPostcode) ? "postcode" : "not this postcode");
    if (!q.identifier.empty())
        s.found.why.push_back(fits(kIdentifier) ? "number" : "not this number");
}

// Names other than the present one that hold a word by which the person was found.
void name_the_other(store::Session& session, std::vector<Scored>& all) {
    std::vector<PersonId> people;
    for (const auto& s : all)
        if (!s.elsewhere.empty()) people.push_back(s.found.person);
    if (people.empty()) return;
    std::map<PersonId, std::vector<std::pair<std::string, std::set<std::string>>>> names;
    session.each(kOtherNames, {{"people", people}}, [&](const store::Row& row) {
        names[row.id<PersonTag>(0)].emplace_back(fmt::format("{} {}", row.text(1), row.text(2)),
                                                 name_words(row.text(1), row.text(2)));
    });
    for (auto& s : all)
        for (const auto& [name, its_words] : names[s.found.person])
            if (s.found.other_name.empty() && name != s.found.name &&
                std::any_of(s.elsewhere.begin(), s.elsewhere.end(),
                            [&](const std::string& w) { return begins_any(its_words, w); }))
                s.found.other_name = name;
}

// Which of the families found may be opened, and which team holds each.
void describe(store::Session& session, const record::Context& context,
              const std::vector<FoundFamily*>& found) {
    if (found.empty()) return;
    std::vector<FamilyId> ids;
    for (const auto* f : found)
        if (std::find(ids.begin(), ids.end(), f->id) == ids.end()) ids.push_back(f->id);
    const auto view = context.policy.families(context.subject, access::Action::view, "f.id");
    const auto sql = Sql::trusted("search_families", fmt::format(R"(
SELECT f.id, CASE WHEN {} THEN 1 ELSE 0 END,
       (SELECT t.name FROM family_team ft JOIN team t ON t.id = ft.team_id
          AND t.superseded_at = '9999-12-31T23:59:59.999Z'
        WHERE ft.family_id = f.id AND ft.superseded_at = '9999-12-31T23:59:59.999Z'
          AND ft.from_date <= :today AND (ft.to_date IS NULL OR ft.to_date >= :today)
        ORDER BY ft.from_date DESC, ft.id DESC LIMIT 1)
FROM family f WHERE f.id IN (SELECT value FROM each_id(:families)) AND f.superseded_at = '9999-12-31T23:59:59.999Z')",
                                                                 view.text));
    store::Params params{{"families", ids}, {"today", context.today()}};
    params.add(view.params);
    std::map<FamilyId, std::pair<bool, std::string>> about;
    session.each(sql, params, [&](const store::Row& row) {
        about.emplace(row.id<FamilyTag>(0), std::pair(row.yes(1), std::string(row.text(2))));
    });
    for (auto* f : found) std::tie(f->may_open, f->team) = about[f->id];
}

std::vector<FoundContact> contacts_by_reference(store::Session& session,
                                                const record::Context& context,
                                                std::string_view reference) {
    const auto allowed = context.policy.contacts(context.subject, access::Action::list, "c");
    const auto sql = Sql::trusted(
        "search_contacts",
        "SELECT c.id, c.reference, c.received_at FROM contact c WHERE c.reference = :reference AND "
        "c.superseded_at = '9999-12-31T23:59:59.999Z' AND " +
            allowed.text + " ORDER BY c.received_at DESC LIMIT 25");
    store::Params params{{"reference", reference}};
    params.add(allowed.params);
    std::vector<FoundContact> out;
    session.each(sql, params, [&](const store::Row& row) {
        out.push_back({row.int64(0), std::string(row.text(1)), row.instant(2).value()});
    });
    return out;
}

}  // namespace

std::vector<FoundFamily> families_by_reference(store::Session& session,
                                               const record::Context& context,
                                               access::Action action, std::string_view reference) {
    const auto allowed = context.policy.families(context.subject, action, "f.id");
    const auto sql = Sql::trusted(
        "families_by_reference",
        "SELECT f.id, f.name, f.reference, f.district FROM family f WHERE f.reference = :reference "
        "AND f.superseded_at = '9999-12-31T23:59:59.999Z' AND " +
            allowed.text + " ORDER BY f.id LIMIT 25");
    store::Params params{{"reference", reference}};
    params.add(allowed.params);
    std::vector<FoundFamily> out;
    session.each(sql, params, [&](const store::Row& row) {
        out.push_back({row.id<FamilyTag>(0),
                       std::string(row.text(1)),
                       std::string(row.text(2)),
                       std::string(row.text(3)),
                       {},
                       false});
    });
    return out;
}

Result<SearchResults> search(store::Session& session, const record::Context& context,
                             std::string_view typed) {
    const bool allowed =
        context.policy.could(context.subject, access::Action::search, access::ObjectKind::family);
    access::log_list(session, context.subject, access::Action::search, "search", 0, {}, fold(typed),
                     allowed);
    if (!allowed) return Refusal{"no_grant"};

    SearchResults out;
    out.query = read_query(typed);
    const auto& q = out.query;
    const bool too_short = q.reference.empty() && q.criteria() == 1 && q.words.size() == 1 &&
                           count_characters(q.words.front()) < 2;
    if (q.empty() || too_short)
        return invalid("q", "too_short",
                       "Type at least three letters of a name, a date of birth, a postcode, or a "
                       "reference such as F-104233.");

    if (q.criteria() > 0) {
        // With three or more things typed, one may be wrong; with two, nobody who fits only one is
        // shown while anybody fits both.
        const int all = q.criteria();
        int need = all <= 2 ? all : all - 1;
        auto found = find(session, context, q, need, out.more);
        if (found.empty() && need > 1) {
            need = 1;
            found = find(session, context, q, need, out.more);
        }
        out.partial = !found.empty() && found.front().found.matched < all;
        for (auto& s : found) explain(q, s);
        name_the_other(session, found);
        for (auto& s : found) out.people.push_back(std::move(s.found));
    }
    if (q.reference.starts_with('F'))
        out.families = families_by_reference(session, context, access::Action::search, q.reference);
    if (q.reference.starts_with('C'))
        out.contacts = contacts_by_reference(session, context, q.reference);

    std::vector<FoundFamily*> families;
    for (auto& p : out.people) families.push_back(&p.family);
    for (auto& f : out.families) families.push_back(&f);
    describe(session, context, families);
    return out;
}

}  // namespace hearth::identity
