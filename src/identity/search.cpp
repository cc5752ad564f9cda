#include "identity/search.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "access/guard.h"
#include "base/text.h"
#include "identity/linkage/standardise.h"
#include "record/shown_people.h"

namespace hearth::identity {
namespace {

using index::Criterion;
using index::Fit;
using store::Sql;

constexpr std::size_t kCandidates = 200;  // ranked before access is asked, which costs more
constexpr std::size_t kAtOnce = kMostResults + 1;  // of them looked up together

// Who some of them are, and through which family the searcher may find them: the one they are in
// now before those they have left.
constexpr std::string_view kPeople = R"(
SELECT p.id, p.given, p.surname, p.born, p.expected, p.died, f.id, f.name, f.reference, f.district
FROM person p
JOIN family_member m ON m.person_id IN same_person(p.id) AND m.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN family f ON f.id = m.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE p.id IN (SELECT value FROM each_id(:people)) AND p.superseded_at = '9999-12-31T23:59:59.999Z'
  AND {}
ORDER BY p.id, CASE WHEN m.to_date IS NULL THEN 0 ELSE 1 END,
         CASE WHEN f.to_date IS NULL THEN 0 ELSE 1 END, f.id)";

constexpr Sql kOtherNames{"search_other_names", R"(
SELECT one_person(person_id), given, surname FROM person_name
WHERE person_id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY id)"};

std::set<std::string> name_words(std::string_view given, std::string_view surname) {
    const std::string key = name_key(fmt::format("{} {}", given, surname));
    std::set<std::string> out;
    for (const auto word : words(key)) out.emplace(word);
    return out;
}

struct Scored {
    FoundPerson found;
    std::vector<LiveIndex::WordHit::Fit> how;  // of each criterion
    std::set<std::string> current;             // words of the present name
    std::vector<std::string> elsewhere;        // names that matched and are not of the present name
};

std::uint32_t packed(Date date) {
    return linkage::packed(linkage::exact_date(date));
}

// The words first, then the others in the order in which explain() takes them.
std::vector<Criterion> criteria_of(const SearchQuery& q, Date today) {
    std::vector<Criterion> out;
    const auto add = [&](Criterion::Kind kind, std::string text) -> Criterion& {
        out.push_back({});
        out.back().kind = kind;
        out.back().text = std::move(text);
        return out.back();
    };
    for (const auto& word : q.words) add(Criterion::Kind::word, word);
    if (q.born) add(Criterion::Kind::date, {}).date = packed(*q.born);
    if (q.year != 0) {
        Criterion& c = add(Criterion::Kind::years, {});
        c.date = static_cast<std::uint32_t>(q.year) << 16;
        c.last = c.date | 0xffff;
    }
    if (q.age >= 0) {
        Criterion& c = add(Criterion::Kind::years, {});
        c.date = packed(add_months(today, -12 * (q.age + 1)) + 1);
        c.last = packed(add_months(today, -12 * q.age));
    }
    if (!q.postcode.empty()) add(Criterion::Kind::postcode, q.postcode);
    if (!q.identifier.empty())
        add(Criterion::Kind::number, linkage::standard_identifier(q.identifier));
    if (!q.street.empty()) add(Criterion::Kind::address, q.street).house = q.house;
    return out;
}

// The index holds records: those that are held to be one person come once, as the person shown,
// with what the best of them fits.
std::vector<Scored> candidates(store::Session& session, const LiveIndex& people,
                               const record::Context& context, const SearchQuery& q, int need) {
    auto hits = people.search(criteria_of(q, context.today()), need, kCandidates);
    std::vector<PersonId> records;
    for (const auto& hit : hits) records.push_back(hit.person);
    const auto shown = record::shown_people(session, records);
    std::vector<Scored> out;
    std::set<PersonId> seen;
    for (auto& hit : hits) {
        const auto as = shown.find(hit.person);
        if (as == shown.end() || !seen.insert(as->second).second) continue;
        Scored s;
        s.found.person = as->second;
        s.found.matched = hit.fits;
        s.how = std::move(hit.how);
        out.push_back(std::move(s));
    }
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
                         const LiveIndex& people, const SearchQuery& q, int need, bool& more) {
    auto ranked = candidates(session, people, context, q, need);
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

bool has_any(const std::set<std::string>& names, std::string_view matched) {
    const auto parts = words(matched);
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::string_view word) { return names.contains(std::string(word)); });
}

std::string word_in_words(const std::string& word, const LiveIndex::WordHit::Fit& how) {
    switch (how.fit) {
        case Fit::exact:
            return fmt::format("name “{}”", word);
        case Fit::related:
            return fmt::format("“{}” is a form of “{}”", how.name, word);
        case Fit::begins:
            return fmt::format("name begins “{}”", word);
        case Fit::slip:
            return fmt::format("“{}” is spelt like “{}”", how.name, word);
        case Fit::sound:
        case Fit::swapped:
        case Fit::near:
            return fmt::format("“{}” sounds like “{}”", how.name, word);
        case Fit::none:
            break;
    }
    return fmt::format("not “{}”", word);
}

std::string date_in_words(Fit fit) {
    if (fit == Fit::exact) return "date of birth";
    if (fit == Fit::swapped) return "date of birth with day and month swapped";
    return fit == Fit::near ? "two parts of the date of birth" : "not this date of birth";
}

void explain(const SearchQuery& q, Scored& s) {
    std::size_t at = 0;
    for (const auto& word : q.words) {
        const auto& how = s.how[at++];
        s.found.why.push_back(word_in_words(word, how));
        if (!how.name.empty() && !has_any(s.current, how.name)) s.elsewhere.push_back(how.name);
    }
    const auto next = [&] { return s.how[at++].fit; };
    const auto say = [&](bool fits, std::string_view what) {
        s.found.why.push_back(fits ? std::string(what) : fmt::format("not this {}", what));
    };
    if (q.born) s.found.why.push_back(date_in_words(next()));
    if (q.year != 0) say(next() != Fit::none, "year of birth");
    if (q.age >= 0) say(next() != Fit::none, "age");
    if (!q.postcode.empty()) say(next() != Fit::none, "postcode");
    if (!q.identifier.empty()) say(next() != Fit::none, "number");
    if (!q.street.empty()) {
        const Fit fit = next();
        if (fit == Fit::near)
            s.found.why.emplace_back("the street, another house");
        else
            say(fit != Fit::none, "address");
    }
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
                            [&](const std::string& w) { return has_any(its_words, w); }))
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
                             LiveIndex& people, std::string_view typed) {
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
    // Thousands were born in any year: something else must be known too.
    const bool only_years = q.reference.empty() && q.criteria() == (q.year != 0) + (q.age >= 0);
    if (q.empty() || too_short || only_years)
        return invalid("q", "too_short",
                       "Type at least three letters of a name, a date of birth, a postcode, or a "
                       "reference such as F-104233.");

    if (q.criteria() > 0) {
        people.refresh(session);
        // With three or more things typed, one may be wrong; with two, nobody who fits only one is
        // shown while anybody fits both.
        const int all = q.criteria();
        int need = all <= 2 ? all : all - 1;
        auto found = find(session, context, people, q, need, out.more);
        if (found.empty() && need > 1) {
            need = 1;
            found = find(session, context, people, q, need, out.more);
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
