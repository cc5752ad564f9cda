#include "identity/live_index.h"

#include <algorithm>

#include "base/text.h"
#include "identity/linkage/standardise.h"

namespace hearth::identity {
namespace {

using linkage::Person;
using store::Sql;

// Ids are milliseconds above 22 other bits: so long may a write take to be committed. After an
// import, whose rows are read at every search while that long, a minute has to do.
constexpr std::int64_t kMinute = std::int64_t{60 * 1000} << 22;
constexpr std::size_t kManySeen = 5'000;
std::int64_t longest_write(std::size_t seen) {
    return seen > kManySeen ? kMinute : 15 * kMinute;
}
const SystemClock kSystemClock;
// So many changed at once (an import): read all anew.
constexpr std::size_t kManyChanged = 20'000;

constexpr std::ptrdiff_t kReadAtOnce = 4'096;
constexpr Sql kEverybody{"index_everybody",
                         "SELECT id FROM person WHERE superseded_at = '9999-12-31T23:59:59.999Z'"};

constexpr Sql kNewest{"index_newest", R"(
SELECT COALESCE(MAX(v), 0) FROM (
    SELECT MAX(version_id) AS v FROM person UNION ALL SELECT MAX(version_id) FROM person_name
    UNION ALL SELECT MAX(version_id) FROM person_address
    UNION ALL SELECT MAX(version_id) FROM person_identifier
    UNION ALL SELECT MAX(version_id) FROM person_contact) AS newest)"};

constexpr Sql kChanged{"index_changed", R"(
SELECT version_id, id FROM person WHERE version_id > :after
UNION ALL SELECT version_id, person_id FROM person_name WHERE version_id > :after
UNION ALL SELECT version_id, person_id FROM person_address WHERE version_id > :after
UNION ALL SELECT version_id, person_id FROM person_identifier WHERE version_id > :after
UNION ALL SELECT version_id, person_id FROM person_contact WHERE version_id > :after)"};

#define HEARTH_CURRENT "superseded_at = '9999-12-31T23:59:59.999Z'"
#define HEARTH_SOME " IN (SELECT value FROM each_id(:people))"
constexpr Sql kPeople{"index_some_people",
                      "SELECT id, given, surname, sex, born, expected FROM person "
                      "WHERE " HEARTH_CURRENT " AND id" HEARTH_SOME};
constexpr Sql kNames{"index_some_names",
                     "SELECT person_id, given, surname FROM person_name "
                     "WHERE " HEARTH_CURRENT " AND person_id" HEARTH_SOME " ORDER BY id"};
constexpr Sql kAddresses{"index_some_addresses",
                         "SELECT person_id, line1, line2, town, postcode FROM person_address "
                         "WHERE " HEARTH_CURRENT " AND confidential = 0 AND person_id" HEARTH_SOME
                         " ORDER BY from_date DESC, id"};
constexpr Sql kNumbers{"index_some_numbers",
                       "SELECT person_id, kind, value FROM person_identifier "
                       "WHERE " HEARTH_CURRENT " AND person_id" HEARTH_SOME};
constexpr Sql kContacts{"index_some_contacts",
                        "SELECT person_id, kind, value FROM person_contact "
                        "WHERE " HEARTH_CURRENT " AND person_id" HEARTH_SOME};
#undef HEARTH_CURRENT
#undef HEARTH_SOME

// What the database says of one person; its records in the index follow from it.
struct Parts {
    std::string given, surname;
    Person about;                                            // without names, addresses and numbers
    std::vector<std::pair<std::string, std::string>> names;  // given and surname
    struct Address {
        std::string line1, line2, town, postcode;
    };
    std::vector<Address> addresses;
    std::string nhs, upn;
    std::vector<std::string> numbers;
    std::string own;  // of the numbers, the one that this authority gave
};

void read_names(Person& p, std::string_view given, std::string_view surname) {
    linkage::read_given(p, given);
    linkage::read_surname(p, surname);
}

// One record for each name and each address, and as many as the numbers need: each with the date of
// birth, so that any two things that are known of somebody find them.
std::vector<Person> records_of(const Parts& parts) {
    std::vector<Person> out;
    const auto record = [&](std::string_view given, std::string_view surname,
                            const Parts::Address* at) {
        Person p = parts.about;
        read_names(p, given, surname);
        if (at != nullptr) {
            linkage::read_address(p, at->line1);
            if (!is_blank(at->line2) && p.street.empty()) linkage::read_address(p, at->line2);
            p.town = linkage::standard_town(at->town);
            p.postcode = linkage::standard_postcode(at->postcode);
        }
        return p;
    };
    const Parts::Address* first = parts.addresses.empty() ? nullptr : &parts.addresses.front();
    out.push_back(record(parts.given, parts.surname, first));
    out.front().nhs = parts.nhs;
    out.front().upn = parts.upn;
    for (const auto& [given, surname] : parts.names)
        if (given != parts.given || surname != parts.surname)
            out.push_back(record(given, surname, first));
    for (std::size_t i = 1; i < parts.addresses.size(); ++i)
        out.push_back(record(parts.given, parts.surname, &parts.addresses[i]));
    // A child without a name yet ("Baby") is found by that word too.
    if (out.front().given.empty() && !is_blank(parts.given)) {
        Person p = parts.about;
        const std::string key = name_key(parts.given);
        for (const auto word : words(key)) p.given.emplace_back(word);
        linkage::read_surname(p, parts.surname);
        out.push_back(std::move(p));
    }
    for (std::size_t i = 0; i < parts.numbers.size(); ++i) {
        const std::size_t row = i / linkage::kIdentifiers;
        if (row >= out.size()) out.push_back(record(parts.given, parts.surname, nullptr));
        out[row].identifiers.push_back(parts.numbers[i]);
    }
    return out;
}

void add_number(Parts& parts, std::string number) {
    if (number.empty()) return;
    auto& all = parts.numbers;
    if (std::find(all.begin(), all.end(), number) == all.end()) all.push_back(std::move(number));
}

}  // namespace

std::string phone_figures(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (c >= '0' && c <= '9') out += c;
    if (out.starts_with("0044")) return "0" + out.substr(out.size() > 4 && out[4] == '0' ? 5 : 4);
    if (out.starts_with("44") && out.size() >= 12) return "0" + out.substr(out[2] == '0' ? 3 : 2);
    return out;
}

LiveIndex::LiveIndex() : LiveIndex(kSystemClock) {}
LiveIndex::LiveIndex(const Clock& clock) : clock_(clock), scorer_(linkage::default_model()) {}

LiveIndex::Loaded LiveIndex::load(store::Session& session, const std::vector<std::int64_t>& people,
                                  bool own_numbers) {
    std::unordered_map<std::int64_t, Parts> all;
    std::vector<PersonId> ids;
    for (const std::int64_t id : people) ids.push_back(PersonId{id});
    store::Params some;
    some.add("people", ids);
    const auto each = [&](const Sql& sql, auto f) { session.each(sql, some, f); };
    each(kPeople, [&](const store::Row& row) {
        Parts& parts = all[row.int64(0)];
        parts.given = row.text(1);
        parts.surname = row.text(2);
        parts.about.sex = linkage::read_sex(row.text(3));
        if (const auto born = row.date(4)) parts.about.dob = linkage::exact_date(*born);
        if (const auto due = row.date(5)) parts.about.expected = linkage::exact_date(*due);
    });
    const auto of = [&](const store::Row& row) -> Parts* {
        const auto found = all.find(row.int64(0));
        return found == all.end() ? nullptr : &found->second;
    };
    each(kNames, [&](const store::Row& row) {
        if (Parts* parts = of(row)) parts->names.emplace_back(row.text(1), row.text(2));
    });
    each(kAddresses, [&](const store::Row& row) {
        if (Parts* parts = of(row))
            parts->addresses.push_back({std::string(row.text(1)), std::string(row.text(2)),
                                        std::string(row.text(3)), std::string(row.text(4))});
    });
    each(kNumbers, [&](const store::Row& row) {
        Parts* parts = of(row);
        if (parts == nullptr || row.text(1) == "upn_unknown") return;  // why there is no number
        auto number = linkage::standard_identifier(row.text(2));
        if (row.text(1) == "nhs_number" && parts->nhs.empty())
            parts->nhs = std::move(number);
        else if (row.text(1) == "upn" && parts->upn.empty())
            parts->upn = std::move(number);
        else {
            if (row.text(1) == "la_child_id") parts->own = number;
            add_number(*parts, std::move(number));
        }
    });
    each(kContacts, [&](const store::Row& row) {
        if (Parts* parts = of(row))
            add_number(*parts, row.text(1) == "phone" ? phone_figures(row.text(2))
                                                      : linkage::standard_identifier(row.text(2)));
    });
    Loaded out;
    out.reserve(all.size());
    for (const auto& [id, parts] : all) {
        auto records = records_of(parts);
        // Left empty, so that the others are compared with what stands in their place.
        if (!own_numbers && !parts.own.empty())
            for (auto& record : records)
                std::replace(record.identifiers.begin(), record.identifiers.end(), parts.own,
                             std::string());
        out.emplace(id, std::move(records));
    }
    return out;
}

void LiveIndex::put(const Loaded& people, index::PersonIndex& index, RowsOf& rows_of) {
    for (const auto& [id, records] : people) {
        auto& rows = rows_of[id];
        rows.reserve(records.size());
        for (const Person& record : records) rows.push_back(index.add(record, id));
    }
}

void LiveIndex::build(store::Session& session) {
    // First how far it goes, then what there is: on a database that moves on between the two,
    // what came in between is read twice rather than never.
    const std::int64_t asked = number_of_now();
    const auto newest =
        session.one(kNewest, {}, [](const store::Row& r) { return r.int64(0); }).value_or(0);
    std::set<std::int64_t> seen;
    session.each(kChanged, {{"after", std::min(newest, asked - longest_write(0))}},
                 [&](const store::Row& row) { seen.insert(row.int64(0)); });
    // Some at a time: as they are read, people take ten times the memory that they take in the
    // index.
    std::vector<std::int64_t> everybody;
    session.each(kEverybody, {}, [&](const store::Row& row) { everybody.push_back(row.int64(0)); });
    auto index = std::make_unique<index::PersonIndex>(index::PersonIndex::Keys::words);
    RowsOf rows_of;
    rows_of.reserve(everybody.size());
    for (auto from = everybody.begin(); from != everybody.end();) {
        const auto to = from + std::min<std::ptrdiff_t>(kReadAtOnce, everybody.end() - from);
        const std::vector<std::int64_t> some(from, to);
        put(load(session, some), *index, rows_of);
        from = to;
    }
    index->build();
    const std::unique_lock held(lock_);
    index_ = std::move(index);
    rows_of_ = std::move(rows_of);
    newest_ = newest;
    seen_ = std::move(seen);
    settle(asked);
    scorer_.set_prior(linkage::Scorer::prior_for_search(
        static_cast<double>(std::max<std::size_t>(2, everybody.size()))));
}

void LiveIndex::follow(store::Session& session) {
    const std::int64_t asked = number_of_now();
    std::vector<std::int64_t> versions, changed;
    session.each(kChanged, {{"after", settled_}}, [&](const store::Row& row) {
        if (seen_.contains(row.int64(0))) return;
        versions.push_back(row.int64(0));
        changed.push_back(row.int64(1));
    });
    if (changed.empty()) return settle(asked);
    std::sort(changed.begin(), changed.end());
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    if (changed.size() > kManyChanged || index_->rows_since_build() > kManyChanged)
        return build(session);
    const Loaded people = load(session, changed);
    const std::unique_lock held(lock_);
    for (const std::int64_t id : changed) {
        const auto rows = rows_of_.find(id);
        if (rows == rows_of_.end()) continue;
        for (const index::RowId row : rows->second) index_->remove(row);
        rows_of_.erase(rows);
    }
    put(people, *index_, rows_of_);
    // Not before: had reading them failed, the next refresh would not look for them.
    seen_.insert(versions.begin(), versions.end());
    newest_ = std::max(newest_, *seen_.rbegin());
    settle(asked);
}

// Later than the number of every version made before.
std::int64_t LiveIndex::number_of_now() const {
    static IdMaker ids;
    return ids.make(clock_.now());
}

// What was not committed when it was last asked is committed after that, and so is numbered later
// than that less the longest write. Never back: what is forgotten here must not be read again.
void LiveIndex::settle(std::int64_t asked) {
    settled_ = std::max(settled_, std::min(newest_, asked - longest_write(seen_.size())));
    seen_.erase(seen_.begin(), seen_.upper_bound(settled_));
}

void LiveIndex::refresh(store::Session& session) {
    const std::lock_guard one(refreshing_);
    if (index_ == nullptr)
        build(session);
    else
        follow(session);
}

std::vector<LiveIndex::WordHit> LiveIndex::search(const std::vector<index::Criterion>& criteria,
                                                  int need, std::size_t most) const {
    const std::shared_lock held(lock_);
    std::vector<WordHit> out;
    if (index_ == nullptr) return out;
    for (const auto& found : index::search_words(*index_, criteria, need, most)) {
        WordHit hit;
        hit.person = PersonId{found.owner};
        hit.fits = found.fits;
        hit.score = found.score;
        for (std::size_t i = 0; i < criteria.size(); ++i) {
            const auto& how = found.how[i];
            hit.how.push_back(
                {how.fit, how.name == 0 ? std::string() : std::string(index_->name(how.name))});
        }
        out.push_back(std::move(hit));
    }
    return out;
}

std::vector<index::Found> LiveIndex::like(const Person& person, std::size_t most) const {
    index::Scratch scratch = [&] {
        const std::lock_guard held(idle_lock_);
        if (idle_.empty()) return index::Scratch();
        index::Scratch last = std::move(idle_.back());
        idle_.pop_back();
        return last;
    }();
    std::vector<index::Found> out;
    {
        const std::shared_lock held(lock_);
        if (index_ != nullptr) out = index_->search(person, scorer_, most, scratch);
    }
    const std::lock_guard held(idle_lock_);
    idle_.push_back(std::move(scratch));
    return out;
}

linkage::Scorer LiveIndex::scorer() const {
    const std::shared_lock held(lock_);
    return scorer_;
}

std::size_t LiveIndex::people() const {
    const std::shared_lock held(lock_);
    return rows_of_.size();
}

std::size_t LiveIndex::bytes() const {
    const std::shared_lock held(lock_);
    return index_ == nullptr ? 0 : index_->bytes() + rows_of_.size() * 72;
}

}  // namespace hearth::identity
